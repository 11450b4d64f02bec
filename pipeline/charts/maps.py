"""The map of a state: its counties with the place's own."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.path import Path as Outline

from pipeline.charts.geography import MERGED_INTO, Albers, Drawn, Shapes, centre, shapes_of, shown_active
from pipeline.charts.marks import OWN_DOT, OWN_WORDS, Dot, Fill, draw_dot, draw_land
from pipeline.charts.model import OwnCounty, StateMap
from pipeline.charts.placing import leaves, write_in
from pipeline.charts.room import Land, Layout, lay_out
from pipeline.charts.sheet import Align, Box, Frame, Point, Sheet
from pipeline.charts.style import ACTIVE, DOT, HALF, LAND, NARROW, PLACE
from pipeline.errors import UndrawableChart

HEIGHT, NARROW_HEIGHT, MARGIN = 1.95, 1.3, 0.03
DETAIL = 0.004  # inches: corners nearer to each other than this are not drawn
TINY = 0.08  # inches: an own county smaller than this gets a dot
LABEL_MOST = 1.5  # inches: wider labels are broken
OPEN_DOT = Dot(6.5, "white", PLACE, 1.4, 6)
NOT_ACTIVE, ON = Fill("not active", LAND, DOT, 0.4, 1), Fill("active", ACTIVE, "white", 0.4, 2)
OWN_ON, OWN_OFF = Fill("own active", PLACE, "white", 0.5, 4), Fill("own not active", LAND, PLACE, 1.4, 4)


def draw(chart: StateMap, shapes: Shapes) -> Figure:
    """Counties of the state, gray active, light not; own counties filled if active, else outlined (3.43 x 1.95)."""
    counties = frozenset(code for code in shapes.ids("counties") if code.startswith(chart.state))
    if not counties:
        raise UndrawableChart(f"The map has no counties for state {chart.state}.")
    sheet = Sheet(NARROW, NARROW_HEIGHT) if chart.narrow else Sheet(HALF, HEIGHT)
    projection = Albers.covering(shapes.points("counties", counties))
    exact = Drawn(shapes, projection, 0)
    labelled = [county for county in chart.own if county.label]
    layout = _layout(sheet, exact, counties, labelled)
    drawn = Drawn(shapes, projection, DETAIL / layout.frame.scale)
    axes = sheet.map_axes(layout.frame)
    active = frozenset(code for code in counties if shown_active(code, chart.active))
    merged = [county.fips for county in chart.own if county.fips in MERGED_INTO]
    own = frozenset(shape for county in chart.own if county.fips not in merged for shape in shapes_of(county.fips))
    draw_land(axes, drawn.outline("counties", counties - active), NOT_ACTIVE)
    draw_land(axes, drawn.outline("counties", active), ON)
    draw_land(axes, drawn.outline("counties", own & active), OWN_ON)
    draw_land(axes, drawn.outline("counties", own - active), OWN_OFF)
    _mark_tiny(axes, {code: exact.outline("counties", {code}) for code in sorted(own)}, layout.frame, active)
    for code in merged:  # without land of its own: a dot in the county that took it in
        draw_dot(
            axes,
            centre(exact.outline("counties", shapes_of(code))),
            OWN_DOT if code in chart.active else OPEN_DOT,
            "own dot",
        )
    for county, box in zip(labelled, layout.labels, strict=True):
        _label(sheet, county, box, exact.outline("counties", shapes_of(county.fips)), layout.frame)
    return sheet.figure


def _inner(sheet: Sheet) -> Box:
    return sheet.edge.grown(-MARGIN)


def _layout(sheet: Sheet, exact: Drawn, counties: frozenset[str], labelled: list[OwnCounty]) -> Layout:
    anchors = [centre(exact.outline("counties", shapes_of(county.fips))) for county in labelled]
    words = [OWN_WORDS.wrapped(county.label, LABEL_MOST) for county in labelled]
    sizes = [(OWN_WORDS.width(label), OWN_WORDS.height(label)) for label in words]
    return lay_out(Land(exact.outline("counties", counties)), _inner(sheet), anchors, sizes)


def _mark_tiny(axes: Axes, own: dict[str, Outline], frame: Frame, active: frozenset[str]) -> None:
    """A ringed dot where an own county is too small to be seen: full if active, open if not.

    None where own counties lie close together (New York's five): dots would hide one another, their outlines are seen.
    """
    centres = {code: np.asarray(centre(outline)) for code, outline in own.items()}
    for code, outline in own.items():
        (left, bottom), (right, top) = outline.get_extents().get_points() * frame.scale
        apart = [np.hypot(*(at - centres[code])) * frame.scale for other, at in centres.items() if other != code]
        if max(right - left, top - bottom) < TINY and min(apart, default=1.0) > 2 * TINY:
            draw_dot(axes, centre(outline), OWN_DOT if code in active else OPEN_DOT, "own dot")


def _label(sheet: Sheet, county: OwnCounty, box: Box, outline: Outline, frame: Frame) -> None:
    """A label in its box, lines toward its county, and a leader to the county's nearest border."""
    border = np.asarray(outline.vertices) * frame.scale + (frame.x, frame.y)
    starts = np.column_stack([border[:, 0].clip(box.left, box.right), border[:, 1].clip(box.bottom, box.top)])
    end: Point = tuple(border[np.hypot(*(border - starts).T).argmin()].tolist())
    side: Align = "right" if end[0] > box.right else "left"
    write_in(sheet, box, OWN_WORDS.wrapped(county.label, LABEL_MOST), OWN_WORDS, side)
    sheet.line([leaves(box, end, OWN_WORDS), end], PLACE, 0.8)
