"""ICE's interoperability workbook: columns known by their words, counties by their names, totals checked, the rest told."""

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook

from pipeline.audit.recomputing.evidence import Evidence
from pipeline.audit.recomputing.findings import faults
from pipeline.editions import load
from pipeline.errors import RefusedFile
from pipeline.findings.city import gather
from pipeline.ingest.interoperability import measure
from pipeline.ingest.shelf import Taken, take
from pipeline.places import by_slug
from pipeline.sources.tables import load_tables

from .conftest import DATA

HEAD = ["State", "County", "AOR", "Activation Date", "IDENT Interoperability Submissions", "IDENT Matches", None, None]
HEAD += ["Removed or Returned*", None, None, None, None, "Percent Removed"]
BELOW = [
    None,
    None,
    None,
    None,
    None,
    "Level 1",
    "Non-Criminal",
    "Total1",
    "Level 1",
    "Level 2",
    "Level 3",
    "Non-Criminal",
    "Total",
    None,
]
SUFFOLK = ["MASSACHUSETTS", "SUFFOLK", "BOS", 39757, 40_000, 90, 500, 1_200, 60, 30, 70, 240, 400, 0.01]
ROWS = [
    SUFFOLK,
    ["MASSACHUSETTS", "NOWHERE", "BOS", 40000, 1, 1, 1, 1, 0, 0, 0, 1, 1, 0],
    ["MASSACHUSETTS TOTAL", None, None, None, 40_001, 91, 501, 1_201, 60, 30, 70, 241, 401, None],
    ["MISSOURI", "ST. LOUIS CITY", "CHI", dt.datetime(2010, 8, 3), 10, 1, 1, 2, 1, 0, 0, 1, 2, 0],
    ["MISSOURI", "SAINT LOUIS", "CHI", dt.datetime(2010, 8, 3), 11, 1, 1, 2, 1, 0, 0, 1, 2, 0],
    ["GEORGIA", "DE KALB", "ATL", "2010-10-05", 12, 1, 1, 2, 1, 0, 0, 1, 2, 0],
    ["LOUISIANA", "ORLEANS", "NOL", None, 13, 1, 1, 2, 1, 0, 0, 1, 2, 0],
    ["VIRGINIA", "FAIRFAX CITY", "WAS", None, 14, 1, 1, 2, 1, 0, 0, 1, 2, 0],
    ["VIRGINIA", "FAIRFAX", "WAS", None, 15, 1, 1, 2, 1, 0, 0, 1, 2, 0],
    ["GRAND TOTAL", None, None, None, 999, 97, 507, 1_213, 66, 30, 70, 247, 413, None],
]


def workbook(path: Path, rows: list[list[object]], head: str = "October 27, 2008 through December 31, 2014") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "County"
    for line in (["IDENT/IAFIS Interoperability"], [head], ["SYNTHETIC"], [None], HEAD, BELOW, *rows):
        sheet.append(line)
    book.create_sheet("State").append(["nothing"])
    book.save(path)
    return path


@pytest.fixture
def taken(data: Path, tmp_path: Path) -> Taken:
    return take(data, str(workbook(tmp_path / "stats.xlsx", ROWS)), "2015-02-01")


def test_counts_are_those_of_the_county_since_its_activation(data: Path, taken: Taken) -> None:
    rows = load_tables(data).reported_counts.query("source_id == @taken.source")
    suffolk = rows[rows.jurisdiction == "25025"].set_index("measure")
    assert suffolk.value.to_dict() == {
        "submissions": 40_000,
        "matches_level1": 90,
        "matches_nonconvicted": 500,
        "matches": 1_200,
        "removed_level1": 60,
        "removed_level2": 30,
        "removed_level3": 70,
        "removed_nonconvicted": 240,
        "removed": 400,
    }
    assert set(zip(suffolk.period_start, suffolk.period_end, strict=True)) == {("2008-11-05", "2014-12-31")}
    assert {"29510", "29189", "13089", "22071", "51600", "51059"} <= set(rows.jurisdiction)
    assert (taken.kind, taken.read, taken.used) == ("interoperability", 10, 7)


def test_what_is_not_known_is_told_and_totals_are_checked(taken: Taken) -> None:
    told = "\n".join(taken.mended)
    assert "column Percent Removed is not known and left out" in told
    assert "column Removed or Returned* Non-Criminal is read as removed_nonconvicted" in told
    assert "NOWHERE, MASSACHUSETTS is no county of the list" in told
    assert "GRAND TOTAL, submissions: 999 printed, its counties add up to 40,076" in told
    assert "MASSACHUSETTS TOTAL" not in told  # its own add up


def test_the_edition_on_the_record_counts_with_them(data: Path, taken: Taken) -> None:
    tables = load_tables(data)
    for edition, used in (("retrospective", True), ("2011-08", False)):
        chosen = load(edition, DATA.parent / "editions")
        found = gather(by_slug("boston-ma", tables.places), chosen, tables)
        own = [f for f in found.findings if taken.source in f.sources and f.unit == "percent" and f.place == "25025"]
        assert [(f.numerator, f.denominator) for f in own if f.measure == "removed_nonconvicted_share"] == [
            (240, 400)
        ] * used
        assert not list(faults(found, Evidence(data)))


@pytest.mark.slow
def test_a_table_of_every_county_is_taken_whole_and_fills_no_list(data: Path, tmp_path: Path) -> None:
    tables = load_tables(data)
    names = dict(zip(tables.states.postal, tables.states.name, strict=True))
    rows = [
        [names[row.state], row.county.upper(), "X", None, 100, 1, 2, 3, 5, 1, 1, 3, 10, 0]
        for row in tables.activations.itertuples(index=False)
    ]
    made = take(data, str(workbook(tmp_path / "all.xlsx", rows)), "2015-02-01")
    assert made.used == made.read == len(rows)
    again = load_tables(data)
    chosen = load("retrospective", DATA.parent / "editions")
    found = gather(by_slug("boston-ma", again.places), chosen, again)
    assert len(found.all_places) < 150
    assert len(found.all_places_in_doubt) + len(found.all_places_in_part) < 150
    assert not list(faults(found, Evidence(data)))


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("IDENT Interoperability Submissions", "submissions"),
        ("Number of Submissions2", "submissions"),
        ("IDENT Matches Total", "matches"),
        ("Matches: Level 1", "matches_level1"),
        ("Total Aliens Arrested or Booked into ICE Custody", "custody"),
        ("Arrested or Booked into ICE Custody Level 2", "custody_level2"),
        ("Removed/Returned Non-Criminal Immigration Violators", "removed_nonconvicted"),
        ("Aliens Removed or Returned (1) Level 3", "removed_level3"),
        ("Percent Removed", ""),
        ("Average Days to Removal", ""),
        ("Removed Level 1 and Level 2", ""),
        ("Matches Level 2", ""),  # a measure that our tables have not
        ("AOR", ""),
        ("", ""),
    ],
)
def test_a_heading_is_known_by_its_words(heading: str, expected: str) -> None:
    assert measure(heading) == expected


def test_two_columns_of_one_meaning_are_both_left_out(data: Path, tmp_path: Path) -> None:
    path = workbook(tmp_path / "stats.xlsx", [SUFFOLK])
    from openpyxl import load_workbook

    book = load_workbook(path)
    book["County"]["N5"] = "Total Submissions"
    book["County"]["N7"] = 5
    book.save(path)
    taken = take(data, str(path), "2015-02-01")
    told = "\n".join(taken.mended)
    assert "Total Submissions is not known" in told
    assert "IDENT Interoperability Submissions is not known" in told


@pytest.mark.parametrize(
    ("rows", "head", "expected"),
    [
        (
            [[*SUFFOLK[:4], "many", *SUFFOLK[5:]]],
            "through December 31, 2014",
            "expected a whole number, or nothing; found many",
        ),
        ([[*SUFFOLK[:4], -5, *SUFFOLK[5:]]], "through December 31, 2014", "found -5"),
        ([[*SUFFOLK[:12], 100, 0]], "through December 31, 2014", "at most 100"),
        ([SUFFOLK], "a year", "through which month"),
        ([["MARS", "SUFFOLK", *SUFFOLK[2:]]], "through December 31, 2014", "Not one count of a county"),
    ],
)
def test_what_is_wrong_is_told(data: Path, tmp_path: Path, rows: list[list[object]], head: str, expected: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        take(data, str(workbook(tmp_path / "stats.xlsx", rows, head)), "2015-02-01")
    assert expected in "\n".join([str(refused.value), *refused.value.breaches])
    assert not list((data / "own").iterdir()) if (data / "own").exists() else True
