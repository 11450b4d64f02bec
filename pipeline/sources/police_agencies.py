"""data/police_agencies.csv: the FBI's police agencies, with the counties they stand in and their officers."""

from pathlib import Path

import pandas as pd

from pipeline.sources import contract as c
from pipeline.sources.registry import read_sourced

AGENCIES = c.Contract(
    file="police_agencies.csv",
    columns={
        "id": c.matching(r"[A-Z0-9]{9}", "an agency's nine signs (ORI)"),
        "agency": c.text(),
        "state": c.matching(c.POSTAL, "two capitals"),
        "kind": c.one_of("city", "county"),
        "counties": c.text(blank=True),
        "population": c.whole_number(),
        "officers": c.whole_number(),
        "civilians": c.whole_number(),
        "year": c.matching(r"20\d\d", "a year"),
        "source_id": c.text(),
    },
    key=("id",),
    numbers={"population": "int64", "officers": "int64", "civilians": "int64", "year": "int64"},
)


def load(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Police agencies, one row each; `year` is the last in which the agency reported. Raises BrokenTable."""
    return read_sourced(data, AGENCIES, sources)
