"""What the words of a name may mean: a bare name, or one with its state; "City of", "USA" and the like left away."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from pipeline.places.place import LONGEST, folded
from pipeline.rows import each

NATION = (("united", "states", "of", "america"), ("united", "states"), ("usa",), ("us",), ("eeuu",))
BEFORE = (("the",), ("city", "of"), ("town", "of"), ("village", "of"), ("township", "of"), ("borough", "of"),
          ("ciudad", "de"))  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """A name without blanks, and its state's two letters ("" for a bare name)."""

    key: str
    state: str


def readings(name: str, places: pd.DataFrame) -> list[Reading]:
    """What a name may mean, likeliest first; none for a name without a letter."""
    found = [reading for words in _plainer(folded(name).split()) for reading in _with_state(words, places)]
    return list(dict.fromkeys(found))


def is_zip(name: str) -> bool:
    """Whether it is a ZIP code, with or without its four last digits."""
    return bool(re.fullmatch(r"\s*[0-9]{5}(-[0-9]{4})?\s*", name))


def _plainer(words: list[str]) -> Iterator[list[str]]:
    """The words as typed, then without the nation, then without what stands before the name."""
    if words:
        yield words
    for tail in NATION:
        if len(words) > len(tail) and tuple(words[-len(tail) :]) == tail:
            words = words[: -len(tail)]
            yield words
            break
    for head in BEFORE:
        if len(words) > len(head) and tuple(words[: len(head)]) == head:
            yield words[len(head) :]
    if len(words) > 2 and words[:2] == ["county", "of"]:
        yield from _county_last(words[2:])


def _county_last(words: list[str]) -> Iterator[list[str]]:
    """ "County of Cook, IL" as "Cook County, IL": the state may have up to three words, or none."""
    yield from ([*words[:end], "county", *words[end:]] for end in range(len(words), max(0, len(words) - 4), -1))


def _with_state(words: list[str], places: pd.DataFrame) -> Iterator[Reading]:
    yield Reading("".join(words), "")
    if len("".join(words)) > 4 * LONGEST:
        return
    for row in each(places.drop_duplicates("state")):
        tails = (row.state.lower(), folded(row.state_name), *filter(None, row.state_also.split(";")))
        for tail in dict.fromkeys(tails):
            parts = tail.split()
            if len(words) > len(parts) and words[-len(parts) :] == parts:
                yield Reading("".join(words[: -len(parts)]), row.state)
