"""A folder of data/ whose own/ a test may fill, and a good file to begin with."""

import shutil
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "data"
HEADER = "place,measure,value,qualifier,period_start,period_end,publisher,title,said_by,note"
BY = '"Suffolk County Sheriff, answer to a records request"'
GOOD = (
    f'{HEADER}\n"Suffolk County, MA",removed,400,exact,2008-11-05,2010-09-30,{BY},,,\n'
    f"25025,removed_nonconvicted,200,exact,2008-11-05,2010-09-30,{BY},,,\n"
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of data/, without own/."""
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy, ignore=shutil.ignore_patterns("own", "inbox", "county_shapes.json"))
    return copy


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "answer.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path
