"""What a letter looks like: the outlines of the fonts that lie in the project, against those inside a PDF."""

from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.pens.recordingPen import DecomposingRecordingPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]

FONTS = Path(__file__).parents[3] / "templates" / "fonts"
SINGLE, LIGATURE = 1, 4  # kinds of substitution in a font: one letter's other form, several letters' one form

Outline = tuple[object, ...]


@cache
def known() -> dict[Outline, frozenset[str]]:
    """The letters that each outline of our fonts can stand for; of blanks, all blanks."""
    letters: dict[Outline, set[str]] = {}
    for path in sorted(FONTS.glob("*.ttf")):
        font = TTFont(path)
        meant = _meant(font)
        for name, outline in _outlines(font).items():
            letters.setdefault(outline, set()).update(meant.get(name, ()))
    return {outline: frozenset(meant) for outline, meant in letters.items()}


def of_font(data: bytes) -> list[Outline]:
    """The outlines of a font inside a PDF, by glyph number; none where it cannot be read as TrueType."""
    try:
        font = TTFont(BytesIO(data))
        drawn = _outlines(font)
        return [drawn[name] for name in font.getGlyphOrder()]
    except (TTLibError, KeyError, AssertionError):
        return []


def _outlines(font: TTFont) -> dict[str, Outline]:
    glyphs = font.getGlyphSet()
    drawn: dict[str, Outline] = {}
    for name in font.getGlyphOrder():
        pen = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(pen)
        drawn[name] = tuple((verb, tuple(points)) for verb, points in pen.value)
    return drawn


def _meant(font: TTFont) -> dict[str, set[str]]:
    """The letters of each glyph by name: those of the font's table, and of the forms that it puts in their place."""
    meant: dict[str, set[str]] = {}
    for code, name in font.getBestCmap().items():
        meant.setdefault(name, set()).add(chr(code))
    for lookup in font["GSUB"].table.LookupList.Lookup if "GSUB" in font else ():
        for table in lookup.SubTable:
            if lookup.LookupType == SINGLE:
                for name, other in table.mapping.items():
                    meant.setdefault(other, set()).update(meant.get(name, ()))
            elif lookup.LookupType == LIGATURE:
                _add_ligatures(table.ligatures, meant)
    return meant


def _add_ligatures(ligatures: dict[str, list[object]], meant: dict[str, set[str]]) -> None:
    for first, sets in ligatures.items():
        for one in sets:
            parts = [min(meant.get(name, {""})) for name in (first, *one.Component)]  # type: ignore[attr-defined]
            meant.setdefault(one.LigGlyph, set()).add("".join(parts))  # type: ignore[attr-defined]
