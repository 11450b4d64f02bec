"""Every rule over whole rows fires: a row put in that breaks it alone is refused, and NA is no pass."""

import csv
import shutil
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pandas as pd
import pytest

from pipeline import sources
from pipeline.errors import BrokenTable
from pipeline.sources import agreements, registry
from pipeline.sources import contract as c
from tests.sources.conftest import DATA

MODULES = [import_module(f"{sources.__name__}.{module.name}") for module in iter_modules(sources.__path__)]
CONTRACTS = [
    thing
    for module in MODULES
    for thing in vars(module).values()
    if isinstance(thing, c.Contract) and (DATA / thing.file).is_file()  # what users bring is broken in tests/ingest
]
RULED = [(contract, str(rule.error)) for contract in CONTRACTS for rule in contract.rows]
# What breaks each rule and nothing else: cells of a row that keeps it, taken from a row where `where` stands.
SPOILT: dict[tuple[str, str], tuple[dict[str, str], dict[str, str]]] = {
    ("activations.csv", "state_complete_on"): ({}, {"state_complete_on": "2008-01-01"}),
    ("activations.csv", "compilations_agree"): ({"compilations_agree": "yes"}, {"compilations_agree": "no"}),
    ("agreements_287g_sheets.csv", "signed_on"): ({"id": "G638"}, {"signed_on": "5025-07-07"}),
    ("agreements_287g_sheets.csv", "note"): ({"id": "G638"}, {"note": ""}),
    ("arrests_states.csv", "period_end"): ({}, {"period_end": "2023-01-01"}),
    ("arrests_criminality.csv", "period_end"): ({}, {"period_end": "2023-01-01"}),
    ("arrests_criminality.csv", "value"): ({}, {"value": "999999"}),
    ("arrests_months.csv", "state_known"): ({"place": "US"}, {"state_known": "999999"}),
    ("agreements_287g_days.csv", "agreements"): ({}, {"agreements": "999"}),
    ("agreements_287g_spans.csv", "last_sheet"): ({}, {"last_sheet": "2025-01-01", "signed_on": "2020-01-01"}),
    ("agreements_287g_spans.csv", "signed_on"): ({}, {"signed_on": "5025-07-07"}),
    ("detainers.csv", "period_end"): ({}, {"period_end": "2000-01-01"}),
    ("detainers.csv", "detainers"): ({"state": "PA"}, {"detainers": "999"}),
    ("detention_counties.csv", "mean_any_time"): ({}, {"mean_midnight": "999"}),
    ("detention_facility_months.csv", "mean_any_time"): ({}, {"mean_convicted": "999"}),
    ("detention_facilities.csv", "last_day"): ({}, {"last_day": "2000-01-01"}),
    ("detention_nation.csv", "period_end"): ({}, {"period_end": "2000-01-01"}),
    ("place_exceptions.csv", "value"): ({"decision": "drop"}, {"value": "Boston"}),
    ("positions.csv", "date"): ({"date_precision": "day"}, {"date": "2011"}),
    ("positions.csv", "about"): ({"about": "the program", "date_precision": "day"}, {"date": "2008-02-01"}),
    ("sources.csv", "published_on"): ({"published_precision": "day"}, {"published_on": "2011"}),
    ("reported_counts.csv", "jurisdiction"): ({"scope": "county"}, {"jurisdiction": "25"}),
    ("reported_counts.csv", "unit"): ({"unit": "count"}, {"unit": "percent", "value": "5"}),
    ("reported_counts.csv", "value"): ({"unit": "percent"}, {"value": "104"}),
    ("reported_counts.csv", "period_end"): ({"id": "R186"}, {"period_start": "2012-01-01", "period_end": "2011-01-01"}),
    ("reported_counts.csv", "note"): ({"use": "caution"}, {"note": ""}),
    ("rules.csv", "ended_on: a day for what"): ({"standing": "in force"}, {"ended_on": "2030-01-01"}),
    ("rules.csv", "ended_on: after"): ({"standing": "ended"}, {"ended_on": "1900-01-01"}),
    ("rules.csv", "note"): ({"confidence": "medium"}, {"note": ""}),
    ("translations.csv", "column"): ({"table": "claims"}, {"column": "effect"}),
    ("translations.csv", "text"): ({}, {"text": "?"}),
}


def spoil(contract: c.Contract, error: str) -> tuple[dict[str, str], dict[str, str]]:
    return next(cells for (file, begins), cells in SPOILT.items() if file == contract.file and error.startswith(begins))


@pytest.mark.parametrize(("contract", "error"), RULED, ids=[f"{one.file}-{error[:24]}" for one, error in RULED])
def test_a_row_that_breaks_a_rule_is_refused(tmp_path: Path, contract: c.Contract, error: str) -> None:
    with (DATA / contract.file).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    where, cells = spoil(contract, error)
    row = next(row for row in rows if where.items() <= row.items())
    assert _taken(tmp_path, contract, row)
    cells = {column: row["english"] if cell == "?" else cell for column, cell in cells.items()}
    column, _colon, expected = error.partition(": ")
    with pytest.raises(BrokenTable) as caught:
        _taken(tmp_path, contract, row | cells)
    assert f"row 2, column {column}: expected {expected}" in str(caught.value)


def _taken(folder: Path, contract: c.Contract, row: dict[str, str]) -> bool:
    with (folder / contract.file).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerow(row)
    return len(c.read(folder, contract)) == 1


def _nothing(frame: pd.DataFrame) -> pd.Series:
    return pd.Series(pd.NA, index=frame.index, dtype="boolean")


def _no_rows(frame: pd.DataFrame) -> pd.Series:
    return pd.Series([], dtype=bool)


@pytest.mark.parametrize("silent", [_nothing, _no_rows])
def test_a_rule_that_says_nothing_of_a_row_does_not_pass_it(tmp_path: Path, silent: object) -> None:
    shutil.copy(DATA / "states.csv", tmp_path)
    ruled = replace(registry.STATES, rows=(c.rule(silent, "fips: something"),))  # type: ignore[arg-type]
    with pytest.raises(BrokenTable, match="row 2, column fips: expected something"):
        c.read(tmp_path, ruled)


@pytest.mark.parametrize("signed", ["5025-07-07", "1996-09-29", "2026-05-19"])
def test_no_day_of_signing_lies_outside_the_programs_life(tmp_path: Path, signed: str) -> None:
    row = {
        "id": "G9999", "sheet": "2026-05-18", "state": "TN", "agency": "A", "agency_type": "county", "county": "",
        "fips": "", "placed": "nowhere", "kind": "other", "model": "Task Force Model", "signed_on": "1996-09-30",
        "memorandum": "posted", "addendum": "", "note": "", "source_id": "s",
    }  # fmt: skip
    assert _taken(tmp_path, agreements.SHEETS, row)
    with pytest.raises(BrokenTable, match="signed_on: expected a day from 1996-09-30 to the sheet's own"):
        _taken(tmp_path, agreements.SHEETS, row | {"signed_on": signed})
