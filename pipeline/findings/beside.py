"""What stands beside the present: residents, detainers where somebody counted them, the Justice Department's list."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pandas as pd

from pipeline.findings.model import Finding, Period, Scope
from pipeline.places import County, Place
from pipeline.rows import Row, each
from pipeline.sources.standing import citable
from pipeline.sources.tables import Tables

QUESTION = "beside"
LAST = 2025  # the year of the residents
RESIDENTS = "US Census Bureau population estimate of the county, vintage 2025"
DETAINERS = "detainers that ICE sent to jails there in the period, as counted by the source"
NAMED = "named in the Justice Department's list"


Where = tuple[str, str, Scope]


def findings(place: Place, tables: Tables, as_of: date | None) -> Iterator[Finding]:
    """Residents of each county, detainers of the counties and the state by period, and who is named in the list."""
    yield from residents(place, tables.population_counties)
    yield from detainers(place, citable(tables.detainers, tables.sources, as_of))
    yield from named(place, citable(tables.doj_list, tables.sources, as_of))


def residents(place: Place, people: pd.DataFrame) -> Iterator[Finding]:
    """Residents of each county in the last year; none of Connecticut's counties, which the Census no longer counts."""
    for county in place.counties:
        for row in each(people[(people.fips == county.fips) & (people.year == LAST)]):
            yield counted(county, row)


def counted(county: County, row: Row) -> Finding:
    """The finding of a row of the table of residents."""
    finding = _finding((county.fips, county.name, "county"), "residents", row, str(row.year), str(row.year))
    rows = (f"population_counties:{row.fips}:{row.year}",)
    return replace(finding, value=int(row.residents), method=RESIDENTS, population="residents", rows=rows)


def detainers(place: Place, sent: pd.DataFrame) -> Iterator[Finding]:
    """Detainers of the counties and of the state, period by period."""
    places: list[Where] = [(county.fips, county.name, "county") for county in place.counties]
    for where in [*places, (place.state_fips, place.state_name, "state")]:
        for row in each(sent[sent.fips == where[0]].sort_values("period_start")):
            finding = _finding(where, "detainers", row, row.period_start, row.period_end)
            found = replace(finding, value=int(row.detainers), method=DETAINERS, population="detainers", note=row.note)
            yield replace(found, doubtful=row.use == "caution", rows=(row.id,))


def named(place: Place, listed: pd.DataFrame) -> Iterator[Finding]:
    """The place itself, its counties and its state, where the list names them; from no other's absence anything follows."""
    counties = {county.fips: county.name for county in place.counties}
    for row in each(listed):
        here = {"state": row.fips == place.state_fips, "county": row.fips in counties, "city": row.slug == place.slug}
        if here[row.kind]:
            code = row.slug if row.kind == "city" else row.fips
            finding = _finding((code, row.name, row.kind), "doj_named", row, row.listed_on, row.listed_on)
            yield replace(finding, value=row.listed_on, unit="date", method=NAMED, population="places", rows=(row.id,))


def _finding(where: Where, measure: str, row: Row, start: str, end: str) -> Finding:
    place, name, scope = where
    return Finding(
        id=f"{QUESTION}.{measure}.{place}.{start}",
        question=QUESTION,
        place=place,
        place_name=name,
        scope=scope,
        measure=measure,
        unit="count",
        population="",
        value=0,
        period=Period(start, end),
        sources=(row.source_id,),
    )
