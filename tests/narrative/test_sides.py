"""Both sides in one table: what answers what, nothing twice, no argument left out, no answer invented."""

from dataclasses import replace

import pytest

from pipeline.findings.model import CityFindings, Claim
from pipeline.narrative.document.model import Passage, Row, Table
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.parts.both_sides import RECORDS, topic_of, topics

from ..conftest import CITIES, edition_2011, embedded, found_in
from .test_spanish import edition, found_for


def sides(found: CityFindings, name: str = "2011-08") -> Table:
    written = page(found, edition(name))
    answers = next(section for section in written.sections if section.id == "answers")
    return next(b for b in answers.blocks if isinstance(b, Table) and b.name == "sides")


def told(row: Row) -> list[set[str]]:
    """The ids of what critics say and of what the program's side says in a row."""
    return [{id for said in cell.said for id in said.findings} for cell in row.cells[1:]]


def answered(table: Table) -> list[Row]:
    return [row for row in table.rows if row.cells[2].strong == "Answer:"]


def without_answers(found: CityFindings) -> CityFindings:
    return replace(found, claims=tuple(replace(claim, answers=()) for claim in found.claims))


def test_what_boston_was_told_and_what_ices_director_answered_stand_in_one_row() -> None:
    row = answered(sides(found_in("Boston")))[0]
    critics, program = told(row)
    assert (critics, program) == ({"C024", "C064"}, {"C111"})
    assert [said.text[:18] for said in row.cells[1].said] == ["In Boston ICE depo", "The state wrote to"]
    assert all(len(said.refs) == 1 for cell in row.cells[1:] for said in cell.said)


@pytest.mark.parametrize("name", ["2011-08", "retrospective"])
@pytest.mark.parametrize("city", CITIES)
def test_an_answer_is_one_that_the_tables_join_to_every_claim_beside_it(city: str, name: str) -> None:
    found = found_for(city, name)
    links = {claim.id: set(claim.answers) for claim in found.claims}
    for row in answered(sides(found, name)):
        critics, program = told(row)
        for claim in critics:
            assert all(answer in links[claim] or claim in links.get(answer, ()) for answer in program)


@pytest.mark.parametrize("name", ["2011-08", "retrospective"])
@pytest.mark.parametrize("city", CITIES)
def test_nothing_stands_twice_and_each_side_on_its_own(city: str, name: str) -> None:
    found = found_for(city, name)
    table = sides(found, name)
    every = [id for row in table.rows for ids in told(row) for id in ids]
    assert len(every) == len(set(every))
    side = {claim.id: claim.side for claim in found.claims}
    assert {side[id] for row in table.rows for id in told(row)[0] if id in side} <= {"critics"}
    assert {side[id] for row in table.rows for id in told(row)[1] if id in side} <= {"program"}


def test_where_the_tables_join_nothing_nothing_is_called_an_answer() -> None:
    table = sides(without_answers(found_in("Boston")))
    assert answered(table) == []
    assert "Answer" not in table.note
    assert [row.cells[0].text for row in table.rows] == list(dict.fromkeys(row.cells[0].text for row in table.rows))


def test_an_agencys_published_figure_answers_where_it_is_joined() -> None:
    rows = answered(sides(found_for("Boston", "retrospective"), "retrospective"))
    assert ({"C014", "C095"}, {"F30"}) in [tuple(told(row)) for row in rows]


@pytest.mark.parametrize("side", ["critics", "program"])
def test_no_argument_of_a_side_lacks_a_point(side: str) -> None:
    claims = embedded().claims
    lost = set(claims[claims.side == side].topic.map(lambda topic: topic_of(_claim(topic)))) - set(topics())
    assert lost <= set(RECORDS)


def _claim(topic: str) -> Claim:
    return Claim("C1", topic, "critics", "US", "US", "", "", "", "")


def test_what_is_said_of_crime_for_the_program_is_printed() -> None:
    rows = {row.cells[0].text: row for row in sides(found_for("Boston", "retrospective"), "retrospective").rows}
    assert told(rows["Crime"])[1] == {"C055", "C073"}
    assert "auditors and scholars" in rows["Crime"].cells[1].text


def test_a_side_with_nothing_says_so_and_is_not_said_to_be_silent_where_it_spoke_above() -> None:
    alone = replace(found_in("Boston"), federal_positions=())
    rows = {row.cells[0].text: row for row in sides(alone).rows}
    assert rows["The program as such"].cells[2].text == "What our sources have on this stands above."
    rows = {row.cells[0].text: row for row in sides(found_in("Boston")).rows}
    assert rows["Trust in police: also said"].cells[2].text.startswith("Nothing further on this point")


def test_money_on_record_stands_in_no_side() -> None:
    written = page(found_in("Boston"), edition_2011())
    assert not {"C088", "C100"} & {id for row in sides(found_in("Boston")).rows for id in row.findings}
    police = next(s for s in written.sections if s.id == "police")
    record = next(b for b in police.blocks if isinstance(b, Passage) and b.title == "Money on record")
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
