"""The page for the web: all that paper says and the numbers behind its charts; one file that asks for nothing."""

import re
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser

import pytest
from fontTools.ttLib import TTFont

from pipeline.charts.model import PlacesChart, PlacesGroup, Share, ShareChart
from pipeline.errors import RefusedAsset
from pipeline.narrative.document.model import (
    Beside,
    Cell,
    Column,
    Figure,
    Front,
    KeyFinding,
    Lead,
    Logo,
    Page,
    Pair,
    Row,
    Said,
    Section,
    Table,
    Third,
)
from pipeline.narrative.language.locale import ENGLISH, OWN
from pipeline.render.html import render_html
from pipeline.render.web import dots, is_slim, render_web, style

from ..web.pages import TEMPLATES, rendered
from . import sample_page as sample
from .test_html import HOSTILE, parsed

SHARE = Share("Suffolk", 52.0, "52.0%", "183 of 352", "place", 46.8, 57.2)
BEHIND = Table(
    "", "The numbers behind the chart", "",
    (Column("Place"), Column("Share", True), Column("Counts", True), Column("Interval", True), Column("Counts to")),
    (Row((Cell("Suffolk", refs=(1,)), Cell("52.0%"), Cell("183 of 352"), Cell("46.8 to 57.2"), Cell("July 2011")),
         mark=SHARE, group="This county"),), Said(""),
)  # fmt: skip


def with_tables(value: object) -> object:
    """The same page, each of its figures with a table behind it."""
    if isinstance(value, Figure):
        return replace(value, behind=BEHIND)
    if isinstance(value, tuple):
        return tuple(map(with_tables, value))
    if is_dataclass(value) and isinstance(value, Page | Section | Pair | Beside | Third | Front | Lead):
        return replace(value, **{field.name: with_tables(getattr(value, field.name)) for field in fields(value)})
    return value


PAGE = with_tables(sample.PAGE)
assert isinstance(PAGE, Page)


class _Text(HTMLParser):
    """The words between tags, without those that only say what things are called."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.feed(html.replace("<style", "<!--").replace("</style>", "-->"))

    def handle_data(self, data: str) -> None:
        if len(data.strip()) > 3:
            self.words.append(" ".join(data.split()))


def test_all_that_paper_says_stands_on_the_page() -> None:
    page = replace(PAGE, attached=Said("Attached to this file: findings.json."))
    paper, web = _Text(render_html(page, TEMPLATES)).words, set(_Text(rendered(page)).words)
    assert len(paper) > 150
    topics = [line.topic for line in page.front.contents if line.topic not in web]  # the page has headlines instead
    assert [words for words in paper if words not in web] == [*topics, "Attached to this file: findings.json."]


def test_numbers_keep_their_findings() -> None:
    paper, web = (
        {id for _, attributes in parsed(html).tags for id in (attributes.get("data-findings") or "").split()}
        for html in (render_html(PAGE, TEMPLATES), rendered(PAGE))
    )
    assert web >= paper > set()


def test_the_page_holds_all_that_it_needs() -> None:
    html = rendered(PAGE)
    tags = parsed(html).tags
    assert not [tag for tag, _ in tags if tag in ("script", "iframe", "object", "base", "form")]
    loads = [a[name] or "" for _, a in tags for name in ("src", "srcset", "poster", "background") if name in a]
    loads += [a["href"] or "" for tag, a in tags if tag in ("link", "use", "image")]
    assert all(address.startswith(("data:", "#")) for address in loads)
    assert all(address.startswith(("data:", "#")) for address in re.findall(r"url\(([^)]*)\)", html))
    assert html.count("data:font/woff2;base64,") == 5
    assert "@import" not in html


def test_hostile_text_stays_text() -> None:
    front = replace(
        PAGE.front, head=replace(PAGE.front.head, place=HOSTILE), findings=(KeyFinding(HOSTILE, Said(HOSTILE)),)
    )
    row = Row((Cell(HOSTILE), *[Cell(HOSTILE)] * 4), mark=replace(SHARE, label=HOSTILE), group=HOSTILE)
    chart = PlacesChart((PlacesGroup("", (SHARE,)),), "", "", 28.7, percent_text="<script>{}")
    figure = Figure(HOSTILE, chart, HOSTILE, HOSTILE, HOSTILE, Said(HOSTILE), behind=replace(BEHIND, rows=(row,)))
    map_ = replace(figure, chart=sample.STATE)
    section = Section("x", Said(HOSTILE), (figure, map_))
    html = rendered(replace(PAGE, front=front, sections=(section,), title=HOSTILE, running=HOSTILE, coalition=HOSTILE))
    tags = parsed(html).tags
    assert "<script" not in html
    assert not any("onerror" in attributes for _, attributes in tags)
    assert not [attributes for tag, attributes in tags if tag == "img"]


def test_marks_of_english_passages_are_spans_in_text_and_nothing_in_attributes() -> None:
    words = f"El texto {ENGLISH}in English{OWN} aquí"
    table = replace(BEHIND, columns=tuple(replace(column, label=words) for column in BEHIND.columns))
    figure = Figure("a", sample.STATE, words, words, words, Said(words), behind=table)
    html = rendered(replace(PAGE, language="es", sections=(Section("x", Said(words), (figure,)),)))
    assert ENGLISH not in html
    assert OWN not in html
    assert '<span lang="en">in English</span>' in html
    assert not [
        value for _, attributes in parsed(html).tags for value in attributes.values() if "<span" in (value or "")
    ]


def test_a_picture_that_is_not_there_is_refused() -> None:
    with pytest.raises(RefusedAsset, match="not one of its own"):
        render_web(PAGE, {}, TEMPLATES)


def test_the_logo_is_part_of_the_page() -> None:
    page = replace(
        PAGE, front=replace(PAGE.front, ask=replace(PAGE.front.ask, logo=Logo("logo", "Us"), coalition="Us"))
    )
    logos = [a for tag, a in parsed(rendered(page, {"logo": b"\x89PNG\r\n\x1a\n"})).tags if tag == "img"]
    assert [(logo["src"], logo["alt"]) for logo in logos] == [("data:image/png;base64,iVBORw0KGgo=", "Us")]


def test_each_source_leads_back_to_every_place_where_it_is_cited() -> None:
    tags = parsed(rendered(PAGE)).tags
    ids = [attributes["id"] or "" for _, attributes in tags if "id" in attributes]
    cited = [id for id in ids if id.startswith("cited-")]
    back = [(a["href"] or "")[1:] for tag, a in tags if tag == "a" and (a["href"] or "").startswith("#cited-")]
    assert len(ids) == len(set(ids))
    assert sorted(back) == sorted(cited)
    assert len(cited) > 30


def test_a_dot_stands_at_its_share_and_a_bar_over_its_interval() -> None:
    chart = ShareChart((SHARE,))
    circle, bar = (
        next(a for tag, a in parsed(dots(SHARE, chart)).tags if a.get("class") == k) for k in ("full", "bar")
    )
    assert circle["cx"] == "52%"
    assert (bar["x1"], bar["x2"]) == ("46.8%", "57.2%")


def test_a_share_without_counts_is_open_and_has_no_bar() -> None:
    bare = Share("Suffolk", 45.0, "45%", "no counts", "place", counted=False)
    kinds = [a.get("class") for _, a in parsed(dots(bare, ShareChart((bare,)))).tags]
    assert "open" in kinds
    assert not {"full", "bar"} & set(kinds)


def test_the_nations_line_stands_where_a_chart_has_one() -> None:
    chart = PlacesChart((PlacesGroup("", (SHARE,)),), "", "", 28.7)
    assert 'class="nation" x1="28.7%"' in dots(SHARE, chart)
    assert 'class="nation"' not in dots(SHARE, ShareChart((SHARE,)))


def test_tables_that_fit_a_phone_stay_tables_there() -> None:
    word, number = Column("Word"), Column("Number", True)

    def slim(*columns: Column) -> bool:
        return is_slim(replace(BEHIND, columns=columns))

    assert slim(word, word)
    assert slim(word, number, number, number)
    assert not slim(word, word, word)
    assert not slim(word, number, number, number, number)


@pytest.mark.parametrize("file", sorted((TEMPLATES / "fonts").glob("*.ttf")), ids=lambda file: file.stem)
def test_a_web_font_is_the_printed_one(file: object) -> None:
    printed, web = TTFont(file), TTFont(str(file).replace(".ttf", ".woff2"))
    assert web.flavor == "woff2"
    assert web.getBestCmap() == printed.getBestCmap()
    assert web["hmtx"].metrics == printed["hmtx"].metrics
    assert [str(name) for name in web["name"].names] == [str(name) for name in printed["name"].names]


# Colours: WCAG 2.1, relative luminance and contrast (1.4.3 text, 1.4.11 marks).


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def schemes() -> list[dict[str, str]]:
    """The colours by day, by night, and of maps by night."""
    found: list[dict[str, str]] = []
    for block in re.findall(r"\{[^{}]*--paper: #[^{}]*\}", style(TEMPLATES)):
        found.append((found[0] if found else {}) | dict(re.findall(r"--([a-z]+): (#[0-9A-F]{6})", block)))
    return found


def test_contrast_is_measured_as_the_guidelines_say() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_text_and_marks_stand_out_by_day_and_by_night() -> None:
    assert len(schemes()) == 3
    for colours in schemes():
        for name in ("ink", "text", "soft", "muted", "place"):
            assert contrast(colours[name], colours["paper"]) >= 4.5, name
        assert contrast(colours["dot"], colours["paper"]) >= 3
        assert contrast(colours["place"], colours["land"]) >= 3
        assert contrast(colours["dot"], colours["land"]) >= 2.5  # county lines: with a label and a leader
