"""Page 1: this place's shares and the nation's, the numerals on their marks; the other places as a swarm on the same scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from pipeline.charts.marks import LABELS, MARK, Dot, draw_dot, draw_share, percent_lines
from pipeline.charts.model import Share, ShareChart
from pipeline.charts.sheet import Sheet
from pipeline.charts.style import DOT, FULL, INK, MM, SCALE, SOFT, TEXT, Words
from pipeline.errors import UndrawableChart

AXIS, RIGHT, TICKS_ROOM, BOTTOM = 62 * MM, 0.2, 0.22, 0.04  # inches; the axis of the page
LABEL_MOST = AXIS - 0.22
ROW, LINE, GAP = 0.37, 0.135, 0.09
DETAIL, NAMES = Words(SOFT, size=8.0), Words(TEXT, size=8.0)
NOTE = 8.5  # points
NUMERALS = {"place": 20.0, "nation": 17.0, "other": 12.0}  # points
ENDS = 0.95  # inches of a line that names the lowest or the highest
RADIUS, STEP = 0.047, 0.1  # of a dot of the swarm, and from one to the next above or below it


def draw(chart: ShareChart) -> Figure:
    """Names to the left of the axis, marks with their numerals on a scale from 0 to 100 percent; 180 mm wide.

    Raises UndrawableChart when there is nothing to draw, or a share lies beyond the scale.
    """
    if not chart.rows:
        raise UndrawableChart("A chart of shares needs at least one share.")
    scale = _Scale(chart.ticks[-1])
    rows = [_Row(share, scale) for share in chart.rows]
    swarm = _levels(chart.others, scale)
    height = TICKS_ROOM + sum(row.height for row in rows) + _swarm_height(swarm) + BOTTOM
    sheet = Sheet(FULL, height)
    axes = sheet.axes(AXIS, 0, FULL - AXIS - RIGHT, height)
    axes.set(xlim=(0, scale.top), ylim=(0, height))
    percent_lines(axes, BOTTOM, height - TICKS_ROOM, chart.ticks)
    for tick in chart.ticks:
        sheet.write(scale.x(tick), height - 0.08, chart.percent_text.format(tick), SCALE, "center")
    y = height - TICKS_ROOM
    for row in rows:
        row.draw(sheet, y - row.height / 2)
        draw_share(axes, y - row.height / 2, row.share, size=9, bar=2.4 if row.share.role == "place" else 1.6)
        y -= row.height
    _reference(sheet, chart.rows, height, scale)
    if chart.others:
        middle = (y + BOTTOM) / 2
        _Name(chart.others_label, "", Words(INK, 600, 9.0)).draw(sheet, middle)
        for share, level in zip(_sorted(chart.others), swarm, strict=True):
            face = DOT if share.counted else "white"
            draw_dot(axes, (share.percent, middle + level * STEP), Dot(6.4, face, DOT), "share")
        _ends(sheet, chart.others, middle, scale)
    return sheet.figure


@dataclass(frozen=True)
class _Scale:
    """From 0 to its end along the axis of the page."""

    top: float

    def x(self, value: float) -> float:
        """Where a value stands, in inches from the left edge. Raises UndrawableChart beyond the scale."""
        if not 0 <= value <= self.top:
            raise UndrawableChart(f"{value:g} is not on a scale from 0 to {self.top:g}: no percentage.")
        return AXIS + (FULL - AXIS - RIGHT) * value / self.top


class _Name:
    """A row's name in the left column, and beneath it whose figure it is."""

    def __init__(self, label: str, detail: str, style: Words) -> None:
        self.style = style
        self.label = style.wrapped(label, LABEL_MOST)
        self.detail = DETAIL.wrapped(detail, LABEL_MOST) if detail else ""
        self.high = style.height(self.label) + (DETAIL.height(self.detail) if self.detail else 0)

    def draw(self, sheet: Sheet, middle: float) -> None:
        top = middle + self.high / 2
        sheet.write(0, top - self.style.leading / 2, self.label, self.style)
        if self.detail:
            sheet.write(0, top - self.style.height(self.label) - DETAIL.leading / 2, self.detail, DETAIL)


class _Row:
    """A share with its name, its numeral and, beside that, its counts."""

    def __init__(self, share: Share, scale: _Scale) -> None:
        colour, weight = MARK[share.role], LABELS[share.role].weight
        if share.role == "other":
            colour = TEXT
        self.share, self.scale = share, scale
        self.name = _Name(share.label, share.detail, Words(colour, weight, 9.5))
        self.numeral = Words(colour, 700, NUMERALS[share.role], halo=True)
        self.note = Words(colour, 600, NOTE, halo=True)
        self.height = max(ROW, self.name.high + 0.08)

    def draw(self, sheet: Sheet, middle: float) -> None:
        self.name.draw(sheet, middle)
        number, note = self.share.value_text, self.share.note_text
        apart = GAP if note else 0
        wide = self.numeral.width(number) + apart + self.note.width(note)
        sheet.write(x := self._beside(wide), middle, number, self.numeral)
        sheet.write(x + self.numeral.width(number) + apart, middle, note, self.note)

    def _beside(self, wide: float) -> float:
        """Where words so many inches wide begin: right of the mark and its interval, else left of them, else at the edge."""
        left, right = self._reach()
        if right + GAP + wide <= FULL:
            return right + GAP
        return left - GAP - wide if left - GAP - wide >= AXIS else FULL - wide

    def _reach(self) -> tuple[float, float]:
        """The inches that the mark and its interval take."""
        low, high = (self.share.percent if end is None else end for end in (self.share.low, self.share.high))
        at = self.scale.x
        return min(at(low), at(self.share.percent) - 0.07), max(at(high), at(self.share.percent) + 0.07)


def _reference(sheet: Sheet, rows: Sequence[Share], height: float, scale: _Scale) -> None:
    """The nation's dotted line through all rows."""
    for share in (one for one in rows if one.role == "nation"):
        x, step = scale.x(share.percent), 0.045
        top = height - TICKS_ROOM
        marks = int((top - BOTTOM) / step)
        for number in range(marks):
            y = BOTTOM + number * step
            sheet.line([(x, y), (x, y + 0.018)], INK, 0.9, behind=True)


def _sorted(others: Sequence[Share]) -> list[Share]:
    return sorted(others, key=lambda share: share.percent)


def _levels(others: Sequence[Share], scale: _Scale) -> list[int]:
    """On which level each dot of the swarm stands, from the lowest share up, so that none covers another."""
    taken: dict[int, float] = {}
    levels: list[int] = []
    for share in _sorted(others):
        x = scale.x(share.percent)
        level = next(one for one in _outwards() if x - taken.get(one, -9.0) > 2 * RADIUS + 0.006)
        taken[level] = x
        levels.append(level)
    return levels


def _outwards() -> Sequence[int]:
    return sorted(range(-30, 31), key=lambda level: (abs(level), -level))


def _swarm_height(levels: Sequence[int]) -> float:
    if not levels:
        return 0.0
    return max(0.58, 2 * STEP * (max(map(abs, levels)) + 1) + 0.06)


def _ends(sheet: Sheet, others: Sequence[Share], middle: float, scale: _Scale) -> None:
    """Name the lowest and the highest of the swarm beside them, outwards where the sheet has room; both on one side, one
    above the other."""
    low, high = _sorted(others)[0], _sorted(others)[-1]
    sides = {-1: _side(low, -1, scale), 1: _side(high, 1, scale)}
    for share, side in ((low, -1), (high, 1)) if low is not high else ((low, -1),):
        words, outwards = NAMES.wrapped(share.label, ENDS), sides[side]
        apart = side * NAMES.leading if sides[-1] == sides[1] and low is not high else 0.0
        top = middle + apart + NAMES.height(words) / 2 - NAMES.leading / 2
        edge = scale.x(share.percent) + outwards * (RADIUS + 0.06)
        sheet.write(edge, top, words, NAMES, "left" if outwards > 0 else "right")


def _side(share: Share, side: int, scale: _Scale) -> int:
    """On which side of its dot a name stands: outwards, unless the sheet has no room there."""
    wide = NAMES.width(NAMES.wrapped(share.label, ENDS))
    at = scale.x(share.percent)
    fits = at - wide > AXIS - 0.45 if side < 0 else at + wide < FULL - 0.1
    return side if fits or wide == 0 else -side
