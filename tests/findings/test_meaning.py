"""What must hold of findings, whoever computes them: doubt stays doubt, a day counts itself, what is left is the rest."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from pipeline.findings import composition, program_steps, reach, rollout
from pipeline.findings.model import CityFindings, Finding

from ..conftest import embedded
from .test_counted import table


def marked(rows: tuple[str, ...], **cells: str) -> pd.DataFrame:
    """The counts of the tables, with other cells in some rows."""
    counts = embedded().reported_counts.copy()
    for column, cell in cells.items():
        counts.loc[counts.id.isin(rows), column] = cell
    return counts


def of_a_place() -> Finding:
    """A county's share that the chart of all places shows."""
    return composition.all_places(embedded().reported_counts, {})[0]


@pytest.mark.parametrize("cells", [{"use": "caution"}, {"use": "no"}, {"qualifier": "at least"}])
def test_no_figure_in_doubt_is_among_all_places(cells: dict[str, str]) -> None:
    """The chart of all places has no room for a note: what a table doubts, or only knows the least of, is not in it."""
    one = of_a_place()
    shown = composition.all_places(marked(one.rows, **cells), {})
    assert not any(set(finding.rows) & set(one.rows) for finding in shown)
    assert not any(finding.doubtful or finding.qualifier == "at least" for finding in shown)


def test_what_is_left_out_of_all_places_is_named() -> None:
    counts = embedded().reported_counts
    only = next(f for f in composition.all_places(counts, {}) if len(of_county(counts, f.place)) == 1)
    doubted = marked(only.rows, use="caution")
    in_doubt, in_part = composition.left_out(doubted, composition.all_places(doubted, {}))
    assert only.place_name in in_doubt
    assert only.place_name not in in_part


def of_county(counts: pd.DataFrame, place: str) -> pd.DataFrame:
    return counts[(counts.jurisdiction == place) & counts.measure.str.startswith("removed_nonconvicted")]


def test_the_steps_of_one_source_hold_no_figure_in_doubt(found: CityFindings) -> None:
    """A doubtful count may stand for a step that nothing else tells, marked so; it never counts as one of a firm series."""
    for county in found.place.counties:
        counts = embedded().reported_counts
        firm = program_steps.findings(counts, county.fips)
        for finding in (f for f in firm if not f.doubtful):
            doubted = program_steps.findings(marked(finding.rows, use="caution"), county.fips)
            assert all(f.doubtful for f in doubted if set(f.rows) & set(finding.rows))
            whole = [f for f in doubted if program_steps.is_whole(f)]
            assert not any(set(f.rows) & set(finding.rows) for f in whole)


def test_a_firm_count_of_a_step_goes_before_a_doubtful_one_of_a_source_that_tells_more() -> None:
    """A source that doubts its own counts is no series, however many steps it gives."""
    doubtful = [
        {"measure": step, "value": 1000 - 100 * n, "use": "caution"} for n, step in enumerate(program_steps.STEPS)
    ]
    firm = {"measure": "matches", "value": 7, "source_id": "another"}
    found = {f.measure: f for f in program_steps.findings(table(*doubtful, firm), "25025")}
    assert (found["matches"].value, found["matches"].doubtful) == (7, False)
    assert all(found[step].doubtful for step in program_steps.STEPS if step != "matches")


def test_a_county_counts_as_active_on_the_very_day_of_its_activation() -> None:
    tables = embedded()
    for on in sorted(set(tables.activations.activated_on))[:40:8]:
        day = date.fromisoformat(on)
        that_day = set(tables.activations[tables.activations.activated_on == on].fips)
        assert that_day <= set(rollout.active_by(tables.activations, day).fips)
        assert that_day <= set(rollout.active_counties(tables.activations, day).active)
        people = reach.peopled(tables, day)
        theirs = people[people.fips.isin(that_day)]
        assert len(theirs)
        assert theirs.active.all()


def test_a_share_with_and_what_it_leaves_are_a_hundred(found: CityFindings) -> None:
    rests = [f for f in found.findings if f.method == "100 minus the share printed"]
    for rest in rests:
        (of,) = rest.comparators
        assert float(rest.value) + float(found.finding(of).value) == pytest.approx(100)
        assert rest.qualifier == "derived"
        assert (rest.numerator, rest.denominator, rest.interval) == (None, None, None)


def test_a_share_is_of_counts_of_one_place_one_source_and_one_period(found: CityFindings) -> None:
    rows = embedded().reported_counts.set_index("id")
    shares = [f for f in found.findings if f.question == "composition" and f.numerator is not None]
    assert shares
    for finding in shares:
        parts = rows.loc[list(finding.rows)]
        joined = set(parts.of_row) & set(parts.index)  # the table itself says of what the part is
        for column in ("jurisdiction",) if joined else ("jurisdiction", "source_id", "period_end"):
            assert parts[column].nunique() == 1
        assert int(parts.value.iloc[0]) == finding.numerator


def test_a_percentage_that_repeats_its_counts_is_not_told_twice() -> None:
    share = replace(of_a_place(), value=51.9886, numerator=183, denominator=352)
    printed = replace(share, numerator=None, denominator=None, unit="percent")
    assert composition.repeats(replace(printed, value=52), share)
    assert composition.repeats(replace(printed, value=51.99), share)
    assert not composition.repeats(replace(printed, value=51), share)
    assert composition.repeats(replace(printed, value=51, qualifier="at least"), share)
    assert not composition.repeats(replace(printed, value=52, qualifier="at least"), share)
