"""The paper a chart is drawn on: text and boxes in inches from the lower left corner, axes set where they belong."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

from pipeline.charts.style import PLAIN, Words

Align = Literal["left", "center", "right"]
Point = tuple[float, float]

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

    def write(self, x: float, y: float, words: str, style: Words = PLAIN, align: Align = "left") -> None:
        """Write the lines of `words`, the capitals of the first one centred on `y`, at even leading."""
        first = y - CAPITALS * style.size / 72
        for number, line in enumerate(words.split("\n")):
            text = self.figure.text(
                x,
                first - number * style.leading,
                line,
                transform=self.figure.dpi_scale_trans,
                ha=align,
                va="baseline",
                color=style.colour,
                size=style.size,
                weight=style.weight,
                style=style.slope,
                zorder=8,
            )
            text.set_path_effects([withStroke(linewidth=2.5, foreground="white")] if style.halo else [])

    def line(self, points: Sequence[Point], colour: str, width: float, behind: bool = False) -> None:
        """Draw a thin line through points of the sheet, over or behind what the axes hold."""
        xs, ys = zip(*points, strict=True)
        frame = self.figure.dpi_scale_trans
        line = Line2D(xs, ys, color=colour, lw=width, transform=frame, solid_capstyle="butt")
        line.set_zorder(-1 if behind else 2)
        self.figure.add_artist(line)
