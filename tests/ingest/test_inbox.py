"""What lies in the inbox is taken once, or moved aside with its reason; what is not whole yet waits."""

from pathlib import Path

import pytest

from pipeline import origin
from pipeline.cli import main
from pipeline.folders import Folders
from pipeline.ingest.inbox import take_all
from pipeline.ingest.shelf import listed, take
from pipeline.lock import held

from .conftest import DATA, GOOD


def lay(data: Path, content: str = GOOD, told: str = "published = 2011-08-01\n") -> Path:
    inbox = data / "inbox"
    inbox.mkdir(exist_ok=True)
    (inbox / "answer.csv").write_text(content)
    (inbox / "answer.toml").write_text(told)
    return inbox


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_file_is_taken_once(data: Path) -> None:
    inbox = lay(data)
    assert [line.split(" as ")[0] for line in take_all(data)] == ["answer.csv was taken"]
    assert names(inbox) == ["taken/answer.csv", "taken/answer.toml"]
    assert list(take_all(data)) == []
    assert len(listed(data)) == 1


def test_a_round_that_was_cut_off_after_taking_goes_on(data: Path) -> None:
    inbox = lay(data)
    take(data, str(inbox / "answer.csv"), "2011-08-01")
    assert ["was taken" in line for line in take_all(data)] == [True]
    assert len(listed(data)) == 1


@pytest.mark.parametrize(
    ("content", "told", "reason"),
    [
        (GOOD.replace("400", "four"), "published = 2011-08-01", "column value"),
        (GOOD, "", "PUBLISHED"),
        (GOOD, "published = 2011-02-30", "no TOML"),
        (GOOD, "day = 2011-08-01", "keys can be"),
        (GOOD, "published = 2011-08-01\nkind = 'poem'", "kind can be"),
        (GOOD, "published = 2011-08-01\nreplaces = 'own-none'", "no source"),
        (GOOD.replace("answer", "SYNTHETIC"), "published = 2011-08-01", "SYNTHETIC"),
    ],
)
def test_what_is_refused_is_moved_aside_with_its_reason(data: Path, content: str, told: str, reason: str) -> None:
    inbox = lay(data, content, told)
    (line,) = take_all(data)
    assert "was refused" in line
    assert reason in line
    assert "lines above" not in line
    assert names(inbox) == ["refused/answer.csv", "refused/answer.csv.txt", "refused/answer.toml"]
    assert reason in (inbox / "refused" / "answer.csv.txt").read_text()
    assert listed(data) == []


def test_what_is_not_whole_yet_waits(data: Path) -> None:
    inbox = lay(data)
    (inbox / "answer.csv").unlink()
    assert ["waits" in line for line in take_all(data)] == [True]
    assert names(inbox) == ["answer.toml"]


def test_a_file_that_nothing_is_told_of_waits_and_is_named(data: Path) -> None:
    inbox = lay(data)
    (inbox / "answer.toml").unlink()
    (line,) = take_all(data)
    assert line.startswith("answer.csv waits: beside it there must be answer.toml")
    assert names(inbox) == ["answer.csv"]


@pytest.mark.parametrize("typed", [["ingest", "--file=answer.csv", "--published=2011-08-01"], ["forget", "own-answer"]])
def test_while_a_round_runs_nobody_else_changes_the_tables(
    data: Path, monkeypatch: pytest.MonkeyPatch, typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(data.parent)
    Path("answer.csv").write_text(GOOD)
    with held(Path("output"), "regenerate 2011-08"):
        assert main(typed) == 75
    assert "regenerate 2011-08" in capsys.readouterr().err
    assert listed(data) == []


def test_what_waits_makes_no_document_stale(data: Path) -> None:
    for name in ("editions", "templates", "pipeline"):
        (data.parent / name).symlink_to(DATA.parent / name)
    before = origin.parts(Folders(data.parent), "2011-08")["data"]
    lay(data)
    assert origin.parts(Folders(data.parent), "2011-08")["data"] == before
