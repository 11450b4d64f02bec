"""ICE's sheet of agreements as it is downloaded is read like the sheets of data/; the latest is the one that is used."""

from pathlib import Path

import pandas as pd
import pytest

from pipeline.audit.recomputing.evidence import Evidence
from pipeline.audit.recomputing.findings import faults
from pipeline.editions import load
from pipeline.errors import RefusedFile
from pipeline.findings.city import gather
from pipeline.ingest.agencies import agencies
from pipeline.ingest.brought import look
from pipeline.ingest.shelf import How, take
from pipeline.places import by_slug
from pipeline.sources.tables import Tables, load_tables

from .conftest import DATA

DAY = "2026-10-19"
SHOWN = ("STATE", "LAW ENFORCEMENT AGENCY ", "TYPE", "COUNTY", "SUPPORT TYPE", "SIGNED", "MOA", "ADDENDUM")


def as_ice_writes(rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Rows of our table of sheets as ICE's own sheet has them: capitals, blanks at the end, words for links."""
    states = dict(zip(tables.states.postal, tables.states.name, strict=True))
    states |= {"GU": "Guam", "MP": "Northern Mariana Islands", "PR": "Puerto Rico", "VI": "Virgin Islands"}
    columns = (
        rows.state.map(states).str.upper(),
        rows.agency + " ",
        rows.agency_type.str.title(),
        rows.county.replace("", "#N/A"),
        rows.model,
        pd.to_datetime(rows.signed_on.replace("", None)),
        rows.memorandum.map({"posted": "link", "pending": "Pending"}),
        "#N/A",
    )
    return pd.DataFrame(dict(zip(SHOWN, columns, strict=True)))


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables(DATA)


@pytest.fixture(scope="module")
def last(tables: Tables) -> pd.DataFrame:
    rows = tables.agreements_287g_sheets
    return rows[(rows.sheet == rows.sheet.max()) & (rows.signed_on != "")].reset_index(drop=True)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_it_is_read_as_the_sheets_of_data_were(tables: Tables, last: pd.DataFrame, tmp_path: Path, form: str) -> None:
    shown, path = as_ice_writes(last, tables), tmp_path / f"sheet.{form}"
    if form == "xlsx":
        shown.to_excel(path, index=False)
    else:
        shown.assign(SIGNED=shown.SIGNED.dt.strftime("%-m/%-d/%Y")).to_csv(path, index=False)
    read = pd.DataFrame(agencies(look(str(path)), tables, str(last.sheet[0])).rows)
    for column in ("state", "agency", "agency_type", "kind", "model", "signed_on", "memorandum"):
        assert list(read[column]) == list(last[column]), column
    other = read.fips != last.fips  # what was placed by hand, or against what the sheet prints
    assert other.mean() < 0.02
    assert (read.fips[other] == "").mean() > 0.7


def test_the_latest_sheet_is_the_one_that_the_present_edition_uses(
    data: Path, tables: Tables, last: pd.DataFrame, tmp_path: Path
) -> None:
    mine = {
        "STATE": "Massachusets",
        "LAW ENFORCEMENT AGENCY ": "Boston Police Department",
        "TYPE": "Municipality",
        "COUNTY": "Sufolk County ",
        "SUPPORT TYPE": "Task Force Model",
        "SIGNED": pd.Timestamp("2026-10-01"),
        "MOA": "link",
        "ADDENDUM": "",
    }
    sheet = pd.concat([as_ice_writes(last.head(300), tables), pd.DataFrame([mine])])
    sheet.to_excel(tmp_path / "participatingAgencies.xlsx", index=False)
    taken = take(data, str(tmp_path / "participatingAgencies.xlsx"), DAY)
    assert (taken.source, taken.read) == (f"own-ice-287g-sheet-{DAY}", 301)
    assert "Massachusets read as Massachusetts" in taken.mended
    assert "Sufolk County, MA read as Suffolk" in taken.mended
    known = load_tables(data)
    found = gather(by_slug("boston-ma", known.places), load("present", DATA.parent / "editions"), known)
    assert found.finding("present_day.agreements.US").value == 301
    assert found.finding("present_day.agreements.25025").value == 1
    assert not list(faults(found, Evidence(data)))
    sheet.head(20).to_excel(tmp_path / "other.xlsx", index=False)
    with pytest.raises(RefusedFile, match="there with other rows"):
        take(data, str(tmp_path / "other.xlsx"), DAY)
    assert take(data, str(tmp_path / "other.xlsx"), DAY, How(taken.source)).read == 20


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("STATE", "Atlantis", "expected a state or territory; found Atlantis"),
        ("TYPE", "Club", "expected county | municipality | state agency; found Club"),
        ("SUPPORT TYPE", "Friendly Model", "found Friendly Model"),
        ("LAW ENFORCEMENT AGENCY ", "", "expected the name of an agency"),
    ],
)
def test_a_wrong_cell_is_told(
    data: Path, tables: Tables, last: pd.DataFrame, tmp_path: Path, column: str, cell: str, expected: str
) -> None:
    shown = as_ice_writes(last.head(5), tables)
    shown.loc[2, column] = cell
    shown.to_csv(tmp_path / "sheet.csv", index=False)
    with pytest.raises(RefusedFile) as told:
        take(data, str(tmp_path / "sheet.csv"), DAY)
    assert any(expected in line and "sheet.csv, row 4" in line for line in told.value.breaches)
    assert not (data / "own").exists()


def test_a_day_of_signing_that_cannot_be_is_blank_and_told(tables: Tables, last: pd.DataFrame, tmp_path: Path) -> None:
    shown = as_ice_writes(last.head(3), tables)
    shown["SIGNED"] = ["5025-07-07", "7/72025", "2026-12-01"]
    shown.to_csv(tmp_path / "sheet.csv", index=False)
    read = agencies(look(str(tmp_path / "sheet.csv")), tables, DAY).rows
    assert [row["signed_on"] for row in read] == ["", "", ""]
    assert [row["note"] for row in read] == [
        f"The sheet prints {day} as the day of signing." for day in ("5025-07-07", "7/72025", "2026-12-01")
    ]


def test_a_list_of_pending_applications_is_no_list_of_agreements(
    tables: Tables, last: pd.DataFrame, tmp_path: Path
) -> None:
    as_ice_writes(last.head(3), tables).drop(columns="SIGNED").to_excel(tmp_path / "pending.xlsx", index=False)
    with pytest.raises(RefusedFile, match="pending"):
        agencies(look(str(tmp_path / "pending.xlsx")), tables, DAY)
