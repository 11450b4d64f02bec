"""The tags of a PDF as a tree in Python: read out of the file, mended by pipeline/render/mending.py, written back whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from pipeline.errors import UnknownTag

KNOWN = {"/Type", "/S", "/K", "/Pg", "/P", "/Alt", "/A", "/ID", "/Note"}
BOX = ("/O", "/BBox")
CELL = ("/O", "/ColSpan", "/RowSpan", "/Headers")


@dataclass(frozen=True)
class Note:
    """What the HTML says of the element that a tag was made from; `element` is the same for all its parts.

    `tag` is the name of the element, with its pseudo-element (`li::marker`); `text` is kept for links only.
    """

    element: int
    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass(frozen=True)
class Marked:
    """A piece of marked content: a page (from 0) and the content's number on it."""

    page: int
    number: int


@dataclass(frozen=True)
class Annotation:
    """A link that can be clicked, on a page."""

    page: int
    object: Object


@dataclass
class Tag:
    """An element of the tree; `kind` is its PDF name ("P"), `box` a figure's in points: left, foot, right, top."""

    kind: str
    note: Note | None = None
    kids: list["Tag | Marked | Annotation"] = field(default_factory=list)
    alt: str = ""
    language: str = ""
    id: str = ""
    box: tuple[float, ...] = ()
    spans: tuple[int, int] = (1, 1)
    headers: tuple[str, ...] = ()
    scope: str = ""
    numbering: str = ""

    def tags(self) -> Iterator["Tag"]:
        """This tag and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.tags()

    def children(self) -> list["Tag"]:
        """The tags directly below this one."""
        return [kid for kid in self.kids if isinstance(kid, Tag)]

    def pieces(self) -> Iterator[Marked]:
        """The marked content of this tag and of all below it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.pieces()
            elif isinstance(kid, Marked):
                yield kid


def read(pdf: Pdf, notes: Sequence[Note]) -> Tag:
    """The tree of a file that WeasyPrint wrote with `notes`. Raises UnknownTag where it says what is not known here."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

    def tag(element: Object) -> Tag:
        unknown = set(element.keys()) - KNOWN
        if unknown:
            raise UnknownTag(f"The PDF's tags say what is not known here: {', '.join(sorted(unknown))}.")
        page = pages[element.Pg.objgen] if "/Pg" in element else 0
        made = Tag(str(element.S)[1:], notes[int(element.Note)] if "/Note" in element else None)
        made.alt = str(element.get("/Alt", ""))
        _read_attributes(made, element.get("/A", Dictionary()))
        made.kids = [kid(each, page) for each in element.K]
        return made

    def kid(each: Object, page: int) -> Tag | Marked | Annotation:
        if isinstance(each, Dictionary):
            return Annotation(pages[each.Pg.objgen], each.Obj) if each.Type == Name.OBJR else tag(each)
        return Marked(page, int(each))

    return tag(pdf.Root.StructTreeRoot.K[0])


def _read_attributes(tag: Tag, said: Object) -> None:
    unknown = set(said.keys()) - set(BOX if tag.kind == "Figure" else CELL)
    if unknown:
        raise UnknownTag(f"A {tag.kind} of the PDF's tags says what is not known here: {', '.join(sorted(unknown))}.")
    if "/BBox" in said:
        tag.box = tuple(float(side) for side in said.BBox)
    tag.spans = (int(said.get("/RowSpan", 1)), int(said.get("/ColSpan", 1)))


class Writer:
    """Writes a tree into a file in place of the one that is there."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.pages = [page.obj for page in pdf.pages]
        self.owners: list[dict[int, Object]] = [{} for _ in self.pages]
        self.annotations: list[Object] = []
        self.ids: dict[str, Object] = {}

    def write(self, root: Tag) -> None:
        """Write all tags, who owns which content, and where each id is."""
        top = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        top.K = Array([self._element(root, top)])
        owners = [Array(_by_number(owned)) for owned in self.owners]
        numbers = [*enumerate(owners), *enumerate(self.annotations, len(owners))]
        nums = Array([part for pair in numbers for part in pair])
        top.ParentTree = self.pdf.make_indirect(Dictionary(Nums=nums))
        top.ParentTreeNextKey = len(numbers)
        names = [part for id in sorted(self.ids) for part in (String(id), self.ids[id])]
        if names:
            top.IDTree = self.pdf.make_indirect(Dictionary(Names=Array(names)))
        self.pdf.Root.StructTreeRoot = top

    def _element(self, tag: Tag, parent: Object) -> Object:
        first = next(tag.pieces(), None)
        element = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{tag.kind}"), P=parent))
        if first is not None:
            element.Pg = self.pages[first.page]
        for key, text in (("/Alt", tag.alt), ("/Lang", tag.language), ("/ID", tag.id)):
            if text:
                element[key] = String(text)
        attributes = _attributes(tag)
        if attributes is not None:
            element.A = attributes
        if tag.id:
            self.ids[tag.id] = element
        element.K = Array([self._kid(kid, element, first.page if first else -1) for kid in tag.kids])
        return element

    def _kid(self, kid: Tag | Marked | Annotation, element: Object, page: int) -> Object | int:
        if isinstance(kid, Tag):
            return self._element(kid, element)
        if isinstance(kid, Annotation):
            kid.object.StructParent = len(self.pages) + len(self.annotations)
            self.annotations.append(element)
            return Dictionary(Type=Name.OBJR, Obj=kid.object, Pg=self.pages[kid.page])
        self.owners[kid.page][kid.number] = element
        if kid.page == page:
            return kid.number
        return Dictionary(Type=Name.MCR, Pg=self.pages[kid.page], MCID=kid.number)


def _by_number(owned: dict[int, Object]) -> list[Object | None]:
    return [owned.get(number) for number in range(max(owned, default=-1) + 1)]


def _attributes(tag: Tag) -> Dictionary | None:
    """What PDF calls the attributes of an element: of a figure, a cell or a list."""
    if tag.box:
        return Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array([round(side, 3) for side in tag.box]))
    if tag.numbering:
        return Dictionary(O=Name.List, ListNumbering=Name(f"/{tag.numbering}"))
    cell = Dictionary()
    if tag.scope:
        cell.Scope = Name(f"/{tag.scope}")
    if tag.headers:
        cell.Headers = Array([String(id) for id in tag.headers])
    for key, span in zip(("/RowSpan", "/ColSpan"), tag.spans, strict=True):
        if span > 1:
            cell[key] = span
    if not cell.keys():
        return None
    cell.O = Name.Table
    return cell
