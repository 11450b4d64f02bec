"""data/rules.csv: who decides what on detainers and agreements: statutes, orders and decisions, each a fact with its day.

No legal advice: a row says what an instrument or a court says, in our words, and where it was read.
"""

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from pipeline.sources import contract as c
from pipeline.sources.registry import read_sourced
from pipeline.sources.vocabulary import SECOND_LOOKS

RULE = r"L\d{3}"
# What a leader asks, in the order of asking.
TOPICS = (
    "who_decides",
    "detainer_nature",
    "detainer_binding",
    "must_cooperate",
    "may_not_cooperate",
    "hold_length",
    "probable_cause",
    "liability",
    "cost",
    "notification",
    "data",
    "courthouse",
    "287g",
)
KINDS = (
    "agreement",
    "ballot measure",
    "bill",
    "county policy",
    "court decision",
    "directive",
    "executive order",
    "federal announcement",
    "federal list",
    "ICE form",
    "ICE memo",
    "ICE policy",
    "local law",
    "opinion",
    "ordinance",
    "police order",
    "regulation",
    "resolution",
    "sheriff policy",
    "statute",
)
ENDED = ("superseded", "ended")


def _ended_with_a_day(frame: pd.DataFrame) -> pd.Series:
    return (frame["ended_on"] != "") == frame["standing"].isin(ENDED)


def _ended_later(frame: pd.DataFrame) -> pd.Series:
    return (frame["ended_on"] == "") | (frame["ended_on"] > frame["date"])


def _doubt_is_told(frame: pd.DataFrame) -> pd.Series:
    return (frame["confidence"] == "high") | (frame["note"] != "")


RULES = c.Contract(
    file="rules.csv",
    columns={
        "id": c.matching(RULE, "an id such as L001"),
        "jurisdiction": c.matching(
            r"US|\d{2}(?:;\d{2})*|\d{5}|[a-z][a-z-]*-[a-z]{2}",
            "US, states' two digits (joined by ;), a county's five or a city's slug",
        ),
        "topic": c.one_of(*TOPICS),
        "statement": c.sentence(),
        "kind": c.one_of(*KINDS),
        "instrument": c.text(),
        "date": c.date(partial=True),
        "standing": c.one_of("in force", *ENDED, "not known"),
        "ended_on": c.date(blank=True, partial=True),
        "source_id": c.text(),
        "read_in": c.one_of("official text", "copy", "report"),
        "confidence": c.one_of("high", "medium"),
        "note": c.matching(rf"[A-Z]{c.PRINTED}*[.]", "a sentence to print beside the rule", blank=True),
        "reading": c.text(blank=True),
        "second_look": c.one_of(*SECOND_LOOKS),
    },
    key=("id",),
    rows=(
        c.rule(_ended_with_a_day, "ended_on: a day for what was superseded or ended, and for nothing else"),
        c.rule(_ended_later, "ended_on: after the day from which it held"),
        c.rule(_doubt_is_told, "note: words to print beside a rule that was not read in full"),
    ),
)


def load(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Rules, one row each, those that have ended among them. Raises BrokenTable."""
    return read_sourced(data, RULES, sources)


def check_places(path: Path, rules: pd.DataFrame, codes: Collection[str], slugs: Collection[str]) -> None:
    """Check that each rule is of one of the `codes` (nation, states, counties) or a city of the registry. Raises BrokenTable."""
    c.known(
        path,
        rules,
        "jurisdiction",
        {*codes, *slugs},
        "US, a known state or county, or the slug of a city in places.csv",
    )
