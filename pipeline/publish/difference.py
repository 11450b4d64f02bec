"""What changed between two publications: per place which findings moved, from what to what, which sources, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from pipeline.publish.manifest import Manifest, Told

TABLES, EDITION = "data/", "editions/"  # how the names of inputs begin; all others are code


@dataclass(frozen=True)
class Change:
    """A finding before and after; None where there was, or is, none."""

    id: str
    before: Told | None
    after: Told | None

    def text(self) -> str:
        """The change on one line."""
        one = self.after or self.before
        assert one is not None
        head = f"{one.measure}, {one.place}"
        if self.before is None:
            return f"{head}: new, {_number(one)}"
        if self.after is None:
            return f"{head}: gone, was {_number(one)}"
        before, after = _number(self.before), _number(self.after)
        return f"{head}: {before} -> {after}" if before != after else f"{head}: {after}, told otherwise"


@dataclass(frozen=True)
class PlaceChange:
    """What changed of a place: findings, sources that came or went, and which of its documents read otherwise."""

    place: str
    findings: tuple[Change, ...]
    sources_new: tuple[str, ...]
    sources_gone: tuple[str, ...]
    documents: tuple[str, ...]

    @property
    def unseen(self) -> bool:
        """Whether a finding changed and no document shows it."""
        return bool(self.findings) and not self.documents


@dataclass(frozen=True)
class Difference:
    """What changed from one publication to a later one: place by place, and why, as far as their inputs tell."""

    before: str
    after: str
    places: tuple[PlaceChange, ...]
    why: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """The difference for a terminal."""
        if not self.places:
            yield f"Nothing changed from {self.before} to {self.after}."
            return
        yield f"From {self.before} to {self.after}, because of: {', '.join(self.why) or 'nothing that was recorded'}."
        for place in self.places:
            seen = ", ".join(place.documents) or "no document reads otherwise"
            yield f"{place.place}: {seen}"
            yield from (f"  {change.text()}" for change in place.findings)
            yield from (f"  source new: {source}" for source in place.sources_new)
            yield from (f"  source gone: {source}" for source in place.sources_gone)


def difference(before: Manifest, after: Manifest) -> Difference:
    """What changed from one manifest to the other."""
    slugs = sorted({*before.findings, *after.findings})
    places = (_place(slug, before, after) for slug in slugs)
    changed = tuple(place for place in places if place.findings or place.documents)
    return Difference(before.published, after.published, changed, tuple(_why(before, after)))


def _place(slug: str, before: Manifest, after: Manifest) -> PlaceChange:
    old, new = before.findings.get(slug, {}), after.findings.get(slug, {})
    changes = (Change(id, old.get(id), new.get(id)) for id in dict.fromkeys(chain(old, new)))
    found = tuple(change for change in changes if _hash(change.before) != _hash(change.after))
    cited, cites = _sources(old.values()), _sources(new.values())
    return PlaceChange(
        slug, found, tuple(sorted(cites - cited)), tuple(sorted(cited - cites)), _documents(slug, before, after)
    )


def _hash(told: Told | None) -> str:
    return told.hash if told else ""


def _sources(told: Iterable[Told]) -> set[str]:
    return {source for one in told for source in one.sources}


def _documents(slug: str, before: Manifest, after: Manifest) -> tuple[str, ...]:
    """The place's documents that came, went or changed; pages for the web beside a PDF say nothing more."""
    names = {name for name in {*before.files, *after.files} if _of(name) == slug and name.endswith(".pdf")}
    return tuple(sorted(name for name in names if before.files.get(name) != after.files.get(name)))


def _of(name: str) -> str:
    return name.partition(".")[0].removesuffix("-onepager")


def _why(before: Manifest, after: Manifest) -> Iterator[str]:
    """What of the inputs differs, the data first."""
    changed = {name for name in {*before.inputs, *after.inputs} if before.inputs.get(name) != after.inputs.get(name)}
    tables = sorted(name for name in changed if name.startswith(TABLES))
    if tables:
        yield f"new data ({', '.join(name.removeprefix(TABLES) for name in tables)})"
    if any(name.startswith(EDITION) for name in changed):
        yield "a changed edition"
    if any(not name.startswith((TABLES, EDITION)) for name in changed):
        yield "new code"


def _number(told: Told) -> str:
    parts = f" ({told.numerator:,} of {told.denominator:,})" if told.numerator is not None and told.denominator else ""
    until = f", to {told.until}" if told.until else ""
    return f"{told.value}{parts}{until}"
