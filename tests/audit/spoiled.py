"""A page with one wrong number in each kind of place."""

from dataclasses import replace

from pipeline.narrative.document.model import (
    Block,
    Figure,
    Front,
    Listing,
    Page,
    Pair,
    Passage,
    Said,
    Section,
    Steps,
    Table,
)


def everywhere(page: Page) -> Page:
    """The page with 901 to 916 typed into it, each in a place of another kind."""
    sources = [replace(s, text=f"{s.text} 914") if s.number == 3 else s for s in page.sources]
    sections = tuple(_section(section) for section in page.sections)
    return replace(page, front=_front(page.front), sections=sections, sources=tuple(sources))


def _more(said: Said, number: str) -> Said:
    return replace(said, text=f"{said.text} {number}")


def _front(front: Front) -> Front:
    first, *others = front.findings
    number, *rest = front.lead.numbers
    figure = front.lead.figure
    assert figure is not None
    lead = replace(
        front.lead, claim=_more(front.lead.claim, "901"), figure=replace(figure, alt=f"{figure.alt} 905"),
        numbers=(replace(number, say=_more(number.say, "902")), *rest),
    )  # fmt: skip
    items = (f"{front.ask.items[0]} 904", *front.ask.items[1:])
    return replace(
        front, lead=lead, findings=(replace(first, number=f"{first.number} 903"), *others),
        ask=replace(front.ask, items=items), sources=_more(front.sources, "915"),
    )  # fmt: skip


def _section(section: Section) -> Section:
    headline = _more(section.headline, "906") if section.id == "program" else section.headline
    return replace(section, headline=headline, blocks=tuple(_block(block) for block in section.blocks))


def _block(block: Block) -> Block:
    if isinstance(block, Pair):
        left, right = _block(block.left), _block(block.right)
        assert isinstance(left, Figure | Table)
        assert isinstance(right, Figure | Table)
        return Pair(left, right)
    if isinstance(block, Figure):
        return _figure(block)
    if isinstance(block, Table):
        return _table(block) if block.name == "counts" else block
    return _words(block)


def _figure(figure: Figure) -> Figure:
    alt = f"{figure.alt} 910" if figure.name == "series" else figure.alt
    note = f"{figure.note} 911" if figure.name == "places" else figure.note
    headline = f"{figure.headline} 916" if figure.name == "rollout" else figure.headline
    return replace(figure, alt=alt, note=note, headline=headline)


def _table(table: Table) -> Table:
    row, *rows = table.rows
    cells = (row.cells[0], replace(row.cells[1], text="908"), *row.cells[2:])
    return replace(table, rows=(replace(row, cells=cells), *rows), note=f"{table.note} 909")


def _words(block: Passage | Listing | Steps) -> Passage | Listing | Steps:
    if isinstance(block, Steps):
        step, *steps = block.steps
        counts = (replace(step.counts[0], text="907"), *step.counts[1:])
        return replace(block, steps=(replace(step, counts=counts), *steps))
    if isinstance(block, Listing):
        return replace(block, items=(_more(block.items[0], "913"), *block.items[1:])) if block.ruled else block
    return replace(block, paragraphs=(_more(block.paragraphs[0], "912"), *block.paragraphs[1:]))
