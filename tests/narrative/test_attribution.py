"""Who says what: whose figure it is, where it was counted, who speaks under which heading, and what is missing nowhere."""

import re
from dataclasses import replace

import pytest

from pipeline.findings import program_steps
from pipeline.findings.model import NATION, CityFindings
from pipeline.narrative.document.model import Cell, Said, Table
from pipeline.narrative.document.walk import things
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.documents.sheet import onepage
from pipeline.narrative.language.chains import chain
from pipeline.narrative.language.locale import ENGLISH, OWN, speaking
from pipeline.narrative.language.tables import translated

from ..conftest import CITIES, edition_2011, embedded, found_in
from .spoken import texts
from .test_spanish import EDITIONS, edition, found_for

COUNTED_AS_PEOPLE = re.compile(
    r"\d(?: \w+)? people\b[^.;]*\b(?:removed|deported)\b|\b(?:removed|deported) \d[\d,.]* people"
)


def test_the_headline_says_whose_figures_disagree_and_from_where() -> None:
    claim = page(found_in("Boston"), edition_2011()).front.lead.claim.text
    assert claim == (
        "Of 352 deportations from Boston, 52% or 45% were of people with no criminal conviction: ICE’s statistics and ICE’s "
        "director disagree"
    )


def test_figures_that_stand_with_one_of_the_two_are_counted_and_said() -> None:
    found = found_in("Boston")
    assert page(found, edition_2011()).front.lead.sub.text.count("Three earlier figures from the same statistics")
    fewer = replace(found, findings=tuple(f for f in found.findings if f.rows != ("R198",)))
    assert page(fewer, edition_2011()).front.lead.sub.text.count("Two earlier figures")
    lower = tuple(replace(f, value=40.0) if f.rows == ("R198",) else f for f in found.findings)
    assert "earlier figure" not in page(replace(found, findings=lower), edition_2011()).front.lead.sub.text


def test_what_ice_gave_later_is_told_only_where_it_may_be_cited() -> None:
    later = "ICE’s statistics later put those with convictions at 52% of 369 removals or returns to July\u00a031, 2011"
    told = [finding.say.text for finding in page(found_in("Boston"), edition_2011()).front.findings]
    assert not any(text.startswith(later) for text in told)
    told = [
        finding.say.text
        for finding in page(found_for("Boston", "retrospective"), edition("retrospective")).front.findings
    ]
    assert any(text.startswith(later) for text in told)


def test_a_figure_given_for_a_city_is_not_printed_as_its_countys() -> None:
    found = found_in("Boston")
    assert {f.city for f in found.findings if f.rows[:1] in (("R187",), ("R189",), ("R196",))} == {"Boston"}
    front = page(found, edition_2011()).front
    assert "Suffolk" not in " ".join(texts(front.lead))


@pytest.mark.parametrize("name", EDITIONS)
@pytest.mark.parametrize("city", CITIES)
def test_in_colour_stand_the_statements_of_officials_here_and_no_others(city: str, name: str) -> None:
    found = found_for(city, name)
    here = {position.id for position in found.positions}
    tables = [t for t in things(page(found, edition(name)), Table) if t.name.endswith("positions")]
    assert all(row.own == (row.findings[0] in here) for table in tables for row in table.rows)


@pytest.mark.parametrize("place", ["06037", "12", "37", "17", NATION])
def test_no_step_is_said_to_be_missing_that_any_row_of_the_place_has(place: str) -> None:
    rows = embedded().reported_counts
    rows = rows[(rows.jurisdiction == place) & (rows.unit == "count") & (rows.use != "no")]
    given = {program_steps.step_of(f.measure) for f in program_steps.findings(rows, place)}
    assert given == {step for step in map(program_steps.step_of, rows.measure) if step in program_steps.STEPS}


def test_a_step_of_another_source_has_its_own_day_and_a_part_says_that_it_is_one() -> None:
    nation = _cell("Charlotte", "matches", "United States")
    assert (nation.strong, nation.text) == ("477,035", "to Feb.\u00a028, 2011")
    florida = _cell("Miami", "removed", "Florida")
    assert florida.strong == "about 1,800"
    assert florida.text.startswith("with a conviction; as printed")
    assert _cell("Miami", "submissions", "Florida").text == "not in our sources"


def _cell(city: str, step: str, place: str) -> Cell:
    steps = next(table for table in things(page(found_in(city), edition_2011()), Table) if table.name == "steps")
    row = next(row for row in steps.rows if row.cells[0].strong == place)
    return row.cells[1 + program_steps.STEPS.index(step)]


def test_the_steps_have_the_rows_of_the_places_that_have_counts_and_name_the_others() -> None:
    steps = next(table for table in things(page(found_in("Chicago"), edition_2011()), Table) if table.name == "steps")
    assert [row.cells[0].strong for row in steps.rows] == ["What happens", "United States", "Illinois"]
    assert steps.note.startswith("A count of any step for Cook County is not in our sources.")


@pytest.mark.parametrize("table", ["claims", "published_findings", "positions"])
def test_people_are_said_only_where_people_were_counted(table: str) -> None:
    frame = getattr(embedded(), table)
    frame = frame[frame.use != "no"] if "use" in frame else frame
    assert [text for text in frame.statement if COUNTED_AS_PEOPLE.search(text)] == []


def test_the_check_of_people_sees_removals_told_as_people() -> None:
    assert COUNTED_AS_PEOPLE.search("By June 2011, 15,606 people had been removed from Arizona.")
    assert COUNTED_AS_PEOPLE.search("All ICE programs removed 409,849 people in 2012.")


def test_the_names_of_a_chain_stay_and_what_joins_them_is_said_in_spanish() -> None:
    with speaking("es"):
        assert chain("Boston Globe, as quoted by MIRA Coalition") == (
            f"{ENGLISH}Boston Globe{OWN}, citado por {ENGLISH}MIRA Coalition{OWN}"
        )
        assert chain("ICE, news release, reposted") == f"{ENGLISH}ICE{OWN}, nota informativa, reproducido"
        assert chain("KQED") == f"{ENGLISH}KQED{OWN}"
    assert chain("Boston Globe, as quoted by MIRA Coalition") == "Boston Globe, as quoted by MIRA Coalition"


@pytest.mark.parametrize("city", CITIES)
def test_offices_are_said_in_spanish(city: str) -> None:
    with speaking("es"):
        spoken = translated(found_for(city, "retrospective")).spoken
    assert [position.office for position in spoken if ENGLISH in position.office] == []


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize("name", EDITIONS)
@pytest.mark.parametrize("city", CITIES)
def test_no_sentence_begins_with_a_small_letter(city: str, name: str, code: str) -> None:
    found = found_for(city, name)
    with speaking(code):
        written = (page(found, edition(name)), onepage(found, edition(name)))
    begun = [text for text in _sentences(written) if text.lstrip(f"{ENGLISH}“¿(")[:1].islower()]
    small = tuple(source.publisher.split()[0] for source in found.sources.values() if source.publisher[:1].islower())
    assert [text for text in begun if not text.lstrip(ENGLISH).startswith(small or ("-",))] == []


def _sentences(thing: object) -> list[str]:
    """What is said in whole sentences: the texts that end with a full stop."""
    return [text for text in _said(thing) if text.endswith(".")]


def _said(thing: object) -> list[str]:
    if isinstance(thing, Said):
        return [thing.text]
    if isinstance(thing, CityFindings):
        return []
    if isinstance(thing, (tuple, list)):
        return [text for item in thing for text in _said(item)]
    if hasattr(thing, "__dataclass_fields__"):
        return [text for field in thing.__dataclass_fields__ for text in _said(getattr(thing, field))]
    return []
