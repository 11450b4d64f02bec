"""Numbers, dates and lists in words, the American way. A day never breaks away from its month."""

from collections.abc import Sequence
from datetime import date

from pipeline.findings.model import Finding

NBSP = "\u00a0"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
SHORT = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
BEFORE = {"approximate": "about ", "at least": "at least "}


def count(number: int) -> str:
    """A whole number with its thousands marked."""
    return f"{number:,}"


def percent(value: float, decimals: int = 1) -> str:
    """A computed percentage, with one decimal unless told otherwise."""
    return f"{value:.{decimals}f}%"


def as_printed(value: float) -> str:
    """A percentage with just the decimals its source prints."""
    return f"{value:g}%"


def day(iso: str, short: bool = False) -> str:
    """A date as precise as it is known: "July 11, 2011", "February 2011", "2011"; `short` for tables and charts."""
    year, *rest = iso.split("-")
    if not rest:
        return year
    month = (SHORT if short else MONTHS)[int(rest[0]) - 1]
    return f"{month}{NBSP}{int(rest[1])}, {year}" if len(rest) > 1 else f"{month} {year}"


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
    return f"{', '.join(head)} and {last}" if head else last


def plural(number: int, one: str, many: str) -> str:
    """The number with the right form of its noun."""
    return f"{count(number)} {one if number == 1 else many}"


def quantity(finding: Finding) -> str:
    """A finding's value as it may be printed: with "about" or "at least" where the source says so."""
    if finding.unit == "percent":
        exact = finding.numerator is not None
        text = percent(float(finding.value)) if exact else as_printed(float(finding.value))
    else:
        text = count(int(finding.value))
    return BEFORE.get(finding.qualifier, "") + text


def of_counts(finding: Finding) -> str:
    """The counts behind a share: "183 of 352"."""
    if finding.numerator is None or finding.denominator is None:
        return "no counts"
    return f"{BEFORE.get(finding.qualifier, '')}{count(finding.numerator)} of {count(finding.denominator)}"


def interval(finding: Finding) -> str:
    """The 95 % interval of a share in percent: "46.8 to 57.2"."""
    return f"{finding.interval.low:.1f} to {finding.interval.high:.1f}" if finding.interval else ""


def sentence(text: str) -> str:
    """The text with a capital first letter and a full stop."""
    text = text.strip()
    ended = text if text.endswith((".", "?", "!")) else f"{text}."
    return ended[:1].upper() + ended[1:]
