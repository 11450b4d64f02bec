"""An edition that leads with the present: agreements on ICE's list, the city's police, noncitizens, and what is not known.

ICE's sheet lists agencies; that an agency is listed is all that is said. What its models mean is told as ICE names them.
"""

from dataclasses import replace

from pipeline.findings.listed import KINDS, QUESTION
from pipeline.findings.model import NATION, Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Figure, KeyFinding, Lead, Said, Third
from pipeline.narrative.figures.chart_data import narrow
from pipeline.narrative.language.locale import _, in_english, ngettext
from pipeline.narrative.language.numbers import count, day, listed, quantity, rate, sentence
from pipeline.narrative.parts import enforcement, held, program_end, recorded, records, residents_now
from pipeline.narrative.wording.not_known import lacking
from pipeline.narrative.wording.old import is_old


def leads(context: Context) -> bool:
    """Whether this edition's page 1 begins with the present, and may cite the sheet of agreements."""
    return bool(context.found.of(NATION, "agreements", QUESTION))


def lead(context: Context) -> Lead:
    """Whether the place's own police or sheriff is on ICE's list; who else in its counties is, county by county."""
    own, here = context.found.finding(f"{QUESTION}.own_agency.{context.place.slug}"), listed_here(context)
    open_end = here[0].qualifier == "at least"
    doubt = [of_state(context, "agreements_not_placed")] if open_end else []
    claim = context.refs.say(_own(context, own), own) if own.value or _has_own(context) else _counties(context, here)
    kinds = [finding for finding in _of_kinds(context) if finding.value]
    sub = [*_others(context, own, here), *([sentence(_placed(context))] if open_end else [])]
    sub.append(_may_have_changed(context))
    return Lead(claim, context.refs.say(" ".join(sub), *here, *kinds, *doubt))


def _may_have_changed(context: Context) -> str:
    if not is_old(context, of_nation(context).period.end):
        return _("The list may have changed since that day: look at ICE’s own before you quote this.")
    return _("That list is more than six months old and may have changed: look at ICE’s own before you quote this.")


def _has_own(context: Context) -> bool:
    """Whether the place is known to have an agency of its own: a county, or a city that the FBI's list has police of."""
    return context.place.kind == "county" or context.place.police


def _own(context: Context, own: Finding) -> str:
    """Whether the place's own agency is on the list, under the name that ICE gives it."""
    known = {"city": context.city, "day": sheet_day(context)}
    if own.value:
        agencies = dict.fromkeys(a.agency for a in context.found.present if a.id in own.rows)
        names = listed([in_english(agency) for agency in agencies])
        return _("On ICE’s list of agreements under section 287(g) {day:on}: {agency}").format(agency=names, **known)
    if context.place.kind == "county":
        text = _(
            "No sheriff’s office or police of {city} was on ICE’s list of agreements under section 287(g) {day:on}"
        )
        return text.format(**known)
    return _("The police of {city} were not on ICE’s list of agreements under section 287(g) {day:on}").format(**known)


def _counties(context: Context, here: list[Finding]) -> Said:
    """Of a city without police of its own: whether agencies in its counties are on the list."""
    text = _("Agencies in {places} were on ICE’s list of agreements under section 287(g) {day:on}")
    if not any(f.value for f in here):
        text = _("No agency in {places} was on ICE’s list of agreements under section 287(g) {day:on}")
        if here[0].qualifier == "at least":
            text = _("No agency known to be in {places} was on ICE’s list of agreements under section 287(g) {day:on}")
    return context.refs.say(text.format(places=context.counties, day=sheet_day(context)), *here)


def _others(context: Context, own: Finding, here: list[Finding]) -> list[str]:
    """How many agreements are on the list in each county, and which kinds of agencies have them."""
    if not any(f.value for f in here):
        if not _has_own(context):
            return []
        text = _("Nor was any other agency in {places}: no sheriff’s office, no campus, transit or airport police.")
        if here[0].qualifier == "at least":
            text = _(
                "Nor was any other agency known to be in {places}: no sheriff’s office, no campus, transit or airport police."
            )
        return [text.format(places=context.counties)]
    counts = listed(
        [_("{number} in {county}").format(number=count(int(f.value)), county=context.name(f)) for f in here]
    )
    told = (
        _("Agreements of all agencies on it: {counts}.")
        if own.value
        else _("Agreements of other agencies on it: {counts}.")
    )
    among, lacking_kinds = [], []
    for kind, name in _kinds():
        places = [context.name(f) for f in _of_kinds(context) if f.measure == kind and f.value]
        if places:
            among.append(_("{kind} in {places}").format(kind=name, places=listed(places)))
        else:
            lacking_kinds.append(name)
    said = [told.format(counts=counts)]
    said += [_("Among them: {kinds}.").format(kinds=listed(among))] if among else []
    said += [_("Not among them: {kinds}.").format(kinds=listed(lacking_kinds))] if lacking_kinds else []
    return said


def _kinds() -> tuple[tuple[str, str], ...]:
    return (
        ("agreements_sheriff", _("a sheriff’s office")),
        ("agreements_campus", _("campus police")),
        ("agreements_transit", _("transit or airport police")),
    )


def _of_kinds(context: Context) -> list[Finding]:
    """The agreements of each kind of agency in each county."""
    counties = context.place.counties
    return [f for kind in KINDS.values() for c in counties for f in context.found.of(c.fips, kind, QUESTION)]


def further(context: Context) -> tuple[KeyFinding, ...]:
    """Arrests in the state, a release that the user brought, people held here, agreements elsewhere; else noncitizens."""
    found = [*_arrests(context), *records.key(context), *held.key_finding(context), _state_too(context)]
    return tuple([*found, *residents_now.noncitizens(context)][:3])


def _arrests(context: Context) -> list[KeyFinding]:
    """The state's arrests per 1,000 residents beside the nation's."""
    if not recorded.of(context, "ice_arrests_rate"):
        return []
    last, headline = recorded.of(context, "ice_arrests_rate")[-1], enforcement.headline(context)
    more = _("{number} arrests in all. An arrest is an event, not a person; ICE’s records name no county.").format(
        number=count(last.numerator or 0)
    )
    return [KeyFinding(rate(float(last.value)), replace(headline, text=f"{headline.text}."), Said(more, (last.id,)))]


def band(context: Context, state_map: Figure) -> tuple[Third, ...]:
    """The map of agencies, the record in short, what our sources do not have."""
    said, *more = program_end.history(context)
    return (
        Third(state_map.headline, narrow(state_map, _("Gray: an agency there is on the list"))),
        Third(_("Before: Secure Communities"), said=(said, *more[:1])),
        lacking(context, ("now_arrests", "now_sheet", "now_removals", "now_program")),
    )


def running(context: Context) -> str:
    """What the briefing is about, for the head of its pages."""
    subject = _("Local agreements with ICE in {places}, {state}")
    if context.is_state:
        subject = _("Local agreements with ICE in {places}")
    return subject.format(places=context.counties, state=context.state_name)


def deck() -> str:
    """The opening line, with the place where it belongs."""
    return _("What public data say about local agreements with ICE, past and present, in {places}")


def listed_here(context: Context) -> list[Finding]:
    """The agreements of agencies in each of the place's counties."""
    return [context.found.finding(f"{QUESTION}.agreements.{county.fips}") for county in context.place.counties]


def of_state(context: Context, measure: str = "agreements") -> Finding:
    """A finding of the state."""
    return context.found.finding(f"{QUESTION}.{measure}.{context.place.state_fips}")


def of_nation(context: Context, measure: str = "agreements") -> Finding:
    """A finding of the nation."""
    return context.found.finding(f"{QUESTION}.{measure}.{NATION}")


def sheet_day(context: Context) -> str:
    """The day of ICE's list."""
    return day(of_nation(context).period.end)


def _placed(context: Context) -> str:
    number = int(of_state(context, "agreements_not_placed").value)
    return ngettext(
        "{number} more agreement of an agency in {state} could not be placed in a county",
        "{number} more agreements of agencies in {state} could not be placed in a county",
        number,
    ).format(number=count(number), state=context.state_name)


def _reach(context: Context, where: Finding) -> str:
    """In how many counties of the state a local agency is on the list; "" where there is none, or one county only."""
    if not where.value or context.is_state:
        return ""
    text = _("Local agencies on the list are in {part} of {whole} counties, as far as agencies can be placed.")
    if where.value == where.denominator:
        text = _("Local agencies on the list are in all {whole} counties, as far as agencies can be placed.")
    elif where.value == 1:
        text = _("The local agencies on the list are in one of {whole} counties, as far as agencies can be placed.")
    return text.format(part=quantity(where), whole=count(where.denominator or 0))


def _state_too(context: Context) -> KeyFinding:
    state, nation = of_state(context), of_nation(context)
    where = of_state(context, "counties_with_agreement")
    text = ngettext(
        "{number} agreement of an agency in {state} was on the list; nationwide {nation}.",
        "{number} agreements of agencies in {state} were on the list; nationwide {nation}.",
        int(state.value),
    )
    if not state.value:
        text = _("No agency in {state} was on the list; nationwide it had {nation} agreements.")
    text = text.format(number=count(int(state.value)), state=context.state_name, nation=count(int(nation.value)))
    own = [agreement for agreement in context.found.present if not agreement.county]
    more = _reach(context, where)
    owners_said = ngettext(
        "Of the agreements {number} is of the state’s own agencies; where their officers act the list does not say.",
        "Of the agreements {number} are of the state’s own agencies; where their officers act the list does not say.",
        len(own),
    ).format(number=count(len(own)))
    if len(own) == state.value:
        owners_said = _(
            "No local agency is among them: the state’s own are, and where their officers act the list does not say."
        )
    said = " ".join(filter(None, [more, owners_said if own else ""]))
    owners = Said(said, (where.id, *(agreement.id for agreement in own)), context.refs.numbers(*where.sources))
    shown = count(int(state.value)) if state.value else _("None")
    return KeyFinding(shown, context.refs.say(text, state, nation), owners if said else None, words=not state.value)
