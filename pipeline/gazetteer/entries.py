"""What each source says a place is: name, state and counties, with the exceptions that decide where sources err."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.gazetteer.counties import CountyNames
from pipeline.places import folded
from pipeline.rows import Row

GEONAMES, POLICE = "geonames", "police"
DISTRICT = "Washington, D.C."
# What tells a municipality from its neighbour of the same name; GeoNames leaves it out where only one bears the name.
KINDS = (" Township", " Town", " Village", " Borough", " City")
OF_KIND = re.compile(r"^(?:Town|Village|City) of (.+)$")
OF_COUNTY = re.compile(r", [^,]+ County$")


@dataclass(frozen=True)
class Entry:
    """A place as one source has it; `counties` are codes of the list of activations, `population` None if not known.

    `also` is the key of the name it had before an exception gave it another.
    """

    table: str
    state: str
    name: str
    counties: tuple[str, ...]
    population: int | None = None
    also: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name as it is compared: without case, blanks and points."""
        return folded(self.name).replace(" ", "")


class Exceptions:
    """The rows of place_exceptions.csv; remembers which of them met a row of their source."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows: dict[tuple[str, ...], str] = {
            (row.table, row.state, row.name, row.county, row.decision): row.value for row in rows
        }
        self._used: set[tuple[str, ...]] = set()

    def decide(self, entry: Entry, county: str) -> Entry | None:
        """The entry as the exceptions leave it; None if it is no place of the registry."""
        if self._value(entry, county, "drop") is not None:
            return None
        counties = self._value(entry, county, "counties")
        name = self._value(entry, county, "name")
        codes = tuple(counties.split(";")) if counties else entry.counties
        return replace(entry, counties=codes, name=name or entry.name, also=(entry.key,) if name else ())

    def unused(self) -> list[tuple[str, ...]]:
        """The keys of exceptions that no row of their source met: a name misspelt, or a source that changed."""
        return sorted(self._rows.keys() - self._used)

    def _value(self, entry: Entry, county: str, decision: str) -> str | None:
        for where in (county, ""):
            key = (entry.table, entry.state, entry.name, where, decision)
            if key in self._rows:
                self._used.add(key)
                return self._rows[key]
        return None


def of_geonames(
    rows: list[dict[str, str]], states: dict[str, str], counties: CountyNames, exceptions: Exceptions
) -> Iterator[Entry]:
    """The places of GeoNames, each once for a county; `states` are the postal codes by name."""
    seen: set[tuple[str, str, tuple[str, ...]]] = set()
    for row in rows:
        state = "DC" if row["admin1"] == DISTRICT else states[row["admin1"]]
        entry = Entry(GEONAMES, state, row["name"], counties.codes(state, row["admin2"]))
        decided = exceptions.decide(entry, row["admin2"])
        if decided and (decided.state, decided.key, decided.counties) not in seen:
            seen.add((decided.state, decided.key, decided.counties))
            yield decided


def of_police(rows: Iterable[Row], counties: CountyNames, exceptions: Exceptions) -> Iterator[Entry]:
    """The cities and towns with a police department; counties empty where the FBI's are Connecticut's regions."""
    for row in rows:
        if row.kind == "city":
            codes = [counties.codes(row.state, name) for name in row.counties.split(";")]
            known = tuple(dict.fromkeys(code[0] for code in codes if len(code) == 1))
            name = OF_COUNTY.sub("", row.agency)
            decided = exceptions.decide(
                Entry(POLICE, row.state, row.agency, known, row.population or None), row.counties
            )
            if decided:
                yield replace(decided, name=name) if decided.name == row.agency else decided


def bare(name: str) -> str:
    """The name without its kind: "Hempstead Village", "Village of Pinecrest" are Hempstead and Pinecrest."""
    of_kind = OF_KIND.match(name)
    if of_kind:
        return of_kind[1]
    return next((name.removesuffix(kind) for kind in KINDS if name.endswith(kind) and name != kind.strip()), name)
