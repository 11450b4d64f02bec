"""The turning points of the program that concern a place: the nation's, its state's, and those of other states."""

from datetime import date

import pandas as pd

from pipeline.findings.model import Agreement, Event
from pipeline.places import Place
from pipeline.rows import each

# What data/events.csv calls the turns at which the program was discontinued, reinstated, its reinstatement revoked.
ENDED, RETURNED, REVOKED = "ended", "returned", "revoked"


def counted_until(events: pd.DataFrame, day: date) -> date:
    """The last day up to which counties are counted as active: the edition's, or the day the program was discontinued."""
    ended = events[events.turn == ENDED].date
    return min([day, *map(date.fromisoformat, ended)])


def findings(events: pd.DataFrame, day: str) -> tuple[Event, ...]:
    """The events up to `day` (ISO), by date."""
    rows = events[events.date <= day].sort_values(["date", "id"])
    return tuple(
        Event(row.id, row.date, row.jurisdiction, row.statement, row.label, row.source_id, row.turn)
        for row in each(rows)
    )


def agreements(table: pd.DataFrame, place: Place, day: str) -> tuple[Agreement, ...]:
    """287(g) agreements of agencies in the place's counties with evidence on both sides of `day` that they were in force."""
    counties = {county.fips: county.name for county in place.counties}
    rows = table[table.fips.isin(counties) & (table.seen_from <= day) & (table.seen_to >= day)]
    # Two pairs of rows are one facility under two names: of a pair only the first stands.
    rows = rows[[row.same_facility_as not in set(rows.id[rows.id < row.id]) for row in each(rows)]]
    return tuple(
        Agreement(row.id, row.agency, counties[row.fips], row.first_signed_on, row.model, row.source_id)
        for row in each(rows)
    )
