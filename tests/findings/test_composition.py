"""Who is removed: scopes, qualifiers, small numbers and sources that disagree, in tables made for the question."""

import re
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings import composition, program_steps
from pipeline.findings.counted import SMALL
from pipeline.findings.model import CityFindings, Finding
from pipeline.narrative.document.model import Said, Table
from pipeline.narrative.document.walk import all_figures, things
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.language.numbers import quantity
from pipeline.sources.vocabulary import QUALIFIERS

from ..conftest import edition_2011, embedded, found_in
from .test_counted import table

MIAMI = "12086"
GROUP = {"jurisdiction": "12:miami-dade-palm-beach", "scope": "several counties", "covers": "12086;12099"}
CLASSES = ("removed_nonconvicted", "removed_level1", "removed_level2", "removed_level3")


def of(rows: pd.DataFrame, measure: str, place: str = "25025") -> list[Finding]:
    return [f for f in composition.findings(rows, {place}) if f.measure == measure]


@given(st.integers(10, 10**5).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_a_groups_figures_are_never_one_of_its_counties(counts: tuple[int, int]) -> None:
    part, whole = counts
    rows = table(
        {"measure": "removed", "value": whole, **GROUP}, {"measure": "removed_nonconvicted", "value": part, **GROUP},
        {"measure": "removed_nonconvicted_share", "unit": "percent", "value": 50, **GROUP},
    )  # fmt: skip
    assert composition.findings(rows, {MIAMI, "12099", "12"}) == []
    assert composition.all_places(rows, {}) == []
    assert composition.left_out(rows, []) == ([], [])
    assert program_steps.findings(rows, MIAMI) == []


def test_a_groups_part_is_not_set_beside_a_countys_total() -> None:
    county = {"jurisdiction": MIAMI, "jurisdiction_name": "Miami-Dade County, FL"}
    rows = table(
        {"measure": "removed", "value": 100, **county}, {"measure": "removed_nonconvicted", "value": 50, **GROUP}
    )
    assert not [f for f in composition.findings(rows, {MIAMI}) if f.unit == "percent"]


def test_the_printed_figure_of_miami_dade_and_palm_beach_is_in_no_briefing() -> None:
    row = embedded().reported_counts[lambda rows: rows.jurisdiction == GROUP["jurisdiction"]].iloc[0]
    found = found_in("Miami")
    assert row.id not in {name for finding in found.findings for name in finding.rows}
    assert not [f for f in found.findings if "Palm Beach" in f.place_name and f.place == MIAMI]


@given(st.integers(1, SMALL - 1), st.data())
def test_of_fewer_than_ten_only_counts_are_given(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    rows = table({"measure": "removed", "value": whole}, {"measure": "removed_nonconvicted", "value": part})
    found = composition.findings(rows, {"25025"})
    assert {(f.measure, f.unit, f.value) for f in found} == {
        ("removed", "count", whole),
        ("removed_nonconvicted", "count", part),
    }


@given(st.sampled_from(QUALIFIERS), st.sampled_from(QUALIFIERS))
def test_a_share_is_no_firmer_than_the_weaker_of_its_counts(one: str, other: str) -> None:
    order = ("exact", "derived", "approximate", "as printed", "at least")
    rows = table(
        {"measure": "removed", "value": 100, "qualifier": one},
        {"measure": "removed_nonconvicted", "value": 40, "qualifier": other},
    )  # fmt: skip
    (share,) = of(rows, "removed_nonconvicted_share")
    assert share.qualifier == max(one, other, key=order.index)
    assert (share.interval is None) == (share.qualifier == "at least")


@pytest.mark.parametrize(
    ("qualifier", "words"), [("exact", "40"), ("approximate", "about 40"), ("at least", "at least 40")]
)
def test_the_qualifier_is_printed_with_the_number(qualifier: str, words: str) -> None:
    rows = table({"measure": "removed_nonconvicted", "value": 40, "qualifier": qualifier})
    (count,) = of(rows, "removed_nonconvicted")
    assert quantity(count) == words


@given(st.integers(0, 100), st.integers(0, 100))
def test_sources_that_disagree_are_two_findings_and_name_each_other(one: int, other: int) -> None:
    rows = table(
        {"measure": "removed_nonconvicted_share", "unit": "percent", "value": one, "disputed_by": "R002"},
        {"measure": "removed_nonconvicted_share", "unit": "percent", "value": other, "disputed_by": "R001",
         "source_id": "another paper"},
    )  # fmt: skip
    first, second = of(rows, "removed_nonconvicted_share")
    assert {first.value, second.value} == {one, other}
    assert (first.disputed_by, second.disputed_by) == ((second.id,), (first.id,))


@given(st.lists(st.integers(0, 500), min_size=4, max_size=4).filter(lambda counts: sum(counts) >= SMALL))
def test_classes_of_one_source_add_up_and_each_has_its_level(counts: list[int]) -> None:
    rows = table(*({"measure": measure, "value": n} for measure, n in zip(CLASSES, counts, strict=True)))
    (share,) = of(rows, "removed_nonconvicted_share")
    assert (share.numerator, share.denominator) == (counts[0], sum(counts))
    assert [of(rows, measure)[0].value for measure in CLASSES] == counts


def test_classes_of_two_sources_are_not_added_up() -> None:
    rows = table(*({"measure": m, "value": 50, "source_id": f"paper {n % 2}"} for n, m in enumerate(CLASSES)))
    assert of(rows, "removed_nonconvicted_share") == []


def test_earlier_figures_of_a_place_stand_beside_its_latest() -> None:
    ends = ("2010-06-30", "2010-12-31", "2011-02-28")
    rows = table(*(
        {"measure": measure, "value": n, "period_end": end, "source_id": end}
        for end, total in zip(ends, (100, 150, 200), strict=True)
        for measure, n in (("removed", total), ("removed_nonconvicted", 50))
    ))  # fmt: skip
    found = sorted(of(rows, "removed_nonconvicted_share"), key=lambda f: f.period.end)
    assert [(f.period.end, f.denominator) for f in found] == list(zip(ends, (100, 150, 200), strict=True))
    assert all(earlier.denominator < later.denominator for earlier, later in pairwise(found))  # type: ignore[operator]
    assert [f.period.end for f in composition.all_places(rows, {})] == [ends[-1]]


def test_what_an_editorial_calls_not_dangerous_is_not_printed_as_no_conviction() -> None:
    row = embedded().reported_counts[lambda rows: rows.id == "R047"].iloc[0]
    assert row.measure == "removed_not_dangerous"
    found = found_in("Los Angeles")
    (finding,) = [f for f in found.findings if "R047" in f.rows]
    assert "nonconvicted" not in finding.measure
    assert finding.doubtful


def own_words(found: CityFindings) -> str:
    """What the briefing says in its own voice: everything but statements, claims and studies, which are others'."""
    others = {p.id for p in (*found.positions, *found.federal_positions, *found.organizations)}
    others |= {c.id for c in found.claims} | {p.id for p in found.published} | {e.id for e in found.events}
    written = page(found, edition_2011())
    said = [*things(written, Said), *things(written, Said, "screen")]
    tables = [*things(written, Table), *things(written, Table, "screen")]
    said += [Said(table.headline + table.note, ()) for table in tables]
    figures = all_figures(written)
    texts = [one.text for one in said if not others & set(one.findings)]
    return " ".join([*texts, *(f"{f.headline} {f.alt} {f.note}" for f in figures)])


def test_no_briefing_calls_a_share_higher_lower_or_similar(found: CityFindings) -> None:
    """No two shares here are of one source, definition and period without one containing the other: none is compared."""
    told = re.findall(
        r"\b(higher|lower|similar|the same as|worse|better|above average|ranks?|ranked)\b", own_words(found)
    )
    assert told == []
    assert not [
        f for f in found.findings if "difference" in f.measure or (f.interval and f.interval.method == "Newcombe")
    ]
