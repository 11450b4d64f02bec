"""Reads a PDF back as its readers do: pages, fonts, links, bookmarks, the tree of tags, and lines where they stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

FOOT = 51.0  # points: the bottom margin, where the running foot stands
HEAD = 792 - 59.5


@dataclass(frozen=True)
class Line:
    """A run of text on a page: its baseline in points from the foot, its font and its size."""

    y: float
    font: str
    size: float
    text: str


def read(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data), strict=True)


def text(reader: PdfReader) -> str:
    """All text, with single blanks between words."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def fonts(reader: PdfReader) -> dict[str, bool]:
    """Each font's family as the PDF names it, and whether it is embedded; also those inside figures."""
    found: dict[str, bool] = {}
    for page in reader.pages:
        for font in _fonts(page["/Resources"].get_object()):
            descendant = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = descendant.get("/FontDescriptor", DictionaryObject()).get_object()
            found[font["/BaseFont"].split("+")[-1]] = any(f"/FontFile{kind}" in descriptor for kind in ("", 2, 3))
    return found


def _fonts(resources: DictionaryObject) -> Iterator[DictionaryObject]:
    yield from (font.get_object() for font in resources.get("/Font", {}).values())
    for form in resources.get("/XObject", {}).values():
        if "/Resources" in form.get_object():
            yield from _fonts(form.get_object()["/Resources"].get_object())


def links(reader: PdfReader) -> dict[str, str]:
    """Where each link leads (an address, or # and the name of a place inside) and what it says it is."""
    found = {}
    for page in reader.pages:
        for annotation in (each.get_object() for each in page.get("/Annots", ())):
            target = annotation.get("/A", {}).get("/URI") or f"#{annotation.get('/Dest', '')}"
            found[str(target)] = str(annotation.get("/Contents", ""))
    return found


def bookmarks(reader: PdfReader) -> list[tuple[int, str]]:
    """Depth and words of each bookmark."""

    def walk(items: Iterable[object], depth: int) -> Iterator[tuple[int, str]]:
        for item in items:
            if isinstance(item, list):
                yield from walk(item, depth + 1)
            else:
                yield depth, str(getattr(item, "title", ""))

    return list(walk(reader.outline, 1))


def tags(reader: PdfReader) -> list[DictionaryObject]:
    """The elements of the tree of tags, in reading order."""
    return list(_elements(reader.root_object["/StructTreeRoot"].get_object()))


def _elements(element: DictionaryObject) -> Iterator[DictionaryObject]:
    if "/S" in element:
        yield element
    kids = element.get("/K", ArrayObject())
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    for kid in kids if isinstance(kids, ArrayObject) else [kids]:
        child = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(child, DictionaryObject):
            yield from _elements(child)


def levels(reader: PdfReader) -> list[int]:
    """The levels of the headings in reading order."""
    names = (str(element["/S"]) for element in tags(reader))
    return [int(name[2:]) for name in names if name[:2] == "/H" and name[2:].isdigit()]


def lines(page: PageObject) -> list[Line]:
    """The text between the margins of a page, from top to foot."""
    found: list[Line] = []

    def visit(words: str, cm: list[float], tm: list[float], font: DictionaryObject | None, size: float) -> None:
        if words.strip() and font:
            y = tm[5] * cm[3] + cm[5]
            found.append(Line(y, str(font["/BaseFont"]).split("+")[-1], abs(size * tm[3] * cm[3]), words.strip()))

    page.extract_text(visitor_text=visit)
    return sorted((line for line in found if FOOT < line.y < HEAD), key=lambda line: -line.y)


def depth(page: PageObject) -> float:
    """How far down a page its text reaches, margins' text apart, from 0 to 1."""
    height = float(page.mediabox.height)
    return 1 - min((line.y for line in lines(page)), default=height) / height


def is_heading(line: Line) -> bool:
    """Whether a line is set as the headlines of sections, figures and passages are."""
    return ("Serif" in line.font and line.size > 19) or ("Semi-Bold" in line.font and line.size > 10.4)


def stranded_headings(reader: PdfReader) -> list[str]:
    """The headings that are the last line of their page."""
    last = (lines(page)[-1:] for page in reader.pages)
    return [line.text for found in last for line in found if is_heading(line)]
