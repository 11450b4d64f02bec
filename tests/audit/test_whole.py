"""All documents of a place are looked at, each by a reading and by the seal; whatever is changed in one is told."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.audit.whole import Checked, check
from pipeline.build import Workshop
from pipeline.cli import main
from pipeline.documents import BRIEFING, ONEPAGER
from pipeline.folders import Folders

from ..document.conftest import Briefing
from . import forgeries
from .conftest import Press
from .forgeries import forged

pytestmark = pytest.mark.slow  # each test lays whole documents out again


@pytest.fixture(scope="module")
def lying(briefing: Briefing, folders: Folders) -> Folders:
    """Folders in which Boston's documents lie finished, in each language."""
    for language in ("en", "es"):
        for document in (BRIEFING, ONEPAGER):
            briefing("Boston", language, document)
    return folders


@pytest.fixture(scope="module")
def checked(lying: Folders, workshop: Workshop) -> list[Checked]:
    return list(check(workshop.job("Boston"), lying))


def test_every_document_is_looked_at_in_every_language_and_is_what_the_data_say(checked: list[Checked]) -> None:
    assert [one.path.name for one in checked] == [
        "boston-ma.pdf", "boston-ma.html", "boston-ma-onepager.pdf",
        "boston-ma.es.pdf", "boston-ma.es.html", "boston-ma-onepager.es.pdf",
    ]  # fmt: skip
    assert [str(fault) for one in checked for fault in one.faults] == []
    assert all(one.read.numbers > 50 for one in checked)
    assert all(str(one).endswith("each byte as made today") for one in checked)


CHANGES: dict[str, tuple[str, str, str]] = {
    "a number": ("183 of 352", "193 of 352", "193"),
    "a word": (r">([^<]*)disagree", r">\1agree", "page 1, lead, claim: nothing is shown"),
    "a word in a label that a phone shows": (r'data-label="Counts"', 'data-label="Guilty"', "Guilty"),
    "a sentence more": ("</main>", "<p>ICE lied to Boston.</p></main>", "ICE lied to Boston."),
    "where a link leads": (r'href="https://([^"]+)"', 'href="https://elsewhere.example/"', "elsewhere.example"),
    "the author": (r'name="author" content="[^"]*"', 'name="author" content="Somebody"', "author “Somebody”"),
    "an alternative text": (r'aria-label="([^"]{60,})"', 'aria-label="Nothing to see"', "Nothing to see"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_to_the_page_for_the_web(
    lying: Folders, workshop: Workshop, boston: Press, tmp_path: Path, change: str
) -> None:
    old, new, told = CHANGES[change]
    job = workshop.job("Boston")
    for name in ("data", "editions", "templates", "pipeline"):
        (tmp_path / name).symlink_to(lying.root / name)
    folders = Folders(tmp_path)
    page = folders.document(job.edition, job.place).with_suffix(".html")
    page.parent.mkdir(parents=True)
    clean = lying.document(job.edition, job.place).with_suffix(".html").read_text()
    spoiled = re.sub(old, new, clean, count=1)
    assert spoiled != clean
    page.write_text(spoiled)
    [one] = check(replace(job, edition=job.edition.model_copy(update={"languages": ("en",)})), folders)
    assert any(told in str(fault) for fault in one.read.faults), [*map(str, one.read.faults)]
    assert one.unsealed


def test_the_command_tells_each_document_and_fails_where_one_is_forged(
    lying: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("data", "editions", "templates", "pipeline"):
        (tmp_path / name).symlink_to(lying.root / name)
    monkeypatch.chdir(tmp_path)
    assert main(["audit", "--city", "Boston"]) == 2
    assert "There is no briefing to check" in capsys.readouterr().err
    shutil.copytree(lying.root / "output", tmp_path / "output")
    assert main(["audit", "--city", "Boston"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in said] == [
        f"output/2011-08/boston-ma{name}"
        for name in (".pdf", ".html", "-onepager.pdf", ".es.pdf", ".es.html", "-onepager.es.pdf")
    ]
    sheet = tmp_path / "output" / "2011-08" / "boston-ma-onepager.pdf"
    sheet.write_bytes(forged(sheet.read_bytes(), forgeries.author))
    assert main(["audit", "--city", "Boston"]) == 1
    told = capsys.readouterr()
    assert "author “Somebody Else”" in told.out
    assert "boston-ma-onepager.pdf: " in told.out
    assert "not the same file as made today" in told.out
    assert "not as the data say" in told.err


def test_a_file_that_cannot_be_read_is_told_among_the_others(
    lying: Folders, workshop: Workshop, tmp_path: Path
) -> None:
    for name in ("data", "editions", "templates", "pipeline"):
        (tmp_path / name).symlink_to(lying.root / name)
    shutil.copytree(lying.root / "output", tmp_path / "output")
    folders, job = Folders(tmp_path), workshop.job("Boston")
    folders.document(job.edition, job.place, "en", ONEPAGER.suffix).write_bytes(b"%PDF-1.7 and no more")
    faults = [[str(fault) for fault in one.faults] for one in check(job, folders)]
    assert [bool(told) for told in faults] == [False, False, True, False, False, False]
    assert "cannot be read" in faults[2][0]
