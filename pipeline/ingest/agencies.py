"""ICE's own sheet of agencies with 287(g) agreements, as it is downloaded: each row read, and its agency placed in a county.

The county is that which the sheet prints, else the one in the agency's name, else that of the town in it; where none of
these places an agency it is in no county, and counted as such.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from pipeline.errors import RefusedFile
from pipeline.findings.own_agency import core
from pipeline.ingest.brought import Brought
from pipeline.ingest.cells import tables as tables_of
from pipeline.ingest.counts import Breach
from pipeline.ingest.records import moment, plain, text
from pipeline.places import folded
from pipeline.sources.agreements import LAW
from pipeline.sources.tables import Tables

KIND = "agreements-287g"
# What is read, by the words in the head of its column; "support type" is the model.
HEADS = {
    "state": "state",
    "agency": "law_enforcement_agency",
    "agency_type": "type",
    "county": "county",
    "model": "support_type",
    "signed_on": "signed",
    "memorandum": "moa",
    "addendum": "addendum",
}
NEEDED = ("state", "agency", "agency_type", "county", "model")
MODELS = {
    "jail enforcement": "Jail Enforcement Model",
    "task force": "Task Force Model",
    "warrant service": "Warrant Service Officer",
}
TYPES = ("county", "municipality", "state agency")
ABROAD = {"guam": "GU", "northern mariana islands": "MP", "puerto rico": "PR", "virgin islands": "VI"}
# What an agency is by its name, the first that fits.
KINDS = (
    ("campus", r"universit|college|school|campus|atlantic police"),
    ("transit or airport", r"airport|port authority|transit"),
    ("constable or marshal", r"constable|\bmarshals?\b"),
    ("sheriff", r"sherr?iff"),
    ("jail", r"corrections?\b|correctional|detention|jail|prison"),
    ("police", r"police|public safety|polcie"),
)
_NOTHING = frozenset(("#n/a", "#na", "n/a", "na", ""))
_IN_NAME = re.compile(r"^(.+?) (county|parish)\b")


@dataclass(frozen=True)
class Agencies:
    """The rows of a sheet in the layout of the table of sheets, without id and source; how many it has, and what was mended."""

    rows: tuple[dict[str, str], ...]
    read: int
    mended: tuple[str, ...]
    made_up: bool


def is_sheet(names: Sequence[str]) -> bool:
    """Whether columns of these names are those of ICE's sheet of agreements, or of applications that are pending."""
    there = {plain(name) for name in names}
    return there.issuperset(HEADS[name] for name in NEEDED)


def agencies(brought: Brought, known: Tables, day: str) -> Agencies:
    """The rows of a sheet of a day. Raises RefusedFile with all that is wrong, and for a list of pending applications."""
    rows: list[dict[str, str]] = []
    breaches: list[Breach] = []
    made_up, places = brought.made_up, _Places(known)
    for table in tables_of(brought, is_sheet):
        heads = [plain(name) for name in table.columns]
        at = {name: heads.index(head) for name, head in HEADS.items() if head in heads}
        if "signed_on" not in at:
            raise RefusedFile(
                f"{brought.name} lists applications that are pending: no agreement, and no edition counts them."
            )
        for piece in table.pieces(sorted(at.values())):
            made_up = made_up or piece.made_up
            for number, cells in enumerate(piece.cells.to_dict("records"), piece.first):
                row = {name: cells[place] for name, place in at.items()}
                if text(row["agency"]) or text(row["state"]):
                    rows.append(_row(row, (number, table.sheet), day, places, breaches))
    if breaches:
        raise RefusedFile(
            "Nothing was taken: the lines above tell what is wrong.", [f"{brought.name}, {b}" for b in breaches]
        )
    if not rows:
        raise RefusedFile(f"{brought.name} has a header and no row below it.")
    made_up = made_up or any("synthetic" in cell.lower() for row in rows for cell in row.values())
    return Agencies(tuple(rows), len(rows), tuple(dict.fromkeys(places.mended)), made_up)


def _row(
    cells: dict[str, object], where: tuple[int, str], day: str, places: "_Places", wrong: list[Breach]
) -> dict[str, str]:
    number, sheet = where
    agency, county = text(cells["agency"]).replace("’", "'"), text(cells["county"])
    state, model = places.state(text(cells["state"])), _model(text(cells["model"]))
    agency_type = text(cells["agency_type"]).lower()
    for name, good, expected in (
        ("agency", agency, "the name of an agency"),
        ("state", state, "a state or territory"),
        ("model", model, " | ".join(MODELS.values())),
        ("agency_type", agency_type in TYPES, " | ".join(TYPES)),
    ):
        if not good:
            wrong.append(Breach(number, HEADS[name], expected, text(cells[name]), sheet))
    signed, note = _signed(cells["signed_on"], day)
    kind = _kind(agency, agency_type)
    fips, placed = places.of(state, agency, kind, county)
    return {
        "sheet": day,
        "state": state,
        "agency": agency,
        "agency_type": agency_type,
        "county": "" if county.lower() in _NOTHING else county,
        "fips": fips,
        "placed": placed,
        "kind": kind,
        "model": model,
        "signed_on": signed,
        "memorandum": "pending" if "pending" in text(cells.get("memorandum")).lower() else "posted",
        "addendum": "posted" if text(cells.get("addendum")).lower() not in (*_NOTHING, "pending") else "",
        "note": note,
    }


def _model(written: str) -> str:
    return next((model for start, model in MODELS.items() if written.lower().startswith(start)), "")


def _signed(cell: object, day: str) -> tuple[str, str]:
    """The day of signing; where the sheet's cannot be, nothing, and a note of what it prints."""
    written = text(cell)
    try:
        told = moment(cell)
    except ValueError:
        told = None
    if told is not None and LAW <= told.date().isoformat() <= day:
        return told.date().isoformat(), ""
    shown = written[:10] if told is not None else written
    return "", f"The sheet prints {shown} as the day of signing." if shown else "The sheet prints no day of signing."


def _kind(agency: str, agency_type: str) -> str:
    found = next((kind for kind, words in KINDS if re.search(words, agency.lower())), "other")
    return "state" if agency_type == "state agency" and found not in ("campus", "transit or airport") else found


class _Places:
    """The states, counties and towns by which agencies are placed; `mended` are words that were read as others."""

    def __init__(self, known: Tables) -> None:
        names = zip(known.states.name, known.states.postal, strict=True)
        self._states = {folded(name): postal for name, postal in names} | ABROAD
        self._states |= {postal.lower(): postal for postal in self._states.values()}
        self._counties: dict[tuple[str, str], set[str]] = {}
        for state, county, fips in zip(
            known.activations.state, known.activations.county, known.activations.fips, strict=True
        ):
            for name in {folded(county), core(county)}:
                self._counties.setdefault((state, name), set()).add(fips)
        cities = known.places[known.places.kind == "city"]
        self._towns: dict[tuple[str, str], set[str]] = {}
        for state, city, fips in zip(cities.state, cities.city, cities.fips, strict=True):
            self._towns.setdefault((state, core(city)), set()).add(fips)
        self.mended: list[str] = []

    def state(self, written: str) -> str:
        """The postal code of a state as the sheet writes it; a misspelt one is mended, and "" comes back for none."""
        name = folded(written)
        near = (
            [name]
            if name in self._states
            else get_close_matches(name, [s for s in self._states if len(s) > 2], 1, 0.85)
        )
        if near and near[0] != name:
            self.mended.append(f"{written} read as {near[0].title()}")
        return self._states[near[0]] if near else ""

    def of(self, state: str, agency: str, kind: str, county: str) -> tuple[str, str]:
        """The codes of an agency's counties joined by ;, and how they were found."""
        if kind == "state" or state in ABROAD.values():
            return "", "state agency" if kind == "state" else "territory"
        if fips := self._county(state, county):
            return fips, "county as printed"
        in_name = _IN_NAME.match(folded(agency))
        if fips := self._county(state, in_name[1]) if in_name else "":
            return fips, "county in the agency's name"
        if near := self._near(state, county):
            return near, "county misspelt in the sheet"
        towns = self._towns.get((state, core(agency)), set())
        placed = ("none: nothing places it", "from the town in the agency's name", "town in several counties")
        return ";".join(sorted(towns)), placed[min(len(towns), 2)]

    def _county(self, state: str, county: str) -> str:
        for name in (folded(county), core(county)):
            found = self._counties.get((state, name), set())
            if len(found) == 1:
                return next(iter(found))
        return ""

    def _near(self, state: str, county: str) -> str:
        """The one county of the state whose name is all but the one printed."""
        names = [name for (of, name), codes in self._counties.items() if of == state and len(codes) == 1]
        names = [name for name in names if name[:1] == core(county)[:1]]
        near = get_close_matches(core(county), names, 2, 0.8) if county.lower() not in _NOTHING else []
        if len({next(iter(self._counties[state, name])) for name in near}) != 1:
            return ""
        self.mended.append(f"{county}, {state} read as {near[0].title()}")
        return next(iter(self._counties[state, near[0]]))
