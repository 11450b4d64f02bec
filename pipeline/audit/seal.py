"""The seal: a document rendered again from today's data must be the very file. Where it is not, what differs, in words.

The seal trusts the renderer and the narrative, and sees every change of the file; the reading (`verdict.py`) trusts
neither, and says what a change means.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher
from html.parser import HTMLParser
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Pdf, Stream

from pipeline.audit.fault import Fault

WHY = "is not as it is rendered from today’s data"
MOST = 12  # differences that are worth listing
AROUND = 60  # letters shown of what differs
# What the keys on the way to an object tell of it, the first that is met; the page is told beside it.
CALLED = {
    "/Annots": "a link or note",
    "/Font": "a font",
    "/XObject": "a picture",
    "/Contents": "what is drawn",
    "/EmbeddedFiles": "an attached file",
    "/AF": "an attached file",
    "/StructTreeRoot": "the tags (order of reading, alternative texts)",
    "/Metadata": "the file’s entries (title, author, language)",
    "/Info": "the file’s entries (title, author, language)",
    "/Lang": "the file’s entries (title, author, language)",
    "/Outlines": "the bookmarks",
}
BACK = ("/Parent", "/P", "/Pg", "/StructParent", "/StructParents", "/Dest", "/First", "/Next", "/Prev", "/Last")


def faults(name: str, printed: bytes, again: bytes) -> Iterator[Fault]:
    """How a file (`name` ends in .pdf or .html) differs from the same rendered again; none where each byte is equal."""
    if printed == again:
        return
    told = list(_of_page(printed, again) if name.endswith(".html") else _of_pdf(printed, again))
    yield from told[:MOST]
    if not told:
        yield Fault("the file", "a part that no reader sees", WHY)


def _of_pdf(printed: bytes, again: bytes) -> Iterator[Fault]:
    try:
        with pikepdf.open(BytesIO(printed)) as one, pikepdf.open(BytesIO(again)) as other:
            if len(one.pages) != len(other.pages):
                yield Fault("the file", f"{len(one.pages)} pages", f"are not the {len(other.pages)} of today’s data")
            yield from dict.fromkeys(_Compared(one, other).faults())
    except pikepdf.PdfError as error:
        yield Fault("the file", "cannot be read:", str(error))


class _Compared:
    """Two PDFs gone through side by side, object by object."""

    def __init__(self, one: Pdf, other: Pdf) -> None:
        self._one, self._other = one, other
        self._seen: set[tuple[tuple[int, int], tuple[int, int]]] = set()

    def faults(self) -> Iterator[Fault]:
        for number, (page, same) in enumerate(zip(self._one.pages, self._other.pages, strict=False), 1):
            yield from self._same(page.obj, same.obj, f"page {number}", ())
        info, other = self._one.trailer.get("/Info"), self._other.trailer.get("/Info")
        yield from self._same(info, other, "the file", ("/Info",))
        yield from self._same(self._one.Root, self._other.Root, "the file", ())

    def _same(self, one: object, other: object, where: str, way: tuple[str, ...]) -> Iterator[Fault]:
        if isinstance(one, pikepdf.Object) and isinstance(other, pikepdf.Object) and one.is_indirect:
            pair = (one.objgen, other.objgen)
            if pair in self._seen:
                return
            self._seen.add(pair)
        if type(one) is not type(other):
            yield Fault(where, _called(way), WHY)
        elif isinstance(one, Stream) and isinstance(other, Stream):
            if one.read_bytes() != other.read_bytes():
                yield Fault(where, _called(way), WHY)
            yield from self._keys(one, other, where, way)
        elif isinstance(one, Dictionary) and isinstance(other, Dictionary):
            yield from self._keys(one, other, where, way)
        elif isinstance(one, Array) and isinstance(other, Array):
            yield from self._items(one, other, where, way)
        elif one != other:
            yield Fault(where, _called(way), WHY)

    def _keys(self, one: pikepdf.Object, other: pikepdf.Object, where: str, way: tuple[str, ...]) -> Iterator[Fault]:
        for key in sorted({*one.keys(), *other.keys()} - {*BACK, "/Length", "/Filter", "/DecodeParms"}):
            if key not in one or key not in other:
                yield Fault(where, _called((*way, key)), WHY)
            else:
                yield from self._same(one[key], other[key], where, (*way, key))

    def _items(self, one: Array, other: Array, where: str, way: tuple[str, ...]) -> Iterator[Fault]:
        if len(one) != len(other):
            yield Fault(where, _called(way), WHY)
        for first, second in zip(one, other, strict=False):
            yield from self._same(first, second, where, way)


def _called(way: tuple[str, ...]) -> str:
    """What lies at the end of a way, as a person would say."""
    named = next((words for key, words in CALLED.items() if key in way), "")
    return named or f"its entry {' '.join(key[1:] for key in way)}"


def _of_page(printed: bytes, again: bytes) -> Iterator[Fault]:
    """How a page for the web differs: its words first, else the element where it does."""
    ours, theirs = _pieces(again.decode("utf-8", "replace")), _pieces(printed.decode("utf-8", "replace"))
    for kind, at, until, first, last in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind != "equal":
            shown, wanted = _cut(theirs[first:last]), _cut(ours[at:until])
            yield Fault("the page", f"“{shown}”" if shown else "nothing", f"stands where today’s data give “{wanted}”")


class _Pieces(HTMLParser):
    """The text and the tags of a page, piece by piece."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces.append(f"<{tag} {' '.join(f'{name}={value}' for name, value in attrs)}>")

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.pieces.append(" ".join(data.split()))

    def handle_comment(self, data: str) -> None:
        self.pieces.append(f"<!--{data}-->")


def _pieces(text: str) -> list[str]:
    parser = _Pieces()
    parser.feed(text)
    return parser.pieces


def _cut(pieces: list[str]) -> str:
    text = " ".join(pieces)
    return text if len(text) <= AROUND else f"{text[: AROUND - 1]}…"
