"""Codes of states and counties: each is one that is known, and the name beside it is its own.

A figure with another county's code would stand on that county's first page.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.sources import contract as c

GROUP = ":"  # in the code of several counties together, which have no code of their own
NATION = {"US": "United States"}


def names(states: pd.DataFrame, activations: pd.DataFrame) -> dict[str, str]:
    """The name of each code: "United States", "Georgia", "Suffolk County, MA"."""
    counties = (activations.county + ", " + activations.state).map(_plain)
    return (
        NATION | dict(zip(states.fips, states.name, strict=True)) | dict(zip(activations.fips, counties, strict=True))
    )


def check(path: Path, frame: pd.DataFrame, known: Mapping[str, str]) -> None:
    """Check the codes of a table's `jurisdiction` (several joined by ;), and names where it has them. Raises BrokenTable."""
    named = frame["jurisdiction_name"] if "jurisdiction_name" in frame else [None] * len(frame)
    for row, (codes, name) in enumerate(zip(frame["jurisdiction"], named, strict=True), c.HEADER + 1):
        for code in filter(None, codes.split(";")):
            if GROUP not in code and code not in known:
                raise c.broken(path, row, "jurisdiction", "the code of a state or county in activations.csv", code)
        if name is not None and codes in known and _plain(name) != known[codes]:
            raise c.broken(path, row, "jurisdiction_name", f"{known[codes]}, the name of {codes}", name)


def _plain(name: str) -> str:
    """A name with the straight apostrophe."""
    return name.replace("’", "'")
