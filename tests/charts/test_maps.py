"""Maps: who is shown how, and labels beside the land, never over the place's own county."""

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.path import Path as Outline

from pipeline.charts.draw import draw
from pipeline.charts.model import NationMap, OwnCounty, StateMap
from pipeline.charts.style import ACTIVE, LAND, PLACE
from pipeline.errors import UndrawableChart
from tests.charts.samples import SHAPES, STATES, samples, state
from tests.charts.seen import boxes, lands, points, texts

LABELLED = [name for name in STATES if name != "no label"]


def land_under_words(figure: Figure) -> list[str]:
    """Words with land under their ink, asked at a grid of points."""
    fills = [
        patch for name in ("not active", "active", "own active", "own not active") for patch in lands(figure, name)
    ]
    axes = figure.axes[0]
    found = []
    for words, box in boxes(figure):
        grid = np.stack(np.meshgrid(np.linspace(box.x0, box.x1, 40), np.linspace(box.y0, box.y1, 8)), -1).reshape(-1, 2)
        there = axes.transData.inverted().transform(figure.dpi_scale_trans.transform(grid))
        if any(patch.get_path().contains_points(there).any() for patch in fills):
            found.append(words)
    return found


@pytest.mark.parametrize("name", LABELLED)
def test_labels_stand_beside_the_land(name: str) -> None:
    figure = draw(samples()[f"state, {name}"], SHAPES)
    assert boxes(figure)
    assert land_under_words(figure) == []


def test_the_check_sees_words_over_land() -> None:
    figure = draw(samples()["state, inland"], SHAPES)
    label = texts(figure)[0]
    label.set_position((1.0, 1.0))
    assert land_under_words(figure) == [label.get_text()]


@pytest.mark.parametrize("name", STATES)
def test_the_whole_state_is_on_the_sheet(name: str) -> None:
    figure = draw(samples()[f"state, {name}"], SHAPES)
    for fill in ("not active", "active", "own active", "own not active"):
        for patch in lands(figure, fill):
            inches = figure.dpi_scale_trans.inverted().transform(
                patch.get_transform().transform(patch.get_path().vertices)
            )
            assert inches.min() >= 0
            assert (inches <= figure.get_size_inches()).all()


def counties_of(figure: Figure, name: str) -> int:
    """How many rings the land of a name has."""
    return sum(int((patch.get_path().codes == Outline.MOVETO).sum()) for patch in lands(figure, name))


def test_gray_is_active_light_is_not_and_the_own_county_is_filled_or_outlined() -> None:
    boston = draw(samples()["state, massachusetts"], SHAPES)
    assert lands(boston, "active")  # Suffolk itself, under its own colour
    (own,) = lands(boston, "own active")
    assert own.get_facecolor()[:3] == pytest.approx([int(PLACE[n : n + 2], 16) / 255 for n in (1, 3, 5)])
    chicago = draw(samples()["state, illinois"], SHAPES)
    (own,) = lands(chicago, "own not active")
    assert own.get_edgecolor()[:3] == pytest.approx([int(PLACE[n : n + 2], 16) / 255 for n in (1, 3, 5)])
    assert own.get_linewidth() == 1.4
    assert not lands(chicago, "own active")
    faces = {name: lands(chicago, name)[0].get_facecolor()[0] for name in ("active", "not active")}
    assert faces == {
        "active": pytest.approx(int(ACTIVE[1:3], 16) / 255),
        "not active": pytest.approx(int(LAND[1:3], 16) / 255),
    }


def test_exactly_the_active_counties_are_gray() -> None:
    none = draw(StateMap("48", frozenset(), (OwnCounty("48201", "Harris"),)), SHAPES)
    every = draw(samples()["state, texas"], SHAPES)
    one = draw(StateMap("48", frozenset({"48113"}), (OwnCounty("48201", "Harris"),)), SHAPES)
    assert not lands(none, "active")
    assert not lands(every, "not active")
    assert counties_of(one, "active") == 1
    assert counties_of(none, "not active") == counties_of(every, "active") >= 254


def test_a_county_too_small_to_see_gets_a_dot() -> None:
    assert len(points(draw(samples()["state, tiny"], SHAPES), "own dot")) == 1
    assert points(draw(samples()["state, texas"], SHAPES), "own dot") == []


def test_two_own_counties_are_both_named() -> None:
    words = [words for words, _ in boxes(draw(samples()["state, georgia"], SHAPES))]
    assert {"Fulton County:", "DeKalb County:"} <= set(words)


def test_the_nations_dot_lies_in_the_places_county() -> None:
    figure = draw(samples()["nation, Miami"], SHAPES)
    ((x, y),) = points(figure, "place")
    florida = draw(NationMap(frozenset({"12086"}), "12086", "Miami"), SHAPES)
    (county,) = lands(florida, "active")
    assert county.get_path().contains_point((x, y))


@pytest.mark.parametrize(("fips", "name"), [("02020", "Anchorage"), ("15003", "Honolulu"), ("02201", "Metlakatla")])
def test_alaska_and_hawaii_stand_in_the_corner_with_their_own_dot(fips: str, name: str) -> None:
    figure = draw(NationMap(frozenset({fips}), fips, name), SHAPES)
    *regions, place = figure.axes
    assert len(regions) == 3
    assert place.get_xlim() == regions[1 if fips.startswith("02") else 2].get_xlim()
    assert [bool(points(figure, "place"))] == [True]
    corner = [axes.transData.transform(patch.get_path().vertices) for axes in regions[1:] for patch in axes.patches]
    inches = figure.dpi_scale_trans.inverted().transform(np.vstack(corner))
    assert inches.min() >= 0
    assert inches[:, 0].max() < 1.2
    assert inches[:, 1].max() < 0.6


def test_alaska_and_hawaii_do_not_touch_the_contiguous_states() -> None:
    figure = draw(samples()["nation, Boston"], SHAPES)
    main = figure.axes[0].patches[0].get_path()
    for axes in figure.axes[1:3]:
        there = (
            figure.axes[0].transData.inverted().transform(axes.transData.transform(axes.patches[0].get_path().vertices))
        )
        assert not main.contains_points(there).any()


def test_the_dots_of_new_yorks_counties_do_not_hide_one_another() -> None:
    five = tuple((fips, "") for fips in ("36061", "36047", "36081", "36005", "36085"))
    figure = draw(state("36", *five), SHAPES)
    assert points(figure, "own dot") == []
    assert counties_of(figure, "own not active") >= 5


def test_a_city_that_is_now_a_town_is_a_dot_in_the_county_that_took_it_in() -> None:
    figure = draw(state("51", ("51515", "Bedford city")), SHAPES)
    assert len(points(figure, "own dot")) == 1
    assert not lands(figure, "own active")
    assert not lands(figure, "own not active")


@pytest.mark.parametrize("chart", [state("99"), state("25", ("25999", "Nowhere"))])
def test_a_map_without_shapes_is_refused(chart: StateMap) -> None:
    with pytest.raises(UndrawableChart):
        draw(chart, SHAPES)
