"""A briefing for every place: big, tiny, of several counties, independent, far away, and those of which nothing is known."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from pipeline import places
from pipeline.build import Workshop
from pipeline.errors import UserError
from pipeline.findings.city import gather
from pipeline.folders import Folders
from pipeline.narrative.document.model import Listing, Page, Table
from pipeline.narrative.document.walk import runs, things
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.language.locale import speaking, unmarked

from .conftest import ROOT, edition_2011, embedded

BIG = ("New York", "Los Angeles, CA", "Houston, TX", "Philadelphia, PA", "Honolulu", "Indianapolis")
TINY = ("Loving County, TX", "Kalawao County, HI", "Akutan, AK", "Warden, WA", "Buford, GA")
SEVERAL = ("Kansas City, MO", "Dallas, TX", "Columbus, OH", "Portland, OR", "Aurora, CO", "Birmingham, AL")
INDEPENDENT = ("St. Louis, MO", "Baltimore, MD", "Carson City, NV", "Virginia Beach, VA", "Williamsburg, VA")
CHANGED = (
    "Bedford, VA",
    "Clifton Forge city, VA",
    "Shannon County, SD",
    "Wade Hampton Census Area, AK",
    "Bridgeport, CT",
)
MARKED = (
    "Coeur d'Alene",
    "O'Fallon, MO",
    "Cañon City, CO",
    "St. Mary's, GA",
    "Prince George's County, MD",
    "Doña Ana County",
)
FAR = ("Juneau, AK", "Anchorage, AK", "Hilo, HI", "Washington, DC", "Prince of Wales-Outer Ketchikan Census Area, AK")
COUNTIES = ("Cook County, IL", "Orleans Parish, LA", "Kings County, NY", "Hartford County, CT", "Miami-Dade County, FL")
CONSOLIDATED = ("Nashville, TN", "Louisville, KY", "Las Vegas, NV", "Athens, GA")
SPREAD = (*BIG, *TINY, *SEVERAL, *INDEPENDENT, *CHANGED, *MARKED, *FAR, *COUNTIES, *CONSOLIDATED)

LEFTOVER = re.compile(r"\bNone\b|\bnan\b|[{}]|\bNaN\b|\(\)| ,|\.\.|\b0 of 0\b")
KICKERS = {
    "Cook County, IL": "Briefing for the Sheriff of Cook County",
    "Orleans Parish, LA": "Briefing for the Sheriff of Orleans Parish",
    "Kings County, NY": "Briefing for the leaders of Kings County",
    "Juneau, AK": "Briefing for the leaders of Juneau",
    "Washington, DC": "Briefing for the Mayor of Washington",
    "St. Louis, MO": "Briefing for the Mayor of St. Louis",
}


def place(name: str) -> places.Place:
    return places.find(name, embedded().places)


@cache
def words(name: str, language: str = "en") -> Page:
    found = gather(place(name), edition_2011(), embedded())
    with speaking(language):
        return page(found, edition_2011())


def said(page: Page) -> list[str]:
    """Every sentence on a page that this project writes, without what tables quote."""
    front = page.front
    texts = [page.title, page.description, *(run.text for run in runs(front.head))]
    texts += [front.lead.claim.text, front.lead.sub.text, *(key.say.text for key in front.findings)]
    for section in page.sections:
        texts.append(section.headline.text)
        for block in section.blocks:
            texts += [getattr(block, name) for name in ("headline", "subtitle", "note", "alt") if hasattr(block, name)]
            texts += [item.text for item in block.items] if isinstance(block, Listing) else []
    return [unmarked(text) for text in texts if text]


def test_the_spread_is_wide_and_every_name_finds_its_place() -> None:
    assert len(SPREAD) >= 40
    assert len({place(name).slug for name in SPREAD}) == len(SPREAD)
    assert len({place(name).state for name in SPREAD}) >= 25


@pytest.mark.parametrize("name", SPREAD)
def test_every_place_is_told_in_whole_sentences(name: str) -> None:
    texts = said(words(name))
    assert [text for text in texts if LEFTOVER.search(text)] == []
    assert any(
        county.name.split(" County")[0] in " ".join(texts) or place(name).state == "DC"
        for county in place(name).counties
    )


@pytest.mark.parametrize("name", SPREAD)
def test_the_steps_have_a_row_for_each_place_with_counts_and_few(name: str) -> None:
    (steps,) = [table for table in things(words(name), Table) if table.name == "steps"]
    assert 2 <= len(steps.rows) <= 5
    assert all(any(cell.findings for cell in row.cells[1:]) for row in steps.rows[1:])


@pytest.mark.parametrize("name", ["Loving County, TX", "Kalawao County, HI", "Juneau, AK", "Washington, DC"])
def test_a_county_without_any_figure_has_the_context_and_a_list_of_what_is_not_known(name: str) -> None:
    shown = words(name)
    assert "1,475" in " ".join(said(shown))  # the nation's rollout
    (unknown,) = [
        block for section in shown.sections for block in section.blocks
        if isinstance(block, Listing) and block.title == "Not in our sources"
    ]  # fmt: skip
    assert len(unknown.items) >= 4
    assert all(item.text.count(".") >= 2 for item in unknown.items)  # what, and why


@pytest.mark.parametrize(("name", "kicker"), KICKERS.items())
def test_a_briefing_is_addressed_to_whom_there_is(name: str, kicker: str) -> None:
    assert words(name).front.head.kicker == kicker


def test_a_place_that_is_its_state_does_not_name_it_twice() -> None:
    texts = " ".join(said(words("Washington, DC")))
    assert "Washington, DC" in texts
    for wrong in ("0 of 1", "District of Columbia", "Washington, DC and Washington", "Washington, Washington"):
        assert wrong not in texts


def test_new_york_city_is_not_taken_for_its_state() -> None:
    texts = " ".join(said(words("New York")))
    assert "in New York State 31 of 62" in texts
    assert "New York, Kings, Queens, Bronx and Richmond counties are not in Secure Communities" in texts
    assert "31 of 62 counties in New York State are" in texts


def test_puerto_rico_is_said_to_be_outside_the_data() -> None:
    with pytest.raises(UserError, match="Puerto Rico is outside these data"):
        place("San Juan, PR")


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    root = tmp_path_factory.mktemp("every place")
    for name in ("data", "editions", "templates", "pipeline"):
        (root / name).symlink_to(ROOT / name)
    return Workshop("2011-08", folders=Folders(root))


def rendered(workshop: Workshop, name: str) -> str:
    """The text of the PDF of a place, pages joined."""
    path: Path = workshop.report(workshop.job(name)).path
    reader = PdfReader(BytesIO(path.read_bytes()))
    assert 4 <= len(reader.pages) <= 6
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.slow
@pytest.mark.parametrize("name", SPREAD)
def test_a_spread_of_places_is_rendered(workshop: Workshop, name: str) -> None:
    text = rendered(workshop, name)
    assert place(name).city.replace("'", "’") in text.replace("'", "’")
    assert "What these data cannot say" in text


@pytest.mark.slow
def test_every_place_of_the_registry_has_words_for_its_front(workshop: Workshop) -> None:
    """Every hundredth place of the registry, and a county of each state."""
    slugs = list(dict.fromkeys(embedded().places.slug))[::100]
    counties = embedded().places[embedded().places.kind == "county"].drop_duplicates("state").slug.tolist()
    for slug in (*slugs, *counties):
        found = gather(places.by_slug(slug, embedded().places), edition_2011(), embedded())
        assert [text for text in said(page(found, edition_2011())) if LEFTOVER.search(text)] == []
