"""data/facilities.csv: the county in which each place of ICE's detention lies, by ICE's code; a user adds to it in data/own/."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from pipeline.sources import contract as c
from pipeline.sources.registry import read_sourced

CODE = c.matching(r"[A-Z0-9]{2,12}", "ICE's code of a facility in capitals and digits")

FACILITIES = c.Contract(
    file="facilities.csv",
    columns={
        "code": CODE,
        "name": c.text(),
        "city": c.text(blank=True),
        "state": c.matching(c.POSTAL, "two capitals"),
        "fips": c.matching(c.COUNTY, "five digits"),
        "placed_by": c.one_of("list and ZIP code agree", "one reading", "list of 2026"),
        "source_id": c.text(),
    },
    key=("code",),
)
# The user's own: the same, without what tells whence it is; a row of a code that is in both counts.
OWN = replace(
    FACILITIES, columns={name: FACILITIES.columns[name] for name in ("code", "name", "city", "state", "fips")}
)


def load(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Facilities by code, each with its county; the user's rows of data/own/facilities.csv first. Raises BrokenTable."""
    embedded = read_sourced(data, FACILITIES, sources)
    if not (data / "own" / OWN.file).is_file():
        return embedded
    both = pd.concat([c.read(data / "own", OWN), embedded], ignore_index=True)
    return both.drop_duplicates("code").fillna("").reset_index(drop=True)
