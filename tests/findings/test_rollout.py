"""Since when, in which third, and who lives there: the rollout against counts made by hand and in plain Python."""

import csv
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings import reach
from pipeline.findings.counties import band, standing
from pipeline.findings.model import CityFindings
from pipeline.narrative.document.model import Figure, Passage
from pipeline.narrative.document.walk import things
from pipeline.narrative.documents.briefing import page

from ..conftest import ROOT, edition_2011, embedded, found_in

DAY = date(2011, 8, 16)


def people(day: date = DAY) -> pd.DataFrame:
    return reach.peopled(embedded(), day)


def said(city: str, section: str) -> str:
    parts = {part.id: part for part in page(found_in(city), edition_2011()).sections}
    passages = list(things(parts[section], Passage, "screen"))
    return " ".join(one.text for passage in passages for one in passage.paragraphs)


def test_boston_had_been_active_for_its_days() -> None:
    assert found_in("Boston").finding("rollout.days_active.25025").value == (DAY - date(2008, 11, 5)).days
    assert "active for 1,014 days" in said("Boston", "program")


def test_a_county_that_is_not_active_has_no_days_and_no_band() -> None:
    assert not [
        f
        for f in found_in("Chicago").findings
        if f.place == "17031" and "activated" not in f.id and f.question == "rollout"
    ]


@pytest.mark.parametrize(
    ("before", "name"), [(0, "early"), (1047, "early"), (1048, "middle"), (2095, "middle"), (2096, "late")]
)
def test_the_thirds_of_3143_counties(before: int, name: str) -> None:
    assert band(before, 3143) == name


@given(st.dates(date(2008, 1, 1), date(2014, 12, 31)))
def test_what_is_said_of_a_day_does_not_change_when_later_activations_do(day: date) -> None:
    table = embedded().activations
    later = table.activated_on > day.isoformat()
    moved = table.assign(activated_on=table.activated_on.mask(later, "2030-01-01"))
    columns = ["active", "days", "before", "band"]
    pd.testing.assert_frame_equal(standing(table, day)[columns], standing(moved, day)[columns])


def test_shares_of_people_against_plain_sums() -> None:
    def column(name: str, field: str) -> dict[str, str]:
        with (ROOT / "data" / name).open(encoding="utf-8") as file:
            return {row["fips"]: row[field] for row in csv.DictReader(file) if row.get("year", "2011") == "2011"}

    activated = column("activations.csv", "activated_on")
    for table, field, measure in (
        ("population.csv", "residents", reach.RESIDENTS),
        ("noncitizens.csv", "noncitizens", reach.NONCITIZENS),
    ):
        number = {fips: int(n) for fips, n in column(table, field).items() if n and fips.startswith("06")}
        active = sum(n for fips, n in number.items() if activated[fips] <= DAY.isoformat())
        (finding,) = found_in("Oakland").of("06", measure)
        assert (finding.numerator, finding.denominator) == (active, sum(number.values()))


def test_no_code_of_the_census_is_without_a_date_and_no_old_code_is_lost() -> None:
    tables = embedded()
    census = set(tables.population.fips)
    activated = set(tables.activations.fips)
    listed = reach.listed_as(tables.county_codes)
    assert {listed.get(fips, fips) for fips in census} <= activated
    gone = activated - census
    assert gone == {"02201", "02232", "02270", "02280", "46113", "51515", "51560", "51780"}
    # Old codes whose ground lies under a code of today, or Virginia's former cities, active the same day as the county.
    assert gone - {listed[fips] for fips in census if fips in listed} == {"51515", "51560", "51780"}
    dates = dict(zip(tables.activations.fips, tables.activations.activated_on, strict=True))
    assert {
        dates[city] == dates[county] for city, county in (("51515", "51019"), ("51560", "51005"), ("51780", "51083"))
    } == {True}


def test_how_many_codes_are_counted_elsewhere_is_said(found: CityFindings) -> None:
    assert found.finding("rollout.codes_counted_elsewhere.US").value == 8
    assert "8 counties in the list of activations have codes" in said(found.place.city, "methods")


def test_a_state_without_an_active_county_has_a_share_of_zero() -> None:
    states = {"50": "Vermont"}
    finding = next(f for f in reach.findings(people(), states, embedded().activations) if f.place == "50")
    assert (finding.value, finding.numerator) == (0, 0)


@given(st.dates(date(2005, 1, 1), date(2030, 1, 1)))
def test_any_day_has_an_estimate_of_its_year_or_the_nearest(day: date) -> None:
    nearest = people(day)
    assert set(nearest.year) == {min(max(day.year, 2010), 2019)}
    assert set(nearest.year_acs) == {min(max(day.year, 2010), 2018)}


def test_a_place_without_any_noncitizen_counted_has_no_share_of_them() -> None:
    nobody = people()[lambda frame: frame.state == "25"].assign(noncitizens=0)
    found = list(reach.findings(nobody, {"25": "Massachusetts"}, embedded().activations))
    assert not [f for f in found if f.measure == reach.NONCITIZENS]


def test_the_margin_is_ninety_per_cent_and_holds_the_share(found: CityFindings) -> None:
    for finding in found.findings:
        if finding.measure == reach.NONCITIZENS:
            assert finding.interval is not None
            assert finding.interval.level == 90
            assert finding.interval.low <= float(finding.value) <= finding.interval.high


def test_ices_jurisdictions_stand_beside_the_counties_of_the_same_day() -> None:
    found = found_in("Boston")
    given, then = found.finding("rollout.active_jurisdictions.US"), found.finding("rollout.active_counties_then.US")
    assert (given.value, then.value, then.period.end) == (1508, 1475, given.period.end)
    (curve,) = [figure for figure in things(page(found, edition_2011()), Figure) if figure.name == "rollout"]
    assert "1,508 jurisdictions" in curve.note
    assert "not counties" not in curve.note
    assert {given.id, then.id} <= set(curve.source.findings)


def test_the_nation_alone_needs_no_state() -> None:
    places = {f.place for f in reach.findings(people(), {}, embedded().activations)}
    assert places == {"US"}


def test_where_every_county_is_active_no_margin_is_printed() -> None:
    assert "California: every county was active" in said("Oakland", "program")
