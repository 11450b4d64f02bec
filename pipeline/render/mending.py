"""What WeasyPrint's tags lack, each mended by a function of its own: `MENDINGS`, in order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count

from pikepdf import Array, String

from pipeline.render.tags import Annotation, Marked, Note, Tag

POINTS = 0.75  # a CSS pixel, in points
HIGH = 9.0  # points: a link is made at least as high
HOLLOW = {"NonStruct", "Span"}
REPEATED = {"THead", "TFoot"}
SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}
NUMBERINGS = {"ol": "Decimal", "ul": "Disc"}


@dataclass
class Tree:
    """The tags of a document and the heights of its pages in points."""

    root: Tag
    heights: Sequence[float]


def join_parts(tree: Tree) -> None:
    """Make one tag of the parts of an element that lines or pages split; a table's head is read once."""
    _join(tree.root)


def _join(tag: Tag) -> None:
    kids: list[Tag | Marked | Annotation] = []
    firsts: dict[tuple[int, str, str], Tag] = {}
    for kid in tag.kids:
        first = _first(tag, kid, kids, firsts) if isinstance(kid, Tag) else None
        if first is None:
            kids.append(kid)
        elif isinstance(kid, Tag) and kid.kind not in REPEATED:  # a head printed again is no content of its own
            first.kids += kid.kids
    tag.kids = kids
    for child in tag.children():
        _join(child)


def _first(tag: Tag, kid: Tag, before: Sequence[object], firsts: dict[tuple[int, str, str], Tag]) -> Tag | None:
    """The part that `kid` continues, if any.

    Boxes without an element of their own bear the note of the one around them, however many there are: those are
    one only where nothing stands between.
    """
    if kid.note is None:
        return None
    first = firsts.setdefault((kid.note.element, kid.note.tag, kid.kind), kid)
    anonymous = tag.note is not None and tag.note.element == kid.note.element
    if anonymous and not (before and before[-1] is first):
        firsts[kid.note.element, kid.note.tag, kid.kind] = kid
        return None
    return None if first is kid else first


def join_columns(tree: Tree) -> None:
    """Take out the columns of a list set in several: WeasyPrint tags each as a list of its own within the list."""

    def flat(tag: Tag) -> None:
        kids: list[Tag | Marked | Annotation] = []
        for kid in tag.kids:
            within = isinstance(kid, Tag) and kid.note is not None and kid.note == tag.note and kid.kind == tag.kind
            kids += kid.kids if isinstance(kid, Tag) and within else [kid]
        tag.kids = kids
        for child in tag.children():
            flat(child)

    flat(tree.root)


def name_languages(tree: Tree) -> None:
    """Say the language of each passage that is in another than the text around it."""

    def visit(tag: Tag, around: Note | None) -> None:
        if tag.note and (around is None or around.element != tag.note.element):
            tag.language = tag.note.attributes.get("lang", "")
        for child in tag.children():
            visit(child, tag.note)

    visit(tree.root, None)


def place_figures(tree: Tree) -> None:
    """Give the boxes of figures in points from the foot of the page; WeasyPrint's are pixels from its top."""
    for tag in tree.root.tags():
        if tag.box:
            height = tree.heights[next(tag.pieces()).page]
            left, top, right, foot = (side * POINTS for side in tag.box)
            tag.box = (left, height - foot, right, height - top)


def number_lists(tree: Tree) -> None:
    """Say of each list with labels whether they are numbers or dots."""
    for tag in tree.root.tags():
        if tag.kind == "L" and any(label.kind == "Lbl" for item in tag.children() for label in item.children()):
            tag.numbering = NUMBERINGS.get(tag.note.tag if tag.note else "", "")


def gather_links(tree: Tree) -> None:
    """Give a link all that can be clicked of it: WeasyPrint makes a passage within it a link of its own besides."""
    for link in (tag for tag in tree.root.tags() if tag.kind == "Link"):
        for within in list(link.tags())[1:]:
            link.kids = [kid for kid in within.kids if isinstance(kid, Annotation)] + link.kids
            within.kids = [kid for kid in within.kids if not isinstance(kid, Annotation)]


def describe_links(tree: Tree) -> None:
    """Say where a link leads, in words: its title, or else its text. WeasyPrint gives only the address."""
    for tag in tree.root.tags():
        for kid in tag.kids:
            if isinstance(kid, Annotation) and tag.note:
                kid.object.Contents = String(tag.note.attributes.get("title") or tag.note.text)


def raise_links(tree: Tree) -> None:
    """Make a raised number as high as a pointer needs: its line has no height, and so WeasyPrint's link has none."""
    for tag in tree.root.tags():
        for link in (kid.object for kid in tag.kids if isinstance(kid, Annotation)):
            left, foot, right, top = (float(side) for side in link.Rect)
            foot, top = min(foot, top), max(foot, top)
            if top - foot < HIGH:
                middle = (foot + top) / 2
                left, foot, right, top = left - 1, middle - HIGH / 2, right + 1, middle + HIGH / 2
            link.Rect = Array([round(side, 3) for side in (left, foot, right, top)])


def head_tables(tree: Tree) -> None:
    """Give each header cell its scope and an id, and each other cell the ids of its headers."""
    tables = (tag for tag in tree.root.tags() if tag.kind == "Table")
    for number, table in enumerate(tables, 1):
        for part in table.children():
            for cell in (cell for row in part.children() for cell in row.children() if cell.kind == "TH"):
                said = cell.note.attributes.get("scope", "") if cell.note else ""
                cell.scope = SCOPES.get(said, "Column" if part.kind == "THead" else "Row")
        _name_headers(table, number)


def _name_headers(table: Tag, number: int) -> None:
    rows = [row for part in table.children() for row in ([part] if part.kind == "TR" else part.children())]
    across: dict[int, list[str]] = {}  # the ids of the headers of each column and of each row
    down: dict[int, list[str]] = {}
    cells = _places(rows)
    for row, column, cell in cells:
        if cell.kind == "TH":
            cell.id = f"table{number}-{row + 1}-{column + 1}"
            lines, first, span = (
                (across, column, cell.spans[1]) if cell.scope == "Column" else (down, row, cell.spans[0])
            )
            for line in range(first, first + span):
                lines.setdefault(line, []).append(cell.id)
    for row, column, cell in cells:
        if cell.kind == "TD":
            headers = [id for line in range(row, row + cell.spans[0]) for id in down.get(line, [])]
            headers += [id for line in range(column, column + cell.spans[1]) for id in across.get(line, [])]
            cell.headers = tuple(headers)


def _places(rows: Sequence[Tag]) -> list[tuple[int, int, Tag]]:
    """Row and column (from 0) of each cell, with those that reach over several."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row, cells in enumerate(rows):
        for cell in cells.children():
            column = next(free for free in count() if (row, free) not in taken)
            taken |= {(row + down, column + right) for down in range(cell.spans[0]) for right in range(cell.spans[1])}
            found.append((row, column, cell))
    return found


def drop_hollow(tree: Tree) -> None:
    """Take out tags that say nothing (a line of a paragraph, a bold word): their content goes to the tag around."""

    def solid(tag: Tag) -> Tag:
        kids: list[Tag | Marked | Annotation] = []
        for kid in tag.kids:
            if isinstance(kid, Tag):
                kid = solid(kid)  # noqa: PLW2901
                kids += kid.kids if kid.kind in HOLLOW and not (kid.language or kid.alt) else [kid]
            else:
                kids.append(kid)
        tag.kids = kids
        return tag

    solid(tree.root)


Mending = Callable[[Tree], None]
MENDINGS: tuple[Mending, ...] = (
    join_parts,
    join_columns,
    name_languages,
    place_figures,
    number_lists,
    gather_links,
    describe_links,
    raise_links,
    head_tables,
    drop_hollow,
)
