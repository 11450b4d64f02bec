"""People held for ICE: by county, by facility and month from ICE's records, and for the nation from ICE's own tables."""

from pathlib import Path

import pandas as pd

from pipeline.sources import contract as c
from pipeline.sources.registry import read_sourced

_MEAN = c.matching(r"\d{1,6}(\.\d)?", "a mean with one decimal")
_MONTH = {"month": c.matching(c.MONTH, "a month (YYYY-MM)"), "days": c.matching(r"[12]?\d|3[01]", "days of a month")}
_MEANS = {"mean_midnight": _MEAN, "mean_any_time": _MEAN, "mean_convicted": _MEAN}
_NUMBERS = {"days": "int64", **dict.fromkeys(_MEANS, "float64")}
TENTH = 0.11  # three means, each rounded by itself


def _convicted_within(frame: pd.DataFrame) -> pd.Series:
    """Of those held at any time of the day no more are convicted than all, and no fewer are held than at midnight."""
    means = frame[list(_MEANS)].apply(pd.to_numeric, errors="coerce")
    holds: pd.Series = means[["mean_midnight", "mean_convicted"]].max(axis=1) <= means.mean_any_time + TENTH
    return holds


_PARTS = c.rule(_convicted_within, "mean_any_time: no less than those at midnight, or those convicted")


def _forwards(frame: pd.DataFrame) -> pd.Series:
    return frame["first_day"] <= frame["last_day"]


def _period_forwards(frame: pd.DataFrame) -> pd.Series:
    return frame["period_start"] <= frame["period_end"]


COUNTIES = c.Contract(
    file="detention_counties.csv",
    columns={
        "id": c.matching(r"H\d{5}", "an id such as H00001"),
        "fips": c.matching(c.COUNTY, "five digits"),
        "state": c.matching(c.POSTAL, "two capitals"),
        "county": c.text(blank=True),
        **_MONTH,
        "facilities": c.whole_number(),
        **_MEANS,
        "source_id": c.text(),
    },
    key=("fips", "month"),
    numbers={**_NUMBERS, "facilities": "int64"},
    rows=(_PARTS,),
)

FACILITIES = c.Contract(
    file="detention_facilities.csv",
    columns={
        "code": c.matching(r"[A-Z0-9]{3,8}", "ICE's code of a facility"),
        "name": c.text(),
        "city": c.text(blank=True),
        "state": c.matching(c.POSTAL, "two capitals", blank=True),
        "fips": c.matching(c.COUNTY, "five digits", blank=True),
        "placed": c.text(blank=True),
        "contract": c.text(blank=True),
        "kind": c.text(blank=True),
        "first_day": c.date(),
        "last_day": c.date(),
        "address_source_id": c.text(blank=True),
        "source_id": c.text(),
    },
    key=("code",),
    rows=(c.rule(_forwards, "last_day: a day not before first_day"),),
)

FACILITY_MONTHS = c.Contract(
    file="detention_facility_months.csv",
    columns={
        "code": c.matching(r"[A-Z0-9]{3,8}", "ICE's code of a facility"),
        **_MONTH,
        **_MEANS,
        "source_id": c.text(),
    },
    key=("code", "month"),
    numbers=_NUMBERS,
    rows=(_PARTS,),
)

NATION = c.Contract(
    file="detention_nation.csv",
    columns={
        "id": c.matching(r"N\d{4}", "an id such as N0001"),
        "fiscal_year": c.matching(r"FY20\d\d", "a fiscal year"),
        "measure": c.one_of(
            "currently_detained",
            "book_ins",
            "book_ins_fiscal_year_to_date",
            "average_daily_population",
            "average_daily_population_fiscal_year_to_date",
        ),
        "agency": c.one_of("ICE", "CBP", "all"),
        "criminality": c.one_of(
            "total",
            "convicted",
            "pending_charges",
            "other_immigration_violator",
            "non_criminal_pending_charges_included",
        ),
        "period_start": c.date(),
        "period_end": c.date(),
        "value": c.matching(r"\d{1,7}(\.\d+)?", "a number, 0 or more"),
        "data_as_of": c.date(),
        "source_id": c.text(),
    },
    key=("id",),
    numbers={"value": "float64"},
    rows=(c.rule(_period_forwards, "period_end: a day not before period_start"),),
)


def load_counties(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Mean people held by county of the facility and month, where anyone was held. Raises BrokenTable."""
    return read_sourced(data, COUNTIES, sources)


def load_facilities(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """ICE's facilities with the county where each is, as far as it is known. Raises BrokenTable."""
    return read_sourced(data, FACILITIES, sources)


def load_facility_months(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Mean people held by facility and month. Raises BrokenTable."""
    return read_sourced(data, FACILITY_MONTHS, sources)


def load_nation(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """ICE's own detention tables of the nation, fiscal years 2019 to 2026. Raises BrokenTable."""
    return read_sourced(data, NATION, sources)
