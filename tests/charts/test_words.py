"""Words on charts: none cut off, none over another, none too small, none taken for mathematics."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from pipeline.charts.draw import draw
from pipeline.charts.marks import LABELS
from pipeline.charts.model import PlacesChart, PlacesGroup, Role, Share, ShareChart
from pipeline.charts.style import Words, look
from pipeline.statistics import wilson
from tests.charts.samples import EVENTS, NATION, SHAPES, Mark, printed, rollout, samples, swarm
from tests.charts.seen import boxes, covered, cut_off, overlapping, points, texts

NAMES = st.sampled_from(
    [
        "Suffolk",
        "St. John the Baptist Parish, La.",
        "Matanuska-Susitna Borough, Alaska",
        "Lee, Va.",
        "Prince George's, Md.*",
    ]
) | st.text("abc deWM.-", min_size=1, max_size=45).map(str.strip).filter(bool)
PERCENTS = st.floats(0, 100) | st.sampled_from([0.0, 100.0])


@st.composite
def counted_shares(draw_from: st.DrawFn, roles: tuple[Role, ...] = ("place", "nation", "other")) -> Share:
    whole = draw_from(st.integers(10, 99_999))
    part = draw_from(st.integers(0, whole) | st.sampled_from([0, whole]))
    low, high = wilson(part, whole)
    percent = 100 * part / whole
    note = draw_from(st.sampled_from(["", "about ", "sum "])) + f"{part:,} of {whole:,}"
    return Share(draw_from(NAMES), percent, f"{percent:.1f}%", note, draw_from(st.sampled_from(roles)), low, high)


@st.composite
def printed_shares(draw_from: st.DrawFn) -> Share:
    note = draw_from(st.sampled_from(["Feb. 2011", "Sept. 2010", "no counts"]))
    return printed(draw_from(NAMES), draw_from(PERCENTS), note, draw_from(st.sampled_from(["place", "other"])))


def groups(rows: st.SearchStrategy[Share]) -> st.SearchStrategy[PlacesGroup]:
    return st.builds(PlacesGroup, st.just("Other counties"), st.lists(rows, max_size=12).map(tuple))


@pytest.mark.parametrize("name", samples())
def test_no_words_are_cut_off_or_lie_over_others(name: str) -> None:
    figure = draw(samples()[name], SHAPES)
    assert cut_off(figure) == overlapping(figure) == covered(figure) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(counted_shares() | printed_shares(), min_size=1, max_size=6))
def test_shares_of_any_kind_are_legible(rows: list[Share]) -> None:
    figure = draw(ShareChart(tuple(rows)), SHAPES)
    assert cut_off(figure) == overlapping(figure) == covered(figure) == []


@settings(max_examples=30, deadline=None)
@given(st.lists(PERCENTS, min_size=1, max_size=40))
def test_a_swarm_of_any_kind_is_legible_and_no_dot_covers_another(percents: list[float]) -> None:
    figure = draw(ShareChart((NATION,), "{}%", swarm(*percents), "40 other counties in our sources"), SHAPES)
    assert cut_off(figure) == overlapping(figure) == []
    dots = [figure.axes[0].transData.transform(point) for point in points(figure, "share")[1:]]
    assert sorted(x for x, _ in points(figure, "share")[1:]) == sorted(percents)
    apart = [np.hypot(*(one - other)) for number, one in enumerate(dots) for other in dots[:number]]
    assert min(apart, default=99) > 0.09 * figure.dpi


@settings(max_examples=40, deadline=None)
@given(st.lists(groups(counted_shares() | printed_shares()), min_size=1, max_size=3), PERCENTS)
def test_places_of_any_kind_are_legible(rows: list[PlacesGroup], reference: float) -> None:
    if not any(group.rows for group in rows):
        return
    figure = draw(PlacesChart(tuple(rows), "Counts", "Data to", reference), SHAPES)
    assert cut_off(figure) == overlapping(figure) == covered(figure) == []


@pytest.mark.parametrize(
    "day", [date(2008, 10, 27), date(2009, 6, 1), date(2010, 6, 15), date(2010, 12, 1), date(2011, 8, 1)]
)
def test_a_places_day_is_legible_whenever_it_was(day: date) -> None:
    figure = draw(rollout((Mark(day, f"{day:%B %d, %Y}\nSt. John the Baptist Parish: active"),)), SHAPES)
    assert cut_off(figure) == overlapping(figure) == covered(figure) == []


def test_turning_points_are_named_in_their_order_of_time_from_below() -> None:
    heights = {words: box.y0 for words, box in boxes(draw(samples()["rollout"], SHAPES))}
    named = [heights[event.label] for event in EVENTS]
    assert named == sorted(named)


def moved(words: str, right: float = 0, up: float = 0) -> Figure:
    """The chart of shares, one of its labels moved by inches."""
    figure = draw(samples()["shares"], SHAPES)
    label = next(text for text in texts(figure) if text.get_text() == words)
    label.set_position((label.get_position()[0] + right, label.get_position()[1] + up))
    return figure


def test_the_check_sees_words_over_others() -> None:
    assert overlapping(moved("United States", up=0.37)) == [("Suffolk: ICE director", "United States")]


def test_the_check_sees_words_cut_off() -> None:
    assert cut_off(moved("27,047 of 94,218", right=3)) == ["27,047 of 94,218"]


def test_the_check_sees_words_over_dots() -> None:
    assert covered(moved("United States", right=3.3)) == ["United States"]


def test_figures_keep_off_the_nations_line_where_there_is_room() -> None:
    figure = draw(samples()["places"], SHAPES)
    dots = {round(x, 1) for x, _ in points(figure, "share")}
    middle = {words: figure.dpi_scale_trans.transform(box.get_points().mean(axis=0))[0] for words, box in boxes(figure)}
    (reference,) = {axes.transData.transform((28.7, 0))[0] for axes in figure.axes[:1]}
    assert {22.4, 42.8} <= dots
    assert middle["22.4%"] < reference < middle["42.8%"]


@pytest.mark.parametrize("name", samples())
def test_no_words_are_smaller_than_the_eye_reads(name: str) -> None:
    sizes = [text.get_fontsize() for text in texts(draw(samples()[name], SHAPES))]
    assert min(sizes, default=7.5) >= 7.5
    assert bool(sizes) is (name != "state, no label")


def test_signs_of_mathematics_are_only_signs() -> None:
    figure = draw(ShareChart((printed("$5_000 and $x^2$", 40, "a_b \\alpha $"),)), SHAPES)
    assert not any(text.get_parse_math() for text in texts(figure))
    plain = dict(boxes(figure))
    with look():
        style = Words(weight=LABELS["other"].weight, size=9.5)
        assert plain["$5_000 and $x^2$"].width == pytest.approx(style.width("$5_000 and $x^2$"), abs=0.02)


@given(NAMES, st.floats(0.3, 2.0))
@settings(max_examples=60, deadline=None)
def test_wrapped_words_keep_their_letters_and_their_width(words: str, most: float) -> None:
    style = Words(weight=700)
    wrapped = style.wrapped(words, most)
    assert wrapped.replace("\n", "").replace(" ", "") == words.replace(" ", "")
    assert style.width(wrapped) <= most
