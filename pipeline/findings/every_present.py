"""The present of every county, state and the nation at once: agreements, police, noncitizens, arrests, detention.

Each finding is the one that a briefing of its county shows, made by the same functions from tables that are split by
state and county once.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import pandas as pd

from pipeline.editions import Edition
from pipeline.findings import (
    beside,
    detention,
    detention_workbooks,
    enforcement,
    listed,
    listed_since,
    present_day,
    records,
)
from pipeline.findings.model import Finding
from pipeline.places import Place
from pipeline.rows import each
from pipeline.sources.standing import citable
from pipeline.sources.tables import Tables


def findings(counties: Iterable[Place], edition: Edition, tables: Tables) -> Iterator[Finding]:
    """The findings of the given counties (each a place of one county), of all states and of the nation, each once.

    What an edition leaves out of a briefing is left out here.
    """
    together = list(counties)
    rooms = (
        _living(together, tables),
        _held(together, edition, tables),
        _listed(together, edition, tables),
        _arrests(edition, tables),
        records.everywhere(together, tables, edition),
    )
    found: dict[str, Finding] = {}
    for finding in chain.from_iterable(rooms):
        found.setdefault(finding.id, finding)  # of the nation each state's round tells the same
    smallest = edition.disclosure.smallest_count
    yield from (finding for finding in found.values() if not present_day.small(finding, smallest))


def _living(counties: list[Place], tables: Tables) -> Iterator[Finding]:
    """Noncitizens and residents of each county."""
    known = {place.counties[0].fips: place.counties[0] for place in counties}
    people = tables.population_counties
    for table, made in (
        (present_day.latest_estimates(tables.noncitizens), present_day.estimated),
        (people[people.year == beside.LAST], beside.counted),
    ):
        yield from (made(known[row.fips], row) for row in each(table) if row.fips in known)


def _held(counties: list[Place], edition: Edition, tables: Tables) -> Iterator[Finding]:
    """People held in each county's facilities, detainers, and who is on the Justice Department's list."""
    as_of, sources = edition.as_of, tables.sources
    months = detention.last_months(citable(tables.detention_counties, sources, as_of))
    month = detention.last_month(citable(tables.detention_facility_months, sources, as_of))
    sent = citable(tables.detainers, sources, as_of)
    named = citable(tables.doj_list, sources, as_of)
    by_month, facilities = _split(months), _split(tables.detention_facilities)
    for place in counties:
        county = place.counties[0]
        if county.fips in by_month:
            yield from detention.held(county, by_month[county.fips])
        if county.fips in facilities:
            yield from detention.in_facilities(county, facilities[county.fips], month)
        if {county.fips, place.state_fips} & {*sent.fips}:
            yield from beside.detainers(place, sent)
        if {county.fips, place.state_fips} & {*named.fips}:
            yield from beside.named(place, named)
    yield from detention.official(citable(tables.detention_nation, sources, as_of))
    if not tables.detention_workbooks.empty:
        yield from chain.from_iterable(detention_workbooks.findings(place, tables, as_of) for place in counties)


def _listed(counties: list[Place], edition: Edition, tables: Tables) -> Iterator[Finding]:
    """Who is on ICE's list, and who was; and the sworn officers of each county's own police."""
    sheet = listed.latest(citable(tables.agreements_287g_sheets, tables.sources, edition.as_of))
    number = tables.activations.state.value_counts()
    agencies, names = list(each(tables.police_agencies)), _states(tables)
    days = citable(tables.agreements_287g_days, tables.sources, edition.as_of)
    gone = listed_since.gone(tables, edition.as_of)
    for state, several in _by_state(counties).items():
        rows = list(each(sheet.of(state))) if sheet else []
        there = [row for row in agencies if row.state == state]
        open_end = sheet is not None and not sheet.placeless(state).empty
        for place in several:
            officers = list(present_day.police_among(place, (row for row in there if row.kind == place.kind)))
            yield from officers
            if sheet:
                yield from listed.here(place, sheet, rows, open_end, officers[0].place_name if officers else "")
        fips = several[0].state_fips
        whole: listed.Where = (fips, names[fips], "state")
        if sheet:
            yield from listed.around(whole, state, sheet, int(number[state]))
            inside = [county for place in several for county in place.counties]
            yield from listed_since.within(whole, state, inside, days, gone)


def _arrests(edition: Edition, tables: Tables) -> Iterator[Finding]:
    """Arrests of every state and of the nation."""
    states: list[enforcement.Where] = [(fips, name, "state") for fips, name in _states(tables).items()]
    yield from enforcement.within([*states, enforcement.WHOLE], tables, edition.as_of)
    yield from enforcement.by_month(citable(tables.arrests_months, tables.sources, edition.as_of))


def _by_state(counties: list[Place]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in counties:
        found.setdefault(place.state, []).append(place)
    return found


def _split(table: pd.DataFrame) -> Mapping[str, pd.DataFrame]:
    return {str(fips): rows for fips, rows in table.groupby("fips")}


def _states(tables: Tables) -> dict[str, str]:
    return dict(zip(tables.states.fips, tables.states.name, strict=True))
