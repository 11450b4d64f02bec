"""ICE's arrests and detention: the rows add up to what the sources say of themselves, and a spoiled cell is named."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from pipeline.errors import BrokenTable
from pipeline.sources import enforcement
from pipeline.sources.tables import Tables
from tests.sources.conftest import DATA


@pytest.mark.parametrize(("end", "total"), [("2024-12-31", 100_166), ("2025-12-31", 308_808), ("2026-07-31", 421_585)])
def test_arrests_of_a_window_are_all_whose_state_is_known(tables: Tables, end: str, total: int) -> None:
    window = tables.arrests_states[tables.arrests_states.period_end == end]
    assert window[window.measure == "arrests"].value.sum() == total
    wide = window.pivot(index="fips", columns="measure", values="value")
    assert (wide.arrests_at_large <= wide.arrests).all()
    assert len(wide) == 52  # the states, the District of Columbia and Puerto Rico


def test_the_classes_of_criminality_are_the_whole(tables: Tables) -> None:
    states = tables.arrests_criminality.groupby("fips").agg({"value": "sum", "of_arrests": ["min", "max"]})
    assert (states["value", "sum"] == states["of_arrests", "min"]).all()
    assert (states["of_arrests", "min"] == states["of_arrests", "max"]).all()
    assert states["value", "sum"].sum() == 364_862


def test_codes_and_states_agree(tables: Tables) -> None:
    known = {**dict(zip(tables.states.fips, tables.states.postal, strict=True)), "72": "PR"}
    for frame in (tables.arrests_states, tables.arrests_criminality):
        assert (frame.fips.map(known) == frame.state).all()
    held = tables.detention_counties
    inside = held[held.fips.str[:2].isin(set(known))]
    assert (inside.fips.str[:2].map(known) == inside.state).all()


def test_residents_of_2025_are_the_nations(tables: Tables) -> None:
    of_2025 = tables.population_states[tables.population_states.year == 2025]
    assert of_2025.residents.sum() == 341_784_857
    assert set(of_2025.fips) == set(tables.states.fips)


def _spoiled(folder: Path, name: str, column: str, cell: str) -> Path:
    shutil.copy(DATA / "sources.csv", folder)
    frame = pd.read_csv(DATA / name, dtype=str, keep_default_na=False)
    frame.loc[0, column] = cell
    frame.to_csv(folder / name, index=False)
    return folder


def test_a_part_above_its_whole_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenTable, match="row 2, column value: expected a part no larger than of_arrests"):
        enforcement.load_criminality(_spoiled(tmp_path, "arrests_criminality.csv", "value", "999999"))


def test_a_window_that_runs_backwards_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenTable, match="column period_end: expected a day not before period_start"):
        enforcement.load_arrests(_spoiled(tmp_path, "arrests_states.csv", "period_end", "2023-01-01"))
