"""One list of places from the sources: the same name in the same state and in a common county is the same place."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.gazetteer.entries import Entry, bare
from pipeline.places import folded

Key = tuple[str, str]


@dataclass(frozen=True)
class Merged:
    """A place of the registry; `police` says that it has a police department of its own, with its population."""

    state: str
    name: str
    counties: tuple[str, ...]
    population: int | None
    police: bool
    also: tuple[str, ...] = ()


class Merger:
    """GeoNames' places by state and name, to be met by the police's and the ZIP codes'."""

    def __init__(self, geonames: Iterable[Entry], zips: dict[Key, tuple[str, ...]]) -> None:
        """`zips`: the counties that the ZIP codes give a city, by state and key."""
        self._places: dict[Key, list[Entry]] = defaultdict(list)
        for entry in geonames:
            self._places[entry.state, entry.key].append(entry)
        self._zips = zips
        self.undecided: list[Entry] = []

    def merge(self, police: Sequence[Entry]) -> list[Merged]:
        """All places of both. An entry for which no source gives a county is left in `undecided`."""
        largest: dict[tuple[str, str, tuple[str, ...]], Entry] = {}
        for entry in sorted(police, key=lambda one: one.population or 0):
            largest[entry.state, entry.key, entry.counties] = entry  # some agencies stand in the file twice
        claimed = Counter((entry.state, folded(bare(entry.name)).replace(" ", "")) for entry in largest.values())
        met = [self._meet(entry, claimed) for entry in largest.values()]
        rest = [self._alone(entry) for entries in self._places.values() for entry in entries]
        return [place for place in (*met, *rest) if place]

    def _meet(self, entry: Entry, claimed: Counter[Key]) -> Merged | None:
        """A police department's city, with the name and counties of the GeoNames place it is, if it is one."""
        short = (entry.state, folded(bare(entry.name)).replace(" ", ""))
        alone = claimed[short] == 1
        found = self._take(entry, entry.key)
        if not found and alone and short[1] != entry.key:
            found = self._take(entry, short[1])
        if not found and alone and short not in self._places and not entry.name.endswith(" Township"):
            entry = replace(entry, name=bare(entry.name))
        counties = tuple(dict.fromkeys((*(found.counties if found else ()), *entry.counties))) or self._zip(entry)
        if not counties:
            self.undecided.append(entry)
            return None
        name = found.name if found else entry.name
        also = (entry.key, *entry.also, *(found.also if found else ()))
        return Merged(entry.state, name, counties, entry.population, True, also)

    def _take(self, entry: Entry, key: str) -> Entry | None:
        """GeoNames' place of this name that shares a county (or is the only one, where the FBI gives none); taken once."""
        named = self._places.get((entry.state, key), [])
        same = [one for one in named if set(one.counties) & set(entry.counties)]
        if not entry.counties and len(named) == 1:
            same = named
        for one in same:
            named.remove(one)
        if not named:
            self._places.pop((entry.state, key), None)
        joined = tuple(dict.fromkeys(code for one in same for code in one.counties))
        names = tuple(key for one in same for key in one.also)
        return replace(same[0], counties=joined, also=names) if same else None

    def _zip(self, entry: Entry) -> tuple[str, ...]:
        """The county by the ZIP codes, where they give just one."""
        given = self._zips.get((entry.state, entry.key), ())
        return given if len(given) == 1 else ()

    def _alone(self, entry: Entry) -> Merged | None:
        if not entry.counties:
            self.undecided.append(entry)
            return None
        return Merged(entry.state, entry.name, entry.counties, None, False, entry.also)


def slugs(places: Sequence[Merged], county_names: dict[str, str]) -> Iterator[tuple[str, Merged]]:
    """Each place with its slug; namesakes in one state get their county in it, all but the largest if that is known."""
    named: dict[str, list[Merged]] = defaultdict(list)
    for place in places:
        named[slug(place.name, place.state)].append(place)
    for plain, namesakes in named.items():
        by_size = sorted(namesakes, key=lambda one: (-(one.population or 0), one.counties))
        for number, place in enumerate(by_size):
            if len(by_size) == 1 or (number == 0 and place.population):
                yield plain, place
            else:
                yield slug(f"{place.name} {county_names[place.counties[0]]}", place.state), place


def slug(name: str, state: str) -> str:
    """A place's name in file names: "st-louis-mo"."""
    return f"{folded(name)} {state.lower()}".replace(" ", "-")
