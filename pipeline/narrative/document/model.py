"""The page as the templates see it: finished words in a fixed shape. A template only lays these out."""

from dataclasses import dataclass
from typing import Literal

from pipeline.charts.model import Chart, Share


@dataclass(frozen=True)
class Said:
    """A sentence (or a few) with the ids of the findings that own its numbers and the numbers of its sources."""

    text: str
    findings: tuple[str, ...] = ()
    refs: tuple[int, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A chart with its words: headline says the finding, subtitle the measure; `alt` states the finding for the ear.

    `behind` is the table of the numbers that the chart draws; a page on paper leaves it out.
    """

    name: str
    chart: Chart
    headline: str
    subtitle: str
    alt: str
    source: Said
    note: str = ""
    after: Said | None = None
    behind: "Table | None" = None


@dataclass(frozen=True)
class Column:
    """A table column; `width` in mm (0: an equal share of what is left); numbers stand to the right."""

    label: str
    numeric: bool = False
    width: int = 0


@dataclass(frozen=True)
class Cell:
    """A cell; a stance gets its square, a strong opening stands before the text in bold.

    `findings` own its numbers; a cell that names none leaves that to its row. A cell of several statements has them
    in `said`, a paragraph each, and no text of its own.
    """

    text: str
    strong: str = ""
    stance: Literal["", "for", "against", "conditional", "declined", "neutral"] = ""
    refs: tuple[int, ...] = ()
    findings: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Row:
    """A table row: as many cells as there are columns, the first its header; `own` marks this place.

    Where a row stands behind a chart, `mark` is the share that the chart draws for it; `group` heads the rows from here.
    """

    cells: tuple[Cell, ...]
    own: bool = False
    findings: tuple[str, ...] = ()
    mark: Share | None = None
    group: str = ""


@dataclass(frozen=True)
class Table:
    """A table with its words; `note` explains signs and what was left out."""

    name: str
    headline: str
    subtitle: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    source: Said
    note: str = ""
    after: Said | None = None


@dataclass(frozen=True)
class Passage:
    """A titled passage: the title stands in the left column, the paragraphs in the right one."""

    title: str
    paragraphs: tuple[Said, ...]


@dataclass(frozen=True)
class Listing:
    """A titled list; `attribution` tells whose list it is when it is not the pipeline's own.

    `ruled` gives it the ink rule of what the data cannot say.
    """

    title: str
    items: tuple[Said, ...]
    ordered: bool = False
    attribution: Said | None = None
    ruled: bool = False


@dataclass(frozen=True)
class Step:
    """One step of the program: its name, what happens there, and the counts (or why none is known) side by side."""

    name: str
    what: str
    counts: tuple[Cell, ...]


@dataclass(frozen=True)
class Steps:
    """The process picture: the steps in order; `places` head the columns of counts, each with its period and source."""

    name: str
    headline: str
    subtitle: str
    places: tuple[Cell, ...]
    steps: tuple[Step, ...]
    source: Said
    note: str = ""


@dataclass(frozen=True)
class Pair:
    """Two blocks of half the width beside each other."""

    left: "Figure | Table"
    right: "Figure | Table"


Block = Figure | Table | Passage | Listing | Steps | Pair


@dataclass(frozen=True)
class Section:
    """A part of the page plan: its headline states what was found. `starts_page` as the plan wants it."""

    id: str
    headline: Said
    blocks: tuple[Block, ...]
    starts_page: bool = True


@dataclass(frozen=True)
class LeadNumber:
    """The largest type on the page: one number or two that disagree; `words` when it is words, not a number."""

    number: str
    say: Said
    words: bool = False


@dataclass(frozen=True)
class Lead:
    """The first finding: a claim, one or two numbers and, where there is one, its chart."""

    claim: Said
    numbers: tuple[LeadNumber, ...]
    note: str
    figure: Figure | None = None


@dataclass(frozen=True)
class KeyFinding:
    """A further finding of page 1: number (or words) to the left, sentence and detail to the right."""

    number: str
    say: Said
    more: Said | None = None
    note: str = ""
    words: bool = False


@dataclass(frozen=True)
class Ask:
    """What the edition's coalition asks of the reader, in its own words and under its own name."""

    title: str
    attribution: Said
    items: tuple[str, ...]
    coalition: str
    contact: tuple[str, ...]
    logo: str = ""


@dataclass(frozen=True)
class Front:
    """Page 1; `through_findings` own the dates that `through` tells."""

    kicker: str
    edition: str
    place: str
    deck: str
    deck_place: str
    deck_end: str
    through: str
    lead: Lead
    findings: tuple[KeyFinding, ...]
    ask: Ask
    sources: Said
    through_findings: tuple[str, ...] = ()


@dataclass(frozen=True)
class SourceLine:
    """A numbered source of the list at the end: its words, and its address where one is known."""

    number: int
    text: str
    address: str
    address_text: str


@dataclass(frozen=True)
class Labels:
    """The few words that the layout itself sets, in the page's language; printed before what they name."""

    source: str = "Source"
    note: str = "Note"
    sources: str = "Sources"
    step: str = "Step"


@dataclass(frozen=True)
class Page:
    """A whole briefing, ready to be laid out; `attached` names the files that its PDF carries."""

    language: str
    title: str
    description: str
    running: str
    edition: str
    coalition: str
    front: Front
    sections: tuple[Section, ...]
    sources_title: str
    sources_note: str
    sources: tuple[SourceLine, ...]
    labels: Labels = Labels()
    attached: Said | None = None


def figures(page: Page) -> tuple[Figure, ...]:
    """Every figure of a page in reading order."""
    found = [page.front.lead.figure] if page.front.lead.figure else []
    for section in page.sections:
        for block in section.blocks:
            parts = (block.left, block.right) if isinstance(block, Pair) else (block,)
            found.extend(part for part in parts if isinstance(part, Figure))
    return tuple(found)
