"""`make validate`: a line for each file, a failure for each broken one, and plain words where Java is missing."""

import shutil
from pathlib import Path

import pikepdf
import pytest

from pipeline import validate
from pipeline.cli import main
from pipeline.errors import JavaMissing, NothingToValidate, ValidatorFailed

from .conftest import Briefing

JAVA = pytest.mark.skipif(shutil.which("java") is None, reason="veraPDF needs Java, and this machine has none")


@pytest.fixture
def output(briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of output with a sound briefing in it, as the current folder's."""
    folder = tmp_path / "output" / "2011-08"
    folder.mkdir(parents=True)
    shutil.copy(briefing("Boston"), folder / "boston-ma.pdf")
    monkeypatch.chdir(tmp_path)
    return folder


def break_it(path: Path, name: str) -> Path:
    """A copy that says no longer that it is tagged."""
    with pikepdf.open(path) as pdf:
        del pdf.Root.MarkInfo
        pdf.save(path.with_name(name))
    return path.with_name(name)


@JAVA
def test_a_sound_file_passes_both_and_a_broken_one_is_told_by_both(
    output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["validate"]) == 0
    sound = capsys.readouterr().out
    assert sound == ("ok     output/2011-08/boston-ma.pdf  PDF/UA-1 and PDF/A-3a, by page-validation and veraPDF\n")
    break_it(output / "boston-ma.pdf", "broken.pdf")
    (output / "none.pdf").write_text("no PDF at all")
    assert main(["validate"]) == 1
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert [line.split()[0] for line in lines] == ["ok", "FAILS", "FAILS"]
    for standard in ("PDF/UA-1", "PDF/A-3a"):
        for validator in ("veraPDF", "page-validation"):
            assert f"{standard} ({validator}): " in lines[1]
    assert "MarkInfo" in lines[1]
    assert "cannot be read" in lines[2]
    assert told.err.count("\n") == 1


def test_without_java_the_other_validator_is_asked_and_it_is_said(
    output: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert main(["validate"]) == 0
    first, last = capsys.readouterr().out.splitlines()
    assert first == "ok     output/2011-08/boston-ma.pdf  PDF/UA-1 and PDF/A-3a, by page-validation"
    assert last.startswith("veraPDF was not asked, for it needs Java")
    assert last.endswith(validate.JAVA_LINE)
    break_it(output / "boston-ma.pdf", "broken.pdf")
    assert main(["validate"]) == 1


def test_a_java_without_its_compiler_counts_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _java(tmp_path, monkeypatch, "echo 'Module jdk.compiler not found' >&2; exit 1")
    with pytest.raises(JavaMissing, match="no source files"):
        validate.by_verapdf([tmp_path / "x.pdf"])


@pytest.mark.parametrize("does", ["exit 1", "exit 0", "echo oops >&2; exit 3"])
def test_a_veraPDF_that_does_not_answer_for_each_file_has_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    _java(tmp_path, monkeypatch, does)
    with pytest.raises(ValidatorFailed, match="did not run to its end"):
        validate.by_verapdf([tmp_path / "x.pdf"])


def _java(folder: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> None:
    program = folder / "java"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(program))


def test_an_empty_folder_says_what_to_do_first(tmp_path: Path) -> None:
    with pytest.raises(NothingToValidate, match="make report"):
        validate.pdfs(tmp_path)
