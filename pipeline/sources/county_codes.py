"""data/county_codes.csv: retired, renamed and new county codes, and the codes under which ICE's list has their land."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.sources import contract as c
from pipeline.sources.registry import read_sourced

CODES = c.Contract(
    file="county_codes.csv",
    columns={
        "code": c.matching(c.COUNTY, "five digits"),
        "state": c.matching(c.POSTAL, "two capitals"),
        "name": c.text(),
        "listed_as": c.matching(rf"{c.COUNTY}(?:;{c.COUNTY})*", "counties' codes, joined by ;"),
        "change": c.one_of("renamed", "split", "redrawn", "merged"),
        "year": c.matching(r"(?:19|20)\d\d", "a year"),
        "note": c.text(),
        "source_id": c.text(),
    },
    key=("code",),
)


def load(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Codes that are not, or no longer, those of the list of activations; a region has several. Raises BrokenTable."""
    return read_sourced(data, CODES, sources)


@dataclass(frozen=True)
class Relisted:
    """Rows by what became of their county code; each row of the input is in exactly one of the three.

    `one`: with the code of the list in the column `listed`; `several`: the land lies in several counties of the list,
    so a count cannot be given to one; `unknown`: no county of that code.
    """

    one: pd.DataFrame
    several: pd.DataFrame
    unknown: pd.DataFrame


def relisted(frame: pd.DataFrame, column: str, codes: pd.DataFrame, listed: pd.Series) -> Relisted:
    """The rows of `frame` by the code in `column`, told in terms of the codes of the list (`listed`)."""
    known = {code: code for code in listed} | dict(zip(codes.code, codes.listed_as, strict=True))
    now = frame[column].map(known)
    several = now.str.contains(";", na=False)
    one = now.notna() & ~several
    return Relisted(frame[one].assign(listed=now[one]), frame[several].assign(listed=now[several]), frame[now.isna()])
