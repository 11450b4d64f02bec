"""County shapes: the projection against Snyder's own example, borders shared, Alaska in one piece."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.charts.geography import Albers, Drawn, centre, read_shapes, shapes_of, shown_active
from pipeline.errors import UndrawableChart
from tests.charts.samples import SHAPES

LAND = read_shapes(SHAPES)


def test_the_projection_gives_snyders_numerical_example() -> None:
    # Snyder (1987), p. 291: sphere of radius 1, standard parallels 29.5 and 45.5 N, origin 23 N 96 W; 35 N 75 W.
    x, y = Albers(-96, 23, 29.5, 45.5)(np.array([[-75.0, 35.0]]))[0]
    assert (x, y) == (pytest.approx(0.2952720, abs=5e-8), pytest.approx(0.2416774, abs=5e-8))


@settings(max_examples=50)
@given(st.floats(-179, -60), st.floats(15, 72), st.floats(10, 60), st.floats(1, 12))
def test_the_projection_keeps_areas(lon: float, lat: float, south: float, apart: float) -> None:
    side = 0.01
    corners = np.array([[lon, lat], [lon + side, lat], [lon + side, lat + side], [lon, lat + side]])
    x, y = Albers(lon - 5, 40, south, south + apart)(corners).T
    area = abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2
    on_globe = np.radians(side) * (np.sin(np.radians(lat + side)) - np.sin(np.radians(lat)))
    assert area == pytest.approx(on_globe, rel=1e-3)


def test_alaska_is_in_one_piece_across_the_antimeridian() -> None:
    longitudes = LAND.points("counties", {"02016"})[:, 0]
    assert longitudes.max() - longitudes.min() < 30
    assert longitudes.max() < 0


def test_thinning_leaves_the_border_of_two_neighbours_the_same() -> None:
    drawn = Drawn(LAND, Albers(-84, 33, 31, 34.5), 0.002)
    fulton, dekalb = ({tuple(p) for p in drawn.outline("counties", {code}).vertices} for code in ("13121", "13089"))
    exact = Drawn(LAND, Albers(-84, 33, 31, 34.5), 0)
    assert len(fulton) < len(exact.outline("counties", {"13121"}).vertices)
    assert len(fulton & dekalb) >= 3


def test_nothing_is_thinned_away() -> None:
    drawn = Drawn(LAND, Albers(-79, 37.5, 37, 39), 1.0)
    assert len(drawn.outline("counties", {"51540"}).vertices) > 3  # Charlottesville, a ring of one arc


def test_no_corner_left_out_is_far_from_one_that_stays() -> None:
    projection, detail = Albers(-71.8, 42, 41.5, 42.7), 0.001
    exact, drawn = (
        np.asarray(Drawn(LAND, projection, fine).outline("counties", {"25001"}).vertices) for fine in (0, detail)
    )
    nearest = np.hypot(*(exact[:, None, :] - drawn[None, :, :]).transpose(2, 0, 1)).min(axis=1)
    assert 0 < nearest.max() < detail


@pytest.mark.parametrize(
    ("code", "lon", "lat"), [("25025", -71.06, 42.33), ("17031", -87.8, 41.85), ("11001", -77.0, 38.9)]
)
def test_a_countys_centre_is_where_the_county_is(code: str, lon: float, lat: float) -> None:
    projection = Albers(lon, lat, lat - 1, lat + 1)
    x, y = np.degrees(centre(Drawn(LAND, projection, 0).outline("counties", {code})))
    assert (x, y) == (pytest.approx(0, abs=0.15), pytest.approx(0, abs=0.15))


def test_an_unknown_code_is_named() -> None:
    with pytest.raises(UndrawableChart, match="99999"):
        LAND.rings("counties", {"25025", "99999"})


def test_land_whose_code_has_changed_is_shown_as_its_listing_says() -> None:
    assert shown_active("46102", frozenset({"46113"}))  # Oglala Lakota was listed as Shannon County
    assert not shown_active("46102", frozenset({"46103"}))
    assert shapes_of("46113") == {"46102"}
    assert shapes_of("02280") == {"02195", "02275"}
    assert shapes_of("25025") == {"25025"}


def test_shapes_are_read_again_when_the_file_changes(tmp_path: Path) -> None:
    file = tmp_path / "shapes.json"
    file.write_bytes(SHAPES.read_bytes())
    before = read_shapes(file)
    assert read_shapes(file) is before
    file.write_bytes(SHAPES.read_bytes().replace(b'"25025"', b'"25999"'))
    assert "25999" in read_shapes(file).ids("counties")
