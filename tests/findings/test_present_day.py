"""What is counted of the present agrees with another reading of the same files, and nothing is placed by a guess."""

import csv
from collections import Counter
from datetime import date
from functools import lru_cache

import pytest

from pipeline import editions, places
from pipeline.findings.behind import RowsBehind
from pipeline.findings.city import gather
from pipeline.findings.model import CityFindings
from pipeline.findings.own_agency import core
from pipeline.narrative.document.model import Table
from pipeline.narrative.documents.briefing import page
from pipeline.sources.tables import Tables

from ..conftest import CITIES, ROOT, embedded
from ..narrative.test_spanish import edition, found_for

MODELS = {
    "Jail Enforcement Model": "agreements_jail",
    "Task Force Model": "agreements_task_force",
    "Warrant Service Officer": "agreements_warrant",
}


@lru_cache
def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sheet(day: str = "2026-05-18") -> list[dict[str, str]]:
    return [row for row in rows("agreements_287g_sheets") if row["sheet"] == day]


@lru_cache
def today(city: str) -> CityFindings:
    edition = editions.load("present", ROOT / "editions")
    return gather(places.find(city, embedded().places, edition.cities), edition, embedded())


def value(found: CityFindings, measure: str, place: str) -> int:
    return int(found.finding(f"present_day.{measure}.{place}").value)


@pytest.mark.parametrize("city", CITIES)
def test_agreements_of_state_and_nation_are_the_rows_of_the_sheet(city: str) -> None:
    found = today(city)
    for place, where in ((found.place.state_fips, found.place.state), ("US", "")):
        listed = [row for row in sheet() if where in ("", row["state"])]
        by_model = Counter(row["model"] for row in listed)
        assert value(found, "agreements", place) == len(listed)
        assert {model: value(found, measure, place) for model, measure in MODELS.items()} == {
            model: by_model[model] for model in MODELS
        }


@pytest.mark.parametrize("city", CITIES)
def test_an_agency_that_the_sheet_places_in_the_county_is_counted_there(city: str) -> None:
    found = today(city)
    for county in found.place.counties:
        given = {
            row["id"] for row in sheet()
            if (row["state"], row["county"]) == (found.place.state, county.name)
        }  # fmt: skip
        finding = found.finding(f"present_day.agreements.{county.fips}")
        assert given <= set(finding.rows)
        assert finding.value == len(finding.rows)
        shown = {agreement.id for agreement in found.present if agreement.county == county.name}
        assert shown == set(finding.rows)


@pytest.mark.parametrize(
    ("city", "agencies"),
    [
        ("Phoenix", {"Mesa Police Department"}),  # the sheet gives it no county
        ("Boston", set()),
        ("Chicago", set()),
        ("Charlotte", set()),  # Mecklenburg County of the sheet is Virginia's
    ],
)
def test_agencies_known_by_reading(city: str, agencies: set[str]) -> None:
    assert {agreement.agency for agreement in today(city).present if agreement.county} == agencies


@pytest.mark.parametrize(
    ("city", "agencies"),
    [
        ("Miami", {"City of Miami Police Department"}),  # not Miami Springs, West Miami or the county's
        ("Houston, TX", set()),  # Houston's police are Missouri's, its sheriff another county's
        ("Boise", set()),  # Boise City is in Oklahoma
        ("Jacksonville, FL", {"Jacksonville Sheriff's Office"}),  # one office for city and county
        ("Las Vegas, NV", {"Las Vegas Metropolitan Police Department"}),
        ("Mesa, AZ", {"Mesa Police Department"}),
        ("Boston", set()),
        ("Cook County, IL", set()),
        ("Grundy County, TN", {"Grundy County Sheriff's Office"}),  # and no constable of that county
    ],
)
def test_the_places_own_agency_is_told_from_its_namesakes(city: str, agencies: set[str]) -> None:
    found = today(city)
    own = found.finding(f"present_day.own_agency.{found.place.slug}")
    assert {row["agency"] for row in sheet() if row["id"] in own.rows} == agencies
    assert own.value == len(own.rows)


@pytest.mark.parametrize(
    ("agency", "name"),
    [
        ("City of Miami Police Department", "miami"),
        ("Boca Raton Police Services Department", "boca raton"),
        ("Town of Greenfield Police Department", "greenfield"),
        ("Power County Sheriff\u2019s Office", "power"),
        ("Metropolitan Nashville Police Department", "nashville"),
        ("Oklahoma City Police Department", "oklahoma"),
    ],
)
def test_the_place_in_an_agencys_name(agency: str, name: str) -> None:
    assert core(agency) == name


def test_state_agencies_are_placed_in_no_county() -> None:
    found = today("Boston")
    assert [(a.agency, a.county) for a in found.present] == [("Massachusetts Department of Corrections", "")]
    assert value(found, "agreements", "25025") == 0


def test_what_is_not_placed_is_few_counted_and_said(tables: Tables) -> None:
    lost = [row for row in sheet() if not row["fips"] and row["kind"] != "state"]
    assert len(lost) < 10
    assert {f for row in sheet() for f in row["fips"].split(";") if f} <= set(tables.activations.fips)
    found = today("Philadelphia")
    assert value(found, "agreements_not_placed", "42") == len([row for row in lost if row["state"] == "PA"]) > 0
    assert found.finding("present_day.agreements.42101").qualifier == "at least"
    assert "now_placed" in {unsaid.topic for unsaid in found.unsaid}
    assert "now_placed" not in {unsaid.topic for unsaid in today("Boston").unsaid}


@pytest.mark.parametrize("city", CITIES)
def test_officers_and_noncitizens_are_of_their_rows(city: str) -> None:
    found = today(city)
    (officers,) = found.of(found.place.slug, "officers")
    (row,) = [row for row in rows("police_agencies") if f"police_agencies:{row['id']}" in officers.rows]
    assert officers.value == int(row["officers"])
    assert row["state"] == found.place.state
    for county in found.place.counties:
        (people,) = found.of(county.fips, "noncitizens")
        year = people.period.end[:4]
        of_year = next(r for r in rows("noncitizens") if (r["fips"], r["year"]) == (county.fips, year))
        later = [r for r in rows("noncitizens") if r["fips"] == county.fips and r["year"] > year]
        assert people.interval is not None
        assert people.value == int(of_year["noncitizens"])
        assert people.interval.high - people.value == int(of_year["moe90"])
        assert people.interval.level == 90
        assert not any(r["noncitizens"] for r in later)


def test_the_rows_behind_the_present_can_be_attached(tables: Tables) -> None:
    behind = RowsBehind(tables).of(today("Miami"))
    assert len(behind["agreements_287g_sheets"]) == 1843
    assert set(behind["police_agencies"]) == {"FL0130600"}


@pytest.mark.parametrize(
    ("as_of", "agreements"), [("2025-07-17", 0), ("2025-07-18", 832), ("2026-05-17", 832), ("2026-05-18", 1843)]
)
def test_the_last_sheet_that_was_there_is_cited(tables: Tables, as_of: str, agreements: int) -> None:
    edition = editions.load("present", ROOT / "editions").model_copy(update={"as_of": date.fromisoformat(as_of)})
    found = gather(places.by_slug("miami-fl", tables.places), edition, tables)
    assert bool(found.present) is bool(agreements)
    assert [f.value for f in found.of("US", "agreements")] == ([agreements] if agreements else [])
    assert found.of("miami-fl", "officers")


def test_an_edition_on_the_record_has_nothing_of_the_present(found: CityFindings) -> None:
    assert not found.present
    assert not [finding for finding in found.findings if finding.question == "present_day"]


def test_what_was_decided_here_on_287g_stands_in_the_edition_of_the_present_and_in_no_other() -> None:
    present = found_for("Miami", "present")
    assert {"P216", "P090"} <= {said.id for said in present.on_agreements}
    assert found_for("Miami", "retrospective").on_agreements == ()
    section = next(one for one in page(present, edition("present")).sections if one.id == "today")
    table = next(
        block
        for block in (*section.blocks, *section.more)
        if isinstance(block, Table) and block.name == "on-agreements"
    )
    assert "Voted 3-2" not in " ".join(cell.text for row in table.rows for cell in row.cells)
    assert any("voted 3-2 to let city police work with ICE" in row.cells[2].text for row in table.rows)
    assert "May\u00a018, 2026" in table.note


def test_it_is_never_a_position_on_the_program() -> None:
    for name in ("2011-08", "retrospective", "present"):
        found = found_for("Charlotte", name)
        ours = {said.id for said in (*found.positions, *found.federal_positions, *found.organizations)}
        assert not ours & {"P010", "P011", "P084", "P102", "P170"}
