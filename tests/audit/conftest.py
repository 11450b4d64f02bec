"""Briefings to be audited: the clean ones, shared with the tests of documents, and ways to spoil them at any stage."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pipeline import documents
from pipeline.audit.verdict import Verdict, audit
from pipeline.build import Workshop
from pipeline.documents import BRIEFING, Job, Pictures, page_of
from pipeline.findings.city import from_json, to_json
from pipeline.findings.model import CityFindings
from pipeline.narrative.document.model import Page

from ..conftest import ROOT
from ..document.conftest import Briefing, briefing, folders, workshop, workshops

__all__ = ["briefing", "folders", "workshop", "workshops"]


@dataclass(frozen=True)
class Press:
    """One city's briefing as it was printed, and the means to print it again with something wrong in it."""

    job: Job = field(repr=False)
    pdf: bytes = field(repr=False)
    pictures: Pictures = field(repr=False)
    templates: Path

    @cached_property
    def found(self) -> CityFindings:
        return from_json(self.job.findings)

    @cached_property
    def page(self) -> Page:
        return page_of(self.job)

    def verdict(self, pdf: bytes) -> Verdict:
        """The audit of a PDF that says it is this city's briefing."""
        return audit(pdf, self.found, self.job.edition, ROOT / "data")

    def with_findings(self, found: CityFindings, templates: Path | None = None) -> bytes:
        """The briefing as it would be if these were the findings: page and attachments agree; the pictures stay."""
        spoiled = replace(self.job, findings=to_json(found))
        return BRIEFING.render(spoiled, self.pictures, templates or self.templates)

    def with_page(self, page: Page) -> bytes:
        """The briefing with another page and its own pictures and attachments."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(documents, "page_of", lambda _: page)
            return BRIEFING.render(self.job, self.pictures, self.templates)

    def changed_templates(self, folder: Path, name: str, old: str, new: str) -> Path:
        """A copy of the templates in `folder`, with other words in one of them."""
        shutil.copytree(self.templates, folder, dirs_exist_ok=True)
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}"
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    def with_attachment(self, name: str, change: Callable[[bytes], bytes]) -> bytes:
        """The very PDF with other bytes in one attached file."""
        with pikepdf.open(BytesIO(self.pdf)) as pdf:
            old = pdf.attachments[name].get_file().read_bytes()
            new = change(old)
            assert new != old
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, new, filename=name)
            spoiled = BytesIO()
            pdf.save(spoiled)
        return spoiled.getvalue()


@pytest.fixture(scope="session")
def press(workshop: Workshop, briefing: Briefing) -> Callable[[str], Press]:
    """The press of a city; its briefing is rendered once for all tests."""
    presses: dict[str, Press] = {}

    def of(city: str) -> Press:
        if city not in presses:
            job, pdf = workshop.job(city), briefing(city).read_bytes()
            presses[city] = Press(job, pdf, workshop.draw(job).pictures, workshop.folders.templates)
        return presses[city]

    return of


@pytest.fixture(scope="session")
def boston(press: Callable[[str], Press]) -> Press:
    """Boston's."""
    return press("Boston")
