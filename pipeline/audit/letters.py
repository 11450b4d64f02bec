"""A place's letters and print packets: each read as what it must say to whom, and held against the same made today.

Whom a letter goes to stands in the sender's list alone. Without it the letter's own address and greeting are taken, and
everything else is held against them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline.audit import seal
from pipeline.audit.fault import Fault
from pipeline.audit.reading.addressed import addressed
from pipeline.audit.reading.packet import apart
from pipeline.audit.verdict import Verdict, Writing, audit
from pipeline.audit.whole import Again, Checked, unreadable
from pipeline.documents import BRIEFING, ONEPAGER, Job, letter_pdf, packet_pdf
from pipeline.editions import Edition
from pipeline.errors import UnreadablePdf
from pipeline.findings.city import from_json
from pipeline.findings.model import CityFindings
from pipeline.folders import PACKET, Folders
from pipeline.narrative.document.model import Letter
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.documents.letter import Addressee, letter, part_names
from pipeline.narrative.documents.sheet import onepage
from pipeline.narrative.language.locale import speaking

AS_PRINTED = "its address and greeting are not held against a list (RECIPIENTS=)"
NOBODY = Fault("the file", "is addressed", "to nobody in the list of recipients")


@dataclass(frozen=True)
class Addressed:
    """Whose letter a file should be: the recipient as its name has them, their language, how they are addressed."""

    slug: str
    language: str
    to: Addressee


def check(job: Job, folders: Folders, again: Again, listed: Sequence[Addressed] | None = None) -> Iterator[Checked]:
    """Every letter and packet of a place in output/; `listed` are all its recipients, None where there is no list."""
    known = {one.slug: one for one in listed or ()}
    for path in _lying(job, folders):
        slug = path.stem.removeprefix(f"{job.place.slug}-").removesuffix(PACKET)
        printed = path.read_bytes()
        try:
            whose = known.get(slug) if listed is not None else _read_back(printed, slug, job.edition)
            looked = checked(path, printed, whose, again, folders)
            yield looked if listed is not None else replace(looked, but=AS_PRINTED)
        except UnreadablePdf as error:
            yield Checked(path, unreadable(error), ())
            continue


def _lying(job: Job, folders: Folders) -> list[Path]:
    return sorted(folders.letter(job.edition, job.place, "").parent.glob(f"{job.place.slug}-*.pdf"))


def _read_back(printed: bytes, slug: str, edition: Edition) -> Addressed:
    language, to = addressed(printed)
    return Addressed(slug, language if language in edition.languages else edition.languages[0], to)


def checked(path: Path, printed: bytes, whose: Addressed | None, again: Again, folders: Folders) -> Checked:
    """One letter or packet, which should be this recipient's. Raises UnreadablePdf."""
    if whose is None:
        return Checked(path, Verdict((NOBODY,), 0, 0, 0), ())
    job, is_packet = again.job(whose.language), path.stem.endswith(PACKET)
    read = (_of_packet if is_packet else _of_letter)(printed, job, whose.to, folders.data)
    wanted = letter_pdf(job, whose.to, whose.slug, folders.templates)
    if is_packet:
        sheet, briefing = (again.files(document, whose.language)[".pdf"] for document in (ONEPAGER, BRIEFING))
        wanted = packet_pdf(whose.language, (wanted, sheet, briefing))
    return Checked(path, read, tuple(seal.faults(path.name, printed, wanted)))


def _of_letter(printed: bytes, job: Job, to: Addressee, data: Path) -> Verdict:
    return audit(printed, from_json(job.findings), job.edition, data, job.language, partial(_written, to))


def _written(to: Addressee, found: CityFindings, edition: Edition) -> Letter:
    return letter(found, edition, to)


def _of_packet(printed: bytes, job: Job, to: Addressee, data: Path) -> Verdict:
    """The verdict on a packet: how it is put together, and that on each part, told with the part's name."""
    with speaking(job.language):
        names = part_names()
    taken, found, ours = apart(printed, names), from_json(job.findings), partial(_written, to)
    writings: tuple[Writing, ...] = (ours, onepage, page)
    verdicts = [
        audit(part, found, job.edition, data, job.language, write, named_by=ours)
        for part, write in zip(taken.parts, writings, strict=False)
    ]
    told = _each_once(zip(names, verdicts, strict=False))
    numbers, sources = (sum(getattr(one, what) for one in verdicts) for what in ("numbers", "sources"))
    return Verdict((*taken.faults, *told), numbers, len(found.findings), sources)


def _each_once(verdicts: Iterable[tuple[str, Verdict]]) -> Iterator[Fault]:
    """The faults of the parts, each with the name of the first that has it: what is attached is attached to all."""
    first = {fault: name for name, one in reversed([*verdicts]) for fault in one.faults}
    for fault, name in first.items():
        yield replace(fault, where=f"{name}, {fault.where}")
