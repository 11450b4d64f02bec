"""Where and when the program became active: this place's counties, its state, the nation.

"Active on day D" means activated on or before D. The dates come from later compilations of ICE's list (reference
data); their 3,143 counties are those of the program's end.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pandas as pd

from pipeline.findings.counties import BAND_METHOD, standing
from pipeline.findings.model import NATION, ActiveCounties, Caveat, Curve, Finding, Period
from pipeline.places import Place
from pipeline.rows import Row, each
from pipeline.sources.standing import last_day

QUESTION = "rollout"
PRECISION = {10: "day", 7: "month", 4: "year", 0: "unknown"}  # of a date, by the length it is written at
METHOD = "counties whose activation date is on or before the day"


def active_by(activations: pd.DataFrame, day: date) -> pd.DataFrame:
    """The rows of the counties active on `day`."""
    return activations[activations.activated_on <= day.isoformat()]


def curve(activations: pd.DataFrame, day: date) -> Curve:
    """The number of active counties after each date of activation up to `day`."""
    totals = active_by(activations, day).activated_on.value_counts().sort_index().cumsum()
    points = tuple((str(on), int(total)) for on, total in totals.items())
    return Curve("rollout.curve", points, day.isoformat(), _sources(activations))


def active_counties(activations: pd.DataFrame, day: date) -> ActiveCounties:
    """Which counties are active on `day`, and how many counties each state has."""
    by_state = activations.groupby(activations.fips.str[:2]).size()
    active = tuple(sorted(active_by(activations, day).fips))
    states = {str(state): int(n) for state, n in by_state.items()}
    return ActiveCounties("rollout.active", day.isoformat(), active, len(activations), states, _sources(activations))


def findings(place: Place, activations: pd.DataFrame, counts: pd.DataFrame, day: date) -> list[Finding]:
    """The date of each county of the place, active counties of state and nation, and the count as ICE gave it."""
    known = standing(activations, day)
    rows = {row.fips: row for row in each(known[known.fips.isin([county.fips for county in place.counties])])}
    first = str(activations.activated_on.min())
    own = [(rows[county.fips], county.name) for county in place.counties]
    found = [activated(row, name, first, day) for row, name in own]
    found.append(active_in(activations[activations.state == place.state], place.state_fips, place.state_name, day))
    found += [f for row, name in own for f in since(row, name, len(activations), day)]
    return [*found, *of_the_nation(activations, counts, day)]


def of_the_nation(activations: pd.DataFrame, counts: pd.DataFrame, day: date) -> list[Finding]:
    """How many of the nation's counties are active, and ICE's own latest count of jurisdictions beside it."""
    return [active_in(activations, NATION, "United States", day), *_jurisdictions(counts, activations)]


def _sources(activations: pd.DataFrame) -> tuple[str, ...]:
    return tuple(sorted(activations.source_id.unique()))


def activated(row: Row, name: str, first: str, day: date) -> Finding:
    """The date of a county, from a row that `counties.standing` gives; `first` is that of the nation's first."""
    return Finding(
        id=f"rollout.activated.{row.fips}",
        question=QUESTION,
        place=row.fips,
        place_name=name,
        scope="county",
        measure="activated_on" if row.active else "not_active",
        unit="date",
        population="county",
        value=row.activated_on if row.active else day.isoformat(),
        method="date in the compiled list",
        period=Period(first, day.isoformat()),
        sources=(row.source_id,),
        rows=(f"activations:{row.fips}",),
        caveats=() if row.compilations_agree != "no" else (Caveat("second compilation", row.second_compilation_month),),
    )


def since(row: Row, name: str, counties: int, day: date) -> Iterator[Finding]:
    """For an active county, a row that `counties.standing` gives, its days and its third of the rollout."""
    if not row.active:
        return
    shared = Finding(
        id="",
        question=QUESTION,
        place=row.fips,
        place_name=name,
        scope="county",
        measure="",
        unit="days",
        population="county",
        value=int(row.days),
        period=Period(row.activated_on, day.isoformat()),
        sources=(row.source_id,),
        rows=(f"activations:{row.fips}",),
    )
    yield replace(
        shared,
        id=f"rollout.days_active.{row.fips}",
        measure="days_active",
        method="days from the date of activation to the day",
    )
    yield replace(
        shared,
        id=f"rollout.band.{row.fips}",
        measure=f"band_{row.band}",
        unit="count",
        population="counties",
        value=int(row.before),
        numerator=int(row.before),
        denominator=counties,
        method=BAND_METHOD,
        rows=(*shared.rows, f"activations:{NATION}"),
    )


def active_in(rows: pd.DataFrame, place: str, name: str, day: date) -> Finding:
    """How many of the counties in `rows`, those of a state or of the nation, are active on `day`."""
    active = len(active_by(rows, day))
    return Finding(
        id=f"rollout.active_counties.{place}",
        question=QUESTION,
        place=place,
        place_name=name,
        scope="nation" if place == NATION else "state",
        measure="active_counties",
        unit="count",
        population="counties",
        value=active,
        numerator=active,
        denominator=len(rows),
        method=METHOD,
        period=Period(str(rows.activated_on.min()), day.isoformat()),
        sources=_sources(rows),
        rows=(f"activations:{place}",),
    )


def _jurisdictions(counts: pd.DataFrame, activations: pd.DataFrame) -> Iterator[Finding]:
    """The latest exact number of active jurisdictions that ICE itself gave, and how many counties were active then."""
    rows = counts[(counts.measure == "active_jurisdictions") & (counts.jurisdiction == NATION)]
    rows = rows[(rows.qualifier == "exact") & (rows.use == "yes")].sort_values("period_end")
    for row in each(rows.tail(1)):
        then = last_day(row.period_end, PRECISION[len(row.period_end)])
        if then:
            counted = active_in(activations, NATION, "United States", then)
            yield replace(counted, id="rollout.active_counties_then.US", measure="active_counties_then")
        yield Finding(
            id="rollout.active_jurisdictions.US",
            question=QUESTION,
            place=NATION,
            place_name="United States",
            scope="nation",
            measure="active_jurisdictions",
            unit="count",
            population="jurisdictions",
            value=int(row.value),
            period=Period("", row.period_end),
            sources=(row.source_id,),
            rows=(row.id,),
            comparators=("rollout.active_counties_then.US",) if then else (),
            caveats=(Caveat("not counties"),),
        )
