"""What a place's briefing tells of the last publication: numbers that moved, and corrections.

The last publication's manifest is an input like a table: the same manifest and findings give the same words. Where a
place's findings are as that publication told them, its briefing repeats what it told then, so that nothing changes.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from pipeline.findings.model import CityFindings, Correction, Since
from pipeline.publish.difference import causes, changed_inputs, changes, sources
from pipeline.publish.manifest import Manifest, told
from pipeline.sources.corrections import Entry


def with_past(
    found: CityFindings,
    last: Manifest | None,
    inputs: Callable[[], Mapping[str, str]],
    entries: tuple[Entry, ...],
) -> CityFindings:
    """The findings with what moved since the `last` publication, and with the corrections of the place's documents.

    `inputs` gives the hashes of what documents are made of now; it is asked only where something moved.
    """
    corrections = tuple(_correction(one) for one in entries if found.place.slug in one.places)
    found = replace(found, corrections=tuple(one for one in corrections))
    if last is None or found.place.slug not in last.findings:
        return found
    old, new = last.findings[found.place.slug], told(found)
    moved = tuple(change.moved for change in changes(old, new) if change.is_seen)
    came, went = sources(new.values()) - sources(old.values()), sources(old.values()) - sources(new.values())
    if not moved and not came and not went:
        slug = found.place.slug
        return replace(found, since=last.since.get(slug), moved=tuple(last.moved.get(slug, ())))
    why = causes(changed_inputs(last.inputs, inputs()))
    return replace(found, since=Since("since", last.published, why, len(came), len(went)), moved=moved)


def _correction(entry: Entry) -> Correction:
    return Correction(f"correction.{entry.id}", entry.date.isoformat(), entry.since.isoformat(), entry.words)
