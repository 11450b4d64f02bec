"""A file that somebody brings, opened with care: what it is, its bytes, its lines; or why it cannot be taken."""

import csv
import os
import stat
from io import StringIO
from pathlib import Path

from pipeline.errors import RefusedFile
from pipeline.places import shown

LARGEST = 20_000_000  # bytes of a table of counts
WIDEST = 10_000  # signs in a cell

_KINDS = (
    (b"PK\x03\x04", "a workbook or another packed file"),
    (b"\xd0\xcf\x11\xe0", "an old workbook (xls), which may hold macros"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "a Feather file"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"<", "a web page or XML"),
)


def opened(name: str) -> bytes:
    """The bytes of the file `name`. Raises RefusedFile for what is no plain file, is empty or is too large."""
    if "://" in name:
        raise RefusedFile(f'FILE "{shown(name)}" is an address: download the file first, then give its path.')
    if not name.strip() or "\0" in name:
        raise RefusedFile("FILE names no file: give the path of the table, FILE=answer.csv.")
    try:
        handle = os.open(name, os.O_RDONLY | os.O_NONBLOCK)  # a pipe that nobody writes to must not hold us up
    except OSError as error:
        raise RefusedFile(f'FILE "{shown(name)}" cannot be read: {error.strerror}.') from None
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise RefusedFile(f'FILE "{shown(name)}" is a folder or a device, not a file.')
        if found.st_size > LARGEST:
            raise RefusedFile(f'FILE "{shown(name)}" has {found.st_size:,} bytes; a table has at most {LARGEST:,}.')
        with os.fdopen(handle, "rb", closefd=False) as file:
            raw = file.read(LARGEST)
    finally:
        os.close(handle)
    if not raw.strip():
        raise RefusedFile(f'FILE "{shown(name)}" is empty.')
    return raw


def lines(name: str, raw: bytes) -> list[list[str]]:
    """The cells of a file of comma-separated values, row by row. Raises RefusedFile with what it is instead."""
    where = Path(name).name
    for start, kind in _KINDS:
        if raw.startswith(start):
            raise RefusedFile(f"{shown(where)} is {kind}. Save the table as CSV (UTF-8), then give that.")
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
