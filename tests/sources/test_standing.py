"""What an edition may cite: nothing later than its day, nothing unfit, whatever the table."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.standing import citable, citable_sources, first_day, last_day
from pipeline.sources.tables import Tables

EDITION = date(2011, 8, 16)
DAYS = st.dates(date(2006, 1, 1), date(2026, 12, 31))
CUT = {"day": 10, "month": 7, "year": 4, "unknown": 0}


@pytest.mark.parametrize(
    ("written", "precision", "expected"),
    [
        ("2011-07-11", "day", date(2011, 7, 11)),
        ("2011-02", "month", date(2011, 2, 28)),
        ("2012-02", "month", date(2012, 2, 29)),
        ("2011-12", "month", date(2011, 12, 31)),
        ("2010", "year", date(2010, 12, 31)),
        ("", "unknown", None),
        ("", "day", None),
    ],
)
def test_last_day(written: str, precision: str, expected: date | None) -> None:
    assert last_day(written, precision) == expected


@given(day=DAYS, precision=st.sampled_from(["day", "month", "year"]))
def test_a_written_date_means_no_day_outside_its_first_and_last(day: date, precision: str) -> None:
    written = day.isoformat()[: CUT[precision]]
    first, last = first_day(written), last_day(written, precision)
    assert first is not None
    assert last is not None
    assert first <= day <= last
    assert (last + timedelta(days=1)).isoformat()[: CUT[precision]] != written or precision == "day"


@given(
    published=st.lists(st.tuples(DAYS, st.sampled_from(list(CUT)), st.sampled_from(["evidence", "reference"]))),
    as_of=DAYS,
    told=DAYS,
)
def test_nothing_later_than_the_edition_ever_passes(
    published: list[tuple[date, str, str]], as_of: date, told: date
) -> None:
    sources = pd.DataFrame(
        [
            (f"s{n}", day.isoformat()[: CUT[precision]], precision, standing)
            for n, (day, precision, standing) in enumerate(published)
        ],
        columns=["source_id", "published_on", "published_precision", "standing"],
        dtype=str,
    )
    frame = sources[["source_id"]].assign(date=told.isoformat(), use="yes")
    kept = set(citable(frame, sources, as_of)["source_id"])
    for n, (day, precision, standing) in enumerate(published):
        known = precision != "unknown"
        may_be_later = not known or _latest(day, precision) > as_of
        if (standing == "evidence" and may_be_later) or told > as_of:
            assert f"s{n}" not in kept
        else:
            assert f"s{n}" in kept
    assert set(citable(frame, sources, None)["source_id"]) == set(frame["source_id"])


def _latest(day: date, precision: str) -> date:
    """An independent reading: walk forward while the written date stays the same."""
    written = day.isoformat()[: CUT[precision]]
    while (day + timedelta(days=1)).isoformat()[: CUT[precision]] == written:
        day += timedelta(days=1)
    return day


@given(
    use=st.sampled_from(["yes", "caution", "no"]),
    second_look=st.sampled_from(
        ["confirmed", "confirmed_value_only", "contradicted", "not_found", "not looked at again"]
    ),
    status=st.sampled_from(["confirmed", "partly", "contradicted", "not_found"]),
    about=st.sampled_from(["the program", "related matter", "not found again", "duplicate of P115"]),
)
def test_unfit_rows_never_pass(use: str, second_look: str, status: str, about: str) -> None:
    sources = pd.DataFrame(
        [("s", "2011-01-01", "day", "reference")],
        columns=["source_id", "published_on", "published_precision", "standing"],
    )
    frame = pd.DataFrame([{"source_id": "s", "use": use, "second_look": second_look, "status": status, "about": about}])
    unfit = (
        use == "no"
        or {"contradicted", "not_found"} & {second_look, status}
        or about in {"not found again", "duplicate of P115"}
    )
    assert citable(frame, sources, EDITION).empty == bool(unfit)
    assert citable(frame, sources, None).empty == bool(unfit)


@pytest.mark.parametrize("name", ["reported_counts", "positions", "claims", "published_findings", "events"])
def test_the_edition_of_2011_cites_nothing_published_later(tables: Tables, name: str) -> None:
    kept = citable(getattr(tables, name), tables.sources, EDITION)
    assert len(kept) > 0
    sources = tables.sources.set_index("source_id").loc[kept["source_id"]]
    evidence = sources[sources["standing"] == "evidence"]
    assert (evidence["published_on"] <= "2011-08-16").all()
    assert (evidence["published_on"] != "").all()
    assert not {"2011-08", "2011"} & set(evidence["published_on"])


def test_what_must_not_appear_does_not(tables: Tables) -> None:
    counts = citable(tables.reported_counts, tables.sources, EDITION)
    assert 60583 not in set(counts["value"])
    assert not {"R192", "R195", "R361", "R362", "R412"} & set(counts["id"])
    positions = citable(tables.positions, tables.sources, EDITION)
    assert not {"P233", "P004", "P121", "P264"} & set(positions["id"])
    assert not {"P233", "P004", "P121", "P264"} & set(citable(tables.positions, tables.sources, None)["id"])
    assert positions["date"].max() <= "2011-08-16"
    assert list(citable(tables.events, tables.sources, EDITION)["id"]) == [f"E{n:02}" for n in range(1, 9)]
    assert set(citable(tables.removals, tables.sources, EDITION)["fiscal_year"]) == set(range(2006, 2011))


def test_what_boston_needs_is_citable(tables: Tables) -> None:
    counts = citable(tables.reported_counts, tables.sources, EDITION)
    assert {"R186", "R187", "R189", "R194", "R196", "R389", "R385"} <= set(counts["id"])
    assert {"P002", "P070", "P265"} <= set(citable(tables.positions, tables.sources, EDITION)["id"])


def test_reference_serves_every_edition(tables: Tables) -> None:
    early = citable_sources(tables.sources, date(2009, 1, 1))
    assert {"ref-activation", "ref-census-pep-2019", "ref-us-atlas"} <= early
    assert len(citable(tables.activations, tables.sources, date(2009, 1, 1))) == 3143
