"""The eight briefings as PDFs: their text, their pages, and nothing published after the edition's day."""

import io
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from pipeline.build import Workshop
from pipeline.findings.city import from_json
from pipeline.narrative.document.walk import figures
from pipeline.narrative.documents.briefing import page

from ..conftest import RENDERED
from . import reading
from .conftest import Briefing

MOST_PAGES = 6  # of an English briefing of 2011; four where the place has no figure of its own
SLOW = pytest.mark.slow
Read = Callable[[str], tuple[Path, str, int]]


@pytest.fixture(scope="session")
def rendered(briefing: Briefing) -> Read:
    """Path, text and number of pages of a city's briefing."""

    @lru_cache
    def read(city: str) -> tuple[Path, str, int]:
        path = briefing(city)
        reader = PdfReader(io.BytesIO(path.read_bytes()))
        text = " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).replace("\u00a0", " ").split())
        return path, text.replace("- ", "-"), len(reader.pages)  # a name that broke at its hyphen is whole again

    return read


def _flat(words: str) -> str:
    return " ".join(words.replace("\u00a0", " ").split()).replace("- ", "-")


@pytest.mark.parametrize("city", RENDERED)
def test_a_briefing_names_its_city_and_its_edition(rendered: Read, city: str) -> None:
    _, text, pages = rendered(city)
    assert f"Briefing for the Mayor of {city}" in text
    assert "Edition of August 16, 2011" in text
    assert pages == (4 if city in ("Chicago", "Atlanta") else MOST_PAGES)


@pytest.mark.parametrize("city", RENDERED)
def test_no_briefing_ends_on_a_page_half_empty(rendered: Read, city: str) -> None:
    path, _, _ = rendered(city)
    assert reading.depth(PdfReader(io.BytesIO(path.read_bytes())).pages[-1]) > 0.2


@pytest.mark.parametrize("city", RENDERED)
def test_every_figure_is_printed_once(rendered: Read, workshop: Workshop, city: str) -> None:
    """A float that breaks over a page was seen to be printed twice, once without its headline."""
    _, text, _ = rendered(city)
    job = workshop.job(city)
    subtitles = [_flat(f.headline) for f in figures(page(from_json(job.findings), job.edition)) if f.headline]
    for subtitle in subtitles:
        assert text.count(subtitle) == sum(subtitle in other for other in subtitles)


@pytest.mark.parametrize("city", RENDERED)
def test_nothing_published_later_is_printed(rendered: Read, city: str) -> None:
    _, text, _ = rendered(city)
    assert "60,583" not in text
    later = re.findall(r"(?:September|Sept\.|October|Oct\.|November|Nov\.|December|Dec\.) \d{1,2}, 2011", text)
    assert not later
    assert not re.search(r"\b(?:January|February|March|April|May|June|July) \d{1,2}, 201[2-4]", text)


@pytest.mark.parametrize(
    ("city", "said"),
    [
        ("Boston", ["183 of 352", "52.0%", "55%", "27,047", "94,218", "29%", "as quoted by MIRA"]),
        (
            "Boston",
            ["135", "256", "One of 14", "November 5, 2008", "1,475 of 3,143", "not subtracted"],
        ),
        ("Boston", ["Edward F. Davis", "no wholly innocent person", "Thomas M. Menino", "July 14, 2011"]),
        (
            "Chicago",
            [
                "Cook County is not in Secure Communities",
                "26 of 102",
                "May 4, 2011",
                "from at least 30% to 53%",
                "at least 430",
            ],
        ),
        pytest.param("Charlotte", ["315 of 736", "43%"], marks=SLOW),
        pytest.param("Oakland", ["253 of 625", "40%"], marks=SLOW),
        pytest.param("Phoenix", ["26%", "Printed without counts"], marks=SLOW),
        pytest.param("Los Angeles", ["5,585", "2,961 of 12,741", "10,929 of 38,828"], marks=SLOW),
        pytest.param("Miami", ["51%"], marks=SLOW),
        pytest.param(
            "Atlanta", ["Fulton County", "DeKalb County", "September 8, 2010", "November 17, 2009"], marks=SLOW
        ),
    ],
)
def test_what_a_citys_briefing_must_say(rendered: Read, city: str, said: list[str]) -> None:
    _, text, _ = rendered(city)
    assert [words for words in said if words not in text] == []


@pytest.mark.parametrize(
    "city", ["Chicago", pytest.param("Atlanta", marks=SLOW), pytest.param("Los Angeles", marks=SLOW)]
)
def test_a_city_without_a_share_says_so(rendered: Read, city: str) -> None:
    _, text, _ = rendered(city)
    assert "What these data cannot say" in text
    assert "no share" in text.lower()


@pytest.mark.parametrize("city", RENDERED)
def test_a_figure_and_its_words_lie_beside_the_briefing(rendered: Read, workshop: Workshop, city: str) -> None:
    rendered(city)
    folder = workshop.folders.root / "figures" / "2011-08" / workshop.job(city).place.slug
    names = {path.stem for path in folder.iterdir()}
    assert {"places", "rollout", "state-map", "nation-map"} <= names
    assert all((folder / f"{name}{ending}").stat().st_size for name in names for ending in (".svg", ".txt"))
