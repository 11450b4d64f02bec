"""Files of figures: sizes, the same bytes each time, nothing left behind in matplotlib's settings."""

import re
import struct
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import matplotlib
import pytest

from pipeline.charts import draw as module
from pipeline.charts.draw import draw, drawing, write_figure
from pipeline.charts.model import PlacesChart, RolloutChart, SeriesChart, ShareChart
from pipeline.errors import UndrawableChart
from tests.charts.samples import SHAPES, samples

FULL, HALF = 180 / 25.4, 87 / 25.4
SIZES = {
    "shares": (FULL, 0.22 + 0.377 + 2 * 0.37 + 0.04),
    "places": (FULL, 0.24 + (1 + 3 + 1 + 4 + 1 + 3) * 0.178 + 3 * 0.09),
    "series": (HALF, 1.62),
    "rollout": (FULL, 2.45),
    "rollout, low": (FULL, 1.75),
    "state, massachusetts": (HALF, 1.95),
    "nation, Boston": (HALF, 1.8),
}


@pytest.mark.parametrize("name", SIZES)
def test_figures_fit_the_grid_of_the_page(name: str) -> None:
    assert draw(samples()[name], SHAPES).get_size_inches() == pytest.approx(SIZES[name], abs=1e-3)


@pytest.mark.parametrize("name", SIZES)
def test_files_are_whole_and_the_same_each_time(name: str, tmp_path: Path) -> None:
    write_figure(samples()[name], "What it shows.", tmp_path / "one" / "v1.2", SHAPES)
    write_figure(samples()[name], "What it shows.", tmp_path / "two" / "v1.2", SHAPES)
    one, two = ({file.name: file.read_bytes() for file in (tmp_path / run).iterdir()} for run in ("one", "two"))
    assert one == two
    assert set(one) == {"v1.2.svg", "v1.2.png", "v1.2.txt"}
    assert one["v1.2.txt"] == b"What it shows.\n"


def test_files_have_the_size_in_print_and_tell_no_time(tmp_path: Path) -> None:
    write_figure(samples()["shares"], "alt", tmp_path / "shares", SHAPES)
    svg, png = (tmp_path / "shares.svg").read_text(), (tmp_path / "shares.png").read_bytes()
    wide, high = SIZES["shares"]
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert found
    assert [float(side) / 72 for side in found.groups()] == pytest.approx([wide, high], abs=1e-3)
    assert struct.unpack(">II", png[16:24]) == (int(wide * 200), int(high * 200))
    assert "<dc:date>" not in svg
    assert b"tEXt" not in png
    assert "<text" not in svg  # letters are outlines: no reader needs the fonts


def test_a_chart_that_cannot_be_drawn_leaves_the_earlier_files(tmp_path: Path) -> None:
    write_figure(samples()["shares"], "alt", tmp_path / "shares", SHAPES)
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    with pytest.raises(UndrawableChart):
        write_figure(ShareChart(()), "alt", tmp_path / "shares", SHAPES)
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_report_leaves_no_pixels_of_another_drawing(tmp_path: Path) -> None:
    stem = tmp_path / "shares"
    write_figure(samples()["shares"], "alt", stem, SHAPES)
    write_figure(samples()["shares"], "alt", stem, SHAPES, pixels=False)
    assert stem.with_suffix(".png").is_file(), "the drawing is the same"
    write_figure(samples()["series"], "alt", stem, SHAPES, pixels=False)
    assert {file.suffix for file in tmp_path.iterdir()} == {".svg", ".txt"}


def test_a_chart_that_is_the_same_for_all_places_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    real = draw
    monkeypatch.setattr(module, "draw", lambda chart, shapes: drawn.append(type(chart).__name__) or real(chart, shapes))
    module._for_all.cache_clear()
    rollout, places = samples()["rollout, low"], samples()["places"]
    assert isinstance(rollout, RolloutChart)
    assert isinstance(places, PlacesChart)
    for_all = replace(rollout, places=())
    assert drawing(for_all, SHAPES) is drawing(replace(for_all), SHAPES)
    assert drawn == ["RolloutChart"]
    assert drawing(rollout, SHAPES) is not drawing(rollout, SHAPES), "a place stands on it"
    assert drawing(places, SHAPES) is not drawing(places, SHAPES), "a row of it is a place's own"


def test_drawing_neither_heeds_nor_changes_the_users_settings(tmp_path: Path) -> None:
    write_figure(samples()["series"], "alt", tmp_path / "plain", SHAPES)
    with matplotlib.rc_context(
        {"font.size": 30, "axes.facecolor": "red", "text.parse_math": True, "path.sketch": (1, 100, 2)}
    ):
        before = dict(matplotlib.rcParams)
        write_figure(samples()["series"], "alt", tmp_path / "odd", SHAPES)
        assert dict(matplotlib.rcParams) == before
    assert (tmp_path / "odd.svg").read_bytes() == (tmp_path / "plain.svg").read_bytes()
    assert (tmp_path / "odd.png").read_bytes() == (tmp_path / "plain.png").read_bytes()


def test_pyplot_and_its_global_state_are_never_loaded() -> None:
    code = "import sys, pipeline.charts.draw; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "chart",
    [ShareChart(()), PlacesChart((), "", "", 0), SeriesChart(()), RolloutChart((), *[None] * 2, (), ())],  # type: ignore[arg-type]
    ids=lambda chart: type(chart).__name__,
)
def test_a_chart_of_nothing_is_refused(chart: ShareChart) -> None:
    with pytest.raises(UndrawableChart):
        draw(chart, SHAPES)


def test_missing_shapes_are_named(tmp_path: Path) -> None:
    with pytest.raises(UndrawableChart, match="shapes are missing"):
        draw(samples()["nation, Boston"], tmp_path / "none.json")
