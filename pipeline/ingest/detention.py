"""ICE's detention workbook as it is downloaded: of its sheet of facilities, the mean of people held in each.

The sheet is known by its name, its header by the words in it: where it stands, and what stands beside it (inspections),
differ from fiscal year to fiscal year. The mean is the sum of ICE's four columns by sex and by what it calls criminal.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from pipeline.errors import RefusedFile
from pipeline.ingest.agencies import ABROAD
from pipeline.ingest.brought import Brought
from pipeline.ingest.cells import SEARCHED, Table, guarded
from pipeline.ingest.cells import tables as tables_of
from pipeline.ingest.counts import Breach
from pipeline.ingest.records import plain, text
from pipeline.places import folded
from pipeline.sources.tables import Tables

KIND = "detention-workbook"
TOLD_BY = ("name", "city", "state", "type_detailed")
HELD = ("male_crim", "male_non_crim", "female_crim", "female_non_crim")
MOST = 20_000  # people in one facility: no place in the country holds as many
NOTHING = frozenset(("", "-", "–", "—", "*"))
_YEAR = re.compile(r"FY\s?(?:20)?(\d\d)(?!\d)", re.IGNORECASE)
_WRITTEN = "january february march april may june july august september october november december"
_MONTHS = _WRITTEN.split()
_DAY = re.compile(
    rf"\b(\d{{1,2}})/(\d{{1,2}})/(20\d\d)\b|\b({'|'.join(_MONTHS)}) (\d{{1,2}}), (20\d\d)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{1,6}(\.\d+)?(e-\d+)?", re.ASCII)
_MARK = re.compile(r"\s*[*†‡]+$|(?<=[A-Za-z)])\d$")


@dataclass
class Read:
    """What was read of a workbook: a row a facility, what became of the others, its fiscal year, and the day it counts to."""

    sheet: str
    fiscal_year: int
    until: date
    told_by: str
    rows: list[dict[str, str]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("read", "notes", "no_figures", "twice"), 0))
    made_up: bool = False

    @property
    def first(self) -> date:
        """The first day of its fiscal year."""
        return date(self.fiscal_year - 1, 10, 1)


def is_sheet(names: Sequence[str]) -> bool:
    """Whether columns of these names are those of ICE's sheet of facilities."""
    there = {plain(name) for name in names}
    return there.issuperset(TOLD_BY) and any("alos" in name or "crim" in name for name in there)


def is_one(brought: Brought) -> bool:
    """Whether a file is such a workbook; who reads it tells what else is wrong with it."""
    try:
        return any(True for _ in _found(brought))
    except RefusedFile:
        return False


def read(brought: Brought, known: Tables, published: date) -> Read:
    """The facilities of the workbook. Raises RefusedFile with all that is wrong."""
    table = _table(brought)
    made = _dated(brought, table, published)
    heads = [plain(name) for name in table.columns]
    lacking = [name for name in HELD if name not in heads]
    if lacking:
        shown = lacking[0].replace("_", " ")
        raise RefusedFile(f"{brought.name}, sheet {table.sheet[:40]}: without the column {shown}, which is needed.")
    at = {name: heads.index(name) for name in (*TOLD_BY, *HELD)}
    wrong: list[Breach] = []
    places, seen = _Places(known), set[tuple[str, ...]]()
    for piece in table.pieces(sorted(at.values())):
        made.made_up = made.made_up or piece.made_up
        for number, cells in enumerate(piece.cells.to_dict("records"), piece.first):
            row = {name: text(cells[place]) for name, place in at.items()}
            made.made_up = made.made_up or any("synthetic" in cell.lower() for cell in row.values())
            _take(made, row, (number, table.sheet), places, (seen, wrong))
    if wrong:
        raise RefusedFile(
            "Nothing was taken: the lines above tell what is wrong.", [f"{brought.name}, {one}" for one in wrong]
        )
    if not made.rows:
        raise RefusedFile(f"{brought.name}, sheet {table.sheet[:40]}: a header, and no facility with figures below it.")
    return made


def _found(brought: Brought) -> Iterator[Table]:
    return tables_of(brought, is_sheet, lambda name: "facilit" in name.lower())


def _table(brought: Brought) -> Table:
    """The sheet of facilities; of several that of the last fiscal year. Raises RefusedFile."""
    found = list(_found(brought))
    return max(found, key=lambda table: max(map(int, _YEAR.findall(table.sheet)), default=0))


def _dated(brought: Brought, table: Table, published: date) -> Read:
    """The fiscal year by the sheet's name and the head of its column of stays, and the day that the notes tell."""
    head = next((name for name in table.columns if "alos" in name.lower()), "")
    years = {int(year) + 2000 for year in (*_YEAR.findall(head), *_YEAR.findall(table.sheet))}
    if len(years) != 1:
        said = "different fiscal years" if years else "no fiscal year (FY26)"
        raise RefusedFile(f"{brought.name}, sheet {table.sheet[:40]}: its name and its column ALOS tell {said}.")
    (year,) = years
    first, last = date(year - 1, 10, 1), date(year, 9, 30)
    if published < first:
        raise RefusedFile(f"{brought.name} is of fiscal year {year}, which began after PUBLISHED.")
    days = [day for day in _days(brought, table.sheet) if first <= day <= min(published, date(year, 12, 31))]
    until, told_by = (max(days), "footnotes") if days else (published, "publication")
    return Read(table.sheet, year, min(until, last), told_by)


def _days(brought: Brought, facilities: str) -> Iterator[date]:
    """The days that stand on the sheet of footnotes, and above the table of facilities."""
    if brought.form != "xlsx":
        return
    for words in guarded(brought, _words(brought, facilities)):
        for us_month, us_day, us_year, month, day, year in _DAY.findall(words):
            number = int(us_month) if us_month else _MONTHS.index(month.lower()) + 1
            try:
                yield date(int(us_year or year), number, int(us_day or day))
            except ValueError:  # 02/30/2026 is no day
                continue


def _words(brought: Brought, facilities: str) -> Iterator[str]:
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_path(str(brought.path)) as book:
        for name in book.sheet_names:
            notes = "footnote" in name.lower()
            rows = book.get_sheet_by_name(name).iter_rows() if notes or name == facilities else iter(())
            for line in islice(rows, 400 if notes else SEARCHED):
                if not notes and is_sheet([text(cell) for cell in line]):
                    break
                yield from (_word(cell) for cell in line)


def _word(cell: object) -> str:
    """A cell's words; a day as ICE writes it."""
    return f"{cell.month}/{cell.day}/{cell.year}" if isinstance(cell, date) else text(cell)


def _take(
    made: Read,
    row: dict[str, str],
    where: tuple[int, str],
    places: "_Places",
    kept: tuple[set[tuple[str, ...]], list[Breach]],
) -> None:
    """Add a facility to what was read, or count why its row is left out; a row of blanks is none."""
    seen, wrong = kept
    if not any(row.values()):
        return
    made.counts["read"] += 1
    if not row["city"] and not row["state"] and not row["type_detailed"]:
        made.counts["notes"] += 1  # a sentence below the table, or a total
        return
    figures = [
        _figure(row[name], Breach(where[0], name, f"a number from 0 to {MOST:,}", row[name], where[1]), wrong)
        for name in HELD
    ]
    state = places.state(row["state"])
    if row["state"] and not state:
        wrong.append(Breach(where[0], "state", "a state or territory, or nothing", row["state"], where[1]))
    if not row["name"]:
        wrong.append(Breach(where[0], "name", "the name of a facility", "", where[1]))
    if None in figures:
        made.counts["no_figures"] += 1
    elif tuple(row.values()) in seen:
        made.counts["twice"] += 1
    else:
        seen.add(tuple(row.values()))
        name = _MARK.sub("", row["name"])
        fips, placed = places.of(name, row["city"], state)
        told = {"row": str(where[0]), "facility": name, "city": row["city"], "state": state, "fips": fips}
        held = f"{sum(figure or 0 for figure in figures):.2f}"
        made.rows.append(told | {"placed": placed, "contract": row["type_detailed"], "held": held})


def _figure(words: str, breach: Breach, wrong: list[Breach]) -> float | None:
    if words in NOTHING:
        return None
    plainly = words.replace(",", "").lower()
    number = float(plainly) if _NUMBER.fullmatch(plainly) else -1.0
    if not 0 <= number <= MOST:
        wrong.append(breach)
        return None
    return number


class _Places:
    """Counties of facilities by name and state as in our lists of ICE's facilities, else by the city in one county alone."""

    def __init__(self, known: Tables) -> None:
        self._states = {folded(n): p for n, p in zip(known.states.name, known.states.postal, strict=True)} | ABROAD
        self._states |= {postal.lower(): postal for postal in self._states.values()}
        self._names: dict[tuple[str, str], set[str]] = {}
        for frame in (known.detention_facilities, known.facilities):
            for name, state, fips in zip(frame.name, frame.state, frame.fips, strict=True):
                if fips:
                    self._names.setdefault((folded(name), state), set()).add(fips)
        self._towns: dict[tuple[str, str], set[str]] = {}
        cities = known.places[known.places.kind == "city"]
        for state, city, fips in zip(cities.state, cities.city, cities.fips, strict=True):
            self._towns.setdefault((folded(city), state), set()).update(fips.split(";"))

    def state(self, written: str) -> str:
        """The postal code of a state or territory; "" for none."""
        postal: str = self._states.get(folded(written), "")
        return postal

    def of(self, name: str, city: str, state: str) -> tuple[str, str]:
        """The code of a facility's county and how it was found; "" and "" where neither tells it."""
        for how, found in (
            ("name", self._names.get((folded(name), state))),
            ("city", self._towns.get((folded(city), state))),
        ):
            if found and len(found) == 1:
                return next(iter(found)), how
        return "", ""
