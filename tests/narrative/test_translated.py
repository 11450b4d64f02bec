"""The words of tables in a Spanish briefing: translated where the eight cities show them, marked as English elsewhere."""

from dataclasses import replace

import pytest

from pipeline.findings.model import Caveat, CityFindings
from pipeline.narrative.briefing import page
from pipeline.narrative.language import ENGLISH, OWN, speaking, unmarked
from pipeline.narrative.onepager import onepage
from pipeline.narrative.translated import translated

from ..conftest import CITIES, edition_2011, embedded, found_in
from .spoken import texts

NAMES = {"Boston Globe"}  # a name is the same in both languages


def english(found: CityFindings) -> set[str]:
    """Every statement, note, figure and label that the findings of a place bring from tables, in English."""
    words = {words for f in found.findings for words in (f.note, f.said_by, *_details(f.caveats))}
    spoken = (*found.positions, *found.federal_positions, *found.organizations)
    words |= {said.statement for said in (*spoken, *found.claims, *found.published)}
    words |= {said.figure for said in (*found.claims, *found.published)}
    words |= {words for event in found.events for words in (event.statement, event.label)}
    return {one for one in words if any(letter.isalpha() for letter in one)} - NAMES


def _details(caveats: tuple[Caveat, ...]) -> list[str]:
    return [caveat.detail for caveat in caveats if caveat.kind in ("given as of", "note")]


def shown(found: CityFindings) -> set[str]:
    """Those of them that a Spanish briefing or sheet still shows in English; a letter's size makes no difference."""
    with speaking("es"):
        written = (page(found, edition_2011()), onepage(found, edition_2011()))
    told = "\n".join(unmarked(text) for text in texts(written)).casefold()
    return {one for one in english(found) if one.rstrip(".").casefold() in told}


@pytest.mark.parametrize("city", CITIES)
def test_what_the_eight_cities_show_from_tables_is_translated(city: str) -> None:
    assert shown(found_in(city)) == set()


@pytest.mark.parametrize("city", CITIES)
def test_the_check_sees_one_translation_that_is_missing(city: str) -> None:
    found = found_in(city)
    known = found.translations["es"]
    statement = found.claims[-1].statement
    gone = {text: told for text, told in known.items() if text != statement}
    assert statement in known
    assert statement in shown(replace(found, translations={"es": gone}))


def test_without_a_translation_english_stands_marked_and_its_full_stop_outside() -> None:
    bare = replace(found_in("Boston"), translations={})
    with speaking("es"):
        claim = next(claim for claim in translated(bare).claims if claim.id == "C108")
    assert claim.statement == f"{ENGLISH}{_of('C108').rstrip('.')}{OWN}."


def test_a_bare_number_is_in_no_language() -> None:
    with speaking("es"):
        claims = {claim.id: claim for claim in translated(found_in("Phoenix")).claims}
    assert claims["C084"].figure == "15,606"


def test_findings_carry_only_the_translations_of_what_they_hold() -> None:
    for city in CITIES:
        assert set(found_in(city).translations) == {"es"}
        assert len(found_in(city).translations["es"]) < len(embedded().translations)


def test_english_stays_as_it_is() -> None:
    assert translated(found_in("Boston")) is found_in("Boston")


def _of(id: str) -> str:
    claims = embedded().claims
    return str(claims[claims.id == id].statement.iloc[0])
