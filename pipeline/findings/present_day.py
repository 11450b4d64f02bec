"""The present: agreements with ICE, the city's police, noncitizens, arrests and detention; and what is not known of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

import pandas as pd

from pipeline.findings import (
    beside,
    detention,
    detention_workbooks,
    enforcement,
    listed,
    listed_since,
    positions,
    rules,
)
from pipeline.findings.listed import QUESTION, Sheet
from pipeline.findings.model import CityFindings, Finding, Interval, Period, Topic, Unsaid
from pipeline.places import County, Place, folded
from pipeline.rows import Row, each
from pipeline.sources.standing import citable, last_evidence
from pipeline.sources.tables import Tables

NO_COUNTY = "NOT SPECIFIED"
ACS = "American Community Survey, five-year estimate, 90 % margin of error as published"
OFFICERS = "FBI police employee data: sworn officers as the agency reported them"
_ENDINGS = (" county", " parish", " borough", " census area", " municipality")


def added(found: CityFindings, tables: Tables, as_of: date | None, smallest: int = 0) -> CityFindings:
    """The same findings with those of the present, from ICE's latest sheet that the edition may cite.

    Of people held and of detainers, what is below the edition's `smallest` count is left out.
    """
    place = found.place
    officers = list(police(place, tables.police_agencies))
    new = [*officers, *(f for county in place.counties for f in noncitizens(county, tables.noncitizens))]
    for room in (enforcement, detention, detention_workbooks, beside):
        new += room.findings(place, tables, as_of)
    sheet = listed.latest(citable(tables.agreements_287g_sheets, tables.sources, as_of))
    if sheet:
        counties = int((tables.activations.state == place.state).sum())
        new += listed.findings(place, sheet, counties, officers[0].place_name if officers else "")
        new += listed_since.findings(place, tables, as_of)
    return replace(
        found,
        findings=(*found.findings, *(finding for finding in new if not small(finding, smallest))),
        unsaid=(*unsaid(place, sheet, new), *found.unsaid),
        present=listed.agreements(place, sheet) if sheet else (),
        gone=listed_since.agreements(place, tables, as_of) if sheet else (),
        rules=rules.findings(
            citable(tables.rules, tables.sources, as_of), place, as_of or last_evidence(tables.sources)
        ),
        on_agreements=positions.on_agreements(citable(tables.positions, tables.sources, as_of), place),
        counties_with_agreement=listed.counties_with(sheet.of(place.state)) if sheet else (),
    )


def small(finding: Finding, smallest: int) -> bool:
    """Whether a count of people held or of detainers is one that the edition leaves out."""
    return finding.population in ("people held", "detainers") and float(finding.value) < smallest


def police(place: Place, agencies: pd.DataFrame) -> Iterator[Finding]:
    """The sworn officers of the place's own police, where the FBI's list has one agency of that name there.

    New York's agencies have no county in the list: one whose name no other in the state bears is taken.
    """
    yield from police_among(place, each(agencies[(agencies.kind == place.kind) & (agencies.state == place.state)]))


def police_among(place: Place, agencies: Iterable[Row]) -> Iterator[Finding]:
    """The same from the agencies of the place's kind in its state."""
    rows = [row for row in agencies if _is_of(row.agency, place.city)]
    counties = {_key(county.name) for county in place.counties}
    there = [row for row in rows if counties & _keys(row.counties)]
    own = there or [row for row in rows if row.counties in ("", NO_COUNTY)]
    if len(own) == 1:
        row = own[0]
        yield Finding(
            id=f"{QUESTION}.officers.{place.slug}",
            question=QUESTION,
            place=place.slug,
            place_name=row.agency,
            scope="city",
            measure="officers",
            unit="count",
            population="officers",
            value=int(row.officers),
            method=OFFICERS,
            period=Period(str(row.year), str(row.year)),
            sources=(row.source_id,),
            rows=(f"police_agencies:{row.id}",),
        )


def latest_estimates(table: pd.DataFrame) -> pd.DataFrame:
    """Each county's last row that has an estimate with its margin."""
    known = table[table.noncitizens.notna() & table.moe90.notna()]
    return known.sort_values("year").groupby("fips").tail(1)


def noncitizens(county: County, table: pd.DataFrame) -> Iterator[Finding]:
    """Noncitizens living in a county by the latest five-year estimate there is, with its 90 % margin."""
    for row in each(latest_estimates(table[table.fips == county.fips])):
        yield estimated(county, row)


def estimated(county: County, row: Row) -> Finding:
    """The finding of a row of the table of noncitizens."""
    value, margin, year = int(row.noncitizens), int(row.moe90), int(row.year)
    return Finding(
        id=f"{QUESTION}.noncitizens.{county.fips}",
        question=QUESTION,
        place=county.fips,
        place_name=county.name,
        scope="county",
        measure="noncitizens",
        unit="count",
        population="noncitizens",
        value=value,
        qualifier="approximate",
        interval=Interval(max(0, value - margin), value + margin, "ACS 90 % margin", 90),
        method=ACS,
        period=Period(f"{year - 4}-01-01", f"{year}-12-31"),
        sources=(row.source_id,),
        rows=(f"noncitizens:{county.fips}:{year}",),
    )


def unsaid(place: Place, sheet: Sheet | None, found: list[Finding]) -> Iterator[Unsaid]:
    """What no table says of the present: whom ICE arrests and removes here, and what has changed since the sheet."""
    names = tuple(county.name for county in place.counties)
    missing: tuple[Topic, ...] = ("now_arrests", "now_removals")
    if _is_whole_state(place, found):  # ICE's records name the state of an arrest: here that is the place
        missing = ("now_removals",)
    for topic in missing:
        yield Unsaid(f"unsaid.{topic}", QUESTION, topic, "not published", names)
    yield Unsaid("unsaid.now_sheet", QUESTION, "now_sheet", "not published", names, (sheet.day,) if sheet else ())
    if sheet and not sheet.placeless(place.state).empty:
        ids = tuple(f.id for f in found if f.measure == "agreements_not_placed")
        yield Unsaid("unsaid.now_placed", QUESTION, "now_placed", "not printed", names, (), ids)
    yield Unsaid("unsaid.now_program", QUESTION, "now_program", "not published", names)
    yield Unsaid("unsaid.now_noncitizens", QUESTION, "now_noncitizens", "not published", names)


def _is_whole_state(place: Place, found: list[Finding]) -> bool:
    """Whether the place's counties are all that its state has, as Washington, DC's one is."""
    of_state = (f for f in found if f.measure == "counties_with_agreement" and f.place == place.state_fips)
    return any(f.denominator == len(place.counties) for f in of_state)


def _is_of(agency: str, city: str) -> bool:
    """Whether an agency's name is a city's or a county's; Charlotte's is Charlotte-Mecklenburg."""
    return folded(city) in {folded(agency), folded(agency.partition("-")[0])} or _key(city) == _key(agency)


def _keys(joined: str) -> set[str]:
    return {_key(name) for name in joined.split(";") if name}


def _key(county: str) -> str:
    """One key for "De Soto County" and "DESOTO"; "St. Louis city" stays apart from the county."""
    plain = folded(county)
    ending = next((ending for ending in _ENDINGS if plain.endswith(ending)), "")
    return re.sub(r"\s", "", re.sub(r"^saint ", "st ", plain.removesuffix(ending)))
