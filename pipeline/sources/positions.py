"""data/positions.csv: what holders of office and bodies said or did, for and against, dated."""

from datetime import date
from pathlib import Path

import pandas as pd

from pipeline.sources import contract as c
from pipeline.sources.registry import LENGTHS, read_sourced
from pipeline.sources.standing import last_day
from pipeline.sources.vocabulary import (
    KINDS,
    LEVELS,
    PRECISIONS,
    PROGRAM_BEGAN,
    SECOND_LOOKS,
    STANCES,
    STATUSES,
    TAG_LOOKS,
)

POSITION = r"P\d{3}"


def _dated_as_precise(frame: pd.DataFrame) -> pd.Series:
    return frame["date"].str.len() == frame["date_precision"].map(LENGTHS)


def _since_the_program_began(frame: pd.DataFrame) -> pd.Series:
    """Of what is said to be a position on the program, whether it can have been said on its first day or later."""
    dated = zip(frame["date"], frame["date_precision"], strict=True)
    last = [last_day(written, precision) for written, precision in dated]
    since = pd.Series([day is not None and day >= date.fromisoformat(PROGRAM_BEGAN) for day in last], index=frame.index)
    return since | (frame["about"] != "the program")


POSITIONS = c.Contract(
    file="positions.csv",
    columns={
        "id": c.matching(POSITION, "an id such as P001"),
        "jurisdiction": c.matching(r"US|\d{2}|\d{5}", "US, a state's two digits or a county's five"),
        "state": c.matching(c.POSTAL, "two capitals"),
        "place": c.text(),
        "level": c.one_of(*LEVELS),
        "date": c.date(blank=True, partial=True),
        "date_precision": c.one_of(*PRECISIONS),
        "kind": c.one_of(*KINDS),
        "actor": c.text(),
        "office": c.text(),
        "stance": c.one_of(*STANCES),
        "about": c.matching(
            rf"the program|287\(g\)|related matter|not found again|duplicate of {POSITION}",
            "the program | 287(g) | related matter | not found again | duplicate of an id",
        ),
        "topic": c.matching(
            r"composition|trust|governance|general|cost", "a topic of the two sides' table", blank=True
        ),
        "statement": c.sentence(),
        "effect": c.text(blank=True),
        "source_id": c.text(),
        "status": c.one_of(*STATUSES),
        "second_look": c.one_of(*SECOND_LOOKS),
        "tags_second_look": c.one_of(*TAG_LOOKS),
    },
    key=("id",),
    rows=(
        c.rule(_dated_as_precise, "date: a date as precise as date_precision says"),
        c.rule(_since_the_program_began, "about: the program only for what was said since its first day"),
    ),
)


def load(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Positions, one row each, those on related matters and the unconfirmed among them. Raises BrokenTable."""
    return read_sourced(data, POSITIONS, sources)
