"""ICE's list over time: how long it was, and whose agreements are on it no more."""

from pipeline.findings.listed import QUESTION
from pipeline.findings.model import NATION, Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Block, Cell, Column, Row, Said, Table
from pipeline.narrative.language import place_names
from pipeline.narrative.language.locale import _, in_english, ngettext
from pipeline.narrative.language.numbers import count, day, listed

NAMED = 3  # agencies gone from the list that a sentence names


def passage(context: Context) -> tuple[Said, ...]:
    """The state's and the nation's agreements then and now, and what is gone from the list here."""
    state = context.place.state_fips
    before = [f for place in (state, NATION) for f in context.found.of(place, "agreements_then", QUESTION)]
    if not before:
        return (Said(_("Earlier lists are not in our sources.")),)
    now = [context.found.finding(f"{QUESTION}.agreements.{place}") for place in (state, NATION)]
    text = _(
        "Agreements on ICE’s list {then:on}: {state_then} in {state}, {nation_then} in the nation; {now:on}: {state_now} and "
        "{nation_now}."
    ).format(
        then=day(before[0].period.end),
        now=day(now[0].period.end),
        state=context.state_name,
        **dict(
            zip(("state_then", "nation_then", "state_now", "nation_now"), map(_value, [*before, *now]), strict=True)
        ),
    )
    return (context.refs.say(text, *before, *now), _gone(context))


def gone(context: Context) -> list[Block]:
    """For the page on the web: every agreement of the state that is on the list no more."""
    rows = context.found.gone
    if not rows:
        return []
    cells = tuple(
        Row(
            (
                Cell(in_english(row.agency)),
                Cell(str(place_names.county(row.county)) if row.county else ""),
                Cell(in_english(row.models)),
                Cell(str(day(row.signed, short=True))),
            ),
            bool(row.county),
            (row.id,),
        )
        for row in rows
    )
    columns = (
        Column(_("Agency")),
        Column(_("County"), width=40),
        Column(_("Model"), width=44),
        Column(_("Last list with it"), width=34),
    )
    (state,) = context.found.of(context.place.state_fips, "agreements_gone", QUESTION)
    return [
        Table(
            "gone",
            _("On an earlier list of ICE, and not on the last"),
            _("Agreements of agencies in {state} on a list since February 21, 2025").format(state=context.state_name),
            columns,
            cells,
            context.refs.say(_("ICE’s lists by day; renamings are left out, by our reading."), state),
            _("That an agency is listed no more does not show that its agreement has ended."),
        )
    ]


def _gone(context: Context) -> Said:
    """What is gone from the list in these counties, and in the state."""
    (state,) = context.found.of(context.place.state_fips, "agreements_gone", QUESTION)
    here = [f for c in context.place.counties for f in context.found.of(c.fips, "agreements_gone", QUESTION)]
    rows = [row for row in context.found.gone if row.county]
    parts = []
    if rows:
        named = [
            _("{agency} (last on that of {day})").format(agency=in_english(row.agency), day=day(row.signed))
            for row in rows[:NAMED]
        ]
        parts.append(_("Gone from it since February 2025: {agencies}.").format(agencies=listed(named)))
    text = ngettext(
        "{number} agreement of an agency in {state} is gone from the list since February 2025, renamings left out.",
        "{number} agreements of agencies in {state} are gone from the list since February 2025, renamings left out.",
        int(state.value),
    )
    if not state.value:
        text = _("No agreement of an agency in {state} is gone from the list since February 2025, renamings left out.")
    parts.append(text.format(number=_value(state), state=context.state_name))
    if state.value:
        parts.append(_("That does not show that an agreement has ended."))
    said = context.refs.say(" ".join(parts), *here, state)
    return Said(said.text, (*said.findings, *(row.id for row in rows)), said.refs)


def _value(finding: Finding) -> str:
    return count(int(finding.value))
