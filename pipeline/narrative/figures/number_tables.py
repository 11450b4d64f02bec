"""The table behind each chart: the numbers it draws, each with its counts, interval, period and sources.

Paper has no room for them; a page on the web shows them with the chart, so that nobody needs to see the picture.
"""

from collections.abc import Iterable
from dataclasses import replace

from pipeline.findings.model import Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Cell, Column, Row, Said, Table
from pipeline.narrative.figures import chart_data
from pipeline.narrative.language import place_names
from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import count, day, headed, interval
from pipeline.narrative.parts import program_end


def shares(context: Context, findings: Iterable[Finding], labels: dict[str, str]) -> Table:
    """Shares in the order given: place, share, n of N, interval, the day their counts run to."""
    return _of_shares(tuple(_share(context, f, labels) for f in findings))


def places(context: Context, own: list[Finding], heading: str, labels: dict[str, str]) -> Table:
    """The shares of all places as the chart of places groups them."""
    others = chart_data.by_share(context, own)
    groups = ((heading, own), (chart_data.others_label(others), others))
    return _of_shares(
        tuple(
            replace(_share(context, finding, labels), group="" if number else heading)
            for heading, group in groups
            for number, finding in enumerate(group)
        )
    )


def rollout(context: Context, named: Iterable[tuple[str, str]]) -> Table:
    """Every day on which the curve rises or that the chart names: `named` are ISO dates with what happened."""
    active, happened = dict(context.found.curve.points), list(named)
    rows, total = [], 0
    for on in sorted({*active, *(on for on, _words in happened)}):
        total = active.get(on, total)
        words = "; ".join(text for at, text in happened if at == on)
        rows.append(Row((Cell(day(on)), Cell(count(total)), Cell(words)), bool(words)))
    columns = (Column(_("Day")), Column(_("Active counties"), True), Column(_("What happened")))
    return _table(columns, tuple(rows))


def state_map(context: Context) -> Table:
    """Every county of the state: active or not, and since when if it is the place's own; those come first."""
    found = context.found
    counties = {fips: name for fips, name in found.active.names.items() if len(fips) == 5}
    own = {county.fips for county in context.place.counties}
    order = sorted(counties, key=lambda fips: (fips not in own, counties[fips]))
    rows = (
        Row((Cell(headed(place_names.county(counties[fips]))), Cell(_status(context, fips))), fips in own)
        for fips in order
    )
    return _table((Column(_("County")), Column(_("On {day}").format(day=context.counted))), tuple(rows))


def nation_map(context: Context) -> Table:
    """Active counties and all counties of each state, also of those that the map leaves out."""
    active, states = context.found.active, context.found.active.state_counties
    order = sorted(states, key=lambda fips: active.names[fips])
    rows = (
        Row(
            (
                Cell(headed(place_names.state(active.names[fips]))),
                Cell(count(sum(code[:2] == fips for code in active.active))),
                Cell(count(states[fips])),
            ),
            fips == context.place.state_fips,
        )
        for fips in order
    )
    columns = Column(_("State")), Column(_("Active counties"), True), Column(_("All counties"), True)
    return _table(columns, tuple(rows))


def _status(context: Context, fips: str) -> str:
    if fips not in context.found.active.active:
        return _("not active")
    since = next((f for f in context.found.of(fips, "activated_on")), None)
    if not since:
        return _("active")
    text = _("activated {day:on}") if program_end.over(context) else _("active since {day}")
    return text.format(day=day(str(since.value)))


def _share(context: Context, finding: Finding, labels: dict[str, str]) -> Row:
    mark = chart_data.share(context, finding, labels.get(finding.id, ""))
    cells = (
        Cell(mark.label, refs=context.refs.numbers(*finding.sources)),
        Cell(mark.value_text),
        Cell(mark.note_text),
        Cell(interval(finding) or _("none")),
        Cell(_until(context, finding)),
    )
    return Row(cells, context.is_here(finding), (finding.id,), mark)


def _until(context: Context, finding: Finding) -> str:
    """The day the counts run to; where our sources lack it, the day it was printed."""
    if finding.period.end:
        return day(finding.period.end, short=True)
    published = context.published(finding)
    return _("as printed {day:on}").format(day=day(published, short=True)) if published else _("not in our sources")


def _of_shares(rows: tuple[Row, ...]) -> Table:
    columns = (
        Column(_("Place")),
        Column(_("Share"), True),
        Column(_("Counts"), True),
        Column(_("95% interval, percent"), True),
        Column(_("Counts to")),
    )
    return _table(columns, rows)


def _table(columns: tuple[Column, ...], rows: tuple[Row, ...]) -> Table:
    """A table without words of its own: those of its figure stand above it."""
    return Table("", _("The numbers behind the chart"), "", columns, rows, Said(""))
