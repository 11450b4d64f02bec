"""What a letter can print of an address: signs that its type has, on lines that the window of an envelope shows whole."""

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

TYPE = Path(__file__).parents[2] / "templates" / "fonts" / "briefing-sans-400-normal.ttf"
SIZE = 10.5  # points, of the address (letter.css)
WIDEST = 85.0  # mm: a millimetre less than the block, for kerning
POINT = 25.4 / 72  # mm


@cache
def _widths() -> dict[str, float]:
    """The width of each sign in mm, as an address prints it."""
    font = TTFont(TYPE)
    per_unit = SIZE * POINT / font["head"].unitsPerEm
    return {chr(code): font["hmtx"][name][0] * per_unit for code, name in font.getBestCmap().items()}


def strange(text: str) -> str:
    """The first sign of a text that a letter's type lacks; "" where it has all of them."""
    return next((sign for sign in text if sign not in _widths()), "")


def width(line: str) -> float:
    """How wide a line of an address is, in mm."""
    return sum(_widths().get(sign, 0.0) for sign in line)
