"""Made-up rows are taken, and then every document says SAMPLE, everywhere; nothing of them is handed over or published."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.audit.whole import check
from pipeline.build import Workshop
from pipeline.documents import ONEPAGER, page_of, sheet_of
from pipeline.editions import load
from pipeline.errors import BrokenEdition, MailNotReady, SampleOnly
from pipeline.folders import Folders
from pipeline.handover.cleared import Clearance
from pipeline.handover.letters import _none_of_a_sample
from pipeline.ingest.inbox import take_all
from pipeline.ingest.shelf import listed, take
from pipeline.publish.regenerate import Round
from pipeline.sources import own
from pipeline.sources.tables import load_tables

from .conftest import DATA, GOOD

MADE_UP = GOOD.replace(",,,\n", ",,,SYNTHETIC rows of a test\n", 1)


@pytest.fixture
def root(data: Path, tmp_path: Path) -> Folders:
    """A checkout with made-up rows of August 15, 2011 on its shelf."""
    (data / "county_shapes.json").symlink_to(DATA / "county_shapes.json")
    for name in ("editions", "templates", "pipeline", "requirements"):
        (tmp_path / name).symlink_to(DATA.parent / name)
    answer = tmp_path / "answer.csv"
    answer.write_text(MADE_UP)
    assert take(data, str(answer), "2011-08-15").source.startswith("own-synthetic-suffolk-county-sheriff")
    return Folders(tmp_path)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_document_says_that_it_is_a_sample(root: Folders, language: str) -> None:
    shop = Workshop("2011-08", language, root)
    job = shop.job("Boston")
    page, sheet = page_of(job), sheet_of(job)
    for words in (page.title, page.description, page.running, page.front.head.place):
        assert "SAMPLE" in words
    for words in (sheet.title, sheet.edition, sheet.head.place):
        assert "SAMPLE" in words
    assert root.document(shop.edition, job.place).name == "SAMPLE-boston-ma.pdf"
    assert root.figure(shop.edition, job.place, "curve").parent.name == "SAMPLE-boston-ma"
    assert root.receipt(shop.edition, job.place).name.startswith("SAMPLE-")


def test_no_document_of_another_place_of_the_edition_does_without(root: Folders) -> None:
    assert "SAMPLE" in page_of(Workshop("2011-08", folders=root).job("Miami")).title


def test_an_edition_that_cannot_cite_them_is_none(root: Folders, tmp_path: Path) -> None:
    (tmp_path / "editions").unlink()
    (tmp_path / "editions").mkdir()
    written = 'title = "Ours"\nas_of = 2011-08-14\ncities = ["boston-ma"]\n'
    (tmp_path / "editions" / "earlier.toml").write_text(written)
    shop = Workshop("earlier", folders=root)
    assert not shop.edition.sample
    assert "SAMPLE" not in page_of(shop.job("Boston")).title


def test_no_edition_says_itself_that_it_is_none(root: Folders, tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text('title = "Ours"\ncities = ["boston-ma"]\nsample = false\n')
    with pytest.raises(BrokenEdition, match="key sample"):
        load("ours", tmp_path)


def test_no_embedded_source_is_taken_for_made_up() -> None:
    assert not own.made_up(load_tables(DATA).sources.query("~source_id.str.startswith('own-')"), None)


def test_none_is_written_to_nor_published(root: Folders) -> None:
    with pytest.raises(SampleOnly, match="No letter"):
        _none_of_a_sample(Workshop("2011-08", folders=root))
    with pytest.raises(SampleOnly, match="Nothing is published"):
        Round("2011-08", root, lambda _: None, date(2026, 11, 26)).run()
    assert not root.published("2011-08").exists()


def test_none_is_mailed(root: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root.root)
    with pytest.raises(MailNotReady, match="SAMPLE"):
        Clearance("2011-08").attachment("boston-ma", "en")


def test_the_inbox_takes_none(data: Path) -> None:
    (data / "inbox").mkdir()
    (data / "inbox" / "answer.csv").write_text(MADE_UP)
    (data / "inbox" / "answer.toml").write_text("published = 2011-08-10\n")
    assert ["no made-up row is published" in line for line in take_all(data)] == [True]
    assert listed(data) == []


@pytest.mark.slow
def test_each_page_of_what_is_printed_says_so_and_passes_the_audit(root: Folders) -> None:
    from pypdf import PdfReader

    shop = Workshop("2011-08", folders=root)
    job = shop.job("Boston")
    paths = [shop.report(job).path, shop.report(job, ONEPAGER).path]
    for path in paths:
        assert path.name.startswith("SAMPLE-")
        assert all("SAMPLE" in page.extract_text() for page in PdfReader(path).pages)
    assert "SAMPLE" in paths[0].with_suffix(".html").read_text().partition("<main")[0]
    assert [str(fault) for checked in check(job, root) for fault in checked.faults] == []
