"""data/place_exceptions.csv: what decides where the sources of the registry of places err or differ."""

from pathlib import Path

import pandas as pd

from pipeline.sources import contract as c
from pipeline.sources.registry import read_sourced


def _value_fits(frame: pd.DataFrame) -> pd.Series:
    codes = frame["value"].str.fullmatch(rf"{c.COUNTY}(?:;{c.COUNTY})*")
    return codes.where(frame["decision"] == "counties", (frame["value"] == "") == (frame["decision"] == "drop"))


EXCEPTIONS = c.Contract(
    file="place_exceptions.csv",
    columns={
        "table": c.one_of("geonames", "police"),
        "state": c.matching(c.POSTAL, "two capitals"),
        "name": c.text(),
        "county": c.text(blank=True),
        "decision": c.one_of("drop", "name", "counties"),
        "value": c.text(blank=True),
        "reason": c.text(),
        "source_id": c.text(),
    },
    key=("table", "state", "name", "county", "decision"),
    rows=(c.rule(_value_fits, "value: a name, counties' codes joined by ;, or nothing where the row is dropped"),),
)


def load(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Exceptions: a row of a source (`county` as it stands there, blank for any) and what becomes of it."""
    return read_sourced(data, EXCEPTIONS, sources)
