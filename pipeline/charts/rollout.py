"""The nation's active counties by date: the place's days in its colour, turning points as open dots."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from matplotlib.figure import Figure

from pipeline.charts.marks import Dot, draw_dot
from pipeline.charts.model import Mark, RolloutChart
from pipeline.charts.placing import AIR, Board, leaves, spread
from pipeline.charts.sheet import Box, Point, Sheet
from pipeline.charts.style import FULL, GRID, INK, MUTED, PLACE, SCALE, SOFT, Words
from pipeline.charts.timescale import month_names, month_starts, number
from pipeline.errors import UndrawableChart

HEIGHT, LOW, LEFT, TOP, BOTTOM = 2.45, 1.75, 0.42, 0.14, 0.38
RIGHT, RIGHT_MOST = 1.12, 1.7  # room for the label at the end
STEM = 0.74  # height of a place's label above the base line
PLACE_WORDS, END_WORDS = Words(PLACE, 700), Words(INK, 600)
EVENT, END, OWN = Dot(5, "white", INK), Dot(6, INK, INK, level=5), Dot(6.5, PLACE, PLACE, level=6)
NEAR = 0.17  # farther than this, a line joins an event's label to its dot


def draw(chart: RolloutChart) -> Figure:
    """The curve over the full width (7.09 x 2.45 inches, 1.75 where it is low), its last value named at the right."""
    _check(chart)
    plot = _Plot(chart)
    plot.draw_curve()
    for mark in chart.places:
        plot.draw_place(mark)
    events = sorted(chart.events, key=lambda mark: mark.day)
    dots = [plot.dot(mark.day, EVENT, "event") for mark in events]
    heights = spread([y for _, y in dots], SCALE.leading + 1.2 * AIR, plot.height - SCALE.leading / 2)
    for mark, dot, height in zip(events, dots, heights, strict=True):
        plot.name_event(mark.label, dot, height)
    return plot.sheet.figure


def _check(chart: RolloutChart) -> None:
    if not chart.points:
        raise UndrawableChart("The rollout curve has no points.")
    late = [mark.label for mark in (*chart.places, *chart.events) if mark.day > chart.end]
    if late or chart.points[-1][0] > chart.end:
        raise UndrawableChart(f"The rollout curve ends on {chart.end}, before {', '.join(late) or 'its last point'}.")


def _scale(most: int) -> tuple[int, int]:
    """Step and end of the axis of counts: at most four steps; the end leaves the curve a little room."""
    step = next(unit * 10**power for power in range(7) for unit in (1, 2, 5) if most <= 4 * unit * 10**power)
    return step, max(round(most * 1.05), step)


class _Plot:
    """A rollout chart while it is drawn: its sheet, its scales, and what is taken."""

    def __init__(self, chart: RolloutChart) -> None:
        self.height = LOW if chart.low else HEIGHT
        self.chart, self.sheet = chart, Sheet(FULL, self.height)
        self.board = Board(self.sheet, Box(0, BOTTOM + 0.03, FULL, self.height))
        self.days, self.counts = [day for day, _ in chart.points], [count for _, count in chart.points]
        marks = [mark.day for mark in (*chart.places, *chart.events)]
        self.start = min([*self.days, *marks]).replace(day=1)
        self.end_label = END_WORDS.wrapped(chart.end_label, RIGHT_MOST - 0.14)
        self.width = FULL - LEFT - max(RIGHT, END_WORDS.width(self.end_label) + 0.14)
        self.step, self.top = _scale(max(self.counts))
        self.axes = self.sheet.axes(LEFT, BOTTOM, self.width, self.height - TOP - BOTTOM)

    def count(self, day: date) -> int:
        """Counties active on a day."""
        passed = bisect_right(self.days, day)
        return self.counts[passed - 1] if passed else 0

    def at(self, day: date, count: float) -> Point:
        """A point of the curve in inches."""
        along = (day - self.start).days / max((self.chart.end - self.start).days, 1)
        return LEFT + self.width * along, BOTTOM + (self.height - TOP - BOTTOM) * count / self.top

    def dot(self, day: date, dot: Dot, name: str) -> Point:
        """Draw a dot on the curve and keep labels off it; where it lies, in inches."""
        height = self.count(day)
        draw_dot(self.axes, (number(day), height), dot, name)
        self.board.block_dot(self.at(day, height), 0.06)
        return self.at(day, height)

    def draw_curve(self) -> None:
        """The step line and the value at its end."""
        self._draw_scales()
        days, counts = [*self.days, self.chart.end], [*self.counts, self.counts[-1]]
        self.axes.step([number(day) for day in days], counts, where="post", color=INK, lw=1.6, zorder=3, label="curve")
        corners = [self.at(days[0], 0)]
        for day, count in zip(days, counts, strict=True):
            corners += [(self.at(day, 0)[0], corners[-1][1]), self.at(day, count)]
        self.board.block_line(corners)
        x, y = self.dot(self.chart.end, END, "end")
        low = y - END_WORDS.height(self.end_label) + END_WORDS.leading / 2
        self.board.put(self.end_label, END_WORDS, lambda _wide, _high: [(x + 0.12, low)])

    def _draw_scales(self) -> None:
        """Counts to the left with faint lines, months below."""
        first, last = number(self.start), max(number(self.chart.end), number(self.start) + 1)
        self.axes.set(xlim=(first, last), ylim=(0, self.top))
        for count in range(0, self.top + 1, self.step):
            self.axes.axhline(count, color=GRID if count else MUTED, lw=0.6, zorder=1, clip_on=False)
            self.sheet.write(LEFT - 0.07, self.at(self.start, count)[1], f"{count:,}", SCALE, "right")
        months = month_starts(self.start, self.chart.end, 13)
        for day, name in zip(months, month_names(months, self.chart.months), strict=True):
            self.sheet.write(self.at(day, 0)[0], BOTTOM - 0.11, name, SCALE, "center")

    def draw_place(self, mark: Mark) -> None:
        """A dot on the curve, a stem, and the label beside the stem where there is room."""
        x, y = self.dot(mark.day, OWN, "place")

        def spots(wide: float, high: float) -> Iterator[Point]:
            for top in (STEM, STEM + 0.3, STEM + 0.6, STEM + 0.9, STEM + 1.2, high + 0.06):
                yield x + 0.07, BOTTOM + top - high
                yield x - 0.07 - wide, BOTTOM + top - high

        box = self.board.put(PLACE_WORDS.wrapped(mark.label, 2.4), PLACE_WORDS, spots)
        head = max(y, box.top - 0.02)
        count = (head - BOTTOM) / (self.height - TOP - BOTTOM) * self.top
        ends = [number(mark.day)] * 2, [0, count]
        stem = self.axes.plot(*ends, color=PLACE, lw=1.2, zorder=2, clip_on=False, label="stem")[0]
        stem.set_solid_capstyle("butt")
        self.board.block_line([(x, BOTTOM), (x, head)])

    def name_event(self, label: str, dot: Point, height: float) -> None:
        """Name a turning point left of the curve at a height, or where there is room near it."""
        x, y = dot

        def spots(wide: float, high: float) -> Iterator[Point]:
            for step in sorted(range(-40, 20), key=abs):
                low = height - high / 2 + step * high / 4
                yield min(x - 0.09, self._meets(low - 0.06)) - wide, low
            for lift in (0.2, 0.4, 0.6, 0.8, 1.0, 1.2):
                yield from ((x + shift, y + lift) for shift in (-wide / 2, -0.05, 0.12))

        box = self.board.put(SCALE.wrapped(label, 3.4), SCALE, spots)
        start = leaves(box, dot, SCALE)
        if abs(start[0] - x) + abs(start[1] - y) > NEAR:
            self.sheet.line([start, dot], SOFT, 0.5, behind=True)

    def _meets(self, height: float) -> float:
        """Where, from the left, the curve first reaches a height, less some air; both in inches."""
        reached = (self.at(day, 0)[0] for day, count in self.chart.points if self.at(day, count)[1] >= height)
        return next(reached, FULL) - 0.08
