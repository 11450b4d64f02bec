"""The layout of reported counts as a person fills it in, and all that is wrong with a file at once."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.errors import RefusedFile
from pipeline.sources import contract as c
from pipeline.sources.vocabulary import COUNTS, QUALIFIERS, SHARES

KIND = "reported-counts"
COLUMNS = (
    "place",
    "measure",
    "value",
    "qualifier",
    "period_start",
    "period_end",
    "publisher",
    "title",
    "said_by",
    "note",
)
TEMPLATE = (
    ",".join(COLUMNS) + "\n" + '"Suffolk County, MA",removed_nonconvicted,0,exact,2010-01-01,2010-12-31,'
    '"Suffolk County Sheriff, answer to a records request",,,A SYNTHETIC example: put your rows in its place.\n'
)
_PRINTED = re.compile(rf"(?! ){c.PRINTED}+(?<! )\Z")
_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,4})?\Z")
_DATE = re.compile(rf"(?a:{c.PARTIAL_DATE})\Z")


@dataclass(frozen=True)
class Breach:
    """A cell that cannot be taken: its row as a spreadsheet shows it, its column, what is expected and what is there."""

    row: int
    column: str
    expected: str
    found: str
    sheet: str = ""

    def __str__(self) -> str:
        seen = "".join(sign if sign.isprintable() else " " for sign in self.found[:80])
        where = f"sheet {self.sheet[:40]}, " if self.sheet else ""
        return f"{where}row {self.row}, column {self.column}: expected {self.expected}; found {seen or 'nothing'}"


Cells = dict[str, str]


def rows(lines: list[list[str]]) -> list[tuple[int, Cells]]:
    """The filled rows with their numbers. Raises RefusedFile where the header is not that of the template."""
    header = tuple(cell.strip().lower() for cell in lines[0]) if lines else ()
    if header != COLUMNS:
        at = next((n for n, line in enumerate(lines, 1) if tuple(x.strip().lower() for x in line) == COLUMNS), 0)
        where = f"The header stands in row {at}; take out what stands above it" if at else "Row 1 is not the header"
        raise RefusedFile(f"{where}. Expected: {','.join(COLUMNS)} (python -m pipeline template {KIND} prints it).")
    odd = [n for n, line in enumerate(lines[1:], 2) if any(line) and len(line) != len(COLUMNS)]
    if odd:
        raise RefusedFile(f"Row {odd[0]} has not {len(COLUMNS)} cells as the header has: is a comma not in quotes?")
    found = [(n, dict(zip(COLUMNS, line, strict=True))) for n, line in enumerate(lines[1:], 2) if any(line)]
    if not found:
        raise RefusedFile("There is a header and no row below it.")
    return found


def breaches(rows: list[tuple[int, Cells]], codes: Mapping[str, str]) -> list[Breach]:
    """All that is wrong, in the order of the file; `codes` gives the code of each known place by `plain` name or code."""
    found = [breach for number, cells in rows for breach in _of_row(number, cells, codes)]
    first: dict[tuple[str, ...], int] = {}
    for number, cells in rows:
        said = (plain(cells["place"]), *(cells[name] for name in ("measure", "period_start", "period_end")))
        if first.setdefault(said, number) != number:
            found.append(
                Breach(number, "place", f"each figure once; it stands in row {first[said]} too", cells["place"])
            )
        if cells["publisher"] != rows[0][1]["publisher"] or cells["title"] != rows[0][1]["title"]:
            found.append(Breach(number, "publisher", "one document a file, as in the first row", cells["publisher"]))
    return sorted(found, key=lambda breach: breach.row)


def plain(place: str) -> str:
    """A place's name or code, by which it is looked up."""
    return " ".join(place.replace("’", "'").lower().split())


def _of_row(row: int, cells: Cells, codes: Mapping[str, str]) -> Iterator[Breach]:
    tests = {
        "place": (plain(cells["place"]) in codes, "a county (Suffolk County, MA), a state, United States, or a code"),
        "measure": (cells["measure"] in (*COUNTS, *SHARES), "a measure of data/README.md"),
        "value": (_fits(cells["value"], cells["measure"]), "a whole number, or for a share 0 to 100"),
        "qualifier": (cells["qualifier"] in QUALIFIERS, " | ".join(QUALIFIERS)),
        "period_end": (_forward(cells["period_start"], cells["period_end"]), "a day on or after period_start"),
        "publisher": (bool(cells["publisher"]), "who gave the figures"),
    }
    yield from (Breach(row, name, words, cells[name]) for name, (good, words) in tests.items() if not good)
    for name in ("period_start", "period_end"):
        if not _day(cells[name]):
            yield Breach(row, name, "a day there is (YYYY-MM-DD), a month or a year", cells[name])
    for name in ("publisher", "title", "said_by", "note"):
        cell = cells[name]
        if cell and (not _PRINTED.match(cell) or cell[0] in "=+@"):
            yield Breach(row, name, "words on one line, no formula, no blank before or after", cell)


def _fits(value: str, measure: str) -> bool:
    if not _NUMBER.match(value):
        return False
    return float(value) <= 100 if measure in SHARES else "." not in value


def _day(written: str) -> bool:
    if not written or not _DATE.match(written):
        return False
    try:
        return bool(date.fromisoformat((written + "-01-01")[:10]))
    except ValueError:
        return False


def _forward(start: str, end: str) -> bool:
    shorter = min(len(start), len(end))
    return start[:shorter] <= end[:shorter]
