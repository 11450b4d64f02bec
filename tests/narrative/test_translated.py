"""The words of tables in Spanish: all that findings hold is translated; what is not would be marked as English.

What a page shows of them may change with any sentence, so what the findings hold is checked, in each of the editions.
"""

from dataclasses import replace

import pytest

from pipeline.findings.model import Caveat, CityFindings, Unsaid
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.documents.sheet import onepage
from pipeline.narrative.language.locale import ENGLISH, OWN, speaking, unmarked
from pipeline.narrative.language.tables import translated

from ..conftest import CITIES, embedded, found_in
from .spoken import texts
from .test_spanish import EDITIONS, edition, found_for

NAMES = {"Illinois Coalition for Immigrant and Refugee Rights"}  # a name is the same in both languages


def english(found: CityFindings) -> set[str]:
    """Every statement, note, figure and label that the findings of a place bring from tables, in English."""
    words = {words for f in found.findings for words in (f.note, f.said_by, *_details(f.caveats))}
    spoken = found.spoken
    words |= {said.statement for said in (*spoken, *found.claims, *found.published)}
    words |= {said.figure for said in (*found.claims, *found.published)}
    words |= {words for event in found.events for words in (event.statement, event.label)}
    return {one for one in words if any(letter.isalpha() for letter in one)} - NAMES


def _details(caveats: tuple[Caveat, ...]) -> list[str]:
    return [caveat.detail for caveat in caveats if caveat.kind in ("given as of", "note")]


def untranslated(found: CityFindings) -> set[str]:
    """Those of them that have no Spanish words."""
    return {one for one in english(found) if not found.translations["es"].get(one)}


def shown(found: CityFindings, name: str) -> set[str]:
    """Those of them that a Spanish briefing or sheet still shows in English; a letter's size makes no difference."""
    with speaking("es"):
        written = (page(found, edition(name)), onepage(found, edition(name)))
    told = "\n".join(unmarked(text) for text in texts(written)).casefold()
    return {one for one in english(found) if one.rstrip(".").casefold() in told}


@pytest.mark.parametrize("name", EDITIONS)
@pytest.mark.parametrize("city", CITIES)
def test_all_that_findings_hold_from_tables_is_translated(city: str, name: str) -> None:
    assert untranslated(found_for(city, name)) == set()


@pytest.mark.parametrize("name", EDITIONS)
@pytest.mark.parametrize("city", CITIES)
def test_no_page_shows_in_english_what_is_translated(city: str, name: str) -> None:
    assert shown(found_for(city, name), name) == set()


@pytest.mark.parametrize("name", EDITIONS)
def test_the_check_sees_each_translation_that_is_missing(name: str) -> None:
    found = found_for("Boston", name)
    known = found.translations["es"]
    for one in english(found):
        gone = {text: told for text, told in known.items() if text != one}
        assert untranslated(replace(found, translations={"es": gone})) == {one}


@pytest.mark.parametrize(
    ("table", "column"),
    [
        *(("claims", "figure"), ("claims", "statement"), ("published_findings", "figure")),
        *(("published_findings", "statement"), ("positions", "statement"), ("reported_counts", "note")),
        *(("reported_counts", "said_by"), ("events", "label"), ("events", "statement")),
    ],
)
def test_the_check_asks_for_words_of_each_column(table: str, column: str) -> None:
    written = set(getattr(embedded(), table)[column])
    assert any(english(found_for(city, name)) & written for city in CITIES for name in EDITIONS)


@pytest.mark.parametrize("name", EDITIONS)
def test_a_page_without_a_translation_is_seen_to_show_english(name: str) -> None:
    found = found_for("Boston", name)
    assert shown(replace(found, translations={}), name)


def test_without_a_translation_english_stands_marked_and_its_full_stop_outside() -> None:
    bare = replace(found_in("Boston"), translations={})
    with speaking("es"):
        claim = next(claim for claim in translated(bare).claims if claim.id == "C108")
    assert claim.statement == f"{ENGLISH}{_of('C108').rstrip('.')}{OWN}."


def test_a_bare_number_is_in_no_language() -> None:
    with speaking("es"):
        claims = {claim.id: claim for claim in translated(found_in("Phoenix")).claims}
    assert claims["C084"].figure == "15,606"


def test_who_spoke_on_the_other_program_alone_is_named_in_spanish() -> None:
    body = {"Miami City Commission": "Comisión Municipal de Miami"}
    silent = Unsaid("unsaid.positions", "positions", "positions", "not published", ("Miami-Dade County",), tuple(body))
    with speaking("es"):
        told = translated(replace(found_in("Miami"), unsaid=(silent,), translations={"es": body}))
    assert told.unsaid[0].details == ("Comisión Municipal de Miami",)


def test_an_office_that_the_english_name_says_is_not_said_again_in_spanish() -> None:
    with speaking("es"):
        spoken = {position.id: position for position in translated(found_for("Chicago", "retrospective")).spoken}
    assert (spoken["P150"].actor, spoken["P150"].office) == ("Junta de Comisionados del condado de Cook", "")
    assert spoken["P151"].office == "presidenta de la Junta del condado de Cook"


def test_findings_carry_only_the_translations_of_what_they_hold() -> None:
    for city in CITIES:
        assert set(found_in(city).translations) == {"es"}
        assert len(found_in(city).translations["es"]) < len(embedded().translations)


def test_english_stays_as_it_is() -> None:
    assert translated(found_in("Boston")) is found_in("Boston")


def _of(id: str) -> str:
    claims = embedded().claims
    return str(claims[claims.id == id].statement.iloc[0])
