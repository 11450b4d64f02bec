"""Releases that cannot be taken, form by form: each has its clear error with sheet, row and column, and nothing is written."""

import contextlib
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.cli import main
from pipeline.errors import RefusedFile
from pipeline.ingest.records import READS, column
from pipeline.ingest.shelf import How, take

from .conftest import DATA
from .made import RAW, detainers, workbook, write

ROWS = 40
Spoil = Callable[[pd.DataFrame, Path], Path]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("broken-releases") / "data"
    folder.mkdir()
    for path in DATA.glob("*.csv"):
        (folder / path.name).symlink_to(path)
    return folder


def cell(column: str, value: object, form: str = "csv", row: int = 3) -> Spoil:
    """A good release with one cell changed."""

    def spoil(frame: pd.DataFrame, folder: Path) -> Path:
        frame.loc[row, column] = value
        if form == "xlsx":
            workbook(frame.replace("", None).rename(columns=RAW), folder / "r.xlsx")
            return folder / "r.xlsx"
        return write(frame, folder / f"r.{form}")

    return spoil


def without(column: str, form: str = "csv") -> Spoil:
    return lambda frame, folder: write(frame.drop(columns=column), folder / f"r.{form}")


def packed(change: Callable[[dict[str, bytes]], object]) -> Spoil:
    """A good workbook whose parts are changed."""

    def spoil(frame: pd.DataFrame, folder: Path) -> Path:
        good = write(frame, folder / "good.xlsx")
        with zipfile.ZipFile(good) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        change(parts)
        with zipfile.ZipFile(folder / "r.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return folder / "r.xlsx"

    return spoil


def cut(form: str, part: float = 0.6) -> Spoil:
    def spoil(frame: pd.DataFrame, folder: Path) -> Path:
        path = write(frame, folder / f"r.{form}")
        raw = path.read_bytes()
        path.write_bytes(raw[: int(len(raw) * part)])
        return path

    return spoil


def raw(change: Callable[[bytes], bytes], name: str = "r.csv") -> Spoil:
    def spoil(frame: pd.DataFrame, folder: Path) -> Path:
        path = write(frame, folder / "good.csv")
        (folder / name).write_bytes(change(path.read_bytes()))
        return folder / name

    return spoil


def sheets(*frames: Callable[[pd.DataFrame], pd.DataFrame]) -> Spoil:
    def spoil(frame: pd.DataFrame, folder: Path) -> Path:
        with pd.ExcelWriter(folder / "r.xlsx", engine="openpyxl") as book:
            for number, change in enumerate(frames):
                change(frame).to_excel(book, sheet_name=f"S{number}", index=False)
        return folder / "r.xlsx"

    return spoil


def formula(parts: dict[str, bytes]) -> None:
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</row>", b'<c r="Z7"><f>1+1</f><v>2</v></c></row>', 1)


def bomb(parts: dict[str, bytes]) -> None:
    parts["xl/worksheets/sheet9.xml"] = b"0" * 60_000_000


DAY, CLASS, LEVEL = "detainer_prepare_date", "detainer_prepared_criminality", "detainer_prep_threat_level"
BROKEN: dict[str, tuple[Spoil, str]] = {
    "February 30": (cell(DAY, "2025-02-30"), "r.csv, row 5, column detainer_prepare_date: expected a day there is"),
    "February 30 as Americans write it": (cell(DAY, "2/30/2025"), "found 2/30/2025"),
    "a month 13": (cell(DAY, "2025-13-01"), "found 2025-13-01"),
    "a day in words": (cell(DAY, "last Tuesday"), "found last Tuesday"),
    "NaN for a day": (cell(DAY, "NaN"), "found NaN"),
    "a number for a day in text": (cell(DAY, "45678"), "found 45678"),
    "an error of a spreadsheet": (cell(DAY, "#REF!"), "found #REF!"),
    "an hour 25": (cell(DAY, "2025-02-03 25:00:00"), "found 2025-02-03 25:00:00"),
    "a formula in text": (cell(CLASS, "=1+1"), "found =1+1"),
    "a class that ICE has not": (cell(CLASS, "4 Alien"), "column detainer_prepared_criminality: expected 1 Convicted"),
    "nan for a class": (cell(CLASS, "nan"), "found nan"),
    "a level 4": (cell(LEVEL, "4"), "column detainer_prep_threat_level: expected 1 | 2 | 3"),
    "a level and a half": (cell(LEVEL, "1.5"), "found 1.5"),
    "a wrong day in a workbook": (
        cell(DAY, "soon", "xlsx"),
        "r.xlsx, sheet FY 1, row 11, column Detainer Prepare Date",
    ),
    "a wrong class on its second sheet": (
        cell(CLASS, "5", "xlsx", 25),
        "sheet FY 2, row 13, column Detainer Criminality",
    ),
    "a wrong class in Parquet": (cell(CLASS, "9 Other", "parquet"), "r.parquet, row 5"),
    "a wrong level in Feather": (cell(LEVEL, "9", "feather"), "r.feather, row 5"),
    "a wrong day in Stata": (cell(DAY, "2025-02-30", "dta"), "r.dta, row 5"),
    "a wrong day in SPSS": (cell(DAY, "2025-02-30", "sav"), "r.sav, row 5"),
    "no column of the class": (without(CLASS), "without the column detainer_criminality"),
    "no column of the class in Parquet": (without(CLASS, "parquet"), "without the column detainer_criminality"),
    "no column of the facility": (without("detention_facility_code"), "without the column detainer_facility_code"),
    "no column of the day": (without(DAY), "not the header"),
    "no column of the day in Stata": (without(DAY, "dta"), "no header that is known"),
    "a workbook with a formula": (packed(formula), "cell Z7: a formula stands there"),
    "a workbook with a macro": (packed(lambda parts: parts.update({"xl/vbaProject.bin": b"0"})), "holds macros"),
    "a zip bomb": (packed(bomb), "no table packs so tightly"),
    "a workbook without its sheet": (
        packed(lambda parts: parts.pop("xl/worksheets/sheet1.xml")),
        "cannot be read",
    ),
    "a workbook whose sheet is no XML": (
        packed(lambda parts: parts.update({"xl/worksheets/sheet1.xml": b"<worksheet><oops"})),
        "cannot be read",
    ),
    "a workbook that is cut": (cut("xlsx"), "no whole workbook"),
    "Parquet that is cut": (cut("parquet"), "cannot be read"),
    "Feather that is cut": (cut("feather"), "cannot be read"),
    "Stata that is cut": (cut("dta", 0.1), "cannot be read"),
    "SPSS that is cut": (cut("sav", 0.1), "cannot be read"),
    "a text whose last row is cut": (raw(lambda text: text[: text.rstrip().rfind(b",", 0, -60)]), "cannot be read"),
    "a row with a cell too many": (
        raw(lambda text: text.replace(b"\n", b",more\n", 3)[:-1] + b",x\n"),
        "cannot be read",
    ),
    "NUL bytes": (raw(lambda text: text.replace(b"BOSTON", b"BOS\0ON", 1)), "NUL bytes"),
    "UTF-16": (raw(lambda text: text.decode().encode("utf-16")), "NUL bytes"),
    "Latin-1": (raw(lambda text: text.replace(b"BOSTON", "BOSTÓN".encode("latin-1"), 1)), "not UTF-8"),
    "a text under the name of a workbook": (raw(lambda _: b"not a workbook", "r.xlsx"), "not the header"),
    "a web page under the name of a workbook": (raw(lambda _: b"<!doctype html>", "r.xlsx"), "a web page"),
    "a pointer of Git LFS": (raw(lambda _: b"version https://git-lfs.github.com/spec/v1\n", "r.parquet"), "a pointer"),
    "a line without end": (raw(lambda text: text + b"x" * 2_000_000), "a line of more than"),
    "a header and no row": (raw(lambda text: text[: text.index(b"\n") + 1]), "no row below"),
    "a header deep in the file": (raw(lambda text: b"note\n" * 60 + text), "not the header"),
    "two kinds in one workbook": (
        sheets(
            lambda frame: frame,
            lambda frame: frame.rename(columns={DAY: "apprehension_date", CLASS: "apprehension_criminality"}),
        ),
        "the sheet before holds detainers",
    ),
    "a sheet of many rows without a header": (
        sheets(lambda frame: frame, lambda frame: pd.concat([frame] * 30).set_axis(range(10), axis=1)),
        "no header that is known",
    ),
    "no day that can be": (
        lambda frame, folder: write(frame.assign(**{DAY: "1899-01-01"}), folder / "r.csv"),
        "Not one row",
    ),
    "days to come": (lambda frame, folder: write(frame.assign(**{DAY: "2031-01-01"}), folder / "r.csv"), "Not one row"),
}


def told(error: RefusedFile) -> str:
    return "\n".join([str(error), *error.breaches])


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_release_is_told(data: Path, tmp_path: Path, what: str) -> None:
    spoil, expected = BROKEN[what]
    path = spoil(detainers(ROWS), tmp_path)
    with pytest.raises(RefusedFile) as refused:
        take(data, str(path), "2026-03-15")
    assert expected in told(refused.value)
    assert all(line.isprintable() for line in told(refused.value).split("\n"))
    own = data / "own"
    assert not own.exists() or not list(own.iterdir())


def test_a_kind_that_it_is_not_is_told(data: Path, tmp_path: Path) -> None:
    path = write(detainers(ROWS), tmp_path / "r.csv")
    with pytest.raises(RefusedFile, match="holds detainers, and KIND says arrests"):
        take(data, str(path), "2026-03-15", How(kind="arrests"))


def test_all_faults_are_told_at_once_and_as_many_as_are_asked_for(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = detainers(ROWS)
    frame.loc[:29, LEVEL] = "7"
    frame.loc[3, DAY] = "2025-02-30"
    path = write(frame, tmp_path / "r.csv")
    with pytest.raises(RefusedFile) as refused:
        take(data, str(path), "2026-03-15")
    assert len(refused.value.breaches) == 31
    monkeypatch.chdir(data.parent)
    words = ["ingest", f"--file={path}", "--published=2026-03-15", "--max-errors=5"]
    assert main(words) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len([line for line in lines if "r.csv, row" in line]) == 5
    assert "and 26 more" in "\n".join(lines)


CELLS = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.datetimes(),
    st.dates(),
    st.sampled_from(["b(6), b(7)c", "2025-02-30", "1/2/2025 3:04 PM", "1 Convicted Criminal", "NaN", "NA"]),
)


@pytest.mark.parametrize("name", [*READS, "state", "facility"])
@given(cells=st.lists(CELLS, max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_any_cell_is_read_or_told(name: str, cells: list[object]) -> None:
    read = column(name, pd.Series(cells, dtype=object))
    assert len(read.cells) == len(cells)
    assert set(read.wrong) <= set(range(len(cells)))


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "feather", "dta", "sav"])
@given(places=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
def test_any_damage_is_told_or_does_no_harm(
    data: Path, tmp_path_factory: pytest.TempPathFactory, form: str, places: list[tuple[float, int]]
) -> None:
    """Bytes of a good file are changed: a refusal or a whole source comes of it, never anything else."""
    import shutil

    folder = tmp_path_factory.mktemp("damaged")
    path = write(detainers(ROWS), folder / f"r.{form}")
    content = bytearray(path.read_bytes())
    for where, byte in places:
        content[int(where * len(content))] = byte
    path.write_bytes(bytes(content))
    from pipeline.ingest.brought import look
    from pipeline.ingest.cells import tables
    from pipeline.ingest.records import recognized

    with contextlib.suppress(RefusedFile):
        for table in tables(look(str(path)), lambda names: bool(recognized(names))):
            for piece in table.pieces(range(len(table.columns))):
                for name in piece.cells:
                    column("day", piece.cells[name])
    shutil.rmtree(folder)


@pytest.mark.parametrize("form", ["feather", "parquet"])
@pytest.mark.parametrize("seed", range(3))
def test_no_damage_has_an_engine_read_foreign_memory(data: Path, tmp_path: Path, form: str, seed: int) -> None:
    """In a process of its own, for such a file would end this one: without a look at the offsets, some of the 400 do."""
    program = (
        "import random, sys\nfrom pathlib import Path\n"
        "from pipeline.errors import RefusedFile\nfrom pipeline.ingest.brought import look\n"
        "from pipeline.ingest.cells import tables\nfrom pipeline.ingest.records import recognized\n"
        "path, chance = Path(sys.argv[1]), random.Random(int(sys.argv[2]))\ngood, refused = path.read_bytes(), 0\n"
        "for _ in range(400):\n"
        "    content = bytearray(good)\n"
        "    for _ in range(4):\n        content[chance.randrange(len(content))] = chance.randrange(256)\n"
        "    path.write_bytes(content)\n"
        "    try:\n"
        "        for table in tables(look(str(path)), lambda names: bool(recognized(names))):\n"
        "            list(table.pieces(range(len(table.columns))))\n"
        "    except RefusedFile:\n        refused += 1\n"
        "print(refused)\n"
    )
    path = write(detainers(ROWS), tmp_path / f"r.{form}")
    ended = subprocess.run(
        [sys.executable, "-c", program, path, str(seed)], check=False, cwd=DATA.parent, capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    assert 200 < int(ended.stdout) <= 400


def test_the_corpus_is_large() -> None:
    assert len(BROKEN) >= 45
