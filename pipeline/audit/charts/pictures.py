"""Each picture in a PDF beside the same chart drawn again from today's findings: labels, marks, areas, one by one.

What is drawn is compared as it stands, whatever kind of chart it is: the words of each label, where it stands, the place
and the colours of each shape. That the drawing puts a mark where its value says is for the tests of the charts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from statistics import median

import pikepdf

from pipeline.audit.fault import Fault
from pipeline.audit.reading.content import Letters, Point, Shape, drawn
from pipeline.audit.reading.pdf import Picture
from pipeline.audit.wording.sentences import bare
from pipeline.charts.draw import draw
from pipeline.charts.model import Chart
from pipeline.charts.pages import pages
from pipeline.narrative.document.model import Figure

NEAR = 0.4  # points that a place may differ by, and colours by how much of their range
SHADE = 0.02
MOST = 8  # differences of one picture that are worth listing
Drawn = Sequence[Letters | Shape]


def faults(pictures: Sequence[Picture], figures: Sequence[Figure], shapes: Path) -> Iterator[Fault]:
    """How the printed pictures differ from those that today's findings give; `shapes` is what maps are cut from."""
    wanted = drawn_again(tuple((figure.name, figure.chart) for figure in figures), shapes)
    for picture, figure in zip(pictures, figures, strict=False):
        where = f"page {picture.page}, chart {figure.name}"
        told = [Fault(where, what, why) for what, why in _differences(picture.drawn, wanted[figure.name])]
        yield from list(dict.fromkeys(told))[:MOST]


@lru_cache(maxsize=4)
def drawn_again(named: tuple[tuple[str, Chart], ...], shapes: Path) -> dict[str, Drawn]:
    """Everything that each chart draws, by its name: what lies below it first."""
    if not named:
        return {}  # a letter has none
    charts = dict(named)
    made = pages(charts, {name: draw(chart, shapes) for name, chart in charts.items()}, shapes)
    found = {name: _drawn(data, number) for name, (data, number) in made.where().items()}
    return found | {name: [*_drawn(data, 0), *found[name]] for name, data in made.under.items()}


def _drawn(data: bytes, number: int) -> Drawn:
    with pikepdf.open(BytesIO(data)) as pdf:
        return drawn(pdf.pages[number])


def _differences(printed: Drawn, wanted: Drawn) -> Iterator[tuple[str, str]]:
    kinds, ours = [_kind(thing) for thing in printed], [_kind(thing) for thing in wanted]
    pairs: list[tuple[Letters | Shape, Letters | Shape]] = []
    for kind, at, until, first, last in SequenceMatcher(None, ours, kinds, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs += zip(printed[first:last], wanted[at:until], strict=True)
        else:
            yield from _replaced(printed[first:last], wanted[at:until], printed)
    scale = _Scale(pairs)
    for thing, same in pairs:
        apart = scale.apart(thing, same)
        if apart > NEAR:
            yield _called(thing, printed), f"stands {apart:.0f} points from where the findings put it"
        if not _same_colours(thing, same):
            yield _called(thing, printed), "has another color than the findings give it"


def _kind(thing: Letters | Shape) -> tuple[object, ...]:
    """What a thing is, wherever it stands: the words of a label, the sort of a shape."""
    if isinstance(thing, Letters):
        return ("words", bare(thing.text), thing.seen)
    return ("shape", len(thing.corners), thing.filled is None, thing.stroked is None, thing.curved, thing.image)


def _replaced(printed: Drawn, wanted: Drawn, around: Drawn) -> Iterator[tuple[str, str]]:
    said, should = _words(printed), _words(wanted)
    if bare(said) != bare(should):
        what = f"“{said}”" if said else "nothing"
        yield (
            what,
            f"is drawn where the findings say “{should}”" if should else "is drawn where the findings say nothing",
        )
    shapes, others = _shapes(printed), _shapes(wanted)
    if len(shapes) != len(others):
        more, fewer = len(shapes) - len(others), len(others) - len(shapes)
        near = f" near {_nearest((shapes or others)[0], around)}"
        yield (f"{more} more shapes{near}" if more > 0 else f"{fewer} shapes fewer"), "than the findings give are drawn"
    elif shapes:
        yield _called(shapes[0], around), "has another form than the findings give it"


def _words(things: Drawn) -> str:
    return " ".join(thing.text for thing in things if isinstance(thing, Letters))


def _shapes(things: Drawn) -> list[Shape]:
    return [thing for thing in things if isinstance(thing, Shape)]


@dataclass
class _Scale:
    """How a picture stands on its page: as large as it was drawn or not, and where; told by most of its things."""

    pairs: list[tuple[Letters | Shape, Letters | Shape]]

    def __post_init__(self) -> None:
        ones, others = [_corners(one) for one, _ in self.pairs], [_corners(other) for _, other in self.pairs]
        points = [(p, q) for one, other in zip(ones, others, strict=True) for p, q in zip(one, other, strict=True)]
        self.by, self.dx, self.dy = 1.0, 0.0, 0.0
        if points:
            half = len(points) // 2
            ratios = [
                (p[0] - r[0]) / (q[0] - s[0])
                for (p, q), (r, s) in zip(points, points[half:], strict=False)
                if abs(q[0] - s[0]) > 1
            ]
            self.by = median(ratios) if ratios else 1.0
            self.dx = median(p[0] - self.by * q[0] for p, q in points)
            self.dy = median(p[1] - self.by * q[1] for p, q in points)

    def apart(self, one: Letters | Shape, other: Letters | Shape) -> float:
        """How far a thing stands from its place, in points; the farthest of its corners counts."""
        pairs = zip(_corners(one), _corners(other), strict=True)
        return max((max(abs(x - self.by * p - self.dx), abs(y - self.by * q - self.dy)) for (x, y), (p, q) in pairs))


def _corners(thing: Letters | Shape) -> tuple[Point, ...]:
    return (thing.at,) if isinstance(thing, Letters) else thing.corners


def _same_colours(one: Letters | Shape, other: Letters | Shape) -> bool:
    ours = (one.colour,) if isinstance(one, Letters) else (one.filled, one.stroked)
    theirs = (other.colour,) if isinstance(other, Letters) else (other.filled, other.stroked)
    pairs = [
        (a, b)
        for first, second in zip(ours, theirs, strict=True)
        for a, b in zip(first or (), second or (), strict=False)
    ]
    return all(abs(a - b) <= SHADE for a, b in pairs)


def _called(thing: Letters | Shape, around: Drawn) -> str:
    if isinstance(thing, Letters):
        return f"the label “{thing.text}”"
    return f"a mark near {_nearest(thing, around)}"


def _nearest(shape: Shape, around: Drawn) -> str:
    """The words that stand nearest to a shape."""
    x, y = (shape.box.left + shape.box.right) / 2, (shape.box.low + shape.box.high) / 2
    labels = [thing for thing in around if isinstance(thing, Letters) and thing.text.strip()]
    if not labels:
        return "no words"
    best = min(labels, key=lambda label: abs(label.at[0] - x) + 3 * abs(label.at[1] - y))
    return f"“{best.text}”"
