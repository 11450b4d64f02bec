"""All text stands out 4.5 to 1 from its ground, all marks that carry meaning 3 to 1: by style sheet, charts and page."""

from itertools import product

import pytest

from pipeline.charts import style
from pipeline.charts.maps import NOT_ACTIVE
from pipeline.render.pdf import BRIEFING, SHEET

from . import hard
from .conftest import Briefing
from .contrast import MARKS, TEXT, WHITE, colours_of_text, contrast, declarations, faint_text, text_on_colour

SHEETS = sorted({*BRIEFING.base, *BRIEFING.tighter, *SHEET.base, *SHEET.tighter})


def css(name: str) -> str:
    return (hard.TEMPLATES / name).read_text(encoding="utf-8")


def test_contrast_is_measured_as_wcag_does() -> None:
    """Against the worked values that the standard's authors publish."""
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#FFFFFF") == pytest.approx(1)
    assert contrast("#767676") == pytest.approx(4.54, abs=0.005)
    assert contrast("#FF0000", "#0000FF") == pytest.approx(2.15, abs=0.005)


@pytest.mark.parametrize("name", SHEETS)
def test_no_sheet_sets_faint_text_or_text_on_colour(name: str) -> None:
    assert faint_text(css(name)) == []
    assert text_on_colour(css(name)) == []


def test_the_sheets_are_read_whole() -> None:
    colours = [value for _, name, value in declarations(css("briefing.css")) if name == "color"]
    assert len(colours) == css("briefing.css").replace("-color:", "").count("color:")


@pytest.mark.parametrize(
    "rule",
    ["p { color: #8A8A8A }", "@page { @top-left { color: #999999 } }", "p { color: gray }", "b { opacity: 0.5 }",
     "a { color: rgba(0, 0, 0, 0.5) }", "@media print { td { color: #FFFFFF } }"],
)  # fmt: skip
def test_faint_text_is_caught(rule: str) -> None:
    assert len(faint_text(css("briefing.css") + rule)) == 1


@pytest.mark.parametrize("rule", ["p { background: #EEEEEE }", "td { background-color: #1B2430 }"])
def test_text_on_colour_is_caught(rule: str) -> None:
    assert text_on_colour(css("briefing.css") + rule) != []


def test_words_in_charts_stand_out_from_paper_and_land() -> None:
    for colour, ground in product((style.INK, style.TEXT, style.SOFT, style.MUTED, style.PLACE), (WHITE, style.LAND)):
        assert contrast(colour, ground) >= TEXT, (colour, ground)


def test_marks_that_carry_meaning_stand_out_from_paper() -> None:
    for colour in (style.INK, style.DOT, style.ACTIVE, style.PLACE):
        assert contrast(colour) >= MARKS, colour


def test_land_where_the_program_is_active_stands_out_from_land_where_it_is_not() -> None:
    """The place itself is outlined and named on the map besides."""
    assert contrast(style.ACTIVE, style.LAND) >= MARKS
    assert contrast(style.PLACE, style.LAND) >= MARKS
    assert contrast(style.PLACE, style.ACTIVE) >= 2
    assert contrast(NOT_ACTIVE.edge) >= MARKS


def test_all_text_of_a_finished_page_stands_out(briefing: Briefing) -> None:
    colours = colours_of_text(hard.opened(briefing("Boston").read_bytes()))
    assert len(colours) >= 4
    assert [colour for colour in colours if contrast(colour) < TEXT] == []


def test_faint_text_on_a_finished_page_is_caught() -> None:
    opened = hard.opened(hard.rendered())
    content = opened.pages[0].Contents
    content.write(content.read_bytes().replace(b"0.105882 0.141176 0.188235 rg", b"0.6 0.6 0.6 rg"))
    assert min(contrast(colour) for colour in colours_of_text(opened)) < TEXT
