"""Every county at once: the findings of all 3,143, of their states and of the nation, each question that has any of a county.

Each finding is the one that a briefing of its county shows: the same functions make them, from tables read once and
grouped once.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from pipeline import places
from pipeline.editions import Edition
from pipeline.findings import composition, disclosure, events, every_present, program_steps, reach, rollout, workload
from pipeline.findings.city import told_early
from pipeline.findings.counties import standing
from pipeline.findings.model import NATION, Finding
from pipeline.places import Place
from pipeline.rows import each
from pipeline.sources.standing import citable, last_evidence
from pipeline.sources.tables import Tables

DISTRICT = "11001"  # the District of Columbia, whose city is called otherwise


@dataclass(frozen=True)
class Everywhere:
    """Findings by place: `counties` and `states` by FIPS code, each with an entry for every one, and the `nation`'s."""

    counties: dict[str, tuple[Finding, ...]]
    states: dict[str, tuple[Finding, ...]]
    nation: tuple[Finding, ...]


def findings(edition: Edition, tables: Tables) -> Everywhere:
    """The findings of all counties, their states and the nation, from evidence the edition may cite."""
    by_place: defaultdict[str, list[Finding]] = defaultdict(list)
    known = counties(tables)
    own = {place.slug: place.counties[0].fips for place in known}
    for finding in _all(known, edition, tables):
        by_place[own.get(finding.place, finding.place)].append(finding)
    names = dict(zip(tables.states.fips, tables.states.name, strict=True))
    return Everywhere(
        {place.counties[0].fips: _told(place, by_place, tables) for place in known},
        {fips: tuple(by_place[fips]) for fips in names},
        tuple(by_place[NATION]),
    )


def _told(place: Place, by_place: Mapping[str, list[Finding]], tables: Tables) -> tuple[Finding, ...]:
    """A county's findings with what is to be said beside them."""
    found = by_place[place.counties[0].fips]
    counted = any(finding.question == composition.QUESTION for finding in found)
    return tuple(told_early(place, found, tables.activations) if counted else found)


def counties(tables: Tables) -> tuple[Place, ...]:
    """Every county as a place: the registry's, and cities that are counties of their own, such as Baltimore."""
    found = {place.counties[0].fips: place for place in places.every(tables.places, "county")}
    listed = tables.activations[~tables.activations.fips.isin(found)]
    others = dict(zip(listed.fips, listed.county, strict=True)) | {DISTRICT: "Washington"}
    for place in places.every(tables.places[tables.places.fips.isin(others)], "city"):
        if len(place.counties) == 1 and place.city == others[place.counties[0].fips].removesuffix(" city"):
            found[place.counties[0].fips] = place
    return tuple(found[fips] for fips in tables.activations.fips)


def _all(known: tuple[Place, ...], edition: Edition, tables: Tables) -> Iterator[Finding]:
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
    removals = citable(tables.removals, tables.sources, edition.as_of)
    with_workload = (place for place in known if place.counties[0].fips in set(removals.fips))
    yield from chain.from_iterable(workload.findings(removals, place) for place in with_workload)
    if edition.leads_with == "the present":
        yield from every_present.findings(known, edition, tables)


def _counted(counts: pd.DataFrame, start: str) -> Iterator[Finding]:
    """Composition and steps of every county and state with figures, then the nation's."""
    here = counts[counts.scope.isin(["county", "state"])]
    yield from composition.findings(counts, set(here.jurisdiction))
    yield from composition.nation(counts, start)
    steps = counts[counts.scope != "several counties"].groupby("jurisdiction", sort=True)
    yield from chain.from_iterable(program_steps.findings(rows, str(place)) for place, rows in steps)
