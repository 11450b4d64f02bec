"""Figures handed to WeasyPrint as ready forms: what is drawn stands in the PDF, searchable, the land of a map below."""

import io
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from pipeline.charts.draw import draw
from pipeline.charts.pages import pages
from pipeline.render.forms import MARK, forms, plain_meanings
from pipeline.render.pdf import render_pdf
from tests.charts.samples import SHAPES, samples

TEMPLATES = Path(__file__).parents[2] / "templates"
CHARTS = {"share": samples()["shares"], "nation-map": samples()["nation, Boston"]}
HTML = (
    '<!doctype html><html lang="en"><head><title>Two figures</title></head><body><h1>Two figures</h1>'
    '<p id="front-end">Both.</p><img src="figure:share" alt="Shares."><img src="figure:nation-map" alt="A map.">'
    "</body></html>"
)


@pytest.fixture(scope="module")
def printed() -> bytes:
    drawn = {name: draw(chart, SHAPES) for name, chart in CHARTS.items()}
    return render_pdf(HTML, dict(forms(pages(CHARTS, drawn, SHAPES))), TEMPLATES, b"two")


def test_words_of_figures_can_be_searched(printed: bytes) -> None:
    text = "".join(PdfReader(io.BytesIO(printed)).pages[0].extract_text().split())
    assert "27,047of94,218" in text
    assert "Boston" in text


def test_each_figure_is_a_form_and_the_map_has_its_land_below(printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        shown = list(pdf.pages[0].Resources.XObject.values())
        layers = sorted(len(picture.Resources.XObject) for picture in shown)
        assert layers == [1, 2]
        assert not any(MARK in picture for picture in shown)


def test_figures_have_the_size_of_the_page_they_were_drawn_on() -> None:
    drawn = {name: draw(chart, SHAPES) for name, chart in CHARTS.items()}
    made = forms(pages(CHARTS, drawn, SHAPES))
    for name, form in made.items():
        assert (form.width, form.height) == pytest.approx(tuple(drawn[name].get_size_inches()))
        assert form.get_intrinsic_size(1, 1)[2] == pytest.approx(form.width / form.height)


def test_meanings_are_written_one_to_a_line_and_blanks_are_plain() -> None:
    cmap = (
        b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n2 beginbfrange\n<0030> <0031> [<0030> <0031>]\n"
        b"<00a0> <00a0> [<00a0>]\nendbfrange\nendcmap\nend"
    )
    written = plain_meanings(cmap)
    assert b"3 beginbfchar\n<0030> <0030>\n<0031> <0031>\n<00a0> <0020>\nendbfchar\nendcmap" in written
    assert b"beginbfrange" not in written
