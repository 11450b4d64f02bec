"""The numbers in a text, as a reader of its language reads them: dates, percentages, other numbers.

This is the one place where the audit reads numbers; what differs between languages stands in pipeline/narrative/language/
locale.py (months, dates, percent) and in the words below.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from pipeline.narrative.language.locale import LANGUAGES, Language

Kind = Literal["date", "percent", "number"]

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)*"
BLANK = r"[\s\u00a0\u202f]"
PERCENT_WORDS = {"en": ("percent",), "es": ("por ciento",)}
OF_WORDS = {"en": ("of",), "es": ("de",)}  # between a part and its whole
TO_WORDS = {"en": ("to",), "es": ("a",)}  # between the ends of an interval
SPELLED = {
    "en": "two three four five six seven eight nine ten eleven twelve hundred thousand million half third quarter twice",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce cien ciento mil millón mitad tercio cuarto doble",
}


@dataclass(frozen=True)
class Number:
    """A number where it stands in a text; `value` is an ISO date (--07-11 without its year) or plain digits."""

    kind: Kind
    value: str
    start: int
    end: int
    shown: str


def numbers(text: str, language: str) -> tuple[Number, ...]:
    """Every number of a text in order; a date is one number, and so is a percentage with its sign."""
    style = LANGUAGES[language]
    found: list[Number] = []
    for match in _pattern(language).finditer(text):
        groups = {name: words for name, words in match.groupdict().items() if words}
        kind: Kind = "percent" if "percent" in groups else "number" if "number" in groups else "date"
        value = groups.get("number", "").replace(",", "") if kind != "date" else _iso(groups, style)
        found.append(Number(kind, value, match.start(), match.end(), " ".join(match[0].split())))
    return tuple(found)


def spelled(text: str, language: str) -> list[str]:
    """The words of a text that are numbers, such as "half"."""
    known = set(SPELLED[language].split())
    return [word for word in re.findall(r"\w+", text.lower()) if word in known]


def pairs(text: str, found: tuple[Number, ...], language: str) -> Iterator[tuple[Literal["of", "to"], Number, Number]]:
    """Two plain numbers that belong together: "183 of 352", "46.8 to 57.2"."""
    for first, second in pairwise(found):
        between = text[first.end : second.start].strip()
        if first.kind == "number" and between in OF_WORDS[language] and second.kind == "number":
            yield "of", first, second
        if first.kind == "number" and between in TO_WORDS[language] and second.kind != "date":
            yield "to", first, second


@cache
def _pattern(language: str) -> re.Pattern[str]:
    style = LANGUAGES[language]
    patterns = dict.fromkeys((style.day, style.short_day, style.month, style.short_month))
    dates = [_date(pattern, style, index) for index, pattern in enumerate(patterns)]
    signs = "|".join([r"%", *(rf"\b{word}\b" for word in PERCENT_WORDS[language])])
    plain = rf"(?<![\w.])(?P<number>{NUMBER})(?P<percent>{BLANK}?(?:{signs}))?"
    return re.compile("|".join([*dates, plain]))


def _date(pattern: str, style: Language, index: int) -> str:
    """The pattern of a date; where it has a day, its year may be missing."""
    names = sorted({*style.months, *style.short_months, *(m.rstrip(".") for m in style.short_months)}, key=len)
    fields = {
        "{day}": rf"(?P<day{index}>\d{{1,2}})(?!\d)",
        "{year}": rf"(?P<year{index}>\d{{4}})(?!\d)",
        "{month}": rf"\b(?P<month{index}>{'|'.join(map(re.escape, reversed(names)))})",
    }
    pieces = re.split(r"(\{\w+\})", pattern)
    written = [fields.get(piece) or f"{BLANK}+".join(map(re.escape, re.split(r"\s+", piece))) for piece in pieces]
    if "{day}" in pattern:
        at = pieces.index("{year}")
        written[at - 1 : at + 1] = [f"(?:{written[at - 1]}{written[at]})?"]
    return rf"(?<!\d){''.join(written)}"


def _iso(groups: dict[str, str], style: Language) -> str:
    """The date of a match in ISO form, as precise as it is printed."""
    parts = {name.rstrip("0123456789"): words for name, words in groups.items()}
    month = _month(parts["month"], style)
    day = f"-{int(parts['day']):02}" if "day" in parts else ""
    return f"{parts.get('year', '-')}-{month:02}{day}"


def _month(name: str, style: Language) -> int:
    for names in (style.months, style.short_months):
        for number, known in enumerate(names, 1):
            if name.rstrip(".") == known.rstrip("."):
                return number
    raise ValueError(f"no month {name}")
