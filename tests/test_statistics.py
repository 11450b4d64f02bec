"""Intervals against statsmodels as the oracle, and what must hold for any counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from pipeline.statistics import margin_of_share, margin_of_sum, newcombe, share, wilson


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int]:
    whole = draw(st.integers(1, 1_000_000))
    return draw(st.integers(0, whole)), whole


@given(counts())
def test_wilson_is_statsmodels_wilson(pair: tuple[int, int]) -> None:
    low, high = proportion_confint(*pair, alpha=0.05, method="wilson")
    assert wilson(*pair) == pytest.approx((100 * low, 100 * high), abs=1e-9)


@given(counts())
def test_wilson_holds_the_share_and_stays_within_zero_and_a_hundred(pair: tuple[int, int]) -> None:
    low, high = wilson(*pair)
    assert 0 <= low <= share(*pair) + 1e-9
    assert share(*pair) - 1e-9 <= high <= 100


@given(counts(), counts())
def test_newcombe_is_statsmodels_newcomb(one: tuple[int, int], other: tuple[int, int]) -> None:
    low, high = confint_proportions_2indep(*one, *other, method="newcomb", compare="diff")
    assert newcombe(*one, *other) == pytest.approx((100 * low, 100 * high), abs=1e-7)


@given(counts(), counts())
def test_newcombe_turns_round_with_its_shares(one: tuple[int, int], other: tuple[int, int]) -> None:
    low, high = newcombe(*one, *other)
    assert newcombe(*other, *one) == pytest.approx((-high, -low), abs=1e-9)


def test_boston_to_one_decimal() -> None:
    assert [round(limit, 1) for limit in wilson(183, 352)] == [46.8, 57.2]


@pytest.mark.parametrize(("part", "whole"), [(-1, 10), (11, 10), (0, 0)])
def test_counts_that_are_no_share_are_refused(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        wilson(part, whole)


def test_the_margin_of_a_sum_is_the_census_bureaus_example() -> None:
    # Never-married women in three Virginia counties: A Compass for Understanding and Using ACS Data (2009), appendix 3.
    assert round(margin_of_sum([52_354, 19_464, 17_190], [3_303, 2_011, 1_854])) == 4_289


def test_the_margin_of_a_share_is_the_census_bureaus_example() -> None:
    # Black women of a county with a graduate degree: the same appendix, 4,634 +/- 989 of 31,713 +/- 601.
    assert round(margin_of_share(4_634, 989, 31_713, 601), 2) == 3.11


def test_of_estimates_that_are_zero_only_the_largest_margin_counts() -> None:
    assert margin_of_sum([100, 0, 0, 0], [30, 7, 40, 8]) == 50


def test_where_the_proportions_root_is_negative_the_ratios_takes_its_place() -> None:
    assert margin_of_share(90, 3, 100, 50) == pytest.approx(100 * (3**2 + 0.9**2 * 50**2) ** 0.5 / 100)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**5)), min_size=1))
def test_a_sum_is_surer_than_its_margins_added_and_no_surer_than_its_worst(pairs: list[tuple[int, int]]) -> None:
    estimates, margins = zip(*pairs, strict=True)
    margin = margin_of_sum(estimates, margins)
    assert max(margins) - 1e-6 <= margin <= sum(margins) + 1e-6


def test_a_margin_for_each_estimate() -> None:
    with pytest.raises(ValueError, match="shorter"):
        margin_of_sum([1, 2], [1])
