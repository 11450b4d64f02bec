"""All findings of one place for one edition, gathered question by question; written and read as JSON."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

import pandas as pd
from pydantic import TypeAdapter

from pipeline.editions import Edition
from pipeline.errors import BrokenEdition
from pipeline.findings import (
    claims,
    composition,
    disclosure,
    events,
    positions,
    present_day,
    program_steps,
    program_wide,
    reach,
    records,
    rollout,
    unsaid,
    workload,
)
from pipeline.findings.model import NATION, Caveat, CityFindings, Finding, Source
from pipeline.places import Place, shown
from pipeline.rows import each
from pipeline.sources.own import made_up
from pipeline.sources.standing import citable, citable_sources, last_evidence
from pipeline.sources.tables import Tables

SCHEMA = 1


def gather(place: Place, edition: Edition, tables: Tables) -> CityFindings:
    """Every finding that the briefing of `place` shows, from evidence the edition may cite."""
    as_of = edition.as_of
    _allow(edition, citable_sources(tables.sources, as_of))
    day = as_of or last_evidence(tables.sources)
    turns = citable(tables.events, tables.sources, as_of)
    until = events.counted_until(turns, day)
    printed = citable(tables.reported_counts, tables.sources, as_of)
    smallest = edition.disclosure.smallest_count
    counts = disclosure.disclosed(printed, smallest)
    said = citable(tables.positions, tables.sources, as_of)
    start = str(tables.activations.activated_on.min())
    known = registered(tables.sources)
    others = composition.all_places(counts, known)
    in_doubt, in_part = composition.left_out(counts, others)
    found = [*rollout.findings(place, tables.activations, counts, until), *_counted(place, counts, start)]
    found += reach.findings(reach.peopled(tables, until), {place.state_fips: place.state_name}, tables.activations)
    found += workload.findings(citable(tables.removals, tables.sources, as_of), place)
    found += [finding for finding in others if finding.id not in {f.id for f in found}]
    found = told_early(place, _told_alone(place, found, tables.activations), tables.activations)
    here = positions.local(said, place)
    published = program_wide.findings(citable(tables.published_findings, tables.sources, as_of), place)
    result = CityFindings(
        schema=SCHEMA,
        edition=edition.name,
        as_of=day.isoformat(),
        place=place,
        state_abbreviation=_abbreviations(tables)[place.state],
        findings=tuple(found),
        all_places=tuple(finding.id for finding in others),
        all_places_in_doubt=tuple(in_doubt),
        all_places_in_part=tuple(in_part),
        unsaid=(
            *unsaid.findings(place, found, here, published, positions.on_agreements(said, place)),
            *disclosure.unsaid(place, printed, counts, smallest),
        ),
        positions=here,
        federal_positions=positions.federal(said, place),
        organizations=positions.organizations(said, place),
        published=published,
        claims=claims.findings(
            citable(tables.claims, tables.sources, as_of), place, frozenset(one.id for one in published)
        ),
        events=events.findings(turns, day.isoformat()),
        agreements=events.agreements(tables.agreements, place, until.isoformat()),
        curve=rollout.curve(tables.activations, until),
        active=replace(rollout.active_counties(tables.activations, until), names=_names(place, tables)),
        state_abbreviations=_abbreviations(tables),
        sources={},
        sample=made_up(tables.sources, as_of),
    )
    if edition.leads_with == "the present":
        result = present_day.added(result, tables, as_of, smallest)
        result = records.added(result, tables, edition)
    result = _with_sources(result, known, edition)
    if as_of is None:  # the evidence runs to the last of what is named here, not of what else lies in data/
        cited = tables.sources[tables.sources.source_id.isin(set(result.sources))]
        result = replace(result, as_of=last_evidence(cited).isoformat())
    return _with_translations(result, tables.translations)


def _allow(edition: Edition, citable: frozenset[str]) -> None:
    """Raise BrokenEdition if the coalition's words name a source that the edition may not cite."""
    for key in ("asks_source", "decides_source"):
        named = getattr(edition.coalition, key)
        if named and named not in citable:
            raise BrokenEdition(
                f'editions/{edition.name}.toml: key coalition.{key}: "{shown(named)}" is no source in data/sources.csv '
                "that was published by the edition's day."
            )


def to_json(found: CityFindings) -> str:
    """The findings as JSON, keys in a fixed order."""
    return _adapter().dump_json(found, indent=1).decode() + "\n"


def from_json(text: str) -> CityFindings:
    """The findings that `to_json` wrote. Raises pydantic.ValidationError when the text is of another schema."""
    return _adapter().validate_json(text)


@cache
def _adapter() -> "TypeAdapter[CityFindings]":
    """What writes and reads findings; to build it takes as long as to write with it."""
    return TypeAdapter(CityFindings)


def _counted(place: Place, counts: pd.DataFrame, start: str) -> list[Finding]:
    """Composition and program steps of the place's counties, its state and the nation."""
    here = [county.fips for county in place.counties] + [place.state_fips]
    found = composition.findings(counts, set(here)) + composition.nation(counts, start)
    for jurisdiction in [*here, NATION]:
        found += program_steps.findings(counts, jurisdiction)
    return found


def _told_alone(place: Place, found: list[Finding], activations: pd.DataFrame) -> list[Finding]:
    """The same findings; a state's step counted while only this place was active says so."""
    here = {county.fips for county in place.counties}
    state = activations[activations.state == place.state]
    alone = Caveat("only active county", place.counties[0].name)

    def only_here(finding: Finding) -> bool:
        counted = finding.place == place.state_fips and finding.question != rollout.QUESTION and finding.period.end
        return bool(counted) and set(state[state.activated_on <= finding.period.end].fips) == here

    return [replace(f, caveats=(*f.caveats, alone)) if only_here(f) else f for f in found]


def told_early(place: Place, found: Iterable[Finding], activations: pd.DataFrame) -> list[Finding]:
    """The same findings; a count of removals that ends before the list has a county of this place active says so."""
    own = list(each(activations[activations.fips.isin([county.fips for county in place.counties])]))

    def early(finding: Finding) -> tuple[Caveat, ...]:
        of_state = finding.place == place.state_fips and finding.measure == unsaid.NO_CONVICTION
        near = own if of_state else [row for row in own if row.fips == finding.place]
        end = finding.period.end if finding.question == composition.QUESTION else ""
        return tuple(
            Caveat("not active then", row.county) for row in near if end and row.activated_on[: len(end)] > end
        )

    return [replace(finding, caveats=(*finding.caveats, *early(finding))) for finding in found]


def _names(place: Place, tables: Tables) -> dict[str, str]:
    """The names of all states and of the counties of the place's state, by FIPS code."""
    counties = tables.activations[tables.activations.state == place.state]
    states = zip(tables.states.fips, tables.states.name, strict=True)
    return dict(states) | dict(zip(counties.fips, counties.county, strict=True))


def _abbreviations(tables: Tables) -> dict[str, str]:
    return dict(zip(tables.states.postal, tables.states.abbreviation, strict=True))


def _with_sources(found: CityFindings, known: Mapping[str, Source], edition: Edition) -> CityFindings:
    """The same findings with every source that they, or the edition's coalition, name."""
    named = {source for finding in found.findings for source in finding.sources}
    named |= {said.source for said in found.spoken} | {one.source for one in found.published}
    named |= {said.source for said in found.claims} | {event.source for event in found.events}
    named |= {agreement.source for agreement in (*found.agreements, *found.present, *found.gone)} | {found.place.source}
    named |= {rule.source for rule in found.rules}
    named |= {*found.curve.sources, *edition.coalition.sources}
    return replace(found, sources={source: known[source] for source in sorted(named & known.keys())})


def registered(registry: pd.DataFrame) -> dict[str, Source]:
    """The sources of rows of data/sources.csv by their ids."""
    return {
        row.source_id: Source(
            row.source_id, row.publisher, row.title, row.published_on, row.date_basis, row.address, row.standing
        )
        for row in each(registry)
    }


def _with_translations(found: CityFindings, translations: pd.DataFrame) -> CityFindings:
    """The same findings with what their words from tables are in other languages, where a translation is on record."""
    told = {words for f in found.findings for words in (f.note, f.said_by, *(c.detail for c in f.caveats))}
    told |= {words for said in found.spoken for words in (said.statement, said.actor, said.office)}
    told |= {words for one in found.unsaid for words in one.details}
    told |= {words for claim in found.claims for words in (claim.statement, claim.figure)}
    told |= {words for one in found.published for words in (one.statement, one.figure)}
    told |= {words for rule in found.rules for words in (rule.statement, rule.note)}
    told |= {words for event in found.events for words in (event.statement, event.label)}
    rows = translations[translations.english.isin(told)]
    by_language = {code: dict(zip(some.english, some.text, strict=True)) for code, some in rows.groupby("language")}
    return replace(found, translations={str(code): words for code, words in by_language.items()})
