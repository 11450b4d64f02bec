"""Page 1: this place beside the nation, one line a share."""

from matplotlib.figure import Figure

from pipeline.charts.marks import LABELS, draw_share, percent_lines
from pipeline.charts.model import Share, ShareChart
from pipeline.charts.sheet import Sheet
from pipeline.charts.style import SCALE, WIDE
from pipeline.errors import UndrawableChart

ROW, LINE_MORE, TOP, BOTTOM = 0.215, 0.145, 0.2, 0.02
SCALE_LEFT, NOTES_LEFT, VALUES_LEFT = 1.28, WIDE - 0.93, WIDE - 1.5  # where the columns begin, if their words fit
LABEL_MOST, VALUE_MOST, NOTE_MOST = 1.75, 0.5, 1.15
TICKS, FEW_TICKS, CROWDED = (0, 25, 50, 75, 100), (0, 50, 100), 1.3


def draw(chart: ShareChart) -> Figure:
    """Labels from the left edge, the scale from 0 to 100 percent, then the share and its counts; 4.65 inches wide."""
    if not chart.rows:
        raise UndrawableChart("A chart of shares needs at least one share.")
    lines = [_Line(row) for row in chart.rows]
    sheet = Sheet(WIDE, TOP + sum(line.height for line in lines) + BOTTOM)
    note = min(NOTES_LEFT, WIDE - max(line.note_width for line in lines) - 0.02)
    value = note - 0.07
    start = max(SCALE_LEFT, max(line.label_width for line in lines) + 0.16)
    end = min(VALUES_LEFT, value - max(line.value_width for line in lines) - 0.16)
    axes = sheet.axes(start, 0, end - start, sheet.height)
    axes.set(xlim=(0, 100), ylim=(0, sheet.height))
    percent_lines(axes, BOTTOM, sheet.height - TOP, TICKS)
    for tick in TICKS if end - start > CROWDED else FEW_TICKS:
        x = start + (end - start) * tick / 100
        sheet.write(x, sheet.height - 0.07, chart.percent_text.format(tick), SCALE, "center")
    y = sheet.height - TOP
    for line in lines:
        middle = y - ROW / 2
        draw_share(axes, middle, line.row, size=7, bar=2 if line.row.role == "place" else 1.4)
        sheet.write(0, middle, line.label, line.style)
        sheet.write(value, middle, line.value, line.style, "right")
        sheet.write(note, middle, line.note, line.style)
        y -= line.height
    return sheet.figure


class _Line:
    """A share and its words, broken to fit their columns."""

    def __init__(self, row: Share) -> None:
        self.row, self.style = row, LABELS[row.role]
        self.label = self.style.wrapped(row.label, LABEL_MOST)
        self.value = self.style.wrapped(row.value_text, VALUE_MOST)
        self.note = self.style.wrapped(row.note_text, NOTE_MOST)
        more = max(words.count("\n") for words in (self.label, self.value, self.note))
        self.height = ROW + LINE_MORE * more
        self.label_width, self.value_width, self.note_width = (
            self.style.width(words) for words in (self.label, self.value, self.note)
        )
