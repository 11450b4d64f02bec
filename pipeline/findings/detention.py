"""People held for ICE: in each county's facilities by month, in each of these facilities, and in the nation by ICE's table.

Where people are held is not where they were arrested or live.
"""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from pipeline.findings.enforcement import QUESTION
from pipeline.findings.model import NATION, Finding, Period
from pipeline.places import County, Place
from pipeline.rows import each
from pipeline.sources.standing import citable
from pipeline.sources.tables import Tables

MONTHS = 13  # full months that are shown: the last, and the same month a year before
WHOLE_MONTH = 28
HELD = "mean of people held at midnight in the county's facilities"
IN_FACILITY = "mean of people held at midnight in the facility"
AT_ANY_TIME = "mean of people held in the facility at any time of the day"
OFFICIAL = "people currently detained by ICE's own table, arrested by ICE or by CBP"
CLASSES = ("total", "convicted", "pending_charges", "other_immigration_violator")


def findings(place: Place, tables: Tables, as_of: date | None) -> Iterator[Finding]:
    """The last full months of each county, the facilities of the last one, and ICE's latest count of the nation."""
    counties = last_months(citable(tables.detention_counties, tables.sources, as_of))
    months = last_month(citable(tables.detention_facility_months, tables.sources, as_of))
    for county in place.counties:
        yield from held(county, counties)
        yield from in_facilities(county, tables.detention_facilities, months)
    yield from official(citable(tables.detention_nation, tables.sources, as_of))


def last_months(counties: pd.DataFrame) -> pd.DataFrame:
    """The rows of the last full months that the release covers."""
    full = counties[counties.days >= WHOLE_MONTH]
    return full[full.month.isin(sorted(full.month.unique())[-MONTHS:])]


def last_month(facilities: pd.DataFrame) -> pd.DataFrame:
    """The rows of the last full month."""
    last = str(facilities[facilities.days >= WHOLE_MONTH].month.max())
    return facilities[facilities.month == last]


def held(county: County, months: pd.DataFrame) -> Iterator[Finding]:
    """People held in a county in an average night of each of the months that `last_months` gives."""
    for row in each(months[months.fips == county.fips].sort_values("month")):
        yield Finding(
            id=f"{QUESTION}.held.{county.fips}.{row.month}",
            question=QUESTION,
            place=county.fips,
            place_name=county.name,
            scope="county",
            measure="held_at_midnight",
            unit="count",
            population="people held",
            value=float(row.mean_midnight),
            qualifier="approximate",
            method=HELD,
            period=Period(row.month, row.month),
            sources=(row.source_id,),
            rows=(row.id,),
        )


def in_facilities(county: County, facilities: pd.DataFrame, month: pd.DataFrame) -> Iterator[Finding]:
    """The same of each facility of the county in the month of `last_month`: at midnight, and at any time of the day."""
    here = facilities[facilities.fips == county.fips]
    names = dict(zip(here.code, here.name, strict=True))
    there = month[month.code.isin(set(names))]
    for row in each(there.sort_values(["mean_midnight", "code"], ascending=[False, True])):
        for measure, method, value in (
            ("held_in_facility", IN_FACILITY, row.mean_midnight),
            ("held_in_facility_any_time", AT_ANY_TIME, row.mean_any_time),
        ):
            yield Finding(
                id=f"{QUESTION}.{measure}.{row.code}.{row.month}",
                question=QUESTION,
                place=county.fips,
                place_name=county.name,
                scope="county",
                measure=measure,
                unit="count",
                population="people held",
                value=float(value),
                qualifier="approximate",
                method=method,
                period=Period(row.month, row.month),
                sources=(row.source_id,),
                agency=names[row.code],
                rows=(f"detention_facility_months:{row.code}:{row.month}",),
            )


def official(table: pd.DataFrame) -> Iterator[Finding]:
    """How many people ICE says it detained on the last day of its tables, in all and by what its record said of them."""
    now = table[(table.measure == "currently_detained") & (table.agency == "all")]
    for row in each(now[now.data_as_of == now.data_as_of.max()]):
        yield Finding(
            id=f"{QUESTION}.detained_{row.criminality}.{NATION}",
            question=QUESTION,
            place=NATION,
            place_name="United States",
            scope="nation",
            measure=f"detained_{row.criminality}",
            unit="count",
            population="people held",
            value=int(row.value),
            method=OFFICIAL,
            period=Period(row.period_end, row.period_end),
            sources=(row.source_id,),
            rows=(row.id,),
        )
