"""Numbers and dates as an American reader expects them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings.composition import rounds_to
from pipeline.narrative.language import numbers


@pytest.mark.parametrize(
    ("iso", "long", "short"),
    [
        ("2011-07-11", "July\u00a011, 2011", "July\u00a011, 2011"),
        ("2010-09-30", "September\u00a030, 2010", "Sept.\u00a030, 2010"),
        ("2011-02", "February 2011", "Feb. 2011"),
        ("2011", "2011", "2011"),
    ],
)
def test_dates_are_as_precise_as_they_are_known(iso: str, long: str, short: str) -> None:
    assert (numbers.day(iso), numbers.day(iso, short=True)) == (long, short)


@given(st.dates())
def test_a_day_stays_the_same_day(day: date) -> None:
    assert numbers.as_date(day.isoformat()) == day


@given(st.dates(max_value=date(9000, 1, 1)))
def test_a_month_and_a_year_count_as_their_last_day(day: date) -> None:
    month, year = numbers.as_date(day.isoformat()[:7]), numbers.as_date(day.isoformat()[:4])
    assert (month.year, month.month) == (day.year, day.month)
    assert date.fromordinal(month.toordinal() + 1).day == 1
    assert (year.month, year.day) == (12, 31)


@pytest.mark.parametrize(("items", "said"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_lists_are_said_as_people_say_them(items: list[str], said: str) -> None:
    assert numbers.listed(items) == said


@pytest.mark.parametrize(("number", "said"), [(1, "1 county"), (0, "0 counties"), (1475, "1,475 counties")])
def test_one_is_singular(number: int, said: str) -> None:
    assert numbers.plural(number, "county", "counties") == said


@pytest.mark.parametrize(
    ("exact", "shown", "cut", "fits"),
    [(51.99, 52, False, True), (52.73, 52.73, False, True), (52.73, 52.7, False, True), (52.73, 53.5, False, False),
     (42.8, 42, True, True), (42.8, 43, True, False), (42.8, 43, False, True)],
)  # fmt: skip
def test_a_printed_percentage_follows_from_its_counts_or_not(exact: float, shown: float, cut: bool, fits: bool) -> None:
    assert rounds_to(exact, shown, cut) == fits
