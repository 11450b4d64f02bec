"""What the glyphs of a PDF's font mean: codes of one or two bytes into letters, by the font's own table."""

import re
from dataclasses import dataclass

import pikepdf
from pikepdf import Name

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf(?:char|range)", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


@dataclass(frozen=True)
class Meanings:
    """The letters of each code; `width` is the number of bytes of a code."""

    letters: dict[int, str]
    width: int

    def text(self, operand: pikepdf.Object) -> str:
        """The letters of a string, or of the strings of an array with its kerning left out."""
        strings = operand if isinstance(operand, pikepdf.Array) else [operand]
        return "".join(self._decoded(bytes(part)) for part in strings if isinstance(part, pikepdf.String))

    def _decoded(self, codes: bytes) -> str:
        numbers = (int.from_bytes(codes[at : at + self.width], "big") for at in range(0, len(codes), self.width))
        return "".join(self.letters.get(number, "\ufffd") for number in numbers)


def meanings(font: pikepdf.Object) -> Meanings:
    """The meanings of a font's codes: by its ToUnicode table; without one, those of Windows' Latin letters."""
    width = 2 if font.get("/Subtype") == Name.Type0 else 1
    if "/ToUnicode" not in font:
        return Meanings({code: bytes([code]).decode("cp1252", "replace") for code in range(256)}, width)
    return Meanings(_table(font.ToUnicode.read_bytes()), width)


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
