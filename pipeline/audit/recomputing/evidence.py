"""The tables in data/ as plain text, row by row: read without the loaders that the findings rest on."""

import csv
from calendar import monthrange
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.audit.recomputing.own_rows import disputing, own_rows
from pipeline.findings.events import ENDED

if TYPE_CHECKING:
    import pyarrow

Row = dict[str, str]
OWN_ALONE = ("releases", "detention_workbooks", "detention_workbook_facilities")  # tables that data/ itself has none of
RECORD = ("day", "state", "fips", "criminality", "threat", "outcome", "facility")
REFUSED = ("contradicted", "not_found", "not found")  # by the second look: never shown, whatever `use` says


class Evidence:
    """The rows of data/ by id, each table read when it is first asked for."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._read: dict[str, tuple[Row, ...]] = {}
        self._records: dict[str, pyarrow.Table] = {}

    def table(self, name: str) -> tuple[Row, ...]:
        """All rows of a table as they are written, the user's own after ours."""
        if name not in self._read:
            path = self._data / f"{name}.csv"
            rows: list[Row] = []
            if name not in OWN_ALONE:
                with path.open(encoding="utf-8", newline="") as lines:
                    rows = list(csv.DictReader(lines))
            own = own_rows(self._data, name)
            self._read[name] = tuple(disputing(rows, own) if own and "disputed_by" in own[0] else rows + own)
        return self._read[name]

    def records(self, source: str) -> "pyarrow.Table":
        """The records of a release that the user brought, all words, a day as YYYY-MM-DD."""
        if source not in self._records:
            from pyarrow import parquet, string, table

            read = parquet.read_table(self._data / "own" / source / "records.parquet", columns=list(RECORD))
            self._records[source] = table({name: read[name].cast(string()) for name in RECORD})
        return self._records[source]

    def row(self, table: str, key: str) -> Row | None:
        """The row with this id; None where there is none."""
        return self._ids(table).get(key)

    @cached_property
    def activated(self) -> dict[str, Row]:
        """The rows of the list of activations by county."""
        return {row["fips"]: row for row in self.table("activations")}

    @cached_property
    def sources(self) -> dict[str, Row]:
        """The registry of sources by id."""
        return {row["source_id"]: row for row in self.table("sources")}

    def counted_until(self, day: str) -> str:
        """The last day up to which counties are counted as active: `day`, or the day the program was discontinued."""
        return min([day, *(row["date"] for row in self.table("events") if row["turn"] == ENDED)])

    @cached_property
    def listed_as(self) -> dict[str, str]:
        """The code that the list of activations has for a county whose code is a newer one, where it is one county."""
        return {r["code"]: r["listed_as"] for r in self.table("county_codes") if ";" not in r["listed_as"]}

    @cached_property
    def state_of(self) -> dict[str, str]:
        """The postal code of each state by its FIPS code."""
        return {row["fips"]: row["postal"] for row in self.table("states")}

    def _ids(self, table: str) -> dict[str, Row]:
        if table not in self._by_id:
            self._by_id[table] = {row["id"]: row for row in self.table(table)}
        return self._by_id[table]

    @cached_property
    def _by_id(self) -> dict[str, dict[str, Row]]:
        return {}


def last_day(iso: str) -> str:
    """The last day of a date that is known to the day, the month or the year."""
    year, *rest = iso.split("-")
    if len(rest) > 1:
        return iso
    month = int(rest[0]) if rest else 12
    return f"{year}-{month:02}-{monthrange(int(year), month)[1]:02}"


def first(rows: Iterable[Row], column: str) -> str:
    """The smallest value of a column."""
    return min(row[column] for row in rows)
