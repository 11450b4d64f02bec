"""Boston's page in a real browser: accessible, whole, quiet, and usable without a mouse, at every width, by day and night."""

from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from .checks import axe, headings, ids, keyboard, overflow, requests
from .conftest import Open


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(opened: Open, boston: Path, width: int, scheme: str) -> None:
    assert axe(opened(boston, width, scheme, tools=True)) == []


# 320 px is a window of 1280 px at 400 percent, which must not scroll sideways (WCAG 2.1, 1.4.10).
def test_nothing_reaches_beyond_the_edge_at_any_width(opened: Open, boston: Path) -> None:
    page = opened(boston)
    for width in (320, 360, 414, 540, 600, 736, 820, 1024, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        assert overflow(page) == [], width


def test_it_asks_for_nothing_but_itself(opened: Open, boston: Path) -> None:
    page = opened(boston)
    page.wait_for_load_state("networkidle")
    assert requests(page) == []
    assert page.evaluate("document.fonts.ready.then(() => [...document.fonts].every(f => f.status === 'loaded'))")


def test_headings_ids_language_and_landmarks(opened: Open, boston: Path) -> None:
    page = opened(boston)
    assert headings(page) == []
    assert ids(page) == []
    assert page.get_attribute("html", "lang") == "en"
    assert page.title() == "Boston, Massachusetts: Secure Communities: the local record"
    for landmark in ("main", "banner", "contentinfo"):
        assert page.get_by_role(landmark).count() == 1, landmark  # type: ignore[arg-type]
    assert page.locator("script").count() == 0


@pytest.mark.parametrize("width", [pytest.param(360, marks=pytest.mark.slow), 1280])
def test_the_tab_key_reaches_every_link_in_order_and_shows_where_it_is(opened: Open, boston: Path, width: int) -> None:
    assert keyboard(opened(boston, width)) == []


def test_the_first_tab_offers_to_skip_to_the_briefing(opened: Open, boston: Path) -> None:
    page = opened(boston)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the briefing"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "briefing"


def test_a_number_leads_to_its_source_and_back(opened: Open, boston: Path) -> None:
    page = opened(boston)
    number = page.locator("#cited-1-1")
    assert number.get_attribute("aria-label") == "Source 1"
    assert (number.get_attribute("title") or "").startswith("Boston Globe")
    number.click()
    assert page.url.endswith("#source-1")
    page.locator("#source-1 .cited a").first.click()
    assert page.url.endswith("#cited-1-1")


def test_the_keyboard_scrolls_a_chart_that_is_wider_than_a_phone(opened: Open, boston: Path) -> None:
    page = opened(boston, 360)
    chart = page.locator(".picture.full")
    chart.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)  # the page's own policy lets no condition be watched in it
    assert chart.evaluate("picture => picture.scrollLeft") > 0
    assert chart.get_attribute("role") == "region"
    assert chart.get_attribute("aria-label")


# What assistive technology is told, where a phone shows rows as paragraphs.
@pytest.mark.parametrize("width", [360, 1280])
def test_tables_stay_tables_for_the_ear_at_every_width(opened: Open, boston: Path, width: int) -> None:
    page = opened(boston, width)
    assert page.get_by_role("table").count() == page.locator("table:visible").count() > 4
    positions = page.get_by_role("table", name="What officials here, and federal officials, have said")
    assert positions.get_by_role("columnheader").all_inner_texts() == ["Date", "Stance", "Who said what"]
    assert positions.get_by_role("row").count() == positions.get_by_role("rowheader").count() + 1
    assert positions.get_by_role("cell").count() == 2 * positions.get_by_role("rowheader").count()


def test_each_picture_says_what_it_shows(opened: Open, boston: Path) -> None:
    page = opened(boston)
    pictures = page.get_by_role("img").all()
    assert len(pictures) == page.locator("svg.chart").count() > 3
    assert all(len(picture.get_attribute("aria-label") or "") > 40 for picture in pictures)


# Paper.


def printed(page: Page) -> PdfReader:
    return PdfReader(BytesIO(page.pdf(format="Letter", prefer_css_page_size=True)))


def test_print_gives_plain_pages_of_the_whole_briefing(opened: Open, boston: Path) -> None:
    page = opened(boston, scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    reader = printed(page)
    texts = [" ".join(leaf.extract_text().split()) for leaf in reader.pages]
    assert 8 <= len(texts) <= 20
    assert all(len(text) > 300 for text in texts[:-1])  # no page stands half empty in the middle
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [612, 792]
    whole = " ".join(texts)
    assert "What these data cannot say" in whole
    assert "Skip to the briefing" not in whole
    assert "The numbers behind the chart" not in whole


def test_print_shows_the_numbers_that_the_reader_unfolded(opened: Open, boston: Path) -> None:
    page = opened(boston)
    page.locator("details", has=page.locator("summary", has_text="joined 9 days")).locator("summary").click()
    whole = " ".join(leaf.extract_text() for leaf in printed(page).pages)
    assert "Suffolk County becomes active" in whole
