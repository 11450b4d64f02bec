"""A small table as lines of cells, from text or from whatever form a program has saved it in."""

import csv
from collections.abc import Sequence
from datetime import date, datetime
from io import StringIO
from math import isnan
from pathlib import Path

from pipeline.errors import RefusedFile
from pipeline.ingest.brought import Brought
from pipeline.ingest.cells import tables
from pipeline.ingest.counts import COLUMNS, Cells, rows
from pipeline.places import shown

LARGEST = 20_000_000  # bytes of a table of counts
WIDEST = 10_000  # signs in a cell


def counts_of(brought: Brought) -> list[tuple[int, Cells]]:
    """The filled rows of a table of counts with their numbers. Raises RefusedFile."""
    if brought.path.stat().st_size > LARGEST:
        raise RefusedFile(f"{brought.name} has more than {LARGEST:,} bytes: a table of counts is smaller.")
    if brought.form == "csv":
        return rows(lines(brought.name, brought.path.read_bytes()))
    found: list[tuple[int, Cells]] = []
    for table in tables(brought, is_counts):
        for piece in table.pieces(range(len(COLUMNS))):
            for number, cells in enumerate(piece.cells.itertuples(index=False), piece.first):
                found.append((number, dict(zip(map(_plain, table.columns), map(_typed, cells), strict=True))))
    filled = [(number, cells) for number, cells in found if any(cells.values())]
    if not filled:
        raise RefusedFile("There is a header and no row below it.")
    return filled


def is_counts(names: Sequence[str]) -> bool:
    """Whether columns of these names are those of a table of counts."""
    return tuple(map(_plain, names)) == COLUMNS


def _plain(name: str) -> str:
    return name.strip().lower()


def _typed(cell: object) -> str:
    """A cell as a person would type it: a whole number without a point, a day as YYYY-MM-DD."""
    if cell is None or (isinstance(cell, float) and isnan(cell)):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def lines(name: str, raw: bytes) -> list[list[str]]:
    """The cells of a file of comma-separated values, row by row. Raises RefusedFile with what it is instead."""
    where = Path(name).name
    if b"\0" in raw:
        raise RefusedFile(f"{shown(where)} holds NUL bytes: it is no text, or text in UTF-16. Save it as CSV (UTF-8).")
    reader = csv.reader(StringIO(_text(where, raw), newline=""), strict=True)
    try:
        found = list(reader)
    except csv.Error as error:
        raise RefusedFile(f"{shown(where)}, row {reader.line_num}: not comma-separated values ({error}).") from None
    if any(len(cell) > WIDEST for line in found for cell in line):
        raise RefusedFile(f"{shown(where)} has a cell of more than {WIDEST:,} signs: a quotation mark may be missing.")
    return found


def _text(where: str, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        raise RefusedFile(f"{shown(where)}, row {row}: not UTF-8. Save it as CSV (UTF-8).") from None
