"""The files inside a PDF: the findings it says it prints, the rows behind them and its sources, against data/."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from pydantic import ValidationError

from pipeline.audit.fault import Fault
from pipeline.audit.recomputing.evidence import Evidence, Row
from pipeline.findings.city import from_json, to_json
from pipeline.findings.model import CityFindings
from pipeline.narrative.document.attachments import FINDINGS, ROWS, SOURCES

Json = dict[str, "Json"] | list["Json"] | str | float | bool | None
MOST = 20  # differences of one file that are worth listing


def findings(files: dict[str, bytes]) -> CityFindings | Fault:
    """The attached findings; a fault where there are none or they cannot be read."""
    if FINDINGS not in files:
        return Fault(FINDINGS, "is not attached", "so nothing vouches for the numbers")
    try:
        return from_json(files[FINDINGS].decode())
    except (ValidationError, UnicodeDecodeError) as error:
        return Fault(FINDINGS, "cannot be read:", " ".join(str(error).split())[:200])


def faults(files: dict[str, bytes], found: CityFindings, evidence: Evidence) -> Iterator[Fault]:
    """Where the attached files differ from `found`, the findings gathered anew, from data/ and from each other."""
    wanted = {FINDINGS: json.loads(to_json(found)), SOURCES: {id: asdict(one) for id, one in found.sources.items()}}
    for name in (FINDINGS, SOURCES):
        given = _read(files, name)
        yield from [given] if isinstance(given, Fault) else list(_differences(name, given, wanted[name]))[:MOST]
    rows = _read(files, ROWS)
    yield from [rows] if isinstance(rows, Fault) else _rows(_object(rows), found, evidence)
    for name in files.keys() - {FINDINGS, ROWS, SOURCES}:
        yield Fault(name, "is attached", "although no briefing carries such a file")


def _read(files: dict[str, bytes], name: str) -> Json | Fault:
    try:
        read: Json = json.loads(files[name])
    except KeyError:
        return Fault(name, "is not attached", "to this PDF")
    except ValueError as error:
        return Fault(name, "cannot be read:", str(error))
    return read


def _differences(where: str, given: Json, wanted: Json) -> Iterator[Fault]:
    """Where two values of JSON differ, as deep as they go."""
    if isinstance(given, dict) and isinstance(wanted, dict):
        for key in [*wanted, *(key for key in given if key not in wanted)]:
            yield from _differences(f"{where}, {key}", given.get(key), wanted.get(key))
    elif isinstance(given, list) and isinstance(wanted, list) and len(given) == len(wanted):
        for number, (one, other) in enumerate(zip(given, wanted, strict=True)):
            name = other.get("id", number + 1) if isinstance(other, dict) else number + 1
            yield from _differences(f"{where}, {name}", one, other)
    elif given != wanted:
        yield Fault(where, _cut(given), f"is not what data/ gives: {_cut(wanted)}")


KEYS = (("day", "state"), ("code", "month"), ("place", "month"), ("fips", "year"), ("fips",))


def _object(value: Json) -> dict[str, Json]:
    """A value that should be an object; an empty one where it is something else, so that all is missing in it."""
    return value if isinstance(value, dict) else {}


def _rows(tables: dict[str, Json], found: CityFindings, evidence: Evidence) -> Iterator[Fault]:
    """Attached rows that differ from the tables, and rows that a finding names and that are not attached."""
    for table, rows in tables.items():
        known = {_key(row): row for row in evidence.table(table)}
        for id, cells in _object(rows).items():
            yield from _row(f"{ROWS}, {table} {id}", _object(cells), known.get(id))
    ids = {id for rows in tables.values() for id in _object(rows)}
    for finding in found.findings:
        for row in finding.rows:
            if ":" not in row and row not in ids:
                yield Fault(ROWS, f"row {row}", f"of {finding.id} is not attached")


def _row(where: str, cells: dict[str, Json], row: Row | None) -> Iterator[Fault]:
    if row is None:
        yield Fault(where, "stands in no row", "of data/")
        return
    for column, cell in cells.items():
        if column in row and not _same(cell, row[column]):
            yield Fault(where, f"{column} {_cut(cell)}", f"is not what data/ gives: {_cut(row[column])}")


def _key(row: Row) -> str:
    """The name of a row: its id, or its day, facility or place, with state, month or year where they are its key."""
    if "id" in row:
        return row["id"]
    names = next(names for names in KEYS if set(names) <= set(row))
    return ":".join(row[name] for name in names)


def _same(cell: Json, written: str) -> bool:
    """Whether a cell of JSON is the one written in the table: numbers by value, a missing one as a blank."""
    if cell is None or isinstance(cell, str):
        return (cell or "") == written
    try:
        return isinstance(cell, float | int) and float(cell) == float(written)
    except ValueError:
        return False


def _cut(value: object) -> str:
    text = " ".join(json.dumps(value, ensure_ascii=False).split())
    return text if len(text) <= 60 else f"{text[:59]}…"
