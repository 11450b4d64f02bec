"""Intervals for shares of counts and margins of sums of estimates, each named after its method.

The counts are full counts, not samples: an interval here shows how far a share from so few removals could move by
chance. It covers neither definitions, nor recording, nor which places' figures reached the press.
"""

from collections.abc import Sequence
from math import sqrt

Z95 = 1.959963984540054  # the 97.5 % point of the standard normal distribution


def share(part: int, whole: int) -> float:
    """`part` of `whole` in percent (0-100). Raises ValueError unless 0 <= part <= whole and whole > 0."""
    if not 0 <= part <= whole or whole == 0:
        raise ValueError(f"{part} of {whole} is no share")
    return 100 * part / whole


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % Wilson score interval of a share, in percent (low, high).

    Source: E. B. Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22,
    209-212; without continuity correction. Raises ValueError where `share` does.
    """
    p, z2 = share(part, whole) / 100, Z95**2
    middle = p + z2 / (2 * whole)
    half = Z95 * sqrt(p * (1 - p) / whole + z2 / (4 * whole**2))
    scale = 100 / (1 + z2 / whole)
    return max(0.0, (middle - half) * scale), min(100.0, (middle + half) * scale)


def newcombe(part: int, whole: int, other_part: int, other_whole: int) -> tuple[float, float]:
    """The 95 % interval of the difference of two independent shares, in percentage points (low, high).

    Source: R. G. Newcombe (1998), "Interval estimation for the difference between independent proportions",
    Statistics in Medicine 17, 873-890, method 10 (Wilson limits, no continuity correction).
    """
    p1, (low1, high1) = share(part, whole), wilson(part, whole)
    p2, (low2, high2) = share(other_part, other_whole), wilson(other_part, other_whole)
    down = sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    up = sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return p1 - p2 - down, p1 - p2 + up


def margin_of_sum(estimates: Sequence[float], margins: Sequence[float]) -> float:
    """The margin of error of a sum of survey estimates, at the level of the margins given (ACS: 90 %).

    The root of the sum of squared margins; of the estimates that are zero only the largest margin counts. An
    approximation: it knows no covariance, and is the rougher the more estimates are added up.
    Source: US Census Bureau (2020), Understanding and Using American Community Survey Data: What All Data Users Need
    to Know, chapter 8, "Calculating Measures of Error for Derived Estimates". Raises ValueError where the two differ
    in length.
    """
    pairs = list(zip(estimates, margins, strict=True))
    of_zeros = max((margin for estimate, margin in pairs if estimate == 0), default=0.0)
    return sqrt(sum(margin**2 for estimate, margin in pairs if estimate != 0) + of_zeros**2)


def margin_of_share(part: float, part_margin: float, whole: float, whole_margin: float) -> float:
    """The margin of error of `part` of `whole` in percentage points, where the part is contained in the whole.

    Source: as for `margin_of_sum`; where the formula for a proportion has a negative root, that for a ratio, as told
    there. Raises ValueError unless 0 <= part <= whole and whole > 0.
    """
    if not 0 <= part <= whole or whole == 0:
        raise ValueError(f"{part} of {whole} is no share")
    p = part / whole
    inside = part_margin**2 - (p * whole_margin) ** 2
    if inside < 0:
        inside = part_margin**2 + (p * whole_margin) ** 2
    return 100 * sqrt(inside) / whole
