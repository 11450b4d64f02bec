"""The present: agencies with 287(g) agreements in the place's counties, the city's police, noncitizens living there.

ICE's sheet names agencies and, for some, their county. An agency without one is placed by its name: a sheriff's office
by the county in it, a city's police by the FBI's list of police agencies. What neither places is counted, not guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from pipeline.findings import enforcement, positions
from pipeline.findings.model import (
    NATION,
    Agreement,
    CityFindings,
    Finding,
    Interval,
    Period,
    Scope,
    Topic,
    Unsaid,
)
from pipeline.places import County, Place, folded
from pipeline.rows import Row, each
from pipeline.sources.standing import citable
from pipeline.sources.tables import Tables

QUESTION = "present_day"
# ICE's own names of the models, and the measure that counts the agreements of each.
MODELS = {
    "Jail Enforcement Model": "agreements_jail",
    "Task Force Model": "agreements_task_force",
    "Warrant Service Officer": "agreements_warrant",
}
STATE_AGENCY = "state agency"
NO_COUNTY = "NOT SPECIFIED"
Where = tuple[str, str, Scope]
WHOLE = "agreements in ICE's sheet"
PLACELESS = "agreements of agencies, the state's own aside, that nothing places in a county"
PLACED = "agreements of agencies that the sheet, the name or the FBI's list of police agencies places in the county"
ACS = "American Community Survey, five-year estimate, 90 % margin of error as published"
OFFICERS = "FBI police employee data: sworn officers as the agency reported them"
# How the sheet spells counties that the list of counties has otherwise.
SPELLED = {
    ("AL", "Frankin County"): "Franklin County",
    ("AR", "Layafette County"): "Lafayette County",
    ("FL", "Flagere County"): "Flagler County",
    ("LA", "Saint Landry County"): "St. Landry Parish",
    ("MI", "Berrian County"): "Berrien County",
    ("PA", "Alleghany County"): "Allegheny County",
    ("SC", "McCorkmick County"): "McCormick County",
    ("TX", "Lampass County"): "Lampasas County",
    ("VA", "Hopewell County"): "Hopewell city",
}
_ENDINGS = (" county", " parish", " borough", " census area", " municipality")
_POLICE = re.compile(r" (police( services)? department|department of (public safety|police)|public safety)$", re.I)
_OF_A_COUNTY = re.compile(r"^(.+? county)\b", re.I)


def located(sheet: pd.DataFrame, activations: pd.DataFrame, police: pd.DataFrame) -> pd.DataFrame:
    """The sheet with `fips`: the agency's county or counties joined by ; and "" where nothing places it.

    State agencies are never placed: the sheet does not say where their officers act.
    """
    counties = {(row.state, _key(row.county)): row.fips for row in each(activations)}
    cities = _cities(police, counties)
    return sheet.assign(fips=[";".join(_place(row, counties, cities)) for row in each(sheet)])


@dataclass(frozen=True)
class Sheet:
    """ICE's sheet of one day: its rows with `fips` as `located` gives them, its source and its day (ISO)."""

    rows: pd.DataFrame
    source: str
    day: str

    def of(self, state: str) -> pd.DataFrame:
        """The rows of a state (postal code)."""
        return self.rows[self.rows.state == state]


def added(found: CityFindings, tables: Tables, as_of: date | None) -> CityFindings:
    """The same findings with those of the present, from the sheet if the edition may cite it."""
    place, rows = found.place, citable(tables.agreements_2025, tables.sources, as_of)
    new = [*police(place, tables.police_agencies)]
    new += [finding for county in place.counties for finding in noncitizens(county, tables.noncitizens)]
    new += enforcement.findings(place, tables, as_of)
    sheet = _sheet(rows, tables)
    state = sheet.of(place.state) if sheet else rows
    if sheet:
        new += findings(place, sheet, int((tables.activations.state == place.state).sum()))
    return replace(
        found,
        findings=(*found.findings, *new),
        unsaid=(*unsaid(place, sheet, new), *found.unsaid),
        present=agreements(place, state) if sheet else (),
        on_agreements=positions.on_agreements(citable(tables.positions, tables.sources, as_of), place),
        counties_with_agreement=counties_with(state) if sheet else (),
    )


def _sheet(rows: pd.DataFrame, tables: Tables) -> Sheet | None:
    if rows.empty:
        return None
    source = str(rows.source_id.iloc[0])
    day = str(tables.sources.set_index("source_id").published_on[source])
    return Sheet(located(rows, tables.activations, tables.police_agencies), source, day)


def findings(place: Place, sheet: Sheet, counties: int) -> Iterator[Finding]:
    """Agreements by county, state and nation and by model; `counties` is the number of counties of the state."""
    state = sheet.of(place.state)
    placeless = _placeless(state)
    for county in place.counties:
        yield from _counted(sheet, _in(state, county.fips), (county.fips, county.name, "county"), not placeless.empty)
    yield from _counted(sheet, state, (place.state_fips, place.state_name, "state"))
    yield from _counted(sheet, sheet.rows, (NATION, "United States", "nation"))
    where: Where = (place.state_fips, place.state_name, "state")
    yield _count(sheet, placeless, where, "agreements_not_placed", method=PLACELESS)
    yield _counties_with(sheet, state, place, counties)


def agreements(place: Place, state: pd.DataFrame) -> tuple[Agreement, ...]:
    """The agreements of agencies in the place's counties, county by county, then those of the state's own agencies."""
    found = [_agreement(row, county.name) for county in place.counties for row in each(_in(state, county.fips))]
    found += [_agreement(row, "") for row in each(state[state.agency_type == STATE_AGENCY])]
    return tuple({agreement.id: agreement for agreement in found}.values())


def counties_with(state: pd.DataFrame) -> tuple[str, ...]:
    """FIPS codes of the counties of the state in which an agency has an agreement."""
    return tuple(sorted({fips for joined in state.fips for fips in joined.split(";") if fips}))


def police(place: Place, agencies: pd.DataFrame) -> Iterator[Finding]:
    """The sworn officers of the place's own police, where the FBI's list has one agency of that name there.

    New York's agencies have no county in the list: one whose name no other in the state bears is taken.
    """
    rows = agencies[(agencies.kind == place.kind) & (agencies.state == place.state)]
    rows = rows[rows.agency.map(lambda agency: _is_of(agency, place.city)).astype(bool)]
    counties = {_key(county.name) for county in place.counties}
    there = rows[rows.counties.map(lambda joined: bool(counties & _keys(joined))).astype(bool)]
    unplaced = rows[rows.counties.isin(("", NO_COUNTY))]
    own = there if not there.empty else unplaced
    if len(own) == 1:
        row = next(each(own))
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


def noncitizens(county: County, table: pd.DataFrame) -> Iterator[Finding]:
    """Noncitizens living in a county by the latest five-year estimate there is, with its 90 % margin."""
    known = table[(table.fips == county.fips) & table.noncitizens.notna() & table.moe90.notna()]
    for row in each(known.sort_values("year").tail(1)):
        value, margin, year = int(row.noncitizens), int(row.moe90), int(row.year)
        yield Finding(
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
    for topic in missing:
        yield Unsaid(f"unsaid.{topic}", QUESTION, topic, "not published", names)
    yield Unsaid("unsaid.now_sheet", QUESTION, "now_sheet", "not published", names, (sheet.day,) if sheet else ())
    if sheet and not _placeless(sheet.of(place.state)).empty:
        ids = tuple(f.id for f in found if f.measure == "agreements_not_placed")
        yield Unsaid("unsaid.now_placed", QUESTION, "now_placed", "not printed", names, (), ids)
    yield Unsaid("unsaid.now_program", QUESTION, "now_program", "not published", names)
    yield Unsaid("unsaid.now_noncitizens", QUESTION, "now_noncitizens", "not published", names)


def _placeless(state: pd.DataFrame) -> pd.DataFrame:
    return state[(state.fips == "") & (state.agency_type != STATE_AGENCY)]


def _counted(sheet: Sheet, rows: pd.DataFrame, where: Where, open_end: bool = False) -> Iterator[Finding]:
    """All agreements of a place and those of each model; at least so many where agencies have no known place."""
    method = PLACED if where[2] == "county" else WHOLE
    yield _count(sheet, rows, where, "agreements", method, open_end)
    for model, measure in MODELS.items():
        yield _count(sheet, rows[rows.model == model], where, measure, method, open_end)


def _count(
    sheet: Sheet, rows: pd.DataFrame, where: Where, measure: str, method: str, open_end: bool = False
) -> Finding:
    place, name, scope = where
    return Finding(
        id=f"{QUESTION}.{measure}.{place}",
        question=QUESTION,
        place=place,
        place_name=name,
        scope=scope,
        measure=measure,
        unit="count",
        population="agreements",
        value=len(rows),
        qualifier="at least" if open_end else "exact",
        method=method,
        period=Period(sheet.day, sheet.day),
        sources=(sheet.source,),
        rows=tuple(sorted(rows.id)),
    )


def _counties_with(sheet: Sheet, state: pd.DataFrame, place: Place, counties: int) -> Finding:
    number = len(counties_with(state))
    closed = number == counties or _placeless(state).empty
    return Finding(
        id=f"{QUESTION}.counties_with_agreement.{place.state_fips}",
        question=QUESTION,
        place=place.state_fips,
        place_name=place.state_name,
        scope="state",
        measure="counties_with_agreement",
        unit="count",
        population="counties",
        value=number,
        numerator=number,
        denominator=counties,
        qualifier="exact" if closed else "at least",
        method=PLACED,
        period=Period(sheet.day, sheet.day),
        sources=(sheet.source,),
        rows=tuple(sorted(state[state.fips != ""].id)),
    )


def _agreement(row: Row, county: str) -> Agreement:
    return Agreement(row.id, row.agency, county, row.signed_on, row.model, row.source_id)


def _in(sheet: pd.DataFrame, fips: str) -> pd.DataFrame:
    return sheet[sheet.fips.map(lambda joined: fips in joined.split(";")).astype(bool)]


def _place(row: Row, counties: dict[tuple[str, str], str], cities: dict[tuple[str, str], set[str]]) -> list[str]:
    """The county the sheet gives, else the one in the agency's name, else those of the city whose police it is."""
    if row.agency_type == STATE_AGENCY:
        return []
    in_name = _OF_A_COUNTY.match(row.agency)
    given = [SPELLED.get((row.state, row.county), row.county), in_name[1] if in_name else ""]
    found = [counties[row.state, _key(name)] for name in given if (row.state, _key(name)) in counties]
    return found[:1] or sorted(cities.get((row.state, folded(_POLICE.sub("", row.agency))), ()))


def _cities(police: pd.DataFrame, counties: dict[tuple[str, str], str]) -> dict[tuple[str, str], set[str]]:
    """The counties of each city with a police, by state and name; none where two in a state bear the name."""
    rows: dict[tuple[str, str], list[set[str]]] = {}
    for row in each(police[police.kind == "city"]):
        rows.setdefault((row.state, folded(row.agency)), []).append(_keys(row.counties))
    alone = {key: lists[0] for key, lists in rows.items() if len(lists) == 1}
    return {
        (state, name): {counties[state, key] for key in keys}
        for (state, name), keys in alone.items()
        if all((state, key) in counties for key in keys)
    }


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
