"""Files and settings as other programs leave them: an editor's byte order mark, a drawing's quotes, a notebook's backend."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import edition_file


def test_an_edition_saved_with_a_byte_order_mark_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text('title = "Ours"\n', encoding="utf-8-sig")
    assert edition_file.read(path)["title"] == "Ours"


@pytest.mark.parametrize("local", [b"url(#a)", b"url('#a')", b'url("#a")', b"url( #a )", b"url( '#a' )"])
def test_a_drawing_that_names_its_own_parts_asks_for_nothing(local: bytes) -> None:
    assert not edition_file.ASKS.search(local)


@pytest.mark.parametrize("foreign", [b"url(x.png)", b"url('x.png')", b'url( "http://a.test/#a")', b"url( x.svg#a )"])
def test_a_drawing_that_names_another_file_is_seen(foreign: bytes) -> None:
    assert edition_file.ASKS.search(foreign)


def test_a_notebooks_backend_does_not_reach_the_charts() -> None:
    code = "import pipeline.__main__, matplotlib; print(matplotlib.get_backend())"
    elsewhere = {**os.environ, "MPLBACKEND": "module://matplotlib_inline.backend_inline"}
    made = subprocess.run([sys.executable, "-c", code], env=elsewhere, capture_output=True, text=True, check=False)
    assert (made.returncode, made.stdout.strip().lower()) == (0, "agg"), made.stderr
