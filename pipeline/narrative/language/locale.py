"""The language a briefing is written in: `with speaking("es"):` and every sentence, number and date follows.

Sentences are written in English in the code and looked up in templates/locale/<language>/briefing.po by GNU gettext.
The .po file alone is kept: it is compiled in memory, so that no translation can lag behind its source.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Literal

from babel.dates import get_month_names
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from pipeline.errors import UserError

NBSP = "\u00a0"
ENGLISH, OWN = "\x0e", "\x0f"  # shift out, shift in: around English inside another language; no table can hold them
THIN = "\u202f"  # the narrow blank before a Spanish percent sign; no line ends there
LOCALE = Path(__file__).parents[3] / "templates" / "locale"
AP_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


@dataclass(frozen=True)
class Language:
    """How one language writes dates and percents; numbers are written as readers in the United States write them.

    `day` and `month` are patterns of {day}, {month} and {year}; `months` has the twelve names, `short_months` those
    of tables and charts.
    """

    code: str
    own_name: str
    day: str
    month: str
    short_day: str
    short_month: str
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    percent: str


def _months(width: Literal["abbreviated", "wide"], code: str) -> tuple[str, ...]:
    """Month names of the Unicode CLDR, by Babel."""
    return tuple(get_month_names(width, locale=f"{code}_US").values())


# English months are shortened as the Associated Press does, whose style American readers know.
LANGUAGES = {
    "en": Language(
        "en",
        "English",
        f"{{month}}{NBSP}{{day}}, {{year}}",
        "{month} {year}",
        f"{{month}}{NBSP}{{day}}, {{year}}",
        "{month} {year}",
        _months("wide", "en"),
        AP_MONTHS,
        "{number}%",
    ),
    "es": Language(
        "es",
        "Español",
        f"{{day}}{NBSP}de{NBSP}{{month}} de{NBSP}{{year}}",
        "{month} de {year}",
        f"{{day}}{NBSP}{{month}} {{year}}",
        "{month} {year}",
        _months("wide", "es"),
        _months("abbreviated", "es"),
        f"{{number}}{THIN}%",
    ),
}
_speaking: ContextVar[str] = ContextVar("speaking", default="en")


@contextmanager
def speaking(code: str) -> Iterator[Language]:
    """Write in this language inside the block. Raises UserError for a language that is not there."""
    if code not in LANGUAGES:
        raise UserError(f'No language "{code[:20]}". IN can be: {", ".join(LANGUAGES)}.')
    token = _speaking.set(code)
    try:
        yield LANGUAGES[code]
    finally:
        _speaking.reset(token)


def language() -> Language:
    """The language being written."""
    return LANGUAGES[_speaking.get()]


def _(message: str) -> str:
    """A sentence in the language being written; English where it has no translation."""
    return translations(_speaking.get()).gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The sentence for one thing or for several, as the language being written tells them apart."""
    return translations(_speaking.get()).ngettext(one, many, number)


def in_english(words: str) -> str:
    """English words (a title, an office, what has no translation) marked as English where another language is written.

    The full stop stays outside, so that what makes sentences still finds it.
    """
    if not words or _speaking.get() == "en":
        return words
    body = words.rstrip(".")
    return f"{ENGLISH}{body}{OWN}{words[len(body) :]}"


def unmarked(text: str) -> str:
    """The text without the marks of its English passages, for what cannot carry them: charts, attributes, files."""
    return text.replace(ENGLISH, "").replace(OWN, "")


@cache
def translations(code: str) -> NullTranslations:
    """The catalog of a language; English needs none. Raises OSError when the file is gone."""
    if code == "en":
        return NullTranslations()
    compiled = BytesIO()
    with (LOCALE / code / "briefing.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)
