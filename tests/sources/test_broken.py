"""Every way a table can be broken ends in one line that names file, row, column, expected and found."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from pipeline.errors import BrokenTable
from pipeline.sources import agreements, population
from pipeline.sources import contract as c
from pipeline.sources.tables import load_tables
from tests.sources.conftest import Edit


def complaint(data: Path) -> str:
    with pytest.raises(BrokenTable) as caught:
        load_tables(data)
    line = str(caught.value)
    assert "\n" not in line
    assert caught.value.exit_code == 2
    return line


CELLS = [
    ("reported_counts", 5, "value", "many", "a number"),
    ("reported_counts", 5, "value", "", "a number"),
    ("reported_counts", 5, "value", "104", "0 to 100 for a percent"),
    ("reported_counts", 4, "value", "0.5", "a whole number for a count"),
    ("reported_counts", 9, "use", "maybe", "yes | caution | no"),
    ("reported_counts", 9, "jurisdiction", "06001", "a code of the row's scope"),
    ("reported_counts", 9, "measure", "deported", "removed"),
    ("reported_counts", 9, "unit", "percent", "percent for a share"),
    ("reported_counts", 9, "period_start", "2011-13", "a date"),
    ("reported_counts", 10, "period_end", "2009-05-25", "on or after period_start"),
    ("reported_counts", 48, "note", "", "words to print"),
    ("reported_counts", 187, "source_id", "the-onion-2011", "a source_id of sources.csv"),
    ("reported_counts", 188, "of_row", "R999", "the id of a row of this table"),
    ("reported_counts", 188, "disputed_by", "R189;R999", "the id of a row of this table"),
    ("reported_counts", 190, "disputed_by", "", "to name"),
    ("reported_counts", 190, "jurisdiction_name", "Cook County, IL", "Suffolk County, MA, the name of 25025"),
    ("reported_counts", 190, "jurisdiction", "29999", "the code of a state or county"),
    ("positions", 2, "jurisdiction", "98765", "the code of a state or county"),
    ("claims", 2, "jurisdiction", "06037;98765", "the code of a state or county"),
    ("reported_counts", 190, "value", "353", "at most 352, the total in row"),
    ("reported_counts", 190, "id", "R001", "every row to be there once"),
    ("activations", 3, "fips", "1001", "five digits"),
    ("activations", 3, "activated_on", "04/26/2011", "a date (YYYY-MM-DD)"),
    ("activations", 3, "state_complete_on", "2009-01-01", "on or after activated_on"),
    ("activations", 3, "compilations_agree", "no", "yes where the two months are the same"),
    ("activations", 4, "fips", "01001", "every row to be there once"),
    ("sources", 2, "published_on", "2009-11", "as precise as"),
    ("sources", 2, "address", "javascript:alert(1)", "an address (http or https)"),
    ("sources", 2, "standing", "hearsay", "evidence | reference"),
    ("sources", 3, "source_id", "dhs-press-release-2009-11-12", "every row to be there once"),
    ("positions", 2, "stance", "cross", "for | against | conditional | declined | neutral"),
    ("positions", 2, "statement", "no capital.", "a sentence"),
    ("positions", 2, "about", "duplicate", "the program"),
    ("positions", 2, "kind", "senator", "congress"),
    ("positions", 289, "about", "the program", "since its first day"),
    ("positions", 2, "tags_second_look", "yes", "confirmed | changed | open"),
    ("reported_counts", 190, "said_by", "the Boston Globe", "whose count it is, not Boston Globe, which printed it"),
    ("reported_counts", 190, "note", "Counted by the Boston Globe.", "whose count it is, not Boston Globe"),
    ("claims", 28, "answered_by", "C108", "an answer published after the claim"),
    ("claims", 28, "answered_by", "F20", "an answer on the claim's subject"),
    ("claims", 14, "answered_by", "C101", "an answer published after the claim"),
    ("claims", 25, "answered_by", "C095", "an answer of another side"),
    ("claims", 2, "topic", "weather", "composition | trust"),
    ("published_findings", 8, "answered_by", "C107", "an answer published after the claim"),
    ("events", 2, "turn", "begun", "ended | returned | revoked"),
    ("positions", 2, "date", "2010", "as precise as"),
    ("claims", 2, "side", "everybody", "program | critics | scholar | auditor"),
    ("claims", 2, "answered_by", "C999", "the id of a claim or a published finding"),
    ("published_findings", 2, "second_look", "yes", "confirmed | confirmed_value_only"),
    ("events", 2, "label", "a label that is far too long for the chart", "at most 33 characters"),
    ("events", 2, "date", "2008", "a date (YYYY-MM-DD)"),
    ("places", 2, "slug", "Boston", "a slug"),
    ("places", 2, "population", "-1", "a whole number"),
    ("places", 2, "fips", "99999", "a county of counties.csv"),
    ("counties", 2, "cities", "many", "a whole number"),
    ("states", 2, "postal", "Ala.", "two capitals"),
    ("states", 2, "name", "Ala\u2028bama", "words on one line"),
    ("states", 2, "name", "\u202eAlabama", "words on one line"),
    ("states", 2, "source_id", ";", "a source_id of sources.csv"),
    ("events", 2, "date", "2011-02-30", "a date (YYYY-MM-DD)"),
    ("sources", 2, "published_on", "2011-02-30", "a date (YYYY-MM-DD, YYYY-MM or YYYY), or nothing"),
    ("reported_counts", 4, "value", "\u0663", "a number"),
    ("states", 2, "name", "Ala\nbama", "words on one line"),
]


@pytest.mark.parametrize(("table", "row", "column", "value", "expected"), CELLS)
def test_a_wrong_cell_is_named(
    data: Path, edit: Edit, table: str, row: int, column: str, value: str, expected: str
) -> None:
    edit(table, row, column, value)
    line = complaint(data)
    assert line.startswith(f"data/{table}.csv, row ")
    assert f"column {column}: expected " in line
    assert expected in line
    if column != "disputed_by":  # there the row that does not answer is named, whichever comes first
        assert f", row {row}, " in line


# Two cells that contradict each other: whichever was changed, the one that has to follow is named.
PAIRS = [
    ("reported_counts", 9, "scope", "county", "jurisdiction", "a code of the row's scope"),
    ("sources", 2, "published_precision", "month", "published_on", "as precise as"),
    ("positions", 2, "date_precision", "year", "date", "as precise as"),
]


@pytest.mark.parametrize(("table", "row", "changed", "value", "named", "expected"), PAIRS)
def test_of_two_cells_at_odds_one_is_named(
    data: Path, edit: Edit, table: str, row: int, changed: str, value: str, named: str, expected: str
) -> None:
    edit(table, row, changed, value)
    line = complaint(data)
    assert line.startswith(f"data/{table}.csv, row {row}, column {named}: expected ")
    assert expected in line


def test_what_was_found_is_shown(data: Path, edit: Edit) -> None:
    edit("reported_counts", 5, "value", "12 percent")
    assert complaint(data).endswith("found 12 percent.")


def test_the_first_of_several_wrong_cells_is_named(data: Path, edit: Edit) -> None:
    edit("reported_counts", 40, "use", "maybe")
    edit("reported_counts", 7, "value", "many")
    assert "row 7, column value" in complaint(data)


def test_a_missing_file(data: Path) -> None:
    (data / "events.csv").unlink()
    assert complaint(data) == "data/events.csv: expected a file of comma-separated values; found no file."


def test_a_folder_in_a_files_place(data: Path) -> None:
    (data / "events.csv").unlink()
    (data / "events.csv").mkdir()
    assert "found no file" in complaint(data)


def test_an_empty_file(data: Path) -> None:
    (data / "events.csv").write_text("")
    assert "data/events.csv, row 1, column id: expected this column; found no such column" in complaint(data)


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_missing_column(data: Path) -> None:
    rewrite(data / "events.csv", "date,", "day,")
    assert "row 1, column date: expected this column" in complaint(data)


def test_a_column_too_many(data: Path) -> None:
    rewrite(data / "events.csv", "check,turn\n", "check,turn,mood\n")
    assert complaint(data).endswith("found mood.")


def test_a_cell_too_many(data: Path) -> None:
    rewrite(data / "events.csv", "E02,", "E02,,")
    assert "data/events.csv, row 3: expected 8 cells; found 9 cells." in complaint(data)


def test_a_row_cut_off(data: Path) -> None:
    rewrite(data / "events.csv", "\nE16,2017-01-25,", "\nE16,2017-01-25\n")
    assert "row 17: expected 8 cells; found 2 cells" in complaint(data)


def test_an_open_quotation(data: Path) -> None:
    path = data / "events.csv"
    last = len(path.read_text(encoding="utf-8").splitlines())
    with path.open("a") as file:
        file.write('E99,"2018')
    assert f"data/events.csv, row {last + 1}: expected comma-separated values" in complaint(data)


def test_not_utf8(data: Path) -> None:
    path = data / "events.csv"
    path.write_bytes(path.read_bytes().replace(b"E03", b"E\xe93", 1))
    assert "data/events.csv, row 4: expected text in UTF-8; found a byte that is not (0xe9)." in complaint(data)


def test_too_large(data: Path) -> None:
    with (data / "events.csv").open("ab") as file:
        file.truncate(c.LARGEST + 1)
    assert "expected at most 20,000,000 bytes; found 20,000,001" in complaint(data)


def test_compressed_is_not_read(data: Path) -> None:
    (data / "events.csv").write_bytes(b"\x1f\x8b\x08\x00" + b"\x00" * 20)
    assert "expected text in UTF-8" in complaint(data)


def test_a_spreadsheets_byte_order_mark_and_line_ends_are_read(data: Path) -> None:
    path = data / "events.csv"
    before = len(load_tables(data).events)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert len(load_tables(data).events) == before


def test_the_large_tables_are_checked_when_they_are_read(data: Path) -> None:
    (data / "population.csv").write_text("fips,year,residents,source_id\n25025,2011,many,ref-census-pep-2019\n")
    tables = load_tables(data)
    with pytest.raises(BrokenTable, match=r"data/population.csv, row 2, column residents: expected a whole number"):
        _ = tables.population


@pytest.mark.parametrize(
    ("load", "table", "column", "value"),
    [
        (agreements.load, "agreements_287g", "same_facility_as", "A999"),
        (agreements.load, "agreements_287g", "confidence", "low"),
        (agreements.load_sheets, "agreements_287g_sheets", "model", "Task Force"),
        (agreements.load_removals, "removals_287g", "identified", "n/a"),
        (population.load_noncitizens, "noncitizens", "moe90", "-5"),
    ],
)
def test_the_tables_read_later(
    data: Path, edit: Edit, load: Callable[[Path], pd.DataFrame], table: str, column: str, value: str
) -> None:
    if table == "noncitizens":
        (data / "noncitizens.csv").write_text("fips,year,noncitizens,moe90,source_id\n25025,2011,5,1,ref-census-acs5\n")
    edit(table, 2, column, value)
    with pytest.raises(BrokenTable, match=rf"data/{table}.csv, row 2, column {column}: expected .*; found {value}"):
        load(data)


def test_a_row_not_to_be_used_disputes_nothing(data: Path, edit: Edit) -> None:
    edit("reported_counts", 190, "use", "no")
    assert "column disputed_by: expected rows that may be used; found R189" in complaint(data)
