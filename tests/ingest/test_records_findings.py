"""What findings say of a release is what its rows say, the audit sees what was forged, and no small cell can be worked out."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.recomputing.evidence import Evidence
from pipeline.audit.recomputing.findings import faults
from pipeline.build import Workshop
from pipeline.documents import page_of
from pipeline.editions import Disclosure, Edition, load
from pipeline.findings.behind import RowsBehind
from pipeline.findings.city import gather
from pipeline.findings.model import CityFindings, Finding, Period
from pipeline.findings.records import around, everywhere, full_months, withheld
from pipeline.folders import Folders
from pipeline.ingest.shelf import take
from pipeline.narrative.document.walk import runs
from pipeline.places import by_slug
from pipeline.sources.tables import Tables, load_tables

from .conftest import DATA
from .made import detainers, write

ROWS = 6_000


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """A checkout with a release of detainers of March 15, 2026 on its shelf."""
    folder = tmp_path_factory.mktemp("detainers")
    (folder / "data").mkdir()
    for path in DATA.iterdir():
        if path.is_file():
            (folder / "data" / path.name).symlink_to(path)
    for name in ("editions", "templates", "pipeline"):
        (folder / name).symlink_to(DATA.parent / name)
    take(folder / "data", str(write(detainers(ROWS), folder / "release.csv")), "2026-03-15")
    return Folders(folder)


@pytest.fixture(scope="module")
def tables(root: Folders) -> Tables:
    return load_tables(root.data)


def found_in(tables: Tables, smallest: int = 0) -> CityFindings:
    edition: Edition = load("present", DATA.parent / "editions")
    edition = edition.model_copy(update={"disclosure": Disclosure(smallest_count=smallest)})
    return gather(by_slug("boston-ma", tables.places), edition, tables)


@pytest.fixture(scope="module")
def found(tables: Tables) -> CityFindings:
    return found_in(tables)


@pytest.fixture(scope="module")
def kept(root: Folders) -> pd.DataFrame:
    """What an independent reader makes of the file: likely duplicates out, the county by the jail's city."""
    frame = pd.read_csv(root.root / "release.csv", dtype=str, keep_default_na=False)
    frame = frame[~frame["detainer_prepare_date"].str.startswith("b(")]
    twice = frame.duplicated(["unique_identifier", "detainer_prepare_date"]) & (frame["unique_identifier"] != "")
    return frame[~twice]


def value(found: CityFindings, id: str) -> object:
    return found.finding(f"records.detainers.{id}").value


def test_the_table_of_all_counties_has_what_the_briefing_has(tables: Tables, found: CityFindings) -> None:
    edition = load("present", DATA.parent / "editions")
    boston = by_slug("suffolk-county-ma", tables.places)
    together = {f.id: f for f in everywhere([boston], tables, edition)}
    assert together == {f.id: f for f in found.findings if f.question == "records"}
    assert len(together) > 40


def test_beside_each_other_counties_give_no_small_count_away(tables: Tables) -> None:
    edition = load("present", DATA.parent / "editions")
    hiding = edition.model_copy(update={"disclosure": Disclosure(smallest_count=10)})
    assert list(everywhere([by_slug("suffolk-county-ma", tables.places)], tables, hiding)) == []


def test_counts_are_those_of_the_file(found: CityFindings, kept: pd.DataFrame) -> None:
    day, boston = kept["detainer_prepare_date"], kept["facility_city"] == "BOSTON"
    year = (day >= "2025-03-01") & (day <= "2026-02-28")
    assert value(found, "year.25025.2026-02-28") == (year & boston).sum()
    assert value(found, "year.25.2026-02-28") == (year & (kept["facility_state"] == "MA")).sum()
    assert value(found, "year.US.2026-02-28") == year.sum()
    assert value(found, "month.25025.2025-07") == (day.str.startswith("2025-07") & boston).sum()
    assert value(found, "before_2025-01-20.US.2025-01-19") == ((day >= "2024-01-21") & (day < "2025-01-20")).sum()
    assert value(found, "after_2025-01-20.US.2026-01-19") == ((day >= "2025-01-20") & (day < "2026-01-20")).sum()
    convicted = kept["detainer_prepared_criminality"].str.startswith("1")
    share = found.finding("records.detainers.convicted_share.25025.2026-02-28")
    assert (share.numerator, share.denominator) == ((year & boston & convicted).sum(), (year & boston).sum())


def test_rows_read_are_used_or_left_out(found: CityFindings, kept: pd.DataFrame) -> None:
    told = {f.measure.removeprefix("detainers_rows_"): int(f.value) for f in found.findings if "_rows_" in f.measure}
    assert told["read"] == ROWS
    assert told["used"] == len(kept) == ROWS - told["no_day"] - told["impossible_day"] - told["duplicate"]


def test_every_finding_is_computed_again_by_the_audit(root: Folders, found: CityFindings, tables: Tables) -> None:
    assert not list(faults(found, Evidence(root.data)))
    rows = json.loads(RowsBehind(tables).json(found))
    assert list(rows["releases"]) == ["own-synthetic-ice-detainers-2026-03-15"]
    assert "person" not in json.dumps(rows["releases"])


Forgery = Callable[[Finding], Finding]
FORGED: dict[str, tuple[str, Forgery]] = {
    "a count": ("year.25025.2026-02-28", lambda f: replace(f, value=int(f.value) + 1)),
    "a count of a month": ("month.25025.2025-07", lambda f: replace(f, value=int(f.value) - 1)),
    "a moved window": ("year.25025.2026-02-28", lambda f: replace(f, period=Period("2025-02-01", "2026-01-31"))),
    "a longer window": (
        "after_2025-01-20.US.2026-01-19",
        lambda f: replace(f, period=Period("2025-01-20", "2026-01-20")),
    ),
    "a swapped state": ("year.25.2026-02-28", lambda f: replace(f, place="48", place_name="Texas")),
    "a state under another's name": ("year.25.2026-02-28", lambda f: replace(f, place_name="Texas")),
    "a county as a state": ("year.25025.2026-02-28", lambda f: replace(f, scope="state")),
    "a rate": ("rate.25025.2026-02-28", lambda f: replace(f, value=int(f.value) * 2)),
    "residents": ("rate.25025.2026-02-28", lambda f: replace(f, denominator=1_000_000)),
    "a share": ("convicted_share.25025.2026-02-28", lambda f: replace(f, value=60.0)),
    "another class": (
        "convicted_share.25025.2026-02-28",
        lambda f: replace(f, measure="detainers_pending_charges_share"),
    ),
    "an interval": ("convicted_share.25025.2026-02-28", lambda f: replace(f, interval=None)),
    "a facility": ("facility_count.25025.1", lambda f: replace(f, agency="HARRIS COUNTY JAIL, SYNTHETIC")),
    "an outcome": ("outcome_count.25025.1", lambda f: replace(f, note="Died")),
    "rows left out": ("rows_duplicate.US.2026-02-28", lambda f: replace(f, value=int(f.value) + 7)),
    "another release": ("year.25025.2026-02-28", lambda f: replace(f, sources=("own-ice-detainers-2026-03-14",))),
}


@pytest.mark.parametrize("what", FORGED)
def test_the_audit_finds_what_was_forged(root: Folders, found: CityFindings, what: str) -> None:
    id, forge = FORGED[what]
    forged = forge(found.finding(f"records.detainers.{id}"))
    assert list(faults(replace(found, findings=(forged,)), Evidence(root.data)))


def test_cells_below_the_smallest_stand_nowhere(tables: Tables) -> None:
    found = found_in(tables, smallest=60)
    told = [f for f in found.findings if f.population == "detainers" and "_rows_" not in f.measure]
    assert told
    assert min(int(f.value) if f.numerator is None else f.numerator for f in told) >= 60
    assert len(told) < len([f for f in found_in(tables).findings if f.population == "detainers"])


@given(
    st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 40), max_size=8),
    st.integers(0, 30),
)
def test_what_is_withheld_cannot_be_worked_out_from_the_total(counts: dict[str, int], smallest: int) -> None:
    hidden = withheld(counts, smallest)
    assert all(counts[part] >= smallest for part in counts.keys() - hidden)
    if hidden and len(hidden) < len(counts):
        assert len(hidden) >= 2
        assert sum(counts[part] for part in hidden) >= smallest


@given(st.dates(), st.integers(0, 1_500), st.integers(-400, 1_900))
def test_as_many_days_before_as_after(first: object, length: int, shift: int) -> None:
    from datetime import date, timedelta

    assert isinstance(first, date)
    if first.year > 9_000 or first.year < 10:
        return
    last, day = first + timedelta(length), first + timedelta(shift)
    days = around(first.isoformat(), last.isoformat(), day)
    assert 0 <= days <= 365
    if days:
        assert day - timedelta(days) >= first
        assert day + timedelta(days - 1) <= last


def test_a_month_that_is_cut_is_not_full() -> None:
    assert full_months("2025-01-01", "2025-03-31") == ["2025-01", "2025-02", "2025-03"]
    assert full_months("2025-01-02", "2025-03-30") == ["2025-02"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_has_a_part_on_them_in_each_language(root: Folders, language: str) -> None:
    shop = Workshop("present", language, root)
    page = page_of(shop.job("Boston"))
    (part,) = [section for section in page.sections if section.id == "records-detainers"]
    words = " ".join(run.text for run in runs(page))
    assert f"{shop.tables.releases.used.iloc[0]:,}" in words
    assert "SAMPLE" in page.title
    assert len(part.blocks) >= 7
    assert any("detainers" in finding.say.text for finding in page.front.findings)


def test_other_editions_know_nothing_of_them(root: Folders) -> None:
    for edition in ("2011-08", "retrospective"):
        found = json.loads(Workshop(edition, folders=root).job("Boston").findings)
        assert not [f for f in found["findings"] if f["question"] == "records"]


@pytest.mark.slow
def test_what_is_printed_passes_the_audit(root: Folders, tmp_path: Path) -> None:
    from pipeline.audit.whole import check

    copy = Folders(tmp_path / "copy")
    shutil.copytree(root.root, copy.root, symlinks=True)
    for language in ("en", "es"):
        shop = Workshop("present", language, copy)
        job = shop.job("Boston")
        assert shop.report(job).path.name.startswith("SAMPLE-boston-ma")
    assert [str(fault) for checked in check(job, copy) for fault in checked.faults] == []
