"""All places with figures in one panel on one scale; the nation's share runs down it as a dotted line."""

from dataclasses import replace

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pipeline.charts.marks import LABELS, draw_share, percent_lines
from pipeline.charts.model import PlacesChart, PlacesGroup, Share
from pipeline.charts.sheet import Sheet
from pipeline.charts.style import FULL, INK, MM, RULE, SCALE, SMALL, SOFT, Words
from pipeline.errors import UndrawableChart

AXIS, SCALE_END, COUNTS = 62 * MM, 5.02, 6.24  # inches: where the scale begins and ends, where counts end
ROW, LINE_MORE, TOP, GAP = 0.178, 0.138, 0.24, 0.09
LABEL_MOST, APART = AXIS - 0.16, 0.06
FROM_MARK = 0.08  # from a mark, or its bar's end, to its figure
TICKS = (0, 25, 50, 75, 100)
DETAIL, HEADING = Words(SOFT, size=SMALL), Words(INK, 600)


def draw(chart: PlacesChart) -> Figure:
    """Names, marks with their figures, counts, and to when these run; 7.09 inches wide, as high as the rows need.

    Raises UndrawableChart when there is nothing to draw, or a share is no percentage.
    """
    if not 0 <= chart.reference <= 100:
        raise UndrawableChart(f"{chart.reference} is no percentage.")
    blocks = [_Block(group) for group in chart.groups if group.rows]
    if not blocks:
        raise UndrawableChart("A chart of places needs at least one share.")
    height = TOP + sum(block.height for block in blocks)
    sheet = Sheet(FULL, height)
    axes = sheet.axes(AXIS, 0, SCALE_END - AXIS, height)
    axes.set(xlim=(0, 100), ylim=(0, height))
    _head(sheet, axes, chart, height)
    y = height - TOP
    for block in blocks:
        block.draw(sheet, axes, y, chart.reference)
        y -= block.height
    return sheet.figure


def _head(sheet: Sheet, axes: Axes, chart: PlacesChart, height: float) -> None:
    """The scale in words, the heads of the columns, and the lines that run down from them."""
    for tick in TICKS:
        sheet.write(_x(tick), height - 0.08, chart.percent_text.format(tick), SCALE, "center")
    sheet.write(COUNTS, height - 0.08, chart.counts_header, SCALE, "right")
    sheet.write(FULL, height - 0.08, chart.date_header, SCALE, "right")
    percent_lines(axes, 0, height - TOP, TICKS)
    axes.vlines(chart.reference, 0, height - TOP, color=INK, lw=0.8, ls=(0, (1.5, 2)), zorder=2, label="reference")


def _x(percent: float) -> float:
    """Where a percentage stands, in inches from the left edge."""
    return AXIS + (SCALE_END - AXIS) * percent / 100


class _Block:
    """The rows of a group, ruled above; its heading, where it has one, in a line of its own."""

    def __init__(self, group: PlacesGroup) -> None:
        self.heading = group.heading
        self.lines = [_Line(row) for row in group.rows]
        self.height = sum(line.height for line in self.lines) + (ROW if group.heading else 0) + GAP

    def draw(self, sheet: Sheet, axes: Axes, top: float, reference: float) -> None:
        sheet.line([(0, top), (FULL, top)], RULE, 0.6)
        y = top - GAP / 2
        if self.heading:
            sheet.write(0, y - ROW / 2, self.heading, HEADING)
            y -= ROW
        for line in self.lines:
            line.draw(sheet, axes, y - ROW / 2, reference)
            y -= line.height


class _Line:
    """A share with its words: name and whose figure it is, the figure at its mark, counts, the day."""

    def __init__(self, row: Share) -> None:
        self.row, self.label_style = row, LABELS[row.role]
        self.style = Words(self.label_style.colour, self.label_style.weight, SMALL)
        self.label = self.label_style.wrapped(row.label, LABEL_MOST)
        used = self.label_style.width(self.label) + APART
        beside = row.detail and "\n" not in self.label and used + DETAIL.width(row.detail) <= LABEL_MOST
        self.detail_at = used if beside else 0.0
        self.detail = row.detail if beside else DETAIL.wrapped(row.detail, LABEL_MOST) if row.detail else ""
        below = 0 if beside or not row.detail else self.detail.count("\n") + 1
        self.height = ROW + LINE_MORE * (self.label.count("\n") + below)

    def draw(self, sheet: Sheet, axes: Axes, y: float, reference: float) -> None:
        own = self.row.role != "other"
        draw_share(axes, y, self.row, size=7 if own else 5.4, bar=2.2 if self.row.role == "place" else 1.2)
        sheet.write(0, y, self.label, self.label_style)
        if self.detail:
            below = 0 if self.detail_at else LINE_MORE * (self.label.count("\n") + 1)
            sheet.write(self.detail_at, y - below, self.detail, DETAIL)
        self._figure(sheet, y, reference)
        sheet.write(COUNTS, y, self.row.note_text, self.style, "right")
        sheet.write(FULL, y, self.row.date_text, self.style, "right")

    def _figure(self, sheet: Sheet, y: float, reference: float) -> None:
        """Beside the mark, away from the nation's line where it would cross that, and off the counts."""
        low, high = (self.row.percent if end is None else end for end in (self.row.low, self.row.high))
        style = replace(self.style, halo=True)
        x = max(_x(high), _x(self.row.percent) + 0.03) + FROM_MARK
        room = COUNTS - self.style.width(self.row.note_text) - FROM_MARK
        left = self.row.percent < reference or x + style.width(self.row.value_text) > room
        x = _x(low) - FROM_MARK if left else x
        sheet.write(x, y, self.row.value_text, style, "right" if left else "left")
