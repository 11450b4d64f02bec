"""Figures as pages of a PDF: of their size, their words searchable, the nation's land written once."""

import io
import subprocess
import sys
from dataclasses import replace

import pytest
from pypdf import PdfReader

from pipeline.charts import pages as module
from pipeline.charts.draw import draw, drawing
from pipeline.charts.model import Chart, NationMap, RolloutChart
from pipeline.charts.pages import Pages, pages
from tests.charts.samples import SHAPES, active, samples
from tests.charts.seen import texts

NAMES = ("shares", "places", "series", "rollout", "rollout, low", "state, massachusetts", "nation, Boston")


def made_of(charts: dict[str, Chart]) -> Pages:
    return pages(charts, {name: draw(chart, SHAPES) for name, chart in charts.items()}, SHAPES)


def words(data: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages]


@pytest.mark.parametrize("name", NAMES)
def test_each_word_of_a_figure_can_be_searched(name: str) -> None:
    chart = samples()[name]
    (printed,) = words(made_of({name: chart}).over)
    for text in texts(draw(chart, SHAPES)):
        assert "".join(text.get_text().split()) in printed


def test_pages_have_the_size_of_the_figures_in_their_order() -> None:
    made = made_of({name: samples()[name] for name in NAMES})
    assert tuple(made.sizes) == NAMES
    for page, (wide, high) in zip(PdfReader(io.BytesIO(made.over)).pages, made.sizes.values(), strict=True):
        assert [float(side) / 72 for side in page.mediabox[2:]] == pytest.approx([wide, high], abs=1e-3)


def test_the_land_is_written_once_for_all_places(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    real = module.nation.draw_land_alone
    monkeypatch.setattr(module.nation, "draw_land_alone", lambda *given: drawn.append(1) or real(*given))
    module._under.cache_clear()
    made = [made_of({"map": NationMap(active(), *place)}) for place in (("25025", "Boston"), ("12086", "Miami"))]
    assert len(drawn) == 1
    assert made[0].under == made[1].under
    assert [words(page.over) for page in made] == [["Boston"], ["Miami"]]


def test_a_chart_for_all_places_has_a_file_of_its_own_that_is_written_once() -> None:
    rollout = samples()["rollout, low"]
    assert isinstance(rollout, RolloutChart)
    for_all = replace(rollout, places=())
    charts: list[dict[str, Chart]] = [{"own": samples()[name], "rollout": for_all} for name in ("shares", "series")]
    made = [
        pages(some, {name: drawing(chart, SHAPES).figure for name, chart in some.items()}, SHAPES) for some in charts
    ]
    assert made[0].alone["rollout"] is made[1].alone["rollout"]
    assert [one.where()["rollout"][1] for one in made] == [0, 0]
    assert [len(PdfReader(io.BytesIO(one.over)).pages) for one in made] == [1, 1]


def test_the_same_charts_give_the_same_bytes_whatever_the_hash_seed() -> None:
    script = (
        "import hashlib; from tests.charts.test_pages import *;"
        "made = made_of({n: samples()[n] for n in ('shares', 'nation, Boston')});"
        "print(hashlib.sha256(made.over + made.under['nation, Boston']).hexdigest())"
    )
    run = [sys.executable, "-c", script]
    seen = {
        subprocess.run(run, capture_output=True, check=True, text=True, env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1
