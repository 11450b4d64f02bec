"""All of a place's finished documents: each read as a hostile reader would, and each held against its like made today."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pipeline.audit import seal
from pipeline.audit.fault import Fault
from pipeline.audit.verdict import Verdict, Writing, audit
from pipeline.audit.web_verdict import audit_page
from pipeline.documents import BRIEFING, ONEPAGER, Document, Job, pictures
from pipeline.errors import UnreadablePdf
from pipeline.findings.city import from_json
from pipeline.folders import Folders
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.documents.sheet import onepage
from pipeline.narrative.language.locale import speaking

KINDS: tuple[tuple[Document, Writing], ...] = ((BRIEFING, page), (ONEPAGER, onepage))


@dataclass(frozen=True)
class Checked:
    """A document that was looked at: where it lies, what the reading found and looked at, what the seal found.

    `but` tells what could not be looked at.
    """

    path: Path
    read: Verdict
    unsealed: tuple[Fault, ...]
    but: str = ""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong, what it means first; the seal's part only where the reading cannot say it better."""
        return (*self.read.faults, *self.unsealed)

    def __str__(self) -> str:
        looked = f"{self.read.numbers} numbers, {self.read.findings} findings, {self.read.sources} sources"
        same = "not the same file as made today" if self.unsealed else "each byte as made today"
        return "; ".join(filter(None, (f"{self.path.as_posix()}: {looked} checked", same, self.but)))


class Again:
    """A place's documents made again from today's data, each once."""

    def __init__(self, job: Job, folders: Folders) -> None:
        self._job, self._folders = job, folders
        self.files = cache(self._files)

    def job(self, language: str) -> Job:
        """The place's job in a language."""
        return replace(self._job, language=language)

    def _files(self, document: Document, language: str) -> dict[str, bytes]:
        """A document's files by the ending of their names."""
        job = self.job(language)
        return document.files(job, pictures(job, document, self._folders.shapes), self._folders.templates)


def check(job: Job, folders: Folders, again: Again | None = None) -> Iterator[Checked]:
    """Every finished document of a place in each language of its edition, as far as it lies in output/."""
    again = again or Again(job, folders)
    for language in job.edition.languages:
        for document, write in KINDS:
            yield from _checked(again.job(language), document, write, folders, again)


def check_one(job: Job, document: Document, folders: Folders) -> Iterator[Checked]:
    """The finished files of one document of a place. Raises KeyError for a kind that the audit does not read."""
    writings = {kind.suffix: write for kind, write in KINDS}
    return _checked(job, document, writings[document.suffix], folders, Again(job, folders))


def reading(path: Path, job: Job, document: Document, folders: Folders) -> Verdict:
    """A file that lies anywhere, read as a document of a place and not held against its like made today."""
    writings = {kind.suffix: write for kind, write in KINDS}
    return _read(path.suffix, path.read_bytes(), job, writings[document.suffix], folders.data)


def _checked(job: Job, document: Document, write: Writing, folders: Folders, again: Again) -> Iterator[Checked]:
    path = folders.document(job.edition, job.place, job.language, document.suffix)
    for lying in (path.with_suffix(ending) for ending in (".pdf", ".html")):
        if lying.is_file():
            printed = lying.read_bytes()
            wanted = again.files(document, job.language).get(lying.suffix, b"")
            read = _read(lying.suffix, printed, job, write, folders.data)
            yield Checked(lying, read, tuple(seal.faults(lying.name, printed, wanted)))


def _read(ending: str, printed: bytes, job: Job, write: Writing, data: Path) -> Verdict:
    found = from_json(job.findings)
    if ending == ".pdf":
        try:
            return audit(printed, found, job.edition, data, job.language, write)
        except UnreadablePdf as error:
            return unreadable(error)
    with speaking(job.language):
        return audit_page(printed.decode("utf-8", "replace"), write(found, job.edition), found, job.edition)


def unreadable(error: UnreadablePdf) -> Verdict:
    """The verdict on a file that cannot be read."""
    return Verdict((Fault("the file", "cannot be read:", str(error)),), 0, 0, 0)
