"""A finished PDF read back as a screen reader reads it: its words in the order of its tags, and what is attached.

Text is taken from the tree of tags, so a word that no tag owns (or that is marked as an artifact) is no part of the
document; it is kept apart, page by page, as what stands in the margins. Blanks are not trusted: lines end where the
layout ended them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from pipeline.audit.fault import Fault
from pipeline.audit.reading import extras
from pipeline.audit.reading.content import Letters, Shape, drawn
from pipeline.errors import UnreadablePdf

INLINE = {"Span", "Link", "NonStruct", "Reference", "Quote", "Em", "Strong", "Sub", "Note", "FENote", "BibEntry"}
DOTS = ("•", "–", "■", "▪")  # before the items of a list
TORN = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    RecursionError,
)  # of a file that a hand has changed
DEEPEST = 100  # a tree deeper than this is no document


@dataclass(frozen=True)
class Block:
    """The text of one paragraph, heading, item or cell (`tag`), on the page where it begins (from 1).

    `tag` is "Alt" for the alternative text of a figure, "Artifact" for what stands in a margin.
    """

    tag: str
    page: int
    text: str


@dataclass(frozen=True)
class Picture:
    """What is drawn inside a figure, in order; no letters where they are outlines."""

    page: int
    alt: str
    drawn: tuple[Letters | Shape, ...]
    marks: frozenset[tuple[int, int]] = frozenset()

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, each as it was shown."""
        return tuple(thing.text for thing in self.drawn if isinstance(thing, Letters))


@dataclass(frozen=True)
class Link:
    """A link to an address: its words, where it leads, and what is said of it."""

    page: int
    words: str
    address: str
    said: str


@dataclass(frozen=True)
class Printed:
    """What a PDF says: its language, its entries, its text in reading order, its pictures, margins, links, files.

    `things` are all that each page draws, in order; `extras` what no briefing has.
    """

    language: str
    entries: dict[str, str]
    pages: int
    blocks: tuple[Block, ...]
    pictures: tuple[Picture, ...]
    margins: tuple[Block, ...]
    attachments: dict[str, bytes]
    links: tuple[Link, ...]
    things: tuple[tuple[Letters | Shape, ...], ...]
    extras: tuple[Fault, ...]


def read(data: bytes) -> Printed:
    """What the PDF in `data` says. Raises UnreadablePdf where it is no PDF or has no tags."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return _Reader(pdf).read()
    except pikepdf.PdfError as error:
        raise UnreadablePdf(f"This file cannot be read as a PDF: {error}.") from error
    except TORN as error:
        raise UnreadablePdf(f"This PDF names what is not in it, or not as it should be: {error}.") from error


@dataclass
class _Shown:
    """What one page shows: the text of each piece of marked content, what was drawn within it, and what has no mark."""

    things: list[Letters | Shape]
    marked: dict[int, str] = field(default_factory=dict)
    drawn: dict[int, list[Letters | Shape]] = field(default_factory=dict)
    loose: dict[int, str] = field(default_factory=dict)


class _Reader:
    """A PDF while it is read."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        self.shown = {number: _page(page) for number, page in enumerate(pdf.pages, 1)}
        self.owned: set[tuple[int, int]] = set()
        self.blocks: list[Block] = []
        self.pictures: list[Picture] = []
        self.links: list[Link] = []
        self.notes: set[tuple[int, int]] = set()
        self.open: list[str] = []
        self.tag, self.page = "", 1
        self._items: list[int] = []

    def read(self) -> Printed:
        root = self.pdf.Root
        if "/StructTreeRoot" not in root:
            raise UnreadablePdf("This PDF has no tags, so its text has no order to be read in.")
        self._walk(root.StructTreeRoot, 1, 0)
        self._flush()
        return Printed(
            str(root.get("/Lang", "")),
            extras.entries(self.pdf),
            len(self.pdf.pages),
            tuple(self.blocks),
            tuple(self.pictures),
            tuple(self._margins()),
            dict(_attached(self.pdf)),
            tuple(self.links),
            tuple(tuple(shown.things) for shown in self.shown.values()),
            (*extras.faults(self.pdf), *self._untagged_notes()),
        )

    def _walk(self, element: pikepdf.Object, page: int, depth: int) -> None:
        """Read one element of the tree: marked content by its number, or its children in order."""
        if depth > DEEPEST:
            raise UnreadablePdf("The tags of this PDF are nested too deep.")
        if not isinstance(element, Dictionary):
            self._say(int(element), page)
            return
        page = self.numbers[element.Pg.objgen] if "/Pg" in element else page
        if element.get("/Type") == Name.MCR:
            self._say(int(element.MCID), page)
        elif element.get("/Type") != Name.OBJR:
            self._enter(element, page, depth)

    def _enter(self, element: Dictionary, page: int, depth: int) -> None:
        tag = str(element.get("/S", "/Root"))[1:]
        if tag == "Figure":
            self._picture(element, page)
            return
        inline = tag in INLINE
        if tag == "Link":
            self._link(element, page)
        if not inline:
            self._flush()
            self.tag = tag
        if tag == "L":
            self._items.append(0)
        if tag == "LI" and self._items:
            self._items[-1] += 1
        for kid in _kids(element):
            self._walk(kid, page, depth + 1)
        if not inline:
            self._flush()
        if tag == "L":
            self._items.pop()

    def _say(self, number: int, page: int) -> None:
        self.owned.add((page, number))
        if not self.open:
            self.page = page
        self.open.append(self.shown[page].marked.get(number, ""))

    def _flush(self) -> None:
        text = " ".join(part for part in self.open if part.strip())
        if text and not (self.tag == "Lbl" and self._marks_item(text.strip())):
            self.blocks.append(Block(self.tag, self.page, text))
        self.open = []

    def _marks_item(self, text: str) -> bool:
        """Whether this is only the dot or the number that the layout sets before an item of a list."""
        return bool(self._items) and text in (*DOTS, f"{self._items[-1]}", f"{self._items[-1]}.")

    def _picture(self, element: Dictionary, page: int) -> None:
        self._flush()
        alt, things, marks = str(element.get("/Alt", "")), [], set()
        for number, on in _content(element, page, self.numbers):
            self.owned.add((on, number))
            marks.add((on, number))
            page = on
            things += self.shown[on].drawn.get(number, [])
        self.blocks.append(Block("Alt", page, alt))
        self.pictures.append(Picture(page, alt, tuple(things), frozenset(marks)))

    def _link(self, element: Dictionary, page: int) -> None:
        """Note the words of a link and where it leads."""
        notes = [kid.Obj for kid in _kids(element) if isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR]
        content = list(_content(element, page, self.numbers))
        words = " ".join(self.shown[on].marked.get(number, "") for number, on in content)
        for note in notes:
            self.notes.add(note.objgen)
            address = str(note.A.get("/URI", "")) if "/A" in note else ""
            self.links.append(Link(content[0][1] if content else page, words, address, str(note.get("/Contents", ""))))

    def _untagged_notes(self) -> Iterator[Fault]:
        """Links that no tag owns."""
        for number, page in enumerate(self.pdf.pages, 1):
            for note in page.obj.get("/Annots", []):
                if note.objgen not in self.notes:
                    address = note.A.get("/URI", "") if "/A" in note else ""
                    yield Fault(f"page {number}", f"a link “{address}”", "belongs to no words of the page")

    def _margins(self) -> Iterator[Block]:
        """Text that no tag owns."""
        for page, shown in self.shown.items():
            loose = [
                *shown.loose.values(),
                *(text for number, text in shown.marked.items() if (page, number) not in self.owned),
            ]
            yield from (Block("Artifact", page, text) for text in loose if text.strip())


def _kids(element: Dictionary) -> list[pikepdf.Object]:
    if "/K" not in element:
        return []
    return list(element.K) if isinstance(element.K, pikepdf.Array) else [element.K]


def _content(element: Dictionary, page: int, numbers: dict[tuple[int, int], int]) -> Iterator[tuple[int, int]]:
    """The marked content of an element and all below it: (number, page)."""
    page = numbers[element.Pg.objgen] if "/Pg" in element else page
    for kid in _kids(element):
        if not isinstance(kid, Dictionary):
            yield int(kid), page
        elif kid.get("/Type") == Name.MCR:
            yield int(kid.MCID), numbers[kid.Pg.objgen] if "/Pg" in kid else page
        elif kid.get("/Type") != Name.OBJR:
            yield from _content(kid, page, numbers)


def _page(page: pikepdf.Page) -> _Shown:
    shown = _Shown(drawn(page))
    for thing in shown.things:
        if thing.form and thing.mark is not None:
            shown.drawn.setdefault(thing.mark, []).append(thing)
        elif isinstance(thing, Letters) and thing.mark is not None:
            shown.marked[thing.mark] = shown.marked.get(thing.mark, "") + thing.text
        elif isinstance(thing, Letters):
            shown.loose[thing.piece] = shown.loose.get(thing.piece, "") + thing.text
    return shown


def _attached(pdf: Pdf) -> Iterator[tuple[str, bytes]]:
    for name, spec in pdf.attachments.items():
        yield name, spec.get_file().read_bytes()
