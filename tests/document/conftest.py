"""The cities' briefings, each rendered once for all tests and for all processes that run them."""

import fcntl
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import pytest

from pipeline.build import Workshop
from pipeline.documents import BRIEFING, Document
from pipeline.folders import Folders

from ..conftest import ROOT, edition_2011


class Briefing(Protocol):
    """Gives the path of a city's document."""

    def __call__(self, city: str, language: str = "en", document: Document = BRIEFING) -> Path: ...


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Folders:
    """Folders that read this checkout and write elsewhere: for all pytest-xdist workers to the same place."""
    base = tmp_path_factory.getbasetemp()
    root = (base if worker_id == "master" else base.parent) / "briefings"
    root.mkdir(exist_ok=True)
    for name in ("data", "editions", "templates", "pipeline"):
        with suppress(FileExistsError):
            (root / name).symlink_to(ROOT / name)
    return Folders(root)


@pytest.fixture(scope="session")
def workshops(folders: Folders) -> dict[str, Workshop]:
    """The workshop of the edition of 2011 in each of its languages."""
    return {language: Workshop("2011-08", language, folders) for language in edition_2011().languages}


@pytest.fixture(scope="session")
def workshop(workshops: dict[str, Workshop]) -> Workshop:
    return workshops["en"]


@pytest.fixture(scope="session")
def briefing(workshops: dict[str, Workshop], folders: Folders) -> Briefing:
    """The path of a city's document, rendered by whichever worker needs it first; the others wait, then find it done."""

    def rendered(city: str, language: str = "en", document: Document = BRIEFING) -> Path:
        workshop = workshops[language]
        with (folders.root / f"{city}{document.suffix}.{language}.turn").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            return workshop.report(workshop.job(city), document).path

    return rendered
