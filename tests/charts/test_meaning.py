"""What a picture must not say otherwise: an open mark is open, the nation's line is the nation's, each label its own mark's."""

from datetime import date

import pytest
from matplotlib.colors import to_rgb

from pipeline.charts.draw import draw
from pipeline.charts.geography import LISTED_AS, shown_active
from pipeline.charts.model import DatedShare, NationMap, OwnCounty, SeriesChart, SeriesLine, Share, ShareChart, StateMap
from pipeline.charts.style import DOT
from tests.charts.samples import SHAPES, counted, printed
from tests.charts.seen import lines, points

from .test_maps import counties_of, lands


def series(*shares: DatedShare) -> SeriesChart:
    return SeriesChart((SeriesLine("Suffolk", "place", shares),))


def test_a_dated_share_without_counts_is_open_and_one_with_counts_is_filled() -> None:
    bare = DatedShare(date(2010, 7, 1), 40, "40%")
    full = DatedShare(date(2011, 2, 1), 50, "50%", low=45, high=55)
    figure = draw(series(bare, full), SHAPES)
    faces = [line.get_markerfacecolor() for line in lines(figure, "share")]
    assert [to_rgb(face) == to_rgb("white") for face in faces] == [True, False]  # type: ignore[arg-type]
    assert len(lines(figure, "interval")) == 1


def test_in_the_swarm_too_only_counted_shares_are_filled() -> None:
    others = (counted("Harris", 50, 100, "other"), printed("Wake", 60, "no counts", "other"))
    figure = draw(ShareChart((counted("Suffolk", 183, 352, "place"),), others=others, others_label="Others"), SHAPES)
    faces = {x: line.get_markerfacecolor() for line in lines(figure, "share") for x in map(float, line.get_xdata())}  # type: ignore[arg-type]
    assert to_rgb(faces[50]) == to_rgb(DOT)  # type: ignore[arg-type]
    assert to_rgb(faces[60]) == to_rgb("white")  # type: ignore[arg-type]


@pytest.mark.parametrize("percent", [10.0, 29.0, 88.0])
def test_the_nations_line_runs_through_the_nations_mark(percent: float) -> None:
    """On page 1: the dashes stand, in inches, where the scale of the marks puts the nation's percent."""
    nation = Share("Nation", percent, f"{percent:g}%", "", "nation")
    figure = draw(ShareChart((counted("Suffolk", 183, 352, "place"), nation)), SHAPES)
    axes = next(axes for axes in figure.axes if axes.get_xlim() == (0, 100))
    mark = axes.transData.transform((percent, 0))[0]
    dashes = [
        float(line.get_transform().transform((line.get_xdata()[0], 0))[0])  # type: ignore[index]
        for line in figure.findobj(lambda one: hasattr(one, "get_linewidth") and one.get_linewidth() == 0.9)
        if len(line.get_xdata()) == 2 and line.get_xdata()[0] == line.get_xdata()[1]  # type: ignore[attr-defined]
    ]
    assert len(dashes) > 5
    assert max(abs(x - mark) for x in dashes) < 1
    assert percent in [x for x, _ in points(figure, "share")]


def test_a_county_that_was_renamed_is_active_under_its_old_code() -> None:
    """The list of activations has it as it was called then; the map has today's land."""
    assert LISTED_AS
    for shape, listed in LISTED_AS.items():
        assert shown_active(shape, frozenset({listed}))
        assert shown_active(shape, frozenset({shape}))
        assert not shown_active(shape, frozenset({"01001"}))
    shape, listed = next((s, o) for s, o in LISTED_AS.items() if s[:2] not in ("02", "15"))
    own = OwnCounty("46003", "Aurora")
    assert counties_of(draw(StateMap(shape[:2], frozenset({listed}), (own,)), SHAPES), "active") == 1
    for active, there in ((listed, True), (shape, True), ("01999", False)):
        nation = draw(NationMap(frozenset({active}), "25025", "Boston"), SHAPES)
        land = [patch for patch in lands(nation, "active") if len(patch.get_path().vertices)]
        assert bool(land) is there


def test_an_own_county_is_filled_where_it_is_active_and_only_there() -> None:
    own = OwnCounty("48201", "Harris")
    on, off = (draw(StateMap("48", active, (own,)), SHAPES) for active in (frozenset({"48201"}), frozenset[str]()))
    assert lands(on, "own active")
    assert not lands(on, "own not active")
    assert lands(off, "own not active")
    assert not lands(off, "own active")
