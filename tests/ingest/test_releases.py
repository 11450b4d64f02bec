"""A release of ICE's records gives the same rows in whatever form it comes, each row accounted for, none with an identifier."""

from pathlib import Path

import pandas as pd
import pytest

from pipeline.editions import load
from pipeline.findings.city import gather
from pipeline.findings.records import QUESTION
from pipeline.ingest.shelf import Taken, take
from pipeline.places import by_slug
from pipeline.sources.releases import COLUMNS, releases, table
from pipeline.sources.tables import load_tables

from .conftest import DATA
from .made import detainers, write

FORMS = ("csv", "xlsx", "parquet", "feather", "dta", "sav")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("releases") / "data"
    folder.mkdir()
    for path in DATA.glob("*.csv"):
        (folder / path.name).symlink_to(path)
    return folder


def taken(data: Path, path: Path) -> tuple[Taken, pd.DataFrame]:
    import shutil

    shutil.rmtree(data / "own", ignore_errors=True)
    made = take(data, str(path), "2026-03-15")
    (one,) = releases(data)
    return made, one.records.drop(columns=["row", "sheet"]).astype(str)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_records(tables: Path, tmp_path: Path, form: str) -> None:
    frame = detainers(2_000)
    _, wanted = taken(tables, write(frame, tmp_path / "wanted.csv"))
    made, found = taken(tables, write(frame, tmp_path / f"release.{form}"))
    assert made.source == "own-synthetic-ice-detainers-2026-03-15"
    assert made.read == 2_000
    pd.testing.assert_frame_equal(found, wanted)


def test_each_row_is_used_or_left_out_with_its_reason(tables: Path, tmp_path: Path) -> None:
    frame = detainers(5_000)
    taken(tables, write(frame, tmp_path / "release.csv"))
    (row,) = table(tables).to_dict("records")
    hidden = frame["detainer_prepare_date"].str.startswith("b(")
    someone = frame["unique_identifier"] != ""
    twice = frame[~hidden & someone].duplicated(["unique_identifier", "detainer_prepare_date"]).sum()
    assert (row["read"], row["no_day"], row["duplicate"]) == (5_000, hidden.sum(), twice)
    assert row["used"] == 5_000 - hidden.sum() - twice
    assert row["placed_by_code"] + row["placed_by_city"] + row["unplaced"] == row["used"]
    assert row["placed_by_code"] > 0 < row["placed_by_city"]


def test_no_identifier_and_nothing_else_of_a_person_is_kept(tables: Path, tmp_path: Path) -> None:
    taken(tables, write(detainers(500), tmp_path / "release.csv"))
    (one,) = releases(tables)
    assert set(one.records.columns) == {*COLUMNS, "month"}
    kept = b"".join(path.read_bytes() for path in (tables / "own").rglob("*") if path.is_file())
    assert b"person 1" not in kept
    assert not one.records.astype(str).map(lambda cell: "person" in cell).any(axis=None)


@pytest.mark.slow
def test_half_a_million_rows_give_the_same_findings_in_every_form(tables: Path, tmp_path: Path) -> None:
    frame, edition = detainers(500_000), load("present", DATA.parent / "editions")
    told = []
    for form in FORMS:
        taken(tables, write(frame, tmp_path / f"release.{form}"))
        known = load_tables(tables)
        found = gather(by_slug("boston-ma", known.places), edition, known)
        told.append([finding for finding in found.findings if finding.question == QUESTION])
    assert len(told[0]) > 100
    assert all(one == told[0] for one in told)
