"""Numbers, dates and lists in words, in the language being written. A day never breaks away from its month."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal

from pipeline.findings.model import Finding
from pipeline.narrative.language.locale import ENGLISH, NBSP, OWN, _, language, ngettext
from pipeline.narrative.language.phrase import Phrase, spanish

SURVEY = 90  # the level, in percent, of the margins that the Census Bureau's surveys give
TEN = 10
DAY = 10  # characters of an ISO date that is known to the day
_LIKE_I = re.compile("h?i(?![aeo])", re.IGNORECASE)  # before it Spanish says "e" for "y": "Ohio e Indiana"


def count(number: int) -> str:
    """A whole number with its thousands marked."""
    return f"{number:,}"


def extent(part: int, whole: int) -> Literal["none", "one", "some", "all"]:
    """How many of a whole a part is, for sentences that say each case in words of its own."""
    if not part or part == whole:
        return "all" if part else "none"
    return "one" if part == 1 else "some"


def spelled(number: int) -> str:
    """A small number as it begins a sentence: "Three"; a larger one in digits."""
    words = (_("No"), _("One"), _("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"), _("Eight"), _("Nine"))
    return words[number] if number < len(words) else count(number)


def percent(value: float, decimals: int = 1) -> Phrase:
    """A computed percentage, with one decimal unless told otherwise; `{share:el}` in Spanish is "el 52 %"."""
    return _share(f"{value:.{decimals}f}")


def rate(value: float) -> str:
    """A rate per 1,000 residents, with two decimals."""
    return f"{value:.2f}"


def people(mean: float) -> str:
    """A mean of people, with one decimal below ten; of what is less than a twentieth no 0 is made."""
    if mean < 0.05:
        return _("less than 0.1")
    return f"{mean:.1f}" if mean < TEN else f"{mean:,.0f}"


def as_printed(value: float) -> Phrase:
    """A percentage with just the decimals its source prints."""
    return _share(f"{value:g}")


def _share(number: str) -> Phrase:
    return _number(language().percent.format(number=number), "el")


def _number(text: str, article: str = "") -> Phrase:
    """A number that a Spanish message may take with its article or preposition."""
    return spanish(text, article) if language().code == "es" else Phrase(text, {})


def day(iso: str, short: bool = False) -> Phrase:
    """A date as precise as it is known: "July 11, 2011", "February 2011", "2011"; `short` for tables and charts.

    `{day:on}` in an English message is "on July 11, 2011" or "in 2011", `{day:en}` in a Spanish one "el 11 de julio de
    2011" or "en 2011"; `{day:el}`, `{day:de}` and `{day:a}` likewise.
    """
    text, to_the_day = _date(iso, short), len(iso) == DAY
    if language().code == "es":
        return spanish(text, "el", f"el {text}") if to_the_day else spanish(text)
    return Phrase(text, {"on": f"on {text}" if to_the_day else f"in {text}"})


def _date(iso: str, short: bool) -> str:
    year, *rest = iso.split("-")
    if not rest:
        return year
    style = language()
    month = (style.short_months if short else style.months)[int(rest[0]) - 1]
    if len(rest) == 1:
        return (style.short_month if short else style.month).format(month=month, year=year)
    return (style.short_day if short else style.day).format(day=int(rest[1]), month=month, year=year)


def day_of_year(iso: str) -> str:
    """A date without its year, short, where the year is plain: "June 1"; a month keeps its year."""
    text = day(iso, short=True)
    return text.removesuffix(iso[:4]).rstrip(f", {NBSP}") if len(iso) == DAY else text


def month_of(iso: str) -> str:
    """The month and year of a date, short, for a chart's column."""
    return day(iso[:7], short=True)


def as_date(iso: str) -> date:
    """The last day of a date that is known to the day, the month or the year."""
    year, *rest = (int(part) for part in iso.split("-"))
    if len(rest) == 2:
        return date(year, *rest)
    month = rest[0] if rest else 12
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(first_of_next.toordinal() - 1)


def listed(items: Sequence[str]) -> str:
    """Items as a person says them: "a", "a and b", "a, b and c"."""
    *head, last = items
    if not head:
        return last
    like_i = language().code == "es" and _LIKE_I.match(last)
    text = "{items} e {last}" if like_i else _("{items} and {last}")
    return text.format(items=", ".join(head), last=last)


def plural(number: int, one: str, many: str) -> str:
    """The number with the right form of its noun; both forms, written in English, are looked up for translation."""
    return f"{count(number)} {ngettext(one, many, number)}"


def quantity(finding: Finding) -> Phrase:
    """A finding's value as it may be printed: with "about" or "at least" where the source says so."""
    if finding.unit == "percent":
        exact = finding.numerator is not None
        text = percent(float(finding.value)) if exact else as_printed(float(finding.value))
    else:
        text = _number(count(int(finding.value)))
    return _qualified(finding, text)


def of_counts(finding: Finding) -> str:
    """The counts behind a share: "183 of 352"."""
    if finding.numerator is None or finding.denominator is None:
        return _("no counts")
    part, whole = count(finding.numerator), count(finding.denominator)
    return _qualified(finding, _number(_("{part} of {whole}").format(part=part, whole=whole)))


def _qualified(finding: Finding, text: Phrase) -> Phrase:
    """A number with "about" or "at least" before it where its source says so; a survey's has its margin beside it."""
    if finding.interval and finding.interval.level == SURVEY:
        return text
    if finding.qualifier == "approximate":
        return _number(_("about {number}").format(number=text))
    return _number(_("at least {number}").format(number=text)) if finding.qualifier == "at least" else text


def interval(finding: Finding) -> str:
    """The 95 % interval of a share in percent: "46.8 to 57.2"."""
    if not finding.interval:
        return ""
    return _("{low} to {high}").format(low=f"{finding.interval.low:.1f}", high=f"{finding.interval.high:.1f}")


def sentence(text: str) -> str:
    """The text with a capital first letter and a full stop, also where it begins or ends with an English passage."""
    text = text.strip()
    ended = text if text.removesuffix(OWN).endswith((".", "?", "!")) else f"{text}."
    return _begun(ended, str.upper)


def lowered(text: str) -> str:
    """The text with a small first letter, to stand inside a sentence."""
    return _begun(text, str.lower)


def headed(text: str) -> str:
    """The text with a capital first letter, to stand alone at the head of a column."""
    return _begun(text, str.upper)


def _begun(text: str, change: Callable[[str], str]) -> str:
    first = 1 if text.startswith(ENGLISH) else 0
    return text[:first] + change(text[first : first + 1]) + text[first + 1 :]
