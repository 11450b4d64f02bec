"""Which place a name means, with its state or without; of namesakes the one that is ten times as large as the rest."""

from dataclasses import dataclass

import pandas as pd

from pipeline.errors import AmbiguousPlace, UnknownPlace
from pipeline.places import words as told
from pipeline.places.place import Place, by_slug, folded
from pipeline.places.readings import Reading, readings

TIMES = 10  # as populous as all its namesakes together: such a place is meant
CERTAIN = 50_000  # residents; a smaller place is not taken before namesakes whose residents are not known


@dataclass(frozen=True)
class Choice:
    """The place that was chosen, and the line that says why another might be meant ("" where nothing need be said)."""

    slug: str
    said: str


def find(name: str, places: pd.DataFrame, preferred: tuple[str, ...] = ()) -> Place:
    """The place called `name`: "Boston", "boston ma", "Boston, Mass.", "City of Boston", "NYC", "Cook County, IL".

    A name in `preferred` (slugs of the edition's own cities) wins over its namesakes; else a place ten times as populous
    as all of them together does. Raises UnknownPlace with up to three near matches, AmbiguousPlace with the candidates,
    largest first, each with the command to type.
    """
    return by_slug(choose(name, places, preferred).slug, places)


def taken(name: str, places: pd.DataFrame, preferred: tuple[str, ...] = ()) -> str:
    """The line that says which place was taken for `name`, and how to get another; "" where nothing need be said."""
    return choose(name, places, preferred).said


def choose(name: str, places: pd.DataFrame, preferred: tuple[str, ...] = ()) -> Choice:
    """The place that a name means, with what is to be said of the choice. Raises as find does."""
    if name in set(places.slug):
        return Choice(name, "")
    possible = readings(name, places)
    if not possible:
        raise UnknownPlace(told.nothing(name))
    for reading in possible:
        choice = _alias(name, reading, places) or _own(name, reading, places, preferred)
        if choice:
            return choice
    raise UnknownPlace(told.unknown(name, possible[-1], places))


def _alias(name: str, reading: Reading, places: pd.DataFrame) -> Choice | None:
    """The place of a nickname, a borough or a former county. Raises AmbiguousPlace where it lies in several."""
    rows = _within(reading, places)
    for column in ("nicknames", "boroughs", "nations", "former"):
        found = rows[_has(rows[column], reading.key)]
        if found.empty:
            continue
        own = _called(reading, places)
        if column in ("nations", "former") and not own.empty:
            continue
        if found.slug.nunique() > 1:
            raise AmbiguousPlace(told.several(name, found))
        others = own[own.state.ne(found.state.iloc[0])]
        return Choice(found.slug.iloc[0], told.alias(name, found, others, column))
    return None


def _own(name: str, reading: Reading, places: pd.DataFrame, preferred: tuple[str, ...]) -> Choice | None:
    """The place whose own name it is. Raises AmbiguousPlace where it is that of several, none of them sure."""
    rows = _called(reading, places)
    slugs = list(dict.fromkeys(rows.slug))
    ours = [slug for slug in slugs if slug in preferred]
    if len(ours) == 1:
        return Choice(ours[0], "")
    if told.asks_for_state(reading, rows, places):
        raise AmbiguousPlace(told.of_state(name, reading.key, rows, places))
    if told.is_outside(reading, rows):
        raise AmbiguousPlace(told.also_outside(name, rows))
    if len(slugs) < 2:
        return Choice(slugs[0], "") if slugs else None
    largest = _largest(rows)
    if not largest:
        raise AmbiguousPlace(told.which(name, rows))
    return Choice(largest, told.instead(name, rows, largest))


def _largest(rows: pd.DataFrame) -> str:
    """The slug of the place ten times as populous as all its namesakes together; "" where there is none."""
    known = rows.drop_duplicates("slug").sort_values("population", ascending=False)
    first, rest = known.iloc[0], known.iloc[1:]
    if pd.isna(first.population) or (rest.population.isna().any() and first.population < CERTAIN):
        return ""
    return str(first.slug) if first.population >= TIMES * rest.population.fillna(0).sum() else ""


def _within(reading: Reading, places: pd.DataFrame) -> pd.DataFrame:
    return places[places.state.eq(reading.state)] if reading.state else places


def _called(reading: Reading, places: pd.DataFrame) -> pd.DataFrame:
    """The rows of every place that goes by this name, and if need be by its name and its county's."""
    rows, key = _within(reading, places), reading.key
    keys = rows.slug.str[:-3].str.replace("-", "", regex=False)
    found = keys.eq(key) | _has(rows.also, key)
    if not found.any():
        found = _with_county(key, rows)
    return places[places.slug.isin(rows.slug[found])]


def _has(cells: pd.Series, key: str) -> pd.Series:
    return (";" + cells + ";").str.contains(f";{key};", regex=False)


def _with_county(key: str, rows: pd.DataFrame) -> pd.Series:
    """Which rows are called by their name followed by their county: "Oakland, Susquehanna County"."""
    near = rows[rows.city.str[:1].str.lower().eq(key[:1])]
    typed = [folded(f"{city} {county}").replace(" ", "") for city, county in zip(near.city, near.county, strict=True)]
    return rows.index.to_series().isin(near.index[[one == key for one in typed]])
