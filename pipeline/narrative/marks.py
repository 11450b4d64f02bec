"""The charts' words and numbers, taken from findings: what each chart is given to draw."""

from pipeline.charts.model import (
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
from pipeline.narrative.context import Context
from pipeline.narrative.words import NBSP, as_date, count, day, month_of, of_counts, percent, quantity


def share(context: Context, finding: Finding, label: str = "", dated: bool = False) -> Share:
    """A line of a chart: the share, its interval if it has counts, and its counts (or the month its data run to)."""
    role: Role = "place" if context.is_here(finding) else "nation" if finding.place == NATION else "other"
    note = month_of(context.ends(finding)) if dated else of_counts(finding)
    if finding.method.startswith("100 minus"):
        note = f"rest of {percent(100 - float(finding.value), 0)}"
    mark = "*" if finding.disputed_by else ""
    return Share(
        label=label or f"{context.short_name(finding)}{mark}", percent=float(finding.value), value_text=_beside(finding),
        note_text=note, role=role, low=finding.interval.low if finding.interval else None,
        high=finding.interval.high if finding.interval else None, counted=finding.numerator is not None,
    )  # fmt: skip


def hero(context: Context, findings: list[Finding], labels: dict[str, str]) -> ShareChart:
    """This place's shares and the nation's beside them."""
    return ShareChart(tuple(share(context, f, labels.get(f.id, context.name(f))) for f in findings))


def places(context: Context, own: list[Finding], own_heading: str, labels: dict[str, str]) -> PlacesChart:
    """All counties with figures: counts to the left, bare percentages to the right; the nation's share as reference."""
    mine = {f.place for f in own}
    others = [context.found.finding(id) for id in context.found.all_places]
    counted = [f for f in others if f.numerator is not None and f.place not in mine]
    printed = [f for f in others if f.numerator is None and f.place not in mine]
    left = (
        PlacesGroup(own_heading, tuple(share(context, f, labels.get(f.id, "")) for f in own)),
        PlacesGroup("Other counties, with counts", tuple(share(context, f) for f in counted)),
    )
    heading = "Other counties, percentage printed without counts"
    right = (PlacesGroup(heading, tuple(share(context, f, dated=True) for f in printed)),)
    return PlacesChart(left, right, "Counts", "Data to", float(context.nation()[0].value))


def series(context: Context, own: list[Finding], nation: list[Finding], labels: dict[str, str]) -> SeriesChart:
    """Shares at the day their counts run to; only the nation's, cumulative counts of one thing, are joined."""
    lines = [SeriesLine(labels[f.id], "place", (_dated(context, f),)) for f in own]
    points = tuple(_dated(context, f) for f in sorted(nation, key=context.ends))
    return SeriesChart((*lines, SeriesLine("Nation", "nation", points, joined=True)))


def rollout(context: Context, labels: list[tuple[str, str]], events: list[tuple[str, str]]) -> RolloutChart:
    """The nation's curve with the place's days and the turning points, each (ISO date, label)."""
    found = context.found
    total = context.found.finding("rollout.active_counties.US")
    return RolloutChart(
        points=tuple((as_date(on), number) for on, number in found.curve.points), end=as_date(found.curve.end),
        end_label=f"{count(int(total.value))} counties\n{context.day}",
        places=tuple(Mark(as_date(on), label) for on, label in labels),
        events=tuple(Mark(as_date(on), label) for on, label in events),
    )  # fmt: skip


def state_map(context: Context) -> StateMap:
    """The state's counties, this place's named with their dates."""
    active = frozenset(context.found.active.active)
    own = tuple(
        OwnCounty(county.fips, f"{county.name}:\n{_since(context, county.fips)}") for county in context.place.counties
    )
    return StateMap(context.place.state_fips, active, own)


def nation_map(context: Context) -> NationMap:
    """The contiguous states, with this place."""
    active = frozenset(context.found.active.active)
    return NationMap(active, context.place.counties[0].fips, context.place.city)


def _beside(finding: Finding) -> str:
    """The percentage beside a mark; "about" stands with the counts, where there are counts."""
    return percent(float(finding.value)) if finding.numerator is not None else quantity(finding)


def _since(context: Context, fips: str) -> str:
    finding = context.found.finding(f"rollout.activated.{fips}")
    if finding.measure == "not_active":
        return "not active"
    return f"active since\n{day(str(finding.value), short=True).replace('.', '')}"


def _dated(context: Context, finding: Finding) -> DatedShare:
    interval = finding.interval
    text = quantity(finding).replace(" ", NBSP)
    low, high = (interval.low, interval.high) if interval else (None, None)
    return DatedShare(as_date(context.ends(finding)), float(finding.value), text, low, high)
