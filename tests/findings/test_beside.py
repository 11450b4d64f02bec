"""Detention, detainers, residents, the federal list, and ICE's list over time: of their rows, and forgeries are found."""

from dataclasses import replace
from functools import lru_cache

import pandas as pd
import pytest

from pipeline import editions, places
from pipeline.audit.recomputing import findings as audited
from pipeline.audit.recomputing.evidence import Evidence
from pipeline.findings.behind import RowsBehind
from pipeline.findings.city import gather
from pipeline.findings.model import CityFindings, Finding

from ..conftest import ROOT, embedded


@lru_cache
def found_for(slug: str) -> CityFindings:
    edition = editions.load("present", ROOT / "editions")
    return gather(places.by_slug(slug, embedded().places), edition, embedded())


def rows(name: str) -> pd.DataFrame:
    return pd.read_csv(ROOT / "data" / f"{name}.csv", dtype=str, keep_default_na=False)


def test_the_facilities_of_a_county_are_those_that_held_somebody_in_the_last_full_month() -> None:
    months, facilities = rows("detention_facility_months"), rows("detention_facilities")
    here = set(facilities[facilities.fips == "12086"].code)
    wanted = months[months.code.isin(here) & (months.month == "2026-02")].set_index("code").mean_midnight.astype(float)
    found = found_for("miami-fl").of("12086", "held_in_facility")
    assert {f.rows[0].split(":")[1]: f.value for f in found} == wanted.to_dict()
    (county,) = [f for f in found_for("miami-fl").of("12086", "held_at_midnight") if f.period.end == "2026-02"]
    assert abs(sum(float(f.value) for f in found) - float(county.value)) < 0.05 * (len(found) + 1)


def test_ices_own_count_is_that_of_its_last_table() -> None:
    found = found_for("boston-ma")
    values = {f.measure: (f.value, f.period.end) for f in found.findings if f.measure.startswith("detained_")}
    assert values == {
        "detained_total": (60311, "2026-04-04"),
        "detained_convicted": (17589, "2026-04-04"),
        "detained_pending_charges": (18731, "2026-04-04"),
        "detained_other_immigration_violator": (23991, "2026-04-04"),
    }


@pytest.mark.parametrize(
    ("slug", "named"),
    [("chicago-il", {"Chicago", "Cook County", "Illinois"}), ("boston-ma", {"Boston"}), ("miami-fl", set())],
)
def test_only_who_is_on_the_federal_list_is_told(slug: str, named: set[str]) -> None:
    assert {f.place_name for f in found_for(slug).findings if f.measure == "doj_named"} == named


def test_connecticuts_counties_have_no_residents_of_2025_and_others_do() -> None:
    assert not [f for f in found_for("hartford-ct").findings if f.measure == "residents"]
    (boston,) = found_for("boston-ma").of("25025", "residents")
    table = rows("population_counties")
    row = table[(table.fips == "25025") & (table.year == "2025")]
    assert str(boston.value) == row.residents.item()


def test_counties_add_up_to_their_states() -> None:
    counties, states = rows("population_counties"), rows("population_states")
    sums = counties.assign(state=counties.fips.str[:2], residents=counties.residents.astype(int))
    added = sums.groupby(["state", "year"]).residents.sum()
    wanted = states.set_index(["fips", "year"]).residents.astype(int)
    assert added.to_dict() == wanted.to_dict()


def test_what_is_called_gone_is_on_no_last_sheet_and_no_renaming() -> None:
    spans = rows("agreements_287g_spans")
    gone = found_for("baltimore-md").finding("present_day.agreements_gone.24")
    named = spans[spans.id.isin(gone.rows)]
    assert gone.value == len(named) > 0
    assert set(named.fate) == {"gone"}
    last = rows("agreements_287g_sheets").query("sheet == '2026-05-18'")
    still = set(zip(last.state, last.agency, last.model, strict=True))
    assert not still & set(zip(named.state, named.agency, named.model, strict=True))


def test_the_list_then_is_that_of_the_last_sheet_up_to_the_day() -> None:
    then = found_for("boston-ma").finding("present_day.agreements_then.US")
    assert (then.value, then.period.end) == (135, "2025-01-19")
    assert found_for("chicago-il").finding("present_day.agreements_then.17").value == 0  # no row of that state


def test_a_month_that_is_not_whole_is_not_told() -> None:
    months = [f.period.end for f in found_for("boston-ma").of("US", "ice_arrests_of_month")]
    assert months[0] == "2024-01"
    assert months[-1] == "2026-07"


def test_detainers_are_history_in_pennsylvania_and_monthly_in_minnesota() -> None:
    here = found_for("philadelphia-pa").of("42101", "detainers")
    assert {f.period.end[:4] for f in here} == {str(year) for year in range(2007, 2016)}
    state = found_for("minneapolis-mn").of("27", "detainers")
    assert sum(int(f.value) for f in state) == 6232
    assert [f.period.end[:7] for f in state if f.doubtful] == ["2026-02", "2026-03"]


def test_their_rows_can_be_attached() -> None:
    behind = RowsBehind(embedded()).of(found_for("philadelphia-pa"))
    assert {"detainers", "detention_nation", "arrests_months", "agreements_287g_days"} <= set(behind)


def test_small_cells_are_left_out_where_the_edition_says_so() -> None:
    edition = editions.load("present", ROOT / "editions")
    hiding = edition.model_copy(update={"disclosure": edition.disclosure.model_copy(update={"smallest_count": 10})})
    found = gather(places.by_slug("philadelphia-pa", embedded().places), hiding, embedded())
    small = [f for f in found.findings if f.population in ("people held", "detainers") and float(f.value) < 10]
    assert not small
    assert [f for f in found_for("philadelphia-pa").findings if f.population == "people held" and float(f.value) < 10]


@pytest.mark.parametrize(
    ("slug", "id", "changes"),
    [
        ("miami-fl", "enforcement.held.12086.2026-02", {"value": 1.0}),
        ("boston-ma", "enforcement.detained_total.US", {"value": 1}),
        ("boston-ma", "enforcement.ice_arrests_of_month.US.2025-06", {"value": 1}),
        ("boston-ma", "beside.residents.25025.2025", {"value": 1}),
        ("boston-ma", "beside.doj_named.boston-ma.2025-08-05", {"place_name": "Worcester"}),
        ("boston-ma", "present_day.agreements_then.25", {"value": 2}),
        ("baltimore-md", "present_day.agreements_gone.24", {"value": 1}),
        ("philadelphia-pa", "beside.detainers.42101.2010-01-01", {"value": 1}),
        ("miami-fl", "present_day.own_agency.miami-fl", {"value": 0, "rows": ()}),
        ("boston-ma", "present_day.own_agency.boston-ma", {"value": 1}),
        ("miami-fl", "present_day.agreements_campus.12086", {"value": 5}),
    ],
)
def test_the_audit_finds_what_is_forged(slug: str, id: str, changes: dict[str, object]) -> None:
    def one(finding: Finding) -> Finding:
        return replace(finding, **changes) if finding.id == id else finding  # type: ignore[arg-type]

    found = found_for(slug)
    assert found.finding(id)
    forged = replace(found, findings=tuple(one(f) for f in found.findings))
    faults = list(audited.faults(forged, Evidence(ROOT / "data")))
    assert faults
    assert all(id in str(fault) for fault in faults)


def test_evidence_runs_to_the_last_source_that_is_named() -> None:
    for name in ("retrospective", "present"):
        edition = editions.load(name, ROOT / "editions")
        found = gather(places.by_slug("boston-ma", embedded().places), edition, embedded())
        dated = [s.published_on for s in found.sources.values() if s.standing == "evidence" and len(s.published_on) > 4]
        assert found.as_of[: len(max(dated))] >= max(dated)
        assert found.as_of[:7] == max(dated)[:7]
