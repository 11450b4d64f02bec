"""287(g) as context, surveys and where they were made, what auditors and scholars found: dates, blanks, both sides."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import editions, places
from pipeline.editions import Edition
from pipeline.findings import events, program_wide, trust, workload
from pipeline.findings.city import gather
from pipeline.findings.model import CityFindings, Published
from pipeline.narrative.document.model import Passage, Table
from pipeline.narrative.document.walk import things
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.parts.studies import independence
from pipeline.narrative.wording.statements import numbers, with_figure
from pipeline.places import Place
from pipeline.sources.standing import citable
from pipeline.sources.vocabulary import MAKERS

from ..conftest import ROOT, edition_2011, embedded, found_in

SURVEYED = {"04013", "06037", "17031", "48201"}
DAYS = st.dates(date(2009, 1, 1), date(2026, 1, 1))


def place_of(city: str) -> Place:
    return places.find(city, embedded().places, edition_2011().cities)


def on(day: date | None, city: str = "Phoenix") -> CityFindings:
    edition = edition_2011()
    alone = edition.coalition.model_copy(
        update={"asks_source": ""}
    )  # it is of August 16, 2011: no edition before it may cite it
    return gather(place_of(city), edition.model_copy(update={"as_of": day, "coalition": alone}), embedded())


def agency(years: dict[int, tuple[int | None, int | None]], fips: str = "04013") -> pd.DataFrame:
    """Removals of one agency by fiscal year: (identified, removed), None where ICE's file has a blank."""
    rows = [
        {"id": f"D{year}", "state": "AZ", "agency": "Sheriff", "fips": fips, "fiscal_year": year, "identified": one,
         "removed": other, "source_id": "ice"}
        for year, (one, other) in years.items()
    ]  # fmt: skip
    return pd.DataFrame(rows).astype({"identified": "Int64", "removed": "Int64"})


def counted(years: dict[int, tuple[int | None, int | None]]) -> dict[str, tuple[int, str]]:
    found = workload.findings(agency(years), place_of("Phoenix"))
    return {f.measure: (int(f.value), f.caveats[0].detail) for f in found}


def test_a_blank_year_is_left_out_and_a_zero_is_counted() -> None:
    found = counted({2008: (5, None), 2009: (None, 0), 2010: (1, 2)})
    assert found == {"identified_287g": (6, "2008;2010"), "removed_287g": (2, "2009;2010")}


def test_an_agency_with_blanks_alone_has_no_count() -> None:
    assert counted({2009: (None, None), 2010: (None, None)}) == {}


def test_an_agency_that_counted_nobody_has_a_count_of_zero() -> None:
    assert counted({2010: (0, 0)}) == {"identified_287g": (0, "2010"), "removed_287g": (0, "2010")}


def test_an_agency_of_another_county_is_not_counted_here() -> None:
    assert workload.findings(agency({2010: (1, 1)}, fips="06037"), place_of("Phoenix")) == []


def test_maricopas_sheriff_to_the_digit() -> None:
    found = {f.measure: f for f in on(date(2011, 8, 16)).findings if f.agency == "Maricopa County Sheriff Office"}
    assert found["identified_287g"].value == 3056 + 13522 + 11810 + 7700
    assert found["removed_287g"].value == 2852 + 11841 + 8222 + 4509
    assert (found["removed_287g"].period.start, found["removed_287g"].period.end) == ("2006-10-01", "2010-09-30")


@settings(max_examples=15, deadline=None)
@given(DAYS)
def test_fiscal_years_2011_to_2013_are_never_cited_before_they_came_out(day: date) -> None:
    found = [f for f in on(day).findings if f.question == "workload"]
    years = {int(year) for f in found for year in f.caveats[0].detail.split(";")}
    assert bool(years) == (day >= date(2010, 10, 31))
    assert (max(years, default=0) > 2010) == (day >= date(2017, 2, 17))


def test_287g_stands_in_a_table_that_calls_it_another_program() -> None:
    program = next(s for s in page(found_in("Phoenix"), edition_2011()).sections if s.id == "program")
    table = next(b for b in program.more if isinstance(b, Table) and b.name == "under-287g")
    assert "separate program" in table.headline
    assert "ICE-wide totals include these counts" in table.source.text
    assert [cell.text for cell in table.rows[-1].cells] == [
        "Maricopa County Sheriff Office",
        "2007 to 2010",
        "36,088",
        "27,424",
    ]
    assert not [
        b
        for s in page(found_in("Boston"), edition_2011()).sections
        for b in (*s.blocks, *s.more)
        if getattr(b, "name", "") == "under-287g"
    ]


def test_one_facility_under_two_names_is_one_agreement() -> None:
    manassas = place_of("Manassas, VA")
    prince_william = replace(manassas, counties=(replace(manassas.counties[0], fips="51153"),))
    ids = {a.id for a in events.agreements(embedded().agreements, prince_william, "2011-08-16")}
    assert "A104" in ids
    assert "A105" not in ids
    table = embedded().agreements
    alone = table[table.id != "A104"]
    assert "A105" in {a.id for a in events.agreements(alone, prince_william, "2011-08-16")}


@pytest.mark.parametrize(
    ("city", "here"), [("Phoenix", True), ("Los Angeles", True), ("Chicago", True), ("Boston", False)]
)
def test_the_survey_of_2012_was_made_in_four_counties(city: str, here: bool) -> None:
    found = on(None, city)
    survey = [one for one in trust.surveys(found.published) if set(one.place.split(";")) == SURVEYED]
    assert {one.id for one in survey} == {"F14", "F15"}
    assert {one.here for one in survey} == {here}
    assert any(u.topic == "survey" for u in found.unsaid) != here


@settings(max_examples=10, deadline=None)
@given(DAYS)
def test_no_edition_cites_the_survey_before_it_was_published(day: date) -> None:
    found = on(day)
    assert any(u.topic == "survey" for u in found.unsaid) == (day < date(2013, 5, 8))
    assert {one.id for one in trust.surveys(found.published)} & {"F14"} == (
        {"F14"} if day >= date(2013, 5, 31) else set()
    )


def words(city: str, edition: Edition, section: str, title: str) -> str:
    found = gather(place_of(city), edition, embedded())
    parts = [s for s in page(found, edition).sections if s.id == section]
    passages = [passage for part in parts for passage in things(part, Passage, "screen")]
    return " ".join(p.text for passage in passages if passage.title == title for p in passage.paragraphs)


def test_what_was_found_elsewhere_is_said_to_be_elsewhere() -> None:
    retrospective = editions.load("retrospective", ROOT / "editions")
    assert "not here: Of Latinos" in words("Boston", retrospective, "limits", "Trust")
    here = words("Los Angeles", retrospective, "limits", "Trust")
    assert "Found in Cook, Harris, Los Angeles and Maricopa counties: Of Latinos" in here
    assert "No survey" not in here


def test_in_2011_no_study_of_the_whole_program_was_out_and_that_is_said(found: CityFindings) -> None:
    assert program_wide.studies(found.published) == ()
    assert any(u.topic == "studies" for u in found.unsaid)
    answers = next(s for s in page(found, edition_2011()).sections if s.id == "answers")
    assert not [b for b in answers.blocks if getattr(b, "name", "") == "studies"]


def test_every_study_that_may_be_cited_is_printed_whichever_side_it_serves() -> None:
    retrospective = editions.load("retrospective", ROOT / "editions")
    found = gather(place_of("Boston"), retrospective, embedded())
    answers = next(s for s in page(found, retrospective).sections if s.id == "answers")
    table = next(b for b in answers.blocks if isinstance(b, Table) and b.name == "studies")
    sides = next(b for b in answers.blocks if isinstance(b, Table) and b.name == "sides")
    printed = [id for rows in (table.rows, sides.rows) for row in rows for id in row.findings]
    assert sorted(set(printed)) == sorted(printed)  # what answers a claim in the table of both sides is not told again
    rows = citable(embedded().published_findings, embedded().sources, retrospective.as_of)
    expected = set(rows[(rows.jurisdiction == "US") & rows.made_by.isin(program_wide.STUDIES)].id)
    assert expected <= set(printed)
    assert {"F16", "F30", "F20", "C047", "C049"} <= set(printed)  # against the program and for it
    text = " ".join(cell.text for row in table.rows for cell in row.cells)
    assert "Hispanic crime reporting fell" in text


@pytest.mark.parametrize("maker", [*program_wide.STUDIES, "scholar", "auditor"])
def test_every_maker_of_a_study_has_words_for_its_independence(maker: str) -> None:
    assert independence(maker)
    assert maker in (*MAKERS, "scholar", "auditor")


@pytest.mark.parametrize(("favours", "id"), [("critics", "F91"), ("program", "F92")])
def test_a_new_finding_is_printed_as_readily_for_the_one_side_as_for_the_other(favours: str, id: str) -> None:
    table = embedded().published_findings
    row = table[table.id == "F02"].assign(id=id, statement=f"A finding that serves the {favours}.")
    found = program_wide.findings(pd.concat([table, row]), place_of("Boston"))
    assert id in {one.id for one in program_wide.studies(found)}


def test_a_study_of_one_county_is_not_one_of_the_program() -> None:
    one = Published("F99", "trust", "06037", "Los Angeles County", "It fell.", "", "academic", "a-source", True)
    assert program_wide.studies((one,)) == ()
    assert trust.surveys((one,)) == (one,)


@pytest.mark.parametrize(
    ("statement", "figure", "told"),
    [
        ("It cost $26 million a year for 20 days.", "$26 million a year; 20 days", "It cost $26 million a year for 20 days"),
        ("It cost roughly $1 billion a year.", "roughly $1 billion a year; over 450,000 removals",
         "It cost roughly $1 billion a year: over 450,000 removals"),
        ("One removal in four was for no crime.", "1 in 4", "One removal in four was for no crime"),
        ("Seven reasons are given.", "7", "Seven reasons are given"),
        ("About half had none.", "135 of 256 (52.73%; rounded)", "About half had none: 135 of 256 (52.73%; rounded)"),
        ("Taking part is not optional.", "opt-out procedure described", "Taking part is not optional"),
    ],
)  # fmt: skip
def test_a_figure_that_repeats_its_statement_is_not_printed_twice(statement: str, figure: str, told: str) -> None:
    assert with_figure(statement, figure) == told


def test_no_claim_or_finding_of_the_tables_prints_a_part_of_its_figure_twice() -> None:
    tables = embedded()
    for table in (tables.claims, tables.published_findings):
        for statement, figure in zip(table.statement, table.figure, strict=True):
            told, _colon, added = with_figure(statement, figure).partition(statement.rstrip("."))
            assert not told
            parts = added.removeprefix(": ").split("; ") if added else []
            assert all(not numbers(part) <= numbers(statement) for part in parts if "(" not in part and ")" not in part)
