"""ICE's workbook of IDENT/IAFIS interoperability statistics: what was counted in each county since its activation.

A column is known by its heading and the sub-heading below it, word by word, never by where it stands; what is not known
is told. A county is known by its name; one that is not is told, and its row left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from pipeline.errors import RefusedFile
from pipeline.ingest.brought import Brought
from pipeline.ingest.counts import Breach, Cells
from pipeline.ingest.records import Cell, moment, text
from pipeline.places import folded
from pipeline.sources.tables import Tables
from pipeline.sources.vocabulary import COUNTS

KIND = "interoperability"
PUBLISHER = "U.S. Immigration and Customs Enforcement (ICE), IDENT/IAFIS interoperability statistics"
SEARCHED = 20  # rows at the top of the sheet among which the header is looked for
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
MONTHS = _MONTHS.split()
# The step that a heading counts, by a word of it, the first that fits; and the class, by words of heading or sub-heading.
STEPS = (
    ("submission", "submissions"),
    ("remov", "removed"),
    ("return", "removed"),
    ("custody", "custody"),
    ("match", "matches"),
)
CLASSES = (
    (r"level 1", "_level1"),
    (r"level 2", "_level2"),
    (r"level 3", "_level3"),
    (r"non ?criminals?|immigration violators?", "_nonconvicted"),
    (r"total", ""),
)
# Every word that such a heading may have; with another in it (percent, average, prior) it counts something else.
_WORDS = (
    "a activation administratively alien aliens all and arrest arrested arrests booked by class convicted criminal "
    "criminals custody fingerprint iafis ice ident identified immigration in interoperability into level match "
    "matched matches non noncriminal noncriminals number of or other removals removed resulting return returned "
    "returns since submission submissions submitted the through to total violator violators 1 2 3 "
)
WORDS = frozenset(_WORDS.split())
_MARKS = re.compile(r"[*†‡§¹²³⁴⁵]|(?<=[A-Za-z)])\d+\b|\(\d\)|\[\d\]")
_THROUGH = re.compile(r"through\W*([a-z]{3})[a-z]*\W*(\d{1,2},?\W+)?(20\d\d)", re.IGNORECASE)


@dataclass
class Read:
    """What was read: rows as of a table of counts with their numbers, how many rows there were, and what is to be told."""

    rows: list[tuple[int, Cells]] = field(default_factory=list)
    read: int = 0
    used: int = 0
    told: list[str] = field(default_factory=list)


def measure(heading: str) -> str:
    """The measure that a column of this heading (with its sub-heading) counts; "" where it is none of ours."""
    words = " ".join(re.sub(r"[^a-z0-9 ]", " ", _MARKS.sub("", heading).lower()).split())
    if not words or not set(words.split()) <= WORDS:
        return ""
    step = next((step for start, step in STEPS if start in words), "")
    classes = [ending for pattern, ending in CLASSES if re.search(rf"\b{pattern}\b", words)]
    name = step + (classes[0] if classes else "")
    return name if step and len(set(classes) - {""}) < 2 and name in COUNTS else ""


def is_header(cells: Sequence[str]) -> bool:
    """Whether cells are the heading of such a table."""
    there = {folded(cell) for cell in cells}
    return {"state", "county", "aor"} <= there and any("activation" in cell for cell in there)


def is_one(brought: Brought) -> bool:
    """Whether a file is such a workbook: one of its sheets has the heading."""
    from python_calamine import CalamineWorkbook

    if brought.form != "xlsx":
        return False
    try:
        with CalamineWorkbook.from_path(str(brought.path)) as book:
            names = [name for name in book.sheet_names if "county" in name.lower()]
            return any(
                is_header(list(map(text, line)))
                for n in names
                for line in islice(book.get_sheet_by_name(n).iter_rows(), SEARCHED)
            )
    except BaseException:  # an engine's panic is of no class of ours; who reads the file tells what is wrong with it
        return False


def read(brought: Brought, known: Tables) -> Read:
    """The counts of the workbook's sheet of counties. Raises RefusedFile with all that is wrong."""
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_path(str(brought.path)) as book:
        name = next(name for name in book.sheet_names if "county" in name.lower())
        sheet = book.get_sheet_by_name(name)
        top = (sheet.start or (0, 0))[0]
        lines = list(sheet.iter_rows())
    start = next(n for n, line in enumerate(lines[:SEARCHED]) if is_header(list(map(text, line))))
    heads, first = _headings(lines, start)
    through = _through(brought.path.name, [text(cell) for line in lines[:start] for cell in line])
    made, columns = Read(), _columns(heads)
    made.told += [f"column {text(h)} is read as {m}" for h, m in zip(heads, columns, strict=True) if m]
    made.told += [
        f"column {text(h)} is not known and left out" for h, m in zip(heads, columns, strict=True) if h and not m
    ][4:]
    _rows(made, lines[first:], (top + first + 1, name), (heads, columns), through, _Counties(known))
    return made


def _headings(lines: list[list[Cell]], start: int) -> tuple[list[str], int]:
    """The heading of each column with what stands below it, and the row after them."""
    heads = [text(cell) for cell in lines[start]]
    below = [text(cell) for cell in lines[start + 1]] if start + 1 < len(lines) else []
    state = heads.index(next(head for head in heads if folded(head) == "state"))
    if not below or below[state]:
        return heads, start + 1
    spanning, made = "", []
    for head, sub in zip(heads, [*below, *[""] * len(heads)], strict=False):
        spanning = head or spanning
        made.append(f"{spanning} {sub}".strip() if head or sub else "")
    return made, start + 2


def _columns(heads: list[str]) -> list[str]:
    """The measure of each column; where two are read as the same, neither is taken."""
    found = [measure(head) for head in heads]
    return [one if found.count(one) == 1 else "" for one in found]


def _through(name: str, above: list[str]) -> str:
    """The day to which the workbook counts, from the words above its table or from its name."""
    for words in (*above, name):
        if (found := _THROUGH.search(words)) and found[1].lower() in MONTHS:
            month = f"{found[3]}-{MONTHS.index(found[1].lower()) + 1:02}"
            day = (found[2] or "").strip(" ,")
            return f"{month}-{int(day):02}" if day else month
    raise RefusedFile(
        f"{name[:60]}: neither its head nor its name says through which month it counts (through December 31, 2014)."
    )


class _Counties:
    """Counties by state and name as ICE writes them: without case, blanks and points, "St." as "Saint"."""

    def __init__(self, known: Tables) -> None:
        names = zip(known.states.name, known.states.postal, strict=True)
        self.states = {folded(name): postal for name, postal in names} | {p.lower(): p for p in known.states.postal}
        rows = zip(known.activations.state, known.activations.county, known.activations.fips, strict=True)
        self._codes = {(state, _key(county)): fips for state, county, fips in rows}
        self.activated = dict(zip(known.activations.fips, known.activations.activated_on, strict=True))

    def find(self, state: str, county: str) -> str:
        """The code of a county; "" where none bears the name."""
        postal = self.states.get(folded(state), "")
        endings = ("", " County", " Parish", " Borough", " Census Area", " city", " Municipality", " City and Borough")
        return next((c for e in endings if (c := self._codes.get((postal, _key(county + e)), ""))), "")


def _key(county: str) -> str:
    return folded(county.replace("Saint ", "St. ")).replace(" ", "")


def _rows(
    made: Read,
    lines: list[list[Cell]],
    where: tuple[int, str],
    columns: tuple[list[str], list[str]],
    through: str,
    counties: _Counties,
) -> None:
    heads, measures = columns
    at = {folded(head): place for place, head in reversed(list(enumerate(heads)))}
    activated = next(place for head, place in at.items() if "activation" in head)
    sums: dict[tuple[str, str], int] = {}
    totals: list[tuple[str, str, int]] = []
    wrong: list[Breach] = []
    for number, line in enumerate(lines, where[0]):
        state, county = text(line[at["state"]]), text(line[at["county"]])
        if not state and not county:
            continue
        made.read += 1
        values = {
            m: _value(line[n], Breach(number, heads[n], "a whole number, or nothing", text(line[n]), where[1]), wrong)
            for n, m in enumerate(measures)
            if m and n < len(line)
        }
        if "total" in folded(f"{state} {county}") or not county:
            totals += [(state, m, v) for m, v in values.items() if v is not None]
            continue
        for name, value in values.items():
            for of in (folded(state), ""):
                sums[of, name] = sums.get((of, name), 0) + (value or 0)
        fips = counties.find(state, county)
        if not fips:
            made.told.append(f"row {number}: {county}, {state} is no county of the list, and is left out")
            continue
        made.used += 1
        since = _since(line[activated], counties.activated[fips])
        made.rows += [(number, _counted(fips, m, v, since, through)) for m, v in values.items() if v is not None]
    if wrong:
        raise RefusedFile("Nothing was taken: the lines above tell what is wrong.", [str(one) for one in wrong])
    if not made.rows:
        raise RefusedFile("Not one count of a county can be read: is a column of the table known by its heading?")
    made.told += list(_unequal(totals, sums))


def _value(cell: Cell, breach: Breach, wrong: list[Breach]) -> int | None:
    words = text(cell).replace(",", "")
    if words in ("", "-", "–"):
        return None
    if not (words.isascii() and words.isdigit()):
        wrong.append(breach)
        return None
    return int(words)


def _since(cell: Cell, listed: str) -> str:
    """The day of activation that the workbook gives, else that of the list of activations."""
    try:
        told = moment(cell)
    except ValueError:
        told = None
    return told.date().isoformat() if told and told.date() >= date(2008, 10, 27) else listed


def _counted(fips: str, name: str, value: int, since: str, through: str) -> Cells:
    filled = {"place": fips, "measure": name, "value": str(value), "qualifier": "exact", "publisher": PUBLISHER}
    start = min(since, through) if since[:7] <= through[:7] else ""
    return dict.fromkeys(("title", "said_by", "note"), "") | filled | {"period_start": start, "period_end": through}


def _unequal(totals: list[tuple[str, str, int]], sums: dict[tuple[str, str], int]) -> list[str]:
    """Totals that the workbook prints and that are not the sum of its counties."""
    told = []
    for state, name, value in totals:
        of = re.sub(r"\b(grand|total|totals)\b", "", folded(state)).strip()
        added = sums.get((of, name), sums.get(("", name), 0) if not of else value)
        if added != value:
            told.append(f"{state or 'Total'}, {name}: {value:,} printed, its counties add up to {added:,}")
    return told
