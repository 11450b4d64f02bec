"""Intervals against statsmodels as the oracle, and what must hold for any counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from pipeline.statistics import newcombe, share, wilson


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
