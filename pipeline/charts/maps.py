"""Maps: the counties of a state with the place's own, and the nation with the place as a dot."""

from collections.abc import Iterator

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.path import Path as Outline

from pipeline.charts.geography import FAR, NATION, Albers, Drawn, Shapes, centre, shapes_of, shown_active
from pipeline.charts.marks import Dot, Fill, draw_dot, draw_land
from pipeline.charts.model import NationMap, OwnCounty, StateMap
from pipeline.charts.placing import Board, leaves, write_in
from pipeline.charts.room import Frame, Land, Layout, lay_out
from pipeline.charts.sheet import Align, Box, Point, Sheet
from pipeline.charts.style import ACTIVE, DOT, HALF, LAND, PLACE, Words
from pipeline.errors import UndrawableChart

HEIGHT, MARGIN = 1.95, 0.03
STATE_DETAIL, NATION_DETAIL = 0.004, 0.008  # inches: corners nearer to each other than this are not drawn
TINY = 0.08  # inches: an own county smaller than this gets a dot
LABEL_MOST = 1.5  # inches: wider labels are broken
OWN_DOT, OPEN_DOT = Dot(6.5, PLACE, "white", 0.8, 6), Dot(6.5, "white", PLACE, 1.4, 6)
NOT_ACTIVE, ON = Fill("not active", LAND, DOT, 0.4, 1), Fill("active", ACTIVE, "white", 0.4, 2)
OWN_ON, OWN_OFF = Fill("own active", PLACE, "white", 0.5, 4), Fill("own not active", LAND, PLACE, 1.4, 4)
NATION_LAND, NATION_ON = Fill("not active", LAND, LAND, 0.6, 1), Fill("active", ACTIVE, ACTIVE, 0.15, 2)
STATES = Fill("states", "none", "white", 0.5, 3)
OWN_WORDS = Words(PLACE, 700, halo=True)


def draw_state(chart: StateMap, shapes: Shapes) -> Figure:
    """Counties of the state, gray active, light not; own counties filled if active, else outlined (3.43 x 1.95)."""
    counties = frozenset(code for code in shapes.ids("counties") if code.startswith(chart.state))
    if not counties:
        raise UndrawableChart(f"The map has no counties for state {chart.state}.")
    sheet = Sheet(HALF, HEIGHT)
    projection = Albers.covering(shapes.points("counties", counties))
    exact = Drawn(shapes, projection, 0)
    labelled = [county for county in chart.own if county.label]
    layout = _layout(sheet, exact, counties, labelled)
    drawn = Drawn(shapes, projection, STATE_DETAIL / layout.frame.scale)
    axes = _map_axes(sheet, layout.frame)
    active = frozenset(code for code in counties if shown_active(code, chart.active))
    own = frozenset(shape for county in chart.own for shape in shapes_of(county.fips))
    draw_land(axes, drawn.outline("counties", counties - active), NOT_ACTIVE)
    draw_land(axes, drawn.outline("counties", active), ON)
    draw_land(axes, drawn.outline("counties", own & active), OWN_ON)
    draw_land(axes, drawn.outline("counties", own - active), OWN_OFF)
    for code in sorted(own):
        _mark_tiny(axes, exact.outline("counties", {code}), layout.frame, code in active)
    for county, box in zip(labelled, layout.labels, strict=True):
        _label(sheet, county, box, exact.outline("counties", shapes_of(county.fips)), layout.frame)
    return sheet.figure


def draw_nation(chart: NationMap, shapes: Shapes) -> Figure:
    """The contiguous states, active counties gray without county lines, the place a ringed dot (3.43 x 1.95)."""
    if chart.own[:2] in FAR:
        raise UndrawableChart(f"The map of the contiguous states has no room for county {chart.own}.")
    sheet = Sheet(HALF, HEIGHT)
    states = frozenset(code for code in shapes.ids("states") if code not in FAR)
    counties = (code for code in shapes.ids("counties") if code[:2] not in FAR)
    active = frozenset(code for code in counties if shown_active(code, chart.active))
    extent = Land(Drawn(shapes, NATION, 0.002).outline("states", states))
    frame = lay_out(extent, _inner(sheet), [], []).frame
    drawn = Drawn(shapes, NATION, NATION_DETAIL / frame.scale)
    axes = _map_axes(sheet, frame)
    outline = drawn.outline("states", states)
    draw_land(axes, outline, NATION_LAND)
    draw_land(axes, drawn.outline("counties", active), NATION_ON)
    draw_land(axes, outline, STATES)
    place = centre(Drawn(shapes, NATION, 0).outline("counties", shapes_of(chart.own)))
    draw_dot(axes, place, OWN_DOT, "place")
    _name_dot(sheet, chart.label, frame.point(place))
    return sheet.figure


def _inner(sheet: Sheet) -> Box:
    return sheet.edge.grown(-MARGIN)


def _layout(sheet: Sheet, exact: Drawn, counties: frozenset[str], labelled: list[OwnCounty]) -> Layout:
    anchors = [centre(exact.outline("counties", shapes_of(county.fips))) for county in labelled]
    words = [OWN_WORDS.wrapped(county.label, LABEL_MOST) for county in labelled]
    sizes = [(OWN_WORDS.width(label), OWN_WORDS.height(label)) for label in words]
    return lay_out(Land(exact.outline("counties", counties)), _inner(sheet), anchors, sizes)


def _map_axes(sheet: Sheet, frame: Frame) -> Axes:
    """Axes over the whole sheet in the projection's units."""
    axes = sheet.axes(0, 0, sheet.width, sheet.height)
    axes.set_xlim(-frame.x / frame.scale, (sheet.width - frame.x) / frame.scale)
    axes.set_ylim(-frame.y / frame.scale, (sheet.height - frame.y) / frame.scale)
    return axes


def _mark_tiny(axes: Axes, outline: Outline, frame: Frame, active: bool) -> None:
    """A ringed dot where an own county is too small to be seen: full if active, open if not."""
    (left, bottom), (right, top) = outline.get_extents().get_points() * frame.scale
    if max(right - left, top - bottom) < TINY:
        draw_dot(axes, centre(outline), OWN_DOT if active else OPEN_DOT, "own dot")


def _label(sheet: Sheet, county: OwnCounty, box: Box, outline: Outline, frame: Frame) -> None:
    """A label in its box, lines toward its county, and a leader to the county's nearest border."""
    border = np.asarray(outline.vertices) * frame.scale + (frame.x, frame.y)
    starts = np.column_stack([border[:, 0].clip(box.left, box.right), border[:, 1].clip(box.bottom, box.top)])
    end: Point = tuple(border[np.hypot(*(border - starts).T).argmin()].tolist())
    side: Align = "right" if end[0] > box.right else "left"
    write_in(sheet, box, OWN_WORDS.wrapped(county.label, LABEL_MOST), OWN_WORDS, side)
    sheet.line([leaves(box, end, OWN_WORDS), end], PLACE, 0.8)


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

    Board(sheet, _inner(sheet)).put(OWN_WORDS.wrapped(label, LABEL_MOST), OWN_WORDS, spots)
