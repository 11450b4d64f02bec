"""What a page of a PDF draws, in the order in which it is drawn: letters with their places, shapes with their colours."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pikepdf
from pikepdf import Dictionary, Matrix, Name

from pipeline.audit.reading.glyphs import Meanings, meanings

Point = tuple[float, float]
WHITE = (1.0, 1.0, 1.0)
BLACK = (0.0, 0.0, 0.0)
UNSEEN = (3, 7)  # ways to render text that leave nothing to see
DEEPEST = 20  # forms within forms


@dataclass(frozen=True)
class Box:
    """A rectangle on the page, in points from its lower left corner."""

    left: float
    low: float
    right: float
    high: float

    def holds(self, point: Point) -> bool:
        """Whether a point lies in it."""
        return self.left <= point[0] <= self.right and self.low <= point[1] <= self.high


@dataclass(frozen=True)
class Letters:
    """Text shown in one go: where its base line begins, how high and `wide` it is, its colour; `lies` are letters falsely named.

    `mark` is the number of the marked content that it stands in, `piece` tells stretches without one apart, `form` is
    the picture that it stands in.
    """

    text: str
    at: Point
    size: float
    colour: tuple[float, ...]
    seen: bool
    mark: int | None
    piece: int
    form: str
    lies: tuple[str, ...] = ()
    wide: float = 0.0


@dataclass(frozen=True)
class Shape:
    """A line, an area or a picture: the box around it, its corners, the colours of area and line ("" where it has none)."""

    box: Box
    corners: tuple[Point, ...]
    filled: tuple[float, ...] | None
    stroked: tuple[float, ...] | None
    thick: float
    curved: bool
    mark: int | None
    form: str
    image: bool = False


@dataclass
class _State:
    """What the operators have set so far."""

    matrix: Matrix
    fill: tuple[float, ...] = BLACK
    stroke: tuple[float, ...] = BLACK
    thick: float = 1.0
    font: Meanings = field(default_factory=lambda: Meanings({}, 1))
    size: float = 1.0
    mode: int = 0
    leading: float = 0.0


def drawn(page: pikepdf.Page) -> list[Letters | Shape]:
    """Everything that a page draws, in order."""
    pen = _Pen()
    pen.read(page.obj, page.obj.get("/Resources", Dictionary()), _State(Matrix()), "", 0)
    return pen.drawn


class _Pen:
    """Follows the operators of a page and of the forms on it."""

    def __init__(self) -> None:
        self.drawn: list[Letters | Shape] = []
        self._marks: list[int | None] = [None]
        self._replaced: list[str] = [""]
        self._piece = 0
        self._fonts: dict[tuple[int, int], Meanings] = {}
        self._path: list[Point] = []
        self._curved = False

    def read(self, stream: pikepdf.Object, resources: pikepdf.Object, state: _State, form: str, depth: int) -> None:
        """Follow a stream of operators."""
        saved: list[_State] = []
        line = text = Matrix()
        for instruction in pikepdf.parse_content_stream(stream):
            what, operands = str(instruction.operator), list(instruction.operands)
            if what == "q":
                saved.append(replace(state))
            elif what == "Q" and saved:
                state = saved.pop()
            elif what == "BT":
                line = text = Matrix()
            elif what in {"Td", "TD", "Tm", "T*"}:
                line = text = _moved(what, operands, line, state)
            elif what in {"Tj", "TJ", "'", '"'}:
                if what in {"'", '"'}:
                    line = text = Matrix(1, 0, 0, 1, 0, -state.leading) @ line
                text = self._show(operands[-1], text, state, form)
            elif what == "Do":
                self._picture(resources.XObject[str(operands[0])], resources, state, form or str(operands[0]), depth)
            elif what in {"BDC", "BMC", "EMC"}:
                self._mark(what, operands, resources)
            elif what in SETTERS:
                _set(what, operands, state, resources, self._fonts)
            else:
                self._draw(what, operands, state, form)

    def _mark(self, what: str, operands: list[pikepdf.Object], resources: pikepdf.Object) -> None:
        if what != "EMC":
            self._replaced.append(_replaced(operands, resources) or self._replaced[-1])
            self._marks.append(_marked(operands, resources, self._marks[-1]))
            self._piece += self._marks[-1] is None
        elif len(self._marks) > 1:
            self._marks.pop()
            self._replaced.pop()
            self._piece += self._marks[-1] is None

    def _show(self, operand: pikepdf.Object, text: Matrix, state: _State, form: str) -> Matrix:
        """Note letters, and return the place after them (as far as it can be told without their widths)."""
        place = text @ state.matrix
        said, lies = state.font.read(operand)
        size = state.size * (abs(place.c) + abs(place.d))
        lies += (f"is to be read as “{self._replaced[-1]}”",) if self._replaced[-1] else ()
        self.drawn.append(
            Letters(
                said,
                (place.e, place.f),
                size,
                state.fill,
                state.mode not in UNSEEN,
                self._marks[-1],
                self._piece,
                form,
                lies,
                state.font.advance(operand) * state.size * (abs(place.a) + abs(place.b)),
            )
        )
        return Matrix(1, 0, 0, 1, state.font.advance(operand) * state.size, 0) @ text

    def _picture(
        self, picture: pikepdf.Object, resources: pikepdf.Object, state: _State, form: str, depth: int
    ) -> None:
        if picture.get("/Subtype") == Name.Form and depth < DEEPEST:
            inner = replace(state)
            if "/Matrix" in picture:
                inner.matrix = Matrix(*(float(n) for n in picture.Matrix)) @ state.matrix
            self.read(picture, picture.get("/Resources", resources), inner, form, depth + 1)
        else:
            self._path = [_at(state, x, y) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))]
            self._finish(state, form, image=True)

    def _draw(self, what: str, operands: list[pikepdf.Object], state: _State, form: str) -> None:
        """Paths: their corners, and what is done with them."""
        numbers = [float(one) for one in operands] if what in PATHS else []
        if what == "re":
            x, y, wide, high = numbers
            self._path += [_at(state, *p) for p in ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high))]
        elif what in PATHS:
            self._curved |= what in {"c", "v", "y"}
            self._path.append(_at(state, *numbers[-2:]))
        elif what in PAINTS:
            self._finish(state, form, *PAINTS[what])

    def _finish(self, state: _State, form: str, fill: bool = True, stroke: bool = False, image: bool = False) -> None:
        if self._path and (fill or stroke):
            xs, ys = [x for x, _ in self._path], [y for _, y in self._path]
            colours = (state.fill if fill else None, state.stroke if stroke else None)
            thick = state.thick * (abs(state.matrix.a) + abs(state.matrix.b))
            box = Box(min(xs), min(ys), max(xs), max(ys))
            shape = Shape(box, tuple(self._path), *colours, thick, self._curved, self._marks[-1], form, image)
            self.drawn.append(shape)
        self._path, self._curved = [], False


PATHS = ("m", "l", "c", "v", "y", "re")
# What is done with a path: whether its area is filled, whether its line is drawn; at "n" it is only forgotten.
PAINTS = {
    "f": (True, False),
    "F": (True, False),
    "f*": (True, False),
    "S": (False, True),
    "s": (False, True),
    "B": (True, True),
    "B*": (True, True),
    "b": (True, True),
    "b*": (True, True),
    "n": (False, False),
}
FILLS = {"g": 1, "rg": 3, "k": 4, "sc": 0, "scn": 0}
STROKES = {"G": 1, "RG": 3, "K": 4, "SC": 0, "SCN": 0}
SETTERS = {"cm", "w", "Tf", "Tr", "TL", *FILLS, *STROKES}


def _set(
    what: str,
    operands: list[pikepdf.Object],
    state: _State,
    resources: pikepdf.Object,
    fonts: dict[tuple[int, int], Meanings],
) -> None:
    """Operators that only set something."""
    if what == "cm":
        state.matrix = Matrix(*(float(n) for n in operands)) @ state.matrix
    elif what == "Tf":
        font = resources.Font[str(operands[0])]
        if font.objgen not in fonts or font.objgen == (0, 0):
            fonts[font.objgen] = meanings(font)
        state.font, state.size = fonts[font.objgen], float(operands[1])
    elif what == "Tr":
        state.mode = int(operands[0])
    elif what == "TL":
        state.leading = float(operands[0])
    elif what == "w":
        state.thick = float(operands[0])
    elif what in FILLS:
        state.fill = _colour(operands)
    else:
        state.stroke = _colour(operands)


def _colour(operands: Sequence[pikepdf.Object]) -> tuple[float, ...]:
    """A colour as red, green and blue; a pattern as black."""
    if any(isinstance(one, Name) for one in operands):
        return BLACK
    parts = [float(one) for one in operands]
    if len(parts) == 4:
        return tuple((1 - part) * (1 - parts[3]) for part in parts[:3])
    return tuple(parts * 3) if len(parts) == 1 else tuple(parts)


def _moved(what: str, operands: list[pikepdf.Object], line: Matrix, state: _State) -> Matrix:
    """Where the next line of text begins."""
    if what == "Tm":
        return Matrix(*(float(n) for n in operands))
    if what == "T*":
        return Matrix(1, 0, 0, 1, 0, -state.leading) @ line
    x, y = (float(n) for n in operands)
    if what == "TD":
        state.leading = -y
    return Matrix(1, 0, 0, 1, x, y) @ line


def _at(state: _State, x: float, y: float) -> Point:
    m = state.matrix
    return (m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f)


def _marked(operands: Sequence[pikepdf.Object], resources: pikepdf.Object, around: int | None) -> int | None:
    """The number of the marked content that begins here; the one around it where it has none."""
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, Name):
        properties = resources.get("/Properties", Dictionary()).get(str(properties))
    return int(properties.MCID) if isinstance(properties, Dictionary) and "/MCID" in properties else around


def _replaced(operands: Sequence[pikepdf.Object], resources: pikepdf.Object) -> str:
    """What is to be read in the place of the marked content that begins here."""
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, Name):
        properties = resources.get("/Properties", Dictionary()).get(str(properties))
    given = properties if isinstance(properties, Dictionary) else Dictionary()
    return " ".join(str(given[key]) for key in ("/ActualText", "/E", "/Alt") if key in given)
