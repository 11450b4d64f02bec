"""The document as the templates see it: finished words in a fixed shape. A template only lays these out.

The fields of each part stand in the order in which they are read (or `reading` names them in that order); `walk.py` goes
by it for all who must know what a document prints: the audit, the numbering of sources, tests. A part that
`stands_together` is read in one go; `owners` answer for its plain words, and where it `answers_for_all` for its sentences
too; `called` is its name in messages.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pipeline.charts.model import Chart, Share
from pipeline.narrative.document.roles import (
    ADDRESSEE,
    EDITION,
    PLACE,
    ROWS,
    SOURCES,
    AddresseeWords,
    EditionWords,
    FileWords,
    Ids,
    Key,
    MarginWords,
    Number,
    Numbers,
    PageOf,
    PlaceWords,
    Role,
)


@dataclass(frozen=True)
class Said:
    """A sentence (or a few) with the ids of the findings that own its numbers and the numbers of its sources."""

    text: str
    findings: Ids = ()
    refs: Numbers = ()


@dataclass(frozen=True)
class Figure:
    """A chart with its words: headline says the finding, subtitle the measure; `alt` states the finding for the ear.

    `behind` is the table of the numbers that the chart draws; a page on paper leaves it out. `shown` are findings that
    it draws beside those of its source line.
    """

    name: Key
    chart: Annotated[Chart, Role("unprinted")]
    headline: str
    subtitle: str
    alt: Annotated[str, Role("alt", "paper")]
    source: Said
    note: str = ""
    behind: "Annotated[Table | None, Role(medium='screen')]" = None
    shown: Ids = ()

    stands_together: ClassVar[bool] = True

    @property
    def called(self) -> str:
        """The chart by its name."""
        return f"chart {self.name}"

    @property
    def owners(self) -> tuple[str, ...]:
        """The findings that the chart shows: those of its source line, and the others that it draws; how many these are."""
        others = (*self.shown, f"{ROWS}{len(self.shown)}") if self.shown else ()
        return (*self.source.findings, *others)


@dataclass(frozen=True)
class Column:
    """A table column; `width` in mm (0: an equal share of what is left); numbers stand to the right.

    `findings` own the numbers of its label, such as a month.
    """

    label: str
    numeric: bool = False
    width: int = 0
    findings: Ids = ()


@dataclass(frozen=True)
class Cell:
    """A cell; a stance gets its square, a strong opening stands before the text in bold.

    `findings` own its numbers; a cell that names none leaves that to its row. A cell of several statements has them
    in `said`, a paragraph each, and no text of its own.
    """

    text: str
    strong: str = ""
    stance: Annotated[Literal["", "for", "against", "conditional", "declined", "neutral"], Role("unprinted")] = ""
    refs: Numbers = ()
    findings: Ids = ()
    said: tuple[Said, ...] = ()

    reading: ClassVar[tuple[str, ...]] = ("strong", "text", "said")


@dataclass(frozen=True)
class Row:
    """A table row: as many cells as there are columns, the first its header; `own` marks this place.

    Where a row stands behind a chart, `mark` is the share that the chart draws for it; `group` heads the rows from here.
    """

    cells: tuple[Cell, ...]
    own: bool = False
    findings: Ids = ()
    mark: Annotated[Share | None, Role("unprinted")] = None
    group: Annotated[str, Role(medium="screen")] = ""

    reading: ClassVar[tuple[str, ...]] = ("group", "cells")


@dataclass(frozen=True)
class Table:
    """A table with its words; `note` explains signs and what was left out."""

    name: Key
    headline: str
    subtitle: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    source: Said
    note: str = ""

    stands_together: ClassVar[bool] = True

    @property
    def called(self) -> str:
        """The table by its name; one behind a chart has none."""
        return f"table {self.name}" if self.name else "the numbers behind a chart"

    @property
    def owners(self) -> tuple[str, ...]:
        """The findings of its source line and of its rows, and how many rows there are."""
        named = (*self.source.findings, *(id for row in self.rows for id in row.findings))
        return (*dict.fromkeys(named), f"{ROWS}{len(self.rows)}")


@dataclass(frozen=True)
class Passage:
    """A titled passage: the title stands in the left column, the paragraphs in the right one."""

    title: str
    paragraphs: tuple[Said, ...]

    stands_together: ClassVar[bool] = True

    @property
    def called(self) -> str:
        """The passage by its title."""
        return f"passage “{self.title}”"

    @property
    def owners(self) -> tuple[str, ...]:
        """The findings of its paragraphs, for its title may be a day."""
        return tuple(id for said in self.paragraphs for id in said.findings)


@dataclass(frozen=True)
class Listing:
    """A titled list; `attribution` tells whose list it is when it is not the pipeline's own.

    `ruled` gives it the ink rule of what the data cannot say.
    """

    title: str
    items: tuple[Said, ...]
    attribution: Said | None = None
    ruled: bool = False

    stands_together: ClassVar[bool] = True
    answers_for_all: ClassVar[bool] = True
    reading: ClassVar[tuple[str, ...]] = ("title", "attribution", "items")

    @property
    def called(self) -> str:
        """The list by its title."""
        return f"list “{self.title}”"

    @property
    def owners(self) -> tuple[str, ...]:
        """The edition, where the list is in its words."""
        return (EDITION,) if self.attribution else ()


@dataclass(frozen=True)
class Pair:
    """Two blocks of half the width beside each other."""

    left: "Figure | Table"
    right: "Figure | Table"


@dataclass(frozen=True)
class Columns:
    """Up to three passages beside each other, each under its title."""

    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Beside:
    """A figure of half the width, and passages in the other half."""

    figure: Figure
    passages: tuple[Passage, ...]


Block = Figure | Table | Passage | Listing | Pair | Columns | Beside


@dataclass(frozen=True)
class Section:
    """A part of the page plan: its headline states what was found, `topic` names it in the contents.

    `starts_page` as the plan wants it. `more` is what paper has no room for: the page for the web has it, and the attached
    findings.
    """

    id: Key
    headline: Said
    blocks: tuple[Block, ...]
    starts_page: bool = True
    topic: Key = ""
    more: Annotated[tuple[Block, ...], Role(medium="screen")] = ()

    is_part: ClassVar[bool] = True

    @property
    def called(self) -> str:
        """The part by its id."""
        return f"part {self.id}"


@dataclass(frozen=True)
class Lead:
    """The first finding: a claim, one sentence below it and, where there is one, the picture that carries it.

    `strong` are the words of the claim that stand in the place's colour.
    """

    claim: Said
    sub: Said
    figure: Figure | None = None
    strong: Annotated[tuple[str, ...], Role("unprinted")] = ()

    @property
    def owners(self) -> tuple[str, ...]:
        """The findings of the claim."""
        return self.claim.findings


@dataclass(frozen=True)
class KeyFinding:
    """A further finding of page 1: number (or words) to the left, sentence and detail to the right."""

    number: str
    say: Said
    more: Said | None = None
    words: bool = False

    stands_together: ClassVar[bool] = True
    answers_for_all: ClassVar[bool] = True

    @property
    def owners(self) -> tuple[str, ...]:
        """The findings of its sentence."""
        return self.say.findings


@dataclass(frozen=True)
class Logo:
    """The coalition's own picture: its file, and the name that is heard in its place."""

    name: Key
    alt: Annotated[str, Role("alt", owners=(EDITION,))]


@dataclass(frozen=True)
class Ask:
    """What the edition's coalition asks of the reader, in its own words and under its own name."""

    title: str
    attribution: Said
    items: tuple[str, ...]
    coalition: str
    contact: tuple[str, ...]
    logo: Logo | None = None

    stands_together: ClassVar[bool] = True
    answers_for_all: ClassVar[bool] = True
    reading: ClassVar[tuple[str, ...]] = ("logo", "coalition", "contact", "title", "attribution", "items")

    @property
    def owners(self) -> tuple[str, ...]:
        """The edition."""
        return (EDITION,)


@dataclass(frozen=True)
class Deck:
    """The opening line: what is told, of which `place` (in bold), and what that place is."""

    before: PlaceWords
    place: PlaceWords
    end: PlaceWords

    stands_together: ClassVar[bool] = True


@dataclass(frozen=True)
class Masthead:
    """The head of page 1 and of the sheet; `through` tells to when the evidence runs."""

    kicker: PlaceWords
    edition: EditionWords
    place: PlaceWords
    deck: Deck
    through: Annotated[Said, Role(owners=(EDITION,))]


@dataclass(frozen=True)
class Third:
    """A column of the band on page 1: under its heading a picture, what was said or decided, or a list."""

    heading: str
    figure: Figure | None = None
    said: tuple[Said, ...] = ()
    items: tuple[Said, ...] = ()

    stands_together: ClassVar[bool] = True

    @property
    def owners(self) -> tuple[str, ...]:
        """The findings of its picture and of its sentences, for its heading may be a count or a day."""
        drawn = self.figure.owners if self.figure else ()
        return (*drawn, *(id for one in (*self.said, *self.items) for id in one.findings))


@dataclass(frozen=True)
class ContentsLine:
    """A line of the contents: on which page the part of this id begins, and what it is about."""

    part: PageOf
    topic: str

    stands_together: ClassVar[bool] = True


@dataclass(frozen=True)
class Front:
    """Page 1: the claim and its picture, at most two numbers more, a band of three columns, what is asked."""

    head: Masthead
    lead: Lead
    findings: tuple[KeyFinding, ...]
    band: tuple[Third, ...]
    ask: Ask
    sources: Annotated[Said, Role(owners=(SOURCES,))]
    contents: Annotated[tuple[ContentsLine, ...], Role(medium="paper")] = ()

    is_part: ClassVar[bool] = True
    called: ClassVar[str] = "page 1"
    reading: ClassVar[tuple[str, ...]] = ("head", "lead", "findings", "band", "ask", "contents", "sources")


@dataclass(frozen=True)
class SourceLine:
    """A numbered source of the list at the end: its words, and what is printed of its address; `address` is whole."""

    number: Number
    text: str
    address: Key
    address_text: str

    stands_together: ClassVar[bool] = True

    @property
    def called(self) -> str:
        """The source by its number."""
        return f"source {self.number}"

    @property
    def owners(self) -> tuple[str, ...]:
        """The source itself."""
        return (self.called,)


@dataclass(frozen=True)
class Labels:
    """The few words that the layout itself sets where it needs them, in the page's language; no other stand in it."""

    source: str = "Source"
    note: str = "Note"
    sources: str = "Sources"


@dataclass(frozen=True)
class Page:
    """A whole briefing, ready to be laid out; `attached` names the files that its PDF carries.

    `further_sources` are cited only by what the page for the web has beside the PDF.
    """

    language: Key
    title: FileWords
    description: FileWords
    running: MarginWords
    edition: MarginWords
    coalition: MarginWords
    front: Front
    sections: tuple[Section, ...]
    sources_title: str
    sources_note: str
    sources: tuple[SourceLine, ...]
    further_sources: Annotated[tuple[SourceLine, ...], Role(medium="screen")] = ()
    labels: Annotated[Labels, Role("unprinted")] = Labels()
    attached: Annotated[Said | None, Role(medium="paper")] = None


@dataclass(frozen=True)
class SourcesLine:
    """The sources of a sheet in one line, and where the rest of them stands."""

    lines: tuple[SourceLine, ...]
    more: str

    stands_together: ClassVar[bool] = True


@dataclass(frozen=True)
class Sheet:
    """The sheet of one page, ready to be laid out: page 1's claim, picture and band set anew, and what is asked.

    Its sources are numbered anew, in short: the briefing has them whole.
    """

    language: Key
    title: FileWords
    description: FileWords
    edition: MarginWords
    coalition: MarginWords
    head: Masthead
    lead: Lead
    band: tuple[Third, ...]
    talking_points: Listing | None
    ask: Ask
    sources: SourcesLine
    labels: Annotated[Labels, Role("unprinted")] = Labels()

    is_part: ClassVar[bool] = True
    called: ClassVar[str] = "the sheet"


@dataclass(frozen=True)
class Letterhead:
    """Whose letter it is, at its head: the coalition with its picture, and how it is reached."""

    logo: Logo | None
    coalition: EditionWords
    contact: Annotated[tuple[str, ...], Role(owners=(EDITION,))]

    stands_together: ClassVar[bool] = True


@dataclass(frozen=True)
class AddressBlock:
    """The lines that the window of an envelope shows."""

    lines: Annotated[tuple[str, ...], Role(owners=(ADDRESSEE,))]

    stands_together: ClassVar[bool] = True


@dataclass(frozen=True)
class Signed:
    """How a letter ends: its closing, and the lines of whoever signs."""

    closing: str
    lines: Annotated[tuple[str, ...], Role(owners=(EDITION,))]

    stands_together: ClassVar[bool] = True


@dataclass(frozen=True)
class Letter:
    """A cover letter, ready to be laid out. Its sources are numbered by themselves, in short: the briefing has them whole."""

    language: Key
    title: FileWords
    description: FileWords
    coalition: MarginWords
    head: Letterhead
    address: AddressBlock
    date: EditionWords
    subject: Annotated[str, Role(owners=(EDITION, PLACE))]
    greeting: AddresseeWords
    opening: Annotated[tuple[Said, ...], Role(owners=(EDITION, PLACE))]
    paragraphs: tuple[Said, ...]
    ask: Listing | None
    signed: Signed
    sources: SourcesLine
    labels: Annotated[Labels, Role("unprinted")] = Labels()

    is_part: ClassVar[bool] = True
    called: ClassVar[str] = "the letter"


Document = Page | Sheet | Letter
