"""A page with one wrong number in each kind of place."""

from dataclasses import replace

from pipeline.narrative.document.model import (
    Beside,
    Block,
    Columns,
    Figure,
    Front,
    Listing,
    Page,
    Passage,
    Said,
    Section,
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
    figure, (first, second, *others) = front.lead.figure, front.band
    assert figure is not None
    lead = replace(
        front.lead, claim=_more(front.lead.claim, "901"), sub=_more(front.lead.sub, "902"),
        figure=replace(figure, alt=f"{figure.alt} 905"),
    )  # fmt: skip
    items = (f"{front.ask.items[0]} 904", *front.ask.items[1:])
    return replace(
        front, lead=lead, band=(first, replace(second, heading=f"{second.heading} 903"), *others),
        ask=replace(front.ask, items=items), sources=_more(front.sources, "915"),
    )  # fmt: skip


def _section(section: Section) -> Section:
    headline = _more(section.headline, "906") if section.id == "program" else section.headline
    return replace(section, headline=headline, blocks=tuple(_block(block) for block in section.blocks))


def _block(block: Block) -> Block:
    match block:
        case Figure():
            return _figure(block)
        case Table():
            return _table(block)
        case Columns():
            return Columns(tuple(_passage(passage) for passage in block.passages))
        case Beside():
            return replace(block, figure=_figure(block.figure))
        case Listing():
            return replace(block, items=(_more(block.items[0], "913"), *block.items[1:])) if block.ruled else block
    return block


def _figure(figure: Figure) -> Figure:
    alt = f"{figure.alt} 910" if figure.name == "nation-map" else figure.alt
    note = f"{figure.note} 911" if figure.name == "places" else figure.note
    headline = f"{figure.headline} 916" if figure.name == "rollout" else figure.headline
    return replace(figure, alt=alt, note=note, headline=headline)


def _table(table: Table) -> Table:
    if table.name == "steps":
        what, row, *rows = table.rows
        cells = (row.cells[0], replace(row.cells[1], strong="907"), *row.cells[2:])
        return replace(table, rows=(what, replace(row, cells=cells), *rows))
    if table.name == "figures":
        row, *rows = table.rows
        cells = (row.cells[0], replace(row.cells[1], text="908"), *row.cells[2:])
        return replace(table, rows=(replace(row, cells=cells), *rows), note=f"{table.note} 909")
    return table


def _passage(passage: Passage) -> Passage:
    return replace(passage, paragraphs=(_more(passage.paragraphs[0], "912"), *passage.paragraphs[1:]))
