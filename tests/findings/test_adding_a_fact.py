"""docs/adding-a-fact.md tells the truth: its example rows, added to the tables, come out in a briefing."""

import re
import shutil
from pathlib import Path

import pytest

from pipeline import places
from pipeline.errors import BrokenTable
from pipeline.findings.city import gather
from pipeline.findings.model import CityFindings
from pipeline.sources.tables import load_tables
from pipeline.sources.vocabulary import QUALIFIERS, SECOND_LOOKS

from ..conftest import ROOT, edition_2011

GUIDE = (ROOT / "docs" / "adding-a-fact.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"```csv (\S+)\n(.*?)```", GUIDE, re.DOTALL))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the tables with the guide's rows added."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    for name, rows in EXAMPLES.items():
        with (tmp_path / "data" / name).open("a", encoding="utf-8") as table:
            table.write(rows)
    return tmp_path / "data"


def knox(data: Path) -> CityFindings:
    tables = load_tables(data)
    return gather(places.find("Knox County, TN", tables.places), edition_2011(), tables)


def test_the_examples_rows_become_a_share_of_the_county(data: Path) -> None:
    (share,) = [f for f in knox(data).of("47093", "removed_nonconvicted_share") if f.numerator is not None]
    assert (share.value, share.numerator, share.denominator, share.rows) == (45, 90, 200, ("R902", "R901"))
    assert share.sources == ("example-herald-2011-07-01",)


def test_without_its_source_the_example_is_refused(data: Path) -> None:
    sources = data / "sources.csv"
    sources.write_text(sources.read_text(encoding="utf-8").replace(EXAMPLES["sources.csv"], ""), encoding="utf-8")
    with pytest.raises(BrokenTable, match=r"reported_counts.csv, row \d+, column source_id"):
        load_tables(data)


@pytest.mark.parametrize(
    ("found", "shown"),
    [("confirmed", 1), ("confirmed_value_only", 1), ("not looked at again", 1), ("contradicted", 0), ("not_found", 0)],
)
def test_the_second_look_decides_as_the_guide_says(data: Path, found: str, shown: int) -> None:
    table = data / "reported_counts.csv"
    mended = EXAMPLES["reported_counts.csv"].replace("not looked at again", found)
    table.write_text(
        table.read_text(encoding="utf-8").replace(EXAMPLES["reported_counts.csv"], mended), encoding="utf-8"
    )
    assert len(knox(data).of("47093", "removed_nonconvicted_share")) == shown


def test_a_source_of_a_later_day_keeps_the_example_out(data: Path) -> None:
    sources = data / "sources.csv"
    later = EXAMPLES["sources.csv"].replace(",2011-07-01,day,", ",2011-08-17,day,")
    sources.write_text(sources.read_text(encoding="utf-8").replace(EXAMPLES["sources.csv"], later), encoding="utf-8")
    assert knox(data).of("47093", "removed_nonconvicted_share") == ()


def test_the_guide_names_every_second_look_and_qualifier() -> None:
    assert all(f"`{look}`" in GUIDE for look in SECOND_LOOKS)
    assert all(f"*{qualifier}*" in GUIDE for qualifier in QUALIFIERS)
