"""Labels moved apart: no nearer than asked, in their order, and no farther from home than they must."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.charts.placing import Board, spread
from pipeline.charts.sheet import Box, Sheet
from pipeline.charts.style import PLAIN
from pipeline.charts.timescale import month_names, month_starts

HEIGHTS = st.lists(st.floats(0, 2), max_size=8).map(sorted)


@given(HEIGHTS)
def test_spread_heights_keep_their_distance_below_the_top(wanted: list[float]) -> None:
    found = spread(wanted, 0.15, 2.3)
    assert len(found) == len(wanted)
    assert all(high - low >= 0.15 - 1e-9 for low, high in pairwise(found))
    assert max(found, default=0) <= 2.3 + 1e-9


@given(HEIGHTS)
def test_heights_that_do_not_crowd_stay(wanted: list[float]) -> None:
    apart = [height + 0.2 * number for number, height in enumerate(wanted)]
    assert spread(apart, 0.15, 10) == pytest.approx(apart)


def test_two_at_one_height_share_the_way() -> None:
    assert spread([1.0, 1.0], 0.2, 10) == pytest.approx([0.9, 1.1])


def test_a_label_takes_the_first_free_spot() -> None:
    board = Board(Sheet(3, 1))
    board.block(Box(0, 0, 1, 1))
    assert board.put("Suffolk", PLAIN, lambda _wide, _high: [(0.5, 0.4), (1.5, 0.4), (2.0, 0.4)]).left == 1.5


def test_a_label_rather_lies_over_something_than_off_the_sheet() -> None:
    board = Board(Sheet(3, 1))
    board.block(Box(0, 0, 1, 1))
    assert board.put("Suffolk", PLAIN, lambda _wide, _high: [(2.9, 0.4), (0.2, 0.4)]).left == 0.2


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 4000), st.integers(1, 14))
def test_months_are_few_inside_and_evenly_spaced(first: date, days: int, most: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    found = month_starts(first, last, most)
    assert len(found) <= most
    assert all(first <= day <= last and day.day == 1 for day in found)
    assert len({(b.year - a.year) * 12 + b.month - a.month for a, b in pairwise(found)}) <= 1


def test_the_year_stands_where_it_begins() -> None:
    days = [date(2010, 10, 1), date(2011, 1, 1), date(2011, 4, 1)]
    months = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic")
    assert month_names(days, months) == ["oct\n2010", "ene\n2011", "abr"]
