"""What must be true of a PDF's tags beyond what validators see. Each check returns the faults it finds, in words."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

LOWEST = 6.0  # points: a link less high than that can hardly be hit
HEADING = re.compile(r"/H[1-6]")


def kids(element: Object) -> list[Object]:
    found = element.get("/K", Array())
    return list(found) if isinstance(found, Array) else [found]


def elements(pdf: Pdf) -> list[Object]:
    """All structure elements in reading order."""

    def walk(element: Object) -> Iterator[Object]:
        yield element
        for kid in kids(element):
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield from walk(kid)

    return [each for top in kids(pdf.Root.StructTreeRoot) for each in walk(top)]


def of_kind(pdf: Pdf, *kinds: str) -> list[Object]:
    return [element for element in elements(pdf) if str(element.S) in kinds]


def children(element: Object) -> list[Object]:
    return [kid for kid in kids(element) if isinstance(kid, Dictionary) and "/S" in kid]


def annotations(element: Object) -> list[Object]:
    return [kid.Obj for kid in kids(element) if isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR]


def headings(pdf: Pdf) -> list[str]:
    levels = [int(str(element.S)[2:]) for element in elements(pdf) if HEADING.fullmatch(str(element.S))]
    faults = [] if levels[:1] == [1] else ["the first heading is no H1"]
    faults += [] if levels.count(1) == 1 else [f"{levels.count(1)} H1"]
    return faults + [f"H{after} after H{before}" for before, after in pairwise(levels) if after > before + 1]


def tables(pdf: Pdf) -> list[str]:
    """Each table is one, with one head and rows of equal length; every header has a scope, every cell its headers."""
    known = ids(pdf)
    faults = []
    for table in of_kind(pdf, "/Table"):
        parts = [str(part.S) for part in children(table)]
        faults += [] if parts == ["/THead", "/TBody"] else [f"a table of {' '.join(parts)}"]
        rows = [children(row) for part in children(table) for row in children(part)]
        faults += [] if len({len(row) for row in rows}) == 1 else ["a ragged table"]
        for cell in (cell for row in rows for cell in row):
            said = cell.get("/A", Dictionary())
            if cell.S == Name.TH and said.get("/Scope") not in (Name.Column, Name.Row):
                faults.append("a header without scope")
            headers = [str(id) for id in said.get("/Headers", Array())]
            if cell.S == Name.TD and not (len(headers) >= 2 and set(headers) <= known.keys()):
                faults.append(f"a cell with headers {headers}")
    return faults


def ids(pdf: Pdf) -> dict[str, Object]:
    """The elements by id, as the file's own list of ids has them."""
    names = pdf.Root.StructTreeRoot.get("/IDTree", Dictionary(Names=Array())).Names
    return {str(names[n]): names[n + 1] for n in range(0, len(names), 2)}


def listed_ids(pdf: Pdf) -> list[str]:
    """Each id is borne once and listed, in order."""
    borne = Counter(str(element.ID) for element in elements(pdf) if "/ID" in element)
    listed = list(ids(pdf))
    faults = [f"{id} borne {times} times" for id, times in borne.items() if times > 1]
    faults += [] if set(borne) == set(listed) else ["ids borne and listed differ"]
    return faults + ([] if listed == sorted(listed) else ["ids out of order"])


def lists(pdf: Pdf) -> list[str]:
    """A list holds items alone, an item a label and a body; one with labels says what they are."""
    faults = []
    for found in of_kind(pdf, "/L"):
        items = children(found)
        faults += [f"a list of {item.S}" for item in items if item.S != Name.LI]
        shapes = {tuple(str(part.S) for part in children(item)) for item in items}
        faults += [f"an item of {shape}" for shape in shapes - {("/Lbl", "/LBody"), ("/LBody",)}]
        if ("/Lbl", "/LBody") in shapes and found.get("/A", Dictionary()).get("/ListNumbering") is None:
            faults.append("a list with labels of no known kind")
    return faults


def figures(pdf: Pdf) -> list[str]:
    """Each figure says what is found in it, and has a box on its page."""
    faults = []
    for figure in of_kind(pdf, "/Figure"):
        alt = str(figure.get("/Alt", ""))
        if len(alt.split()) < 8 or not re.search(r"\d", alt):
            faults.append(f"an alternative text that states nothing: {alt!r}")
        left, foot, right, top = (float(side) for side in figure.A.BBox)
        page = [float(side) for side in figure.Pg.MediaBox]
        if not (page[0] < left < right < page[2] and page[1] < foot < top < page[3]):
            faults.append(f"a box off its page: {left:.0f} {foot:.0f} {right:.0f} {top:.0f}")
    return faults


def figures_where_they_are(pdf: Pdf) -> list[str]:
    """The box of each figure is where the picture is drawn: the last transformation before its content says so."""
    faults = []
    for figure in of_kind(pdf, "/Figure"):
        left, foot, right, top = (float(side) for side in figure.A.BBox)
        x, y = _drawn_at(figure.Pg, next(int(kid) for kid in kids(figure) if not isinstance(kid, Dictionary)))
        if not (left - 1 <= x <= right + 1 and foot - 1 <= y <= top + 1):
            faults.append(
                f"a figure drawn at {x:.0f} {y:.0f}, outside its box {left:.0f} {foot:.0f} {right:.0f} {top:.0f}"
            )
    return faults


def _drawn_at(page: Object, number: int) -> tuple[float, float]:
    """Where the origin of a picture lies on the page, in points: follows the transformations up to its content."""
    matrix, stack, inside = pikepdf.Matrix(), [], False
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                stack.append(matrix)
            case "Q":
                matrix = stack.pop()
            case "cm":
                matrix = pikepdf.Matrix(*(float(part) for part in operands)) @ matrix
            case "BDC":
                inside = inside or (isinstance(operands[1], Dictionary) and operands[1].get("/MCID") == number)
        if inside and str(operator) == "cm":
            break
    return float(matrix.e), float(matrix.f)


def links(pdf: Pdf) -> list[str]:
    """Each link is owned by a Link, says in words where it leads, and can be hit."""
    faults = []
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(nums[n]): nums[n + 1] for n in range(0, len(nums), 2)}
    owned = [annotation for link in of_kind(pdf, "/Link") for annotation in annotations(link)]
    on_pages = [annotation for page in pdf.pages for annotation in page.obj.get("/Annots", Array())]
    faults += [] if len(owned) == len(on_pages) else [f"{len(on_pages)} links, {len(owned)} of them tagged"]
    for link in of_kind(pdf, "/Link"):
        faults += [] if annotations(link) else ["a Link that leads nowhere"]
        for annotation in annotations(link):
            if owners.get(int(annotation.StructParent)) != link:
                faults.append("a link that another tag owns")
            said, target = str(annotation.get("/Contents", "")), str(annotation.get("/Dest", ""))
            if not said or said == target:
                faults.append(f"a link that does not say where it leads: {said!r}")
            low, high = sorted((float(annotation.Rect[1]), float(annotation.Rect[3])))
            if high - low < LOWEST:
                faults.append(f"a link {high - low:.1f} points high")
    return faults


def margins(pdf: Pdf) -> list[str]:
    """All text is either owned by a tag or marked as no content, and what every page repeats is the latter."""
    owned: dict[tuple[int, int], set[int]] = {page.obj.objgen: set() for page in pdf.pages}
    for element in elements(pdf):
        for kid in kids(element):
            if not isinstance(kid, Dictionary):
                owned[element.Pg.objgen].add(int(kid))
            elif kid.get("/Type") == Name.MCR:
                owned[kid.Pg.objgen].add(int(kid.MCID))
    faults = []
    for number, page in enumerate(pdf.pages, 1):
        marked, artifacts = _marked(page)
        if marked != owned[page.obj.objgen]:
            faults.append(f"page {number}: marked content that no tag owns")
        if not artifacts:
            faults.append(f"page {number}: margins that are read as content")
    return faults


def _marked(page: pikepdf.Page) -> tuple[set[int], int]:
    """The numbers of a page's marked content, and how much of its text is no content."""
    numbers, open_artifacts, shown, stack = set(), 0, 0, []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                artifact = operands[0] == Name.Artifact
                stack.append(artifact)
                open_artifacts += artifact
                if not artifact and len(operands) > 1 and "/MCID" in operands[1]:
                    numbers.add(int(operands[1].MCID))
            case "EMC":
                open_artifacts -= stack.pop()
            case "TJ" | "Tj":
                shown += open_artifacts > 0
    return numbers, shown


def languages(pdf: Pdf) -> list[str]:
    """The file names its language, and no tag names one that is none."""
    named = [str(element.Lang) for element in elements(pdf) if "/Lang" in element]
    named.append(str(pdf.Root.get("/Lang", "")))
    return [f"language {name!r}" for name in named if not re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", name)]


def title(pdf: Pdf) -> list[str]:
    """The window shows the document's title."""
    faults = (
        [] if pdf.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle") else ["the title is not shown"]
    )
    return faults + ([] if str(pdf.docinfo.get("/Title", "")) else ["no title"])


def bookmarks(pdf: Pdf) -> list[str]:
    """A bookmark for each heading of the first two levels."""
    with pdf.open_outline() as outline:
        count = sum(1 + len(item.children) for item in outline.root)
    expected = len(of_kind(pdf, "/H1", "/H2"))
    return [] if count == expected else [f"{count} bookmarks for {expected} headings"]


def hollow(pdf: Pdf) -> list[str]:
    """No tag says nothing: neither a span without language, nor an empty paragraph."""
    spans = [element for element in of_kind(pdf, "/Span", "/NonStruct") if not {"/Lang", "/Alt"} & set(element.keys())]
    return [f"{len(spans)} spans that say nothing"] if spans else []


def attachments(pdf: Pdf) -> list[str]:
    files = [file.objgen for file in pdf.Root.get("/AF", Array())]
    return [] if len(files) == len(set(files)) else ["a file named twice"]


CHECKS: dict[str, Callable[[Pdf], list[str]]] = {
    check.__name__: check
    for check in (
        headings, tables, listed_ids, lists, figures, figures_where_they_are, links, margins,
        languages, title, bookmarks, hollow, attachments,
    )
}  # fmt: skip


def faults(pdf: Pdf) -> dict[str, list[str]]:
    """The faults that each check finds; nothing for a sound file."""
    return {name: found for name, check in CHECKS.items() if (found := check(pdf))}
