"""A fresh folder with our Makefile for every test."""

from pathlib import Path

import pytest
from make_driver import Driver, driver_in


@pytest.fixture
def driver(tmp_path: Path) -> Driver:
    return driver_in(tmp_path)
