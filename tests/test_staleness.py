"""A briefing is rendered when what it shows has changed, or when it is gone or damaged; and only then."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import build, receipts, unchanged
from pipeline.build import Workshop
from pipeline.cli import main
from pipeline.folders import Folders
from pipeline.sources.tables import Tables, load_tables

from .conftest import ROOT


@pytest.fixture(scope="module", autouse=True)
def tables_read_once() -> Iterator[None]:
    """The same tables need be read but once; a cell that a test changes makes them others."""
    read: dict[str, Tables] = {}

    def load(data: Path) -> Tables:
        content = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(data.glob("*.csv")))).hexdigest()
        read[content] = read.get(content) or load_tables(data)
        return read[content]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "load_tables", load)
        yield


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout of its own in which Boston's briefing has been made."""
    root = tmp_path_factory.mktemp("checkout")
    for name in ("data", "editions", "templates", "pipeline"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    assert report(root) == "not made yet"
    return root


@pytest.fixture
def checkout(rendered: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    shutil.copytree(rendered, tmp_path / "copy")
    return tmp_path / "copy"


def report(root: Path) -> str:
    workshop = Workshop("2011-08", folders=Folders(root))
    return workshop.report(workshop.job("Boston")).why


def why(root: Path) -> str:
    workshop = Workshop("2011-08", folders=Folders(root))
    return workshop.stale(workshop.job("Boston"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_second_report_renders_nothing(rendered: Path) -> None:
    before = (rendered / "output" / "2011-08" / "boston-ma.pdf").stat().st_mtime_ns
    assert report(rendered) == ""
    assert (rendered / "output" / "2011-08" / "boston-ma.pdf").stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        ("templates/briefing.css", "table-layout: fixed", "table-layout: auto", "changed: templates"),
        ("templates/section.html.j2", "<section", "<section data-x", "changed: templates"),
        ("pipeline/charts/style.py", "#9C3A10", "#9C3A11", "changed: code"),
        ("pipeline/narrative/language/numbers.py", "no counts", "without counts", "changed: code"),
        ("editions/2011-08.toml", "End the Secure Communities program.", "End the program.", "changed: edition"),
        ("data/reported_counts.csv", ",removed_nonconvicted,183,", ",removed_nonconvicted,184,", "changed: findings"),
        ("data/positions.csv", "no wholly innocent person", "nobody wholly innocent", "changed: findings"),
        ("data/activations.csv", "25025,MA,Suffolk County,2008-11-05", "25025,MA,Suffolk County,2008-11-06", "changed: findings"),
    ],
)  # fmt: skip
def test_what_the_briefing_shows_renders_it_again(checkout: Path, file: str, old: str, new: str, reason: str) -> None:
    change(checkout / file, old, new)
    assert why(checkout) == reason


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (
            "data/positions.csv",
            "Ruled that holding a person for ICE",
            "Ruled, in Oregon, that holding a person for ICE",
        ),
        ("data/reported_counts.csv", ",removed,3200,", ",removed,3201,"),
        ("data/places.csv", "Hialeah", "Hialeah Gardens"),
    ],
)
def test_what_it_does_not_show_does_not(checkout: Path, file: str, old: str, new: str) -> None:
    change(checkout / file, old, new)
    assert why(checkout) == ""


def test_a_briefing_that_is_gone_is_to_be_made_again(checkout: Path) -> None:
    (checkout / "output" / "2011-08" / "boston-ma.pdf").unlink()
    assert why(checkout) == "output/2011-08/boston-ma.pdf is gone"


@pytest.mark.slow
def test_and_then_it_is_there(checkout: Path) -> None:
    (checkout / "output" / "2011-08" / "boston-ma.pdf").unlink()
    assert report(checkout)
    assert (checkout / "output" / "2011-08" / "boston-ma.pdf").is_file()


@pytest.mark.parametrize("file", ["output/2011-08/boston-ma.pdf", "figures/2011-08/boston-ma/places.svg"])
def test_a_damaged_file_is_noticed(checkout: Path, file: str) -> None:
    with (checkout / file).open("ab") as damaged:
        damaged.write(b" ")
    assert why(checkout) == f"{file} was changed"


@pytest.mark.parametrize("left", ["", "{", "[]", '{"inputs": {}}'])
def test_a_receipt_that_cannot_be_read_counts_as_none(checkout: Path, left: str) -> None:
    (checkout / "build" / "receipts" / "2011-08" / "boston-ma.json").write_text(left, encoding="utf-8")
    assert why(checkout) == "not made yet"


def test_where_nothing_changed_nothing_is_gathered_and_no_output_read(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = Workshop("2011-08", folders=Folders(checkout))
    boston = next(shop.places())
    assert shop.make(boston).why == "", "a copy has other times: its files are read once, and noted"
    again = Workshop("2011-08", folders=Folders(checkout))
    assert again.origin, "the tables, code and templates are read once"

    def never(*_: object) -> str:
        raise AssertionError("computed or read")

    monkeypatch.setattr(build, "gather", never)
    monkeypatch.setattr(receipts, "_hash", never)
    assert again.why(boston) == ""
    assert again.current(boston) is not None
    assert again.make(boston).why == ""


def test_plan_and_make_and_report_ask_the_same_function(checkout: Path) -> None:
    change(checkout / "data/reported_counts.csv", ",removed_nonconvicted,183,", ",removed_nonconvicted,184,")
    shop = Workshop("2011-08", folders=Folders(checkout))
    boston = next(shop.places())
    assert shop.current(boston) is None
    assert shop.why(boston) == shop.stale(shop.job("Boston")) == "changed: findings"


@pytest.fixture
def answered(checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """What `report` tells of Boston where nothing has changed, told once by the whole way."""
    monkeypatch.chdir(checkout)
    assert main(["report", "--city=Boston"]) == 0
    return capsys.readouterr().out


# What an unchanged `report` loads of ours; of others' packages nothing.
LOADED = {
    "pipeline", "pipeline.errors", "pipeline.files", "pipeline.folders", "pipeline.lock", "pipeline.origin",
    "pipeline.receipts", "pipeline.sums", "pipeline.unchanged",
}  # fmt: skip


def test_an_unchanged_report_is_told_again_without_tables_or_packages(answered: str) -> None:
    run = [sys.executable, "-X", "importtime", "-m", "pipeline", "report", "--city=Boston"]
    again = subprocess.run(run, capture_output=True, check=True, text=True)
    assert again.stdout == answered
    assert answered.endswith("Up to date: nothing to render.\noutput/2011-08/boston-ma.pdf\n")
    loaded = {line.rpartition("|")[2].strip() for line in again.stderr.splitlines() if line.startswith("import time:")}
    assert {name for name in loaded if name.partition(".")[0] == "pipeline"} == LOADED
    heavy = {
        "click",
        "pandas",
        "numpy",
        "pydantic",
        "pandera",
        "matplotlib",
        "weasyprint",
        "jinja2",
        "babel",
        "pikepdf",
    }
    assert not heavy & loaded


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/reported_counts.csv", ",removed_nonconvicted,183,", ",removed_nonconvicted,184,"),
        ("templates/briefing.css", "table-layout: fixed", "table-layout: auto"),
        ("pipeline/charts/style.py", "#9C3A10", "#9C3A11"),
        ("editions/2011-08.toml", "End the Secure Communities program.", "End the program."),
        ("output/2011-08/boston-ma.html", "Boston", "Bostom"),
    ],
)
@pytest.mark.usefixtures("answered")
def test_whatever_changes_is_no_longer_answered_from_memory(checkout: Path, file: str, old: str, new: str) -> None:
    assert unchanged.answer(["report", "--city", "Boston"], Folders(checkout)) == 0
    change(checkout / file, old, new)
    assert unchanged.answer(["report", "--city", "Boston"], Folders(checkout)) is None


@pytest.mark.parametrize(
    "words",
    [
        [], ["all"], ["report"], ["report", "--city"], ["report", "--city=Oakland"], ["report", "--city=Boston", "-h"],
        ["report", "--city=Boston", "--edition=present"], ["report", "--city=Boston", "--language=es"],
        ["--debug", "report", "--city=Boston"], ["report", "Boston"], ["report", "--city=boston"],
    ],
)  # fmt: skip
@pytest.mark.usefixtures("answered")
def test_what_was_not_asked_before_is_not_answered_from_memory(checkout: Path, words: list[str]) -> None:
    assert unchanged.answer(words, Folders(checkout)) is None
