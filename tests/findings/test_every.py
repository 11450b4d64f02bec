"""All counties at once give what each county's own briefing gives; the benchmark's limits hold."""

import re
import subprocess
import sys
from collections.abc import Iterable
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import findings as benchmark
from pipeline import places
from pipeline.editions import load
from pipeline.findings import every
from pipeline.findings.city import gather
from pipeline.findings.model import Finding

from ..conftest import ROOT, embedded

QUESTIONS = ("rollout", "composition", "program_steps", "workload", "present_day", "enforcement", "beside", "records")
EDITIONS = ("2011-08", "retrospective", "present")
COUNTIES = sorted(embedded().places[lambda table: table.kind == "county"].slug)
CITIES_OF_THEIR_OWN = ("baltimore-md", "washington-dc", "carson-city-nv", "alexandria-va")
WITH_FIGURES = sorted(set(embedded().reported_counts[lambda table: table.scope == "county"].jurisdiction))
Said = dict[str, tuple[object, ...]]


@lru_cache
def everywhere(edition: str = "2011-08") -> every.Everywhere:
    return every.findings(load(edition, ROOT / "editions"), embedded())


def without_caveats(findings: Iterable[Finding]) -> Said:
    return {
        f.id: (f.value, f.numerator, f.denominator, f.interval, f.period, f.sources, f.rows, f.qualifier, f.doubtful)
        for f in findings
    }


def with_caveats(findings: Iterable[Finding]) -> Said:
    return {f.id: (said, f.caveats) for f, said in ((f, without_caveats([f])[f.id]) for f in findings)}


def of_one(slug: str, edition: str = "2011-08") -> None:
    """Compare what one county's briefing has of its county, state and nation with what all together have."""
    place = places.by_slug(slug, embedded().places)
    found = gather(place, load(edition, ROOT / "editions"), embedded()).findings
    known, together = [f for f in found if f.question in QUESTIONS], everywhere(edition)
    fips, state = place.counties[0].fips, place.state_fips
    own = [f for f in known if f.place in (fips, slug)]
    # Of a count that ends before the county was active the county's own caveat is told, not that of the state.
    assert with_caveats(together.counties[fips]) == with_caveats(own)
    assert without_caveats(together.states[state]) == without_caveats(f for f in known if f.place == state)
    assert without_caveats(together.nation) == without_caveats(f for f in known if f.place == "US")


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(COUNTIES))
def test_any_county_has_what_its_own_briefing_has(slug: str) -> None:
    of_one(slug)


@pytest.mark.slow
@pytest.mark.parametrize("edition", EDITIONS[1:])
@pytest.mark.parametrize(
    "slug", ["suffolk-county-ma", "harris-county-tx", "loving-county-tx", "maricopa-county-az", *CITIES_OF_THEIR_OWN]
)
def test_so_it_has_in_every_edition(slug: str, edition: str) -> None:
    of_one(slug, edition)


@pytest.mark.parametrize("fips", WITH_FIGURES[:: max(1, len(WITH_FIGURES) // 8)])
def test_a_county_with_figures_has_them_too(fips: str) -> None:
    table = embedded().places
    of_one(table[(table.fips == fips) & (table.kind == "county")].slug.iloc[0])


def test_every_county_and_state_is_there_those_without_figures_too() -> None:
    together = everywhere()
    assert len(together.counties) == 3143
    assert len(together.states) == 51
    assert all(any(f.measure in ("activated_on", "not_active") for f in found) for found in together.counties.values())
    assert together.counties["51560"]  # a code that no table of the Census has


@pytest.mark.parametrize("edition", EDITIONS)
def test_ids_are_unique_across_all_places(edition: str) -> None:
    together = everywhere(edition)
    ids = [f.id for found in (*together.counties.values(), *together.states.values(), together.nation) for f in found]
    assert len(ids) == len(set(ids))


@pytest.mark.slow
def test_the_benchmark_prints_what_it_measures_and_stays_within_its_limits() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.findings"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout
    assert re.search(r"3,143 counties, [\d,]+ findings: [\d.]+ s", run.stdout)
    assert re.search(r"peak memory: \d+ MB", run.stdout)
    assert re.search(r"together is \d+ times as fast", run.stdout)


@pytest.mark.slow
@pytest.mark.parametrize("limit", ["MOST_SECONDS", "MOST_MEGABYTES"])
def test_the_benchmark_fails_where_a_limit_is_passed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], limit: str
) -> None:
    monkeypatch.setattr(benchmark, limit, 0.0)
    monkeypatch.setattr(benchmark, "SAMPLE", 1)
    assert benchmark.main() == 1
    assert "OVER the limits" in capsys.readouterr().out
