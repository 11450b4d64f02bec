"""The map of the nation on the front page: each state an outline to click, Alaska and Hawaii in the lower left corner."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from matplotlib.path import Path as Outline

from pipeline.charts.geography import FAR, NATION, Albers, Drawn, Shapes, read_shapes

WIDTH, HEIGHT = 640, 400
DETAIL = 1.4  # corners nearer to each other than this are not drawn, in units of the picture
# Where a region stands: left, top, width, height.
MAIN, ALASKA, HAWAII = (4.0, 4.0, 632.0, 392.0), (6.0, 296.0, 120.0, 98.0), (136.0, 340.0, 84.0, 54.0)


@dataclass(frozen=True)
class _Region:
    states: frozenset[str]
    projection: Albers
    room: tuple[float, float, float, float]


def outlines(file: Path) -> dict[str, str]:
    """The outline of each state by its FIPS code, as an SVG path in a picture of WIDTH by HEIGHT."""
    return _outlines(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _outlines(file: Path, _changed: int) -> dict[str, str]:
    shapes = read_shapes(file)
    return dict(path for region in _regions(shapes) for path in _paths(shapes, region))


def _regions(shapes: Shapes) -> Iterator[_Region]:
    yield _Region(frozenset(code for code in shapes.ids("states") if code not in FAR), NATION, MAIN)
    for code, room in (("02", ALASKA), ("15", HAWAII)):
        alone = frozenset({code})
        yield _Region(alone, Albers.covering(shapes.points("states", alone)), room)


def _paths(shapes: Shapes, region: _Region) -> Iterator[tuple[str, str]]:
    whole = Drawn(shapes, region.projection, 0.002).outline("states", region.states)
    (west, south), (east, north) = whole.get_extents().get_points()
    left, top, wide, high = region.room
    scale = min(wide / (east - west), high / (north - south))
    drawn = Drawn(shapes, region.projection, DETAIL / scale)
    foot = top + high  # a region stands on the foot of its room
    for code in sorted(region.states):
        outline = drawn.outline("states", {code})
        corners = np.asarray(outline.vertices)
        across, down = left + (corners[:, 0] - west) * scale, foot - (corners[:, 1] - south) * scale
        points = np.column_stack([across, down])
        yield code, _path(points.round().astype(int).tolist(), outline)


def _path(points: list[list[int]], outline: Outline) -> str:
    """An SVG path whose corners are told as steps from the one before, which is shorter."""
    parts: list[str] = []
    codes = np.asarray(outline.codes).tolist()
    at = [0, 0]
    for (x, y), code in zip(points, codes, strict=True):
        if code == Outline.MOVETO:
            parts.append(f"M{x} {y}l")
        elif code == Outline.CLOSEPOLY:
            parts.append("z")
        elif [x, y] != at:
            parts.append(f"{x - at[0]} {y - at[1]} ")
        at = [x, y]
    return "".join(parts).replace(" z", "z").replace("lz", "z").replace(" -", "-")
