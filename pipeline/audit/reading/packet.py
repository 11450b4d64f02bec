"""A print packet taken apart: each part as a PDF of its own, to be read as what it says it is; and how they are put together.

A page belongs to the part whose tags stand on it or on the last page before it: what has no tag is that part's margin.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf

from pipeline.audit.fault import Fault
from pipeline.audit.reading.pdf import TORN
from pipeline.errors import UnreadablePdf

BARE = {"/Type", "/Parent", "/MediaBox", "/Contents", "/Resources"}  # what a page has on which nothing stands


@dataclass(frozen=True)
class Apart:
    """The parts of a packet, each a PDF, and what is wrong with their order, pages, labels and bookmarks."""

    parts: tuple[bytes, ...]
    faults: tuple[Fault, ...]


def apart(data: bytes, names: Sequence[str]) -> Apart:
    """Take a packet apart into the parts called `names`; none where it has others. Raises UnreadablePdf."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            found = list(_parts(pdf))
            if len(found) != len(names) or not all(found):
                told = Fault("the packet", f"{len(found)} parts", f"are not the {len(names)} of a packet")
                return Apart((), (told,))
            starts = [min(pages) for pages in found]
            stretches = [range(a, b) for a, b in zip(starts, (*starts[1:], len(pdf.pages)), strict=True)]
            faults = (*_order(pdf, found, stretches, names), *_found_by(pdf, starts, names))
            if any(pages - set(stretch) for pages, stretch in zip(found, stretches, strict=True)):
                return Apart((), faults)
            return Apart(tuple(_alone(data, at, found[at], pages) for at, pages in enumerate(stretches)), faults)
    except (pikepdf.PdfError, *TORN) as error:
        raise UnreadablePdf(f"This packet cannot be taken apart: {error}.") from error


def _parts(pdf: Pdf) -> Iterator[set[int]]:
    """The pages (from 0) on which the tags of each part stand, in the order of reading."""
    (document,) = pdf.Root.StructTreeRoot.K
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    for element in document.K:
        yield {numbers[key] for key in _pages(element)}


def _pages(top: Object) -> Iterator[tuple[int, int]]:
    waiting = [top]
    while waiting:
        element = waiting.pop()
        if isinstance(element, Dictionary) and element.get("/Type") != Name.OBJR:
            if "/Pg" in element:
                yield element.Pg.objgen
            kids = element.get("/K")
            waiting += list(kids) if isinstance(kids, pikepdf.Array) else [kids] if kids is not None else []


def _order(pdf: Pdf, found: list[set[int]], stretches: list[range], names: Sequence[str]) -> Iterator[Fault]:
    """Each part in one piece from a right-hand page on, behind the one before it; a blank page only to see to that."""
    if stretches[0].start:
        yield Fault("the packet", f"{stretches[0].start} pages", "stand before its first part")
    for name, pages, stretch in zip(names, found, stretches, strict=True):
        if stretch.start % 2:
            yield Fault(f"page {stretch.start + 1}", f"the part “{name}”", "does not begin on a right-hand page")
        for page in sorted(pages - set(stretch)):
            yield Fault(f"page {page + 1}", f"a page of the part “{name}”", "does not stand within it")
        blank = stretch.stop - 1
        filled = len(stretch) - (blank not in pages)
        if (
            stretch
            and blank not in pages
            and (filled % 2 == 0 or stretch.stop == len(pdf.pages) or not _is_bare(pdf.pages[blank]))
        ):
            yield Fault(f"page {blank + 1}", f"a page behind the part “{name}”", "belongs to nothing")


def _is_bare(page: pikepdf.Page) -> bool:
    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents] if contents is not None else []
    return not {*page.obj.keys()} - BARE and not b"".join(stream.read_bytes() for stream in streams).strip()


def _found_by(pdf: Pdf, starts: list[int], names: Sequence[str]) -> Iterator[Fault]:
    """The parts as a reader's program lists them: the numbers of pages and the bookmarks."""
    for number, page in enumerate(pdf.pages):
        at = max(part for part, start in enumerate(starts) if start <= number) if number >= starts[0] else 0
        wanted = f"{names[at]} {number - starts[at] + 1}"
        if page.label != wanted:
            yield Fault(f"page {number + 1}", f"the number “{page.label}”", f"is not “{wanted}”")
    with pdf.open_outline() as outline:
        if [item.title for item in outline.root] != [*names]:
            told = ", ".join(str(item.title) for item in outline.root)
            yield Fault("the bookmarks", f"“{told}”", f"are not “{', '.join(names)}”")


def _alone(data: bytes, at: int, tagged: set[int], stretch: range) -> bytes:
    """One part as a PDF: its pages and its tags, and what the packet says of itself."""
    last = max(stretch) if max(stretch) in tagged else max(stretch) - 1
    with pikepdf.open(BytesIO(data)) as pdf:
        tree = pdf.Root.StructTreeRoot
        (document,) = tree.K
        tree.K = document.K[at]
        for number in reversed(range(len(pdf.pages))):
            if not stretch.start <= number <= last:
                del pdf.pages[number]
        made = BytesIO()
        pdf.save(made)
    return made.getvalue()
