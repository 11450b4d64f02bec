"""What can be done to a finished PDF by a hand that knows its format: each forgery takes an open file and changes it."""

from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Operator, Pdf, String

from pipeline.audit.reading.glyphs import Meanings, meanings

Forgery = Callable[[Pdf], None]


def forged(pdf: bytes, forgery: Forgery) -> bytes:
    """The file after a forgery."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        forgery(opened)
        spoiled = BytesIO()
        opened.save(spoiled)
    return spoiled.getvalue()


def streams(pdf: Pdf) -> Iterator[pikepdf.Object]:
    """Each page, and each form on it, whichever lie within others."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        page.contents_coalesce()
        yield page.obj
        yield from _forms(page.obj.Resources, seen)


def _forms(resources: pikepdf.Object, seen: set[tuple[int, int]]) -> Iterator[pikepdf.Object]:
    for form in resources.get("/XObject", Dictionary()).values():
        if form.get("/Subtype") == Name.Form and form.objgen not in seen:
            seen.add(form.objgen)
            yield form
            yield from _forms(form.get("/Resources", Dictionary()), seen)


class Shown:
    """A piece of text shown somewhere: its stream, its instructions, where it stands among them, its font."""

    def __init__(self, stream: pikepdf.Object, at: int, font: Meanings) -> None:
        self.stream, self.at, self.font = stream, at, font

    def write(self, codes: bytes) -> None:
        """Show these codes of its font instead."""
        instructions = list(pikepdf.parse_content_stream(self.stream))
        instructions[self.at] = ContentStreamInstruction([String(codes)], Operator("Tj"))
        rewritten(self.stream, instructions)

    def codes(self, text: str) -> bytes:
        """The codes of its font for a text."""
        by_letter = {letter: code for code, letter in self.font.named.items()}
        return b"".join(by_letter[letter].to_bytes(self.font.width, "big") for letter in text)


def rewritten(stream: pikepdf.Object, instructions: list[ContentStreamInstruction]) -> None:
    data = pikepdf.unparse_content_stream(instructions)
    (stream.Contents if "/Contents" in stream else stream).write(data)


def find(pdf: Pdf, text: str, charts: bool = True) -> Shown:
    """Where a text is shown, in a chart or on a page."""
    for stream in streams(pdf):
        if ("/Contents" in stream) == charts:
            continue
        font = None
        for at, one in enumerate(pikepdf.parse_content_stream(stream)):
            if str(one.operator) == "Tf":
                font = meanings(stream.Resources.Font[str(one.operands[0])])
            elif str(one.operator) in {"Tj", "TJ"} and font:
                said = font.read(one.operands[0])[0].replace("\u00a0", " ")
                if said == text:
                    return Shown(stream, at, font)
    raise AssertionError(f"{text} is shown nowhere")


def label(old: str, new: str) -> Forgery:
    """Other words in a chart's label, in its own font."""

    def change(pdf: Pdf) -> None:
        shown = find(pdf, old)
        shown.write(shown.codes(new))

    return change


def swapped(one: str, other: str) -> Forgery:
    """Two labels of a chart, each in the other's place."""

    def change(pdf: Pdf) -> None:
        first, second = find(pdf, one), find(pdf, other)
        first.write(first.codes(other))
        second.write(second.codes(one))

    return change


def page_text(old: str, new: str) -> Forgery:
    """Other words in a line of a page."""

    def change(pdf: Pdf) -> None:
        shown = find(pdf, old, charts=False)
        shown.write(shown.codes(new))

    return change


def dot_moved(pdf: Pdf) -> None:
    """The last round mark of the first chart that has any, half an inch to the left."""
    for stream in streams(pdf):
        instructions = list(pikepdf.parse_content_stream(stream))
        verbs = [str(one.operator) for one in instructions]
        begins = [at for at in range(len(verbs) - 1) if verbs[at : at + 2] == ["m", "c"]]
        if "/Contents" not in stream and begins:
            for at in range(begins[-1], len(verbs)):
                if verbs[at] not in {"m", "c"}:
                    break
                moved = [float(n) - 36 * (not place % 2) for place, n in enumerate(instructions[at].operands)]
                instructions[at] = ContentStreamInstruction(moved, Operator(verbs[at]))
            rewritten(stream, instructions)
            return
    raise AssertionError("no chart has marks")


def county_recoloured(pdf: Pdf) -> None:
    """The county of the place, in a map, as gray as its neighbours."""
    for stream in streams(pdf):
        instructions = list(pikepdf.parse_content_stream(stream))
        areas = [one for one in instructions if str(one.operator) == "l"]
        fills = [at for at, one in enumerate(instructions) if str(one.operator) == "rg" and _is_red(one)]
        if "/Contents" not in stream and len(areas) > 200 and fills:
            for at in fills:
                instructions[at] = ContentStreamInstruction([0.7, 0.7, 0.7], Operator("rg"))
            rewritten(stream, instructions)
            return
    raise AssertionError("no map has a county in colour")


def _is_red(one: ContentStreamInstruction) -> bool:
    red, green, blue = (float(part) for part in one.operands)
    return max(red, green, blue) - min(red, green, blue) > 0.1


def false_map(pdf: Pdf) -> None:
    """92 is shown where 52 stands for a search, a screen reader, and an audit that believes the font's own table."""
    shown = find(pdf, "52%", charts=False)
    shown.write(shown.codes("92%"))
    for font in shown.stream.Resources.Font.values():
        table = font.ToUnicode.read_bytes()
        font.ToUnicode.write(table.replace(b"> <0039>", b"> <0035>"))


def strange_font(pdf: Pdf) -> None:
    """A number in a font that has nothing to do with ours."""
    page = pdf.pages[0]
    page.obj.Resources.Font[Name("/Strange")] = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    page.contents_add(b"/Artifact BMC BT /Strange 9 Tf 60 20 Td (Restoring Community) Tj ET EMC")


def white_box(pdf: Pdf) -> None:
    """A white box over what is not known."""
    pdf.pages[0].contents_add(b"q 1 1 1 rg 40 225 250 40 re f Q")


def invisible(pdf: Pdf) -> None:
    """A line of the page that is there and cannot be seen."""
    shown = find(pdf, "Boston, Massachusetts", charts=False)
    instructions = list(pikepdf.parse_content_stream(shown.stream))
    instructions.insert(shown.at, ContentStreamInstruction([3], Operator("Tr")))
    rewritten(shown.stream, instructions)


def note(pdf: Pdf) -> None:
    """A note laid on the page."""
    appearance = pdf.make_stream(b"")
    appearance.Subtype, appearance.BBox = Name.Form, Array([0, 0, 1, 1])
    free = Dictionary(
        Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([100, 100, 300, 140]), Contents=String("ICE lied."),
        DA=String("/Helv 12 Tf"), AP=Dictionary(N=appearance),
    )  # fmt: skip
    _annotations(pdf).append(pdf.make_indirect(free))


def _annotations(pdf: Pdf) -> Array:
    page = pdf.pages[0].obj
    if "/Annots" not in page:
        page.Annots = Array([])
    return page.Annots


def _line(pdf: Pdf, open_with: bytes, words: str) -> None:
    shown = find(pdf, "Boston, Massachusetts", charts=False)
    font = next(
        name for name, font in pdf.pages[0].obj.Resources.Font.items() if meanings(font).named == shown.font.named
    )
    codes = shown.codes(words).hex().encode()
    text = b"BT " + font.encode() + b" 9 Tf 60 20 Td <" + codes + b"> Tj ET"
    pdf.pages[0].contents_add(open_with + b" " + text + b" EMC")


def artifact(pdf: Pdf) -> None:
    """A sentence in the margin, marked as no content."""
    _line(pdf, b"/Artifact BMC", "Boston has set a state")


def paragraph(pdf: Pdf) -> None:
    """A paragraph more, with its tag."""
    _line(pdf, b"/P <</MCID 9000>> BDC", "Boston has set a state")
    root = pdf.Root.StructTreeRoot
    top = root.K[0] if isinstance(root.K, Array) else root.K
    more = Dictionary(Type=Name.StructElem, S=Name.P, P=top, Pg=pdf.pages[0].obj, K=9000)
    kids = list(top.K) if isinstance(top.K, Array) else [top.K]
    top.K = Array([*kids, pdf.make_indirect(more)])


def actual_text(pdf: Pdf) -> None:
    """A heading that is read aloud otherwise than it stands."""
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get("/S") in {Name.H1, Name.H2}:
            thing.ActualText = String("Boston is safe")
            return


def actual_text_in_content(pdf: Pdf) -> None:
    """The same, where the letters are."""
    shown = find(pdf, "Boston, Massachusetts", charts=False)
    instructions = list(pikepdf.parse_content_stream(shown.stream))
    span = ContentStreamInstruction([Name.Span, Dictionary(ActualText=String("Boston is safe"))], Operator("BDC"))
    instructions[shown.at : shown.at + 1] = [
        span, instructions[shown.at], ContentStreamInstruction([], Operator("EMC"))
    ]  # fmt: skip
    rewritten(shown.stream, instructions)


def alternative(pdf: Pdf) -> None:
    """Another alternative text."""
    figure = next(t for t in pdf.objects if isinstance(t, Dictionary) and t.get("/S") == Name.Figure and "/Alt" in t)
    figure.Alt = String(str(figure.Alt).replace("5", "6", 1))


def link(pdf: Pdf) -> None:
    """A link that leads elsewhere."""
    _actions(pdf)[0].URI = String("https://elsewhere.example/")


def links_swapped(pdf: Pdf) -> None:
    """The addresses of two sources, exchanged."""
    first, *others = _actions(pdf)
    second = next(other for other in others if other.URI != first.URI)
    first.URI, second.URI = String(str(second.URI)), String(str(first.URI))


def _actions(pdf: Pdf) -> list[pikepdf.Object]:
    notes = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
    return [note.A for note in notes if "/A" in note and "/URI" in note.A]


def link_laid_over(pdf: Pdf) -> None:
    """A link that no words have."""
    action = Dictionary(S=Name.URI, URI=String("https://elsewhere.example/"))
    free = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 612, 792]), A=action)
    _annotations(pdf).append(pdf.make_indirect(free))


def author(pdf: Pdf) -> None:
    """Another author, in the list of entries and in XMP."""
    with pdf.open_metadata() as xmp:
        xmp["dc:creator"] = ["Somebody Else"]
    pdf.docinfo["/Author"] = "Somebody Else"


def author_in_xmp(pdf: Pdf) -> None:
    """Another author, in XMP alone."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:creator"] = ["Somebody Else"]


def action(pdf: Pdf) -> None:
    """What is done when the file is opened."""
    pdf.Root.OpenAction = Dictionary(S=Name.URI, URI=String("https://elsewhere.example/"))
