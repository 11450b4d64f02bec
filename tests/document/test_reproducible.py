"""The same inputs give the same bytes, wherever, whenever and however many at once; no file tells of the machine."""

import hashlib
import os
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from ..conftest import ROOT
from . import hard
from .conftest import Briefing
from .soundness import traces

CITY = "Charlotte"


def report(folder: Path, **environment: str) -> str:
    """Make a briefing in a folder of its own, in a process of its own; the SHA-256 of the PDF."""
    folder.mkdir(parents=True)
    for name in ("data", "editions", "templates", "pipeline"):
        (folder / name).symlink_to(ROOT / name)
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "pipeline", "report", f"--city={CITY}"]
    told = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=True).stdout
    return hashlib.sha256((folder / told.splitlines()[-1]).read_bytes()).hexdigest()


@pytest.mark.slow
def test_the_same_bytes_whenever_and_wherever_and_however_many_at_once(tmp_path: Path, briefing: Briefing) -> None:
    expected = hashlib.sha256(briefing(CITY).read_bytes()).hexdigest()  # in this process, after other briefings
    seen = {
        "one": report(tmp_path / "one", PYTHONHASHSEED="1", TZ="America/Los_Angeles", LC_ALL="C"),
        "another": report(tmp_path / "a folder's name" / "é", PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C.UTF-8"),
    }
    with ThreadPoolExecutor(4) as four:
        names = [f"at once {n}" for n in range(4)]
        seen |= dict(zip(names, four.map(lambda name: report(tmp_path / name), names), strict=True))
    assert seen == dict.fromkeys(seen, expected)


def test_the_same_document_has_the_same_bytes_and_identity() -> None:
    assert hard.render() == hard.rendered()
    opened = hard.opened(hard.rendered())
    assert bytes(opened.trailer.ID[0]) == b"hard"


def test_the_check_of_bytes_would_see_a_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Attached files bear the day they are given; without one WeasyPrint takes the clock's, second by second."""
    from datetime import datetime

    from weasyprint import Attachment

    from pipeline.render import pdf

    ticks = iter(range(1, 100))
    day = lambda: datetime(2011, 8, 16, 0, 0, next(ticks))  # noqa: E731
    monkeypatch.setattr(pdf, "as_attachment", lambda file: Attachment(string=file.text, name=file.name, created=day()))
    assert hard.render() != hard.render()


@pytest.mark.parametrize("name", [str(ROOT), "vm7", "the-office-printer", "D:20260101120000Z"])
def test_a_trace_of_the_machine_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: name)
    with pikepdf.open(BytesIO(hard.rendered())) as opened:
        opened.docinfo["/Subject"] = f"Made on {name}"
        opened.save(tmp_path / "told.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert traces(tmp_path / "told.pdf") != []


@pytest.mark.slow
def test_the_sums_of_a_real_run_hold(tmp_path: Path) -> None:
    report(tmp_path / "run")
    folder = tmp_path / "run" / "output" / "2011-08"
    check = ["sha256sum", "--strict", "-c", "SHA256SUMS"]
    checked = subprocess.run(check, cwd=folder, capture_output=True, text=True, check=True)
    assert ": OK" in checked.stdout
    (folder / "charlotte-nc.pdf").write_bytes(b"torn")
    assert subprocess.run(check, cwd=folder, capture_output=True, check=False).returncode == 1
