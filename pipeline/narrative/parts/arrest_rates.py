"""The state's arrests per 1,000 residents and the nation's, all other states as a swarm on the same scale: no ranking."""

from math import ceil

from pipeline.charts.model import Share, ShareChart
from pipeline.findings.model import NATION, Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Cell, Column, Figure, Row, Said, Table
from pipeline.narrative.language import place_names
from pipeline.narrative.language.locale import _, ngettext
from pipeline.narrative.language.numbers import count, headed, rate
from pipeline.narrative.parts.recorded import of, window


def figure(context: Context) -> Figure:
    """The last window's rates as dots."""
    here, nation = of(context, "ice_arrests_rate")[-1], of(context, "ice_arrests_rate", NATION)[-1]
    others = _others(context, here)
    known = {"window": window(here), "state": context.state_name, "here": rate(float(here.value))}
    told = _("ICE arrests per 1,000 residents, {window}: {state} {here}, nation {nation}. {others}").format(
        nation=rate(float(nation.value)), others=_range(others), **known
    )
    return Figure(
        name="arrest-rates",
        chart=_chart(context, here, nation, others),
        headline=_("ICE arrests per 1,000 residents, {window}").format(**known),
        subtitle="",
        alt=told,
        source=context.refs.say(
            _("Arrests whose state ICE recorded; residents of 2025. Each dot is a state; its height means nothing."),
            here,
            nation,
        ),
        behind=_behind(context, [here, nation, *others]),
        shown=tuple(f.id for f in others),
    )


def _others(context: Context, here: Finding) -> list[Finding]:
    same = [f for f in context.found.findings if (f.measure, f.period.end) == ("ice_arrests_rate", here.period.end)]
    return [f for f in same if f.place not in (here.place, NATION)]


def _range(others: list[Finding]) -> str:
    low, high = min(others, key=lambda f: float(f.value)), max(others, key=lambda f: float(f.value))
    text = _("{others}: from {low} ({lowest}) to {high} ({highest}).")
    return text.format(
        others=headed(_label(others)),
        low=rate(float(low.value)),
        lowest=place_names.state(low.place_name),
        high=rate(float(high.value)),
        highest=place_names.state(high.place_name),
    )


def _label(others: list[Finding]) -> str:
    text = ngettext(
        "{number} other, of states and the District", "{number} others: states and the District", len(others)
    )
    return text.format(number=count(len(others)))


def _chart(context: Context, here: Finding, nation: Finding, others: list[Finding]) -> ShareChart:
    ordered = sorted(others, key=lambda f: float(f.value))
    named = {ordered[0].id, ordered[-1].id}
    swarm = tuple(
        Share(
            f"{place_names.state(f.place_name)} {rate(float(f.value))}" if f.id in named else "", float(f.value), "", ""
        )
        for f in ordered
    )
    rows = (
        Share(str(context.state_name), float(here.value), rate(float(here.value)), _counts(here), "place"),
        Share(headed(place_names.nation()), float(nation.value), rate(float(nation.value)), _counts(nation), "nation"),
    )
    top = ceil(max(float(f.value) for f in (here, nation, *others)))
    ticks = tuple(range(top + 1 + top % 2))
    return ShareChart(rows, "{}", swarm, _label(others), ticks)


def _counts(finding: Finding) -> str:
    return _("{number} arrests").format(number=count(finding.numerator or 0))


def _behind(context: Context, findings: list[Finding]) -> Table:
    """Every state in the order of the alphabet, after this one and the nation."""
    first, rest = findings[:2], sorted(findings[2:], key=lambda f: f.place_name)
    columns = (Column(_("Place")), Column(_("Rate"), True), Column(_("Arrests"), True), Column(_("Residents"), True))
    rows = tuple(_row(context, finding) for finding in [*first, *rest])  # their sources stand under the chart
    return Table("", _("The numbers behind the chart"), "", columns, rows, Said(""))


def _row(context: Context, finding: Finding) -> Row:
    name, own = headed(context.name(finding)), finding.place == context.place.state_fips
    role = "place" if own else "nation" if finding.place == NATION else "other"
    counts = [Cell(count(number or 0)) for number in (finding.numerator, finding.denominator)]
    value = rate(float(finding.value))
    mark = Share(name, float(finding.value), value, "", role)  # type: ignore[arg-type]
    cells = (Cell(name), Cell(value), *counts)
    return Row(cells, own, (finding.id,), mark)
