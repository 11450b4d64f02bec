"""The charts' words and numbers, taken from findings: what each chart is given to draw."""

from dataclasses import replace

from pipeline.charts.model import (
    MONTHS,
    DatedShare,
    Mark,
    NationMap,
    OwnCounty,
    PlacesChart,
    PlacesGroup,
    Role,
    RolloutChart,
    SeriesChart,
    SeriesLine,
    Share,
    ShareChart,
    StateMap,
)
from pipeline.findings.model import NATION, Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Figure
from pipeline.narrative.language import place_names
from pipeline.narrative.language.chains import chain
from pipeline.narrative.language.locale import NBSP, _, language, ngettext, unmarked
from pipeline.narrative.language.numbers import as_date, count, day, headed, month_of, of_counts, percent, quantity
from pipeline.narrative.parts import program_end


def share(context: Context, finding: Finding, label: str = "") -> Share:
    """A line of a chart: the share, its interval if it has counts, and its counts."""
    role: Role = "place" if context.is_here(finding) else "nation" if finding.place == NATION else "other"
    note = of_counts(finding)
    if finding.method.startswith("100 minus"):
        note = _("rest of {share}").format(share=percent(100 - float(finding.value), 0))
    name = _("{place} (disputed)") if finding.disputed_by else "{place}"
    return Share(
        label=unmarked(label) or name.format(place=context.short_name(finding)),
        percent=float(finding.value),
        value_text=_beside(finding),
        note_text=note,
        role=role,
        low=finding.interval.low if finding.interval else None,
        high=finding.interval.high if finding.interval else None,
        counted=finding.numerator is not None,
    )


def hero(context: Context, findings: list[Finding], labels: dict[str, str], others: list[Finding]) -> ShareChart:
    """This place's shares and the nation's beside them, each with whose figure it is; the others as a swarm."""
    rows = tuple(
        replace(
            share(context, f, headed(labels.get(f.id, context.name(f)))),
            value_text=at_mark(f),
            detail=whose(context, f),
        )
        for f in findings
    )
    return ShareChart(rows, _scale(), _swarm(context, others), others_label(others) if others else "")


def whose(context: Context, finding: Finding) -> str:
    """Whose figure it is: the body that gave it, else who printed it; of the nation's to what day it runs."""
    if finding.place == NATION:
        return headed(context.until(finding))
    return unmarked(headed(finding.said_by or chain(context.refs.source(finding.sources[0]).publisher)))


def others_label(others: list[Finding]) -> str:
    """How many other places have a share in our sources."""
    text = ngettext("{number} other county in our sources", "{number} other counties in our sources", len(others))
    return text.format(number=count(len(others)))


def _swarm(context: Context, others: list[Finding]) -> tuple[Share, ...]:
    """The other places as bare dots; only the lowest and the highest have words."""
    ordered = sorted(others, key=lambda f: float(f.value))
    ends = {f.id for f in (*ordered[:1], *ordered[-1:])}
    bare = ((f, replace(share(context, f), value_text="", note_text="", low=None, high=None)) for f in ordered)
    return tuple(
        replace(one, label=f"{context.short_name(f)} {percent(float(f.value), 0)}" if f.id in ends else "")
        for f, one in bare
    )


def places(context: Context, own: list[Finding], labels: dict[str, str]) -> PlacesChart:
    """This place's shares, the nation's, then those of all other counties, the highest first: an order, no ranking."""
    others = by_share(context, own)
    groups = (
        PlacesGroup("", tuple(_of_place(context, f, labels) for f in own if f.place != NATION)),
        PlacesGroup("", tuple(_of_place(context, f, labels) for f in own if f.place == NATION)),
        PlacesGroup(others_label(others), tuple(_of_place(context, f, {}) for f in others)),
    )
    reference = float(context.nation()[0].value)
    return PlacesChart(groups, _("Counts"), _("Data to"), reference, _scale())


def _of_place(context: Context, finding: Finding, labels: dict[str, str]) -> Share:
    """A line of the chart of places: an integer at the mark, whose figure it is where that is told apart, the month."""
    line = share(context, finding, labels.get(finding.id, ""))
    who = unmarked(finding.said_by) if context.is_here(finding) else ""
    told = "" if who in line.label else headed(who)  # where two disagree, the name has it already
    return replace(line, value_text=at_mark(finding), detail=told, date_text=_month(context, finding))


def _month(context: Context, finding: Finding) -> str:
    """To which month the counts run; with a star the month of printing, where our sources have no other."""
    month = month_of(context.ends(finding))
    return month if finding.period.end else f"{month}*"


def at_mark(finding: Finding) -> str:
    """A share as it stands at its mark: as printed where it came without counts, else a whole number."""
    return quantity(finding) if finding.numerator is None else percent(float(finding.value), 0)


def by_share(context: Context, own: list[Finding]) -> list[Finding]:
    """The shares of all other places, the highest first."""
    counted, printed = elsewhere(context, own)
    return sorted([*counted, *printed], key=lambda f: (-float(f.value), context.short_name(f)))


def elsewhere(context: Context, own: list[Finding]) -> tuple[list[Finding], list[Finding]]:
    """The shares of all other places: those with counts, and those printed without."""
    mine = {f.place for f in own}
    others = [f for f in map(context.found.finding, context.found.all_places) if f.place not in mine]
    return [f for f in others if f.numerator is not None], [f for f in others if f.numerator is None]


def series(context: Context, own: list[Finding], nation: list[Finding], labels: dict[str, str]) -> SeriesChart:
    """Shares at the day their counts run to; only the nation's, cumulative counts of one thing, are joined."""
    lines = [SeriesLine(unmarked(labels[f.id]), "place", (_dated(context, f),)) for f in own]
    points = tuple(_dated(context, f) for f in sorted(nation, key=context.ends))
    whole = SeriesLine(_("Nation"), "nation", points, joined=True)
    return SeriesChart((*lines, whole), _scale(), _months())


def rollout(context: Context, labels: list[tuple[str, str]], events: list[tuple[str, str]]) -> RolloutChart:
    """The nation's curve with the place's days and the turning points, each (ISO date, label)."""
    found = context.found
    total = context.found.finding("rollout.active_counties.US")
    return RolloutChart(
        points=tuple((as_date(on), number) for on, number in found.curve.points),
        end=as_date(found.curve.end),
        end_label=_("{number} counties\n{day}").format(number=count(int(total.value)), day=context.counted),
        places=tuple(Mark(as_date(on), label) for on, label in labels),
        events=tuple(Mark(as_date(on), unmarked(label)) for on, label in events),
        months=_months(),
    )


def state_map(context: Context) -> StateMap:
    """The state's counties, this place's named with their dates."""
    since = {county.fips: _since(context, county.fips) for county in context.place.counties}
    return StateMap(context.place.state_fips, frozenset(context.found.active.active), own_counties(context, since))


def own_counties(context: Context, told: dict[str, str]) -> tuple[OwnCounty, ...]:
    """The place's counties with what is told of each: named one by one, or many of which the same is told together."""
    names = {county.fips: county.name for county in context.place.counties}
    labels = {fips: f"{headed(place_names.county(name))}:\n{told[fips]}" for fips, name in names.items()}
    if len(names) > place_names.FEW:
        for text in dict.fromkeys(told.values()):
            first, *others = (fips for fips in names if told[fips] == text)
            alike = place_names.counties([names[fips] for fips in (first, *others)])
            labels |= {first: f"{headed(alike)}:\n{text}"} | dict.fromkeys(others, "")
    return tuple(OwnCounty(fips, label) for fips, label in labels.items())


def narrow(figure: Figure, gray: str) -> Figure:
    """A map of a state for a column of page 1, whose heading and sentence say what its headline would; `gray` is its key."""
    assert isinstance(figure.chart, StateMap)
    source = replace(figure.source, text="", refs=())  # where the shapes are from stands with the other maps
    others = figure.chart.active - {county.fips for county in figure.chart.own}
    key = gray if any(fips.startswith(figure.chart.state) for fips in others) else ""
    small = replace(figure.chart, narrow=True)
    return replace(figure, name=f"{figure.name}-small", headline="", subtitle=key, source=source, chart=small)


def nation_map(context: Context) -> NationMap:
    """The states, with this place."""
    active = frozenset(context.found.active.active)
    return NationMap(active, context.place.counties[0].fips, str(context.city))


def _scale() -> str:
    """How a chart's scale writes percents: "{}%"."""
    return language().percent.format(number="{}")


def _months() -> tuple[str, ...]:
    """Names of the months for a chart's scale of time, where English is even shorter than in tables."""
    return MONTHS if language().code == "en" else tuple(month.removesuffix(".") for month in language().short_months)


def _beside(finding: Finding) -> str:
    """The percentage beside a mark; "about" stands with the counts, where there are counts."""
    return percent(float(finding.value)) if finding.numerator is not None else quantity(finding)


def _since(context: Context, fips: str) -> str:
    finding = context.found.finding(f"rollout.activated.{fips}")
    if finding.measure == "not_active":
        return _("not active")
    text = _("activated\n{day}") if program_end.over(context) else _("active since\n{day}")
    return text.format(day=day(str(finding.value), short=True).replace(".", ""))


def _dated(context: Context, finding: Finding) -> DatedShare:
    interval = finding.interval
    text = quantity(finding).replace(" ", NBSP)
    low, high = (interval.low, interval.high) if interval else (None, None)
    return DatedShare(as_date(context.ends(finding)), float(finding.value), text, low, high)
