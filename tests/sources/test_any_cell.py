"""Whatever stands in a cell, a table loads or is refused in one line; nothing else happens."""

import csv
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import BrokenTable
from pipeline.sources import events, registry
from pipeline.sources.standing import citable
from tests.sources.conftest import DATA

EDITION = date(2011, 8, 16)
CELLS = st.one_of(
    st.text(max_size=40),
    st.dates().map(date.isoformat),
    st.from_regex(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z"),
    st.sampled_from(["nan", "None", ";", '"', "\x00", "=1+1", "x" * 200_000]),
)


@settings(max_examples=60, deadline=None)
@given(row=st.integers(1, 16), column=st.sampled_from(list(events.EVENTS.columns)), cell=CELLS)
def test_an_event_with_any_cell(row: int, column: str, cell: str) -> None:
    sources = registry.load(DATA)
    with (DATA / "events.csv").open(newline="", encoding="utf-8") as file:
        lines = list(csv.reader(file))
    lines[row][lines[0].index(column)] = cell
    with tempfile.TemporaryDirectory() as folder:
        with Path(folder, "events.csv").open("w", newline="", encoding="utf-8", errors="replace") as file:
            csv.writer(file, lineterminator="\n").writerows(lines)
        refusal = ""
        try:
            kept = citable(events.load(Path(folder), sources), sources, EDITION)
        except BrokenTable as refused:
            refusal = str(refused)
    if refusal:
        assert refusal.isprintable()
        assert refusal.startswith(f"{Path(folder).name}/events.csv, row ")
    else:
        assert (kept["date"] <= "2011-08-16").all()
