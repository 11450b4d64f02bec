"""A table as spreadsheet programs save it: its encoding and its separator found out, its header matched by name."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from pipeline.errors import BrokenRecipients

LARGEST = 5_000_000  # bytes: a hundred times what a list of every sheriff and mayor of the nation takes
SEPARATORS = (",", ";", "\t")
TOLD = re.compile(
    r'"?sep=([,;\t])"?\r?\n', re.IGNORECASE
)  # a first line by which some programs tell Excel the separator
# By the first bytes of a file what programs write there; a file without such a mark is UTF-8, or else Windows-1252.
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True)
class Line:
    """A row of the table: the number that a spreadsheet shows beside it, and its cells by column."""

    row: int
    cells: Mapping[str, str]


def lines(path: Path, columns: Mapping[str, tuple[str, ...]], needed: tuple[str, ...]) -> list[Line]:
    """The rows of the table at `path` that are not blank, cells stripped.

    `columns` are the columns' names, each with what people call it too; a column that is not there has blank cells,
    unless it is `needed`. Raises BrokenRecipients: no such file, no text, no header that is known.
    """
    text = _text(path)
    header, rows = _split(path, text)
    names = _matched(path, header, columns, needed)
    found = []
    for row, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
            raise _broken(path, f"row {row} has {len(cells)} cells where the header has {len(names)}", _QUOTES)
        known = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}
        found.append(Line(row, {column: known.get(column, "") for column in columns}))
    return found


_QUOTES = "put a cell that holds the separator between quotes"


def _broken(path: Path, what: str, remedy: str) -> BrokenRecipients:
    return BrokenRecipients(f"{path.name}: {what}; {remedy}.")


def _text(path: Path) -> str:
    if not path.is_file():
        raise _broken(path, "there is no such file", "give RECIPIENTS= the path of your table")
    if path.stat().st_size > LARGEST:
        raise _broken(path, f"larger than {LARGEST // 1_000_000} MB", "is it the list of recipients?")
    data = path.read_bytes()
    if data[:4] == b"PK\x03\x04":
        raise _broken(path, "a workbook, not a table of text", "save it as CSV (File, Save As)")
    try:
        text = data.decode(next((name for mark, name in MARKS if data.startswith(mark)), "utf-8"))
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")  # what spreadsheet programs of Windows write
    if "\x00" in text or "�" in text:
        raise _broken(path, "holds signs that are no text", "save it as CSV, UTF-8")
    return text


def _split(path: Path, text: str) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The header's cells, and the rows below it with their numbers."""
    start = text.lstrip("\r\n \ufeff")
    told = TOLD.match(start)
    start = start[told.end() :] if told else start
    separator = told[1] if told else max(SEPARATORS, key=start.partition("\n")[0].count)
    try:
        rows = list(csv.reader(StringIO(start, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise _broken(path, f"cannot be read as a table ({error})", _QUOTES) from error
    if not rows:
        raise _broken(path, "is empty", "a template: python -m pipeline template recipients")
    above = len(rows[0]) and text[: len(text) - len(start)].count("\n")
    return rows[0], ((number + above, cells) for number, cells in enumerate(rows[1:], 2))


def _matched(
    path: Path, header: list[str], columns: Mapping[str, tuple[str, ...]], needed: tuple[str, ...]
) -> list[str]:
    """For each cell of the header the column it means; "" for one that is nobody's (its cells are not read)."""
    called = {_plain(word): column for column, words in columns.items() for word in (column, *words)}
    names = [called.get(_plain(cell), "") for cell in header]
    twice = next((name for name in names if name and names.count(name) > 1), "")
    if twice:
        raise _broken(path, f'two columns mean "{twice}"', "take one of them out")
    missing = [name for name in needed if name not in names]
    if missing:
        listed = ", ".join(columns)
        raise _broken(path, f'row 1 has no column "{missing[0]}"', f"the columns are {listed}")
    return names


def _plain(word: str) -> str:
    return re.sub(r"[^a-z]", "", word.lower())
