"""Where and since when the program runs: the curve of the nation with this place's day, the maps of state and nation."""

from dataclasses import replace

from pipeline.charts.geography import MERGED_INTO
from pipeline.charts.model import RolloutChart
from pipeline.findings.model import Event, Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Figure, Said
from pipeline.narrative.figures import chart_data, number_tables
from pipeline.narrative.language import place_names
from pipeline.narrative.language.locale import _, ngettext
from pipeline.narrative.language.numbers import as_date, count, day, day_of_year, extent, headed, listed
from pipeline.narrative.language.phrase import Phrase
from pipeline.narrative.parts import program_end
from pipeline.narrative.wording import caveats

EVENTS = 3  # turning points the curve has room to name


def curve_if_new(context: Context) -> tuple[Figure, ...]:
    """The curve, unless page 1 has it: where no share of the place carries its claim."""
    if not context.local():
        return ()
    figure = curve(context)
    assert isinstance(figure.chart, RolloutChart)
    return (replace(figure, chart=replace(figure.chart, low=True), source=replace(figure.source, text=_brief())),)


def since(context: Context, active: list[Finding]) -> str:
    """Counties with their first active days: "Fulton County since October 27, 2009 and ..."."""
    said = [_("{county} since {day}").format(county=where, day=day(on)) for on, where in by_day(active)]
    return listed(said) if said else ""


def by_day(active: list[Finding]) -> list[tuple[str, Phrase]]:
    """The days (ISO) on which counties became active, each with its counties as one name."""
    days = dict.fromkeys(str(f.value) for f in active)
    return [(on, place_names.counties([f.place_name for f in active if f.value == on])) for on in days]


def _own(context: Context) -> list[Finding]:
    return [context.found.finding(f"rollout.activated.{county.fips}") for county in context.place.counties]


def _active(context: Context, place: str) -> tuple[int, int, Finding]:
    finding = context.found.finding(f"rollout.active_counties.{place}")
    return finding.numerator or 0, finding.denominator or 0, finding


def headline(context: Context) -> Said:
    """How far the program has come in the nation and in the state."""
    nation, _whole, us = _active(context, "US")
    active, total, state = _active(context, context.place.state_fips)
    if program_end.over(context):
        return program_end.rollout_headline(context, us, state)
    text = _("{nation} counties by {day}; in {state} {part} of {whole}")
    if context.is_state:
        text = _("{nation} counties by {day}, {state} among them")
        if not active:
            text = _("{nation} counties by {day}, but not {state}")
    elif active == total:
        text = _("{nation} counties by {day}; in {state} all {whole}")
    elif active == 1:
        text = _("{nation} counties by {day}; in {state} one")
    elif active == 0:
        text = _("{nation} counties by {day}; in {state} none")
    said = text.format(
        day=context.day, nation=count(nation), state=context.state_name, part=count(active), whole=count(total)
    )
    return context.refs.say(said, us, state)


def curve(context: Context) -> Figure:
    """The nation's active counties by day, with this place's day and the turning points."""
    own, found = _own(context), context.found
    labels = [
        (on, _("{day}\n{county}: active").format(day=day(on), county=where))
        for on, where in by_day([f for f in own if f.measure == "activated_on"])
    ]
    events = _events(context)
    us = found.finding("rollout.active_counties.US")
    given = jurisdictions(context)
    refs = tuple(dict.fromkeys((*context.refs.numbers(*us.sources, *(e.source for e in events)), *given.refs)))
    note = " ".join(filter(None, [_("A county counts from the day of its activation."), given.text]))
    note += "".join(f" {context.name(f)}: {said}" for f in own for said in caveats.of(f))
    reference = program_end.reference(context) or _(
        "ICE’s list of activated jurisdictions in a later compilation: reference data, printed after this edition’s day but "
        "describing days before it. Events as reported on the days named."
    )
    return Figure(
        name="rollout",
        chart=chart_data.rollout(context, labels, [(e.date, f"{day_of_year(e.date)}: {e.label}") for e in events]),
        headline=_curve_headline(context, own),
        subtitle=_("Counties active in Secure Communities, {first} to {last}").format(
            first=day(us.period.start), last=context.counted
        ),
        alt=_curve_alt(context, own, events),
        source=Said(
            reference, (*(f.id for f in [*own, us]), *(e.id for e in events), found.curve.id, *given.findings), refs
        ),
        note=note,
        behind=number_tables.rollout(context, _named(context, own, events)),
    )


def low_curve(context: Context) -> Figure:
    """The same for page 1, where the claim above it says what it finds: lower, its words few."""
    figure = curve(context)
    assert isinstance(figure.chart, RolloutChart)
    chart, source = replace(figure.chart, low=True), replace(figure.source, text=_brief())
    return replace(figure, chart=chart, headline=figure.subtitle, subtitle="", source=source, note="")


def _brief() -> str:
    return _("ICE’s list of activations, in a later compilation; events as reported on the days named.")


def _named(context: Context, own: list[Finding], events: list[Event]) -> list[tuple[str, str]]:
    """The days that the curve names, ISO, each with what happened."""
    here = [
        (str(f.value), _("{county} becomes active").format(county=context.name(f)))
        for f in own
        if f.measure == "activated_on"
    ]
    return [*here, *((event.date, event.label) for event in events)]


def _events(context: Context) -> list[Event]:
    """The latest turning points worth a label: of states and of the nation, this place's state first."""
    last = context.found.active.day
    named = [e for e in context.found.events if len(e.place) == 2 and "2009" < e.date <= last and e.turn != "a report"]
    return named[-EVENTS - 1 :]


def jurisdictions(context: Context) -> Said:
    """ICE's own count beside the list's for the same day, and why they differ; nothing where ICE gave none."""
    given = context.found.of("US", "active_jurisdictions")
    then = context.found.of("US", "active_counties_then")
    if not given or not then:
        return Said("")
    text = _(
        "ICE counted {jurisdictions} jurisdictions by {day}; the list of activations, which is of counties, has {counties} "
        "by then."
    ).format(jurisdictions=count(int(given[0].value)), day=day(given[0].period.end), counties=count(int(then[0].value)))
    return context.refs.say(text, given[0], then[0])


def _curve_headline(context: Context, own: list[Finding]) -> str:
    active = [f for f in own if f.measure == "activated_on"]
    missing = [f for f in own if f.measure == "not_active"]
    if not active:
        text = ngettext("{places} is not among them", "{places} are not among them", len(missing))
        return text.format(places=place_names.counties([f.place_name for f in missing]))
    parts = [_after(next(f for f in active if f.value == on), where) for on, where in by_day(active)]
    if missing:
        text = ngettext("{places} is not active", "{places} are not active", len(missing))
        parts.append(text.format(places=place_names.counties([f.place_name for f in missing])))
    return headed("; ".join(parts))


def _after(finding: Finding, counties: Phrase) -> str:
    """When the counties that came with one finding's day came."""
    days = (as_date(str(finding.value)) - as_date(finding.period.start)).days
    if days == 0:
        return _("{county}: among the first counties").format(county=counties)
    return ngettext(
        "{county} joined {number} day after the first county",
        "{county} joined {number} days after the first county",
        days,
    ).format(county=counties, number=count(days))


def _curve_alt(context: Context, own: list[Finding], events: list[Event]) -> str:
    points = context.found.curve.points
    said = [
        _("{county} active on {day}").format(county=context.name(f), day=day(str(f.value)))
        if f.measure == "activated_on"
        else _("{county} not active").format(county=context.name(f))
        for f in sorted(own, key=lambda f: f.measure == "not_active")
    ]
    said += [f"{day(e.date)}, {e.label}" for e in events]
    return _("A curve of active counties that rises from {low} on {first} to {high} on {last}. {events}.").format(
        low=count(points[0][1]),
        first=day(points[0][0]),
        high=count(points[-1][1]),
        last=context.counted,
        events="; ".join(said),
    )


def state_map(context: Context) -> Figure:
    """The state with its active counties, and this place's own."""
    active, total, state = _active(context, context.place.state_fips)
    own = _own(context)
    subtitle = _("Light: not active on {day}. Color: {places}")
    if active > sum(f.measure == "activated_on" for f in own):
        subtitle = _("Gray: active. Light: not active on {day}. Color: {places}")
    if active == total:
        subtitle = _("Gray: active on {day}, as all are. Color: {places}") if total > len(own) else _("Color: {places}")
    active_then = program_end.was_active(context) or _("{county} is active")
    said = [
        (active_then if f.measure == "activated_on" else _("{county} is not active")).format(county=context.name(f))
        for f in own
    ]
    known = {"part": count(active), "whole": count(total), "state": context.state_name}
    headline, pictured = _how_many(context, active, total)
    return Figure(
        name="state-map",
        chart=chart_data.state_map(context),
        headline=headed(headline.format(**known)),
        subtitle=subtitle.format(day=context.counted, places=context.counties),
        alt=pictured.format(counties=listed(said), **known),
        source=context.refs.say(_shapes(), state, *own),
        note=_merged(context),
        behind=number_tables.state_map(context),
    )


def _how_many(context: Context, active: int, total: int) -> tuple[str, str]:
    """The headline of a state's map and what its picture shows: all, one, none or some of the counties, or the state."""
    if context.is_state:
        ended = program_end.was_active(context).format(county=context.state_name) if active else ""
        running = _("{state} is active") if active else _("{state} is not active")
        return ended or running, _("Map of {state}: {counties}.")
    headlines = {
        "none": _("None of the {whole} counties in {state}"),
        "one": _("One of {whole} counties in {state}"),
        "some": _("{part} of {whole} counties in {state}"),
        "all": _("All {whole} counties in {state}"),
    }
    pictured = {
        "none": _("Map of {state}: no county is active; {counties}."),
        "one": _("Map of {state}: one of {whole} counties is active; {counties}."),
        "some": _("Map of {state}: {part} of {whole} counties are active; {counties}."),
        "all": _("Map of {state}: all {whole} counties are active; {counties}."),
    }
    there = extent(active, total)
    return headlines[there], pictured[there]


def _merged(context: Context) -> str:
    """That a city of the list has become a town of a county, in which the map has a dot for it."""
    told = _("{city} is listed by itself; it is now a town in {county}, where the map has a dot for it.")
    known = context.found.active.names
    gone = [county for county in context.place.counties if county.fips in MERGED_INTO]
    said = [
        told.format(city=place_names.county(county.name), county=place_names.county(known[MERGED_INTO[county.fips]]))
        for county in gone
    ]
    return " ".join(said)


def nation_map(context: Context) -> Figure:
    """The nation's active counties, with this place."""
    active, total, us = _active(context, "US")
    said = context.refs.say(_shapes(), us)
    legend, headline = _("Gray: active on {day}. Light: not active"), _("{part} of {whole} counties in the nation")
    if active == total:
        legend, headline = _("Gray: active on {day}, as all are"), _("All {whole} counties in the nation")
    return Figure(
        name="nation-map",
        chart=chart_data.nation_map(context),
        headline=headline.format(part=count(active), whole=count(total)),
        subtitle=legend.format(day=context.counted),
        alt=_("Map of the United States with the {number} active counties in gray; {city} is marked.").format(
            number=count(active), city=context.city
        ),
        source=replace(said, findings=(*said.findings, context.found.active.id)),
        note=_("Alaska and Hawaii are drawn at scales of their own."),
        behind=number_tables.nation_map(context),
    )


def _shapes() -> str:
    return _("County shapes: US Census Bureau 2017 (us-atlas 3.0.1).")
