"""Shares of the place and the nation by the date their counts run to, from 0 percent up."""

from collections.abc import Iterator
from datetime import date, timedelta

from matplotlib.figure import Figure

from pipeline.charts.marks import LABELS, MARK, Dot, draw_dot
from pipeline.charts.model import DatedShare, SeriesChart, SeriesLine
from pipeline.charts.placing import Board
from pipeline.charts.sheet import Box, Point, Sheet
from pipeline.charts.style import GRID, HALF, MUTED, SCALE, SMALL, Words
from pipeline.charts.timescale import month_names, month_starts, number
from pipeline.errors import UndrawableChart

HEIGHT, LEFT, TOP, BOTTOM = 1.62, 0.36, 0.16, 0.34
NAME_MOST = 1.15  # inches: longer names of lines are broken
SCALES = ((20, 10), (50, 25), (75, 25), (100, 25))  # end and step of the percent scale
HEADROOM = 4  # percent points above the highest value
AROUND, SHORTEST, NEAR = timedelta(days=20), timedelta(days=180), timedelta(days=45)
DOT_SIZE, TOUCH = 5.5, 0.1


def draw(chart: SeriesChart) -> Figure:
    """Dots with their intervals (open without counts), joined where the line says so; 3.43 x 1.62 inches."""
    if not any(line.points for line in chart.lines):
        raise UndrawableChart("A chart of shares by date needs at least one share.")
    plot = _Plot(chart)
    plot.draw_scales()
    lines = [line for line in chart.lines if line.points]
    for line in sorted(lines, key=lambda line: line.role == "place"):  # the place's marks lie on top
        plot.draw_line(line)
    for line in lines:
        plot.name_line(line)
    for line in lines:
        for point in line.points:
            plot.name_value(point, line)
    return plot.sheet.figure


class _Plot:
    """A chart by date while it is drawn: its sheet, its scales, and what is taken."""

    def __init__(self, chart: SeriesChart) -> None:
        self.chart, self.sheet = chart, Sheet(HALF, HEIGHT)
        self.board = Board(self.sheet, Box(LEFT, BOTTOM + 0.02, HALF, HEIGHT))
        points = [point for line in chart.lines for point in line.points]
        for point in points:
            if not 0 <= point.percent <= 100:
                raise UndrawableChart(f"{point.text}: {point.percent} is no percentage.")
        highest = max(point.percent if point.high is None else point.high for point in points)
        self.top, self.step = next((scale for scale in SCALES if highest + HEADROOM <= scale[0]), SCALES[-1])
        days = [point.day for point in points]
        more = max(SHORTEST - (max(days) - min(days)), timedelta()) / 2
        self.first, self.last = min(days) - AROUND - more, max(days) + AROUND + more
        names = [LABELS[line.role].width(self._name(line)) for line in chart.lines if line.points]
        self.width = HALF - LEFT - max(names) - 0.02
        self.axes = self.sheet.axes(LEFT, BOTTOM, self.width, HEIGHT - TOP - BOTTOM)
        self.axes.set(xlim=(number(self.first), number(self.last)), ylim=(0, self.top))

    def _name(self, line: SeriesLine) -> str:
        return LABELS[line.role].wrapped(line.label, NAME_MOST)

    def at(self, day: date, percent: float) -> Point:
        """A point of the plot in inches."""
        along = (day - self.first) / (self.last - self.first)
        return LEFT + self.width * along, BOTTOM + (HEIGHT - TOP - BOTTOM) * percent / self.top

    def draw_scales(self) -> None:
        """Percents to the left with faint lines, months below."""
        for percent in range(0, self.top + 1, self.step):
            self.axes.axhline(percent, color=GRID if percent else MUTED, lw=0.6, zorder=1, clip_on=False)
            words = self.chart.percent_text.format(percent) if percent == self.top else str(percent)
            self.sheet.write(LEFT - 0.07, self.at(self.first, percent)[1], words, SCALE, "right")
        months = month_starts(self.first, self.last, 5)
        for day, name in zip(months, month_names(months, self.chart.months), strict=True):
            self.sheet.write(self.at(day, 0)[0], BOTTOM - 0.11, name, SCALE, "center")

    def draw_line(self, line: SeriesLine) -> None:
        """The dots of a line with their intervals."""
        colour = MARK[line.role]
        if line.joined:
            ordered = sorted(line.points, key=lambda point: point.day)
            days, percents = [number(point.day) for point in ordered], [point.percent for point in ordered]
            self.axes.plot(days, percents, color=colour, lw=1.2, zorder=3, label="line")
            self.board.block_line([self.at(point.day, point.percent) for point in ordered], 0.015)
        for point in line.points:
            day, ends = number(point.day), _ends(point)
            if ends:
                bar = self.axes.plot([day, day], ends, color=colour, lw=1.4, zorder=3, label="interval")[0]
                bar.set_solid_capstyle("butt")
                self.board.block_line([self.at(point.day, end) for end in ends], 0.02)
            draw_dot(self.axes, (day, point.percent), Dot(DOT_SIZE, colour if ends else "white", colour), "share")
            self.board.block_dot(self.at(point.day, point.percent), 0.045)

    def name_line(self, line: SeriesLine) -> None:
        """Name a line at its last point."""
        x, y = self.at(*max((point.day, point.percent) for point in line.points))

        def spots(wide: float, high: float) -> Iterator[Point]:
            for shift in (0, -0.04, 0.04, -0.08, 0.08, -0.12, 0.12, -0.2, 0.2, -0.3, 0.3, -0.4, 0.4, -0.55, 0.55):
                yield x + TOUCH, y - high / 2 + shift
            for shift in (0.12, -0.12 - high, 0.25, -0.25 - high):
                yield x - wide / 2, y + shift

        self.board.put(self._name(line), LABELS[line.role], spots)

    def name_value(self, point: DatedShare, line: SeriesLine) -> None:
        """Write a share above its interval, or where there is room around it."""
        x, above = self.at(point.day, point.percent if point.high is None else point.high)
        _, below = self.at(point.day, point.percent if point.low is None else point.low)
        under = self._has_neighbour_above(point)
        middle = self.at(point.day, point.percent)[1]

        def spots(wide: float, high: float) -> Iterator[Point]:
            for side in (x - wide / 2, x - wide + 0.08, x - 0.08):
                heights = [above + 0.05, below - 0.05 - high]
                yield from ((side, height) for height in (reversed(heights) if under else heights))
            yield x - TOUCH - wide, middle - high / 2
            yield x + TOUCH, middle - high / 2
            for lift in (0.12, 0.2, 0.3):
                yield x - wide / 2, above + lift
                yield x - wide / 2, below - lift - high

        self.board.put(point.text, Words(LABELS[line.role].colour, size=SMALL), spots)

    def _has_neighbour_above(self, point: DatedShare) -> bool:
        """Whether a higher share stands so near in time that a figure above would seem to be its own."""
        others = (other for line in self.chart.lines for other in line.points)
        return any(other.percent > point.percent and abs(other.day - point.day) < NEAR for other in others)


def _ends(point: DatedShare) -> tuple[float, float] | None:
    return None if point.low is None or point.high is None else (point.low, point.high)
