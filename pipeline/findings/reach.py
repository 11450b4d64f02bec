"""Where people live: the share of a state's and of the nation's residents and noncitizens in active counties.

Residents are the Census Bureau's estimates for July 1 of a year (vintage 2019), noncitizens the American Community
Survey's five-year estimates, named after their last year. Of both the year of the day is taken, or the nearest there
is: it is the same year for both, the last estimate that does not lie wholly after the day.
"""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from pipeline.findings.model import NATION, Caveat, Finding, Interval, Period
from pipeline.rows import each
from pipeline.sources.tables import Tables
from pipeline.statistics import margin_of_share, margin_of_sum, share

QUESTION = "rollout"
RESIDENTS, NONCITIZENS = "residents_in_active_counties_share", "noncitizens_in_active_counties_share"
CENSUS = "US Census Bureau, resident population on July 1, vintage 2019; sum over counties"
ACS = (
    "American Community Survey, five-year estimate; margins of sums and shares as in the Census Bureau's handbook for "
    "data users (2020), chapter 8: approximate, for covariance is not known"
)


def peopled(tables: Tables, day: date) -> pd.DataFrame:
    """The counties of the Census Bureau: `fips`, `state` (two digits), `active` on `day`, `residents` and
    `noncitizens` (missing where not known) with the margin `moe90`, of the year that `year_of` gives.
    """
    activated = dict(zip(tables.activations.fips, tables.activations.activated_on, strict=True))
    residents, noncitizens = (
        _of_year(tables.population, "residents", day),
        _of_year(tables.noncitizens, "noncitizens", day),
    )
    frame = residents.merge(noncitizens, on="fips", how="left", suffixes=("", "_acs"), validate="1:1")
    listed = listed_as(tables.county_codes)
    dates = frame.fips.map(lambda fips: activated[listed.get(fips, fips)])
    return frame.assign(state=frame.fips.str[:2], active=dates <= day.isoformat())


def listed_as(codes: pd.DataFrame) -> dict[str, str]:
    """The code under which the compiled list has a county that has another one today.

    Only where one old county holds all of its ground. The list's other old codes are Virginia's former cities, counted
    with the county that took them in.
    """
    return {row.code: row.listed_as for row in each(codes) if ";" not in row.listed_as}


def findings(people: pd.DataFrame, states: dict[str, str], activations: pd.DataFrame) -> Iterator[Finding]:
    """The shares of the given states (FIPS to name) and of the nation, from the frame that `peopled` gives."""
    sources = tuple(sorted(activations.source_id.unique()))
    for fips, name in states.items():
        yield from _shares(people[people.state == fips], fips, name, sources)
    yield from _shares(people, NATION, "United States", sources)
    yield _elsewhere(activations, people)


def _of_year(table: pd.DataFrame, column: str, day: date) -> pd.DataFrame:
    known = table[table[column].notna()]
    year = min(max(day.year, int(known.year.min())), int(known.year.max()))
    return table[table.year == year]


def _shares(people: pd.DataFrame, place: str, name: str, sources: tuple[str, ...]) -> Iterator[Finding]:
    yield _residents(people, place, name, sources)
    known = people[people.noncitizens.notna()]
    if known.noncitizens.sum():
        yield _noncitizens(known, len(people) - len(known), place, name, sources)


def _residents(people: pd.DataFrame, place: str, name: str, sources: tuple[str, ...]) -> Finding:
    part, whole = int(people.residents[people.active].sum()), int(people.residents.sum())
    year = int(people.year.iloc[0])
    return Finding(
        id=f"rollout.{RESIDENTS}.{place}",
        question=QUESTION,
        place=place,
        place_name=name,
        scope="nation" if place == NATION else "state",
        measure=RESIDENTS,
        unit="percent",
        population="residents",
        value=share(part, whole),
        numerator=part,
        denominator=whole,
        qualifier="derived",
        method=CENSUS,
        period=Period(f"{year}-07-01", f"{year}-07-01"),
        sources=(*sources, people.source_id.iloc[0]),
        rows=(f"activations:{place}", f"population:{place}:{year}"),
    )


def _noncitizens(people: pd.DataFrame, without: int, place: str, name: str, sources: tuple[str, ...]) -> Finding:
    part, part_margin = _summed(people[people.active])
    whole, whole_margin = _summed(people)
    value, margin = share(part, whole), margin_of_share(part, part_margin, whole, whole_margin)
    year = int(people.year_acs.iloc[0])
    return Finding(
        id=f"rollout.{NONCITIZENS}.{place}",
        question=QUESTION,
        place=place,
        place_name=name,
        scope="nation" if place == NATION else "state",
        measure=NONCITIZENS,
        unit="percent",
        population="noncitizens",
        value=value,
        numerator=part,
        denominator=whole,
        qualifier="derived",
        method=ACS,
        interval=Interval(max(0.0, value - margin), min(100.0, value + margin), "ACS 90 % margin", 90),
        period=Period(f"{year - 4}-01-01", f"{year}-12-31"),
        sources=(*sources, people.source_id_acs.iloc[0]),
        caveats=(Caveat("no estimate", str(without)),) if without else (),
        rows=(f"activations:{place}", f"noncitizens:{place}:{year}"),
    )


def _summed(people: pd.DataFrame) -> tuple[int, float]:
    estimates, margins = people.noncitizens.tolist(), people.moe90.fillna(0).tolist()
    return int(sum(estimates)), margin_of_sum(estimates, margins)


def _elsewhere(activations: pd.DataFrame, people: pd.DataFrame) -> Finding:
    """How many codes of the list the Census tables do not have: said, lest a county seem lost."""
    gone = activations[~activations.fips.isin(people.fips)]
    return Finding(
        id="rollout.codes_counted_elsewhere.US",
        question=QUESTION,
        place=NATION,
        place_name="United States",
        scope="nation",
        measure="codes_counted_elsewhere",
        unit="count",
        population="counties",
        value=len(gone),
        method="codes of the compiled list that the Census tables do not have",
        sources=tuple(sorted(activations.source_id.unique())),
        rows=tuple(f"activations:{row.fips}" for row in each(gone)),
    )
