"""What is said of a name that is not one place: its namesakes, its state's cities, near matches."""

import math
from difflib import SequenceMatcher

import pandas as pd

from pipeline.places.place import LONGEST, folded, shown
from pipeline.places.readings import Reading, is_zip
from pipeline.rows import Row, each

LISTED = 5  # namesakes shown with their commands; more would not be read
NEAR = 0.75  # the least likeness of a near match
SHORTEST = 4  # letters; what is shorter is near to everything
OUTSIDE = {
    "PR": "Puerto Rico", "GU": "Guam", "VI": "US Virgin Islands", "AS": "American Samoa",
    "MP": "Northern Mariana Islands",
}  # fmt: skip
ALSO_OUTSIDE = {"sanjuan": "San Juan, Puerto Rico,"}  # larger than its namesakes here, so that nobody may guess


def nothing(name: str) -> str:
    """What to type where nothing was."""
    if name.strip():
        return f'"{shown(name)}" has no letter of a name. Type for example: make report CITY="Boston"'
    return 'No city given. Type for example: make report CITY="Boston"'


def which(name: str, rows: pd.DataFrame) -> str:
    """The namesakes, largest first, each with its command."""
    labels = _labels(rows)
    return f'"{shown(name)}" is the name of {len(labels)} places. Type one of: {_commands(labels)}'


def several(name: str, rows: pd.DataFrame) -> str:
    """The places in which the land of that name lies."""
    labels = _labels(rows)
    return f'"{shown(name)}" reaches over several counties. Type one of: {_commands(labels, len(labels))}'


def instead(name: str, rows: pd.DataFrame, slug: str) -> str:
    """That the largest was taken, and how to get another."""
    labels = _labels(rows)
    others = ", ".join(f'CITY="{label}"' for label in labels[1 : LISTED - 1])
    return f'Taken for "{shown(name)}": {labels[0]}, by far the largest of {len(labels)}. Another: {others}.'


def alias(name: str, found: pd.DataFrame, others: pd.DataFrame, column: str) -> str:
    """What a borough or a former name was taken for; nothing for a nickname that no other place has for its name."""
    place = _labels(found)[0]
    part = f"{shown(name)} is a borough of {place}: this is the briefing of the whole city."
    said = {"boroughs": part, "former": f'"{shown(name)}" is {place} in these data.'}.get(column, "")
    if others.empty:
        return said
    another = f'Another of that name: CITY="{_labels(others)[0]}".'
    return f"{said or f'Taken for {shown(name)}: {place}.'} {another}"


def asks_for_state(reading: Reading, rows: pd.DataFrame, places: pd.DataFrame) -> bool:
    """Whether a bare name is a state's, and no place in that state has it too."""
    postal = "" if reading.state else _state(reading.key, places)
    return bool(postal) and postal not in set(rows.state)


def of_state(name: str, key: str, rows: pd.DataFrame, places: pd.DataFrame) -> str:
    """A state's largest cities, and the places of its name elsewhere."""
    own = places[places.state.eq(_state(key, places)) & places.kind.eq("city")]
    said = f'"{shown(name)}" is a state. Type one of its cities: {_commands(_labels(own), 3)}'
    return said if rows.empty else f"{said}. Elsewhere: {_commands(_labels(rows), 2)}"


def is_outside(reading: Reading, rows: pd.DataFrame) -> bool:
    """Whether a bare name is that of a better known place outside these data."""
    return not reading.state and not rows.empty and reading.key in ALSO_OUTSIDE


def also_outside(name: str, rows: pd.DataFrame) -> str:
    """That the best known place of the name is outside the data, and the one that is inside."""
    known = ALSO_OUTSIDE[folded(name).replace(" ", "")]
    return f"{known} is outside these data. Type, if you mean another: {_commands(_labels(rows))}"


def unknown(name: str, reading: Reading, places: pd.DataFrame) -> str:
    """Why there is no such place, as far as known, and what to type."""
    words = folded(name).split()
    if is_zip(name):
        return f'"{shown(name)}" is a ZIP code; these data have none. Type the city\'s name, such as CITY="Boston, MA".'
    outside = next((place for postal, place in OUTSIDE.items() if _is_in(words, postal, place)), "")
    if outside:
        return (
            f"{outside} is outside these data: they cover the counties of the 50 states and the District of Columbia."
        )
    near = _near(reading, places)
    if near:
        commands = " or ".join(f'make report CITY="{label}"' for label in near)
        return f'No place called "{shown(name)}" is known. Did you mean {" or ".join(near)}? Type: {commands}'
    return (
        f'No place called "{shown(name)}" is known. Try its county (CITY="{_example(reading, places)}") or the town it '
        "belongs to; docs/adding-a-city.md tells how to add one. A name of several words needs quotes."
    )


def _labels(rows: pd.DataFrame) -> list[str]:
    """The names to type, largest first: with the county where the state has two of the name."""
    places = rows.drop_duplicates("slug").sort_values(["population", "slug"], ascending=[False, True])
    twice = places.duplicated(["city", "state"], keep=False)
    return [_label(row, again) for row, again in zip(each(places), twice, strict=True)]


def _label(row: Row, again: bool) -> str:
    return f"{row.city}, {row.county}, {row.state}" if again else f"{row.city}, {row.state}"


def _commands(labels: list[str], listed: int = LISTED) -> str:
    more = len(labels) - listed
    commands = ", ".join(f'make report CITY="{label}"' for label in labels[:listed])
    return f"{commands}; and {more} more: name the state" if more > 0 else commands


def _state(key: str, places: pd.DataFrame) -> str:
    """The two letters of the state of that name; "" where there is none."""
    states = places.drop_duplicates("state")
    names = zip(states.state, states.state_name, strict=True)
    return next((postal for postal, name in names if folded(name).replace(" ", "") == key), "")


def _is_in(words: list[str], postal: str, place: str) -> bool:
    tails = [postal.lower()], folded(place).split()
    return any(words[-len(tail) :] == tail for tail in tails) or words == folded(place).removeprefix("us ").split()


def _example(reading: Reading, places: pd.DataFrame) -> str:
    """A county to show how one is typed: the largest of the state that was named."""
    rows = places[places.state.eq(reading.state) & places.kind.eq("county")]
    return _labels(rows)[0] if not rows.empty else "Hampden County, MA"


def _near(reading: Reading, places: pd.DataFrame) -> list[str]:
    """Up to three names near the one typed in spelling, and likely: the more residents, the less alike they need be."""
    key = reading.key[:LONGEST]
    rows = places[places.state.eq(reading.state)] if reading.state else places
    keys = rows.slug.str[:-3].str.replace("-", "", regex=False)
    alike = keys.str[:1].eq(key[:1]) | keys.str[-2:].eq(key[-2:])
    close = alike & keys.str.len().between(len(key) - 2, len(key) + 2)
    if len(key) < SHORTEST or not close.any():
        return []
    rows = rows[close].drop_duplicates("slug").sort_values("population", ascending=False)
    scores: dict[str, float] = {}
    for row, near in zip(each(rows), keys[rows.index], strict=True):
        ratio = SequenceMatcher(None, key, near).ratio()
        if ratio >= NEAR and not any(label.startswith(f"{row.city}, ") for label in scores):
            scores[f"{row.city}, {row.state}"] = ratio + _likely(row)
    best = sorted(scores, key=lambda label: -scores[label])[:3]
    return [label for label in best if scores[label] > scores[best[0]] - 0.1]


def _likely(row: Row) -> float:
    return 0.0 if pd.isna(row.population) else 0.03 * math.log10(max(1, int(row.population)))
