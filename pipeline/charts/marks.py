"""Marks that charts share: dots, land, a share with its interval, the lines of a percent scale."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from pipeline.charts.model import Role, Share
from pipeline.charts.sheet import Point
from pipeline.charts.style import DOT, GRID, INK, PLACE, TEXT, Words
from pipeline.errors import UndrawableChart

MARK: dict[Role, str] = {"place": PLACE, "nation": INK, "other": DOT}
LABELS: dict[Role, Words] = {"place": Words(PLACE, 700), "nation": Words(INK, 600), "other": Words(TEXT)}


@dataclass(frozen=True)
class Dot:
    """A round mark: diameter and rim in points."""

    size: float
    face: str
    rim: str
    rim_width: float = 1.1
    level: float = 4


OWN_DOT = Dot(6.5, PLACE, "white", 0.8, 6)  # this place on a map, and how it is named there
OWN_WORDS = Words(PLACE, 700, halo=True)


def draw_dot(axes: Axes, at: Point, dot: Dot, name: str) -> None:
    """Put a dot on a point of the axes; `name` tells what it stands for (in the figure only, not in the picture)."""
    axes.plot(
        *at,
        "o",
        markersize=dot.size,
        markerfacecolor=dot.face,
        markeredgecolor=dot.rim,
        markeredgewidth=dot.rim_width,
        zorder=dot.level,
        clip_on=False,
        label=name,
    )


@dataclass(frozen=True)
class Fill:
    """How a stretch of land looks, and what that means; the edge's width in points."""

    name: str
    face: str
    edge: str
    width: float
    level: float


def draw_land(axes: Axes, outline: Outline, fill: Fill) -> None:
    """Fill an outline, if it encloses anything. The axes' limits are the map's: they are not asked to take it in."""
    if len(np.asarray(outline.vertices)):
        patch = PathPatch(outline, facecolor=fill.face, edgecolor=fill.edge, linewidth=fill.width, zorder=fill.level)
        patch.set(joinstyle="round", label=fill.name)
        axes.add_artist(patch)


def draw_share(axes: Axes, y: float, share: Share, size: float, bar: float) -> None:
    """A full dot with its interval where the share was counted, an open circle where only a percentage is known."""
    if not 0 <= share.percent <= 100:
        raise UndrawableChart(f"{share.label}: {share.percent} is no percentage.")
    colour = MARK[share.role]
    if share.counted and share.low is not None and share.high is not None:
        ends = [share.low, share.high]
        axes.plot(ends, [y, y], color=colour, lw=bar, solid_capstyle="butt", zorder=3, label="interval")
    draw_dot(axes, (share.percent, y), Dot(size, colour if share.counted else "white", colour), "share")


def percent_lines(axes: Axes, low: float, high: float, at: Sequence[float] = (0, 25, 50, 75, 100)) -> None:
    """Faint lines of the percent scale between two heights."""
    axes.vlines(list(at), low, high, color=GRID, lw=0.6, zorder=0)
