"""Part 5: rollout; the curve of the nation with this place's day, the maps of state and nation."""

from pipeline.findings.model import Event, Finding
from pipeline.narrative import marks
from pipeline.narrative.context import Context
from pipeline.narrative.page import Figure, Pair, Passage, Said, Section
from pipeline.narrative.words import as_date, count, day, listed, plural

SHAPES = "County shapes: US Census Bureau 2017 (us-atlas 3.0.1)."
EVENTS = 3  # turning points the curve has room to name
REFERENCE = (
    "ICE’s list of activated jurisdictions in a later compilation: reference data, printed after this edition’s day but "
    "describing days before it."
)


def section(context: Context) -> Section:
    """The curve, the two maps and what they leave unsaid."""
    return Section(
        "rollout", _headline(context),
        (_curve(context), Pair(_state_map(context), _nation_map(context)), *_leaving(context)),
    )  # fmt: skip


def _own(context: Context) -> list[Finding]:
    return [context.found.finding(f"rollout.activated.{county.fips}") for county in context.place.counties]


def _active(context: Context, place: str) -> tuple[int, int, Finding]:
    finding = context.found.finding(f"rollout.active_counties.{place}")
    return finding.numerator or 0, finding.denominator or 0, finding


def _headline(context: Context) -> Said:
    nation, _, us = _active(context, "US")
    active, total, state = _active(context, context.place.state_fips)
    where = context.place.state_name
    here = {0: f"in {where} in none", 1: f"in {where} it is active in one", total: f"in {where} in all {count(total)}"}
    words = here.get(active, f"in {where} {count(active)} of {count(total)}")
    return context.refs.say(f"By {context.day} the program had reached {count(nation)} counties; {words}", us, state)


def _curve(context: Context) -> Figure:
    own, found = _own(context), context.found
    labels = [
        (str(f.value), f"{day(str(f.value))}\n{f.place_name}: active") for f in own if f.measure == "activated_on"
    ]
    events = _events(context)
    us = found.finding("rollout.active_counties.US")
    refs = context.refs.numbers(*us.sources, *(event.source for event in events))
    note = "A county counts from the day of its activation." + _jurisdictions(context)
    note += "".join(f" {f.place_name}: {caveat}" for f in own for caveat in f.caveats)
    return Figure(
        name="rollout",
        chart=marks.rollout(context, labels, [(e.date, f"{_short_day(e)}: {e.label}") for e in events]),
        headline=_curve_headline(context, own),
        subtitle=f"Counties active in Secure Communities, {day(us.period.start)} to {context.day}",
        alt=_curve_alt(context, own, events), source=Said(
            f"{REFERENCE} Events as reported on the days named.", tuple(f.id for f in [*own, us]), refs),
        note=note,
    )  # fmt: skip


def _events(context: Context) -> list[Event]:
    """The latest turning points worth a label: of states and of the nation, this place's state first."""
    named = [e for e in context.found.events if len(e.place) == 2 and e.date > "2009" and "Restoring" not in e.label]
    return named[-EVENTS - 1 :]


def _short_day(event: Event) -> str:
    return day(event.date, short=True).rsplit(",", 1)[0]


def _jurisdictions(context: Context) -> str:
    given = context.found.of("US", "active_jurisdictions")
    if not given:
        return ""
    us = context.found.finding("rollout.active_counties.US")
    return (
        f" ICE counted {count(int(given[0].value))} jurisdictions by {day(given[0].period.end)}: its count includes some "
        f"that are not counties; this table has {count(int(us.value))} counties on {context.day}."
    )


def _curve_headline(context: Context, own: list[Finding]) -> str:
    active = [f for f in own if f.measure == "activated_on"]
    missing = [f for f in own if f.measure == "not_active"]
    if not active:
        return f"{listed([f.place_name for f in missing])} {'is' if len(missing) == 1 else 'are'} not among them"
    parts = [f"{f.place_name} {_after(f)}" for f in active]
    parts += [f"{f.place_name} is not active" for f in missing]
    return "; ".join(parts)


def _after(finding: Finding) -> str:
    days = (as_date(str(finding.value)) - as_date(finding.period.start)).days
    return (
        "was among the first counties" if days == 0 else f"joined {plural(days, 'day', 'days')} after the first county"
    )


def _curve_alt(context: Context, own: list[Finding], events: list[Event]) -> str:
    points = context.found.curve.points
    said = [f"{f.place_name} active on {day(str(f.value))}" for f in own if f.measure == "activated_on"]
    said += [f"{f.place_name} not active" for f in own if f.measure == "not_active"]
    said += [f"{day(e.date)}, {e.label}" for e in events]
    return (
        f"A curve of active counties that rises from {count(points[0][1])} on {day(points[0][0])} to "
        f"{count(points[-1][1])} on {context.day}. {'; '.join(said)}."
    )


def _state_map(context: Context) -> Figure:
    active, total, state = _active(context, context.place.state_fips)
    own = _own(context)
    gray = "" if active == sum(f.measure == "activated_on" for f in own) else "Gray: active. "
    said = [f"{f.place_name} {'is active' if f.measure == 'activated_on' else 'is not active'}" for f in own]
    name = context.place.state_name
    return Figure(
        name="state-map", chart=marks.state_map(context),
        headline=f"{count(active)} of {plural(total, 'county', 'counties')} in {name}",
        subtitle=f"{gray}Light: not active on {context.day}. Color: {context.counties}",
        alt=f"Map of {name}: {count(active)} of {count(total)} counties are active; {' and '.join(said)}.",
        source=context.refs.say(SHAPES, state),
    )  # fmt: skip


def _nation_map(context: Context) -> Figure:
    active, total, us = _active(context, "US")
    return Figure(
        name="nation-map", chart=marks.nation_map(context),
        headline=f"{count(active)} of {count(total)} counties in the nation",
        subtitle=f"Gray: active on {context.day}. Light: not active",
        alt=f"Map of the contiguous United States with the {count(active)} active counties in gray; "
        f"{context.place.city} is marked.",
        source=context.refs.say(SHAPES, us), note=_not_drawn(context),
    )  # fmt: skip


def _not_drawn(context: Context) -> str:
    active, counties = context.found.active.active, context.found.active.state_counties
    parts = []
    for fips, name in (("02", "Alaska"), ("15", "Hawaii")):
        number = sum(code.startswith(fips) for code in active)
        parts.append(f"{name} ({count(number) if number else 'none'} of {count(counties[fips])} active)")
    return f"Not drawn: {listed(parts)}."


def _leaving(context: Context) -> tuple[Passage, ...]:
    """What was said on whether a place may leave, from the claims of both dates."""
    claims = [claim for claim in context.found.claims if claim.topic == "governance" and claim.side == "program"]
    if not claims:
        return ()
    said = tuple(
        Said(
            f"{claim.statement} ({context.refs.short(claim.source)}).", (claim.id,), context.refs.numbers(claim.source)
        )
        for claim in sorted(claims, key=lambda claim: context.refs.source(claim.source).published_on)
    )
    return (Passage("What ICE has said on whether a place may leave", said),)
