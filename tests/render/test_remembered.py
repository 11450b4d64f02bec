"""What is remembered while a document is laid out changes nothing in it, and is not worked out again."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from weasyprint import HTML  # type: ignore[import-untyped]
from weasyprint.layout import block, inline, percent  # type: ignore[import-untyped]
from weasyprint.text import line_break  # type: ignore[import-untyped]

from pipeline.build import Workshop
from pipeline.documents import BRIEFING, pictures
from pipeline.folders import Folders
from pipeline.render import pdf, remembered
from pipeline.render.assets import AssetFetcher, own_assets
from pipeline.render.remembered import remembering
from pipeline.render.sheets import Sheets

TEMPLATES = Path(__file__).parents[2] / "templates"
SOURCES = "".join(
    f'<li><span class="entry"><span class="which">{number}</span> {"Immigration and Customs Enforcement, " * (number % 5)}'
    f'<i>figures</i> by county, <a href="https://example.org/{number}">example.org/{number}</a></span></li>'
    for number in range(1, 40)
)
HTML_PAGE = (
    '<html lang="en"><body><p>One line. <b>The same words</b> and <i>the same words</i> and the same words.</p>'
    f'<p style="letter-spacing: 1pt">The same words, far apart.</p><p style="width: 20mm">The same words.</p>'
    f'<p style="width: 9mm">The same words.</p><p style="width: 20mm; font-size: 7pt">The same words.</p>'
    f'<p style="width: 20mm; font-weight: 600">The same words.</p>'
    f'<p style="width: 20mm; hyphens: none; text-decoration: underline">The same words.</p><ul class="sources">{SOURCES}</ul>'
    f'<table><tr><th>The same words<td>The same words</table><ul class="sources">{SOURCES}</ul></body></html>'
)


def unread() -> Sheets:
    return Sheets({name: asset for name, asset in own_assets({}, TEMPLATES).items() if name.startswith("fonts/")})


@pytest.fixture(scope="module")
def fonts() -> Sheets:
    return unread()


def laid_out(fonts: Sheets, *, remember: bool) -> bytes:
    sheets = fonts.read([(TEMPLATES / "briefing.css").read_text()], AssetFetcher({}))
    with remembering() if remember else nullcontext():
        document = HTML(string=HTML_PAGE).render(stylesheets=sheets, font_config=fonts.fonts)
    data: bytes = document.write_pdf(pdf_identifier=b"x", pdf_variant="pdf/ua-1")
    return data


def test_a_document_is_the_same_with_and_without(fonts: Sheets) -> None:
    plain = laid_out(fonts, remember=False)
    assert laid_out(fonts, remember=True) == plain
    assert laid_out(fonts, remember=True) == plain, "from what is now remembered too"


@pytest.mark.parametrize("name", remembered.DECIDES)
def test_lines_of_another_look_are_other_lines(name: str) -> None:
    class Style(dict[str, object]):
        """As WeasyPrint's: a dictionary that bears attributes."""

    plain = Style(dict.fromkeys(remembered.DECIDES, "normal"))
    assert remembered._decides(plain) == remembered._decides(Style(plain))
    assert remembered._decides(plain) != remembered._decides(Style({**plain, name: "other"}))


def test_all_that_is_laid_out_again_is_looked_up(fonts: Sheets, monkeypatch: pytest.MonkeyPatch) -> None:
    worked_out: list[str] = []
    real = remembered._split_first_line
    monkeypatch.setattr(
        remembered, "_split_first_line", lambda *given, **more: worked_out.append("line") or real(*given, **more)
    )
    laid_out(fonts, remember=True)
    worked_out.clear()
    laid_out(fonts, remember=True)
    assert worked_out == []


def test_an_entry_is_laid_out_once_however_often_columns_are_tried(
    monkeypatch: pytest.MonkeyPatch, fonts: Sheets
) -> None:
    worked_out: list[str] = []
    real = remembered._inline_block
    monkeypatch.setattr(remembered, "_inline_block", lambda *given: worked_out.append("entry") or real(*given))
    laid_out(fonts, remember=True)
    assert len(worked_out) == 2 * SOURCES.count("<li>")


def test_weasyprint_has_the_parts_that_are_replaced_and_gets_them_back(fonts: Sheets) -> None:
    parts = {"split_first_line": line_break, "inline_block_box_layout": inline, "resolve_percentages": percent}
    theirs = {name: getattr(module, name) for name, module in parts.items()}
    with remembering():
        assert all(getattr(module, name) is not theirs[name] for name, module in parts.items())
        assert inline.split_first_line is not theirs["split_first_line"]
        assert block.resolve_percentages is not theirs["resolve_percentages"]
    assert {name: getattr(module, name) for name, module in parts.items()} == theirs
    assert inline.split_first_line is theirs["split_first_line"]


def test_no_more_lines_are_kept_than_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "LINES", 30)
    fonts = unread()
    laid_out(fonts, remember=True)
    assert 0 < len(fonts.fonts.__dict__["remembered"]) <= 30


@pytest.mark.slow
def test_a_whole_briefing_is_the_same_with_and_without(monkeypatch: pytest.MonkeyPatch) -> None:
    workshop = Workshop("2011-08", folders=Folders(TEMPLATES.parent))
    job = workshop.job("Miami")
    shown = pictures(job, BRIEFING, workshop.folders.shapes)
    made = BRIEFING.render(job, shown, TEMPLATES)
    monkeypatch.setattr(pdf, "remembering", nullcontext)
    assert BRIEFING.render(job, shown, TEMPLATES) == made
