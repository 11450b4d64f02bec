"""Only a briefing that passes goes out: as it was published, or up to date; and it must say what today's data say."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import MailNotReady
from pipeline.folders import Folders
from pipeline.handover.cleared import Clearance
from pipeline.handover.recipients import Recipient
from pipeline.publish import checks, manifest
from pipeline.publish.manifest import Manifest
from pipeline.publish.publication import Shelf
from pipeline.sums import digest

from ..audit import forgeries
from ..conftest import ROOT
from ..document.conftest import Briefing, briefing, folders, workshops
from .lists import listed, row, table

__all__ = ["briefing", "folders", "workshops"]
NUMBER = forgeries.page_text("One of 14 counties in", "One of 11 counties in")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("data", "editions", "templates", "pipeline", "requirements"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def mayor(tmp_path_factory: pytest.TempPathFactory) -> Recipient:
    (one,) = listed(tmp_path_factory.mktemp("list") / "list.csv", table(row())).good
    return one


Published = Callable[[bytes], Path]


@pytest.fixture
def publish(desk: Path) -> Published:
    """Publish a file as Boston's briefing, with another beside it."""

    def published(data: bytes) -> Path:
        def fill(folder: Path, name: str) -> Manifest:
            (folder / "boston-ma.pdf").write_bytes(data)
            (folder / "oakland-ca.html").write_text("another")
            return Manifest("2011-08", name, {path.name: digest(path) for path in folder.iterdir()}, {}, {}, {})

        return Shelf(Folders().published("2011-08")).publish(fill, date(2026, 11, 26))

    return published


def refusal(mayor: Recipient) -> str:
    with pytest.raises(MailNotReady) as told:
        Clearance("2011-08").of(mayor)
    return str(told.value)


def test_what_was_published_and_verifies_goes_as_it_was_published(
    publish: Published, mayor: Recipient, briefing: Briefing
) -> None:
    data = briefing("Boston").read_bytes()
    publish(data)
    file = Clearance("2011-08").of(mayor)
    assert (file.name, file.data) == ("boston-ma.pdf", data)


def test_nothing_goes_of_a_publication_that_does_not_verify(
    publish: Published, mayor: Recipient, briefing: Briefing
) -> None:
    """Not even the file that is as it was: who changed the one may have changed what tells of the other."""
    folder = publish(briefing("Boston").read_bytes())
    (folder / "oakland-ca.html").write_text("changed")
    assert "oakland-ca.html: was changed" in refusal(mayor)


def test_a_forgery_does_not_go_though_its_manifest_was_forged_too(
    publish: Published, mayor: Recipient, briefing: Briefing
) -> None:
    publish(forgeries.forged(briefing("Boston").read_bytes(), NUMBER))
    assert "“11” is printed where the findings say “14”" in refusal(mayor)


def test_what_was_not_published_waits_for_the_next_publication(
    publish: Published, mayor: Recipient, briefing: Briefing
) -> None:
    folder = publish(briefing("Boston").read_bytes())
    (folder / "boston-ma.pdf").unlink()
    written = manifest.read(folder)
    del written.files["boston-ma.pdf"]  # type: ignore[attr-defined]
    (folder / manifest.NAME).write_text(written.text())
    assert "make regenerate" in refusal(mayor)


@pytest.fixture
def made(desk: Path, briefing: Briefing, folders: Folders) -> Path:
    """Boston's briefing as it was made here, with its receipt; nothing is published."""
    briefing("Boston")
    for name in ("output", "build", "figures"):
        shutil.copytree(folders.root / name, desk / name)
    return desk / "output/2011-08/boston-ma.pdf"


def test_where_nothing_is_published_an_up_to_date_briefing_goes_once_it_passes(
    made: Path, mayor: Recipient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(checks, "_standards", lambda paths, note: asked.extend(paths) or iter(()))
    assert Clearance("2011-08").of(mayor).data == made.read_bytes()
    assert [path.name for path in asked] == ["boston-ma.pdf"]
    monkeypatch.setattr(checks, "_standards", lambda paths, note: iter(["FAILS boston-ma.pdf"]))
    assert "FAILS boston-ma.pdf" in refusal(mayor)


def test_a_briefing_that_was_changed_by_hand_must_be_made_again(made: Path, mayor: Recipient) -> None:
    made.write_bytes(forgeries.forged(made.read_bytes(), NUMBER))
    assert "it must be made first" in refusal(mayor)


def test_a_briefing_of_made_up_rows_never_goes(made: Path, mayor: Recipient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Folders, "document", lambda *_: made.with_name(f"SAMPLE-{made.name}"))
    assert "SAMPLE" in refusal(mayor)
