"""A name as people type it -> a place: its counties (one or several) and its slug; near matches for a typo."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches

import pandas as pd

from pipeline.errors import AmbiguousPlace, UnknownPlace
from pipeline.rows import each

LONGEST = 80  # no US place name comes near; a longer one is shown cut


@dataclass(frozen=True)
class County:
    """A county the city lies in, and the other cities and towns there that have a police of their own."""

    fips: str
    name: str
    others: tuple[str, ...]
    others_more: int


@dataclass(frozen=True)
class Place:
    """A city with all its counties; counts are never split between them."""

    slug: str
    city: str
    state: str
    state_name: str
    state_fips: str
    counties: tuple[County, ...]
    population: int
    source: str

    @property
    def full_name(self) -> str:
        """The city and its state, as on the first page."""
        return f"{self.city}, {self.state_name}"


def find(name: str, places: pd.DataFrame, preferred: tuple[str, ...] = ()) -> Place:
    """The place called `name`: "Boston", "boston ma", "Boston, Massachusetts".

    A bare name in `preferred` (slugs of the edition's own cities) wins over its namesakes. Raises UnknownPlace with up
    to three near matches, AmbiguousPlace with the candidates, largest first, each with the command to type.
    """
    wanted = folded(name)
    if not wanted:
        raise UnknownPlace('No city given. Type for example: make report CITY="Boston"')
    rows = places[[wanted in _names(row) for row in each(places)]]
    slugs = list(dict.fromkeys(rows.slug))
    ours = [slug for slug in slugs if slug in preferred]
    if len(slugs) > 1 and len(ours) != 1:
        raise AmbiguousPlace(_which(name, rows))
    if not slugs:
        raise UnknownPlace(_unknown(name, wanted, places))
    return by_slug((ours or slugs)[0], places)


def by_slug(slug: str, places: pd.DataFrame) -> Place:
    """The place with this slug. Raises UnknownPlace."""
    rows = places[places.slug == slug]
    if rows.empty:
        raise UnknownPlace(f'No place "{shown(slug)}" in data/places.csv.')
    first = rows.iloc[0]
    counties = tuple(
        County(row.fips, row.county, tuple(filter(None, row.other_cities.split(";"))), int(row.other_cities_more))
        for row in each(rows)
    )
    return Place(
        slug, first.city, first.state, first.state_name, first.state_fips, counties, int(first.population),
        first.source_id,
    )  # fmt: skip


def folded(name: str) -> str:
    """A name without case, accents and punctuation, so that "Coeur d'Alene" meets "coeur dalene"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(re.sub(r"[^a-z0-9 ,]", "", plain).replace(",", " ").split())


def shown(name: str) -> str:
    """What a user typed, safe to print on one line."""
    one_line = "".join(c if c.isprintable() else " " for c in name)
    return one_line if len(one_line) <= LONGEST else one_line[: LONGEST - 1] + "…"


def _names(row: object) -> set[str]:
    city, state, state_name = (getattr(row, field) for field in ("city", "state", "state_name"))
    return {folded(text) for text in (city, f"{city} {state}", f"{city} {state_name}")}


def _which(name: str, rows: pd.DataFrame) -> str:
    largest = rows.drop_duplicates("slug").sort_values(["population", "slug"], ascending=[False, True])
    commands = ", ".join(f'make report CITY="{row.city}, {row.state}"' for row in each(largest))
    return f'"{shown(name)}" is the name of {len(largest)} places. Type one of: {commands}'


def _unknown(name: str, wanted: str, places: pd.DataFrame) -> str:
    labels = {folded(row.city): f"{row.city}, {row.state}" for row in each(places)}
    labels |= {f"{folded(row.city)} {row.state.lower()}": f"{row.city}, {row.state}" for row in each(places)}
    near = list(dict.fromkeys(labels[key] for key in get_close_matches(wanted[:LONGEST], list(labels), n=6)))[:3]
    hint = f"Did you mean {' or '.join(near)}?" if near else "data/places.csv lists the places that are known."
    return f'No place called "{shown(name)}" is known. {hint}'
