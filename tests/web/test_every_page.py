"""The pages of all cities, in both languages and every edition: what is asked of Boston's is asked of each."""

from pathlib import Path

import pytest

from ..conftest import CITIES
from .checks import NU, axe, headings, ids, nu, overflow, requests
from .conftest import Open
from .pages import Maker
from .test_nu import WITH_NU

PAGES = [(city, language, "2011-08") for city in CITIES for language in ("en", "es")] + [
    ("Boston", "en", "retrospective"), ("Boston", "es", "retrospective"),
    ("Phoenix", "en", "present"), ("Phoenix", "es", "present"), ("Bedford, VA", "en", "2011-08"),
    ("Kansas City, MO", "en", "2011-08"), ("Ketchikan, AK", "es", "2011-08"),
]  # fmt: skip
LARGEST = 1_500_000

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("city", "language", "edition"), PAGES)
def test_the_page_is_all_that_bostons_is(opened: Open, maker: Maker, city: str, language: str, edition: str) -> None:
    path = maker.page(city, language, edition)
    assert path.stat().st_size < LARGEST
    for scheme in ("light", "dark"):
        page = opened(path, 360, scheme, tools=True)
        assert page.get_attribute("html", "lang") == language
        assert (headings(page), ids(page), requests(page)) == ([], [], [])
        for width in (320, 360, 820, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert scheme == "dark" or overflow(page) == [], width
            if width in (360, 1280):
                assert axe(page) == [], width


@WITH_NU
def test_the_nu_checker_says_nothing_of_any_page(maker: Maker) -> None:
    assert NU.is_file()
    paths: list[Path] = [maker.page(*page) for page in PAGES]
    assert nu(list(dict.fromkeys(paths))) == []
