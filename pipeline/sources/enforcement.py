"""ICE's arrests by state, and people held for ICE by county and month: counts of records released under FOIA."""

from pathlib import Path

import pandas as pd

from pipeline.sources import contract as c
from pipeline.sources.registry import read_sourced

_STATE = {"fips": c.matching(c.STATE, "two digits"), "state": c.matching(c.POSTAL, "two capitals")}
_WINDOW = {"period_start": c.date(), "period_end": c.date()}


def _forwards(frame: pd.DataFrame) -> pd.Series:
    return frame["period_start"] <= frame["period_end"]


def _within(frame: pd.DataFrame) -> pd.Series:
    """Whether the class is no larger than the state's arrests."""
    return pd.to_numeric(frame["value"], errors="coerce") <= pd.to_numeric(frame["of_arrests"], errors="coerce")


_FORWARDS = c.rule(_forwards, "period_end: a day not before period_start")

ARRESTS = c.Contract(
    file="arrests_states.csv",
    columns={
        "id": c.matching(r"T\d{3}", "an id such as T001"),
        **_STATE,
        **_WINDOW,
        "measure": c.one_of("arrests", "arrests_at_large"),
        "value": c.whole_number(),
        "source_id": c.text(),
    },
    key=("id",),
    numbers={"value": "int64"},
    rows=(_FORWARDS,),
)

CRIMINALITY = c.Contract(
    file="arrests_criminality.csv",
    columns={
        "id": c.matching(r"K\d{3}", "an id such as K001"),
        **_STATE,
        **_WINDOW,
        "category": c.one_of("convicted", "pending_charges", "other_immigration_violator"),
        "value": c.whole_number(),
        "of_arrests": c.whole_number(),
        "source_id": c.text(),
    },
    key=("id",),
    numbers={"value": "int64", "of_arrests": "int64"},
    rows=(_FORWARDS, c.rule(_within, "value: a part no larger than of_arrests")),
)

DETENTION = c.Contract(
    file="detention_counties.csv",
    columns={
        "id": c.matching(r"H\d{5}", "an id such as H00001"),
        "fips": c.matching(c.COUNTY, "five digits"),
        "state": c.matching(c.POSTAL, "two capitals"),
        "county": c.text(blank=True),
        "month": c.matching(r"20\d\d-(0[1-9]|1[0-2])", "a month (YYYY-MM)"),
        "days": c.matching(r"[12]?\d|3[01]", "days of a month"),
        "facilities": c.whole_number(),
        "mean_midnight": c.matching(r"\d{1,6}(\.\d)?", "a mean with one decimal"),
        "source_id": c.text(),
    },
    key=("fips", "month"),
    numbers={"days": "int64", "facilities": "int64", "mean_midnight": "float64"},
)


def load_arrests(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """ICE's arrests by state and window, all and at large; those without a known state are in none. Raises BrokenTable."""
    return read_sourced(data, ARRESTS, sources)


def load_criminality(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """ICE's arrests by state and criminality at arrest; a pending charge is no conviction. Raises BrokenTable."""
    return read_sourced(data, CRIMINALITY, sources)


def load_detention(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Mean people held at midnight by county of the facility and month, where anyone was held. Raises BrokenTable."""
    return read_sourced(data, DETENTION, sources)
