"""Remake these fonts: `python make.py NODE_MODULES`, with the two packages that README.md names installed there.

The same input gives the same bytes: no time of making is written.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont

KEPT_NAMES = {0, 5, 7, 8, 9, 11, 12, 13, 14}  # copyright, version, makers, licence: as they stand in the original
SAME_GLYPH = {0x202F: 0x2009, 0x2010: 0x2D, 0x2011: 0x2D}  # narrow no-break space and hyphens, which the web cut lacks
LICENCE = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
REGULAR, BOLD, ITALIC = 1 << 6, 1 << 5, 1 << 0  # bits of OS/2.fsSelection


@dataclass(frozen=True)
class Cut:
    """One file: where it comes from and what it is called here."""

    package: str
    family: str
    weight: int
    style: str

    @property
    def italic(self) -> bool:
        """Whether the letters slope."""
        return self.style == "italic"

    @property
    def name(self) -> str:
        """The style as people read it."""
        words = {400: "Regular", 600: "SemiBold", 700: "Bold"}[self.weight]
        return {"Regular": "Italic"}.get(words, f"{words} Italic") if self.italic else words

    @property
    def file(self) -> str:
        """The file's name without its ending, after the family's: briefing-sans-400-normal."""
        return f"{self.family.lower().replace(' ', '-')}-{self.weight}-{self.style}"


CUTS = (
    Cut("source-sans-3", "Briefing Sans", 400, "normal"),
    Cut("source-sans-3", "Briefing Sans", 400, "italic"),
    Cut("source-sans-3", "Briefing Sans", 600, "normal"),
    Cut("source-sans-3", "Briefing Sans", 700, "normal"),
    Cut("source-serif-4", "Briefing Serif", 600, "normal"),
)


def remake(modules: Path, cut: Cut, folder: Path) -> None:
    """Write one web cut under its new name, as a TrueType file and as a web font."""
    original = f"{cut.package}-latin-{cut.weight}-{cut.style}.woff2"
    font = TTFont(modules / "@fontsource" / cut.package / "files" / original, recalcTimestamp=False)
    font.flavor = None
    add_missing_signs(font)
    rename(font, cut)
    mark_style(font, cut)
    if "STAT" in font:  # tells the place of a cut on a variable font's axes, by names that are gone now
        del font["STAT"]
    font.save(folder / f"{cut.file}.ttf")  # for print and charts
    font.flavor = "woff2"
    font.save(folder / f"{cut.file}.woff2")  # for pages on the web, less than half the size


def add_missing_signs(font: TTFont) -> None:
    """Give signs that look like another sign that sign's glyph."""
    for table in font["cmap"].tables:
        for sign, like in SAME_GLYPH.items():
            table.cmap.setdefault(sign, table.cmap[like])


def rename(font: TTFont, cut: Cut) -> None:
    """Replace every name that bears the reserved one; copyright and licence stay."""
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in KEPT_NAMES]
    plain = cut.name in ("Regular", "Italic", "Bold")
    postscript = f"{cut.family.replace(' ', '')}-{cut.name.replace(' ', '')}"
    names = {
        1: cut.family if plain else f"{cut.family} {cut.name}",
        2: cut.name if plain else "Regular",
        3: f"{postscript};city-briefings",
        4: f"{cut.family} {cut.name}",
        6: postscript,
        13: LICENCE,
        16: cut.family,
        17: cut.name,
    }
    for number, words in names.items():
        table.setName(words, number, 3, 1, 0x409)


def mark_style(font: TTFont, cut: Cut) -> None:
    """Say weight and slope in the places where programs look for them."""
    bold, keep = cut.weight == 700, ~(REGULAR | BOLD | ITALIC)
    upright = 0 if bold or cut.italic else REGULAR
    font["OS/2"].usWeightClass = cut.weight
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & keep | upright | bold * BOLD | cut.italic * ITALIC
    font["head"].macStyle = bold * 1 | cut.italic * 2


if __name__ == "__main__":
    for each in CUTS:
        remake(Path(sys.argv[1]), each, Path(__file__).parent)
