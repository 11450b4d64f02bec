"""data/doj_list.csv: the jurisdictions that the Justice Department named in its list of August 5, 2025."""

from pathlib import Path

import pandas as pd

from pipeline.sources import contract as c
from pipeline.sources.registry import read_sourced

NAMED = c.Contract(
    file="doj_list.csv",
    columns={
        "id": c.matching(r"J\d{2}", "an id such as J01"),
        "kind": c.one_of("state", "county", "city"),
        "name": c.text(),
        "state": c.matching(c.POSTAL, "two capitals"),
        "fips": c.ids(r"(?:\d{2}|\d{5})", "two or five digits"),
        "slug": c.matching(r"[a-z0-9-]+", "a slug of places.csv", blank=True),
        "listed_on": c.date(),
        "source_id": c.text(),
    },
    key=("id",),
)


def load(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """The Department's words on a day; nothing follows from not being named. Raises BrokenTable."""
    return read_sourced(data, NAMED, sources)
