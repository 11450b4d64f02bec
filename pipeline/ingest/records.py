"""ICE's records as the Deportation Data Project releases them: under which names columns are read, and what cells may hold."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import numpy as np
import pandas as pd

from pipeline.sources.releases import KINDS

Cell = Any  # what an engine reads: words, a number, a day, or that nothing is there
NAMES = 32  # letters of a variable's name in Stata

# What is read, under the names of ICE's own tables and of the Project's processed ones.
PERSON = ("anonymized_identifier", "anonymized_identifer", "unique_identifier")
FLAG = ("duplicate_drop_row", "duplicate_likely")
THREAT = ("case_threat_level",)
FACILITY = ("detention_facility",)
CODE = ("detention_facility_code",)


@dataclass(frozen=True)
class Kind:
    """A kind of release: its name, which columns tell it from the others, and the names of what is read of it.

    `needed` are those without which it is not read. `hours` is for how long a second record of a person is a likely
    duplicate: 0 for the same day, by the Project's own rule.
    """

    name: str
    told_by: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...] = ("day", "criminality")
    hours: int = 0


_ALL = {"person": PERSON, "flag": FLAG}
KNOWN: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "detainers",
            ("detainer_prepare_date",),
            {
                **_ALL,
                "day": ("detainer_prepare_date",),
                "state": ("facility_state",),
                "city": ("facility_city",),
                "code": ("detainer_facility_code", *CODE),
                "facility": ("detainer_facility", *FACILITY),
                "criminality": ("detainer_criminality", "detainer_prepared_criminality"),
                "threat": ("detainer_threat_level", "detainer_prep_threat_level"),
                "outcome": ("detainer_lift_reason",),
            },
            ("day", "criminality", "state", "code"),
        ),
        Kind(
            "detentions",
            ("stay_book_in_date_time",),
            {
                **_ALL,
                "day": ("stay_book_in_date_time",),
                "code": CODE,
                "facility": FACILITY,
                "criminality": ("book_in_criminality",),
                "threat": THREAT,
                "outcome": ("stay_release_reason",),
            },
            ("day", "criminality", "code"),
        ),
        Kind(
            "encounters",
            ("event_date", "event_type"),
            {
                **_ALL,
                "day": ("event_date",),
                "criminality": ("encounter_criminality",),
                "outcome": ("processing_disposition",),
            },
        ),
        Kind(
            "removals",
            ("departed_date", "docket_aor"),
            {
                **_ALL,
                "day": ("departed_date",),
                "state": ("apprehension_state",),
                "county": ("apprehension_county",),
                "criminality": ("case_criminality",),
                "threat": THREAT,
                "outcome": ("case_status",),
            },
        ),
        Kind(
            "arrests",
            ("apprehension_date", "apprehension_criminality"),
            {
                **_ALL,
                "day": ("apprehension_date_time", "apprehension_date"),
                "state": ("apprehension_state_filled_in", "apprehension_state_original", "apprehension_state", "state"),
                "county": ("county", "apprehension_county"),
                "criminality": ("apprehension_criminality",),
                "threat": THREAT,
                "outcome": ("apprehension_method",),
            },
            hours=24,
        ),
    )
}


def plain(name: str) -> str:
    """A column's name in small letters, its words joined by _."""
    return re.sub("[^a-z0-9]+", "_", name.strip().lower()).strip("_")


def recognized(names: Sequence[str]) -> str:
    """The kind of release that columns of these names are; "" where they are none."""
    there = {plain(name) for name in names}
    return next((kind for kind in KINDS_IN_ORDER if there.issuperset(KNOWN[kind].told_by)), "")


KINDS_IN_ORDER = ("detainers", "detentions", "encounters", "removals", "arrests")  # the surest first
assert set(KINDS_IN_ORDER) == set(KINDS) == set(KNOWN)


def places(kind: Kind, names: Sequence[str]) -> dict[str, int]:
    """Where what is read of a kind stands among a table's columns; what is not there is left out."""
    there: dict[str, int] = {}
    for place, name in enumerate(map(plain, names)):
        there.setdefault(name[:NAMES], place)
    found = {read: [there[n[:NAMES]] for n in wanted if n[:NAMES] in there] for read, wanted in kind.columns.items()}
    return {read: at[0] for read, at in found.items() if at}


_REDACTED = re.compile(r"\(?b\)?\s*\(\d\)", re.IGNORECASE)
_BLANK = frozenset(("", "NA", "N/A", "NULL", "None", "NaT", "<NA>"))
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?))?(?:Z|[+-]\d\d:?\d\d)?\Z", re.ASCII)
_US = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: (\d{1,2}:\d\d(?::\d\d)?(?: [AP]M)?))?\Z", re.ASCII)
_SERIAL = datetime(1899, 12, 30)  # day 0 of a spreadsheet's numbers
_CLASSES = {
    "": "",
    "convicted criminal": "convicted",
    "pending criminal charges": "pending_charges",
    "other immigration violator": "other_immigration_violator",
}
_LEVELS = {level: level for level in ("", "1", "2", "3")}


def text(value: Cell) -> str:
    """A cell's words; what was redacted or says that nothing is there is blank."""
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    words = " ".join(str(value).split())
    return "" if words in _BLANK or _REDACTED.match(words) else words


def moment(value: Cell) -> datetime | None:  # noqa: PLR0911 (a return for each form in which a day is written)
    """A cell's day and time; None where it is blank. Raises ValueError where it is none there is."""
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime(warn=False).replace(tzinfo=None, microsecond=0)
    if isinstance(value, datetime):
        return value.replace(tzinfo=None, microsecond=0)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, int | float) and not isinstance(value, bool) and 20_000 < value < 80_000:
        return (_SERIAL + pd.Timedelta(days=float(value))).replace(microsecond=0)
    words = text(value)
    if not words:
        return None
    if iso := _ISO.match(words):
        return datetime.fromisoformat(iso[1] + ("T" + iso[2][:8] if iso[2] else ""))
    if us := _US.match(words):
        day = datetime(int(us[3]), int(us[1]), int(us[2]))
        return datetime.combine(day, _time(us[4])) if us[4] else day
    raise ValueError(words)


def _time(words: str) -> time:
    form = ("%I" if words.endswith("M") else "%H") + ":%M" + (":%S" if words.count(":") == 2 else "")
    return datetime.strptime(words, form + (" %p" if words.endswith("M") else "")).time()


def criminality(value: Cell) -> str:
    """ICE's class of a person's record in our words. Raises ValueError where it is none of ICE's three."""
    words = text(value)
    try:
        return _CLASSES[re.sub(r"^[123] ", "", words).lower()]
    except KeyError:
        raise ValueError(words) from None


def threat(value: Cell) -> str:
    """ICE's threat level, blank where no conviction is recorded. Raises ValueError where it is none of ICE's three."""
    words = text(value)
    try:
        return _LEVELS[words]
    except KeyError:
        raise ValueError(words) from None


def yes(value: Cell) -> str:
    """ "yes" where a flag is set. Raises ValueError where it is none."""
    words = text(value).lower()
    if words in ("true", "1", "yes", "t"):
        return "yes"
    if words in ("false", "0", "no", "f", ""):
        return ""
    raise ValueError(words)


READS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "day": (moment, "a day there is (YYYY-MM-DD or M/D/YYYY), or nothing"),
    "criminality": (
        criminality,
        "1 Convicted Criminal | 2 Pending Criminal Charges | 3 Other Immigration Violator, or nothing",
    ),
    "threat": (threat, "1 | 2 | 3, or nothing"),
    "flag": (yes, "TRUE | FALSE, or nothing"),
}


@dataclass
class Read:
    """The cells of a column that were read, and those that cannot be: their places and what stands there."""

    cells: pd.Series
    wrong: dict[int, str] = field(default_factory=dict)


def column(name: str, cells: pd.Series) -> Read:
    """A column's cells read by what it is; each different value is looked at once."""
    read = READS[name][0] if name in READS else text
    codes, values = pd.factorize(cells.astype(object), use_na_sentinel=True)
    made: list[Any] = []
    odd: dict[int, str] = {}
    for place, value in enumerate(values):
        try:
            made.append(read(value))
        except (ValueError, OverflowError):
            odd[place] = " ".join(str(value).split())
            made.append(read(None))
    made.append(read(None))  # of what is missing, whose code is -1
    taken = pd.Series(np.array([*made, None], dtype=object)[:-1][codes], index=cells.index, dtype=object)
    wrong = {int(at): odd[codes[at]] for at in np.flatnonzero(np.isin(codes, list(odd)))} if odd else {}
    return Read(taken, wrong)
