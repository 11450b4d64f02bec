"""A finished PDF read back as a screen reader reads it: its words in the order of its tags, and what is attached.

Text is taken from the tree of tags, so a word that no tag owns (or that is marked as an artifact) is no part of the
document; it is kept apart, page by page, as what stands in the margins. Blanks are not trusted: lines end where the
layout ended them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from pipeline.audit.glyphs import Meanings, meanings
from pipeline.errors import UnreadablePdf

INLINE = {"Span", "Link", "NonStruct", "Reference", "Quote", "Em", "Strong", "Sub", "Note", "FENote", "BibEntry"}
DOTS = ("•", "–", "■", "▪")  # before the items of a list
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
    """The words drawn inside a figure, each as it was shown, in no order; none where letters are outlines."""

    page: int
    alt: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Printed:
    """What a PDF says: its language, its title, its text in reading order, its pictures, its margins, its files."""

    language: str
    title: str
    pages: int
    blocks: tuple[Block, ...]
    pictures: tuple[Picture, ...]
    margins: tuple[Block, ...]
    attachments: dict[str, bytes]


def read(data: bytes) -> Printed:
    """What the PDF in `data` says. Raises UnreadablePdf where it is no PDF or has no tags."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return _Reader(pdf).read()
    except pikepdf.PdfError as error:
        raise UnreadablePdf(f"This file cannot be read as a PDF: {error}.") from error


@dataclass
class _Shown:
    """What one page shows: the text of each piece of marked content, and what was drawn within it."""

    marked: dict[int, str] = field(default_factory=dict)
    drawn: dict[int, list[str]] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)


class _Reader:
    """A PDF while it is read."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        self.shown = {number: _page(page) for number, page in enumerate(pdf.pages, 1)}
        self.owned: set[tuple[int, int]] = set()
        self.blocks: list[Block] = []
        self.pictures: list[Picture] = []
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
            str(self.pdf.docinfo.get("/Title", "")),
            len(self.pdf.pages),
            tuple(self.blocks),
            tuple(self.pictures),
            tuple(self._margins()),
            dict(_attached(self.pdf)),
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
        alt, words = str(element.get("/Alt", "")), []
        for number, on in _content(element, page, self.numbers):
            self.owned.add((on, number))
            page = on
            words += self.shown[on].drawn.get(number, [])
            words += filter(None, [self.shown[on].marked.get(number, "").strip()])
        self.blocks.append(Block("Alt", page, alt))
        self.pictures.append(Picture(page, alt, tuple(words)))

    def _margins(self) -> Iterator[Block]:
        """Text that no tag owns."""
        for page, shown in self.shown.items():
            loose = [*shown.loose, *(text for number, text in shown.marked.items() if (page, number) not in self.owned)]
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
    shown = _Shown()
    _read_content(page.obj, page.obj.get("/Resources", Dictionary()), shown, None, "")
    return shown


def _read_content(
    stream: pikepdf.Object, resources: pikepdf.Object, shown: _Shown, number: int | None, inside: str
) -> None:
    """Follow the operators of a page or form; `number` is the marked content that it stands in."""
    stack: list[int | None] = [number]
    fonts: dict[str, Meanings] = {}
    font = Meanings({}, 1)
    for instruction in pikepdf.parse_content_stream(stream):
        operands = instruction.operands
        match str(instruction.operator):
            case "BDC" | "BMC":
                stack.append(_marked(list(operands), resources, stack[-1]))
            case "EMC" if len(stack) > 1:
                stack.pop()
                if stack[-1] is None:
                    shown.loose.append("")
            case "Tf":
                name = str(operands[0])
                font = fonts.setdefault(name, meanings(resources.Font[name]))
            case "Tj" | "TJ" | "'" | '"':
                _show(font.text(operands[-1]), shown, stack[-1], inside)
            case "Do":
                form = resources.XObject[str(operands[0])]
                if form.get("/Subtype") == Name.Form:
                    _read_content(form, form.get("/Resources", resources), shown, stack[-1], str(operands[0]))


def _marked(operands: Sequence[pikepdf.Object], resources: pikepdf.Object, around: int | None) -> int | None:
    """The number of the marked content that begins here; the one around it where it has none."""
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, Name):
        properties = resources.get("/Properties", Dictionary()).get(str(properties))
    return int(properties.MCID) if isinstance(properties, Dictionary) and "/MCID" in properties else around


def _show(text: str, shown: _Shown, number: int | None, inside: str) -> None:
    if inside and number is not None:
        shown.drawn.setdefault(number, []).append(text)
    elif number is not None:
        shown.marked[number] = shown.marked.get(number, "") + text
    elif shown.loose:
        shown.loose[-1] += text
    else:
        shown.loose.append(text)


def _attached(pdf: Pdf) -> Iterator[tuple[str, bytes]]:
    for name, spec in pdf.attachments.items():
        yield name, spec.get_file().read_bytes()
