"""ICE's sheets of 287(g) agreements since 2021, counted by day and state; and on which of them each agency stood since 2025."""

from pathlib import Path

import pandas as pd

from pipeline.sources import contract as c
from pipeline.sources.agreements import KINDS, LAW
from pipeline.sources.registry import read_sourced

# What became of an agency's agreement by the last sheet: a name that is gone may be a renaming, and is told apart.
FATES = ("listed", "renamed", "another model", "wrong state", "gone")
_COUNTS = ("agreements", "agencies", "jail", "task_force", "warrant", "other")


def _models_add_up(frame: pd.DataFrame) -> pd.Series:
    counts = frame[list(_COUNTS)].apply(pd.to_numeric, errors="coerce")
    holds: pd.Series = counts.agreements == counts.jail + counts.task_force + counts.warrant + counts.other
    return holds


def _seen_forwards(frame: pd.DataFrame) -> pd.Series:
    return frame["first_sheet"] <= frame["last_sheet"]


def _while_it_runs(frame: pd.DataFrame) -> pd.Series:
    return (frame["signed_on"] >= LAW) & (frame["signed_on"] <= frame["last_sheet"])


DAYS = c.Contract(
    file="agreements_287g_days.csv",
    columns={
        "day": c.date(),
        "state": c.matching(c.POSTAL, "two capitals"),
        **{name: c.whole_number() for name in _COUNTS},
        "source_id": c.text(),
    },
    key=("day", "state"),
    numbers=dict.fromkeys(_COUNTS, "int64"),
    rows=(c.rule(_models_add_up, "agreements: the sum of the models"),),
)

SPANS = c.Contract(
    file="agreements_287g_spans.csv",
    columns={
        "id": c.matching(r"V\d{4}", "an id such as V0001"),
        "state": c.matching(c.POSTAL, "two capitals"),
        "agency": c.text(),
        "agency_type": c.one_of("county", "municipality", "state agency", ""),
        "fips": c.ids(c.COUNTY, "five digits"),
        "kind": c.one_of(*KINDS),
        "model": c.one_of("Jail Enforcement Model", "Task Force Model", "Warrant Service Officer"),
        "signed_on": c.date(),
        "first_sheet": c.date(),
        "last_sheet": c.date(),
        "sheets": c.whole_number(),
        "fate": c.one_of(*FATES),
        "note": c.text(blank=True),
        "source_id": c.text(),
    },
    key=("id",),
    numbers={"sheets": "int64"},
    rows=(
        c.rule(_seen_forwards, "last_sheet: a day not before first_sheet"),
        c.rule(_while_it_runs, f"signed_on: a day from {LAW} to the last sheet that has it"),
    ),
)


def load_days(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Agreements on ICE's sheets by day and state, 2021 to 2026; "US" is the nation. Raises BrokenTable."""
    return read_sourced(data, DAYS, sources)


def load_spans(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """The first and last sheet since February 2025 on which an agency's agreement stood, and its fate. Raises BrokenTable."""
    return read_sourced(data, SPANS, sources)
