"""Both sides in one table: what answers what, nothing twice, no argument left out, no answer invented."""

from dataclasses import replace

import pytest

from pipeline.findings.model import CityFindings
from pipeline.narrative.document.model import Passage, Row, Table
from pipeline.narrative.document.walk import things
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.parts.both_sides import RECORDS, topics
from pipeline.sources.standing import first_day, last_day
from pipeline.sources.vocabulary import ARGUING, subject

from ..conftest import CITIES, edition_2011, embedded, found_in
from .test_spanish import edition, found_for

ANSWERS = ("Answer:", "Found since:")


def sides(found: CityFindings, name: str = "2011-08") -> Table:
    """The table of both sides, with the rows that only the page for the web has."""
    first, *more = paper_and_page(found, name)
    return replace(first, rows=(*first.rows, *(row for table in more for row in table.rows)))


def paper_and_page(found: CityFindings, name: str = "2011-08") -> list[Table]:
    written = page(found, edition(name))
    return [table for table in things(written, Table, "screen") if table.name in ("sides", "more-sides")]


def told(row: Row) -> list[set[str]]:
    """The ids of what critics say and of what the program's side says in a row."""
    return [{id for said in cell.said for id in said.findings} for cell in row.cells[1:]]


def answered(table: Table) -> list[tuple[set[str], set[str]]]:
    """The ids of claims and of what is called an answer to them, or found since, of each row that has one."""
    rows = []
    for row in table.rows:
        against, for_it = told(row)
        marks = [cell.strong for cell in row.cells[1:]]
        if marks[1] in ANSWERS:
            rows.append((against, for_it))
        elif marks[0] in ANSWERS:
            rows.append((for_it, against))
    return rows


def without_answers(found: CityFindings) -> CityFindings:
    return replace(
        found,
        claims=tuple(replace(claim, answers=()) for claim in found.claims),
        published=tuple(replace(one, answers=()) for one in found.published),
    )


def test_what_boston_was_told_and_what_ices_director_answered_stand_in_one_row() -> None:
    table = sides(found_in("Boston"))
    assert ({"C002", "C064"}, {"C111"}) in answered(table)
    row = next(row for row in table.rows if "C111" in told(row)[1])
    assert [said.text[:18] for said in row.cells[1].said] == ["Of those deported ", "The state wrote to"]
    assert all(len(said.refs) == 1 for cell in row.cells[1:] for said in cell.said)


@pytest.mark.parametrize("name", ["2011-08", "retrospective"])
@pytest.mark.parametrize("city", CITIES)
def test_an_answer_is_one_that_the_tables_join_to_every_claim_beside_it(city: str, name: str) -> None:
    found = found_for(city, name)
    links = {one.id: set(one.answers) for one in (*found.claims, *found.published)}
    for claims, answers in answered(sides(found, name)):
        assert claims
        assert all(answers <= links[claim] for claim in claims)


@pytest.mark.parametrize("name", ["2011-08", "retrospective"])
@pytest.mark.parametrize("city", CITIES)
def test_what_is_called_an_answer_came_later_and_is_on_the_subject(city: str, name: str) -> None:
    found = found_for(city, name)
    topics_of = {one.id: subject(one.topic) for one in (*found.claims, *found.published)}
    source_of = {one.id: one.source for one in (*found.claims, *found.published)}
    precision = embedded().sources.set_index("source_id").published_precision
    for claims, answers in answered(sides(found, name)):
        for claim, answer in ((claim, answer) for claim in claims for answer in answers):
            said, later = found.sources[source_of[claim]], found.sources[source_of[answer]]
            first, last = first_day(later.published_on), last_day(said.published_on, precision[said.source_id])
            assert first is not None
            assert last is not None
            assert first > last
            assert topics_of[claim] == topics_of[answer]


@pytest.mark.parametrize("name", ["2011-08", "retrospective"])
@pytest.mark.parametrize("city", CITIES)
def test_nothing_stands_twice_and_each_side_on_its_own(city: str, name: str) -> None:
    found = found_for(city, name)
    table = sides(found, name)
    every = [id for row in table.rows for ids in told(row) for id in ids]
    assert len(every) == len(set(every))
    side = {claim.id: claim.side for claim in found.claims if claim.side in ARGUING}
    assert {side[id] for row in table.rows for id in told(row)[0] if id in side} <= {"critics"}
    assert {side[id] for row in table.rows for id in told(row)[1] if id in side} <= {"program"}


def test_where_the_tables_join_nothing_nothing_is_called_an_answer() -> None:
    table = sides(without_answers(found_in("Boston")))
    assert answered(table) == []
    assert table.note == ""
    assert [row.cells[0].text for row in table.rows] == list(dict.fromkeys(row.cells[0].text for row in table.rows))


def test_an_agencys_published_figure_answers_where_it_is_joined() -> None:
    assert ({"C095"}, {"F30"}) in answered(sides(found_for("Oakland", "retrospective"), "retrospective"))


@pytest.mark.parametrize("side", ["critics", "program"])
def test_no_argument_of_a_side_lacks_a_point(side: str) -> None:
    claims = embedded().claims
    lost = set(claims[claims.side == side].topic.map(subject)) - set(topics())
    assert lost <= set(RECORDS)


def test_what_is_said_of_crime_for_the_program_stands_beside_what_was_found_of_it_since() -> None:
    pairs = answered(sides(found_for("Boston", "retrospective"), "retrospective"))
    assert ({"C073"}, {"F18", "C036"}) in pairs
    assert ({"C055"}, {"C074"}) in pairs


def test_a_study_that_the_program_disputes_stands_beside_the_dispute() -> None:
    pairs = answered(sides(found_for("Boston", "retrospective"), "retrospective"))
    assert ({"F07"}, {"C051"}) in pairs
    assert ({"F08"}, {"C052"}) in pairs


def test_a_side_with_nothing_says_so_and_is_not_said_to_be_silent_where_it_spoke_above() -> None:
    rows = {row.cells[0].text: row for row in sides(found_in("Boston")).rows}
    assert rows["Trust in police"].cells[2].text == (
        "No claim in our sources by this day is on this alone; what officials have said stands above."
    )
    found = found_in("Boston")
    alone = replace(found, claims=tuple(c for c in found.claims if c.side != "program" or c.id == "C111"))
    rows = {row.cells[0].text: row for row in sides(replace(alone, federal_positions=())).rows}
    assert rows["Who is removed: also said"].cells[2].text.startswith("Nothing more on this")


def test_money_on_record_stands_in_no_side() -> None:
    written = page(found_in("Boston"), edition_2011())
    assert not {"C088", "C100"} & {id for row in sides(found_in("Boston")).rows for id in row.findings}
    record = next(b for b in things(written, Passage, "screen") if b.title == "Money on record")
    assert "$550 million over three years" in " ".join(p.text for p in record.paragraphs)


def test_organizations_speak_among_the_critics_by_their_names() -> None:
    found = found_in("Miami")
    assert "P214" in {p.id for p in found.organizations}
    said = " ".join(said.text for row in sides(found).rows for said in row.cells[1].said)
    assert "Florida Immigrant Advocacy Center" in said


@pytest.mark.parametrize("city", CITIES)
def test_critics_of_trust_are_heard_in_every_city(city: str) -> None:
    row = next(row for row in sides(found_in(city)).rows if row.cells[0].text == "Trust in police")
    assert row.cells[1].said
