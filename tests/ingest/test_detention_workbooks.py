"""ICE's detention workbooks of fiscal years 2019 to 2026 are read by their words; held here is never said to be arrested here."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipeline.audit.recomputing.evidence import Evidence
from pipeline.audit.recomputing.findings import faults
from pipeline.build import Workshop
from pipeline.cli import main
from pipeline.documents import page_of
from pipeline.editions import load
from pipeline.errors import RefusedFile
from pipeline.findings.behind import RowsBehind
from pipeline.findings.city import gather
from pipeline.findings.model import CityFindings, Finding, Period
from pipeline.folders import Folders
from pipeline.ingest.shelf import forget, take
from pipeline.narrative.document.walk import runs
from pipeline.places import by_slug
from pipeline.sources.tables import Tables, load_tables

from .conftest import DATA
from .made_workbook import CORE, LAYOUTS, NOWHERE, PLYMOUTH, ROWS, SUFFOLK, workbook

DAY = "2026-07-20"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """A checkout with a workbook of fiscal year 2026 on its shelf."""
    folder = tmp_path_factory.mktemp("workbook")
    (folder / "data").mkdir()
    for path in DATA.iterdir():
        if path.is_file():
            (folder / "data" / path.name).symlink_to(path)
    for name in ("editions", "templates", "pipeline"):
        (folder / name).symlink_to(DATA.parent / name)
    take(folder / "data", str(workbook(folder / "FY26_detentionStats07202026.xlsx")), DAY)
    return Folders(folder)


@pytest.fixture(scope="module")
def tables(root: Folders) -> Tables:
    return load_tables(root.data)


def found_in(tables: Tables, slug: str = "boston-ma", edition: str = "present") -> CityFindings:
    return gather(by_slug(slug, tables.places), load(edition, DATA.parent / "editions"), tables)


@pytest.mark.parametrize("year", sorted(LAYOUTS))
def test_each_fiscal_years_layout_is_read(data: Path, tmp_path: Path, year: int) -> None:
    until = f"20{year}-09-{30 if year == 26 else 25}"
    day = f"10/02/20{year}" if year == 26 else f"09/25/20{year}"
    taken = take(data, str(workbook(tmp_path / "stats.xlsx", year, day=day)), f"20{year}-11-01")
    tables = load_tables(data)
    (book,) = tables.detention_workbooks.to_dict("records")
    rows = tables.detention_workbook_facilities
    assert (book["fiscal_year"], book["period_start"], book["period_end"]) == (
        f"FY20{year}",
        f"20{year - 1}-10-01",
        until,
    )
    assert book["sheet"] == LAYOUTS[year].sheet.strip()
    assert list(rows.held) == [32.0, 220.5, 10.0]
    assert list(rows.facility) == [str(row[0]) for row in ROWS]
    assert list(rows.row) == [str(LAYOUTS[year].above + 2 + n) for n in range(3)]
    assert taken.read == book["read"] == book["used"] + book["notes"]
    assert book["notes"] == len(LAYOUTS[year].notes)


def test_a_county_is_told_by_the_facilitys_name_else_by_its_city_else_not(tables: Tables) -> None:
    rows = tables.detention_workbook_facilities.set_index("facility")
    assert rows.fips.to_dict() == {str(SUFFOLK[0]): "25025", str(PLYMOUTH[0]): "25023", str(NOWHERE[0]): ""}
    assert rows.placed.to_dict() == {str(SUFFOLK[0]): "city", str(PLYMOUTH[0]): "name", str(NOWHERE[0]): ""}


def test_rows_read_are_used_or_left_out(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    total = ("Total", None, None, None, 111.25, 143, 3, 5.25)
    blank = ("CLOSED JAIL", "BOSTON", "MA", "IGSA", None, "-", "*", "N/A")
    part = ("HALF A JAIL", "BOSTON", "MA", "IGSA", 5, None, 1, 1)
    none = (None, None, None, None, None, None, None, None)
    path = workbook(tmp_path / "stats.xlsx", 23, (*ROWS, SUFFOLK, blank, part, none, total), "08/01/2023")
    monkeypatch.chdir(data.parent)
    assert main(["ingest", f"--file={path}", "--published=2023-08-10"]) == 0
    told = capsys.readouterr().out
    assert "FY2023, 2022-10-01 to 2023-08-01 (the day is told by its footnotes)" in told
    assert "left out: notes 3, no figures 2, twice 1; counties: placed by name 1, placed by city 1, unplaced 1." in told
    assert "Rows read 9 = used 3 + left out 6." in told


def test_a_workbook_that_tells_no_day_says_so(data: Path, tmp_path: Path) -> None:
    take(data, str(workbook(tmp_path / "stats.xlsx", footnotes="no day")), DAY)
    tables = load_tables(data)
    (book,) = tables.detention_workbooks.to_dict("records")
    assert (book["period_end"], book["day_told_by"]) == (DAY, "publication")
    assert not [f for f in found_in(tables).findings if f.measure == "workbook_day"]


def test_the_latest_workbook_that_may_be_cited_is_used(data: Path, tmp_path: Path) -> None:
    for day, of, held in (("2026-07-20", "07/11/2026", 20.0), ("2026-02-12", "02/07/2026", 5.0)):
        row = (*SUFFOLK[:4], held, 0, 0, 0)
        take(data, str(workbook(tmp_path / f"{day}.xlsx", rows=(row,), day=of)), day)
    tables = load_tables(data)
    assert found_in(tables).finding("enforcement.held_on_average.25025").value == 20.0
    assert len(set(tables.detention_workbook_facilities.id)) == 2
    forget(data, f"own-synthetic-ice-detention-workbook-{DAY}")
    found = found_in(load_tables(data))
    assert found.finding("enforcement.held_on_average.25025").value == 5.0
    assert not list(faults(found, Evidence(data)))


def test_only_the_edition_of_the_present_has_it(tables: Tables) -> None:
    assert not [f for f in found_in(tables, edition="retrospective").findings if "on_average" in f.measure]


def test_every_finding_is_computed_again_by_the_audit(root: Folders, tables: Tables) -> None:
    found = found_in(tables)
    assert found.finding("enforcement.held_on_average.25025").value == 32.0
    assert found.finding("enforcement.facilities_not_placed.25").value == 1
    assert not list(faults(found, Evidence(root.data)))
    assert set(RowsBehind(tables).of(found)["detention_workbook_facilities"]) == {"M900001", "M900003"}


Forgery = Callable[[Finding], Finding]
COUNTY, FACILITY = "enforcement.held_on_average.25025", "enforcement.held_on_average_in_facility.M900001"
FORGED: dict[str, tuple[str, Forgery]] = {
    "a mean": (COUNTY, lambda f: replace(f, value=33.0)),
    "a moved window": (COUNTY, lambda f: replace(f, period=Period("2025-10-01", "2026-06-30"))),
    "a day that no footnote tells": ("enforcement.workbook_day.US", lambda f: replace(f, value="2026-07-12")),
    "a facility left out": (COUNTY, lambda f: replace(f, rows=())),
    "a facility of another county": (FACILITY, lambda f: replace(f, place="25017")),
    "a facility's other name": (FACILITY, lambda f: replace(f, agency="Elsewhere")),
    "rows that were not read": ("enforcement.workbook_rows_read.US", lambda f: replace(f, value=9)),
    "rows that were not used": ("enforcement.workbook_rows_used.US", lambda f: replace(f, value=2)),
    "facilities that were placed": ("enforcement.facilities_not_placed.25", lambda f: replace(f, value=0)),
}


@pytest.mark.parametrize("forged", FORGED)
def test_the_audit_sees_a_forgery(root: Folders, tables: Tables, forged: str) -> None:
    id, forge = FORGED[forged]
    found = found_in(tables)
    findings = tuple(forge(f) if f.id == id else f for f in found.findings)
    told = list(faults(replace(found, findings=findings), Evidence(root.data)))
    assert told
    assert all(id in str(fault) for fault in told)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_says_that_held_here_is_not_arrested_here_and_is_a_sample(root: Folders, language: str) -> None:
    page = page_of(Workshop("present", language, root).job("Boston"))
    assert "SAMPLE" in page.title
    said = [words for words in map(str, runs(page)) if "32" in words and ("workbook" in words or "libro" in words)]
    assert said
    apart = {"en": "is not where they were arrested", "es": "no es donde"}[language]
    assert all(apart in words for words in said)
    elsewhere = page_of(Workshop("present", language, root).job("Boise"))
    nothing = {"en": "nor that ICE is not present", "es": "ni que ICE no esté presente"}[language]
    assert any(nothing in str(run) for run in runs(elsewhere))


BROKEN: dict[str, tuple[dict[str, object], str]] = {
    "a mean in words": (
        {"rows": ((*SUFFOLK[:4], "Scheduled", 1, 1, 1),)},
        "row 11, column male_crim: expected a number",
    ),
    "a mean below nothing": ({"rows": ((*SUFFOLK[:4], -1, 1, 1, 1),)}, "found -1"),
    "more people than any facility holds": ({"rows": ((*SUFFOLK[:4], 20_001, 1, 1, 1),)}, "found 20001"),
    "a number with an underscore": ({"rows": ((*SUFFOLK[:4], "1_0", 1, 1, 1),)}, "found 1_0"),
    "words beside a number": ({"rows": ((*SUFFOLK[:4], "12 people", 1, 1, 1),)}, "found 12 people"),
    "a state that is none": ({"rows": (("A", "BOSTON", "ATLANTIS", *SUFFOLK[3:]),)}, "column state: expected a state"),
    "a facility without a name": ({"rows": (("", *SUFFOLK[1:]),)}, "expected the name of a facility"),
    "no facility": ({"rows": ()}, "no facility with figures"),
    "no figures at all": ({"rows": ((*SUFFOLK[:4], None, None, None, None),)}, "no facility with figures"),
    "without a column": ({"head": CORE.replace("Female Crim,", "")}, "without the column female crim"),
    "without any of the four": ({"head": "Name,City,State,Type Detailed,FY26 ALOS"}, "without the column male crim"),
    "another year in its column": ({"head": CORE.replace("FY26", "FY25")}, "different fiscal years"),
    "a year that had not begun": ({"year": 26, "published": "2025-09-30"}, "began after PUBLISHED"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_told_and_nothing_is_written(data: Path, tmp_path: Path, name: str) -> None:
    given, expected = BROKEN[name]
    change = {key: value for key, value in given.items() if key != "published"}
    published = str(given.get("published", DAY))
    path = workbook(tmp_path / "stats.xlsx", **{"year": 26, **change})  # type: ignore[arg-type]
    with pytest.raises(RefusedFile) as refused:
        take(data, str(path), published)
    assert expected in "\n".join([str(refused.value), *refused.value.breaches])
    assert not list((data / "own").glob("*")) if (data / "own").exists() else True


def test_the_same_table_as_text_is_read_too(data: Path, tmp_path: Path) -> None:
    from .made_workbook import line

    head = CORE.split(",")
    frame = pd.DataFrame([line(head, row) for row in ROWS], columns=head).assign(Note="SYNTHETIC")
    frame.to_csv(tmp_path / "facilities.csv", index=False)
    assert take(data, str(tmp_path / "facilities.csv"), DAY).kind == "detention-workbook"
    assert list(load_tables(data).detention_workbook_facilities.held) == [32.0, 220.5, 10.0]
