"""What a reader, a screen reader and a printer get: asserted on the PDF itself."""

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
from weasyprint.layout import block

from pipeline.narrative.document.model import Page
from pipeline.narrative.document.walk import figures
from pipeline.render.assets import AssetFetcher, own_assets
from pipeline.render.html import render_html
from pipeline.render.pdf import BRIEFING, lay_out, render_pdf
from tests.document import reading
from tests.render import sample_page as sample

TEMPLATES = Path(__file__).parents[2] / "templates"
SHAPES = {
    "two numbers": sample.PAGE,
    "one number": sample.with_lead(sample.SINGLE),
    "words": sample.with_lead(sample.WORDS),
    "a date": sample.with_lead(sample.WORDS),
    "two numbers, all full": sample.fullest(sample.DISPUTED),
    "one number, all full": sample.fullest(sample.SINGLE),
    "a date, all full": sample.fullest(sample.WORDS),
}


@lru_cache
def printed(shape: str) -> bytes:
    return pdf_of(SHAPES[shape])


def pdf_of(page: Page) -> bytes:
    return render_pdf(render_html(page, TEMPLATES), sample.drawn(page), TEMPLATES, b"test")


@pytest.fixture(params=SHAPES)
def shape(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_pages_are_us_letter_and_page_one_holds_the_whole_front(shape: str) -> None:
    reader = reading.read(printed(shape))
    assert {tuple(page.mediabox) for page in reader.pages} == {(0, 0, 612, 792)}
    first, second = (" ".join(reader.pages[n].extract_text().split()) for n in (0, 1))
    front = SHAPES[shape].front
    assert front.head.kicker in first
    assert front.ask.items[-1][:40] in first
    assert "All sources, numbered and linked: last page." in first
    assert SHAPES[shape].sections[0].headline.text in second
    assert [str(n) for n in range(1, len(reader.pages) + 1)] == reader.page_labels


def test_only_the_bundled_fonts_and_all_of_them_inside_the_file(shape: str) -> None:
    found = reading.fonts(reading.read(printed(shape)))
    assert all(name.startswith(("Briefing-Sans", "Briefing-Serif")) for name in found), found
    assert all(found.values())


def test_a_blank_is_a_blank_when_text_is_copied_out(shape: str) -> None:
    assert "\u00a0" not in "".join(page.extract_text() for page in reading.read(printed(shape)).pages)


def test_title_language_and_marks_of_a_tagged_file() -> None:
    reader = reading.read(printed("two numbers"))
    root = reader.root_object
    assert reader.metadata.title == sample.PAGE.title
    assert reader.metadata.author == "Coalition of Samples"
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert "/CreationDate" not in reader.metadata


def test_one_first_heading_and_no_level_skipped(shape: str) -> None:
    levels = reading.levels(reading.read(printed(shape)))
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_bookmark_for_the_place_and_for_each_part() -> None:
    page = sample.PAGE
    titles = [section.headline.text for section in page.sections]
    expected = [(1, page.front.head.place), (2, page.front.lead.claim.text), (2, page.front.ask.title)]
    expected += [(2, title) for title in [*titles, page.sources_title]]
    assert reading.bookmarks(reading.read(printed("two numbers"))) == expected


def test_each_figure_has_its_alternative_text() -> None:
    page = sample.PAGE
    tags = reading.tags(reading.read(printed("two numbers")))
    alternatives = [str(tag["/Alt"]) for tag in tags if tag["/S"] == "/Figure"]
    assert alternatives == [figure.alt for figure in figures(page)]


def test_tables_are_tables_with_headers_and_no_ragged_row() -> None:
    tags = reading.tags(reading.read(printed("two numbers")))
    rows = [[kid.get_object()["/S"] for kid in tag["/K"]] for tag in tags if tag["/S"] == "/TR"]
    assert all(set(row) == {"/TH"} or (row[0] == "/TH" and set(row[1:]) == {"/TD"}) for row in rows)
    assert len([tag for tag in tags if tag["/S"] == "/Table"]) == 4
    assert {len(row) for row in rows} == {3, 4, 5}


def test_every_source_is_listed_linked_and_every_number_leads_to_it() -> None:
    page = sample.PAGE
    reader = reading.read(printed("two numbers"))
    links = reading.links(reader)
    external = {source.address for source in page.sources if source.address}
    assert {target for target in links if not target.startswith("#")} == external
    inside = {target for target in links if target.startswith("#")}
    parts = {f"#{section.id}" for section in page.sections}
    assert inside - parts <= {f"#source-{source.number}" for source in page.sources}
    assert inside & parts == {f"#{line.part}" for line in page.front.contents}
    assert {"#source-1", "#source-5", "#source-9"} <= inside
    assert set(reader.named_destinations) >= {target[1:] for target in inside}
    assert all(links.values()), "each link says where it leads"


def test_all_words_of_all_blocks_are_printed() -> None:
    words = reading.text(reading.read(printed("two numbers")))
    for expected in (
        "Of four steps", "Fingerprints", "6,911,000", "not said", "Neutral", "As the Coalition of Samples sees it.",
        "What these data cannot say",
        "no survey made here", "Rancho Santa Margarita, California", "no address on record",
        "Maria Fernández de la Peña, St. John the Baptist Parish",
    ):  # fmt: skip
        assert expected in words


def test_a_long_table_runs_over_pages_with_its_head_repeated() -> None:
    section = sample.Section("long", sample.Said("A long table"), (sample.positions(60),))
    page = sample.replace(sample.PAGE, sections=(section,))
    reader = reading.read(pdf_of(page))
    heads = [page.extract_text().count("Who said what") for page in reader.pages]
    assert heads[1:-1] == [1] * (len(heads) - 2)
    assert len(heads) > 3


@pytest.mark.parametrize(
    "rows", [10, 13, *(pytest.param(rows, marks=pytest.mark.slow) for rows in (11, 12, 14, 15, 16))]
)
def test_no_heading_is_the_last_thing_on_a_page(rows: int) -> None:
    blocks = (sample.positions(rows), sample.COUNTS, sample.CHOICES, sample.HOW, sample.UNSAID, sample.SIDES)
    sections = (
        sample.Section("flow", sample.Said("Blocks of all kinds, one after the other"), blocks),
        sample.Section("on", sample.Said("And a part that starts where the other ends"), blocks, starts_page=False),
    )
    reader = reading.read(pdf_of(sample.replace(sample.PAGE, sections=sections)))
    assert len(reader.pages) > 3
    assert reading.stranded_headings(reader) == []


@pytest.mark.parametrize(
    "words", [200, 520, *(pytest.param(words, marks=pytest.mark.slow) for words in (360, 680, 840))]
)
def test_a_pair_that_meets_the_end_of_a_page_is_printed_once(words: int) -> None:
    """As floats, halves were seen to be printed twice: in part on one page, and again whole on the next."""
    figure = sample.figure("series", sample.SERIES, "A half of its own")
    table = sample.replace(sample.COUNTS, rows=sample.COUNTS.rows * 5)
    spacer = sample.Passage("Before it", (sample.Said("x " * words),))
    blocks = (spacer, sample.Pair(figure, table), sample.HOW, sample.Pair(table, figure))
    page = sample.replace(sample.PAGE, sections=(sample.Section("pairs", sample.Said("Two pairs"), blocks),))
    reader = reading.read(pdf_of(page))
    printed_words = reading.text(reader)
    assert [str(tag["/S"]) for tag in reading.tags(reader)].count("/Figure") == 4  # two of them on page 1
    assert printed_words.count("A half of its own") == 2
    assert printed_words.count("not said") == 10


@pytest.mark.parametrize("words", [200, 520, *(pytest.param(n, marks=pytest.mark.slow) for n in (300, 440, 600))])
def test_columns_that_meet_the_end_of_a_page_are_printed_once(words: int) -> None:
    spacer = sample.Passage("Before them", (sample.Said("x " * words),))
    how, figure = sample.HOW, sample.figure("nation-map", sample.NATION, "A map beside words")
    blocks = (spacer, sample.Columns((how, how, how)), sample.Beside(figure, (how,)), sample.Columns((how,)))
    page = sample.replace(sample.PAGE, sections=(sample.Section("methods-not", sample.Said("Columns"), blocks),))
    printed_words = reading.text(reading.read(pdf_of(page)))
    assert printed_words.count("How to read it") == 5
    assert printed_words.count("A map beside words") == 1


def test_a_half_too_long_for_a_page_takes_the_whole_width_and_loses_no_row() -> None:
    table = sample.replace(sample.COUNTS, rows=sample.COUNTS.rows * 20)
    pair = sample.Pair(sample.figure("series", sample.SERIES, "Beside it"), table)
    page = sample.replace(sample.PAGE, sections=(sample.Section("long", sample.Said("A long half"), (pair,)),))
    assert reading.text(reading.read(pdf_of(page))).count("not said") == 20


def ends(body: str, sheets: tuple[tuple[str, ...], ...]) -> list[float]:
    """How far down its pages a document reaches whose second part is this."""
    html = f'<html lang="en"><title>x</title><body><p id="front-end">x</p><section id="a" class="page">{body}</section>'
    fetcher = AssetFetcher(own_assets({}, TEMPLATES))
    document = lay_out(html, TEMPLATES, fetcher, look=replace(BRIEFING, ends=sheets))
    return [reading.depth(page) for page in reading.read(document.write_pdf()).pages[1:]]


def rows(number: int) -> str:
    return f"<table>{'<tr><td>A row</td></tr>' * number}</table>"


def sources(number: int) -> str:
    said = [f"A source with its {'publisher, its title and its date, ' * (1 + n % 3)}" for n in range(number)]
    items = (f'<li id="source-{n}"><span class="entry">{words}</span></li>' for n, words in enumerate(said))
    return f'<ol class="sources">{"".join(items)}</ol>'


def test_what_little_would_stand_on_a_last_page_is_drawn_together() -> None:
    assert len(ends(rows(42), ())) == 2, "there is nothing to mend"
    assert ends(rows(42), ())[-1] < 0.2
    assert len(ends(rows(42), BRIEFING.ends)) == 1


def test_a_last_page_that_is_full_enough_stays_as_it_is() -> None:
    assert ends(rows(70), BRIEFING.ends) == ends(rows(70), ())


def columns_tried(monkeypatch: pytest.MonkeyPatch, body: str) -> int:
    """How many columns WeasyPrint lays out until two are even."""
    real, tried = block.block_box_layout, 0

    def counted(context: object, box: object, *further: object, **named: object) -> object:
        nonlocal tried
        tried += getattr(box, "is_column", False)
        return real(context, box, *further, **named)

    with monkeypatch.context() as patch:
        patch.setattr(block, "block_box_layout", counted)
        ends(body, ())
    return tried


def test_columns_of_sources_are_even_after_a_few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two thirds of a briefing's layout went into raising columns by a pixel; should WeasyPrint mend that, the entries can go."""
    bare = sources(47).replace('class="entry"', "")
    assert columns_tried(monkeypatch, sources(47)) < columns_tried(monkeypatch, bare) / 2
    assert ends(sources(47), ()) == pytest.approx(ends(bare, ()), abs=0.01)


def test_the_check_for_stranded_headings_finds_one() -> None:
    html = (
        '<html lang="en"><title>x</title><body><p id="front-end">x</p><div style="height:205mm">Body</div>'
        '<h3 class="figtitle">Left alone</h3><div style="break-before:page">Body</div>'
    )
    document = lay_out(html, TEMPLATES, AssetFetcher(own_assets({}, TEMPLATES)))
    assert reading.stranded_headings(reading.read(document.write_pdf())) == ["Left alone"]
