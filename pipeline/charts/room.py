"""Where a map lies on its sheet so that its labels stand beside the land, the map as large as that allows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import hypot

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from numpy.typing import NDArray

from pipeline.charts.placing import nearest
from pipeline.charts.sheet import Box, Frame, Point

CELL = 0.025  # inches: how finely free room is looked for
AIR = 0.05  # inches between land and label
SIZES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5)
ASIDE = (
    0.0,
    0.5,
    1.0,
)  # where the map lies in the room it leaves: first left and top, then middle, then right and foot
LONG, MOVED = 0.15, 0.03  # what an inch of leader, and a map off the left edge, weigh against the map's size
PIXELS = 500


@dataclass(frozen=True)
class Layout:
    """A frame and the labels' boxes on it."""

    frame: Frame
    labels: tuple[Box, ...]


class Land:
    """A map's land as a picture, to be asked where there is none."""

    def __init__(self, outline: Outline) -> None:
        (self.left, self.bottom), (right, top) = outline.get_extents().get_points()
        self.width, self.height = right - self.left, top - self.bottom
        self._step = max(self.width, self.height) / PIXELS
        size = (max(self.width / self._step, 1) / 100, max(self.height / self._step, 1) / 100)
        figure = Figure(figsize=size, dpi=100, facecolor="white")
        canvas = FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1), xlim=(self.left, right), ylim=(self.bottom, top))
        axes.axis("off")
        axes.add_artist(PathPatch(outline, facecolor="black", lw=0.5))
        canvas.draw()  # type: ignore[no-untyped-call]
        pixels = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
        self._picture = np.asarray(pixels)[::-1, :, 0] < 250

    def cells(self, frame: Frame, sheet: Box) -> NDArray[np.int64]:
        """For every cell of the sheet how much land lies left of and below it (a summed-area table)."""
        across = (np.arange(sheet.left, sheet.right, CELL) + CELL / 2 - frame.x) / frame.scale
        up = (np.arange(sheet.bottom, sheet.top, CELL) + CELL / 2 - frame.y) / frame.scale
        columns = np.floor((across - self.left) / self._step).astype(int)
        rows = np.floor((up - self.bottom) / self._step).astype(int)
        high, wide = self._picture.shape
        on_map = ((rows >= 0) & (rows < high))[:, None] & ((columns >= 0) & (columns < wide))[None, :]
        land = on_map & self._picture[np.ix_(rows.clip(0, high - 1), columns.clip(0, wide - 1))]
        return np.pad(land.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))


def lay_out(land: Land, sheet: Box, anchors: Sequence[Point], sizes: Sequence[Point]) -> Layout:
    """The best frame for labels of the given sizes (width, height in inches) that belong to points of the map.

    Labels touch neither land nor each other and lie within the sheet. Falls back to the smallest map and labels at the
    sheet's right edge if there is no such place.
    """
    best: tuple[float, Layout] | None = None
    for worth, frame in _frames(land, sheet):
        if best and worth <= best[0]:
            continue
        labels = _find_labels(land, frame, sheet, anchors, sizes)
        if labels is None:
            continue
        reach = sum(_reach(box, frame.point(anchor)) for box, anchor in zip(labels, anchors, strict=True))
        if best is None or worth - LONG * reach > best[0]:
            best = worth - LONG * reach, Layout(frame, labels)
    return best[1] if best else _last_resort(land, sheet, sizes)


def _frames(land: Land, sheet: Box) -> Iterator[tuple[float, Frame]]:
    wide, high = sheet.right - sheet.left, sheet.top - sheet.bottom
    full = min(wide / land.width, high / land.height)
    for size, across, down in product(SIZES, ASIDE, ASIDE):
        scale = full * size
        left = sheet.left + across * (wide - scale * land.width)
        bottom = sheet.top - scale * land.height - down * (high - scale * land.height)
        yield size - MOVED * (across + down), Frame(scale, left - scale * land.left, bottom - scale * land.bottom)


def _find_labels(
    land: Land, frame: Frame, sheet: Box, anchors: Sequence[Point], sizes: Sequence[Point]
) -> tuple[Box, ...] | None:
    table = land.cells(frame, sheet)
    found: list[Box] = []
    for anchor, size in zip(anchors, sizes, strict=True):
        at = frame.point(anchor)
        boxes = [box for box in _free_boxes(table, sheet, size) if not any(box.grown(AIR).overlap(b) for b in found)]
        if not boxes:
            return None
        found.append(min(boxes, key=lambda box: _reach(box, at)))
    return tuple(found)


def _free_boxes(table: NDArray[np.int64], sheet: Box, size: Point) -> list[Box]:
    """All boxes of a size that keep their distance from land."""
    across, up = (int(np.ceil((side + 2 * AIR) / CELL)) for side in size)
    if across >= table.shape[1] or up >= table.shape[0]:
        return []
    covered = table[up:, across:] - table[:-up, across:] - table[up:, :-across] + table[:-up, :-across]
    rows, columns = np.nonzero(covered == 0)
    lefts, bottoms = sheet.left + columns * CELL + AIR, sheet.bottom + rows * CELL + AIR
    return [Box(x, y, x + size[0], y + size[1]) for x, y in zip(lefts.tolist(), bottoms.tolist(), strict=True)]


def _reach(box: Box, point: Point) -> float:
    near = nearest(box, point)
    return hypot(near[0] - point[0], near[1] - point[1])


def _last_resort(land: Land, sheet: Box, sizes: Sequence[Point]) -> Layout:
    *_, (_, frame) = ((worth, frame) for worth, frame in _frames(land, sheet))
    top, boxes = sheet.top, []
    for wide, high in sizes:
        boxes.append(Box(sheet.right - wide, top - high, sheet.right, top))
        top -= high + AIR
    return Layout(frame, tuple(boxes))
