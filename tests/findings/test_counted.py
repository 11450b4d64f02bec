"""Shares are made only of counts that belong together; rows in doubt are never divided."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings import composition, program_steps
from pipeline.findings.counted import shares

COLUMNS = {
    "jurisdiction": "25025", "jurisdiction_name": "Suffolk County, MA", "scope": "county", "covers": "", "city": "",
    "unit": "count",
    "qualifier": "exact", "use": "yes", "period_start": "2008-11-05", "period_end": "2011-02-28", "source_id": "paper",
    "note": "", "of_row": "", "disputed_by": "", "said_by": "",
}  # fmt: skip


def table(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame([{"id": f"R{n:03}", **COLUMNS, **row} for n, row in enumerate(rows, 1)])


def pair(part: int, whole: int, **other: object) -> pd.DataFrame:
    return table({"measure": "removed_nonconvicted", "value": part, **other}, {"measure": "removed", "value": whole})


@given(st.integers(10, 10**6).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_a_part_beside_its_total_makes_a_share(counts: tuple[int, int]) -> None:
    (finding,) = shares(pair(*counts), "composition")
    assert (finding.numerator, finding.denominator) == counts
    assert finding.value == pytest.approx(100 * counts[0] / counts[1])
    assert finding.interval is not None
    assert finding.rows == ("R001", "R002")


@pytest.mark.parametrize(
    "other",
    [{"source_id": "another paper"}, {"period_end": "2011-03-31"}, {"period_start": "2009"}, {"use": "caution", "note": "x"}],
)  # fmt: skip
def test_counts_that_do_not_belong_together_make_none(other: dict[str, object]) -> None:
    assert shares(pair(50, 100, **other), "composition") == []


def test_a_total_named_by_the_table_is_taken_from_another_source() -> None:
    (finding,) = shares(pair(50, 100, source_id="another paper", of_row="R002"), "composition")
    assert finding.sources == ("another paper", "paper")


@pytest.mark.parametrize(("part", "whole"), [(3, 9), (11, 10)])
def test_too_few_or_impossible_counts_make_none(part: int, whole: int) -> None:
    assert shares(pair(part, whole), "composition") == []


def test_at_least_so_many_makes_a_share_without_interval() -> None:
    (finding,) = shares(pair(50, 100, qualifier="at least"), "composition")
    assert (finding.qualifier, finding.interval) == ("at least", None)


def test_classes_that_add_up_stand_for_a_total_that_is_not_printed() -> None:
    rows = table(*({"measure": m, "value": v} for m, v in
                   (("removed_nonconvicted", 111), ("removed_level1", 45), ("removed_level2_3", 85))))  # fmt: skip
    (finding,) = shares(rows, "composition")
    assert (finding.numerator, finding.denominator, finding.qualifier) == (111, 241, "derived")


@pytest.mark.parametrize(("printed", "repeats"), [(52, True), (52.0, True), (51.99, True), (53, False), (51.9, False)])
def test_a_printed_percentage_is_folded_only_into_the_share_it_repeats(printed: float, repeats: bool) -> None:
    rows = pd.concat([pair(183, 352), table({"measure": "removed_nonconvicted_share", "unit": "percent",
                     "value": printed, "qualifier": "as printed", "id": "R003"})])  # fmt: skip
    found = composition.findings(rows, {"25025"})
    assert ("R003" not in {row for f in found for row in f.rows}) == repeats


def test_steps_come_from_one_source_and_period() -> None:
    rows = table(
        {"measure": "removed", "value": 9, "source_id": "later", "period_end": "2011-06-30"},
        {"measure": "submissions", "value": 100}, {"measure": "matches", "value": 30}, {"measure": "removed", "value": 5},
    )  # fmt: skip
    found = program_steps.findings(rows, "25025")
    assert [(f.measure, f.value) for f in found] == [("submissions", 100), ("matches", 30), ("removed", 5)]
    assert {f.sources for f in found} == {("paper",)}
