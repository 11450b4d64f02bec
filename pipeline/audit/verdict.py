"""The whole audit of one PDF: read it, compute its findings again, write its sentences again, and compare."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.audit import sight
from pipeline.audit.charts import given, pictures, scales
from pipeline.audit.fault import Fault
from pipeline.audit.reading.pdf import Block, Printed, read
from pipeline.audit.recomputing import attached, findings, testimony
from pipeline.audit.recomputing.evidence import Evidence
from pipeline.audit.wording import sentences
from pipeline.audit.wording.belonging import Belonging
from pipeline.audit.wording.fathers import Fathers
from pipeline.audit.wording.sentences import bare
from pipeline.editions import Edition
from pipeline.findings.model import CityFindings
from pipeline.narrative.document.model import Column, Document, SourceLine
from pipeline.narrative.document.walk import figures, runs, things, units
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.language.locale import speaking, unmarked

Writing = Callable[[CityFindings, Edition], Document]
SHAPES = "county_shapes.json"  # in data/: what maps are cut from


@dataclass(frozen=True)
class Verdict:
    """What an audit found wrong, and how much it looked at: numbers in the text, findings, sources."""

    faults: tuple[Fault, ...]
    numbers: int
    findings: int
    sources: int


def audit(  # noqa: PLR0913
    pdf: bytes,
    found: CityFindings,
    edition: Edition,
    data: Path,
    language: str = "en",
    write: Writing = page,
    *,
    named_by: Writing | None = None,
) -> Verdict:
    """The verdict on a PDF that says it is a document of `found`, the findings gathered anew from `data`.

    `write` gives the words of the document that it should be: briefing, sheet, letter. `named_by` gives the document whose
    title the file bears, where that is another: a part of a packet bears the letter's. Raises UnreadablePdf where the file
    is no PDF or has no tags.
    """
    printed, evidence = read(pdf), Evidence(data)
    with speaking(language):
        written = write(found, edition)
        belonging = Belonging(Fathers(found, edition, written), language)
        wrong = [
            *_attached(printed, found, edition, evidence),
            *_frame(printed, written, (named_by or write)(found, edition)),
            *sight.faults(printed, written, edition.coalition.name),
            *sentences.faults(printed.blocks, units(written), written.labels),
            *(fault for run in runs(written) if run.kind != "page" for fault in belonging.faults(run)),
            *given.faults(figures(written), found, belonging),
            *given.in_pictures(charts := [*given.without_logo(printed.pictures, edition.coalition)], figures(written)),
            *pictures.faults(charts, figures(written), data / SHAPES),
            *scales.faults(charts, figures(written)),
        ]
    return Verdict(
        tuple(dict.fromkeys(wrong)), belonging.checked, len(found.findings), len(tuple(things(written, SourceLine)))
    )


def _attached(printed: Printed, found: CityFindings, edition: Edition, evidence: Evidence) -> Iterator[Fault]:
    """The attached findings computed again, and the attached files against the tables."""
    told = attached.findings(printed.attachments)
    if isinstance(told, Fault):
        yield told
    else:
        as_of = edition.as_of.isoformat() if edition.as_of else ""
        yield from findings.faults(told, evidence)
        yield from testimony.faults(told, evidence, as_of)
    yield from attached.faults(printed.attachments, found, evidence)


def _frame(printed: Printed, written: Document, named_by: Document) -> Iterator[Fault]:
    """Language and title of the file, and what stands in the margins: running lines, page numbers, repeated heads."""
    if printed.language.split("-")[0] != written.language:
        yield Fault("the file", f"language “{printed.language}”", f"is not that of the page: “{written.language}”")
    entries = {"Title": named_by.title, "Subject": named_by.description, "Author": named_by.coalition}
    for name in dict.fromkeys((*entries, *printed.entries)):
        given, wanted = printed.entries.get(name, ""), unmarked(entries.get(name, ""))
        if bare(given) != bare(wanted):
            yield Fault("the file", f"{name.lower()} “{given}”", f"is not “{wanted}”")
    running = {bare(run.text) for run in runs(written) if run.kind == "margin"} | {*map(bare, _heads(written))}
    for block in printed.margins:
        if not _in_margin(block, running):
            yield Fault(f"page {block.page}, margin", f"“{block.text.strip()}”", "belongs to nothing")


def _in_margin(block: Block, running: set[str]) -> bool:
    text = bare(block.text)
    return text == str(block.page) or text in running


def _heads(written: Document) -> Iterator[str]:
    """The heads of the columns, which a table repeats where it runs on; one of several lines is read line by line."""
    for column in things(written, Column):
        words = unmarked(column.label).split()  # a head in English is marked as such in another language
        for place in range(len(words)):
            yield from (" ".join(words[: place + 1]), " ".join(words[place:]))
