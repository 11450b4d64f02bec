"""A place: a city with its counties, or a county; its name folded for comparing, and shown safely."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import pandas as pd

from pipeline.errors import UnknownPlace
from pipeline.rows import Row, each

LONGEST = 80  # no US place name comes near; a longer one is shown cut
POLICE = "ref-fbi-police-2025"  # the source of the cities that have a police department
OTHERS = 5  # other cities of a county that are named
# Spelt out or short, a name is the same.
SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}

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


def by_slug(slug: str, places: pd.DataFrame) -> Place:
    """The place with this slug. Raises UnknownPlace."""
    rows = places[places.slug == slug]
    if rows.empty:
        raise UnknownPlace(f'No place "{shown(slug)}" in data/places.csv.')
    return _place(list(each(rows)))


def every(places: pd.DataFrame, kind: str = "") -> Iterator[Place]:
    """All places of the registry in its order, or those of one kind ("county"); each row is read once."""
    chosen = places[places.kind == kind] if kind else places
    rows: dict[str, list[Row]] = {}
    for row in each(chosen):
        rows.setdefault(row.slug, []).append(row)
    return (_place(some) for some in rows.values())


def _place(rows: list[Row]) -> Place:
    first = rows[0]
    return Place(
        slug=first.slug, city=first.city, state=first.state, state_name=first.state_name, state_fips=first.fips[:2],
        counties=tuple(_county(row) for row in rows),
        population=None if pd.isna(first.population) else int(first.population),
        source=first.source_id, kind=first.kind, head=first.head,
        police=first.source_id == POLICE,
    )  # fmt: skip


@lru_cache(maxsize=100_000)
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
