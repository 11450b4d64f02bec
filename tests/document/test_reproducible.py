"""The same inputs give the same bytes, wherever, whenever and however many at once; no file tells of the machine."""

import getpass
import hashlib
import os
import re
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

CITY = "Charlotte"
TIMES = re.compile(rb"D:20(?!110816000000Z)\d\d|<xmp:(?:Create|Modify|Metadata)Date>")


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


def told(path: Path) -> bytes:
    """All that a PDF holds, decompressed: its objects, its metadata, its attached files."""
    with pikepdf.open(path) as opened:
        parts = [each.read_bytes() if isinstance(each, pikepdf.Stream) else each.unparse() for each in _objects(opened)]
    return b"\n".join(parts) + path.read_bytes()


def _objects(opened: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [each for each in opened.objects if not (isinstance(each, pikepdf.Stream) and _is_font(each))]


def _is_font(stream: pikepdf.Object) -> bool:
    return "/Length1" in stream or stream.get("/Subtype") in ("/OpenType", "/Type1C", "/CIDFontType0C")


def own_names() -> list[str]:
    return [str(ROOT), str(Path.home()), socket.gethostname(), os.uname().nodename, getpass.getuser()]


def traces(path: Path) -> list[str]:
    """What of this machine, its user or the hour stands in a PDF: names as words of its metadata, long ones anywhere."""
    with pikepdf.open(path) as opened:
        said = b"\n".join(
            [each.unparse(resolved=True) for each in (opened.docinfo, opened.trailer)]
            + [opened.Root.Metadata.read_bytes()]
        )
    data = told(path)
    words = [name for name in own_names() if re.search(rb"(?<!\w)%s(?!\w)" % re.escape(name.encode()), said)]
    found = [name for name in own_names() if len(name) > 6 and name.encode() in data]
    return words + found + [time.decode() for time in TIMES.findall(data)]


def test_no_briefing_tells_of_the_machine_or_the_hour(briefing: Briefing) -> None:
    assert traces(briefing("Boston")) == []


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
