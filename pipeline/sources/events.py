"""data/events.csv: the program's turning points."""

from pathlib import Path

import pandas as pd

from pipeline.sources import contract as c
from pipeline.sources.registry import read_sourced
from pipeline.sources.vocabulary import TURNS

EVENTS = c.Contract(
    file="events.csv",
    columns={
        "id": c.matching(r"E\d{2}", "an id such as E01"),
        "date": c.date(),
        "jurisdiction": c.matching(r"US|\d{5}|\d{2}(?:;\d{2})*", "US, states' two digits (joined by ;) or five digits"),
        "statement": c.sentence(),
        "label": c.matching(rf"(?! ){c.PRINTED}{{1,33}}(?<! )", "at most 33 characters"),
        "source_id": c.text(),
        "check": c.text(),
        "turn": c.one_of(*TURNS),
    },
    key=("id",),
)


def load(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Turning points, one row each, in the order of their days. Raises BrokenTable."""
    return read_sourced(data, EVENTS, sources)
