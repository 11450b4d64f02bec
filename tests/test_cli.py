"""The verbs as a person meets them: what they print, their exit codes, one line for a mistake."""

import errno
import os
import re
import shutil
from pathlib import Path

import click
import pytest

from pipeline.build import Done, Workshop
from pipeline.cli import cli, main
from pipeline.documents import Job
from pipeline.errors import BriefingError, OverfullPage
from pipeline.files import write_whole

from .conftest import ROOT

USERS_MISTAKE = 2


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of its own, whose data can be broken, as the current folder."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    for name in ("editions", "templates", "pipeline"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def last_line(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line of a run that failed after it had said something."""
    told = capsys.readouterr().err.lstrip("\n")  # click goes to a new line where the terminal shows ^C
    assert told.count("\n") == 1
    return told


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "Traceback" not in told.err
    return told.err


@pytest.mark.parametrize(
    "city", ["Bostn", "", "Springfield", "../../etc", "a; touch x", "--help", "x\ny", "%s", "x" * 5000]
)
def test_an_unknown_city_is_one_line_and_writes_nothing(
    checkout: Path, capsys: pytest.CaptureFixture[str], city: str
) -> None:
    assert main(["report", f"--city={city}"]) == USERS_MISTAKE
    assert len(one_line(capsys)) < 400
    assert not (checkout / "output").exists()
    assert not (checkout / "build").exists()


def test_a_typo_is_answered_with_near_matches(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["report", "--city=Bostn"])
    assert "Did you mean Boston, MA?" in one_line(capsys)


def test_namesakes_are_told_with_their_commands(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--city=Springfield"]) == USERS_MISTAKE
    told = one_line(capsys)
    assert told.index('CITY="Springfield, MO"') < told.index('CITY="Springfield, MA"')
    assert len(told) < 400


def test_a_broken_table_is_named_with_row_and_column(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = checkout / "data" / "reported_counts.csv"
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    broken = next(n for n, row in enumerate(rows) if ",removed,352,count," in row)
    rows[broken] = rows[broken].replace(",352,", ",many,")
    path.write_text("".join(rows), encoding="utf-8")
    assert main(["report", "--city=Boston"]) == USERS_MISTAKE
    told = one_line(capsys)
    assert all(part in told for part in ("data/reported_counts.csv", f"row {broken + 1}", "value", "many"))


@pytest.mark.parametrize("option", ["--edition=1999", "--edition=../../etc", "--language=xx", "--language=$(touch x)"])
def test_an_unknown_edition_or_language_is_one_line(
    checkout: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    assert main(["report", "--city=Boston", option]) == USERS_MISTAKE
    assert one_line(capsys).startswith("Error: ")


def test_a_run_that_fails_leaves_the_earlier_briefing(
    checkout: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = checkout / "output" / "2011-08" / "boston-ma.pdf"
    earlier.parent.mkdir(parents=True)
    earlier.write_bytes(b"the earlier one")

    def fail(*_: object, **__: object) -> bytes:
        raise BriefingError("The page could not be laid out.")

    monkeypatch.setattr("pipeline.render.pdf.render_pdf", fail)
    assert main(["report", "--city=Boston"]) == 1
    assert earlier.read_bytes() == b"the earlier one"
    assert "could not be laid out" in capsys.readouterr().err


def test_debug_shows_the_traceback(checkout: Path) -> None:
    with pytest.raises(BriefingError):
        main(["--debug", "report", "--city=Bostn"])


def test_findings_print_their_path_last(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["findings", "--city=Boston"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "build/findings/2011-08/boston-ma.json"
    assert (checkout / last).is_file()


def test_plan_says_what_is_not_made_yet_and_makes_nothing(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan"]) == 0
    assert capsys.readouterr().out.count("not made yet") == 8
    assert not (checkout / "output").exists()


def test_cities_can_be_every_or_the_editions(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "--cities=some"]) == USERS_MISTAKE
    assert 'CITIES can be "every"' in one_line(capsys)
    jobs = Workshop("2011-08").jobs("every")
    assert [next(jobs).place.slug, next(jobs).place.slug] == ["akutan-ak", "aleutians-east-borough-ak"]


def test_every_verb_and_option_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, command in cli.commands.items():
        assert f"`{name}`" in readme or f"make {name}" in readme, name
        assert command.help
        for option in (parameter for parameter in command.params if isinstance(parameter, click.Option)):
            assert f"`{option.opts[0]}`" in readme, option.opts
            assert option.help


def test_every_verb_of_make_is_in_the_readme() -> None:
    verbs = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [verb for verb in verbs if f"make {verb}" not in readme] == []


@pytest.mark.parametrize(
    "code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EFBIG, errno.EEXIST, errno.ENAMETOOLONG]
)
def test_what_the_system_refuses_is_one_line_with_the_file_and_what_to_do(
    checkout: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code), "beside")

    monkeypatch.setattr(os, "replace", refuse)
    assert main(["findings", "--city=Boston"]) == 1
    told = last_line(capsys)
    assert "build/findings/2011-08/boston-ma.json" in told
    assert "Nothing that was finished is changed." in told
    assert not list(checkout.rglob("build/findings/**/.*"))
    with pytest.raises(OSError, match=re.escape("boston-ma.json")):
        main(["--debug", "findings", "--city=Boston"])


def test_a_run_that_is_stopped_says_so_in_one_line(
    checkout: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", stopped)
    assert main(["findings", "--city=Boston"]) == 130
    assert last_line(capsys).startswith("Stopped.")
    assert not list(checkout.rglob("build/findings/**/.*"))


def test_all_goes_on_past_a_city_that_fails_names_it_and_writes_the_sums(
    checkout: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def report(shop: Workshop, job: Job, *_: object) -> Done:
        if job.place.slug == "boston-ma":
            raise OverfullPage("Page 1 does not hold its content.")
        path = shop.folders.document(job.edition, job.place)
        write_whole(path, job.place.slug)
        return Done(path, "not made yet")

    monkeypatch.setattr(Workshop, "report", report)
    assert main(["all"]) == 1
    told = capsys.readouterr()
    assert "boston-ma: not made. Page 1 does not hold its content." in told.err
    assert told.out.count("not made yet") == 7
    assert (checkout / "output/2011-08/SHA256SUMS").read_text().count("\n") == 7
