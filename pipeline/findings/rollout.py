"""Where and when the program became active: this place's counties, its state, the nation.

"Active on day D" means activated on or before D. The dates come from later compilations of ICE's list (reference
data); their 3,143 counties are those of the program's end.
"""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from pipeline.findings.model import NATION, ActiveCounties, Curve, Finding, Period
from pipeline.places import County, Place
from pipeline.rows import each

QUESTION = "rollout"
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
    found = [_county(county, activations, day) for county in place.counties]
    found.append(_active(activations[activations.state == place.state], place.state_fips, place.state_name, day))
    found.append(_active(activations, NATION, "United States", day))
    return [*found, *_jurisdictions(counts)]


def _sources(activations: pd.DataFrame) -> tuple[str, ...]:
    return tuple(sorted(activations.source_id.unique()))


def _county(county: County, activations: pd.DataFrame, day: date) -> Finding:
    row = activations[activations.fips == county.fips].iloc[0]
    active = row.activated_on <= day.isoformat()
    first = str(activations.activated_on.min())
    return Finding(
        id=f"rollout.activated.{county.fips}", question=QUESTION, place=county.fips, place_name=county.name,
        scope="county", measure="activated_on" if active else "not_active", unit="date", population="county",
        value=row.activated_on if active else day.isoformat(), method="date in the compiled list",
        period=Period(first, day.isoformat()), sources=(row.source_id,), rows=(f"activations:{county.fips}",),
        caveats=() if row.compilations_agree != "no" else
        (f"A second compilation gives {row.second_compilation_month}.",),
    )  # fmt: skip


def _active(rows: pd.DataFrame, place: str, name: str, day: date) -> Finding:
    active = len(active_by(rows, day))
    return Finding(
        id=f"rollout.active_counties.{place}", question=QUESTION, place=place, place_name=name,
        scope="nation" if place == NATION else "state", measure="active_counties", unit="count",
        population="counties", value=active, numerator=active, denominator=len(rows), method=METHOD,
        period=Period(str(rows.activated_on.min()), day.isoformat()), sources=_sources(rows),
        rows=(f"activations:{place}",),
    )  # fmt: skip


def _jurisdictions(counts: pd.DataFrame) -> Iterator[Finding]:
    """The latest exact number of active jurisdictions of the nation that ICE itself gave."""
    rows = counts[(counts.measure == "active_jurisdictions") & (counts.jurisdiction == NATION)]
    rows = rows[(rows.qualifier == "exact") & (rows.use == "yes")].sort_values("period_end")
    for row in each(rows.tail(1)):
        yield Finding(
            id="rollout.active_jurisdictions.US", question=QUESTION, place=NATION, place_name="United States",
            scope="nation", measure="active_jurisdictions", unit="count", population="jurisdictions",
            value=int(row.value), period=Period("", row.period_end), sources=(row.source_id,), rows=(row.id,),
            comparators=("rollout.active_counties.US",),
            caveats=("ICE's count of jurisdictions includes some that are not counties.",),
        )  # fmt: skip
