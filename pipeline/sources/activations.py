"""data/activations.csv: the day each county was activated, from two compilations."""

from pathlib import Path

import pandas as pd

from pipeline.sources import contract as c
from pipeline.sources.registry import read_sourced

MONTH = r"\d{4}-(0[1-9]|1[0-2])"


def _state_not_before_county(frame: pd.DataFrame) -> pd.Series:
    return frame["state_complete_on"] >= frame["activated_on"]


def _agreement_follows(frame: pd.DataFrame) -> pd.Series:
    same = frame["second_compilation_month"] == frame["activated_on"].str[:7]
    agree = same.map({True: "yes", False: "no"}).where(frame["second_compilation_month"] != "", "")
    return agree == frame["compilations_agree"]


ACTIVATIONS = c.Contract(
    file="activations.csv",
    columns={
        "fips": c.matching(c.COUNTY, "five digits"),
        "state": c.matching(c.POSTAL, "two capitals"),
        "county": c.text(),
        "activated_on": c.date(),
        "state_complete_on": c.date(),
        "second_compilation_month": c.matching(MONTH, "a month (YYYY-MM)", blank=True),
        "compilations_agree": c.one_of("yes", "no", ""),
        "source_id": c.text(),
    },
    key=("fips",),
    rows=(
        c.rule(_state_not_before_county, "state_complete_on: a day on or after activated_on"),
        c.rule(_agreement_follows, "compilations_agree: yes where the two months are the same, no where not"),
    ),
)


def load(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row a county of the program's end (3,143): the day it and its whole state were active. Raises BrokenTable."""
    return read_sourced(data, ACTIVATIONS, sources)
