"""The first finding of page 1: what was found here, chosen by one rule for every place.

Two figures that dispute each other come first, at one size; else a share with counts, else a printed percentage, else
any local count, else whether and since when the program is active. Nothing in the rule asks whom a figure favours.
"""

from pipeline.findings.model import Finding
from pipeline.narrative import marks
from pipeline.narrative.context import CONVICTED, Context
from pipeline.narrative.measures import counted
from pipeline.narrative.page import Figure, Lead, LeadNumber, Said
from pipeline.narrative.words import NBSP, count, day, interval, listed, of_counts, percent, quantity

CHANCE = (
    "The interval shows how far a share from so few removals could move by chance; these are full counts, so it is not "
    "a sampling error."
)
SUBTITLE = "No criminal conviction, percent of removals or returns; bar: 95% interval; open circle: no counts"


def lead(context: Context) -> Lead:
    """The lead of a place."""
    shares = context.local()
    if shares:
        first = shares[0]
        other = _disputing(context, first)
        if other:
            return _disputed(context, first, other)
        return _counted(context, first) if first.numerator is not None else _printed(context, first)
    counts = [f for measure in ("removed", "removed_convicted") for f in context.local(measure)]
    return _count(context, counts[0]) if counts else _rollout(context)


def _disputing(context: Context, first: Finding) -> Finding | None:
    """The printed share of people with convictions that disputes the first figure, if there is one."""
    others = (context.found.finding(id) for id in first.disputed_by)
    return next((f for f in others if f.measure == CONVICTED and not f.doubtful), None)


def _disputed(context: Context, first: Finding, other: Finding) -> Lead:
    refs, total = context.refs, count(first.denominator or 0)
    rest = context.found.finding(f"{other.id.replace('removed_convicted', 'removed_nonconvicted')}.rest")
    most = float(first.value) > 50 and float(other.value) > 50
    how = ("one finds most without a conviction, the other most with one" if most
           else "one counts people without a conviction, the other people with one")  # fmt: skip
    nation = context.beside(first)
    labels = {first.id: f"{_short(context, first)}", rest.id: f"{_short(context, rest)}"}
    return Lead(
        claim=refs.say(f"Two figures for the same {total} removals or returns disagree: {how}", first, other),
        numbers=(
            LeadNumber(percent(float(first.value), 0), refs.say(
                f"had no criminal conviction: {of_counts(first)} removals or returns since activation "
                f"({context.refs.short(first.sources[0])})", first)),
            LeadNumber(quantity(other), refs.say(
                f"had convictions, of the same {total}, {other.said_by or 'another source'} said "
                f"({context.refs.short(other.sources[0])}); "
                f"{percent(float(rest.value), 0)} is the rest", other, rest)),
        ),
        note="Neither gives the date of its data, and nothing in our sources settles which is right."
        if not first.period.end else "Nothing in our sources settles which is right.",
        figure=_figure(context, [first, rest, nation], labels, _apart(context, first, nation)),
    )  # fmt: skip


def _counted(context: Context, first: Finding) -> Lead:
    nation = context.beside(first)
    text = (
        f"{percent(float(first.value))} of removals or returns from {context.name(first)} {context.until(first)} were of "
        f"people with no criminal conviction: {of_counts(first)}"
    )
    note = f"95% interval: {interval(first)}%" if first.interval else ""
    figure = _figure(context, [first, nation], {}, _apart(context, first, nation))
    return Lead(context.refs.say(text, first), (LeadNumber(percent(float(first.value)), Said("")),), note, figure)


def _printed(context: Context, first: Finding) -> Lead:
    nation = context.beside(first)
    text = (
        f"{quantity(first)} of removals or returns from {context.name(first)} {context.until(first)} were of people "
        "with no criminal conviction"
    )
    note = ". ".join(filter(None, ["printed without counts, so no interval can be given", first.note]))
    figure = _figure(context, [first, nation], {}, _apart(context, first, nation))
    return Lead(context.refs.say(text, first), (LeadNumber(quantity(first), Said("")),), note, figure)


def _count(context: Context, first: Finding) -> Lead:
    text = (
        f"{count(int(first.value))} {_people(first)} from {context.name(first)} {context.until(first)}, by the source’s "
        "count; how many others were removed, it does not say"
        if first.measure != "removed"
        else f"{quantity(first)} removals or returns from {context.name(first)} {context.until(first)}"
    )
    note = "a count, so no share can be given"
    return Lead(context.refs.say(text, first), (LeadNumber(quantity(first), Said("")),), note)


def _people(finding: Finding) -> str:
    _, _, part = counted(finding.measure).partition(", ")
    return f"removals or returns of people {part}"


def _rollout(context: Context) -> Lead:
    dates = [context.found.finding(f"rollout.activated.{county.fips}") for county in context.place.counties]
    state = context.found.finding(f"rollout.active_counties.{context.place.state_fips}")
    active = [f for f in dates if f.measure == "activated_on"]
    where = f"{count(state.numerator or 0)} of {count(state.denominator or 0)} counties in {context.place.state_name}"
    if not active:
        verb = "is" if len(dates) == 1 else "are"
        text = f"{context.counties} {verb} not active in Secure Communities on {context.day}; {where} are"
        return Lead(context.refs.say(text, *dates, state), (LeadNumber("Not active", Said(""), words=True),), "")
    since = listed([f"{f.place_name} since {day(str(f.value))}" for f in active])
    which = "the county" if len(dates) == 1 else "these counties"
    text = f"Secure Communities is active in {since}, but no figure for {which} is in print in our sources by {context.day}"
    number = LeadNumber(day(str(active[0].value)), Said(""), words=True)
    return Lead(context.refs.say(text, *active), (number,), f"{active[0].place_name}: first active day")


def _figure(context: Context, rows: list[Finding], labels: dict[str, str], apart: str) -> Figure:
    said = [f"{labels.get(f.id, context.name(f))}: {quantity(f)} without a conviction, {of_counts(f)}" for f in rows]
    note = f"{apart} {CHANCE}" if any(f.interval for f in rows) else apart
    return Figure(
        name="share", chart=marks.hero(context, rows, labels), headline="", subtitle=SUBTITLE,
        alt=f"Share removed without a criminal conviction. {'. '.join(said)}.", source=context.refs.say(note, *rows),
    )  # fmt: skip


def _apart(context: Context, first: Finding, nation: Finding) -> str:
    """Why the nation's share is beside this one and not subtracted from it."""
    includes = f"the nation includes {context.name(first).removesuffix(' County')}"
    same = (first.sources[:1], first.period.end) == (nation.sources[:1], nation.period.end) and first.period.end
    if same and first.numerator is None:
        return (f"Same source, same period; {includes}. Without the counts it cannot be said whether the two can be told "
                "apart.")  # fmt: skip
    if same:
        return f"Same source, same period; {includes}, so the two are not subtracted."
    return f"Nation {context.until(nation)}; {includes}, so the two are not subtracted."


def _short(context: Context, finding: Finding) -> str:
    """A label for one of two disputing figures: the place and who gives the figure."""
    place = context.name(finding).removesuffix(" County")
    publisher = context.refs.source(finding.sources[0]).publisher.split(",")[0]
    return f"{place}: {finding.said_by or publisher}".replace(" ", NBSP)
