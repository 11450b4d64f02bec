"""What is drawn is what was given: marks at their numbers, intervals only for counts, colours that survive gray."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_rgb
from matplotlib.dates import date2num
from matplotlib.figure import Figure

from pipeline.charts.draw import draw
from pipeline.charts.model import DatedShare, Mark, PlacesChart, SeriesChart, SeriesLine, Share, ShareChart
from pipeline.charts.style import ACTIVE, DOT, INK, LAND, PLACE, SOFT, TEXT
from pipeline.errors import UndrawableChart
from tests.charts.samples import (
    COUNTED,
    END,
    HARD,
    OWN,
    PRINTED,
    SHAPES,
    active,
    counted,
    curve,
    printed,
    rollout,
    samples,
)
from tests.charts.seen import lines, points
from tests.charts.test_words import counted_shares, printed_shares


def intervals(figure: Figure) -> list[tuple[float, float]]:
    return [tuple(map(float, line.get_xdata())) for line in lines(figure, "interval")]  # type: ignore[misc]


def given_intervals(rows: tuple[Share, ...]) -> list[tuple[float | None, float | None]]:
    return [(row.low, row.high) for row in rows if row.counted and row.low is not None]


@settings(max_examples=30, deadline=None)
@given(st.lists(counted_shares() | printed_shares(), min_size=1, max_size=5).map(tuple))
def test_shares_stand_at_their_percentages(rows: tuple[Share, ...]) -> None:
    figure = draw(ShareChart(rows), SHAPES)
    assert [x for x, _ in points(figure, "share")] == [row.percent for row in rows]
    assert intervals(figure) == given_intervals(rows)
    heights = [y for _, y in points(figure, "share")]
    assert heights == sorted(heights, reverse=True)


def test_places_stand_at_their_percentages_in_the_given_order() -> None:
    figure = draw(PlacesChart((OWN, COUNTED, HARD, PRINTED), "Counts", "Data to", 28.7), SHAPES)
    rows = (*OWN.rows, *COUNTED.rows, *HARD.rows, *PRINTED.rows)
    assert [x for x, _ in points(figure, "share")] == [row.percent for row in rows]
    assert intervals(figure) == given_intervals(rows)
    assert {axes.get_xlim() for axes in figure.axes} == {(0, 100)}
    (reference,) = [line for line in figure.axes[0].collections if line.get_label() == "reference"]
    assert {x for x, _y in reference.get_segments()[0]} == {28.7}  # type: ignore[attr-defined]


def test_a_percentage_without_counts_is_an_open_circle_without_interval() -> None:
    bare = printed("Maricopa", 26, "no counts", "place")
    boasting = Share("Maricopa", 26, "26%", "no counts", "place", low=20, high=30, counted=False)
    full = counted("Suffolk", 183, 352, "place")
    for row, faces, bars in ((bare, "white", 0), (boasting, "white", 0), (full, PLACE, 1)):
        figure = draw(ShareChart((row,)), SHAPES)
        assert [line.get_markerfacecolor() for line in lines(figure, "share")] == [faces]
        assert len(lines(figure, "interval")) == bars


@pytest.mark.parametrize("percent", [-0.1, 100.1, float("nan")])
def test_a_share_beyond_the_scale_is_refused(percent: float) -> None:
    point = DatedShare(END, percent, "?")
    charts = (
        ShareChart((printed("?", percent, ""),)),
        PlacesChart((PRINTED,), "", "", percent),
        SeriesChart((SeriesLine("?", "place", (point,)),)),
    )
    for chart in charts:
        with pytest.raises(UndrawableChart):
            draw(chart, SHAPES)


def test_series_stand_at_their_days_and_percentages() -> None:
    chart = samples()["series"]
    assert isinstance(chart, SeriesChart)
    figure = draw(chart, SHAPES)
    shares = [point for line in chart.lines for point in line.points]
    assert set(points(figure, "share")) == {(float(date2num(p.day)), p.percent) for p in shares}
    bars = {tuple(line.get_ydata()) for line in lines(figure, "interval")}
    assert bars == {(p.low, p.high) for p in shares if p.low is not None}
    assert [len(line.get_xdata()) for line in lines(figure, "line")] == [2]  # only the nation's counts are one series
    assert figure.axes[0].get_ylim()[0] == 0


def test_the_curve_is_the_counts_and_marks_lie_on_it() -> None:
    day = date(2009, 11, 17)
    figure = draw(rollout((Mark(day, "November 17, 2009"),)), SHAPES)
    (line,) = lines(figure, "curve")
    assert line.get_drawstyle() == "steps-post"
    assert list(line.get_ydata()) == [*(count for _, count in curve()), curve()[-1][1]]
    assert list(line.get_xdata()) == [float(date2num(day)) for day in (*(day for day, _ in curve()), END)]
    on_day = max(count for on, count in curve() if on <= day)
    assert points(figure, "place") == [(float(date2num(day)), on_day)]
    assert points(figure, "end") == [(float(date2num(END)), len(active()))]
    assert [y for _, y in points(figure, "event")] == [
        max(count for on, count in curve() if date2num(on) <= x) for x, _ in points(figure, "event")
    ]


def test_a_place_that_is_not_active_has_no_mark_on_the_curve() -> None:
    assert points(draw(samples()["rollout, none"], SHAPES), "place") == []


def test_a_day_after_the_end_is_refused() -> None:
    with pytest.raises(UndrawableChart, match="2011-08-16"):
        draw(rollout((Mark(date(2011, 8, 17), "too late"),)), SHAPES)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_land_can_be_told_apart_in_gray_print() -> None:
    assert contrast(PLACE, ACTIVE) > 2
    assert contrast(ACTIVE, LAND) > 2
    assert contrast(PLACE, LAND) > 4.5


def test_words_have_the_contrast_that_reading_needs_and_marks_that_of_seeing() -> None:
    assert min(contrast(colour, "white") for colour in (INK, TEXT, SOFT, PLACE)) > 4.5
    assert contrast(PLACE, LAND) > 4.5
    assert contrast(DOT, "white") > 3


def test_the_place_is_told_by_weight_not_by_colour_alone() -> None:
    figure = draw(ShareChart((counted("Here", 5, 10, "place"), counted("There", 5, 10))), SHAPES)
    weights = {text.get_text(): text.get_fontweight() for text in figure.texts}
    assert weights["Here"] > weights["There"]
