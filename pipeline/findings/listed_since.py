"""ICE's list over time: how long it was in January 2025, and which agreements are on it no more.

A name that is gone may be a renaming: the table of spans tells these apart, and only what has no like name on the last
sheet is counted as gone. That an agreement has ended it does not show.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import pandas as pd

from pipeline.findings.listed import QUESTION
from pipeline.findings.model import NATION, Agreement, Finding, Period, Scope
from pipeline.places import County, Place
from pipeline.rows import each
from pipeline.sources.standing import citable
from pipeline.sources.tables import Tables

THEN = "2025-01-20"  # the present administration's first day
GONE = "gone"
ON_THAT_SHEET = "agreements in ICE's last sheet up to January 20, 2025"
LISTED_NO_MORE = "agreements on an earlier sheet of ICE since February 2025 whose agency has no like name on the last"
Where = tuple[str, str, Scope]


def findings(place: Place, tables: Tables, as_of: date | None) -> Iterator[Finding]:
    """Agreements of the state and the nation then, and those of the counties and the state that are on the list no more."""
    days = citable(tables.agreements_287g_days, tables.sources, as_of)
    spans = gone(tables, as_of)
    yield from within((place.state_fips, place.state_name, "state"), place.state, place.counties, days, spans)


def within(
    whole: Where, postal: str, counties: Iterable[County], days: pd.DataFrame, spans: pd.DataFrame
) -> Iterator[Finding]:
    """The same of a state and these of its counties, from the table of days and the spans of what is gone."""
    nation: Where = (NATION, "United States", "nation")
    for where, state in ((whole, postal), (nation, NATION)) if len(days) else ():
        yield _then(where, state, days)
    here = spans[spans.state == postal]
    for county in counties:
        there = here[here.fips.map(lambda joined, fips=county.fips: fips in joined.split(";")).astype(bool)]
        yield from _count((county.fips, county.name, "county"), there, days)
    yield from _count(whole, here, days)


def agreements(place: Place, tables: Tables, as_of: date | None) -> tuple[Agreement, ...]:
    """The agreements of agencies of the state that are on the list no more; `signed` is their last sheet."""
    spans = gone(tables, as_of)
    counties = {county.fips: county.name for county in place.counties}
    return tuple(
        Agreement(
            row.id, row.agency, next((counties[f] for f in row.fips.split(";") if f in counties), ""),
            row.last_sheet, row.model, row.source_id, row.kind,
        )
        for row in each(spans[spans.state == place.state].sort_values(["last_sheet", "id"]))
    )  # fmt: skip


def gone(tables: Tables, as_of: date | None) -> pd.DataFrame:
    """The spans of agreements that are on the list no more."""
    spans = citable(tables.agreements_287g_spans, tables.sources, as_of)
    return spans[spans.fate == GONE]


def _then(where: Where, state: str, days: pd.DataFrame) -> Finding:
    """The count on the last sheet up to that day; a state without a row on it had none."""
    day = days[days.day <= THEN].day.max()
    rows = days[(days.day == day) & (days.state == state)]
    named = rows if len(rows) else days[(days.day == day) & (days.state == NATION)]
    return Finding(
        id=f"{QUESTION}.agreements_then.{where[0]}",
        question=QUESTION,
        place=where[0],
        place_name=where[1],
        scope=where[2],
        measure="agreements_then",
        unit="count",
        population="agreements",
        value=int(rows.agreements.sum()),
        method=ON_THAT_SHEET,
        period=Period(day, day),
        sources=(str(named.source_id.iloc[0]),),
        rows=tuple(f"agreements_287g_days:{row.day}:{row.state}" for row in each(named)),
    )


def _count(where: Where, spans: pd.DataFrame, days: pd.DataFrame) -> Iterator[Finding]:
    if days.empty:
        return
    yield Finding(
        id=f"{QUESTION}.agreements_gone.{where[0]}",
        question=QUESTION,
        place=where[0],
        place_name=where[1],
        scope=where[2],
        measure="agreements_gone",
        unit="count",
        population="agreements",
        value=len(spans),
        method=LISTED_NO_MORE,
        period=Period("2025-02-21", str(days.day.max())),
        sources=(str(days.source_id.iloc[0]),),
        rows=tuple(sorted(spans.id)),
    )
