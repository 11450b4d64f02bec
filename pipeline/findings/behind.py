"""The rows of data/ that a briefing's findings were computed from, so that whoever doubts a number can walk back.

A finding names its rows as `R189` (an id of a table whose rows have one), as `table:id`, or, in the tables of
counties, as `table:place` or `table:place:year`, where a place is a county or state FIPS code or "US" (all rows).
"""

import json

import pandas as pd

from pipeline.errors import UnknownRow
from pipeline.findings.model import NATION, CityFindings
from pipeline.sources.tables import Tables

Cells = dict[str, str | int | float | None]
Rows = dict[str, dict[str, Cells]]

# Tables whose rows have an id, by its first letter; in Python two 287(g) tables have shorter names than their files.
LETTERS = {
    "R": "reported_counts",
    "P": "positions",
    "C": "claims",
    "F": "published_findings",
    "E": "events",
    "A": "agreements_287g",
    "G": "agreements_287g_sheets",
    "D": "removals_287g",
    "L": "rules",
    "T": "arrests_states",
    "K": "arrests_criminality",
    "H": "detention_counties",
    "M": "detention_workbook_facilities",
    "N": "detention_nation",
    "V": "agreements_287g_spans",
    "W": "detainers",
    "J": "doj_list",
}
ATTRIBUTES = {
    "agreements_287g": "agreements",
    "removals_287g": "removals",
}


class RowsBehind:
    """The tables row by row, each read when first asked for and then kept for the other places of the run."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._read: dict[str, _Table] = {}
        self._written: dict[str, dict[str, str]] = {}
        self._found: dict[str, tuple[str, list[str]]] = {}

    def of(self, found: CityFindings) -> Rows:
        """The rows behind everything a briefing shows: {table: {row id: {column: value}}}, both in order.

        Words are as in data/ (a blank is ""), numbers are numbers, a missing one is None. Raises UnknownRow when
        something names a row that is not there.
        """
        return {table: {id: self._table(table).row(id) for id in ids} for table, ids in self._ids(found).items()}

    def json(self, found: CityFindings) -> str:
        """The same as JSON, a row a line; each row is written once for all the places of a run."""
        tables = (self._as_json(table, ids) for table, ids in self._ids(found).items())
        return "{\n" + ",\n".join(tables) + "\n}\n"

    def _as_json(self, table: str, ids: list[str]) -> str:
        known, written = self._table(table), self._written.setdefault(table, {})
        for id in ids:
            if id not in written:
                written[id] = f"{json.dumps(id)}: {json.dumps(known.row(id), ensure_ascii=False)}"
        return f"{json.dumps(table)}: {{\n" + ",\n".join([written[id] for id in ids]) + "\n}"

    def _ids(self, found: CityFindings) -> dict[str, list[str]]:
        """The ids of the rows by table, both in order."""
        ids: dict[str, set[str]] = {}
        for name in named(found):
            table, some = self._find(name)
            ids.setdefault(table, set()).update(some)
        return {table: sorted(ids[table]) for table in sorted(ids)}

    def _find(self, name: str) -> tuple[str, list[str]]:
        if name not in self._found:
            self._found[name] = self._looked_up(name)
        return self._found[name]

    def _looked_up(self, name: str) -> tuple[str, list[str]]:
        table, _, key = name.rpartition(":") if name.count(":") < 2 else name.partition(":")
        table = table or LETTERS.get(key[:1], "")
        rows = self._table(table).places if table else {}
        ids = [key] if key in rows else [id for id in rows if _covers(key, id)]
        if not ids:
            raise UnknownRow(f'A finding names the row "{name}", which is in no table of data/.')
        return table, ids

    def _table(self, name: str) -> "_Table":
        if name not in self._read:
            frame = getattr(self._tables, ATTRIBUTES.get(name, name), None)
            self._read[name] = _Table(frame if isinstance(frame, pd.DataFrame) else pd.DataFrame({"id": []}))
        return self._read[name]


class _Table:
    """A table whose rows are found by their id, and turned into words and numbers only when they are shown."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._columns = [str(column) for column in frame.columns]
        self._frame = frame
        self.places = {key: place for place, key in enumerate(_keys(frame))}

    def row(self, key: str) -> Cells:
        cells = self._frame.iloc[self.places[key]].tolist()
        return {column: _whole(cell) for column, cell in zip(self._columns, cells, strict=True)}


def named(found: CityFindings) -> set[str]:
    """Every row that findings, positions, claims, events, agreements and rules name."""
    rows = {row for finding in found.findings for row in finding.rows}
    rows |= {row for said in found.spoken for row in said.rows}
    rows |= {row for claim in found.claims for row in claim.rows}
    rows |= {row for one in found.published for row in one.rows}
    rows |= {row for rule in found.rules for row in rule.rows}
    return (
        rows
        | {event.id for event in found.events}
        | {agreement.id for agreement in (*found.agreements, *found.present, *found.gone)}
    )


def _covers(place: str, id: str) -> bool:
    """Whether a place, perhaps with a year, takes in the row of this county (and year)."""
    place, _, year = place.partition(":")
    county, _, of_year = id.partition(":")
    if not county.isdigit() or (year and year != of_year):
        return False
    return place == NATION or (place.isdigit() and county.startswith(place))


def _keys(frame: pd.DataFrame) -> list[str]:
    """The id of each row; else its place (or day, or facility) and, where there is one, its state, month or year."""
    if "id" in frame:
        return frame["id"].astype(str).tolist()
    names = [name for name in ("day", "code", "place", "fips") if name in frame][:1]
    if names != ["code"]:
        names += [name for name in ("month", "year", *(["state"] if names == ["day"] else [])) if name in frame]
    elif "month" in frame:
        names += ["month"]
    keys = frame[names[0]].astype(str)
    for name in names[1:]:
        keys = keys + ":" + frame[name].astype(str)
    return keys.tolist()


def _whole(cell: object) -> str | int | float | None:
    """A cell as it is written: 183 for 183.0 (a column that holds percentages too makes a float of every count)."""
    if isinstance(cell, str):
        return cell
    if pd.isna(cell):  # type: ignore[call-overload]
        return None
    number = float(cell)  # type: ignore[arg-type]
    return int(number) if number.is_integer() else number
