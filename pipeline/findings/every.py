"""Every county at once: rollout, composition and program steps of all 3,143, of their states and of the nation.

Each finding is the one that a briefing of its county shows: the same functions make them, from tables read once and
grouped once.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from pipeline.editions import Edition
from pipeline.findings import composition, disclosure, events, program_steps, reach, rollout
from pipeline.findings.counties import standing
from pipeline.findings.model import NATION, Finding
from pipeline.rows import each
from pipeline.sources.standing import citable, last_evidence
from pipeline.sources.tables import Tables


@dataclass(frozen=True)
class Everywhere:
    """Findings by place: `counties` and `states` by FIPS code, each with an entry for every one, and the `nation`'s."""

    counties: dict[str, tuple[Finding, ...]]
    states: dict[str, tuple[Finding, ...]]
    nation: tuple[Finding, ...]


def findings(edition: Edition, tables: Tables) -> Everywhere:
    """The findings of all counties, their states and the nation, from evidence the edition may cite."""
    by_place: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in _all(edition, tables):
        by_place[finding.place].append(finding)
    names = dict(zip(tables.states.fips, tables.states.name, strict=True))
    return Everywhere(
        {fips: tuple(by_place[fips]) for fips in tables.activations.fips},
        {fips: tuple(by_place[fips]) for fips in names},
        tuple(by_place[NATION]),
    )


def _all(edition: Edition, tables: Tables) -> Iterator[Finding]:
    day = edition.as_of or last_evidence(tables.sources)
    until = events.counted_until(citable(tables.events, tables.sources, edition.as_of), day)
    printed = citable(tables.reported_counts, tables.sources, edition.as_of)
    counts = disclosure.disclosed(printed, edition.disclosure.smallest_count)
    activations, names = tables.activations, dict(zip(tables.states.fips, tables.states.name, strict=True))
    first = str(activations.activated_on.min())
    for row in each(standing(activations, until)):
        yield rollout.activated(row, row.county, first, until)
        yield from rollout.since(row, row.county, len(activations), until)
    for fips, rows in activations.groupby(activations.fips.str[:2], sort=True):
        yield rollout.active_in(rows, str(fips), names[str(fips)], until)
    yield from rollout.of_the_nation(activations, counts, until)
    yield from reach.findings(reach.peopled(tables, until), names, activations)
    yield from _counted(counts, first)


def _counted(counts: pd.DataFrame, start: str) -> Iterator[Finding]:
    """Composition and steps of every county and state with figures, then the nation's."""
    places = counts[counts.scope.isin(["county", "state"])]
    yield from composition.findings(counts, set(places.jurisdiction))
    yield from composition.nation(counts, start)
    steps = counts[counts.scope != "several counties"].groupby("jurisdiction", sort=True)
    yield from chain.from_iterable(program_steps.findings(rows, str(place)) for place, rows in steps)
