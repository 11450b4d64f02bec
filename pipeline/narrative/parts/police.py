"""Part 4: what it takes from local police, what surveys found, what officials here have said, for and against."""

from pipeline.findings.model import Position
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Block, Cell, Column, Row, Said, Section, Table
from pipeline.narrative.language.locale import _, ngettext
from pipeline.narrative.language.numbers import count, day, listed
from pipeline.narrative.parts import trust, workload
from pipeline.narrative.wording.statements import predicate


def section(context: Context) -> Section | None:
    """The section, or None where nobody here has spoken and nothing is known (a line under "cannot say" tells it)."""
    positions = context.found.positions
    if not positions and not workload.money(context) and not workload.work(context):
        return None
    blocks: list[Block] = []
    if positions:
        blocks.append(_positions(context))
    blocks += [*workload.passages(context), trust.passage(context)]
    return Section("police", _headline(context), tuple(blocks), starts_page=False, topic=_("What officials here say"))


def _headline(context: Context) -> Said:
    stances = {position.stance for position in context.found.positions} - {"neutral", "declined"}
    said = {"for": _("for"), "against": _("against"), "conditional": _("with conditions")}
    spoken = [words for stance, words in said.items() if stance in stances]
    ids = tuple(position.id for position in context.found.positions)
    if not spoken:
        text = _("What is told of the program’s money and work; of trust in {places} our sources have no figure")
        return Said(text.format(places=context.counties), ids)
    known = {"places": context.with_state(context.city), "sides": listed(spoken)}
    if len(spoken) == 1:
        return Said(_("What officials in {places} have said, by date and stance").format(**known), ids)
    return Said(_("Officials in {places} have spoken {sides}").format(**known), ids)


def _positions(context: Context) -> Table:
    rows = context.found.positions
    number = ngettext(
        "{number} statement in our sources, by date; the stance is that of the day",
        "{number} statements in our sources, by date; the stance is that of the day",
        len(rows),
    )
    return Table(
        name="positions",
        headline=_("What officials here have said and done"),
        subtitle=number.format(number=count(len(rows))),
        columns=(Column(_("Date"), width=28), Column(_("Stance"), width=28), Column(_("Who said what"))),
        rows=tuple(position_row(context, position) for position in rows),
        source=Said(
            _(
                "Press reports and letters published by {day}, numbered in each row. What organizations and federal "
                "officials said stands with the two sides."
            ).format(day=context.day)
        ),
    )


def position_row(context: Context, position: Position) -> Row:
    """A statement as a table row: date, stance, who said what."""
    who = Cell(predicate(position), position.actor, refs=context.refs.numbers(position.source))
    cells = (
        Cell(day(position.date, short=True) if position.date else _("undated")),
        Cell(stances()[position.stance], stance=position.stance),
        who,
    )
    return Row(cells, False, (position.id,))


def stances() -> dict[str, str]:
    """The stances of a position, as a table prints them."""
    return {
        "for": _("For"),
        "against": _("Against"),
        "conditional": _("Conditional"),
        "declined": _("Declined"),
        "neutral": _("Neutral"),
    }
