"""All of a place's finished documents: each read as a hostile reader would, and each held against its like made today."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.audit import seal
from pipeline.audit.fault import Fault
from pipeline.audit.verdict import Verdict, audit
from pipeline.audit.web_verdict import audit_page
from pipeline.documents import BRIEFING, ONEPAGER, Document, Job, pictures
from pipeline.editions import Edition
from pipeline.errors import UnreadablePdf
from pipeline.findings.city import from_json
from pipeline.findings.model import CityFindings
from pipeline.folders import Folders
from pipeline.narrative.document.model import Document as Written
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.documents.sheet import onepage
from pipeline.narrative.language.locale import speaking

Writing = Callable[[CityFindings, Edition], Written]
KINDS: tuple[tuple[Document, Writing], ...] = ((BRIEFING, page), (ONEPAGER, onepage))


@dataclass(frozen=True)
class Checked:
    """A document that was looked at: where it lies, what the reading found and looked at, what the seal found."""

    path: Path
    read: Verdict
    unsealed: tuple[Fault, ...]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong, what it means first; the seal's part only where the reading cannot say it better."""
        return (*self.read.faults, *self.unsealed)

    def __str__(self) -> str:
        looked = f"{self.read.numbers} numbers, {self.read.findings} findings, {self.read.sources} sources"
        same = "not the same file as made today" if self.unsealed else "each byte as made today"
        return f"{self.path.as_posix()}: {looked} checked; {same}"


def check(job: Job, folders: Folders) -> Iterator[Checked]:
    """Every finished document of a place in each language of its edition, as far as it lies in output/."""
    for language in job.edition.languages:
        for document, write in KINDS:
            yield from _checked(replace(job, language=language), document, write, folders)


def check_one(job: Job, document: Document, folders: Folders) -> Iterator[Checked]:
    """The finished files of one document of a place. Raises KeyError for a kind that the audit does not read."""
    writings = {kind.suffix: write for kind, write in KINDS}
    return _checked(job, document, writings[document.suffix], folders)


def _checked(job: Job, document: Document, write: Writing, folders: Folders) -> Iterator[Checked]:
    path = folders.document(job.edition, job.place, job.language, document.suffix)
    paths = {ending: path.with_suffix(ending) for ending in (".pdf", ".html") if path.with_suffix(ending).is_file()}
    if not paths:
        return
    again = document.files(job, pictures(job, document, folders.shapes), folders.templates)
    for ending, lying in paths.items():
        printed = lying.read_bytes()
        yield Checked(
            lying,
            _read(ending, printed, job, write, folders.data),
            tuple(seal.faults(lying.name, printed, again.get(ending, b""))),
        )


def _read(ending: str, printed: bytes, job: Job, write: Writing, data: Path) -> Verdict:
    found = from_json(job.findings)
    if ending == ".pdf":
        try:
            return audit(printed, found, job.edition, data, job.language, write)
        except UnreadablePdf as error:
            return Verdict((Fault("the file", "cannot be read:", str(error)),), 0, 0, 0)
    with speaking(job.language):
        return audit_page(printed.decode("utf-8", "replace"), write(found, job.edition), found, job.edition)
