"""ICE's detention workbooks that a user brought: the mean of people held in each facility, and what became of each row.

The mean is that of a fiscal year up to the day of the workbook; it says where people are held, not where they were arrested.
"""

from pathlib import Path
from typing import Any

import pandas as pd
from pandera.pandas import Check

from pipeline.errors import BrokenTable
from pipeline.rows import each
from pipeline.sources import contract as c
from pipeline.sources import own

LEFT_OUT = ("notes", "no_figures", "twice")
PLACING = ("placed_by_name", "placed_by_city", "unplaced")
PLACED = ("name", "city", "")
TOLD_BY = ("footnotes", "publication")  # what tells the day to which a workbook counts
_NUMBERS = ("read", *LEFT_OUT, "used", *PLACING)


def _adds_up(whole: str, parts: tuple[str, ...]) -> Check:
    def holds(frame: pd.DataFrame) -> pd.Series:
        cells = frame.apply(pd.to_numeric, errors="coerce")
        same: pd.Series = cells[whole].eq(cells[list(parts)].sum(axis=1))
        return same

    return c.rule(holds, f"{whole}: the sum of {', '.join(parts)}")


def _within_its_year(frame: pd.DataFrame) -> pd.Series:
    year = pd.to_numeric(frame["fiscal_year"].str[2:], errors="coerce")
    start = frame["period_start"].eq((year - 1).astype("Int64").astype(str) + "-10-01")
    end = frame["period_end"].le(year.astype("Int64").astype(str) + "-09-30")
    return start & end & frame["period_start"].le(frame["period_end"])


WORKBOOK = c.Contract(
    file="detention_workbook.csv",
    columns={
        "id": c.text(),
        "file": c.text(),
        "sha256": c.matching(r"[0-9a-f]{64}", "a SHA-256"),
        "sheet": c.text(blank=True),
        "fiscal_year": c.matching(r"FY20\d\d", "a fiscal year"),
        "period_start": c.date(),
        "period_end": c.date(),
        "day_told_by": c.one_of(*TOLD_BY),
        **{name: c.whole_number() for name in _NUMBERS},
        "source_id": c.text(),
    },
    key=("id",),
    numbers=dict.fromkeys(_NUMBERS, "int64"),
    rows=(
        _adds_up("read", ("used", *LEFT_OUT)),
        _adds_up("used", PLACING),
        c.rule(_within_its_year, "period_end: a day of the fiscal year, which begins on October 1"),
    ),
)

FACILITIES = c.Contract(
    file="detention_workbook_facilities.csv",
    columns={
        "id": c.matching(r"M\d{6}", "an id such as M900001"),
        "row": c.whole_number(),
        "facility": c.text(),
        "city": c.text(blank=True),
        "state": c.matching(c.POSTAL, "two capitals", blank=True),
        "fips": c.matching(c.COUNTY, "five digits", blank=True),
        "placed": c.one_of(*PLACED),
        "contract": c.text(blank=True),
        "held": c.matching(r"\d{1,5}(\.\d{1,2})?", "a mean of people, with at most two decimals"),
        "source_id": c.text(),
    },
    key=("id",),
    numbers={"held": "float64"},
)


def workbooks(data: Path) -> pd.DataFrame:
    """The reconciliation of each workbook on the shelf, a row each. Raises BrokenTable."""
    return _all(data, WORKBOOK)


def facilities(data: Path) -> pd.DataFrame:
    """The facilities of each workbook on the shelf, with the mean of people held there. Raises BrokenTable."""
    return _all(data, FACILITIES)


def reconciled(data: Path, source: str) -> list[str]:
    """What became of the rows of a workbook, in lines; none for a source of another kind."""
    frame = workbooks(data)
    return [_said(row._asdict()) for row in each(frame[frame["id"] == source])]


def check(folder: Path) -> None:
    """Read a source's folder by the contracts, where it is one of a workbook. Raises BrokenTable."""
    if (folder / WORKBOOK.file).is_file():
        known = frozenset(own.load_source(folder)["source_id"])
        line, rows = c.read(folder, WORKBOOK, known).iloc[0], c.read(folder, FACILITIES, known)
        if len(rows) != line["used"]:
            raise BrokenTable(
                f"data/own/{folder.name}/{FACILITIES.file} has {len(rows)} rows, where {line['used']} are used."
            )


def _all(data: Path, contract: c.Contract) -> pd.DataFrame:
    found = [
        c.read(folder, contract, frozenset(own.load_source(folder)["source_id"]))
        for folder in own.folders(data)
        if (folder / WORKBOOK.file).is_file()
    ]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=[*contract.columns])


def _said(row: dict[str, Any]) -> str:
    left = ", ".join(f"{name.replace('_', ' ')} {row[name]:,}" for name in LEFT_OUT)
    placed = ", ".join(f"{name.replace('_', ' ')} {row[name]:,}" for name in PLACING)
    return (
        f"{row['fiscal_year']}, {row['period_start']} to {row['period_end']} (the day is told by its "
        f"{row['day_told_by']}); left out: {left}; counties: {placed}."
    )
