"""Labels where there is room: the first spot on the list that touches nothing, else the one that touches least."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import ceil, hypot

from pipeline.charts.sheet import Align, Box, Point, Sheet
from pipeline.charts.style import Words

Spots = Callable[[float, float], Iterable[Point]]

OUTSIDE = 100.0  # a label cut off at the edge is worse than any overlap
TAIL = 0.03  # inches between a label and the line that leads from it
AIR = 0.02  # inches between a label and what is drawn already


class Board:
    """A sheet and what is taken on it; labels stay within `room`."""

    def __init__(self, sheet: Sheet, room: Box | None = None) -> None:
        self.sheet, self.room = sheet, room or sheet.edge
        self.taken: list[Box] = []

    def block(self, box: Box) -> None:
        """Keep labels off a box."""
        self.taken.append(box)

    def block_dot(self, at: Point, radius: float = 0.05) -> None:
        """Keep labels off a dot."""
        self.block(Box(*at, *at).grown(radius))

    def block_line(self, points: Sequence[Point], half: float = 0.03) -> None:
        """Keep labels off a line through `points`."""
        for (x0, y0), (x1, y1) in pairwise(points):
            steps = max(ceil(hypot(x1 - x0, y1 - y0) / (2 * half)), 1)
            for step in range(steps + 1):
                part = step / steps
                self.block_dot((x0 + (x1 - x0) * part, y0 + (y1 - y0) * part), half)

    def put(self, words: str, style: Words, spots: Spots, align: Align = "left") -> Box:
        """Write `words` at the best of the spots (lower left corners, best first, for a width and height)."""
        wide, high = style.width(words), style.height(words)
        boxes = [Box(x, y, x + wide, y + high) for x, y in spots(wide, high)]
        best = self._best(boxes)
        write_in(self.sheet, best, words, style, align)
        self.block(best)
        return best

    def _best(self, boxes: Sequence[Box]) -> Box:
        """The first box without trouble, else the first of those with the least."""
        troubles: list[float] = []
        for box in boxes:
            troubles.append(self._trouble(box))
            if not troubles[-1]:
                return box
        return boxes[troubles.index(min(troubles))]

    def _trouble(self, box: Box) -> float:
        area, aired = (box.right - box.left) * (box.top - box.bottom), box.grown(AIR)
        outside = area - box.overlap(self.room)
        return round(OUTSIDE * outside + sum(aired.overlap(other) for other in self.taken), 6)


def write_in(sheet: Sheet, box: Box, words: str, style: Words, align: Align = "left") -> None:
    """Write `words` into a box of their size, its lines to one side."""
    x = {"left": box.left, "right": box.right, "center": (box.left + box.right) / 2}[align]
    sheet.write(x, box.top - style.leading / 2, words, style, align)


def spread(wanted: Sequence[float], apart: float, most: float) -> list[float]:
    """Rising heights at least `apart` from each other and none above `most`, as near to the (rising) wanted ones as
    can be in the sense of least squares: heights that crowd are moved alike, up and down."""
    blocks: list[tuple[float, int]] = []  # mean of wanted heights less their steps, and how many share it
    for number, height in enumerate(wanted):
        blocks.append((height - number * apart, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (later, many), (earlier, more) = blocks.pop(), blocks.pop()
            blocks.append(((later * many + earlier * more) / (many + more), many + more))
    bases = [base for base, many in blocks for _ in range(many)]
    highest = most - (len(bases) - 1) * apart
    return [min(base, highest) + number * apart for number, base in enumerate(bases)]


def leaves(box: Box, end: Point, style: Words) -> Point:
    """Where a line from a label in `box` to `end` begins: beside one of the label's lines, or above or below it."""
    half = style.leading / 2
    if not box.left <= end[0] <= box.right:
        x = box.right + TAIL if end[0] > box.right else box.left - TAIL
        return x, min(max(end[1], box.bottom + half), box.top - half)
    return end[0], box.top if end[1] > box.top else box.bottom


def nearest(box: Box, point: Point) -> Point:
    """The point of a box nearest to `point`."""
    return min(max(point[0], box.left), box.right), min(max(point[1], box.bottom), box.top)
