"""data/claims.csv and data/published_findings.csv: what each side says, and what auditors and scholars found.

What answers a claim comes later, is on the same subject and is not of the claim's own side.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.rows import Row, each
from pipeline.sources import contract as c
from pipeline.sources import registry
from pipeline.sources.registry import read_sourced
from pipeline.sources.standing import first_day, last_day
from pipeline.sources.vocabulary import ARGUING, MAKERS, SECOND_LOOKS, SIDES, STATUSES, TOPICS, USES, subject

PLACES = r"US|\d{2}|\d{5}(?:;\d{5})*"

PUBLISHED = c.Contract(
    file="published_findings.csv",
    columns={
        "id": c.matching(r"F\d{2}", "an id such as F01"),
        "topic": c.one_of(*TOPICS),
        "statement": c.text(),
        "figure": c.text(),
        "jurisdiction": c.matching(PLACES, "US, a state's two digits or counties' five (joined by ;)"),
        "place": c.text(),
        "made_by": c.one_of(*MAKERS),
        "source_id": c.text(),
        "answered_by": c.ids(r"C\d{3}", "ids of claims"),
        "second_look": c.one_of(*SECOND_LOOKS),
    },
    key=("id",),
)

CLAIMS = c.Contract(
    file="claims.csv",
    columns={
        "id": c.matching(r"C\d{3}", "an id such as C001"),
        "topic": c.one_of(*TOPICS),
        "side": c.one_of(*SIDES),
        "statement": c.text(),
        "figure": c.text(blank=True),
        "jurisdiction": c.matching(PLACES, "US, a state's two digits or counties' five (joined by ;)", blank=True),
        "place": c.text(blank=True),
        "period": c.text(blank=True),
        "source_id": c.text(),
        "answered_by": c.ids(r"[CF]\d{2,3}", "ids of claims or published findings"),
        "tells": c.one_of("", "what the program is for"),
        "status": c.one_of(*STATUSES),
        "use": c.one_of(*USES),
        "second_look": c.one_of(*SECOND_LOOKS),
    },
    key=("id",),
)


def load_published(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Published findings, one row each; `answered_by` names claims. Raises BrokenTable."""
    return read_sourced(data, PUBLISHED, sources)


def load(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Claims, one row each; `answered_by` names claims (C...) or published findings (F...). Raises BrokenTable."""
    registry_ = registry.load(data) if sources is None else sources
    frame, published = read_sourced(data, CLAIMS, registry_), load_published(data, registry_)
    answers = frozenset(frame["id"]) | frozenset(published["id"])
    c.known(data / CLAIMS.file, frame, "answered_by", answers, "the id of a claim or a published finding")
    c.known(data / PUBLISHED.file, published, "answered_by", frozenset(frame["id"]), "the id of a claim")
    rows = {row.id: row for row in (*each(frame), *each(published))}
    for contract, table in ((CLAIMS, frame), (PUBLISHED, published)):
        _answers_answer(data / contract.file, table, rows, registry_)
    return frame


def _answers_answer(path: Path, frame: pd.DataFrame, rows: Mapping[str, Row], sources: pd.DataFrame) -> None:
    """Refuse an answer that is earlier than its claim, on another subject, or of the claim's own side."""
    days = {row.source_id: (row.published_on, row.published_precision) for row in each(sources)}
    for number, claim in enumerate(each(frame), c.HEADER + 1):
        for answer in (rows[id] for id in claim.answered_by.split(";") if id):
            for expected, fits in _fits(claim, answer, days).items():
                if not fits:
                    raise c.broken(path, number, "answered_by", expected, answer.id)


def _fits(claim: Row, answer: Row, days: Mapping[str, tuple[str, str]]) -> dict[str, bool]:
    said, answered = last_day(*days[claim.source_id]), first_day(days[answer.source_id][0])
    side, others = getattr(claim, "side", ""), getattr(answer, "side", "")
    return {
        "an answer published after the claim": said is not None and answered is not None and answered > said,
        "an answer on the claim's subject": subject(claim.topic) == subject(answer.topic),
        "an answer of another side": side not in ARGUING or side != others,
    }
