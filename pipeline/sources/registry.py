"""data/sources.csv: the documents and data sets every row came from, and data/states.csv: the states' names."""

from pathlib import Path

import pandas as pd

from pipeline.sources import contract as c

ADDRESS = r"https?://[^\s\"<>\\^`{|}]+"
LENGTHS = {"day": 10, "month": 7, "year": 4, "unknown": 0}


def _dated_as_precise(frame: pd.DataFrame) -> pd.Series:
    return frame["published_on"].str.len() == frame["published_precision"].map(LENGTHS)


SOURCES = c.Contract(
    file="sources.csv",
    columns={
        "source_id": c.matching(r"[a-z0-9][a-z0-9-]*", "an id of small letters, digits and hyphens"),
        "publisher": c.text(),
        "title": c.text(blank=True),
        "published_on": c.date(blank=True, partial=True),
        "published_precision": c.one_of(*LENGTHS),
        "date_basis": c.one_of("printed or inferred", "date of the event", "name of the file"),
        "address": c.matching(ADDRESS, "an address (http or https)", blank=True),
        "standing": c.one_of("evidence", "reference"),
        "read_as": c.one_of("excerpt", "data set"),
    },
    key=("source_id",),
    rows=(c.rule(_dated_as_precise, "published_on: a date as precise as published_precision says"),),
)

STATES = c.Contract(
    file="states.csv",
    columns={
        "fips": c.matching(c.STATE, "two digits"),
        "postal": c.matching(c.POSTAL, "two capitals"),
        "name": c.text(),
        "abbreviation": c.text(),
        "source_id": c.text(),
    },
    key=("fips",),
)


def load(data: Path) -> pd.DataFrame:
    """Every source, one row each. Raises BrokenTable."""
    return c.read(data, SOURCES)


def load_states(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """The 50 states and the District of Columbia. Raises BrokenTable."""
    return read_sourced(data, STATES, sources)


def read_sourced(data: Path, contract: c.Contract, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """A table whose rows name their sources, read against the registry (loaded unless given). Raises BrokenTable."""
    registry = load(data) if sources is None else sources
    return c.read(data, contract, frozenset(registry["source_id"]))
