"""All places with figures, in two panels of one scale; the nation's share runs down them as a dotted line."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from matplotlib.figure import Figure

from pipeline.charts.marks import LABELS, draw_share, percent_lines
from pipeline.charts.model import PlacesChart, PlacesGroup, Share
from pipeline.charts.sheet import Align, Sheet
from pipeline.charts.style import FULL, INK, SCALE, SMALL, SOFT, Words
from pipeline.errors import UndrawableChart

ROW, LINE_MORE, HEADING, TOP = 0.178, 0.138, 0.27, 0.22
NOTE_MOST, LABEL_GAP, NOTE_GAP = 1.1, 0.1, 0.06
DOT_ROOM = 0.05
FROM_DOT = 0.08  # from a dot's middle, or a bar's end, to its figure
HEAD = Words(SOFT, size=SMALL, slope="italic")
TICKS, LINES = (0, 50, 100), (0, 25, 50, 75, 100)


@dataclass(frozen=True)
class _Column:
    """Where a panel lies, in inches: left and right edge, where the scale usually begins and at the latest."""

    left: float
    right: float
    usual: float
    latest: float
    scales: tuple[float, ...] = (1.38, 1.3, 1.2, 1.1, 1.0, 0.9, 0.8)


LEFT, RIGHT = _Column(0, 3.62, 1.33, 1.6), _Column(3.87, FULL, 4.97, 5.25)
ALONE = _Column(0, FULL, 1.9, 2.3, (3.4, 3.0, 2.6, 2.2))


def draw(chart: PlacesChart) -> Figure:
    """Counts to the left, percentages without counts to the right; 7.09 inches wide, as high as the rows need.

    A panel without rows is left out and the other gets the whole width.
    """
    if not 0 <= chart.reference <= 100:
        raise UndrawableChart(f"{chart.reference} is no percentage.")
    panels = _panels(chart)
    scale = next((s for s in panels[0].column.scales if all(panel.fits(s) for panel in panels)), None)
    scale = scale or panels[0].column.scales[-1]
    tall = max(panel.height for panel in panels)
    sheet = Sheet(FULL, tall + TOP)
    for panel in panels:
        panel.draw(sheet, scale, tall, chart.percent_text)
    return sheet.figure


def _panels(chart: PlacesChart) -> list["_Panel"]:
    left, right = (tuple(group for group in side if group.rows) for side in (chart.left, chart.right))
    if left and right:
        return [
            _Panel(LEFT, chart.left_header, left, chart.reference),
            _Panel(RIGHT, chart.right_header, right, chart.reference),
        ]
    if not left and not right:
        raise UndrawableChart("A chart of places needs at least one share.")
    return [_Panel(ALONE, chart.left_header if left else chart.right_header, left or right, chart.reference)]


class _Line:
    """A share and its words, broken to fit their columns."""

    def __init__(self, row: Share, label_most: float) -> None:
        self.row, self.label_style = row, LABELS[row.role]
        self.style = Words(self.label_style.colour, self.label_style.weight, SMALL)
        self.figure_style = replace(self.style, halo=True)  # a figure may cross the nation's line
        self.label = self.label_style.wrapped(row.label, label_most)
        self.note = self.style.wrapped(row.note_text, NOTE_MOST)
        self.height = ROW + LINE_MORE * max(self.label.count("\n"), self.note.count("\n"))
        self.label_width, self.note_width = self.label_style.width(self.label), self.style.width(self.note)
        self.value_width = self.style.width(row.value_text)

    @property
    def end(self) -> float:
        """The percent up to which dot and bar reach."""
        return self.row.high if self.row.counted and self.row.high is not None else self.row.percent

    def sides(self, reference: float) -> Iterator[tuple[Align, float]]:
        """Where the figure may stand, best first: the side it grows to ("right" of it is the mark) and the percent."""
        ends = [self.row.percent, self.row.percent]
        if self.row.counted and self.row.low is not None and self.row.high is not None:
            ends = [self.row.low, self.row.high]
        options: list[tuple[Align, float]] = [("right", ends[0]), ("left", ends[1])]
        yield from options if self.row.percent < reference else reversed(options)  # off the nation's line


class _Panel:
    """Groups of shares in one column of the sheet."""

    def __init__(self, column: _Column, header: str, groups: tuple[PlacesGroup, ...], reference: float) -> None:
        self.column, self.header, self.reference = column, header, reference
        most = column.latest - column.left - LABEL_GAP
        self.groups = [(group.heading, [_Line(row, most) for row in group.rows]) for group in groups]
        self.lines = [line for _, lines in self.groups for line in lines]
        self.start = max(column.usual, column.left + max(line.label_width for line in self.lines) + LABEL_GAP)
        self.height = HEADING * len(self.groups) + sum(line.height for line in self.lines)

    def value_at(self, line: _Line, scale: float) -> tuple[Align, float] | None:
        """Where a figure stands beside its mark, in inches, touching neither label nor counts; None if nowhere."""
        low = self.column.left + line.label_width + NOTE_GAP
        high = self.column.right - line.note_width - NOTE_GAP
        for align, percent in line.sides(self.reference):
            x = self.start + scale * percent / 100 + (-FROM_DOT if align == "right" else FROM_DOT)
            left = x - line.value_width if align == "right" else x
            if left >= low and left + line.value_width <= high:
                return align, x
        return None

    def fits(self, scale: float) -> bool:
        """Whether every figure and the head of the column have room with a scale of this width."""
        head = self.column.right - SCALE.width(self.header) > self.start + scale + 0.25
        return head and all(self.value_at(line, scale) and self._clears_note(line, scale) for line in self.lines)

    def _clears_note(self, line: _Line, scale: float) -> bool:
        mark = self.start + scale * max(line.end, line.row.percent) / 100 + DOT_ROOM
        return mark <= self.column.right - line.note_width - NOTE_GAP

    def draw(self, sheet: Sheet, scale: float, tall: float, percent_text: str) -> None:
        """Draw the panel hanging from the top of the sheet, `tall` inches below the head."""
        axes = sheet.axes(self.start, 0, scale, tall)
        axes.set(xlim=(0, 100), ylim=(0, tall))
        for tick in TICKS:
            x = self.start + scale * tick / 100
            sheet.write(x, sheet.height - 0.09, percent_text.format(tick), SCALE, "center")
        sheet.write(self.column.right, sheet.height - 0.09, self.header, SCALE, "right")
        y = tall
        for heading, lines in self.groups:
            sheet.write(self.column.left, y - 0.15, heading, HEAD)
            y -= HEADING
            bottom = y - sum(line.height for line in lines)
            percent_lines(axes, bottom, y, LINES)
            axes.vlines(self.reference, bottom, y, color=INK, lw=0.8, ls=(0, (1.5, 2)), zorder=2, label="reference")
            for line in lines:
                own = line.row.role != "other"
                bar = 2 if line.row.role == "place" else 1.2
                draw_share(axes, y - ROW / 2, line.row, size=6.5 if own else 5, bar=bar)
                self._write(sheet, line, y - ROW / 2, scale)
                y -= line.height

    def _write(self, sheet: Sheet, line: _Line, y: float, scale: float) -> None:
        align, x = self.value_at(line, scale) or ("left", self.start + scale + FROM_DOT)
        sheet.write(self.column.left, y, line.label, line.label_style)
        sheet.write(x, y, line.row.value_text, line.figure_style, align)
        sheet.write(self.column.right, y, line.note, line.style, "right")
