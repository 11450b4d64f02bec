"""Arrests, detention stays, encounters and removals: each kind by its own rule on duplicates, places and counties."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from pipeline.audit.recomputing.evidence import Evidence
from pipeline.audit.recomputing.findings import faults
from pipeline.editions import load
from pipeline.findings.city import gather
from pipeline.findings.model import CityFindings
from pipeline.findings.records import QUESTION
from pipeline.ingest.shelf import take
from pipeline.narrative.document.walk import runs
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.language.locale import speaking
from pipeline.places import by_slug
from pipeline.sources.releases import KINDS, releases, table
from pipeline.sources.tables import load_tables

from .conftest import DATA, GOOD
from .made import others

ROWS = 1_000
PUBLISHED = "2026-09-01"


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kinds") / "data"
    folder.mkdir()
    for path in DATA.glob("*.csv"):
        (folder / path.name).symlink_to(path)
    return folder


@pytest.fixture
def data(tables: Path) -> Path:
    shutil.rmtree(tables / "own", ignore_errors=True)
    return tables


def took(data: Path, frame: pd.DataFrame, folder: Path) -> dict[str, object]:
    frame.to_csv(folder / "release.csv", index=False)
    take(data, str(folder / "release.csv"), PUBLISHED)
    (row,) = table(data).to_dict("records")
    return {str(key): value for key, value in row.items()}


def boston(data: Path) -> CityFindings:
    known = load_tables(data)
    return gather(by_slug("boston-ma", known.places), load("present", DATA.parent / "editions"), known)


@pytest.mark.parametrize("kind", ["arrests", "detentions", "encounters", "removals"])
def test_a_kind_is_recognized_counted_written_and_audited(data: Path, tmp_path: Path, kind: str) -> None:
    row = took(data, others(kind, ROWS), tmp_path)
    assert (row["kind"], row["read"], row["duplicate"], row["used"]) == (kind, ROWS, ROWS // 5, ROWS - ROWS // 5)
    found = boston(data)
    own = [finding for finding in found.findings if finding.question == QUESTION]
    scopes = {finding.scope for finding in own}
    expected = {"detentions": {"county", "state", "nation"}, "encounters": {"nation"}}.get(kind, {"state", "nation"})
    assert scopes == expected
    assert not list(faults(found, Evidence(data)))
    for language in ("en", "es"):
        with speaking(language):
            written = page(found, load("present", DATA.parent / "editions"))
        assert f"records-{kind}" in [section.id for section in written.sections]


def test_an_arrest_within_a_day_of_the_last_is_a_likely_duplicate(data: Path, tmp_path: Path) -> None:
    frame = others("arrests", 4)
    frame["Anonymized Identifier"] = "one"
    frame["Apprehension Date"] = ["2025-01-01 12:00", "2025-01-02 11:59", "2025-01-03 12:00", "2025-01-05 00:00"]
    assert took(data, frame, tmp_path)["duplicate"] == 1
    (release,) = releases(data)
    assert [f"{day:%d}" for day in release.records["day"]] == ["01", "03", "05"]


def test_the_releases_own_flag_decides_where_it_has_one(data: Path, tmp_path: Path) -> None:
    frame = others("arrests", 10).assign(duplicate_drop_row=["TRUE", *["FALSE"] * 9])
    assert took(data, frame, tmp_path)["duplicate"] == 1


@pytest.mark.parametrize(("filled", "counties"), [(0.0, False), (0.5, False), (0.89, False), (0.95, True)])
def test_a_county_is_taken_from_arrests_only_where_the_column_is_nearly_full(
    data: Path, tmp_path: Path, filled: float, counties: bool
) -> None:
    frame = others("arrests", ROWS)
    frame["State"] = "MA"
    frame.loc[: int(filled * ROWS) - 1, "County"] = "SUFFOLK"
    row = took(data, frame, tmp_path)
    assert row["county_filled"] == f"{100 * filled:.1f}"
    assert (row["placed_by_county"] > 0) is counties  # type: ignore[operator]
    found = boston(data)
    assert any(f.scope == "county" and f.question == QUESTION for f in found.findings) is counties
    words = " ".join(run.text for run in runs(page(found, load("present", DATA.parent / "editions"))))
    assert ("too few for figures of a county" in words) is not counties


def test_a_facility_that_the_user_knows_is_placed(data: Path, tmp_path: Path) -> None:
    frame = others("detentions", ROWS)
    frame["Detention Facility Code"] = "ZZZZZZZ"
    assert took(data, frame, tmp_path)["placed_by_code"] == 0
    shutil.rmtree(data / "own")
    (data / "own").mkdir()
    (data / "own" / "facilities.csv").write_text("code,name,city,state,fips\nZZZZZZZ,Our jail,Boston,MA,25025\n")
    row = took(data, frame, tmp_path)
    assert row["placed_by_code"] == row["used"]
    assert any(f.place == "25025" and f.question == QUESTION for f in boston(data).findings)


def test_of_several_releases_the_one_published_last_is_counted(data: Path, tmp_path: Path) -> None:
    took(data, others("arrests", 500), tmp_path)
    others("arrests", 800, seed=3).to_csv(tmp_path / "later.csv", index=False)
    later = take(data, str(tmp_path / "later.csv"), (date.fromisoformat(PUBLISHED) + timedelta(1)).isoformat())
    assert {f.sources[0] for f in boston(data).findings if f.question == QUESTION} == {later.source}


def test_every_kind_has_its_words() -> None:
    from pipeline.narrative.parts import records

    assert set(records._topics()) == set(records._nouns()) == set(records._meaning()) == set(KINDS)


@pytest.mark.parametrize("form", ["xlsx", "parquet", "feather"])
def test_a_table_of_counts_comes_in_other_forms_too(data: Path, tmp_path: Path, form: str) -> None:
    (tmp_path / "a.csv").write_text(GOOD)
    wanted = take(data, str(tmp_path / "a.csv"), "2011-08-01")
    rows = (data / "own" / wanted.source / "reported_counts.csv").read_text()
    shutil.rmtree(data / "own")
    frame = pd.read_csv(tmp_path / "a.csv")
    path = tmp_path / f"a.{form}"
    if form == "xlsx":
        frame.to_excel(path, index=False)
    else:
        getattr(frame, f"to_{form}")(path)
    taken = take(data, str(path), "2011-08-01")
    assert (data / "own" / taken.source / "reported_counts.csv").read_text() == rows
