"""Records of ICE that a user brought: of each release the rows that are used, without any identifier, and its reconciliation."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
from pandera.pandas import Check

from pipeline.errors import BrokenTable
from pipeline.rows import each
from pipeline.sources import contract as c
from pipeline.sources import own

KINDS = ("detainers", "arrests", "detentions", "encounters", "removals")
CRIMINALITY = ("convicted", "pending_charges", "other_immigration_violator", "")
THREAT = ("1", "2", "3", "")  # blank: no conviction on record
PLACED = ("code", "city", "county", "")
RECORDS = "records.parquet"
LEFT_OUT = ("no_day", "impossible_day", "duplicate")
PLACING = ("placed_by_code", "placed_by_city", "placed_by_county", "unplaced")
WORDS = (
    "state",
    "fips",
    "placed",
    "facility",
    "criminality",
    "threat",
    "outcome",
)  # columns of the records that are words
COLUMNS = ("row", "sheet", "day", *WORDS)
_NUMBERS = ("read", *LEFT_OUT, "used", *PLACING)


def _reconciled(frame: pd.DataFrame) -> pd.Series:
    cells = frame.apply(pd.to_numeric, errors="coerce")
    same: pd.Series = cells["read"].eq(cells[["used", *LEFT_OUT]].sum(axis=1))
    return same


def _placed(frame: pd.DataFrame) -> pd.Series:
    cells = frame.apply(pd.to_numeric, errors="coerce")
    same: pd.Series = cells["used"].eq(cells[list(PLACING)].sum(axis=1))
    return same


RELEASE = c.Contract(
    file="release.csv",
    columns={
        "id": c.text(),
        "kind": c.one_of(*KINDS),
        "file": c.text(),
        "sha256": c.matching(r"[0-9a-f]{64}", "a SHA-256"),
        "first_day": c.date(),
        "last_day": c.date(),
        **{name: c.whole_number() for name in _NUMBERS},
        "county_filled": c.matching(r"\d{1,3}(\.\d)?", "a percentage", blank=True),
        "source_id": c.text(),
    },
    key=("id",),
    numbers=dict.fromkeys(_NUMBERS, "int64"),
    rows=(
        Check(_reconciled, error="read: as many as are used and left out"),
        Check(_placed, error="used: as many as are placed and not placed"),
    ),
)


@dataclass(frozen=True)
class Release:
    """One release: what it is, and its folder, from which the records are read when they are first asked for."""

    folder: Path
    source_id: str
    kind: str
    first_day: str
    last_day: str

    @cached_property
    def records(self) -> pd.DataFrame:
        """A row a record that is used: its `row` and `sheet` in the file, `day`, and words as categories. Raises BrokenTable."""
        frame = _records(self.folder / RECORDS)
        days = frame["day"].astype("datetime64[s]")
        return frame.assign(day=days, month=days.dt.strftime("%Y-%m").astype("category"))

    @cached_property
    def made(self) -> dict[str, object]:
        """What was computed of it once for all places of a run, by whoever computes."""
        return {}


def table(data: Path) -> pd.DataFrame:
    """The reconciliation of each release on the shelf, a row each. Raises BrokenTable."""
    found = [
        c.read(folder, RELEASE, frozenset(own.load_source(folder)["source_id"]))
        for folder in own.folders(data)
        if (folder / RELEASE.file).is_file()
    ]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=[*RELEASE.columns])


def releases(data: Path) -> tuple[Release, ...]:
    """The releases on the shelf, by id. Raises BrokenTable."""
    frame = table(data)
    told = zip(frame["source_id"], frame["kind"], frame["first_day"], frame["last_day"], strict=True)
    return tuple(Release(data / own.FOLDER / source, source, kind, first, last) for source, kind, first, last in told)


def reconciled(data: Path, source: str) -> list[str]:
    """What became of the rows of a release, in lines; none for a source of another kind."""
    frame = table(data)
    return [_said(row._asdict()) for row in each(frame[frame["id"] == source])]


def _said(row: dict[str, Any]) -> str:
    left = ", ".join(f"{name.replace('_', ' ')} {row[name]:,}" for name in LEFT_OUT)
    placed = ", ".join(f"{name.replace('_', ' ')} {row[name]:,}" for name in PLACING)
    filled = f"; the column of the county is {row['county_filled']} % full" if row["county_filled"] else ""
    return f"{row['kind']}, {row['first_day']} to {row['last_day']}; left out: {left}; counties: {placed}{filled}."


def check(folder: Path) -> None:
    """Read a source's folder by the contract, where it is one of a release. Raises BrokenTable."""
    if (folder / RELEASE.file).is_file():
        line = c.read(folder, RELEASE, frozenset(own.load_source(folder)["source_id"])).iloc[0]
        used = len(_records(folder / RECORDS))
        if used != line["used"]:
            raise BrokenTable(f"data/own/{folder.name}/{RECORDS} has {used} rows, where {line['used']} are used.")


def _records(path: Path) -> pd.DataFrame:
    try:
        frame = pd.read_parquet(path)
    except (OSError, ValueError) as error:
        raise BrokenTable(
            f"data/own/{path.parent.name}/{path.name} cannot be read ({error}): take its file anew."
        ) from None
    if tuple(frame.columns) != COLUMNS:
        raise BrokenTable(f"data/own/{path.parent.name}/{path.name} has other columns than {', '.join(COLUMNS)}.")
    for column, allowed in (("criminality", CRIMINALITY), ("threat", THREAT), ("placed", PLACED)):
        odd = set(frame[column].unique()) - set(allowed)
        if odd:
            raise BrokenTable(
                f"data/own/{path.parent.name}/{path.name}, column {column}: {min(odd)[:40]} is none it may hold."
            )
    return frame
