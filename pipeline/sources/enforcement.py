"""ICE's arrests by state and by month: counts of records released under FOIA."""

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


def _known_within(frame: pd.DataFrame) -> pd.Series:
    known = pd.to_numeric(frame["state_known"], errors="coerce").fillna(0)
    return known <= pd.to_numeric(frame["arrests"], errors="coerce")


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

MONTHS = c.Contract(
    file="arrests_months.csv",
    columns={
        "place": c.matching(r"US|\d{2}", "US or two digits"),
        "month": c.matching(c.MONTH, "a month (YYYY-MM)"),
        "arrests": c.whole_number(),
        "state_known": c.whole_number(blank=True),
        "note": c.text(blank=True),
        "source_id": c.text(),
    },
    key=("place", "month"),
    numbers={"arrests": "int64", "state_known": "Int64"},
    rows=(c.rule(_known_within, "state_known: no more than arrests, or nothing"),),
)


def load_arrests(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """ICE's arrests by state and window, all and at large; those without a known state are in none. Raises BrokenTable."""
    return read_sourced(data, ARRESTS, sources)


def load_criminality(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """ICE's arrests by state and criminality at arrest; a pending charge is no conviction. Raises BrokenTable."""
    return read_sourced(data, CRIMINALITY, sources)


def load_months(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """ICE's arrests by month, of the nation and of Texas; a month with a note is not complete. Raises BrokenTable."""
    return read_sourced(data, MONTHS, sources)
