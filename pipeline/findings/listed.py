"""Who is on ICE's list of agencies with 287(g) agreements: the place's own agency, its counties, state and nation.

The county of an agency is in the table of sheets, with how it was found; where nothing places an agency it is counted as
such, not guessed. State agencies are in no county: the sheet does not say where their officers act.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline.findings.model import NATION, Agreement, Finding, Period, Scope
from pipeline.findings.own_agency import is_own
from pipeline.places import Place
from pipeline.rows import Row, each

QUESTION = "present_day"
# ICE's own names of the models, and the measure that counts the agreements of each.
MODELS = {
    "Jail Enforcement Model": "agreements_jail",
    "Task Force Model": "agreements_task_force",
    "Warrant Service Officer": "agreements_warrant",
}
# What an agency is by its name, where a page tells it of a county.
KINDS = {"sheriff": "agreements_sheriff", "campus": "agreements_campus", "transit or airport": "agreements_transit"}
STATE_AGENCY = "state"
Where = tuple[str, str, Scope]
WHOLE = "agreements in ICE's sheet"
OWN = "agreements in ICE's sheet of agencies in the place's counties that bear the place's own name"
PLACELESS = "agreements of agencies, the state's own aside, that nothing places in a county"
PLACED = "agreements of agencies that the sheet or the agency's name places in the county"


@dataclass(frozen=True)
class Sheet:
    """ICE's sheet of one day: its rows, its source and its day (ISO)."""

    rows: pd.DataFrame
    source: str
    day: str

    def of(self, state: str) -> pd.DataFrame:
        """The rows of a state (postal code)."""
        return self.rows[self.rows.state == state]

    def placeless(self, state: str) -> pd.DataFrame:
        """The rows of agencies of a state, its own aside, that are in no known county."""
        rows = self.of(state)
        return rows[(rows.fips == "") & (rows.kind != STATE_AGENCY)]


def latest(sheets: pd.DataFrame) -> Sheet | None:
    """The last of the sheets; None where there is none."""
    if sheets.empty:
        return None
    rows = sheets[sheets.sheet == sheets.sheet.max()]
    return Sheet(rows, str(rows.source_id.iloc[0]), str(rows.sheet.iloc[0]))


def findings(place: Place, sheet: Sheet, counties: int, reported: str) -> Iterator[Finding]:
    """The place's own agency, then agreements by county, state and nation and by model.

    `counties` is the number of counties of the state, `reported` what the FBI's list calls the city's police.
    """
    yield from here(place, sheet, list(each(sheet.of(place.state))), not sheet.placeless(place.state).empty, reported)
    yield from around((place.state_fips, place.state_name, "state"), place.state, sheet, counties)


def here(place: Place, sheet: Sheet, state: Sequence[Row], open_end: bool, reported: str) -> Iterator[Finding]:
    """The place's own agency and its counties' agreements, from the rows of its `state`.

    `open_end`: some of the state's agencies are in no known county.
    """
    yield _own(place, sheet, state, reported)
    for county in place.counties:
        there = _in(state, county.fips)
        where: Where = (county.fips, county.name, "county")
        yield from _counted(sheet, there, where, open_end)
        for kind, measure in KINDS.items():
            yield _count(sheet, [row for row in there if row.kind == kind], where, measure, PLACED, open_end)


def around(whole: Where, postal: str, sheet: Sheet, counties: int) -> Iterator[Finding]:
    """Agreements of a state and of the nation, and what of the state's is placed in how many of its counties."""
    state, placeless = sheet.of(postal), sheet.placeless(postal)
    yield from _counted(sheet, list(each(state)), whole)
    yield from _counted(sheet, list(each(sheet.rows)), (NATION, "United States", "nation"))
    yield _count(sheet, list(each(placeless)), whole, "agreements_not_placed", PLACELESS)
    yield _counties_with(sheet, state, whole, (counties, placeless.empty))


def agreements(place: Place, sheet: Sheet) -> tuple[Agreement, ...]:
    """The agreements of agencies in the place's counties, county by county, then those of the state's own agencies."""
    state = list(each(sheet.of(place.state)))
    found = [_agreement(row, county.name) for county in place.counties for row in _in(state, county.fips)]
    found += [_agreement(row, "") for row in state if row.kind == STATE_AGENCY]
    return tuple({agreement.id: agreement for agreement in found}.values())


def counties_with(state: pd.DataFrame) -> tuple[str, ...]:
    """FIPS codes of the counties of the state in which an agency has an agreement."""
    return tuple(sorted({fips for joined in state.fips for fips in joined.split(";") if fips}))


def _own(place: Place, sheet: Sheet, state: Sequence[Row], reported: str) -> Finding:
    """The agreements of the place's own agency: 0 where it is not on the list."""
    there = [row for row in state if any(c.fips in row.fips.split(";") for c in place.counties)]
    own = [row for row in there if is_own(row.agency, row.kind, place, reported)]
    where: Where = (place.slug, place.city, place.kind)
    return _count(sheet, own, where, "own_agency", OWN)


def _counted(sheet: Sheet, rows: Sequence[Row], where: Where, open_end: bool = False) -> Iterator[Finding]:
    """All agreements of a place and those of each model; at least so many where agencies have no known place."""
    method = PLACED if where[2] == "county" else WHOLE
    yield _count(sheet, rows, where, "agreements", method, open_end)
    for model, measure in MODELS.items():
        yield _count(sheet, [row for row in rows if row.model == model], where, measure, method, open_end)


def _count(
    sheet: Sheet, rows: Sequence[Row], where: Where, measure: str, method: str, open_end: bool = False
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
        rows=tuple(sorted(row.id for row in rows)),
    )


def _counties_with(sheet: Sheet, state: pd.DataFrame, whole: Where, of: tuple[int, bool]) -> Finding:
    """In how many of the state's counties (their number, and whether every agency is placed) there is an agreement."""
    number, (counties, all_placed) = len(counties_with(state)), of
    closed = number == counties or all_placed
    return Finding(
        id=f"{QUESTION}.counties_with_agreement.{whole[0]}",
        question=QUESTION,
        place=whole[0],
        place_name=whole[1],
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
    return Agreement(row.id, row.agency, county, row.signed_on, row.model, row.source_id, row.kind)


def _in(rows: Iterable[Row], fips: str) -> list[Row]:
    return [row for row in rows if fips in row.fips.split(";")]
