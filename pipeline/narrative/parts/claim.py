"""The first finding of page 1: what was found here, chosen by one rule for every place.

Two figures that dispute each other come first, at one size; else a share with counts, else a printed percentage, else
any local count, else whether and since when the program is active. Nothing in the rule asks whom a figure favours.
"""

from pipeline.findings.composition import UNDATED
from pipeline.findings.model import Finding
from pipeline.narrative.document.context import CONVICTED, Context
from pipeline.narrative.document.model import Figure, Lead, LeadNumber, Said
from pipeline.narrative.figures import chart_data, number_tables
from pipeline.narrative.language import place_names
from pipeline.narrative.language.locale import NBSP, _, in_english, ngettext
from pipeline.narrative.language.numbers import (
    as_date,
    count,
    day,
    headed,
    interval,
    of_counts,
    percent,
    quantity,
    sentence,
    spelled,
)
from pipeline.narrative.parts import program_end
from pipeline.narrative.parts.rollout import by_day, since
from pipeline.narrative.wording import caveats

EVEN = 50  # percent: half


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
    nation = context.beside(first)
    labels = {first.id: f"{_short(context, first)}", rest.id: f"{_short(context, rest)}"}
    return Lead(
        claim=refs.say(_who_disagree(context, first, other), first, other),
        numbers=(
            LeadNumber(
                percent(float(first.value), 0),
                refs.say(
                    _("had no criminal conviction: {counts} removals or returns since activation ({source})").format(
                        counts=of_counts(first), source=refs.short(first.sources[0])
                    ),
                    first,
                ),
            ),
            LeadNumber(
                quantity(other),
                refs.say(
                    _("had convictions, of the same {total}, {who} said ({source}); {share} is the rest").format(
                        total=total,
                        who=other.said_by or _("another source"),
                        source=refs.short(other.sources[0]),
                        share=percent(float(rest.value), 0),
                    ),
                    other,
                    rest,
                ),
            ),
        ),
        note=_what_else(context, first, other),
        figure=_figure(context, [first, rest, nation], labels, _apart(context, first, nation)),
    )


def _sentences(*parts: str) -> str:
    """The parts that say something, each as a sentence."""
    return " ".join(sentence(part) for part in parts if part)


def _who_disagree(context: Context, first: Finding, other: Finding) -> str:
    """Whose two figures differ, about how many deportations from where; "deportations" is the sources' own word."""
    known = {
        "total": count(first.denominator or 0),
        "place": context.name(first),
        "other": other.said_by or _("another source"),
    }
    if not first.said_by:
        return _("Two figures for the same {total} deportations from {place} disagree").format(**known)
    text = _("{one}, as the {printer} reported them, and {other} disagree about {total} deportations from {place}")
    printer = in_english(context.refs.source(first.sources[0]).publisher.split(",")[0])
    return text.format(one=headed(first.said_by), printer=printer, **known)


def _what_else(context: Context, first: Finding, other: Finding) -> str:
    """On which side the other figures credited to the same body stand, and that the sources lack a date."""
    same = [f for f in context.local() if f.said_by == first.said_by and f.id != first.id]
    earlier = [f for f in same if _printed_by(context, f) < context.published(first)]
    agree = [f for f in earlier if (float(f.value) >= EVEN) == (float(first.value) >= EVEN)]
    notes = []
    if agree and agree == earlier and float(first.value) >= EVEN:
        text = ngettext(
            "{number} earlier figure from the same statistics also puts it at half or more; only the one that {who} gave "
            "is lower.",
            "{number} earlier figures from the same statistics also put it at half or more; only the one that {who} gave "
            "is lower.",
            len(agree),
        )
        notes.append(text.format(number=spelled(len(agree)), who=other.said_by or _("another source")))
    if not first.period.end and not other.period.end:
        notes.append(_("To what day either counts is not in our sources."))
    return " ".join(notes)


def _printed_by(context: Context, finding: Finding) -> str:
    """The last day on which a figure can have been printed, ISO; of one without a date it is not told."""
    published = context.published(finding)
    return as_date(published).isoformat() if published else UNDATED


def _counted(context: Context, first: Finding) -> Lead:
    nation = context.beside(first)
    text = _(
        "{share} of removals or returns from {place} {until} were of people with no criminal conviction: {counts}"
    ).format(
        share=percent(float(first.value)),
        place=context.name(first),
        until=context.until(first),
        counts=of_counts(first),
    )
    chance = _("95% interval: {interval}%").format(interval=interval(first)) if first.interval else ""
    note = _sentences(chance, *caveats.beside(first))
    figure = _figure(context, [first, nation], {}, _apart(context, first, nation))
    return Lead(
        context.refs.say(text, first), (LeadNumber(percent(float(first.value)), Said("", (first.id,))),), note, figure
    )


def _printed(context: Context, first: Finding) -> Lead:
    nation = context.beside(first)
    text = _("{share} of removals or returns from {place} {until} were of people with no criminal conviction").format(
        share=quantity(first), place=context.name(first), until=context.until(first)
    )
    note = _sentences(_("printed without counts, so no interval can be given"), *caveats.beside(first))
    figure = _figure(context, [first, nation], {}, _apart(context, first, nation))
    return Lead(context.refs.say(text, first), (LeadNumber(quantity(first), Said("", (first.id,))),), note, figure)


def _count(context: Context, first: Finding) -> Lead:
    text = _("{number} removals or returns from {place} {until}")
    number: str = quantity(first)
    if first.measure == "removed_convicted":
        number = count(int(first.value))
        text = _(
            "{number} removals or returns of people with a conviction from {place} {until}, by the source’s count; how many "
            "others were removed, it does not say"
        )
    said = text.format(number=number, place=context.name(first), until=context.until(first))
    note = _sentences(_("a count, so no share can be given"), *caveats.of(first))
    return Lead(context.refs.say(said, first), (LeadNumber(quantity(first), Said("", (first.id,))),), note)


def _rollout(context: Context) -> Lead:
    dates = [context.found.finding(f"rollout.activated.{county.fips}") for county in context.place.counties]
    state = context.found.finding(f"rollout.active_counties.{context.place.state_fips}")
    active = [f for f in dates if f.measure == "activated_on"]
    if not active and context.is_state:
        text = _("{place} is not active in Secure Communities on {day}").format(
            place=context.state_name, day=context.day
        )
        return Lead(context.refs.say(text, *dates), (LeadNumber(_("Not active"), Said(""), words=True),), "")
    if not active:
        text = ngettext(
            "{places} is not active in Secure Communities on {day}; {counts} counties in {state} are",
            "{places} are not active in Secure Communities on {day}; {counts} counties in {state} are",
            len(dates),
        ).format(places=context.counties, day=context.day, counts=of_counts(state), state=context.state_name)
        return Lead(context.refs.say(text, *dates, state), (LeadNumber(_("Not active"), Said(""), words=True),), "")
    if program_end.over(context):
        return program_end.lead(context, dates)
    text = ngettext(
        "Secure Communities is active in {since}, but a firm count of removals from the county is not in our sources "
        "by {day}",
        "Secure Communities is active in {since}, but a firm count of removals from these counties is not in our "
        "sources by {day}",
        len(dates),
    ).format(since=since(context, active), day=context.day)
    number = LeadNumber(day(str(active[0].value)), Said("", (active[0].id,)), words=True)
    note = _("{county}: first active day").format(county=by_day(active)[0][1])
    missing = [f.place_name for f in dates if f.measure == "not_active"]
    if missing:
        not_yet = ngettext("{places} is not active.", "{places} are not active.", len(missing))
        note = f"{note}. {not_yet.format(places=place_names.counties(missing))}"
    return Lead(context.refs.say(text, *active), (number,), note)


def _figure(context: Context, rows: list[Finding], labels: dict[str, str], apart: str) -> Figure:
    said = [
        _("{label}: {share} without a conviction, {counts}").format(
            label=labels.get(f.id, context.name(f)), share=quantity(f), counts=of_counts(f)
        )
        for f in rows
    ]
    chance = _(
        "The interval shows how far a share from so few removals could move by chance; these are full counts, so it is not "
        "a sampling error."
    )
    note = f"{apart} {chance}" if any(f.interval for f in rows) else apart
    return Figure(
        name="share",
        chart=chart_data.hero(context, rows, labels),
        headline="",
        subtitle=_("No criminal conviction, percent of removals or returns; bar: 95% interval; open circle: no counts"),
        alt=_("Share removed without a criminal conviction. {shares}.").format(shares=". ".join(said)),
        source=context.refs.say(note, *rows),
        behind=number_tables.shares(context, rows, {f.id: labels.get(f.id, context.name(f)) for f in rows}),
    )


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
        text = _("Nation {until}; the nation includes {place}, so the two are not subtracted.")
    return text.format(place=context.bare_name(first), until=context.until(nation))


def _short(context: Context, finding: Finding) -> str:
    """A label for one of two disputing figures: the place and who gives the figure."""
    publisher = context.refs.source(finding.sources[0]).publisher.split(",")[0]
    label = _("{place}: {who}").format(place=context.bare_name(finding), who=finding.said_by or publisher)
    return label.replace(" ", NBSP)
