"""County shapes: read from TopoJSON, projected (Albers), thinned for print.

TopoJSON stores each border once, as an "arc" that both neighbours use, so thinning an arc leaves no gaps. Projection:
Albers equal-area conic on a sphere, Snyder (1987), Map Projections: A Working Manual, USGS Professional Paper 1395,
pp. 98-103.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import dist
from pathlib import Path
from typing import Any, Literal, cast

import numpy as np
from matplotlib.path import Path as Outline
from numpy.typing import NDArray

from pipeline.errors import UndrawableChart

Points = NDArray[np.float64]
Kind = Literal["counties", "states"]

# Alaska, Hawaii, American Samoa, Guam, Northern Marianas, Puerto Rico, Virgin Islands: outside the contiguous states
FAR = frozenset({"02", "15", "60", "66", "69", "72", "78"})

# The shapes are of 2017, the list of activations of the program's end: the codes under which today's land was listed.
LISTED_AS = {
    "46102": "46113",  # Oglala Lakota County, until 2015 Shannon County
    "02158": "02270",  # Kusilvak, until 2015 Wade Hampton
    "02105": "02232",  # Hoonah-Angoon and Skagway, split in 2007
    "02230": "02232",
    "02195": "02280",  # Petersburg and Wrangell, split in 2008
    "02275": "02280",
    "02198": "02201",  # Prince of Wales-Hyder, from Prince of Wales-Outer Ketchikan in 2008
}

# Independent cities of the list that had become towns by 2017: the county that has their land.
MERGED_INTO = {"51515": "51019", "51560": "51005", "51780": "51083"}


@dataclass(frozen=True)
class Albers:
    """The projection for a region, in degrees: central meridian, latitude of origin, standard parallels."""

    meridian: float
    origin: float
    south: float
    north: float

    @classmethod
    def covering(cls, points: Points) -> "Albers":
        """Parallels at one sixth of the region's latitudes from its edges, the usual choice for a conic."""
        (west, low), (east, high) = points.min(axis=0), points.max(axis=0)
        sixth = (high - low) / 6
        return cls((west + east) / 2, (low + high) / 2, low + sixth, high - sixth)

    def __call__(self, points: Points) -> Points:
        """Project longitudes and latitudes (n by 2, degrees) to a plane (n by 2, in radii of the globe)."""
        south, north = np.radians(self.south), np.radians(self.north)
        n = (np.sin(south) + np.sin(north)) / 2
        c = np.cos(south) ** 2 + 2 * n * np.sin(south)
        angle = n * np.radians(points[:, 0] - self.meridian)
        radius = np.sqrt(c - 2 * n * np.sin(np.radians(points[:, 1]))) / n
        middle = np.sqrt(c - 2 * n * np.sin(np.radians(self.origin))) / n
        return np.column_stack([radius * np.sin(angle), middle - radius * np.cos(angle)])


NATION = Albers(-96.0, 37.5, 29.5, 45.5)


class Shapes:
    """The shapes of a TopoJSON file with the objects "counties" and "states", in degrees."""

    def __init__(self, topology: dict[str, Any]) -> None:
        scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
        self.arcs = [_west(np.cumsum(np.array(arc, dtype=float), axis=0) * scale + shift) for arc in topology["arcs"]]
        self._objects = topology["objects"]

    @cached_property
    def _geometries(self) -> dict[str, dict[str, list[list[int]]]]:
        return {
            kind: {g["id"]: list(_rings(g)) for g in self._objects[kind]["geometries"] if g.get("arcs")}
            for kind in ("counties", "states")
        }

    def ids(self, kind: Kind) -> frozenset[str]:
        """The FIPS codes that have a shape."""
        return frozenset(self._geometries[kind])

    def rings(self, kind: Kind, wanted: Iterable[str]) -> list[list[int]]:
        """Rings of the wanted shapes as lists of arc numbers; raises UndrawableChart for a code without shape."""
        known = self._geometries[kind]
        missing = sorted(set(wanted) - set(known))
        if missing:
            raise UndrawableChart(f"The map has no shape for {kind} {', '.join(missing)}.")
        return [ring for code in sorted(wanted) for ring in known[code]]

    def points(self, kind: Kind, wanted: Iterable[str]) -> Points:
        """All corners of the wanted shapes, in degrees."""
        return np.vstack([self.arcs[max(arc, ~arc)] for ring in self.rings(kind, wanted) for arc in ring])


class Drawn:
    """Shapes projected and thinned to `detail` (in units of the projection): what a map of one region needs."""

    def __init__(self, shapes: Shapes, projection: Albers, detail: float) -> None:
        self._shapes, self._projection, self._detail = shapes, projection, detail
        self._cache: dict[tuple[int, bool], Points] = {}

    def outline(self, kind: Kind, wanted: Iterable[str]) -> Outline:
        """One compound path of all wanted shapes (FIPS codes); empty if none is wanted."""
        closed = [self._ring(ring) for ring in self._shapes.rings(kind, tuple(wanted))]
        if not closed:
            return Outline(np.empty((0, 2)))
        codes = [[Outline.MOVETO, *[Outline.LINETO] * (len(ring) - 2), Outline.CLOSEPOLY] for ring in closed]
        return Outline(np.vstack(closed), np.concatenate(codes))

    def _ring(self, arcs: list[int]) -> Points:
        thin = self._joined(arcs, thinned=True)
        return thin if len(thin) > 3 else self._joined(arcs, thinned=False)

    def _joined(self, arcs: list[int], thinned: bool) -> Points:
        parts = [self._arc(arc, thinned) if arc >= 0 else self._arc(~arc, thinned)[::-1] for arc in arcs]
        return np.vstack([part[:-1] for part in parts] + [parts[-1][-1:]])

    def _arc(self, number: int, thinned: bool) -> Points:
        if (number, thinned) not in self._cache:
            points = self._projection(self._shapes.arcs[number])
            self._cache[number, thinned] = _thin(points, self._detail) if thinned else points
        return self._cache[number, thinned]


def read_shapes(file: Path) -> Shapes:
    """Shapes of a TopoJSON file, read once for each state of the file; raises UndrawableChart if it is not there."""
    try:
        return _read(file, file.stat().st_mtime_ns)
    except FileNotFoundError as missing:
        raise UndrawableChart(f"The county shapes are missing: {file}.") from missing


@lru_cache(maxsize=2)
def _read(file: Path, _changed: int) -> Shapes:
    return Shapes(json.loads(file.read_text()))


def shapes_of(code: str) -> frozenset[str]:
    """The shapes of a county as the list of activations names it: its own, or those that took its land over."""
    later = frozenset(shape for shape, listed in LISTED_AS.items() if listed == code)
    return later or frozenset({MERGED_INTO.get(code, code)})


def shown_active(shape: str, active: frozenset[str]) -> bool:
    """Whether the land of a shape is active, by its own code or the one it was listed under."""
    return shape in active or LISTED_AS.get(shape, "") in active


def centre(outline: Outline) -> tuple[float, float]:
    """A point of the largest ring: its centre of area, or the corner nearest to that if it lies outside."""
    rings = [np.asarray(ring) for ring in outline.to_polygons(closed_only=True)]
    ring = max(rings, key=lambda corners: abs(float(_crosses(corners).sum())))
    crosses = _crosses(ring)[:, None]
    middle = ((ring[:-1] + ring[1:]) * crosses).sum(axis=0) / (3 * crosses.sum())
    if not Outline(ring).contains_point(middle):
        middle = ring[np.hypot(*(ring - middle).T).argmin()]
    return float(middle[0]), float(middle[1])


def _crosses(corners: Points) -> Points:
    """Twice the signed area of the triangle each side forms with the origin."""
    x, y = corners[:, 0], corners[:, 1]
    return np.asarray(x[:-1] * y[1:] - x[1:] * y[:-1])


def _rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        yield from cast("list[list[int]]", polygon)


def _west(points: Points) -> Points:
    """Longitudes east of the antimeridian (the outer Aleutians) as degrees west, so that Alaska stays in one piece."""
    points[:, 0] = np.where(points[:, 0] > 0, points[:, 0] - 360, points[:, 0])
    return points


def _thin(points: Points, detail: float) -> Points:
    """Leave out points nearer than `detail` to the last one kept; both ends stay."""
    keep, (last, *others) = [0], points[:-1].tolist()
    for number, point in enumerate(others, 1):
        if dist(last, point) >= detail:
            keep.append(number)
            last = point
    return points[[*keep, len(points) - 1]]
