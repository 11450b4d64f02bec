"""Several of our PDFs become one to print: one tag tree, one set of bookmarks, each part beginning on a right-hand page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Pdf, String

from pipeline.render.structure import saved

LETTER = (612.0, 792.0)  # points: a sheet of US Letter


@dataclass(frozen=True)
class Part:
    """A PDF of ours, and what its pages are called where a reader's program counts them: "Letter" gives "Letter 1"."""

    name: str
    data: bytes


def packet(parts: Sequence[Part]) -> bytes:
    """The parts as one PDF that meets the standards each of them meets; the same bytes for the same parts.

    What it says of itself and the files attached are the first part's. A blank page stands before a part that would
    begin on a left-hand page.
    """
    with pikepdf.open(BytesIO(parts[0].data)) as pdf:
        document = _one_document(pdf)
        starts, bookmarks = [0], [_bookmarks(pdf)]
        for number, part in enumerate(parts[1:], 1):
            if len(pdf.pages) % 2:
                pdf.add_blank_page(page_size=LETTER)
            starts.append(len(pdf.pages))
            with pikepdf.open(BytesIO(part.data)) as source:
                _append(pdf, source, document, f"{number}-")
            bookmarks.append(_bookmarks(pdf))
        _label(pdf, parts, starts)
        _group(pdf, parts, starts, bookmarks)
        return saved(pdf)


def _one_document(pdf: Pdf) -> Dictionary:
    """A new root of the tags, under which what was the whole is a part."""
    tree = pdf.Root.StructTreeRoot
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=Array()))
    _as_part(tree.K[0], document)
    tree.K = Array([document])
    return document


def _as_part(element: Object, document: Object) -> None:
    element.S, element.P = Name.Part, document
    document.K.append(element)


def _append(pdf: Pdf, source: Pdf, document: Dictionary, prefix: str) -> None:
    """Add another PDF's pages with bookmarks and links, and its tags, whose ids get a prefix of their own."""
    tree = pdf.Root.StructTreeRoot
    _renumber(source, int(tree.ParentTreeNextKey))
    _rename(source, prefix)
    pdf.add_pages_from(source)
    theirs = pdf.copy_foreign(source.Root.StructTreeRoot)  # after the pages, which its elements name
    _as_part(theirs.K[0], document)
    tree.ParentTree.Nums.extend(theirs.ParentTree.Nums)
    tree.ParentTreeNextKey = theirs.ParentTreeNextKey
    if "/IDTree" in theirs:
        _join(tree, theirs.IDTree)


def _join(tree: Object, theirs: Object) -> None:
    """Put ids among ours, in the order of their bytes, which the format asks for."""
    ours = list(tree.IDTree.Names) if "/IDTree" in tree else []
    pairs = sorted(_pairs([*ours, *theirs.Names]), key=lambda one: bytes(one[0]))
    tree.IDTree = Dictionary(Names=Array([part for pair in pairs for part in pair]))


def _pairs(flat: Sequence[Object]) -> Iterator[tuple[Object, Object]]:
    return zip(flat[::2], flat[1::2], strict=True)


def _renumber(source: Pdf, by: int) -> None:
    """Move the keys by which pages and links find their tags past those that are taken."""
    for page in source.pages:
        if "/StructParents" in page:
            page.StructParents = int(page.StructParents) + by
        for link in page.get("/Annots", ()):
            if "/StructParent" in link:
                link.StructParent = int(link.StructParent) + by
    tree = source.Root.StructTreeRoot
    nums = tree.ParentTree.Nums
    tree.ParentTree.Nums = Array([one for key, value in _pairs(list(nums)) for one in (int(key) + by, value)])
    tree.ParentTreeNextKey = int(tree.ParentTreeNextKey) + by


def _rename(source: Pdf, prefix: str) -> None:
    """Give the ids of cells a name that no other part has."""
    tree = source.Root.StructTreeRoot
    if "/IDTree" in tree:
        pairs = _pairs(list(tree.IDTree.Names))
        tree.IDTree.Names = Array([one for name, value in pairs for one in (String(prefix + str(name)), value)])
    for element in _elements(tree.K[0]):
        if "/ID" in element:
            element.ID = String(prefix + str(element.ID))
        for attributes in _listed(element.get("/A")):
            if "/Headers" in attributes:
                attributes.Headers = Array([String(prefix + str(name)) for name in attributes.Headers])


def _elements(top: Object) -> Iterator[Object]:
    waiting = [top]
    while waiting:
        element = waiting.pop()
        yield element
        kids = _listed(element.get("/K"))
        waiting += [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]


def _listed(found: Object | None) -> list[Object]:
    if found is None:
        return []
    return list(found) if isinstance(found, Array) else [found]


def _label(pdf: Pdf, parts: Sequence[Part], starts: Sequence[int]) -> None:
    """Say how each part's pages are numbered: from 1, as printed on them."""
    nums = [
        one
        for start, part in zip(starts, parts, strict=True)
        for one in (start, Dictionary(S=Name.D, P=String(f"{part.name} ")))
    ]
    pdf.Root.PageLabels = Dictionary(Nums=Array(nums))


def _bookmarks(pdf: Pdf) -> int:
    """How many bookmarks stand at the top."""
    with pdf.open_outline() as outline:
        return len(outline.root)


def _group(pdf: Pdf, parts: Sequence[Part], starts: Sequence[int], ends: Sequence[int]) -> None:
    """Put each part's bookmarks (those up to its number in `ends`) under one with the part's name."""
    with pdf.open_outline() as outline:
        begins = [0, *ends[:-1]]
        grouped = []
        for part, start, begin, end in zip(parts, starts, begins, ends, strict=True):
            item = OutlineItem(part.name, start, "Fit")
            item.children = outline.root[begin:end]
            grouped.append(item)
        outline.root[:] = grouped
