"""What changed between two publications: per place which findings moved, from what to what, which sources, and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from pipeline.findings.model import Cause
from pipeline.publish.changes import Change, PlaceChange, Told
from pipeline.publish.manifest import Manifest

TABLES, EDITION = "data/", "editions/"  # how the names of inputs begin; all others are code
OWN = "own/"
CORRECTIONS = "data/corrections.toml"
WORDS: dict[Cause, str] = {
    "data": "new data", "correction": "a correction", "edition": "a changed edition", "code": "new code",
}  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """What changed from one publication to a later one: place by place, and why, as far as their inputs tell."""

    before: str
    after: str
    places: tuple[PlaceChange, ...]
    why: tuple[Cause, ...]
    tables: tuple[str, ...] = ()
    files: bool = False  # whether any file came, went or changed, those of the site too

    def lines(self) -> Iterator[str]:
        """The difference for a terminal."""
        if not self.places:
            which = (
                "No finding and no document changed; pages or files of the site did,"
                if self.files
                else "Nothing changed"
            )
            yield f"{which} from {self.before} to {self.after}."
            return
        yield f"From {self.before} to {self.after}, because of: {', '.join(self._reasons()) or 'nothing that was recorded'}."
        for place in self.places:
            seen = ", ".join(place.documents) or "no document reads otherwise"
            yield f"{place.place}: {seen}"
            yield from (f"  {change.text()}" for change in place.findings)
            yield from (f"  source new: {source}" for source in place.sources_new)
            yield from (f"  source gone: {source}" for source in place.sources_gone)

    def _reasons(self) -> Iterator[str]:
        for cause in self.why:
            yield f"{WORDS[cause]} ({', '.join(self.tables)})" if cause == "data" else WORDS[cause]


def difference(before: Manifest, after: Manifest) -> Difference:
    """What changed from one manifest to the other."""
    slugs = sorted({*before.findings, *after.findings})
    places = (_place(slug, before, after) for slug in slugs)
    changed = tuple(place for place in places if place.findings or place.documents)
    names = changed_inputs(before.inputs, after.inputs)
    tables = tuple(dict.fromkeys(_table(name) for name in names if _cause(name) == "data"))
    return Difference(before.published, after.published, changed, causes(names), tables, before.files != after.files)


def changes(old: Mapping[str, Told], new: Mapping[str, Told]) -> tuple[Change, ...]:
    """The findings that are not as they were, in their order."""
    all_of = (Change(id, old.get(id), new.get(id)) for id in dict.fromkeys(chain(old, new)))
    return tuple(change for change in all_of if _hash(change.before) != _hash(change.after))


def sources(told: Iterable[Told]) -> set[str]:
    """The ids of the sources of findings."""
    return {source for one in told for source in one.sources}


def changed_inputs(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The names of inputs that came, went or changed."""
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def causes(names: Iterable[str]) -> tuple[Cause, ...]:
    """Of which kinds these inputs are, the data first."""
    found = {_cause(name) for name in names}
    return tuple(cause for cause in WORDS if cause in found)


def _cause(name: str) -> Cause:
    if name == CORRECTIONS:
        return "correction"
    return "data" if name.startswith(TABLES) else "edition" if name.startswith(EDITION) else "code"


def _table(name: str) -> str:
    """A table's name; of what was brought, that of its source alone, which has several files."""
    table = name.removeprefix(TABLES)
    return table.rpartition("/")[0] if table.startswith(OWN) else table


def _place(slug: str, before: Manifest, after: Manifest) -> PlaceChange:
    old, new = before.findings.get(slug, {}), after.findings.get(slug, {})
    cited, cites = sources(old.values()), sources(new.values())
    return PlaceChange(
        slug,
        changes(old, new),
        tuple(sorted(cites - cited)),
        tuple(sorted(cited - cites)),
        _documents(slug, before, after),
    )


def _hash(told: Told | None) -> str:
    return told.hash if told else ""


def _documents(slug: str, before: Manifest, after: Manifest) -> tuple[str, ...]:
    """The place's documents that came, went or changed; pages for the web beside a PDF say nothing more."""
    names = {name for name in {*before.files, *after.files} if _of(name) == slug and name.endswith(".pdf")}
    return tuple(sorted(name for name in names if before.files.get(name) != after.files.get(name)))


def _of(name: str) -> str:
    return name.partition(".")[0].removesuffix("-onepager")
