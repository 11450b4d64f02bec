"""The pages of the editions that look back and of the present: tense, turning points, and what page 1 tells."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

import pytest

from pipeline import editions, places
from pipeline.editions import Edition
from pipeline.findings.city import gather
from pipeline.findings.model import CityFindings
from pipeline.narrative.document.model import Page
from pipeline.narrative.document.walk import figures
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.language.locale import ENGLISH, OWN, speaking

from ..conftest import CITIES, ROOT, embedded

ODD = (
    "New York",
    "Nashville, TN",
    "Anchorage, AK",
    "Washington, DC",
    "Cook County, IL",
    "Carson City, NV",
    "Kansas City, MO",
)
LATER = ("retrospective", "present")
# What is true only while the program runs; quotations from statements may have it, our own sentences may not.
RUNNING = re.compile(
    r"(?:program|County|it) (?:is|are) (?:not )?active|(?<!not )active since|only county .* is active|joins it"
)


@lru_cache
def of(name: str) -> Edition:
    return editions.load(name, ROOT / "editions")


@lru_cache
def found_in(name: str, city: str) -> CityFindings:
    return gather(places.find(city, embedded().places, of(name).cities), of(name), embedded())


@lru_cache
def written(name: str, city: str, language: str = "en") -> Page:
    with speaking(language):
        return page(found_in(name, city), of(name))


def texts(part: Any) -> Iterator[str]:
    """Every text of a page, in its order."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple | list):
        for item in part:
            yield from texts(item)
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts(getattr(part, field.name))


def owners(block: Any) -> tuple[str, ...]:
    return tuple(getattr(block, "owners", ()))


@pytest.mark.parametrize("name", LATER)
@pytest.mark.parametrize("city", [*CITIES, *ODD])
def test_no_sentence_of_ours_lets_the_program_run_on(name: str, city: str) -> None:
    found = found_in(name, city)
    quoted = {said.statement for said in (*found.positions, *found.federal_positions, *found.claims)}
    for text in texts(written(name, city)):
        ours = text
        for words in quoted:
            ours = ours.replace(words, "").replace(words[:1].lower() + words[1:], "")
        assert not RUNNING.search(ours.replace("\u00a0", " ")), ours


@pytest.mark.parametrize("city", CITIES)
def test_the_end_and_what_came_of_it_stand_on_page_1_and_in_the_turning_points(city: str) -> None:
    for name in LATER:
        shown = written(name, city)
        front = " ".join(texts(shown.front)).replace("\u00a0", " ")
        assert "discontinued on November 20, 2014" in front
        assert "January 25, 2017" in front
        assert "January 20, 2021" in front
        told = {id for section in shown.sections for block in (*section.blocks, *section.more) for id in owners(block)}
        assert {"E15", "E16", "E17"} <= told


def test_the_edition_of_2011_knows_nothing_of_the_end() -> None:
    shown = written("2011-08", "Boston")
    assert "afterwards" not in {section.id for section in shown.sections}
    assert not re.search("discontinued|reinstat", " ".join(texts(shown)))


@pytest.mark.parametrize("city", [*CITIES, *ODD])
def test_the_present_leads_with_the_places_own_police_and_says_what_is_not_known(city: str) -> None:
    shown, found = written("present", city), found_in("present", city)
    own = found.finding(f"present_day.own_agency.{found.place.slug}")
    lead = shown.front.lead
    known = found.place.kind == "county" or found.place.police
    assert (own.id in lead.claim.findings) is known  # Carson City has no police of its own in the FBI's list
    assert ("not" in lead.claim.text or "No " in lead.claim.text) is (own.value == 0)
    assert "on May\u00a018, 2026" in lead.claim.text.replace("of May", "on May")
    assert "may have changed" in lead.sub.text
    here = [found.finding(f"present_day.agreements.{county.fips}") for county in found.place.counties]
    assert {finding.id for finding in here} <= set(lead.sub.findings)
    if any(finding.value for finding in here):  # a 0 in one county is not hidden in what the others have
        assert all(f"{finding.value} in {finding.place_name}" in lead.sub.text for finding in here)
    assert shown.front.band[-1].heading == "Not in our sources"
    assert {"today", "record", "answers", "methods"} <= {section.id for section in shown.sections}
    assert [figure.name for figure in figures(shown)] == ["agreements-map-small", "arrest-rates"]
    assert "name the state of an arrest and no county" in " ".join(texts(shown.sections)).replace("\u00a0", " ")


@pytest.mark.parametrize("name", LATER)
def test_an_edition_of_no_coalition_says_whose_it_is_and_asks_nothing(name: str) -> None:
    ask = written(name, "Boston").front.ask
    assert (ask.items, ask.coalition, ask.contact, ask.logo) == ((), "", (), None)
    assert ask.title == "Whose edition this is"
    assert "nothing is asked" in ask.attribution.text


@pytest.mark.parametrize("name", ["2011-08", *LATER])
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_reference_has_its_source_in_every_edition_and_language(name: str, language: str) -> None:
    shown = written(name, "Chicago", language)
    known = {source.number for source in shown.sources}
    assert known == set(range(1, len(known) + 1))
    assert {ref for finding in shown.front.findings for ref in finding.say.refs} <= known
    assert shown.language == language


def test_the_coalitions_words_that_lack_a_translation_stand_as_english() -> None:
    bare = of("2011-08").model_copy(
        update={"coalition": of("2011-08").coalition.model_copy(update={"translations": {}})}
    )
    with speaking("es"):
        theirs = page(found_in("2011-08", "Boston"), bare).front.ask
        ours = written("2011-08", "Boston", "es").front.ask
    english = f"{ENGLISH}End the Secure Communities program{OWN}."
    assert theirs.items[0] == english
    assert theirs.items != ours.items
    assert not any(ENGLISH in item for item in ours.items)
