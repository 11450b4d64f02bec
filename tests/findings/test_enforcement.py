"""Arrests and detention of the present agree with the rows read by pandas alone, and the audit finds what is forged."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

import pandas as pd
import pytest

from pipeline import editions, places
from pipeline.audit.recomputing import findings as audited
from pipeline.audit.recomputing.evidence import Evidence
from pipeline.findings.city import gather
from pipeline.findings.model import CityFindings, Finding
from pipeline.statistics import wilson

from ..conftest import ROOT, embedded

CITY_STATE = [("boston-ma", "25"), ("miami-fl", "12"), ("chicago-il", "17")]


@lru_cache
def found_for(slug: str) -> CityFindings:
    edition = editions.load("present", ROOT / "editions")
    return gather(places.by_slug(slug, embedded().places), edition, embedded())


def rows(name: str) -> pd.DataFrame:
    return pd.read_csv(ROOT / "data" / f"{name}.csv", dtype={"fips": str})


@pytest.mark.parametrize(("slug", "fips"), CITY_STATE)
def test_arrests_and_their_rate_are_those_of_the_rows(slug: str, fips: str) -> None:
    people = rows("population_states").query("year == 2025").set_index("fips").residents
    arrests = rows("arrests_states").query("measure == 'arrests'")
    for end in ("2024-12-31", "2025-12-31", "2026-07-31"):
        window = arrests[arrests.period_end == end].set_index("fips").value
        rate = found_for(slug).finding(f"enforcement.ice_arrests_rate.{fips}.{end}")
        assert (rate.numerator, rate.denominator) == (window[fips], people[fips])
        assert rate.value == round(window[fips] / people[fips] * 1000, 2)
        nation = found_for(slug).finding(f"enforcement.ice_arrests_rate.US.{end}")
        assert nation.numerator == window.drop("72").sum()
        assert nation.denominator == 341_784_857


def test_massachusetts_as_read_from_the_source() -> None:
    found, table = found_for("boston-ma"), rows("arrests_criminality")
    (row,) = table[(table.fips == "25") & (table.category == "convicted")].itertuples()
    share = found.finding("enforcement.ice_arrests_convicted_share.25.2026-03-10")
    assert (share.numerator, share.denominator) == (row.value, row.of_arrests)
    assert share.interval is not None
    assert (share.interval.low, share.interval.high) == wilson(int(row.value), int(row.of_arrests))


def test_no_share_at_large_is_given_across_the_change_of_words() -> None:
    shares = [f for f in found_for("boston-ma").findings if f.measure == "ice_arrests_at_large_share"]
    assert {f.period.start for f in shares} == {"2025-08-01"}


@pytest.mark.parametrize(("slug", "fips"), CITY_STATE)
def test_no_arrest_is_counted_in_a_county(slug: str, fips: str) -> None:
    scopes = {f.scope for f in found_for(slug).findings if f.measure.startswith("ice_arrests")}
    assert scopes == {"state", "nation"}


def test_only_full_months_of_detention_are_told() -> None:
    held = found_for("miami-fl").of("12086", "held_at_midnight")
    assert [f.period.end for f in held][-1] == "2026-02"
    assert len(held) == 13
    table = rows("detention_counties").set_index(["fips", "month"]).mean_midnight
    assert [f.value for f in held] == [table["12086", f.period.end] for f in held]


def test_an_edition_of_an_earlier_day_has_none() -> None:
    edition = editions.load("present", ROOT / "editions").model_copy(update={"as_of": date(2025, 12, 31)})
    found = gather(places.by_slug("boston-ma", embedded().places), edition, embedded())
    told = [f for f in found.findings if f.question == "enforcement"]
    assert {f.measure.partition("_")[0] for f in told} == {"detained"}  # ICE's workbook of September 2025
    assert {f.period.end for f in told} == {"2025-09-21"}


def _forged(found: CityFindings, id: str, **changes: object) -> CityFindings:
    def one(finding: Finding) -> Finding:
        return replace(finding, **changes) if finding.id == id else finding  # type: ignore[arg-type]

    return replace(found, findings=tuple(one(f) for f in found.findings))


@pytest.mark.parametrize(
    "changes",
    [{"value": 1}, {"place": "12"}, {"denominator": 1}, {"sources": ("arrests-bjork-james-2026-05",)}],
    ids=["a forged rate", "a swapped state", "other residents", "another source"],
)
def test_the_audit_finds_a_forged_arrest_figure(changes: dict[str, object]) -> None:
    id = "enforcement.ice_arrests_rate.25.2025-12-31"
    evidence = Evidence(ROOT / "data")
    assert not list(audited.faults(found_for("boston-ma"), evidence))
    faults = list(audited.faults(_forged(found_for("boston-ma"), id, **changes), evidence))
    assert faults
    assert all(id in str(fault) for fault in faults)
