"""Intervals for shares of counts, each named after its method.

The counts are full counts, not samples: an interval here shows how far a share from so few removals could move by
chance. It covers neither definitions, nor recording, nor which places' figures reached the press.
"""

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
