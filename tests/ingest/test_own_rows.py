"""What was taken is used by every edition that its day allows, beside the embedded rows; and can be taken off again."""

import json
from datetime import date
from pathlib import Path

import pytest

from pipeline import editions, origin, places
from pipeline.audit.recomputing.evidence import Evidence
from pipeline.audit.recomputing.findings import faults
from pipeline.errors import BrokenTable, RefusedFile
from pipeline.findings.behind import RowsBehind
from pipeline.findings.city import gather
from pipeline.findings.model import CityFindings
from pipeline.folders import Folders
from pipeline.ingest.shelf import How, forget, listed, take
from pipeline.sources.tables import load_tables

from .conftest import DATA, GOOD

SOURCE = "own-suffolk-county-sheriff-answer-to-a-records-request-2011-08-01"


def boston(data: Path, edition: str = "2011-08") -> CityFindings:
    tables = load_tables(data)
    chosen = editions.load(edition, DATA.parent / "editions")
    found = gather(places.find("Boston", tables.places, chosen.cities), chosen, tables)
    RowsBehind(tables).json(found)  # every row that a finding names is there to be attached
    return found


def test_own_and_embedded_rows_stand_beside_each_other(data: Path, good: Path) -> None:
    before = {finding.id for finding in boston(data).findings}
    take(data, str(good), "2011-08-01")
    found = boston(data)
    after = {finding.id: finding for finding in found.findings}
    assert before <= after.keys()
    (own,) = [one for one in after.values() if one.unit == "percent" and one.rows[:1] == ("R900002",)]
    assert (own.numerator, own.denominator, own.sources) == (200, 400, (SOURCE,))
    assert found.sources[SOURCE].published_on == "2011-08-01"
    assert not list(faults(found, Evidence(data)))


def test_rows_that_differ_on_the_same_thing_name_each_other(data: Path, good: Path, tmp_path: Path) -> None:
    take(data, str(good), "2011-08-01")
    other = tmp_path / "other.csv"
    other.write_text(GOOD.replace("200,exact", "150,exact").replace("Suffolk County Sheriff", "County Clerk"))
    take(data, str(other), "2011-08-02")
    counts = load_tables(data).reported_counts.set_index("id").disputed_by
    told = {row["id"]: row["disputed_by"] for row in Evidence(data).table("reported_counts")}
    assert told == counts.to_dict()  # the audit, which reads by itself, sees the same
    assert counts["R900002"] == "R900004"
    assert counts["R900004"] == "R900002"
    assert counts["R900001"] == counts["R900003"] == ""  # the same total: nothing to dispute


@pytest.mark.parametrize(("day", "used"), [("2011-08-16", True), ("2011-08-17", False)])
def test_an_edition_uses_what_was_published_by_its_day(data: Path, good: Path, day: str, used: bool) -> None:
    take(data, str(good), day)
    assert any(row.startswith("R9000") for one in boston(data).findings for row in one.rows) is used
    assert any(row.startswith("R9000") for one in boston(data, "retrospective").findings for row in one.rows)


def test_documents_are_stale_when_the_shelf_changes_and_not_when_it_is_locked(data: Path, good: Path) -> None:
    for name in ("editions", "templates", "pipeline"):
        (data.parent / name).symlink_to(DATA.parent / name)
    folders = Folders(data.parent)

    def of_data() -> str:
        return origin.parts(folders, "2011-08")["data"]

    before = of_data()
    (data / "own").mkdir()
    (data / "own" / ".lock").write_text("held")
    assert of_data() == before
    take(data, str(good), "2011-08-01")
    assert of_data() != before
    forget(data, SOURCE)
    assert of_data() == before


def test_what_was_taken_is_listed_and_forgotten(data: Path, good: Path) -> None:
    taken = take(data, str(good), "2011-08-01")
    assert listed(data) == [taken]
    assert (taken.read, taken.used, taken.file, taken.source) == (2, 2, "answer.csv", SOURCE)
    forget(data, SOURCE)
    assert listed(data) == []
    assert not list((data / "own").iterdir())
    with pytest.raises(RefusedFile, match="no source of data/own"):
        forget(data, "../reported_counts.csv")


def test_the_same_file_is_taken_once(data: Path, good: Path) -> None:
    take(data, str(good), "2011-08-01")
    with pytest.raises(RefusedFile, match="taken before"):
        take(data, str(good), "2011-08-02")
    assert len(listed(data)) == 1


def test_a_newer_file_replaces_another_only_by_the_users_word(data: Path, good: Path) -> None:
    take(data, str(good), "2011-08-01")
    good.write_text(GOOD.replace("200,exact", "150,exact"))
    with pytest.raises(RefusedFile, match="--replaces"):
        take(data, str(good), "2011-08-01")
    assert load_tables(data).reported_counts.value.iloc[-1] == 200
    take(data, str(good), "2011-08-01", How(SOURCE))
    assert load_tables(data).reported_counts.value.iloc[-1] == 150
    good.write_text(GOOD.replace("200,exact", "140,exact"))
    later = take(data, str(good), "2011-08-05", How(SOURCE))
    assert [one.source for one in listed(data)] == [later.source]


def test_made_up_rows_laid_there_by_hand_are_refused(data: Path, good: Path) -> None:
    take(data, str(good), "2011-08-01")
    table = data / "own" / SOURCE / "reported_counts.csv"
    table.write_text(table.read_text().replace("Suffolk County, MA", "Suffolk County, MA", 1) + "SYNTHETIC\n")
    with pytest.raises(BrokenTable, match="SYNTHETIC"):
        load_tables(data)


def test_a_shelf_that_a_hand_has_torn_is_told(data: Path, good: Path) -> None:
    take(data, str(good), "2011-08-01")
    (data / "own" / SOURCE / "taken.json").write_text(json.dumps({"source": 1}))
    with pytest.raises(BrokenTable, match=r"taken\.json cannot be read"):
        listed(data)


@pytest.mark.parametrize("day", ["", "2011-02-30", "2011-8-1", "1 August", "2012-01-01"])
def test_a_day_that_is_none_or_to_come_is_refused(data: Path, good: Path, day: str) -> None:
    with pytest.raises(RefusedFile, match="PUBLISHED"):
        take(data, str(good), day, today=date(2011, 12, 31))
