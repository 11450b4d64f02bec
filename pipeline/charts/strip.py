"""The one-page sheet: all counties with printed counts on one line; this place and the nation named on lines above."""

from matplotlib.figure import Figure

from pipeline.charts.marks import LABELS, Dot, draw_dot, draw_share, percent_lines
from pipeline.charts.model import Share, StripChart
from pipeline.charts.placing import Board
from pipeline.charts.sheet import Align, Box, Point, Sheet
from pipeline.charts.style import DOT, FULL, INK, SCALE, Words
from pipeline.errors import UndrawableChart

SIDE, TICKS_ROOM, ROW, BOTTOM = 0.12, 0.24, 0.2, 0.06  # inches
RADIUS, OWN_RADIUS, GAP = 0.06, 0.075, 0.08
TICKS = (0, 25, 50, 75, 100)


def draw(chart: StripChart) -> Figure:
    """A scale from 0 to 100 percent, 7.09 inches wide: the nation's line, a row for each named share, then the others.

    Raises UndrawableChart when a share is no percentage.
    """
    rows = len(chart.own) + 1 + bool(chart.others) + _crowded(chart)
    sheet = Sheet(FULL, TICKS_ROOM + ROW * rows + BOTTOM)
    strip = _Strip(sheet, chart)
    strip.scale()
    strip.nation()
    for number, share in enumerate(chart.own):
        strip.named(share, strip.row(number + 1))
    strip.others()
    return sheet.figure


class _Strip:
    """The sheet with its axes, and a board that keeps words off marks."""

    def __init__(self, sheet: Sheet, chart: StripChart) -> None:
        self.sheet, self.chart = sheet, chart
        self.axes = sheet.axes(SIDE, 0, FULL - 2 * SIDE, sheet.height)
        self.axes.set(xlim=(0, 100), ylim=(0, sheet.height))
        self.top = sheet.height - TICKS_ROOM
        self.board = Board(sheet, Box(0, 0, FULL, self.top + 0.05))

    def row(self, number: int) -> float:
        """The height of a row's middle, the first under the scale."""
        return self.top - ROW * (number + 0.5)

    def scale(self) -> None:
        percent_lines(self.axes, BOTTOM, self.top, TICKS)
        for tick in TICKS:
            align: Align = "left" if tick == 0 else "right" if tick == 100 else "center"
            x = {0: 0.0, 100: FULL}.get(tick, _x(tick))
            self.sheet.write(x, self.sheet.height - 0.08, self.chart.percent_text.format(tick), SCALE, align)

    def nation(self) -> None:
        """A line through all rows, named on the first, on the side that has more room."""
        share = self.chart.nation
        _sound(share)
        x, middle = _x(share.percent), self.row(0)
        self.sheet.line([(x, BOTTOM), (x, self.top)], INK, 1.1)
        self.board.block_line([(x, BOTTOM), (x, self.top)])
        self._beside(f"{share.label} {share.value_text}", LABELS["nation"], (x, x), middle, 0.05)

    def named(self, share: Share, middle: float) -> None:
        """A share with its interval and its name on a row of its own."""
        draw_share(self.axes, middle, share, size=8, bar=2)
        low, high = (share.percent if end is None else end for end in (share.low, share.high))
        left = min(_x(low), _x(share.percent) - OWN_RADIUS)
        right = max(_x(high), _x(share.percent) + OWN_RADIUS)
        self.board.block(Box(left, middle - OWN_RADIUS, right, middle + OWN_RADIUS))
        self._beside(f"{share.label} {share.value_text}", LABELS[share.role], (left, right), middle, 0.06)

    def others(self) -> None:
        """The other counties as open circles, unnamed, and how many they are."""
        if not self.chart.others:
            return
        middle = self.row(len(self.chart.own) + 1)
        for share in self.chart.others:
            _sound(share)
            draw_dot(self.axes, (share.percent, middle), Dot(7, "none", DOT), "share")
            self.board.block_dot((_x(share.percent), middle), RADIUS)
        low, high = _reach(self.chart)
        if _crowded(self.chart):
            self._beside(self.chart.others_label, SCALE, (0, SIDE), self.row(len(self.chart.own) + 2), 0)
        else:
            self._beside(self.chart.others_label, SCALE, (low - RADIUS, high + RADIUS), middle, GAP)

    def _beside(self, words: str, style: Words, ends: Point, middle: float, gap: float) -> None:
        """Words to the right of what reaches from one end to the other, or to the left, where there is room."""

        def spots(wide: float, high: float) -> list[Point]:
            foot = middle - high / 2
            return [(ends[1] + gap, foot), (ends[0] - gap - wide, foot)]

        self.board.put(words, style, spots)


def _x(percent: float) -> float:
    """Where a percentage stands, in inches from the left edge."""
    return SIDE + (FULL - 2 * SIDE) * percent / 100


def _reach(chart: StripChart) -> Point:
    """The inches from the first to the last of the other counties."""
    shares = [share.percent for share in chart.others]
    return _x(min(shares)), _x(max(shares))


def _crowded(chart: StripChart) -> bool:
    """Whether the other counties leave no room for their words on either side, so that these need a line more."""
    if not chart.others:
        return False
    (low, high), wide = _reach(chart), SCALE.width(chart.others_label) + RADIUS + GAP
    return high + wide > FULL and low - wide < 0


def _sound(share: Share) -> None:
    if not 0 <= share.percent <= 100:
        raise UndrawableChart(f"{share.label}: {share.percent} is no percentage.")
