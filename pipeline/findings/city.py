"""All findings of one place for one edition, gathered question by question; written and read as JSON."""

from dataclasses import replace
from datetime import date

import pandas as pd
from pydantic import TypeAdapter

from pipeline.editions import Edition
from pipeline.findings import claims, composition, events, positions, program_steps, rollout, unsaid
from pipeline.findings.model import NATION, CityFindings, Finding, Source
from pipeline.places import Place
from pipeline.rows import each
from pipeline.sources.standing import citable
from pipeline.sources.tables import Tables

SCHEMA = 1


def gather(place: Place, edition: Edition, tables: Tables) -> CityFindings:
    """Every finding that the briefing of `place` shows, from evidence the edition may cite."""
    as_of = edition.as_of
    day = as_of or date.fromisoformat(tables.activations.activated_on.max())
    counts = citable(tables.reported_counts, tables.sources, as_of)
    said = citable(tables.positions, tables.sources, as_of)
    start = str(tables.activations.activated_on.min())
    others = composition.all_places(counts)
    found = [*rollout.findings(place, tables.activations, counts, day), *_counted(place, counts, start)]
    found += [finding for finding in others if finding.id not in {f.id for f in found}]
    found = _told_alone(place, found, tables.activations)
    here = positions.local(said, place)
    result = CityFindings(
        schema=SCHEMA, edition=edition.name, as_of=day.isoformat(), place=place,
        state_abbreviation=_abbreviations(tables)[place.state], findings=tuple(found),
        all_places=tuple(finding.id for finding in others),
        all_places_left_out=tuple(composition.left_out(counts)),
        unsaid=unsaid.findings(place, found, here), positions=here,
        federal_positions=positions.federal(said, place),
        claims=claims.findings(citable(tables.claims, tables.sources, as_of), place),
        events=events.findings(citable(tables.events, tables.sources, as_of), day.isoformat()),
        agreements=events.agreements(tables.agreements, place, day.isoformat()),
        curve=rollout.curve(tables.activations, day), active=rollout.active_counties(tables.activations, day),
        state_abbreviations=_abbreviations(tables), sources={},
    )  # fmt: skip
    return _with_sources(result, tables.sources, edition)


def to_json(found: CityFindings) -> str:
    """The findings as JSON, keys in a fixed order."""
    return TypeAdapter(CityFindings).dump_json(found, indent=1).decode() + "\n"


def from_json(text: str) -> CityFindings:
    """The findings that `to_json` wrote. Raises pydantic.ValidationError when the text is of another schema."""
    return TypeAdapter(CityFindings).validate_json(text)


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
    return [
        replace(f, caveats=(*f.caveats, f"Only {place.counties[0].name} was active in the state then."))
        if f.place == place.state_fips and f.period.end and set(state[state.activated_on <= f.period.end].fips) == here
        else f
        for f in found
    ]  # fmt: skip


def _abbreviations(tables: Tables) -> dict[str, str]:
    return dict(zip(tables.states.postal, tables.states.abbreviation, strict=True))


def _with_sources(found: CityFindings, registry: pd.DataFrame, edition: Edition) -> CityFindings:
    """The same findings with every source that they, or the edition's coalition, name."""
    named = {source for finding in found.findings for source in finding.sources}
    named |= {said.source for said in (*found.positions, *found.federal_positions)}
    named |= {said.source for said in found.claims} | {event.source for event in found.events}
    named |= {agreement.source for agreement in found.agreements} | {found.place.source}
    named |= {*found.curve.sources, *filter(None, [edition.coalition.asks_source])}
    rows = registry[registry.source_id.isin(named)].sort_values("source_id")
    sources = {
        row.source_id: Source(
            row.source_id, row.publisher, row.title, row.published_on, row.date_basis, row.address, row.standing
        )
        for row in each(rows)
    }
    return replace(found, sources=sources)
