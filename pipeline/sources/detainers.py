"""Detainers that ICE sent to jails, where somebody counted them: Minnesota by month, Pennsylvania's counties by year."""

from pathlib import Path

import pandas as pd

from pipeline.sources import contract as c
from pipeline.sources.registry import read_sourced
from pipeline.sources.vocabulary import USES

_PARTS = ("booked", "declined", "reason_blank", "reason_other")


def _forwards(frame: pd.DataFrame) -> pd.Series:
    return frame["period_start"] <= frame["period_end"]


def _adds_up(frame: pd.DataFrame) -> pd.Series:
    """Whether the outcomes make up all detainers, where there are any outcomes."""
    parts = frame[list(_PARTS)].apply(pd.to_numeric, errors="coerce")
    told = parts.notna().any(axis=1)
    holds: pd.Series = ~told | (parts.sum(axis=1) == pd.to_numeric(frame["detainers"], errors="coerce"))
    return holds


DETAINERS = c.Contract(
    file="detainers.csv",
    columns={
        "id": c.matching(r"W\d{3}", "an id such as W001"),
        "fips": c.matching(r"\d{2}|\d{5}", "two or five digits"),
        "state": c.matching(c.POSTAL, "two capitals"),
        "place": c.text(),
        "period_start": c.date(),
        "period_end": c.date(),
        "detainers": c.whole_number(),
        **{name: c.whole_number(blank=True) for name in _PARTS},
        "use": c.one_of(*USES),
        "note": c.text(blank=True),
        "source_id": c.text(),
    },
    key=("id",),
    numbers={"detainers": "int64", **dict.fromkeys(_PARTS, "Int64")},
    rows=(
        c.rule(_forwards, "period_end: a day not before period_start"),
        c.rule(_adds_up, "detainers: the sum of its outcomes, where they are told"),
    ),
)


def load(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Detainers by place and period. Raises BrokenTable."""
    return read_sourced(data, DETAINERS, sources)
