"""What must come out for the cities of the 2011 edition, to the digit."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.findings.city import from_json, to_json
from pipeline.findings.model import CityFindings, Finding
from pipeline.sources.standing import last_day
from pipeline.sources.tables import Tables

from ..conftest import found_in

NO_CONVICTION = "removed_nonconvicted_share"


def shares(found: CityFindings, place: str) -> list[Finding]:
    return [f for f in found.of(place, NO_CONVICTION) if f.numerator is not None]


def counts(found: CityFindings, place: str) -> set[tuple[int | None, int | None]]:
    return {(f.numerator, f.denominator) for f in shares(found, place)}


def test_boston_has_both_of_its_counts() -> None:
    assert counts(found_in("Boston"), "25025") == {(183, 352), (135, 256)}


def test_bostons_share_and_interval() -> None:
    globe = next(f for f in shares(found_in("Boston"), "25025") if f.denominator == 352)
    assert globe.interval is not None
    assert [round(float(x), 1) for x in (globe.value, globe.interval.low, globe.interval.high)] == [52.0, 46.8, 57.2]


def test_ices_director_disputes_the_same_352() -> None:
    found = found_in("Boston")
    globe = next(f for f in shares(found, "25025") if f.denominator == 352)
    disputing = [found.finding(id) for id in globe.disputed_by]
    director = next(f for f in disputing if f.measure == "removed_convicted_share")
    assert (director.value, director.numerator, director.qualifier) == (55, None, "as printed")
    assert globe.id in director.disputed_by


def test_what_the_director_leaves_is_derived_and_has_no_interval() -> None:
    rest = next(f for f in found_in("Boston").of("25025", NO_CONVICTION) if f.id.endswith(".rest"))
    assert (rest.value, rest.qualifier, rest.interval, rest.method) == (
        45,
        "derived",
        None,
        "100 minus the share printed",
    )


def test_the_earlier_figure_is_given_for_the_city_as_its_source_has_it() -> None:
    earlier = next(f for f in shares(found_in("Boston"), "25025") if f.denominator == 256)
    assert earlier.period.end == "2010-09-30"
    assert (earlier.city, earlier.said_by) == ("Boston", "ICE’s statistics")


def test_boston_is_active_alone_in_its_state() -> None:
    found = found_in("Boston")
    state = found.finding("rollout.active_counties.25")
    assert found.finding("rollout.activated.25025").value == "2008-11-05"
    assert (state.numerator, state.denominator) == (1, 14)


def test_the_nation_beside_every_city(found: CityFindings) -> None:
    assert (27_047, 94_218) in counts(found, "US")
    nation = found.finding("rollout.active_counties.US")
    assert (nation.numerator, nation.denominator) == (1475, 3143)


def test_charlotte() -> None:
    assert counts(found_in("Charlotte"), "37119") == {(315, 736)}


def test_oakland() -> None:
    assert (253, 625) in counts(found_in("Oakland"), "06001")


def test_chicago_is_not_active_and_has_no_figure_of_its_own() -> None:
    found = found_in("Chicago")
    assert found.finding("rollout.activated.17031").measure == "not_active"
    assert not found.of("17031", NO_CONVICTION)
    assert any(unsaid.topic == "share" for unsaid in found.unsaid)


def test_what_illinois_decided() -> None:
    assert any(e.date == "2011-05-04" and e.place == "17" for e in found_in("Chicago").events)


def test_illinois_figures_disagree_and_all_stand() -> None:
    figures = found_in("Chicago").of("17", "custody_nonconvicted_share")
    assert {44.0, 46.5, 75.0, 77.0, 78.0} - {f.value for f in figures} <= {77.0}  # 77 was printed without a date
    assert any(f.disputed_by for f in figures)


def test_a_city_of_two_counties_has_a_date_for_each() -> None:
    found = found_in("Atlanta")
    assert {found.finding(f"rollout.activated.{fips}").measure for fips in ("13121", "13089")} <= {
        "activated_on",
        "not_active",
    }


def test_a_groups_figure_is_never_one_countys(found: CityFindings) -> None:
    assert {f.scope for f in found.findings} <= {"county", "state", "nation"}


def test_nothing_published_later_is_cited(found: CityFindings, tables: Tables) -> None:
    precision = dict(zip(tables.sources.source_id, tables.sources.published_precision, strict=True))
    for source in found.sources.values():
        last = last_day(source.published_on, precision[source.source_id])
        assert source.standing == "reference" or (last is not None and last <= date(2011, 8, 16)), source


@pytest.mark.parametrize("later", [60_583, 3_967, 457])
def test_figures_of_2012_stay_out(found: CityFindings, later: int) -> None:
    assert all(later not in (f.value, f.numerator, f.denominator) for f in found.findings)


def test_every_finding_has_a_source_that_is_known(found: CityFindings) -> None:
    for finding in found.findings:
        assert finding.sources, finding.id
        assert set(finding.sources) <= found.sources.keys()


def test_findings_survive_being_written(found: CityFindings) -> None:
    assert from_json(to_json(found)) == found


def test_ids_are_unique(found: CityFindings) -> None:
    ids = [finding.id for finding in found.findings]
    assert len(ids) == len(set(ids))


def test_a_share_of_fewer_than_ten_is_never_given(found: CityFindings) -> None:
    assert all(f.denominator >= 10 for f in found.findings if f.unit == "percent" and f.denominator)


def test_the_findings_name_no_path(found: CityFindings) -> None:
    assert str(Path.cwd()) not in to_json(found)
