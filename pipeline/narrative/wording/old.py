"""That a table is old: it ends more than six months before the edition's day. No clock is asked."""

from datetime import date, timedelta

from pipeline.narrative.document.context import Context
from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import as_date, day

HALF_A_YEAR = timedelta(days=183)


def today(context: Context) -> date:
    """The day by which the edition tells what is old: its own, else the one it gives, else that of its last evidence."""
    return context.edition.as_of or context.edition.today or as_date(context.found.as_of)


def is_old(context: Context, end: str) -> bool:
    """Whether what ends on this day (ISO, as precise as is known) is old."""
    return today(context) - as_date(end) > HALF_A_YEAR


def old(context: Context, end: str) -> str:
    """The mark beside an old table; nothing beside another."""
    if not is_old(context, end):
        return ""
    return _("Old: it ends {end:on}, more than six months before {day}.").format(
        end=day(end), day=day(today(context).isoformat())
    )
