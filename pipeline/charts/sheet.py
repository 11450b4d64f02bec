"""The paper a chart is drawn on: text and boxes in inches from the lower left corner, axes set where they belong."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patheffects import Stroke
from matplotlib.text import Text

from pipeline.charts.style import PLAIN, Words

Align = Literal["left", "center", "right"]
Point = tuple[float, float]

PLAIN_LETTERS = ("-liga", "-calt", "-ccmp")  # each sign its own glyph: PDF/A wants every glyph to mean one thing
HALO = "halo"  # the group of the white outlines behind letters on a map
CAPITALS = 0.33  # half the height of capitals, in font sizes: centres a line of text on a mark


@dataclass(frozen=True)
class Box:
    """A rectangle in inches."""

    left: float
    bottom: float
    right: float
    top: float

    def overlap(self, other: "Box") -> float:
        """The area both cover, in square inches."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(wide, 0.0) * max(high, 0.0)

    def within(self, other: "Box") -> bool:
        """Whether this box lies wholly inside the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.bottom >= other.bottom
            and self.top <= other.top
        )

    def grown(self, by: float) -> "Box":
        """This box with `by` inches more on every side."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)


@dataclass(frozen=True)
class Frame:
    """How a map lies on a sheet: `scale` inches a unit of the projection, and where the projection's origin falls."""

    scale: float
    x: float
    y: float

    def point(self, point: Point) -> Point:
        """A point of the map in inches."""
        return self.x + self.scale * point[0], self.y + self.scale * point[1]


class Sheet:
    """A figure of `width` by `height` inches without margins of its own."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width, height), dpi=200)

    @property
    def edge(self) -> Box:
        """The whole sheet."""
        return Box(0, 0, self.width, self.height)

    def axes(self, left: float, bottom: float, width: float, height: float) -> Axes:
        """Bare axes over a rectangle given in inches: no frame, no ticks, no margins."""
        axes = self.figure.add_axes((left / self.width, bottom / self.height, width / self.width, height / self.height))
        axes.axis("off")
        return axes

    def map_axes(self, frame: Frame) -> Axes:
        """Axes over the whole sheet in the units of a map's projection."""
        axes = self.axes(0, 0, self.width, self.height)
        axes.set_xlim(-frame.x / frame.scale, (self.width - frame.x) / frame.scale)
        axes.set_ylim(-frame.y / frame.scale, (self.height - frame.y) / frame.scale)
        return axes

    def write(self, x: float, y: float, words: str, style: Words = PLAIN, align: Align = "left") -> None:
        """Write the lines of `words`, the capitals of the first one centred on `y`, at even leading."""
        first = y - CAPITALS * style.size / 72
        for number, line in enumerate(words.split("\n")):
            at = (x, first - number * style.leading)
            if style.halo:  # an outline of its own below: with one, letters would be written as shapes, not as text
                self._line_of_text(at, line, style, align).set(
                    path_effects=[Stroke(linewidth=2.5, foreground="white")], gid=HALO
                )
            self._line_of_text(at, line, style, align)

    def _line_of_text(self, at: Point, line: str, style: Words, align: Align) -> Text:
        return self.figure.text(
            *at,
            line,
            transform=self.figure.dpi_scale_trans,
            ha=align,
            va="baseline",
            color=style.colour,
            size=style.size,
            weight=style.weight,
            style=style.slope,
            fontfeatures=PLAIN_LETTERS,
            zorder=8,
        )

    def line(self, points: Sequence[Point], colour: str, width: float, behind: bool = False) -> None:
        """Draw a thin line through points of the sheet, over or behind what the axes hold."""
        xs, ys = zip(*points, strict=True)
        frame = self.figure.dpi_scale_trans
        line = Line2D(xs, ys, color=colour, lw=width, transform=frame, solid_capstyle="butt")
        line.set_zorder(-1 if behind else 2)
        self.figure.add_artist(line)
