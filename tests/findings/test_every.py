"""All counties at once give what each county's own briefing gives; the benchmark's limits hold."""

import re
import subprocess
import sys
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import findings as benchmark
from pipeline import places
from pipeline.findings import every
from pipeline.findings.city import gather
from pipeline.findings.model import Finding

from ..conftest import ROOT, edition_2011, embedded

QUESTIONS = ("rollout", "composition", "program_steps")
COUNTIES = sorted(embedded().places[lambda table: table.kind == "county"].slug)
WITH_FIGURES = sorted(set(embedded().reported_counts[lambda table: table.scope == "county"].jurisdiction))


@lru_cache
def everywhere() -> every.Everywhere:
    return every.findings(edition_2011(), embedded())


def without_caveats(findings: tuple[Finding, ...]) -> dict[str, tuple[object, ...]]:
    return {f.id: (f.value, f.numerator, f.denominator, f.interval, f.period, f.sources, f.rows) for f in findings}


def of_one(slug: str) -> None:
    """Compare what one county's briefing has of its county, state and nation with what all together have."""
    place = places.by_slug(slug, embedded().places)
    found = gather(place, edition_2011(), embedded()).findings
    together = everywhere()
    fips = place.counties[0].fips
    for code, known in ((fips, together.counties[fips]), (place.state_fips, together.states[place.state_fips])):
        assert without_caveats(known) == without_caveats(
            tuple(f for f in found if f.place == code and f.question in QUESTIONS)
        )
    nation = tuple(f for f in found if f.place == "US" and f.question in QUESTIONS)
    assert without_caveats(together.nation) == without_caveats(nation)


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(COUNTIES))
def test_any_county_has_what_its_own_briefing_has(slug: str) -> None:
    of_one(slug)


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


def test_ids_are_unique_across_all_places() -> None:
    together = everywhere()
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
