"""The words that a briefing must print, place after place, in the order in which the layout prints them.

Each part knows which findings own its numbers. A number that stands in a part and belongs to none of its owners has no
father, however right it may be elsewhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.narrative.document.model import (
    Ask,
    Block,
    Cell,
    Figure,
    Front,
    KeyFinding,
    Lead,
    LeadNumber,
    Listing,
    Page,
    Pair,
    Passage,
    Row,
    Said,
    Section,
    SourceLine,
    Step,
    Steps,
    Table,
)
from pipeline.narrative.language.locale import unmarked
from pipeline.render.html import runs

EDITION = "edition"  # owns the day of the edition and its coalition's words
PLACE = "place"  # owns the names of the place, its counties and the other places in them
SOURCES = "sources"  # owns the words of the list of sources
ROWS = "rows "  # and a number: that of the rows of a table, where its headline tells how many there are
LABEL = "label "  # and a number: the ordinal that the layout sets before a step, an item or a source


@dataclass(frozen=True)
class Part:
    """Words with one owner (or several): where they stand, the ids of the findings, the numbers of their sources."""

    where: str
    written: str
    owners: tuple[str, ...] = ()
    refs: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The words without what marks them as English inside another language."""
        return unmarked(self.written)

    @property
    def printed(self) -> str:
        """The words with the reference numbers behind them, as the layout sets them."""
        numbers = ",".join("\u2013".join(str(number) for number in run) for run in runs(self.refs))
        return f"{self.text} {numbers}".strip()


Group = tuple[Part, ...]  # what the layout sets as one paragraph, heading, item or cell


def groups(page: Page) -> list[Group]:
    """All parts of a page in reading order, those of one paragraph or cell together; none of them empty."""
    every = (*_front(page), *(g for section in page.sections for g in _section(section, page)), *_sources(page))
    kept = (tuple(part for part in group if part.printed) for group in every)
    return [group for group in kept if group]


def _said(where: str, said: Said, owners: tuple[str, ...] = ()) -> Part:
    return Part(where, said.text, (*owners, *said.findings), said.refs)


def _front(page: Page) -> Iterator[Group]:
    front = page.front
    yield (Part("page 1, head", front.kicker, (PLACE,)),)
    yield (Part("page 1, head", front.edition, (EDITION,)),)
    yield (Part("page 1, place", front.place, (PLACE,)),)
    yield (Part("page 1, opening", f"{front.deck} {front.deck_place}{front.deck_end}", (PLACE,)),)
    yield (Part("page 1, opening", front.through, (EDITION, *front.through_findings)),)
    yield from _lead(front.lead)
    for finding in front.findings:
        yield from _key(finding)
    yield from _ask(front.ask)
    yield (
        Part("page 1, sources", page.labels.sources),
        Part("page 1, sources", front.sources.text, (SOURCES,), front.sources.refs),
    )


def _lead(lead: Lead) -> Iterator[Group]:
    """Two numbers stand under their claim, a single one beside it."""
    claim = (_said("page 1, first finding", lead.claim),)
    numbers = [group for number in lead.numbers for group in _lead_number(number)]
    note = (Part("page 1, first finding, note", lead.note, lead.claim.findings),)
    yield from ([claim, *numbers, note] if lead.numbers[1:] else [*numbers, note, claim])
    if lead.figure:
        yield from _picture(lead.figure, "page 1, chart")


def _lead_number(number: LeadNumber) -> Iterator[Group]:
    yield (Part("page 1, first number", number.number, number.say.findings),)
    yield (_said("page 1, first number", number.say),)


def _key(finding: KeyFinding) -> Iterator[Group]:
    yield (Part("page 1, further number", finding.number, finding.say.findings),)
    yield (Part("page 1, further finding, note", finding.note, finding.say.findings),)
    yield (_said("page 1, further finding", finding.say),)
    if finding.more:
        yield (_said("page 1, further finding", finding.more, finding.say.findings),)


def _ask(ask: Ask) -> Iterator[Group]:
    where = "page 1, what is asked"
    if ask.logo:
        yield (Part(f"{where}, logo", ask.coalition, (EDITION,)),)
    yield tuple(Part(where, line, (EDITION,)) for line in (ask.coalition, *ask.contact))
    yield (Part(where, ask.title, (EDITION,)),)
    yield (_said(where, ask.attribution, (EDITION,)),)
    for number, item in enumerate(ask.items, 1):
        yield (Part(where, f"{number}.", (f"{LABEL}{number}",)),)
        yield (Part(where, item, (EDITION,)),)


def _section(section: Section, page: Page) -> Iterator[Group]:
    yield (_said(f"headline of {section.id}", section.headline),)
    for block in section.blocks:
        yield from _block(block, page)


def _block(block: Block, page: Page) -> Iterator[Group]:
    match block:
        case Pair():
            yield from _block(block.left, page)
            yield from _block(block.right, page)
        case Figure():
            yield (Part(f"chart {block.name}, headline", block.headline, owners(block)),)
            yield from _picture(block, f"chart {block.name}", page)
        case Table():
            yield from _table(block, page)
        case Steps():
            yield from _steps(block, page)
        case Passage():
            yield (Part(f"passage “{block.title}”", block.title),)
            yield from ((_said(f"passage “{block.title}”", said),) for said in block.paragraphs)
        case Listing():
            yield from _listing(block)


def owners(block: Figure | Table | Steps) -> tuple[str, ...]:
    """The findings that a chart or table shows: those of its source line, its rows and what stands after it."""
    named = [*block.source.findings]
    if isinstance(block, Table):
        named += [id for row in block.rows for id in row.findings]
    if isinstance(block, Steps):
        named += [id for cell in cells(block) for id in cell.findings]
    elif block.after:
        named += block.after.findings
    return tuple(dict.fromkeys(named))


def cells(steps: Steps) -> Iterator[Cell]:
    """The counts of the steps, step by step."""
    for step in steps.steps:
        yield from step.counts


def _picture(figure: Figure, where: str, page: Page | None = None) -> Iterator[Group]:
    """A chart without its headline; the one on page 1 has no words before its source and its note."""
    yield (Part(f"{where}, subtitle", figure.subtitle, owners(figure)),)
    yield (Part(f"{where}, alternative text", figure.alt, owners(figure)),)
    yield _origin(figure, where, page)
    if figure.after:
        yield (_said(where, figure.after),)


def _origin(block: Figure | Table | Steps, where: str, page: Page | None, every: tuple[str, ...] = ()) -> Group:
    source = _said(f"{where}, source", block.source)
    note = Part(f"{where}, note", block.note, every or owners(block))
    if not page:
        return (source, note)
    before = [Part(where, page.labels.source)] if block.source.text else []
    between = [Part(where, page.labels.note)] if block.note else []
    return (*before, source, *between, note)


def _table(table: Table, page: Page) -> Iterator[Group]:
    where, every = f"table {table.name}", (*owners(table), f"{ROWS}{len(table.rows)}")
    yield (Part(f"{where}, headline", table.headline, every),)
    yield (Part(f"{where}, subtitle", table.subtitle, every),)
    for column in table.columns:
        yield (Part(f"{where}, head", column.label),)
    for number, row in enumerate(table.rows, 1):
        yield from _row(row, f"{where}, row {number}")
    yield _origin(table, where, page, every)
    if table.after:
        yield (_said(where, table.after),)


def _row(row: Row, where: str) -> Iterator[Group]:
    for number, cell in enumerate(row.cells, 1):
        place = f"{where}, cell {number}"
        if cell.said:
            yield (Part(place, cell.strong), *(_said(place, said) for said in cell.said))
        else:
            yield (_cell(cell, place, row.findings),)


def _cell(cell: Cell, where: str, around: tuple[str, ...] = ()) -> Part:
    """A cell is owned by its own findings; where it names none, by those of its row."""
    return Part(where, f"{cell.strong} {cell.text}".strip(), cell.findings or around, cell.refs)


def _steps(steps: Steps, page: Page) -> Iterator[Group]:
    where = f"table {steps.name}"
    yield (Part(f"{where}, headline", steps.headline),)
    yield (Part(f"{where}, subtitle", steps.subtitle),)
    yield (Part(f"{where}, head", page.labels.step),)
    for place in steps.places:
        yield (_cell(place, f"{where}, head"),)
    for number, step in enumerate(steps.steps, 1):
        yield from _step(step, number, where)
    yield _origin(steps, where, page)


def _step(step: Step, number: int, where: str) -> Iterator[Group]:
    yield (Part(where, str(number), (f"{LABEL}{number}",)), Part(where, f"{step.name} {step.what}"))
    for count in step.counts:
        strong = count.strong or count.text
        text = count.text if count.strong else ""
        yield (_cell(replace(count, strong=strong, text=text), f"{where}, step {number}"),)


def _listing(listing: Listing) -> Iterator[Group]:
    where = f"list “{listing.title}”"
    words = (EDITION,) if listing.attribution else ()
    yield (Part(where, listing.title),)
    if listing.attribution:
        yield (_said(where, listing.attribution, words),)
    for number, item in enumerate(listing.items, 1):
        if listing.ordered:
            yield (Part(where, f"{number}.", (f"{LABEL}{number}",)),)
        yield (_said(where, item, words),)


def _sources(page: Page) -> Iterable[Group]:
    yield (Part("list of sources", page.sources_title),)
    yield (Part("list of sources", page.sources_note),)
    yield from ((*_source(line),) for line in page.sources)


def _source(line: SourceLine) -> Group:
    where = f"source {line.number}"
    return (
        Part(where, str(line.number), (f"{LABEL}{line.number}",)),
        Part(where, line.text, (where,)),
        Part(where, line.address_text or line.address, (where,)),
    )


def front_owners(front: Front) -> tuple[str, ...]:
    """The findings of page 1."""
    said = [front.lead.claim, *(n.say for n in front.lead.numbers), *(f.say for f in front.findings)]
    return tuple(dict.fromkeys(id for one in said for id in one.findings))
