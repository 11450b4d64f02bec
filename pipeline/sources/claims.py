"""data/claims.csv and data/published_findings.csv: what each side says, and what auditors and scholars found."""

from pathlib import Path

import pandas as pd

from pipeline.sources import contract as c
from pipeline.sources.registry import read_sourced
from pipeline.sources.vocabulary import MAKERS, SECOND_LOOKS, SIDES, STATUSES, USES

PLACES = r"US|\d{2}|\d{5}(?:;\d{5})*"

PUBLISHED = c.Contract(
    file="published_findings.csv",
    columns={
        "id": c.matching(r"F\d{2}", "an id such as F01"),
        "topic": c.text(),
        "statement": c.text(),
        "figure": c.text(),
        "jurisdiction": c.matching(PLACES, "US, a state's two digits or counties' five (joined by ;)"),
        "place": c.text(),
        "made_by": c.one_of(*MAKERS),
        "source_id": c.text(),
        "second_look": c.one_of(*SECOND_LOOKS),
    },
    key=("id",),
)

CLAIMS = c.Contract(
    file="claims.csv",
    columns={
        "id": c.matching(r"C\d{3}", "an id such as C001"),
        "topic": c.text(),
        "side": c.one_of(*SIDES),
        "statement": c.text(),
        "figure": c.text(blank=True),
        "jurisdiction": c.matching(PLACES, "US, a state's two digits or counties' five (joined by ;)", blank=True),
        "place": c.text(blank=True),
        "period": c.text(blank=True),
        "source_id": c.text(),
        "answered_by": c.ids(r"[CF]\d{2,3}", "ids of claims or published findings"),
        "status": c.one_of(*STATUSES),
        "use": c.one_of(*USES),
        "second_look": c.one_of(*SECOND_LOOKS),
    },
    key=("id",),
)


def load_published(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Published findings, one row each. Raises BrokenTable."""
    return read_sourced(data, PUBLISHED, sources)


def load(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Claims, one row each; `answered_by` names claims (C...) or published findings (F...). Raises BrokenTable."""
    frame = read_sourced(data, CLAIMS, sources)
    answers = frozenset(frame["id"]) | frozenset(load_published(data, sources)["id"])
    c.known(data / CLAIMS.file, frame, "answered_by", answers, "the id of a claim or a published finding")
    return frame
