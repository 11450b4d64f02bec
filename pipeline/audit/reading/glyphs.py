"""What the glyphs of a PDF's font mean: codes of one or two bytes into letters, by the font's own table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Name

from pipeline.audit.reading.outlines import known, of_font

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf(?:char|range)", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


@dataclass(frozen=True)
class Meanings:
    """The letters of each code; `width` is the number of bytes of a code.

    `letters` are those that the glyphs look like, where they are glyphs of our fonts; `named` those that the font's own
    table names, which a search or a screen reader goes by. `widths` are in thousandths of the size, `strange` the codes
    of glyphs that none of our fonts has.
    """

    letters: dict[int, str]
    width: int
    named: dict[int, str] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    strange: frozenset[int] = frozenset()

    def read(self, operand: pikepdf.Object) -> tuple[str, tuple[str, ...]]:
        """The letters of a string, or of the strings of an array with its kerning left out; and what is falsely named."""
        codes = list(self._codes(operand))
        lies = [
            f"“{self.letters[code]}” is named “{self.named[code]}”"
            for code in codes
            if code in self.named and self.named[code] != self.letters.get(code)
        ]
        if self.strange.intersection(codes):
            lies.append("is set in a font that is none of ours")
        return "".join(self.letters.get(code, "\ufffd") for code in codes), tuple(dict.fromkeys(lies))

    def advance(self, operand: pikepdf.Object) -> float:
        """How far a string leads, in sizes."""
        kerned = [float(part) for part in operand if not isinstance(part, pikepdf.String)] if _is_array(operand) else []
        return (sum(self.widths.get(code, 500) for code in self._codes(operand)) - sum(kerned)) / 1000

    def _codes(self, operand: pikepdf.Object) -> Iterator[int]:
        for part in operand if _is_array(operand) else [operand]:
            if isinstance(part, pikepdf.String):
                codes = bytes(part)
                yield from (
                    int.from_bytes(codes[at : at + self.width], "big") for at in range(0, len(codes), self.width)
                )


def _is_array(operand: pikepdf.Object) -> bool:
    return isinstance(operand, pikepdf.Array)


def meanings(font: pikepdf.Object) -> Meanings:
    """The meanings of a font's codes: by the outlines of its glyphs, else by its ToUnicode table or as Latin letters."""
    width = 2 if font.get("/Subtype") == Name.Type0 else 1
    if "/ToUnicode" not in font:
        latin = {code: bytes([code]).decode("cp1252", "replace") for code in range(256)}
        return Meanings(latin, width, strange=frozenset(latin))
    named = _table(font.ToUnicode.read_bytes())
    inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    looks = _looks(inner, named)
    seen = {code: min(meant) for code, meant in looks.items() if meant and named[code] not in meant}
    strange = frozenset(code for code in named if not looks.get(code))
    return Meanings(named | seen, width, named, dict(_widths(inner)), strange)


def _looks(font: pikepdf.Object, named: dict[int, str]) -> dict[int, frozenset[str]]:
    """The letters that the glyph of each code can stand for; none where it is none of our fonts'."""
    if "/FontDescriptor" not in font or "/FontFile2" not in font.FontDescriptor:
        return {}
    drawn, numbers = of_font(font.FontDescriptor.FontFile2.read_bytes()), _glyph_numbers(font)
    glyphs = {code: numbers[code] if code < len(numbers) else code for code in named}
    return {
        code: known().get(drawn[glyph], frozenset()) if glyph < len(drawn) else frozenset()
        for code, glyph in glyphs.items()
    }


def _glyph_numbers(font: pikepdf.Object) -> list[int]:
    """The glyph of each code, where the font has a table of them; elsewhere a code is its glyph's number."""
    table = font.get("/CIDToGIDMap")
    if not isinstance(table, pikepdf.Stream):
        return []
    data = table.read_bytes()
    return [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]


def _widths(font: pikepdf.Object) -> Iterator[tuple[int, float]]:
    """The width of each code, as a composite font lists them: from a code on, or from one to another."""
    items = list(font.get("/W", []))
    while len(items) > 1:
        first, second = int(items.pop(0)), items.pop(0)
        if isinstance(second, pikepdf.Array):
            yield from ((first + step, float(width)) for step, width in enumerate(second))
        elif items:
            width = float(items.pop(0))
            yield from ((code, width) for code in range(first, int(second) + 1))


def _table(cmap: bytes) -> dict[int, str]:
    letters: dict[int, str] = {}
    for kind, body in _SECTION.findall(cmap):
        items = [_item(found) for found in _HEX.finditer(body)]
        letters.update(
            _ranges(items) if kind == b"bfrange" else zip(map(_code, items[::2]), map(_words, items[1::2]), strict=True)
        )
    return letters


def _item(found: re.Match[bytes]) -> bytes:
    """One entry of a table: its bytes, or a bracket (never two bytes long)."""
    return found[2] or found[3] or bytes.fromhex(found[1].decode())


def _ranges(items: list[bytes]) -> dict[int, str]:
    """Runs of codes: from, to, and the first meaning or, in brackets, each one."""
    letters: dict[int, str] = {}
    queue = iter(items)
    for first in queue:
        codes = range(_code(first), _code(next(queue)) + 1)
        start = next(queue)
        if start == b"[":
            letters.update((code, _words(next(queue))) for code in codes)
            next(queue)
        else:
            head, last = _words(start)[:-1], ord(_words(start)[-1])
            letters.update((code, head + chr(last + step)) for step, code in enumerate(codes))
    return letters


def _code(item: bytes) -> int:
    return int.from_bytes(item, "big")


def _words(item: bytes) -> str:
    return item.decode("utf-16-be", "replace")
