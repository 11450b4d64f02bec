"""Files that cannot be taken: each has its clear error, and nothing is written."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import RefusedFile
from pipeline.ingest import counts, opening
from pipeline.ingest.shelf import take

from .conftest import BY, GOOD, HEADER


def packed(name: str, size: int = 10) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"0" * size)
    return file.getvalue()


def row(**cells: str) -> bytes:
    """The good file with cells of its first row changed."""
    names = HEADER.split(",")
    filled = dict(
        zip(names, ['"Suffolk County, MA"', "removed", "400", "exact", "2008", "2010", BY, "", "", ""], strict=True)
    )
    return f"{HEADER}\n{','.join((filled | cells)[name] for name in names)}\n".encode()


# What is in the file, and what the error must say.
CONTENT: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "is empty"),
    "blanks": (b" \n\n \t\n", "is empty"),
    "a mark of byte order alone": (b"\xef\xbb\xbf", "not the header"),
    "a header without rows": (HEADER.encode(), "no row below"),
    "a header and blank rows": (f"{HEADER}\n,,,,,,,,,\n".encode(), "no row below"),
    "a packed file that is no workbook": (packed("answer.csv"), "no workbook"),
    "a workbook with nothing in it": (packed("xl/workbook.xml"), "cannot be read"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "old workbook"),
    "a Parquet file": (b"PAR1" + b"0" * 20, "cannot be read"),
    "a Feather file": (b"ARROW1" + b"0" * 20, "cannot be read"),
    "a PDF": (b"%PDF-1.7\n", "a PDF"),
    "gzip": (b"\x1f\x8b\x08\x00", "gzip"),
    "a web page": (b"<!doctype html><p>Not found", "web page"),
    "NUL bytes": (GOOD.encode().replace(b"400", b"4\x000"), "NUL"),
    "UTF-16": (GOOD.encode("utf-16"), "NUL"),
    "Latin-1": (GOOD.replace("Sheriff", "Shériff").encode("latin-1"), "not UTF-8"),
    "Windows-1252": (GOOD.replace("Sheriff", "Sheriff’s").encode("cp1252"), "not UTF-8"),
    "rows before the header": (b"Answer of the sheriff\n\n" + GOOD.encode(), "stands in row 3"),
    "no header": (GOOD.encode().partition(b"\n")[2], "not the header"),
    "a column too few": (HEADER.rpartition(",")[0].encode() + b"\n", "not the header"),
    "a column too many": (HEADER.encode() + b",more\n", "not the header"),
    "a column twice": (HEADER.replace("title", "publisher").encode() + b"\n", "not the header"),
    "columns in another order": (HEADER.replace("place,measure", "measure,place").encode() + b"\n", "not the header"),
    "semicolons": (GOOD.replace(",", ";").encode(), "comma-separated"),
    "tabs": (GOOD.replace(",", "\t").encode(), "comma-separated"),
    "prose": (b"Dear Sir or Madam", "not the header"),
    "JSON": (b'[{"place": "25025"}]', "not the header"),
    "a row too short": (f"{HEADER}\n25025,removed\n".encode(), "has not 10 cells"),
    "a row too long": (GOOD.encode() + b"1,2,3,4,5,6,7,8,9,10,11\n", "has not 10 cells"),
    "a quotation mark left open": (f'{HEADER}\n"25025,removed\n'.encode(), "comma-separated"),
    "a cell without end": (f'{HEADER}\n"{"x" * 20_000}",removed,1,exact,2008,2010,A,,,\n'.encode(), "10,000 signs"),
    "a cell beyond what csv reads": (f'{HEADER}\n"{"x" * 200_000}"\n'.encode(), "comma-separated"),
}

# A cell that is wrong, by its column and what stands in it; the error names that column.
CELLS = {
    "place": ["", '"Nowhere County, MA"', "99999", "Boston", "Suffolk County", "NaN", "25", "06:bay-area", "=A1"],
    "measure": ["", "deportations", "Removed", "nan"],
    "value": [
        "",
        "NaN",
        "inf",
        "-1",
        "4e2",
        '"1,000"',
        "1.5",
        "١٢",
        "0x10",
        "about 10",
        "=1+1",
        "9999999999999",
        "#N/A",
    ],
    "qualifier": ["", "exactly"],
    "period_start": ["", "2010-02-30", "2010-13", "10/31/2010", "39814", "2011-08-01T00:00"],
    "period_end": ["", "2010-02-30", "2007", "2009-06-31", "now"],
    "publisher": ['""', '"=HYPERLINK(1)"', '" a"', '"a\nb"', '"\u202eab"'],
    "note": ['"=cmd()"', '"@SUM(1)"', '"\x1b[31mred"'],
}
WRONG = [(column, cell) for column, cells in CELLS.items() for cell in cells if (column, cell) != ("place", "25")]


def refusal(data: Path, name: str) -> RefusedFile:
    """The error for a file, after which nothing is on the shelf."""
    with pytest.raises(RefusedFile) as told:
        take(data, name, "2011-08-01")
    own = data / "own"
    assert not own.exists() or not list(own.iterdir())
    assert told.value.exit_code == 2
    assert str(told.value).isprintable()
    assert all(line.isprintable() for line in told.value.breaches)
    return told.value


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables, which no test here changes."""
    folder = tmp_path_factory.mktemp("broken") / "data"
    folder.mkdir()
    for path in (Path(__file__).resolve().parents[2] / "data").glob("*.csv"):
        (folder / path.name).symlink_to(path)
    return folder


@pytest.mark.parametrize("what", CONTENT)
def test_a_broken_file_is_told(data: Path, tmp_path: Path, what: str) -> None:
    content, expected = CONTENT[what]
    path = tmp_path / "answer.csv"
    path.write_bytes(content)
    assert expected in str(refusal(data, str(path)))


@pytest.fixture(scope="module")
def codes(data: Path) -> dict[str, str]:
    from pipeline.ingest.shelf import _codes
    from pipeline.sources.tables import load_tables

    return _codes(load_tables(data))


@pytest.mark.parametrize(("column", "cell"), WRONG)
def test_a_wrong_cell_is_told(codes: dict[str, str], column: str, cell: str) -> None:
    found = counts.breaches(counts.rows(opening.lines("a.csv", row(**{column: cell}))), codes)
    assert (2, column) in {(one.row, one.column) for one in found}
    assert all(str(one).isprintable() for one in found)


def test_the_row_that_cells_are_put_into_is_good(codes: dict[str, str]) -> None:
    assert counts.breaches(counts.rows(opening.lines("a.csv", row())), codes) == []


def test_all_faults_are_told_at_once(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "answer.csv"
    path.write_text(GOOD.replace("400", "four").replace("25025", "Nowhere").replace("200,exact", "200,sure"))
    told = refusal(data, str(path)).breaches
    assert [line.partition(":")[0] for line in told] == [
        "answer.csv, row 2, column value",
        "answer.csv, row 3, column place",
        "answer.csv, row 3, column qualifier",
    ]


def test_rows_that_do_not_fit_each_other(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "answer.csv"
    for text, expected in (
        (GOOD + GOOD.splitlines()[1] + "\n", "each figure once"),
        (GOOD.replace(f"30,{BY},,,\n25025", "30,Other,,,\n25025"), "one document a file"),
    ):
        path.write_text(text)
        assert any(expected in line for line in refusal(data, str(path)).breaches)
    path.write_text(GOOD.replace("200,exact", "500,exact"))
    assert "at most 400" in str(refusal(data, str(path)))


def _linked(folder: Path) -> str:
    (folder / "link").symlink_to(folder / "nothing")
    return str(folder / "link")


def _pipe(folder: Path) -> str:
    os.mkfifo(folder / "pipe")
    return str(folder / "pipe")


def _large(folder: Path) -> str:
    with (folder / "large.csv").open("wb") as file:
        file.truncate(5_000_000_000)
    return str(folder / "large.csv")


NAMES: dict[str, tuple[Callable[[Path], str], str]] = {
    "an address": (lambda _: "https://example.org/a.csv", "is an address"),
    "an address of a file": (lambda _: "file:///etc/hosts", "is an address"),
    "no name": (lambda _: "", "names no file"),
    "a NUL in the name": (lambda _: "a\0b", "names no file"),
    "a folder": (str, "folder or a device"),
    "a device": (lambda _: "/dev/zero", "folder or a device"),
    "no file": (lambda folder: str(folder / "none.csv"), "cannot be read"),
    "a link to nothing": (_linked, "cannot be read"),
    "a pipe": (_pipe, "folder or a device"),
    "a name too long": (lambda folder: str(folder / ("x" * 300)), "cannot be read"),
    "a large file": (_large, "at most 4,000,000,000"),
}


@pytest.mark.parametrize("what", NAMES)
def test_what_is_no_file_is_told(data: Path, tmp_path: Path, what: str) -> None:
    name, expected = NAMES[what]
    assert expected in str(refusal(data, name(tmp_path)))


def test_the_corpus_is_large() -> None:
    assert len(CONTENT) + len(WRONG) + len(NAMES) >= 60


ANYTHING = st.binary(max_size=300) | st.text(max_size=200).map(
    lambda text: (HEADER + "\n" + text).encode("utf-8", "ignore")
)
ROWS = st.lists(
    st.tuples(*[st.sampled_from(["25025", "removed", "1", "", "2010", "exact", "NaN", "=1"]) for _ in range(10)])
)


@given(raw=ANYTHING | ROWS.map(lambda rows: "\n".join([HEADER, *map(",".join, rows)]).encode()))
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(codes: dict[str, str], raw: bytes) -> None:
    """Nothing but a refusal comes out of reading, and what is found to be whole has every cell that a row needs."""
    try:
        rows = counts.rows(opening.lines("a.csv", raw))
    except RefusedFile:
        return
    if not counts.breaches(rows, codes):
        assert all(cells["value"].replace(".", "", 1).isdigit() and cells["publisher"] for _, cells in rows)
