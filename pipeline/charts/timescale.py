"""A time axis in words: months named, years below the first tick and each January."""

from collections.abc import Sequence
from datetime import date

from matplotlib.dates import date2num


def number(day: date) -> float:
    """The day as matplotlib counts days."""
    return float(date2num(day))  # type: ignore[no-untyped-call]


def month_starts(first: date, last: date, most: int) -> list[date]:
    """First days of months from `first` to `last`, every 1, 3, 6, 12 ... months so that there are at most `most`."""
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    days = [date(month // 12, month % 12 + 1, 1) for month in months]
    inside = [day for day in days if first <= day <= last]
    steps = (1, 3, 6, *range(12, 12 * 100, 12))
    step = next(step for step in steps if len(_every(inside, step)) <= most)
    return _every(inside, step)


def month_names(days: Sequence[date], months: Sequence[str]) -> list[str]:
    """The months of first days, by the twelve names in `months`; below the first of each year stands the year."""
    years = [0, *(day.year for day in days)]
    return [
        months[day.month - 1] + (f"\n{day.year}" if day.year != before else "")
        for day, before in zip(days, years, strict=False)
    ]


def _every(days: list[date], step: int) -> list[date]:
    return [day for day in days if (day.year * 12 + day.month - 1) % step == 0]
