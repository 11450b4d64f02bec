"""What tests share: the tables and edition, loaded once, the findings of each city, and one browser a process."""

import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from pipeline import editions, places
from pipeline.editions import Edition
from pipeline.findings.city import gather
from pipeline.findings.model import CityFindings
from pipeline.sources.tables import Tables, load_tables

settings.register_profile("here", deadline=None)  # how long an example takes is for benchmarks to say
settings.load_profile("here")

ROOT = Path(__file__).parents[1]
CITIES = ("Boston", "Oakland", "Chicago", "Los Angeles", "Atlanta", "Miami", "Charlotte", "Phoenix")
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
# Rendering takes seconds a city: in the fast tier one whose figures disagree and one where the program is not active.
RENDERED = [city if city in ("Boston", "Chicago") else pytest.param(city, marks=pytest.mark.slow) for city in CITIES]


@lru_cache
def embedded() -> Tables:
    return load_tables(ROOT / "data")


@lru_cache
def edition_2011() -> Edition:
    return editions.load("2011-08", ROOT / "editions")


@lru_cache
def found_in(city: str) -> CityFindings:
    return gather(places.find(city, embedded().places, edition_2011().cities), edition_2011(), embedded())


@pytest.fixture
def tables() -> Tables:
    return embedded()


@pytest.fixture
def edition() -> Edition:
    return edition_2011()


@pytest.fixture(params=CITIES)
def found(request: pytest.FixtureRequest) -> CityFindings:
    return found_in(request.param)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's own Chromium, started once: Playwright refuses a second one beside it in the same process."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("no Chromium on this machine; on Debian: apt-get install -y chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()
