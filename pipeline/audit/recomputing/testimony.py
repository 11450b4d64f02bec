"""What was said and where it was printed: statements, claims, events, agreements and sources, word by word as in data/."""

from collections.abc import Iterator

from pipeline.audit.fault import Fault
from pipeline.audit.recomputing.evidence import REFUSED, Evidence, Row, last_day
from pipeline.findings.model import CityFindings

# Field of a finding -> column of its table.
POSITION = {
    "place": "jurisdiction",
    "place_name": "place",
    "level": "level",
    "kind": "kind",
    "date": "date",
    "actor": "actor",
    "office": "office",
    "stance": "stance",
    "topic": "topic",
    "statement": "statement",
    "source": "source_id",
}
CLAIM = {
    "topic": "topic",
    "side": "side",
    "place": "jurisdiction",
    "place_name": "place",
    "statement": "statement",
    "figure": "figure",
    "period": "period",
    "source": "source_id",
    "tells": "tells",
}
PUBLISHED = {
    "topic": "topic",
    "place": "jurisdiction",
    "place_name": "place",
    "statement": "statement",
    "figure": "figure",
    "made_by": "made_by",
    "source": "source_id",
}
EVENT = {
    "date": "date",
    "place": "jurisdiction",
    "statement": "statement",
    "label": "label",
    "source": "source_id",
    "turn": "turn",
}
AGREEMENT = {"agency": "agency", "signed": "first_signed_on", "models": "model", "source": "source_id"}
RULE = {
    "place": "jurisdiction",
    "topic": "topic",
    "statement": "statement",
    "kind": "kind",
    "instrument": "instrument",
    "date": "date",
    "standing": "standing",
    "read_in": "read_in",
    "note": "note",
    "source": "source_id",
}
SOURCE = {
    "publisher": "publisher",
    "title": "title",
    "published_on": "published_on",
    "date_basis": "date_basis",
    "address": "address",
    "standing": "standing",
}


def faults(found: CityFindings, evidence: Evidence, as_of: str) -> Iterator[Fault]:
    """Every word and date of a statement or source that differs from its row, and what may not be shown at all.

    `as_of` is the last day whose evidence the edition may cite (ISO), empty if it has none.
    """
    for said in (*found.positions, *found.federal_positions, *found.organizations):
        yield from _against(said.id, said, evidence.row("positions", said.id), POSITION)
    for said in found.on_agreements:
        yield from _against(said.id, said, evidence.row("positions", said.id), POSITION, about="287(g)")
    for claim in found.claims:
        row = evidence.row("claims", claim.id)
        yield from _against(claim.id, claim, row, CLAIM)
        for answer in set(claim.answers) - set(row["answered_by"].split(";") if row else ()):
            yield Fault(claim.id, f"answer {answer}", "is not one that data/ joins to it")
    for one in found.published:
        yield from _against(one.id, one, evidence.row("published_findings", one.id), PUBLISHED)
    for event in found.events:
        yield from _against(event.id, event, evidence.row("events", event.id), EVENT)
    for agreement in found.agreements:
        yield from _against(agreement.id, agreement, evidence.row("agreements_287g", agreement.id), AGREEMENT)
    for agreement in found.present:
        row = evidence.row("agreements_287g_sheets", agreement.id)
        yield from _against(agreement.id, agreement, row, AGREEMENT | {"signed": "signed_on", "kind": "kind"})
    for agreement in found.gone:
        row = evidence.row("agreements_287g_spans", agreement.id)
        yield from _against(agreement.id, agreement, row, AGREEMENT | {"signed": "last_sheet", "kind": "kind"})
    for rule in found.rules:
        yield from _against(rule.id, rule, evidence.row("rules", rule.id), RULE)
    for source in found.sources.values():
        yield from _against(source.source_id, source, evidence.sources.get(source.source_id), SOURCE)
    yield from _sourced(found, evidence, as_of)


def _against(
    name: str, item: object, row: Row | None, columns: dict[str, str], about: str = "the program"
) -> Iterator[Fault]:
    if row is None:
        yield Fault(name, "stands in no row", "of data/")
        return
    if row.get("use") == "no" or row.get("second_look") in REFUSED or row.get("about", about) != about:
        yield Fault(name, "is shown", "although its row says that it must not be")
    for field, column in columns.items():
        if getattr(item, field) != row[column]:
            yield Fault(name, f"{field} {getattr(item, field)!r}", f"is not what data/ gives: {row[column]!r}")


def _sourced(found: CityFindings, evidence: Evidence, as_of: str) -> Iterator[Fault]:
    """Everything shown has a source, one that the registry knows and that the edition may cite."""
    shown = [(f.id, f.sources) for f in found.findings] + [(c.id, c.sources) for c in (found.curve, found.active)]
    shown += [(said.id, (said.source,)) for said in found.spoken]
    shown += [(claim.id, (claim.source,)) for claim in found.claims]
    shown += [(one.id, (one.source,)) for one in found.published]
    shown += [(event.id, (event.source,)) for event in found.events]
    shown += [(agreement.id, (agreement.source,)) for agreement in (*found.agreements, *found.present, *found.gone)]
    shown += [(rule.id, (rule.source,)) for rule in found.rules]
    for id, sources in shown:
        if not any(sources):
            yield Fault(id, "has no source", "and so no father")
        for source in filter(None, sources):
            if source not in found.sources or source not in evidence.sources:
                yield Fault(id, f"source {source}", "is in no row of data/sources.csv, or not attached")
            elif as_of and not _citable(evidence.sources[source], as_of):
                yield Fault(id, f"source {source}", f"was not published by {as_of}")


def _citable(source: Row, as_of: str) -> bool:
    """Reference data always; evidence if the last day of its date lies on or before the edition's day."""
    if source["standing"] == "reference":
        return True
    return bool(source["published_on"]) and last_day(source["published_on"]) <= as_of
