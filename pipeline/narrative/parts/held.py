"""People held for ICE in the county's facilities, month by month; where they were arrested or live is not told."""

from pipeline.findings.model import NATION, Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Block, Cell, Column, KeyFinding, Passage, Row, Said, Table
from pipeline.narrative.language.locale import _, in_english
from pipeline.narrative.language.numbers import count, day, headed, listed, people
from pipeline.narrative.parts.recorded import of
from pipeline.narrative.wording.old import old

SHOWN = (0, 3, 6, 9, 12)  # of thirteen months, those that paper has room for


def in_counties(context: Context) -> list[Finding]:
    """People held at midnight in each county, month by month."""
    return [f for county in context.place.counties for f in of(context, "held_at_midnight", county.fips)]


def key_finding(context: Context) -> list[KeyFinding]:
    """Of page 1: how many people were held here on an average night of the last full month."""
    found = in_counties(context)
    last = max((f.period.end for f in found), default="")
    now = [f for f in found if f.period.end == last]
    if not now or max(float(f.value) for f in now) < 1:
        return []
    said = listed(
        [_("{number} in {county}").format(number=people(float(f.value)), county=context.name(f)) for f in now]
    )
    text = _("People held for ICE on an average night of {month}, in facilities of the county: {counts}.")
    more = _("Where people are held is not where they were arrested or live.")
    shown = people(float(now[0].value)) if len(now) == 1 else _("{number} counties").format(number=count(len(now)))
    say = context.refs.say(text.format(month=day(last), counts=said), *now)
    return [KeyFinding(shown, say, Said(f"{more} {old(context, last)}".strip()), words=len(now) > 1)]


def blocks(context: Context) -> list[Block]:
    """A table of some of the last thirteen months; in words where nobody was held, or fewer than one a night."""
    found = in_counties(context)
    if not found:
        text = _(
            "The release of ICE’s detention records has nobody held at midnight in a facility in {places} in its last "
            "thirteen full months. That does not say that ICE is not present."
        )
        return [Passage(_("People held here"), (Said(text.format(places=context.counties)),))]
    months = sorted({f.period.end for f in found})
    if max(float(f.value) for f in found) < 1:
        text = _(
            "In no month from {first} to {last} did ICE’s records have as many as one person on an average night in facilities "
            "in {places}. {apart} {old}"
        ).format(
            first=day(months[0]),
            last=day(months[-1]),
            places=context.counties,
            apart=_apart(),
            old=old(context, months[-1]),
        )
        return [Passage(_("People held here"), (context.refs.say(text.strip(), *found),))]
    return [_table(context, found, [months[at] for at in SHOWN if at < len(months)])]


def more(context: Context) -> tuple[Block, ...]:
    """For the page on the web: every month, and each facility of the last one."""
    found = in_counties(context)
    official = Passage(_("In the nation"), (_official(context),))
    if not found:
        return (official,)
    rows = tuple(
        Row(
            (Cell(headed(context.name(f))), Cell(str(day(f.period.end))), Cell(people(float(f.value)))),
            False,
            (f.id,),
        )
        for f in found
    )
    columns = (Column(_("County")), Column(_("Month")), Column(_("Held"), True))
    every = Table(
        "held-by-month",
        _("People held for ICE in {places}, every month").format(places=context.counties),
        _("Average of those held at midnight in facilities there; nobody in months without a row"),
        columns,
        rows,
        context.refs.say(_source(), *found),
        _apart(),
    )
    return (official, every, *_facilities(context))


def _facilities(context: Context) -> list[Table]:
    codes = [county.fips for county in context.place.counties]
    night = [f for fips in codes for f in of(context, "held_in_facility", fips)]
    whole = {f.agency: f for fips in codes for f in of(context, "held_in_facility_any_time", fips)}
    if not night:
        return []
    rows = tuple(
        Row(
            (
                Cell(in_english(f.agency)),
                Cell(headed(context.name(f))),
                Cell(people(float(f.value))),
                Cell(people(float(whole[f.agency].value)) if f.agency in whole else ""),
            ),
            False,
            (f.id, *([whole[f.agency].id] if f.agency in whole else [])),
        )
        for f in night
    )
    known = {"places": context.counties, "month": day(night[0].period.end)}
    return [
        Table(
            "facilities",
            _("The facilities in {places}, {month}").format(**known),
            _("Average of people held there for ICE at midnight, and at any time of the day"),
            (
                Column(_("Facility, as ICE names it")),
                Column(_("County")),
                Column(_("At midnight"), True),
                Column(_("Any time"), True),
            ),
            rows,
            context.refs.say(_source(), *night),
            _("At any time counts a person at each place of the day. {apart}").format(apart=_apart()),
        )
    ]


def _table(context: Context, found: list[Finding], months: list[str]) -> Table:
    counties = [county for county in context.place.counties if any(f.place == county.fips for f in found)]
    rows = []
    for county in counties:
        by_month = {f.period.end: f for f in found if f.place == county.fips}
        there = [by_month[month] for month in months if month in by_month]
        name = headed(context.name(next(iter(by_month.values()))))
        values = [people(float(by_month[m].value)) if m in by_month else _("nobody") for m in months]
        rows.append(Row((Cell(name), *(Cell(value) for value in values)), False, tuple(f.id for f in there)))
    return Table(
        name="held-here",
        headline=_("People held for ICE in {places}").format(places=context.counties),
        subtitle=_(
            "Average of those held at midnight in facilities there; the months between are on the page for the web"
        ),
        columns=(Column(_("County"), width=52), *(_of_month(month, found) for month in months)),
        rows=tuple(rows),
        source=context.refs.say(_source(), *found),
        note=" ".join(filter(None, [_highest(context, found), _apart(), old(context, found[-1].period.end)])),
    )


def _highest(context: Context, found: list[Finding]) -> str:
    """The highest month of each county: the months shown were not chosen for what they hold."""
    said = []
    for county in context.place.counties:
        own = [f for f in found if f.place == county.fips]
        if own:
            top = max(own, key=lambda f: float(f.value))
            text = _("{county}: {number} in {month}")
            said.append(
                text.format(
                    county=headed(context.name(top)), number=people(float(top.value)), month=day(top.period.end)
                )
            )
    return _("Highest of these thirteen months: {months}.").format(months="; ".join(said))


def _of_month(month: str, found: list[Finding]) -> Column:
    ids = tuple(f.id for f in found if f.period.end == month)
    return Column(str(day(month, short=True)), True, findings=ids)


def _source() -> str:
    return _("ICE’s records; the counties of facilities are our reading.")


def _apart() -> str:
    return _("Where people are held is not where they were arrested or live. Hold rooms and hospitals count.")


def _official(context: Context) -> Said:
    """ICE's own count of the nation, by what its record said."""
    found = {name: context.found.of(NATION, f"detained_{name}") for name in _classes()}
    every = [findings[0] for findings in found.values() if findings]
    if len(every) < len(found):
        return Said("")
    total = every[0]
    text = _(
        "By its own table ICE detained {total} people in the nation {day:on}, arrested by it or by the border authorities: "
        "{convicted} with a conviction, {pending} with a pending charge and no conviction, {neither} with neither on ICE’s "
        "record. {old}"
    )
    numbers = dict(zip(("total", "convicted", "pending", "neither"), (count(int(f.value)) for f in every), strict=True))
    return context.refs.say(
        text.format(day=day(total.period.end), old=old(context, total.period.end), **numbers).strip(), *every
    )


def _classes() -> tuple[str, ...]:
    return ("total", "convicted", "pending_charges", "other_immigration_violator")
