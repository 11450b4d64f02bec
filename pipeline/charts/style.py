"""The look of the charts: colours, sizes, the page's grid, and matplotlib's settings while a chart is drawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, Literal

import matplotlib.style
from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

INK, TEXT, SOFT, MUTED = "#1B2430", "#2A323B", "#4E5862", "#5F6B76"  # contrast on white 15.6, 13.0, 7.2, 5.5
DOT, ACTIVE, RULE, GRID = "#7B858E", "#828C95", "#C9CFD4", "#E3E7EA"  # marks only, never text
PLACE = "#9C3A10"  # this place and nothing else; 6.9 on white
LAND = "#EEF1F3"  # counties where the program is not active

Slope = Literal["normal", "italic"]

MM: Final = 1 / 25.4
FULL, WIDE, HALF, NARROW = 180 * MM, 118 * MM, 87 * MM, 56 * MM  # 6, 4, 3 and 2 columns of the page, in inches
LABEL, SMALL = 8.5, 8.0  # points; nothing in a chart is below 7.5
FAMILY: Final = "Briefing Sans"
FONTS: Final = Path(__file__).parents[2] / "templates" / "fonts"

_SETTINGS: dict[str, Any] = {
    "font.family": FAMILY,
    "font.size": LABEL,
    "text.color": TEXT,
    "text.parse_math": False,
    "text.hinting": "none",  # so that a text is as wide in the picture as it was measured
    "svg.fonttype": "path",
    "pdf.fonttype": 42,  # fonts as fonts: what is printed can be searched and copied
    "ps.fonttype": 42,  # matplotlib 3.11 sizes the fonts of a PDF by this one; else a quotation mark would have no glyph
    "svg.hashsalt": "briefing",
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "path.simplify_threshold": 0.2,
}


@cache
def load_fonts() -> None:
    """Make the bundled cuts known to matplotlib, once a process."""
    for file in sorted(FONTS.glob("briefing-sans-*.ttf")):
        font_manager.fontManager.addfont(file)


@contextmanager
def look() -> Iterator[None]:
    """Draw and write within this: matplotlib's own defaults and our settings, whatever a user's matplotlibrc says."""
    load_fonts()
    with matplotlib.style.context(["default", _SETTINGS]):
        yield


@dataclass(frozen=True)
class Words:
    """How a label is set; sizes in points."""

    colour: str = TEXT
    weight: int = 400
    size: float = LABEL
    slope: Slope = "normal"
    halo: bool = False

    @property
    def leading(self) -> float:
        """From line to line, in inches."""
        return 1.22 * self.size / 72

    def width(self, words: str) -> float:
        """Width in inches of the widest line of `words`."""
        return max(_width(line, self.size, self.weight, self.slope) for line in words.split("\n"))

    def height(self, words: str) -> float:
        """Height in inches of the lines of `words`."""
        return self.leading * (words.count("\n") + 1)

    def wrapped(self, words: str, most: float) -> str:
        """`words` broken into lines no wider than `most` inches; a word too wide for a line is cut."""
        lines: list[str] = []
        for paragraph in words.split("\n"):
            lines.append("")
            for word in (piece for whole in paragraph.split(" ") for piece in self._pieces(whole, most)):
                longer = f"{lines[-1]} {word}"
                if not lines[-1]:
                    lines[-1] = word
                elif self.width(longer) <= most:
                    lines[-1] = longer
                else:
                    lines.append(word)
        return "\n".join(lines)

    def _pieces(self, word: str, most: float) -> Iterator[str]:
        while self.width(word) > most and len(word) > 1:
            cut = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or self.width(word[:n]) <= most)
            yield word[:cut]
            word = word[cut:]
        yield word


PLAIN = Words()
SCALE = Words(SOFT, size=SMALL)  # ticks, heads, notes in a chart


@lru_cache(maxsize=4096)
def _width(line: str, size: float, weight: int, slope: Slope) -> float:
    load_fonts()
    font = FontProperties(family=FAMILY, size=size, weight=weight, style=slope)
    return float(text_to_path.get_text_width_height_descent(line, font, False)[0]) / 72
