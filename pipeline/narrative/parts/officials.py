"""What officials here and federal officials have said, by date and stance."""

from collections.abc import Iterable

from pipeline.findings.model import Position
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Cell, Column, Row, Said, Table
from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import day
from pipeline.narrative.wording.statements import predicate

LOCAL, FEDERAL = 4, 3  # statements that paper has room for: of officials here, and of federal ones


def tables(context: Context, told: set[str]) -> tuple[tuple[Table, ...], tuple[Table, ...]]:
    """The statements that paper has room for, in one table by date, and the others; `told` stand elsewhere already."""
    here = context.found.positions
    federal = [p for p in context.found.federal_positions if p.id not in told]
    shown = [*_each_stance_first(here)[:LOCAL], *_nearest(context, federal)[:FEDERAL]]
    rest = [p for p in (*here, *federal) if p not in shown]
    first = _table(context, "positions", _("What officials here, and federal officials, have said"), shown)
    more = _table(context, "more-positions", _("What else officials have said"), rest)
    return (first,) * bool(shown), (more,) * bool(rest)


def _each_stance_first(positions: Iterable[Position]) -> list[Position]:
    """The latest statement of each stance, then the others, the latest first: no stance is crowded out."""
    latest = sorted(positions, key=lambda p: p.date, reverse=True)
    of_each = {p.stance: p for p in reversed(latest)}
    return [*(p for p in latest if p in of_each.values()), *(p for p in latest if p not in of_each.values())]


def _nearest(context: Context, positions: list[Position]) -> list[Position]:
    """Statements on this place before those on state and nation, the latest first."""
    here = {county.fips for county in context.place.counties}
    return sorted(positions, key=lambda p: (p.place in here, p.date), reverse=True)


def _table(context: Context, name: str, headline: str, positions: list[Position]) -> Table:
    by_date = sorted(positions, key=lambda p: (p.date, p.id))
    return Table(
        name=name,
        headline=headline,
        subtitle="",
        columns=(Column(_("Date"), width=28), Column(_("Stance"), width=28), Column(_("Who said what"))),
        rows=tuple(position_row(context, p, own=p in context.found.positions) for p in by_date),
        source=Said(
            _(
                "Press reports, letters and releases published by {day}, numbered in each row. The stance is that of the day; "
                "officials here stand in color."
            ).format(day=context.day)
        ),
    )


def position_row(context: Context, position: Position, own: bool = False) -> Row:
    """A statement as a table row: date, stance, who said what."""
    who = Cell(predicate(position), position.actor, refs=context.refs.numbers(position.source))
    cells = (
        Cell(day(position.date, short=True) if position.date else _("undated")),
        Cell(stances()[position.stance], stance=position.stance),
        who,
    )
    return Row(cells, own, (position.id,))


def stances() -> dict[str, str]:
    """The stances of a position, as a table prints them."""
    return {
        "for": _("For"),
        "against": _("Against"),
        "conditional": _("Conditional"),
        "declined": _("Declined"),
        "neutral": _("Neutral"),
    }
