"""An edition that hides small counts hides them, what gives them away, and says so."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import editions, places
from pipeline.editions import Disclosure
from pipeline.findings.city import gather, to_json
from pipeline.findings.disclosure import disclosed
from pipeline.sources.tables import Tables

from ..conftest import ROOT

PARTS = ("removed_nonconvicted", "removed_level1", "removed_level2", "removed_level3")
COLUMNS = ("id", "jurisdiction", "source_id", "period_start", "period_end", "measure", "value", "unit", "of_row")


def counts(*cells: tuple[str, float, str, str]) -> pd.DataFrame:
    """Rows of one place, source and period: (measure, value, unit, of_row)."""
    rows = [
        (f"R{n:03}", "25025", "s", "2008-10-27", "2011-01-31", measure, value, unit, of_row)
        for n, (measure, value, unit, of_row) in enumerate(cells)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def kept(frame: pd.DataFrame, smallest: int = 10) -> list[str]:
    return disclosed(frame, smallest).measure.tolist()


@given(st.lists(st.integers(0, 60), min_size=4, max_size=4), st.integers(1, 20))
def test_no_small_count_can_be_worked_out_of_one_source(parts: list[int], smallest: int) -> None:
    frame = counts(
        ("removed", sum(parts), "count", ""), *((m, n, "count", "") for m, n in zip(PARTS, parts, strict=True))
    )
    shown = disclosed(frame, smallest)
    values = dict(zip(shown.measure, shown.value, strict=True))
    assert all(value >= smallest for value in values.values())
    hidden = [n for m, n in zip(PARTS, parts, strict=True) if m not in values]
    if any(n < smallest for n in parts):
        # Nothing is left to subtract from the total: all parts are gone.
        assert len(hidden) == len(parts)
    assert ("removed" in values) == (sum(parts) >= smallest)


@pytest.mark.parametrize(
    ("cells", "left"),
    [
        ([("removed", 100, "count", ""), ("removed_convicted", 95, "count", "")], ["removed"]),  # five are left
        ([("removed", 100, "count", ""), ("removed_convicted_share", 97.0, "percent", "")], ["removed"]),
        ([("removed", 100, "count", ""), ("removed_convicted", 90, "count", "")], ["removed", "removed_convicted"]),
        ([("removed_convicted_share", 97.0, "percent", "")], ["removed_convicted_share"]),  # of how many, nobody says
        ([("removed", 9, "count", ""), ("custody", 20, "count", "")], ["custody"]),
        ([("removed", 40, "count", ""), ("custody_convicted", 36, "count", "R000")], ["removed"]),  # joined by of_row
    ],
)
def test_what_would_give_a_small_count_away_goes_too(cells: list[tuple[str, float, str, str]], left: list[str]) -> None:
    assert kept(counts(*cells)) == left


def test_nothing_is_hidden_unless_the_edition_says_so(tables: Tables) -> None:
    assert disclosed(tables.reported_counts, 0) is tables.reported_counts


def test_a_briefing_that_hides_says_so_and_attaches_nothing_of_it(tables: Tables) -> None:
    plain = editions.load("retrospective", ROOT / "editions")
    strict = plain.model_copy(update={"disclosure": Disclosure(smallest_count=100)})
    place = places.by_slug("boston-ma", tables.places)
    before, after = gather(place, plain, tables), gather(place, strict, tables)
    gone = {row for f in before.findings for row in f.rows} - {row for f in after.findings for row in f.rows}
    small = tables.reported_counts[(tables.reported_counts.value < 100) & (tables.reported_counts.unit == "count")]
    assert gone & set(small.id)
    assert not any(f'"{id}"' in to_json(after) for id in small.id)
    assert [unsaid.topic for unsaid in after.unsaid if unsaid.reason == "left out"] == ["small"]
    assert not any(unsaid.reason == "left out" for unsaid in before.unsaid)
