"""The 287(g) tables: a separate program under which local officers act with immigration powers."""

from pathlib import Path

import pandas as pd

from pipeline.sources import contract as c
from pipeline.sources.registry import read_sourced

AGREEMENT = r"A\d{3}"
LAW = "1996-09-30"  # section 287(g) became law: no agreement can be older
KINDS = (
    "sheriff",
    "police",
    "campus",
    "transit or airport",
    "constable or marshal",
    "jail",
    "state",
    "other",
)
_FIPS = c.matching(c.COUNTY, "five digits", blank=True)
_FISCAL_YEAR = r"20\d\d"


def _while_it_runs(frame: pd.DataFrame) -> pd.Series:
    signed = frame["signed_on"]
    return (signed == "") | ((signed >= LAW) & (signed <= frame["sheet"]))


def _blank_is_told(frame: pd.DataFrame) -> pd.Series:
    return (frame["signed_on"] != "") | (frame["note"] != "")


BEFORE_2018 = c.Contract(
    file="agreements_287g.csv",
    columns={
        "id": c.matching(AGREEMENT, "an id such as A001"),
        "state": c.matching(c.POSTAL, "two capitals"),
        "agency": c.text(),
        "level": c.one_of("local", "statewide", ""),
        "fips": _FIPS,
        "county": c.text(blank=True),
        "first_signed_on": c.date(),
        "model": c.one_of("jail", "task force", "jail, later task force", ""),
        "seen_from": c.date(blank=True),
        "seen_to": c.date(blank=True),
        "identified": c.whole_number(blank=True),
        "removed": c.whole_number(blank=True),
        "counts_fy_first": c.matching(_FISCAL_YEAR, "a fiscal year", blank=True),
        "counts_fy_last": c.matching(_FISCAL_YEAR, "a fiscal year", blank=True),
        "confidence": c.one_of("high", "medium"),
        "same_facility_as": c.matching(AGREEMENT, "an id such as A001", blank=True),
        "evidence": c.text(),
        "source_id": c.text(),
    },
    key=("id",),
    numbers={"identified": "Int64", "removed": "Int64"},
)

SHEETS = c.Contract(
    file="agreements_287g_sheets.csv",
    columns={
        "id": c.matching(r"G\d{3,6}", "an id such as G001"),
        "sheet": c.date(),
        "state": c.matching(c.POSTAL, "two capitals"),
        "agency": c.text(),
        "agency_type": c.one_of("county", "municipality", "state agency"),
        "county": c.text(blank=True),
        "fips": c.ids(c.COUNTY, "five digits"),
        "placed": c.text(),
        "kind": c.one_of(*KINDS),
        "model": c.one_of("Jail Enforcement Model", "Task Force Model", "Warrant Service Officer"),
        "signed_on": c.date(blank=True),
        "memorandum": c.one_of("posted", "pending"),
        "addendum": c.one_of("posted", ""),
        "note": c.text(blank=True),
        "source_id": c.text(),
    },
    key=("id",),
    rows=(
        c.rule(_while_it_runs, f"signed_on: a day from {LAW} to the sheet's own, or nothing"),
        c.rule(_blank_is_told, "note: what the sheet prints where its day of signing is left blank"),
    ),
)

REMOVALS = c.Contract(
    file="removals_287g.csv",
    columns={
        "id": c.matching(r"D\d{3}", "an id such as D001"),
        "state": c.matching(c.POSTAL, "two capitals"),
        "agency": c.text(),
        "fips": _FIPS,
        "fiscal_year": c.matching(_FISCAL_YEAR, "a fiscal year"),
        "identified": c.whole_number(blank=True),
        "removed": c.whole_number(blank=True),
        "source_id": c.text(),
    },
    key=("id",),
    numbers={"fiscal_year": "int64", "identified": "Int64", "removed": "Int64"},
)


def load(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Agreements before 2018; `seen_from` and `seen_to` bound the evidence, not the contract. Raises BrokenTable."""
    frame = read_sourced(data, BEFORE_2018, sources)
    c.known(data / BEFORE_2018.file, frame, "same_facility_as", frozenset(frame["id"]), "the id of a row of this table")
    return frame


def load_sheets(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """ICE's sheets of participating agencies, one row an agreement on a sheet's day. Raises BrokenTable."""
    return read_sourced(data, SHEETS, sources)


def load_removals(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """People identified and removed by agency and fiscal year; missing and 0 differ. Raises BrokenTable."""
    return read_sourced(data, REMOVALS, sources)
