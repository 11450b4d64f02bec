"""data/population.csv and data/noncitizens.csv: residents and noncitizens of counties by year."""

from pathlib import Path

import pandas as pd

from pipeline.sources import contract as c
from pipeline.sources.registry import read_sourced

_COUNTY_AND_YEAR = {"fips": c.matching(c.COUNTY, "five digits"), "year": c.matching(r"20\d\d", "a year")}

RESIDENTS = c.Contract(
    file="population.csv",
    columns={**_COUNTY_AND_YEAR, "residents": c.whole_number(), "source_id": c.text()},
    key=("fips", "year"),
    numbers={"year": "int64", "residents": "Int64"},
)

NONCITIZENS = c.Contract(
    file="noncitizens.csv",
    columns={
        **_COUNTY_AND_YEAR,
        "noncitizens": c.whole_number(blank=True),
        "moe90": c.whole_number(blank=True),
        "source_id": c.text(),
    },
    key=("fips", "year"),
    numbers={"year": "int64", "noncitizens": "Int64", "moe90": "Int64"},
)

RECENT = c.Contract(
    file="population_counties.csv",
    columns={
        **_COUNTY_AND_YEAR,
        "residents": c.whole_number(),
        "census_codes": c.ids(c.COUNTY, "five digits"),
        "match": c.text(),
        "source_id": c.text(),
    },
    key=("fips", "year"),
    numbers={"year": "int64", "residents": "int64"},
)

STATES = c.Contract(
    file="population_states.csv",
    columns={
        "fips": c.matching(c.STATE, "two digits"),
        "year": c.matching(r"20\d\d", "a year"),
        "residents": c.whole_number(),
        "source_id": c.text(),
    },
    key=("fips", "year"),
    numbers={"year": "int64", "residents": "int64"},
)


def load(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Residents (Census estimates, vintage 2019) by county and year 2010-2019. Raises BrokenTable."""
    return read_sourced(data, RESIDENTS, sources)


def load_noncitizens(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Noncitizens (ACS 5-year, 90 % margin) by county and year; missing where not known. Raises BrokenTable."""
    return read_sourced(data, NONCITIZENS, sources)


def load_recent(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Residents (Census estimates, vintage 2025) by county and year 2020-2025; Connecticut's counties have none, its
    planning regions stand under their own codes. Raises BrokenTable.
    """
    return read_sourced(data, RECENT, sources)


def load_states(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Residents (Census estimates, vintage 2025) by state and year 2020-2025. Raises BrokenTable."""
    return read_sourced(data, STATES, sources)
