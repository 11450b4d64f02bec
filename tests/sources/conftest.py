"""The embedded tables, and a copy of them that a test may break."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.sources.tables import Tables, load_tables

DATA = Path(__file__).resolve().parents[2] / "data"
BIG = ("population.csv", "noncitizens.csv", "county_shapes.json")

Edit = Callable[[str, int, str, str], None]


@pytest.fixture(scope="session")
def tables() -> Tables:
    return load_tables(DATA)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of data/ (without its large files) in a folder of the same name."""
    copy = tmp_path / "a folder" / "data"
    shutil.copytree(DATA, copy, ignore=shutil.ignore_patterns(*BIG))
    return copy


@pytest.fixture
def edit(data: Path) -> Edit:
    """Put a value into a cell: edit(table, row as a spreadsheet shows it, column, value)."""

    def put(table: str, row: int, column: str, value: str) -> None:
        path = data / f"{table}.csv"
        with path.open(newline="", encoding="utf-8") as file:
            lines = list(csv.reader(file))
        lines[row - 1][lines[0].index(column)] = value
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(lines)

    return put
