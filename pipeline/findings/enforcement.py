"""What ICE's released records tell of arrests now: by state and window, by ICE's record of those arrested, by month.

An arrest is an event, not a person; ICE's records name no county of an arrest, so that none is counted here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

import pandas as pd

from pipeline import statistics
from pipeline.findings.model import NATION, Finding, Interval, Period, Scope
from pipeline.places import Place
from pipeline.rows import each
from pipeline.sources.standing import citable
from pipeline.sources.tables import Tables

QUESTION = "enforcement"
RESIDENTS_OF = 2025  # the last year of the estimates
PER = 1000
SAME_WORDS_SINCE = "2025-08-01"  # ICE writes arrests in jails otherwise since late July 2025: no share across that
CLASSES = ("convicted", "pending_charges", "other_immigration_violator")
ARRESTS = "ICE arrests of which ICE recorded the state, by window"
RATE = "ICE arrests per 1,000 residents of 2025, rounded to two decimals"
AT_LARGE = "share of ICE arrests that the Deportation Data Project groups as at large"
CLASS = "share of ICE arrests by criminality as ICE recorded it at the arrest"
BY_MONTH = "ICE arrests of a month that is complete in the release, also those without a recorded state"
Where = tuple[str, str, Scope]
WHOLE: Where = (NATION, "United States", "nation")


def findings(place: Place, tables: Tables, as_of: date | None) -> Iterator[Finding]:
    """Arrests of the state and the nation by window, class and month, and the last window's rate of every other state."""
    yield from within(((place.state_fips, place.state_name, "state"), WHOLE), tables, as_of)
    arrests, residents = citable(tables.arrests_states, tables.sources, as_of), _residents(tables)
    last = arrests[(arrests.period_end == arrests.period_end.max()) & (arrests.measure == "arrests")]
    for state in each(tables.states[tables.states.fips != place.state_fips]):
        there = last[last.fips == state.fips]
        if len(there):
            yield _rate((state.fips, state.name, "state"), there, residents[residents.fips == state.fips])
    yield from by_month(citable(tables.arrests_months, tables.sources, as_of))


def within(places: Iterable[Where], tables: Tables, as_of: date | None) -> Iterator[Finding]:
    """Arrests of states and of the nation, by window and by class."""
    arrests = citable(tables.arrests_states, tables.sources, as_of)
    classes = citable(tables.arrests_criminality, tables.sources, as_of)
    residents = _residents(tables)
    states = set(residents.fips)
    for where in places:
        here = {where[0]} if where[2] == "state" else states
        people = residents[residents.fips.isin(here)]
        for _end, window in arrests[arrests.fips.isin(here)].groupby("period_end"):
            yield from _window(where, window, people)
        yield from _classes(where, classes[classes.fips.isin(here)])


def by_month(months: pd.DataFrame) -> Iterator[Finding]:
    """The nation's arrests in each month that the release has whole."""
    for row in each(months[(months.place == NATION) & (months.note == "")].sort_values("month")):
        yield Finding(
            id=f"{QUESTION}.ice_arrests_of_month.{NATION}.{row.month}",
            question=QUESTION,
            place=NATION,
            place_name="United States",
            scope="nation",
            measure="ice_arrests_of_month",
            unit="count",
            population="arrests",
            value=int(row.arrests),
            method=BY_MONTH,
            period=Period(row.month, row.month),
            sources=(row.source_id,),
            rows=(f"arrests_months:{NATION}:{row.month}",),
        )


def _residents(tables: Tables) -> pd.DataFrame:
    return tables.population_states[tables.population_states.year == RESIDENTS_OF]


def _window(where: Where, window: pd.DataFrame, people: pd.DataFrame) -> Iterator[Finding]:
    """Arrests of a window, per 1,000 residents, and the share at large where ICE's words stayed the same."""
    every, large = (window[window.measure == measure] for measure in ("arrests", "arrests_at_large"))
    total = int(every.value.sum())
    yield _finding(where, "ice_arrests", ARRESTS, every, total)
    rate = _rate(where, every, people)
    yield rate
    if rate.period.start < SAME_WORDS_SINCE:
        return
    part = int(large.value.sum())
    yield _share(where, "ice_arrests_at_large_share", AT_LARGE, pd.concat([every, large]), (part, total))


def _rate(where: Where, arrests: pd.DataFrame, people: pd.DataFrame) -> Finding:
    total, residents = int(arrests.value.sum()), int(people.residents.sum())
    value = round(PER * total / residents, 2)
    rate = _finding(where, "ice_arrests_rate", RATE, arrests, value, (total, residents))
    return replace(
        rate,
        unit="rate",
        interval=None,
        sources=(*rate.sources, str(people.source_id.iloc[0])),
        rows=(*rate.rows, f"population_states:{where[0]}:{RESIDENTS_OF}"),
    )


def _classes(where: Where, rows: pd.DataFrame) -> Iterator[Finding]:
    for name in CLASSES if len(rows) else ():
        of_class = rows[rows.category == name]
        counts = int(of_class.value.sum()), int(of_class.of_arrests.sum())
        yield _share(where, f"ice_arrests_{name}_share", CLASS, of_class, counts)


def _share(where: Where, measure: str, method: str, rows: pd.DataFrame, counts: tuple[int, int]) -> Finding:
    return _finding(where, measure, method, rows, statistics.share(*counts), counts)


def _finding(
    where: Where,
    measure: str,
    method: str,
    rows: pd.DataFrame,
    value: int | float,
    counts: tuple[int, int] | None = None,
) -> Finding:
    place, name, scope = where
    start, end = str(rows.period_start.iloc[0]), str(rows.period_end.iloc[0])
    share = isinstance(value, float) and counts is not None
    return Finding(
        id=f"{QUESTION}.{measure}.{place}.{end}",
        question=QUESTION,
        place=place,
        place_name=name,
        scope=scope,
        measure=measure,
        unit="percent" if share else "count",
        population="arrests",
        value=value,
        numerator=counts[0] if counts else None,
        denominator=counts[1] if counts else None,
        interval=Interval(*statistics.wilson(*counts)) if share and counts else None,
        method=method,
        period=Period(start, end),
        sources=(str(rows.source_id.iloc[0]),),
        rows=tuple(sorted(rows.id)),
    )
