"""What local officers did under 287(g), a separate program: context to the question what enforcement asks of a county.

ICE counted the people that each agency's officers identified and that were then removed. A year left blank in ICE's
statistics is not a zero: the years that are counted are named.
"""

from collections.abc import Iterator

import pandas as pd

from pipeline.findings.model import Caveat, Finding, Period
from pipeline.places import County, Place
from pipeline.rows import each

QUESTION = "workload"
MEASURES = {"identified": "identified_287g", "removed": "removed_287g"}
METHOD = "sum of the fiscal years that ICE's statistics give"


def findings(removals: pd.DataFrame, place: Place) -> list[Finding]:
    """For each agency of the place's counties the people it identified and those removed, where a year is counted."""
    return [finding for county in place.counties for finding in _county(removals, county)]


def _county(removals: pd.DataFrame, county: County) -> Iterator[Finding]:
    rows = removals[removals.fips == county.fips]
    for agency, years in rows.groupby("agency", sort=True):
        for column, measure in MEASURES.items():
            counted = years[years[column].notna()].sort_values("fiscal_year")
            if len(counted):
                yield _sum(counted, column, measure, str(agency), county)


def _sum(years: pd.DataFrame, column: str, measure: str, agency: str, county: County) -> Finding:
    first, last = int(years.fiscal_year.min()), int(years.fiscal_year.max())
    rows = tuple(row.id for row in each(years))
    return Finding(
        id=f"{QUESTION}.{measure}.{county.fips}.{rows[0]}",
        question=QUESTION,
        place=county.fips,
        place_name=county.name,
        scope="county",
        measure=measure,
        unit="count",
        population="287(g)",
        value=int(years[column].sum()),
        method=METHOD,
        period=Period(f"{first - 1}-10-01", f"{last}-09-30"),
        sources=tuple(dict.fromkeys(years.source_id)),
        caveats=(Caveat("fiscal years", ";".join(str(year) for year in years.fiscal_year)),),
        agency=agency,
        rows=rows,
    )
