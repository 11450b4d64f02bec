"""The rows of data/own/ as plain text, read without the loaders; and which of them dispute a row that stands elsewhere."""

import csv
from pathlib import Path

Row = dict[str, str]
FILES = {
    "sources": "source.csv",
    "reported_counts": "reported_counts.csv",
    "releases": "release.csv",
    "agreements_287g_sheets": "agreements_287g_sheets.csv",
    "detention_workbooks": "detention_workbook.csv",
    "detention_workbook_facilities": "detention_workbook_facilities.csv",
}  # by the table of data/ that they add to
THING = ("jurisdiction", "covers", "city", "measure", "period_start", "period_end")


def own_rows(data: Path, table: str) -> list[Row]:
    """The rows that the user's own sources add to a table; what begins with a point is being written or removed."""
    if table not in FILES:
        return []
    found = [path for path in sorted(data.glob(f"own/*/{FILES[table]}")) if not path.parent.name.startswith(".")]
    return [row for path in found for row in _read(path)]


def disputing(embedded: list[Row], own: list[Row]) -> list[Row]:
    """All rows; an own one and one of another source that give the same thing different values name each other."""
    links: dict[str, list[str]] = {row["id"]: [] for row in (*embedded, *own)}
    same: dict[tuple[str, ...], list[Row]] = {}
    for row in (*embedded, *own):
        same.setdefault(tuple(row[column] for column in THING), []).append(row)
    for mine, other in ((mine, row) for mine in own for row in same[tuple(mine[column] for column in THING)]):
        if _differ(mine, other):
            links[mine["id"]].append(other["id"])
            links[other["id"]].append(mine["id"])
    rows = (*embedded, *own)
    return [row | {"disputed_by": ";".join(dict.fromkeys(_named(row) + links[row["id"]]))} for row in rows]


def _differ(one: Row, other: Row) -> bool:
    shown = "no" not in (one["use"], other["use"]) and one["source_id"] != other["source_id"]
    same = all(one[column] == other[column] for column in THING)
    return shown and same and float(one["value"]) != float(other["value"])


def _named(row: Row) -> list[str]:
    return [id for id in row["disputed_by"].split(";") if id]


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
