"""What ICE's released records tell of enforcement now: arrests in the state and nation, and people held in the county.

An arrest is an event, not a person; ICE's records name no county of an arrest, so that none is counted here.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pandas as pd

from pipeline import statistics
from pipeline.findings.model import NATION, Finding, Interval, Period, Scope
from pipeline.places import County, Place
from pipeline.rows import each
from pipeline.sources.standing import citable
from pipeline.sources.tables import Tables

QUESTION = "enforcement"
RESIDENTS_OF = 2025  # the last year of the estimates
PER = 100_000
MONTHS = 12  # full months of detention that are shown
WHOLE_MONTH = 28
SAME_WORDS_SINCE = "2025-08-01"  # ICE writes arrests in jails otherwise since late July 2025: no share across that
CLASSES = ("convicted", "pending_charges", "other_immigration_violator")
ARRESTS = "ICE arrests of which ICE recorded the state, by window"
RATE = "ICE arrests per 100,000 residents of 2025, rounded"
AT_LARGE = "share of ICE arrests that the Deportation Data Project groups as at large"
CLASS = "share of ICE arrests by criminality as ICE recorded it at the arrest"
HELD = "mean of people held at midnight in the county's facilities"
Where = tuple[str, str, Scope]


def findings(place: Place, tables: Tables, as_of: date | None) -> Iterator[Finding]:
    """Arrests of the state and the nation by window and class, and the last months of detention in each county."""
    arrests = citable(tables.arrests_states, tables.sources, as_of)
    classes = citable(tables.arrests_criminality, tables.sources, as_of)
    residents = tables.population_states[tables.population_states.year == RESIDENTS_OF]
    states = set(residents.fips)
    for where in _places(place):
        here = {where[0]} if where[2] == "state" else states
        people = residents[residents.fips.isin(here)]
        for _end, window in arrests[arrests.fips.isin(here)].groupby("period_end"):
            yield from _window(where, window, people)
        yield from _classes(where, classes[classes.fips.isin(here)])
    for county in place.counties:
        yield from held(county, citable(tables.detention_counties, tables.sources, as_of))


def held(county: County, table: pd.DataFrame) -> Iterator[Finding]:
    """People held in a county in an average night of each of the last full months that the release covers."""
    full = table[table.days >= WHOLE_MONTH]
    months = sorted(full.month.unique())[-MONTHS:]
    for row in each(full[(full.fips == county.fips) & full.month.isin(months)].sort_values("month")):
        yield Finding(
            id=f"{QUESTION}.held.{county.fips}.{row.month}",
            question=QUESTION,
            place=county.fips,
            place_name=county.name,
            scope="county",
            measure="held_at_midnight",
            unit="count",
            population="people held",
            value=float(row.mean_midnight),
            qualifier="approximate",
            method=HELD,
            period=Period(row.month, row.month),
            sources=(row.source_id,),
            rows=(row.id,),
        )


def _places(place: Place) -> tuple[Where, ...]:
    return (place.state_fips, place.state_name, "state"), (NATION, "United States", "nation")


def _window(where: Where, window: pd.DataFrame, people: pd.DataFrame) -> Iterator[Finding]:
    """Arrests of a window, per 100,000 residents, and the share at large where ICE's words stayed the same."""
    every, large = (window[window.measure == measure] for measure in ("arrests", "arrests_at_large"))
    total, residents = int(every.value.sum()), int(people.residents.sum())
    yield _finding(where, "ice_arrests", ARRESTS, every, total)
    rate = _finding(where, "ice_arrests_rate", RATE, every, round(PER * total / residents), (total, residents))
    yield replace(
        rate,
        sources=(*rate.sources, str(people.source_id.iloc[0])),
        rows=(*rate.rows, f"population_states:{where[0]}:{RESIDENTS_OF}"),
    )
    if rate.period.start < SAME_WORDS_SINCE:
        return
    part = int(large.value.sum())
    yield _share(where, "ice_arrests_at_large_share", AT_LARGE, pd.concat([every, large]), (part, total))


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
