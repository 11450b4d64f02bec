"""The map of the nation. Its land is the same for every place of an edition: worked out once, drawn under each dot."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from matplotlib.figure import Figure
from matplotlib.path import Path as Outline

from pipeline.charts.geography import FAR, NATION, Albers, Drawn, Shapes, centre, shapes_of, shown_active
from pipeline.charts.marks import OWN_DOT, OWN_WORDS, Fill, draw_dot, draw_land
from pipeline.charts.model import NationMap
from pipeline.charts.placing import Board
from pipeline.charts.room import Land, lay_out
from pipeline.charts.sheet import Box, Frame, Point, Sheet
from pipeline.charts.style import ACTIVE, HALF, LAND

HEIGHT, MARGIN = 1.8, 0.03
FAR_BOXES = {"02": Box(0.03, 0.03, 0.72, 0.52), "15": Box(0.74, 0.03, 1.12, 0.3)}  # inches, for Alaska and Hawaii
DETAIL = 0.008  # inches: corners nearer to each other than this are not drawn
LABEL_MOST = 1.5  # inches: wider labels are broken
NOT_ACTIVE, ON = Fill("not active", LAND, LAND, 0.6, 1), Fill("active", ACTIVE, ACTIVE, 0.15, 2)
STATES = Fill("states", "none", "white", 0.5, 3)


@dataclass(frozen=True)
class Region:
    """Some states on their part of the sheet, and the outlines that are filled there, from below."""

    states: frozenset[str]
    frame: Frame
    fills: tuple[tuple[Outline, Fill], ...]


def draw(chart: NationMap, shapes: Shapes) -> Figure:
    """The states, active counties gray without county lines, the place a ringed dot (3.43 x 1.95 inches).

    Alaska and Hawaii stand in the lower left corner, each at a scale of its own.
    """
    sheet = Sheet(HALF, HEIGHT)
    _draw_land(sheet, regions(shapes, chart.active))
    _draw_place(sheet, chart, shapes)
    return sheet.figure


def draw_land_alone(active: frozenset[str], shapes: Shapes) -> Figure:
    """What is the same for every place: the land, with the active counties."""
    sheet = Sheet(HALF, HEIGHT)
    _draw_land(sheet, regions(shapes, active))
    return sheet.figure


def draw_place_alone(chart: NationMap, shapes: Shapes) -> Figure:
    """What differs from place to place: the dot and its name."""
    sheet = Sheet(HALF, HEIGHT)
    _draw_place(sheet, chart, shapes)
    return sheet.figure


@lru_cache(maxsize=2)
def regions(shapes: Shapes, active: frozenset[str]) -> tuple[Region, ...]:
    """The contiguous states, Alaska and Hawaii with their outlines, worked out once for each set of active counties."""
    parts = [(frozenset(code for code in shapes.ids("states") if code not in FAR), NATION, _inner())]
    parts += [(frozenset({c}), Albers.covering(shapes.points("states", {c})), box) for c, box in FAR_BOXES.items()]
    return tuple(_region(shapes, active, *part) for part in parts)


def _region(shapes: Shapes, active: frozenset[str], states: frozenset[str], projection: Albers, room: Box) -> Region:
    frame = lay_out(Land(Drawn(shapes, projection, 0.002).outline("states", states)), room, [], []).frame
    drawn = Drawn(shapes, projection, DETAIL / frame.scale)
    outline = drawn.outline("states", states)
    counties = (code for code in shapes.ids("counties") if code[:2] in states)
    on = drawn.outline("counties", frozenset(code for code in counties if shown_active(code, active)))
    return Region(states, frame, ((outline, NOT_ACTIVE), (on, ON), (outline, STATES)))


def _draw_land(sheet: Sheet, land: tuple[Region, ...]) -> None:
    for region in land:
        axes = sheet.map_axes(region.frame)
        for outline, fill in region.fills:
            draw_land(axes, outline, fill)


def _draw_place(sheet: Sheet, chart: NationMap, shapes: Shapes) -> None:
    region = next(region for region in regions(shapes, chart.active) if chart.own[:2] in region.states)
    projection = NATION if chart.own[:2] not in FAR_BOXES else Albers.covering(shapes.points("states", region.states))
    place = centre(Drawn(shapes, projection, 0).outline("counties", shapes_of(chart.own)))
    draw_dot(sheet.map_axes(region.frame), place, OWN_DOT, "place")
    _name_dot(sheet, chart.label, region.frame.point(place))


def _inner() -> Box:
    return Box(0, 0, HALF, HEIGHT).grown(-MARGIN)


def _name_dot(sheet: Sheet, label: str, at: Point) -> None:
    """The place's name beside its dot, within the sheet."""
    x, y = at

    def spots(wide: float, high: float) -> Iterator[Point]:
        yield x + 0.08, y - high / 2
        yield x - wide / 2, y - 0.07 - high
        yield x - wide / 2, y + 0.07
        yield x - 0.08 - wide, y - high / 2
        yield min(x - wide / 2, sheet.width - MARGIN - wide), y - 0.07 - high
        yield max(x - wide / 2, MARGIN), y - 0.07 - high

    Board(sheet, _inner()).put(OWN_WORDS.wrapped(label, LABEL_MOST), OWN_WORDS, spots)
