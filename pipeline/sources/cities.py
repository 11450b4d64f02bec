"""data/places.csv: the cities a briefing can be made for, and their counties."""

from pathlib import Path

import pandas as pd

from pipeline.sources import contract as c
from pipeline.sources.registry import read_sourced

CITIES = c.Contract(
    file="places.csv",
    columns={
        "slug": c.matching(r"[a-z0-9]+(?:-[a-z0-9]+)*-[a-z]{2}", "a slug such as boston-ma"),
        "city": c.text(),
        "state": c.matching(c.POSTAL, "two capitals"),
        "state_name": c.text(),
        "state_fips": c.matching(c.STATE, "two digits"),
        "fips": c.matching(c.COUNTY, "five digits"),
        "county": c.text(),
        "share_note": c.text(blank=True),
        "other_cities": c.text(blank=True),
        "other_cities_more": c.whole_number(),
        "population": c.whole_number(),
        "source_id": c.text(),
    },
    key=("slug", "fips"),
    numbers={"other_cities_more": "int64", "population": "int64"},
)


def load(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Cities, one row for each county a city lies in. Raises BrokenTable."""
    return read_sourced(data, CITIES, sources)
