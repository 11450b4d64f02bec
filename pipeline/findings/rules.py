"""Who decides what on detainers and agreements: the rules of a city, its counties, its state and the nation on a day."""

from datetime import date

import pandas as pd

from pipeline.findings.model import NATION, Rule
from pipeline.places import Place
from pipeline.rows import Row, each
from pipeline.sources.rules import TOPICS
from pipeline.sources.standing import first_day


def findings(rules: pd.DataFrame, place: Place, day: date) -> tuple[Rule, ...]:
    """The rules in force at `day` for a place, question by question, the most local first, then the newest.

    `rules` are those that the edition may cite (`standing.citable`); what had ended by `day` is left out.
    """
    held = rules[rules.ended_on.map(lambda ended: _after(ended, day))]
    near = [place.slug, *(county.fips for county in place.counties), place.state_fips, NATION]
    steps = held.jurisdiction.map(lambda codes: _nearest(codes.split(";"), near))
    here = held.assign(step=steps, question=held.topic.map(TOPICS.index))[steps < len(near)]
    # Sorting keeps the order of equal rows: the newest of all first, then by question and by how near they are.
    newest = here.sort_values("date", ascending=False, kind="stable")
    return tuple(_rule(row) for row in each(newest.sort_values(["question", "step"], kind="stable")))


def _nearest(codes: list[str], near: list[str]) -> int:
    """How near a rule of these jurisdictions is: 0 the city's own, the nation's last, beyond that of other places."""
    return min((near.index(code) for code in codes if code in near), default=len(near))


def _after(ended: str, day: date) -> bool:
    """Whether what ended on the written date still held on `day`; what never ended did."""
    first = first_day(ended)
    return first is None or first > day


def _rule(row: Row) -> Rule:
    return Rule(
        id=row.id,
        place=row.jurisdiction,
        topic=row.topic,
        statement=row.statement,
        kind=row.kind,
        instrument=row.instrument,
        date=row.date,
        standing=row.standing,
        read_in=row.read_in,
        note=row.note,
        source=row.source_id,
        rows=(row.id,),
    )
