"""A name as people type it -> a place: its counties (one or several) and its slug; near matches for a typo."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from typing import Literal

import pandas as pd

from pipeline.errors import AmbiguousPlace, UnknownPlace
from pipeline.rows import Row, each

LONGEST = 80  # no US place name comes near; a longer one is shown cut
LISTED = 5  # namesakes shown with their commands; more would not be read
POLICE = "ref-fbi-police-2025"  # the source of the cities that have a police department
OTHERS = 5  # other cities of a county that are named
# Spelt out or short, a name is the same.
SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
OUTSIDE = {
    "PR": "Puerto Rico", "GU": "Guam", "VI": "US Virgin Islands", "AS": "American Samoa",
    "MP": "Northern Mariana Islands",
}  # fmt: skip

Kind = Literal["city", "county"]
Head = Literal["mayor", "sheriff", ""]


@dataclass(frozen=True)
class County:
    """A county the place lies in, and the (other) cities and towns there that have a police of their own."""

    fips: str
    name: str
    others: tuple[str, ...]
    others_more: int


@dataclass(frozen=True)
class Place:
    """A city with all its counties, or a county by itself; counts are never split between counties.

    `population` is for ordering namesakes (None: not known); `head` is whom the briefing addresses, where that is sure;
    `police` tells whether a city has its own.
    """

    slug: str
    city: str
    state: str
    state_name: str
    state_fips: str
    counties: tuple[County, ...]
    population: int | None
    source: str
    kind: Kind = "city"
    head: Head = ""
    police: bool = True

    @property
    def full_name(self) -> str:
        """The place and its state, as on the first page."""
        return f"{self.city}, {self.state_name}"


def find(name: str, places: pd.DataFrame, preferred: tuple[str, ...] = ()) -> Place:
    """The place called `name`: "Boston", "boston ma", "Boston, Massachusetts", "Cook County, IL".

    A name in `preferred` (slugs of the edition's own cities) wins over its namesakes. Raises UnknownPlace with up to
    three near matches, AmbiguousPlace with the candidates, largest first, each with the command to type.
    """
    words = folded(name).split()
    if not words:
        raise UnknownPlace('No city given. Type for example: make report CITY="Boston"')
    rows = _named(words, places)
    slugs = list(dict.fromkeys(rows.slug))
    ours = [slug for slug in slugs if slug in preferred]
    if len(slugs) > 1 and len(ours) != 1:
        raise AmbiguousPlace(_which(name, rows))
    if not slugs:
        raise UnknownPlace(_unknown(name, words, places))
    return by_slug((ours or slugs)[0], places)


def by_slug(slug: str, places: pd.DataFrame) -> Place:
    """The place with this slug. Raises UnknownPlace."""
    rows = places[places.slug == slug]
    if rows.empty:
        raise UnknownPlace(f'No place "{shown(slug)}" in data/places.csv.')
    first = next(each(rows))
    return Place(
        slug=slug, city=first.city, state=first.state, state_name=first.state_name, state_fips=first.fips[:2],
        counties=tuple(_county(row) for row in each(rows)),
        population=None if pd.isna(first.population) else int(first.population),
        source=first.source_id, kind=first.kind, head=first.head,
        police=first.source_id == POLICE,
    )  # fmt: skip


def folded(name: str) -> str:
    """A name without case, accents and punctuation, so that "Coeur d'Alene" meets "coeur dalene", "Saint" meets "St."."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9 ]", " ", re.sub(r"[.'`]", "", plain)).split()
    return " ".join(SHORT.get(word, word) for word in words)


def shown(name: str) -> str:
    """What a user typed, safe to print on one line."""
    one_line = "".join(c if c.isprintable() else " " for c in name)
    return one_line if len(one_line) <= LONGEST else one_line[: LONGEST - 1] + "…"


def _county(row: Row) -> County:
    """The county of a row; its own city is not among the others."""
    cities = [city for city in row.largest_cities.split(";") if city]
    others = [city for city in cities if row.kind == "county" or city != row.city]
    total = int(row.cities) - (len(cities) - len(others))
    return County(row.fips, row.county, tuple(others[:OTHERS]), total - len(others[:OTHERS]))


def _named(words: list[str], places: pd.DataFrame) -> pd.DataFrame:
    """The rows of every place that goes by these words, with or without its state, and if need be its county."""
    keys = _keys(places)
    for key, state in _readings(words, places):
        within = places.state.eq(state) if state else places.state.ne("")
        found = within & (keys.eq(key) | places.also.str.contains(rf"(?:^|;){key}(?:;|$)", regex=True))
        if not found.any():
            found = within & _with_county(key, keys, places)
        if found.any():
            return places[places.slug.isin(places.slug[found])]
    return places[:0]


def _readings(words: list[str], places: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """What the words may mean, likeliest first: (key, "") for a bare name, (key, state) for one with its state."""
    yield "".join(words), ""
    states = places.drop_duplicates("state")
    for postal, state_name in zip(states.state, states.state_name, strict=True):
        for tail in ([postal.lower()], folded(state_name).split()):
            if words[-len(tail) :] == tail and len(words) > len(tail):
                yield "".join(words[: -len(tail)]), postal


def _keys(places: pd.DataFrame) -> pd.Series:
    """Each row's name without state and blanks: that of the slug "new-york-ny" is "newyork"."""
    return places.slug.str[:-3].str.replace("-", "", regex=False)


def _with_county(key: str, keys: pd.Series, places: pd.DataFrame) -> pd.Series:
    """Which rows are called by their name followed by their county: "Oakland, Susquehanna County"."""
    near = places[places.city.str[:1].str.lower().eq(key[:1])]
    typed = [folded(f"{city} {county}").replace(" ", "") for city, county in zip(near.city, near.county, strict=True)]
    return keys.index.to_series().isin(near.index[[one == key for one in typed]])


def _which(name: str, rows: pd.DataFrame) -> str:
    places = rows.drop_duplicates("slug").sort_values(["population", "slug"], ascending=[False, True])
    twice = places.duplicated("state", keep=False)
    labels = [_label(row, several) for row, several in zip(each(places), twice, strict=True)]
    commands = ", ".join(f'make report CITY="{label}"' for label in labels[:LISTED])
    more = len(labels) - LISTED
    rest = f"; and {more} more: name the state" if more > 0 else ""
    return f'"{shown(name)}" is the name of {len(labels)} places. Type one of: {commands}{rest}'


def _label(row: Row, several: bool) -> str:
    """The name to type: with its county where the state has two of the name."""
    return f"{row.city}, {row.county}, {row.state}" if several else f"{row.city}, {row.state}"


def _unknown(name: str, words: list[str], places: pd.DataFrame) -> str:
    outside = next((place for postal, place in OUTSIDE.items() if _is_in(words, postal, place)), "")
    if outside:
        return (
            f"{outside} is outside these data: they cover the counties of the 50 states and the District of Columbia."
        )
    near = _near(words, places)
    if near:
        commands = " or ".join(f'make report CITY="{label}"' for label in near)
        return f'No place called "{shown(name)}" is known. Did you mean {" or ".join(near)}? Type: {commands}'
    return (
        f'No place called "{shown(name)}" is known. Try its county (CITY="Hampden County, MA") or the town it belongs to; '
        "docs/adding-a-city.md tells how to add one. A name of several words needs quotes."
    )


def _is_in(words: list[str], postal: str, place: str) -> bool:
    tails = [postal.lower()], folded(place).split()
    return any(words[-len(tail) :] == tail for tail in tails) or words == folded(place).removeprefix("us ").split()


def _near(words: list[str], places: pd.DataFrame) -> list[str]:
    """Up to three names that are nearly the one typed, the best first; of namesakes the largest."""
    *_, (key, state) = _readings(words, places)
    key = key[:LONGEST]
    rows = places[places.state.eq(state)] if state else places
    keys = _keys(rows)
    # Two names this near have nearly the same length and begin or end alike: the rest need no closer look.
    alike = keys.str[:1].eq(key[:1]) | keys.str[-2:].eq(key[-2:])
    rows = rows[alike & keys.str.len().between(len(key) - 2, len(key) + 2)].sort_values("population", ascending=False)
    labels: dict[str, str] = {}
    for near, row in zip(_keys(rows), each(rows), strict=True):
        labels.setdefault(near, f"{row.city}, {row.state}")
    found = get_close_matches(key, list(labels), n=3, cutoff=0.7)
    best = max((_ratio(key, one) for one in found), default=0.0)
    return [labels[one] for one in found if _ratio(key, one) > best - 0.1]


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
