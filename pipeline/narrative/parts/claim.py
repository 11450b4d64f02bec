"""The first finding of page 1: what was found here, chosen by one rule for every place.

Two figures that dispute each other come first, at one size; else a share with counts, else a printed percentage, else
any local count, else whether and since when the program is active. Nothing in the rule asks whom a figure favours.
"""

from pipeline.findings.model import Finding
from pipeline.narrative.document.context import CONVICTED, Context
from pipeline.narrative.document.model import Figure, Lead
from pipeline.narrative.figures import chart_data, number_tables
from pipeline.narrative.language import place_names
from pipeline.narrative.language.locale import _, ngettext
from pipeline.narrative.language.numbers import (
    as_date,
    count,
    headed,
    of_counts,
    percent,
    quantity,
    sentence,
    spelled,
)
from pipeline.narrative.parts import program_end
from pipeline.narrative.parts.rollout import since
from pipeline.narrative.wording import caveats

EVEN = 50  # percent: half
NEVER = "9999"  # a figure without a date is earlier than none


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
    """One measure on one scale: the share without a conviction, and what the other's share with one leaves."""
    rest = context.found.finding(_rest_of(other))
    nation = context.beside(first)
    labels = {first.id: str(context.name(first)), rest.id: str(context.name(rest))}
    shares = percent(float(first.value), 0), percent(float(rest.value), 0)
    claim = _who_disagree(context, first, other, *shares)
    sub = _sentences(_the_rest(context, other, rest), _what_else(context, first, other), _nationwide(context, nation))
    return Lead(
        claim=context.refs.say(claim, first, other, rest),
        sub=context.refs.say(sub, first, other, rest, nation),
        figure=_figure(context, [first, rest, nation], labels, _apart(context, first, nation)),
        strong=shares,
    )


def _the_rest(context: Context, other: Finding, rest: Finding) -> str:
    """That one of the two shares is what a share with convictions leaves."""
    text = _("{who} put those with a conviction at {share}; {rest} is the rest")
    return text.format(
        who=headed(other.said_by or _("another source")), share=quantity(other), rest=percent(float(rest.value), 0)
    )


def _nationwide(context: Context, nation: Finding) -> str:
    return _("Nationwide it was {share} {until}").format(
        share=percent(float(nation.value), 0), until=context.until(nation)
    )


def _sentences(*parts: str) -> str:
    """The parts that say something, each as a sentence."""
    return " ".join(sentence(part) for part in parts if part)


def _who_disagree(context: Context, first: Finding, other: Finding, one: str, two: str) -> str:
    """Whose two figures differ, about how many deportations from where; "deportations" is the sources' own word."""
    known = {
        "total": count(first.denominator or 0),
        "place": context.name(first),
        "one": one,
        "two": two,
        "first": first.said_by,
        "other": other.said_by,
    }
    if not first.said_by or not other.said_by:
        text = _(
            "Of {total} deportations from {place}, {one} or {two} were of people with no criminal conviction: two sources "
            "disagree"
        )
        return text.format(**known)
    text = _(
        "Of {total} deportations from {place}, {one} or {two} were of people with no criminal conviction: {first} and "
        "{other} disagree"
    )
    return text.format(**known)


def _what_else(context: Context, first: Finding, other: Finding) -> str:
    """On which side the earlier figures credited to the same body stand, where they stand on one."""
    same = [f for f in context.local() if f.said_by == first.said_by and f.id != first.id]
    earlier = [f for f in same if _printed_by(context, f) < context.published(first)]
    agree = [f for f in earlier if (float(f.value) >= EVEN) == (float(first.value) >= EVEN)]
    if not agree or agree != earlier or float(first.value) < EVEN:
        return ""
    text = ngettext(
        "{number} earlier figure from the same statistics also puts it at half or more",
        "{number} earlier figures from the same statistics also put it at half or more",
        len(agree),
    ).format(number=spelled(len(agree)))
    lower = [f for f in context.local(doubtful=True) if float(f.value) < EVEN]
    if {f.id for f in lower} <= {_rest_of(other)}:  # "only" is said of every figure that the edition has
        only = _("only the one that {who} gave is under half").format(who=other.said_by or _("another source"))
        return _("{one}; {two}").format(one=text, two=only)
    return text


def _rest_of(other: Finding) -> str:
    """The id of the share without a conviction that a share with one leaves."""
    return f"{other.id.replace('removed_convicted', 'removed_nonconvicted')}.rest"


def _printed_by(context: Context, finding: Finding) -> str:
    """The last day on which a figure can have been printed, ISO; of one without a date it is not told."""
    published = context.published(finding)
    return as_date(published).isoformat() if published else NEVER


def _counted(context: Context, first: Finding) -> Lead:
    counts = _("{counts}, {until}").format(counts=of_counts(first), until=context.until(first))
    return _alone(context, first, percent(float(first.value), 0), counts)


def _printed(context: Context, first: Finding) -> Lead:
    printed = _("Printed without counts, so no interval can be given, {until}").format(until=context.until(first))
    return _alone(context, first, quantity(first), printed)


def _alone(context: Context, first: Finding, share: str, behind: str) -> Lead:
    """A share that nothing disputes: what is behind it, what is to be known of it, the nation's beside it."""
    nation, later = context.beside(first), context.later_counts(first)
    text = _("{share} of removals or returns from {place} were of people with no criminal conviction")
    latest = caveats.later_count(context, later)
    said = _sentences(behind, *caveats.beside(first), latest, _nationwide(context, nation))
    return Lead(
        claim=context.refs.say(text.format(share=share, place=context.name(first)), first),
        sub=context.refs.say(said, first, *later, nation),
        figure=_figure(context, [first, nation], {}, _apart(context, first, nation)),
        strong=(share,),
    )


def _count(context: Context, first: Finding) -> Lead:
    text = _("{number} removals or returns from {place} {until}")
    silent = _("How many of them had a conviction is not in our sources")
    number: str = quantity(first)
    if first.measure == "removed_convicted":
        number = count(int(first.value))
        text = _("{number} removals or returns of people with a conviction from {place} {until}, by the source’s count")
        silent = _("How many others were removed, it does not say")
    nation = context.nation()[0]
    said = text.format(number=number, place=context.name(first), until=context.until(first))
    elsewhere = _("Nationwide {share} of those removed {until} had no conviction").format(
        share=percent(float(nation.value), 0), until=context.until(nation)
    )
    return Lead(
        claim=context.refs.say(said, first),
        sub=context.refs.say(_sentences(silent, *caveats.of(first), elsewhere), first, nation),
        strong=(number,),
    )


def _rollout(context: Context) -> Lead:
    dates = [context.found.finding(f"rollout.activated.{county.fips}") for county in context.place.counties]
    active = [f for f in dates if f.measure == "activated_on"]
    if not active:
        return _not_active(context, dates)
    if program_end.over(context):
        return program_end.lead(context, dates)
    text = ngettext(
        "Secure Communities is active in {since}",
        "Secure Communities is active in {since}",
        len(dates),
    )
    silent = ngettext(
        "A firm count of removals from the county is not in our sources by {day}",
        "A firm count of removals from these counties is not in our sources by {day}",
        len(dates),
    ).format(day=context.day)
    parts = (silent, _not_yet([f.place_name for f in dates if f.measure == "not_active"]))
    claim = text.format(since=since(context, active))
    return Lead(
        context.refs.say(claim, *active),
        context.refs.say(_sentences(*parts), *dates),
        strong=tuple(str(place_names.county(f.place_name)) for f in active),
    )


def _not_yet(missing: list[str]) -> str:
    """Which of the counties are not active; "" where all are."""
    if not missing:
        return ""
    text = ngettext("{places} is not active", "{places} are not active", len(missing))
    return text.format(places=place_names.counties(missing))


def _not_active(context: Context, dates: list[Finding]) -> Lead:
    state = context.found.finding(f"rollout.active_counties.{context.place.state_fips}")
    nation = context.found.finding("rollout.active_counties.US")
    places = context.state_name if context.is_state else context.counties
    claim = ngettext(
        "{places} is not in Secure Communities on {day}", "{places} are not in Secure Communities on {day}", len(dates)
    ).format(places=places, day=context.day)
    text = _(
        "{counts} counties in {state} are, and {nation} in the nation. Where it is not active, no removals are counted"
    )
    if context.is_state:
        text = _("{nation} counties in the nation are. Where it is not active, no removals are counted")
    elif not state.numerator:
        text = _(
            "No county in {state} is, and {nation} in the nation are. Where it is not active, no removals are counted"
        )
    sub = text.format(counts=of_counts(state), state=context.state_name, nation=of_counts(nation))
    return Lead(
        context.refs.say(claim, *dates),
        context.refs.say(_sentences(sub), *([] if context.is_state else [state]), nation),
        strong=(str(places),),
    )


def _among(context: Context, others: list[Finding]) -> str:
    """How many other places the swarm has, and from where to where."""
    if not others:
        return ""
    low, high = min(others, key=lambda f: float(f.value)), max(others, key=lambda f: float(f.value))
    text = _("{others}: from {low} ({lowest}) to {high} ({highest}).")
    return text.format(
        others=headed(chart_data.others_label(others)),
        low=quantity(low),
        lowest=context.short_name(low),
        high=quantity(high),
        highest=context.short_name(high),
    )


def _figure(context: Context, rows: list[Finding], labels: dict[str, str], apart: str) -> Figure:
    others = [one for group in chart_data.elsewhere(context, rows) for one in group]
    said = [
        _("{label}: {share} without a conviction, {counts}").format(
            label=labels.get(f.id, context.name(f)), share=quantity(f), counts=of_counts(f)
        )
        for f in rows
    ]
    chance = _(
        "Bar: how far a share of so few could move by chance (95%); these are full counts, so it is no sampling error."
    )
    key = _("Filled: from printed counts. Open: a percentage without counts.")
    sample = _("Counties in the press are no sample.") if others else ""
    note = " ".join(filter(None, [key, chance if any(f.interval for f in rows) else "", apart, sample]))
    told = _("Share removed without a criminal conviction. {shares}.").format(shares=". ".join(said))
    return Figure(
        name="share",
        chart=chart_data.hero(context, rows, labels, others),
        headline=_("No criminal conviction, percent of removals or returns since activation"),
        subtitle="",
        alt=" ".join(filter(None, [told, _among(context, others)])),
        source=context.refs.say(note, *rows),
        behind=number_tables.shares(context, rows, {f.id: _with_whose(context, f, labels) for f in rows}),
        shown=tuple(f.id for f in others),
    )


def _with_whose(context: Context, finding: Finding, labels: dict[str, str]) -> str:
    """A row's name in the table behind the picture; whose figure it is, where two stand beside each other."""
    name = labels.get(finding.id, context.name(finding))
    return _("{place}: {who}").format(place=name, who=finding.said_by) if labels and finding.said_by else name


def _apart(context: Context, first: Finding, nation: Finding) -> str:
    """Why the nation's share is beside this one and not subtracted from it."""
    same = (first.sources[:1], first.period.end) == (nation.sources[:1], nation.period.end) and first.period.end
    if same and first.numerator is None:
        text = _(
            "Same source, same period; the nation includes {place}. Without the counts it cannot be said whether the two can "
            "be told apart."
        )
    elif same:
        text = _("Same source, same period; the nation includes {place}, so the two are not subtracted.")
    else:
        text = _("The nation includes {place}, so the two are not subtracted.")
    return text.format(place=context.bare_name(first))
