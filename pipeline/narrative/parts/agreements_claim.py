"""An edition that leads with the present: agreements on ICE's list, the city's police, noncitizens, and what is not known.

ICE's sheet lists agencies; that an agency is listed is all that is said. What its models mean is told as ICE names them.
"""

from pipeline.findings.model import NATION, Finding
from pipeline.findings.present_day import QUESTION
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Figure, KeyFinding, Lead, Said, Third
from pipeline.narrative.figures.chart_data import narrow
from pipeline.narrative.language.locale import _, ngettext
from pipeline.narrative.language.numbers import count, day, listed, quantity, sentence
from pipeline.narrative.parts import program_end
from pipeline.narrative.wording.not_known import lacking


def leads(context: Context) -> bool:
    """Whether this edition's page 1 begins with the present, and may cite the sheet of agreements."""
    return bool(context.found.of(NATION, "agreements", QUESTION))


def lead(context: Context) -> Lead:
    """How many agreements of agencies here are on ICE's list."""
    here = listed_here(context)
    number = sum(int(f.value) for f in here)
    text = ngettext(
        "{number} agreement under section 287(g) of an agency in {places} was on ICE’s list {day:on}",
        "{number} agreements under section 287(g) of agencies in {places} were on ICE’s list {day:on}",
        number,
    )
    if not number:
        text = _("No agency in {places} was on ICE’s list of agreements under section 287(g) {day:on}")
        if here[0].qualifier == "at least":
            text = _("No agency known to be in {places} was on ICE’s list of agreements under section 287(g) {day:on}")
    claim = text.format(number=count(number), places=context.counties, day=sheet_day(context))
    open_end = here[0].qualifier == "at least"
    doubt = [of_state(context, "agreements_not_placed")] if open_end else []
    after = _("What came after that day is not in our sources: see ICE’s list before you quote this.")
    sub = " ".join([sentence(_placed(context)), after]) if open_end else after
    strong = (count(number),) if number else ()
    return Lead(context.refs.say(claim, *here, *doubt), context.refs.say(sub, *here, *doubt), strong=strong)


def further(context: Context) -> tuple[KeyFinding, ...]:
    """The state's and the nation's agreements, the city's officers, noncitizens."""
    return tuple([_state_too(context), *_officers(context), *_noncitizens(context)][:3])


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
    return _("Local agreements with ICE in {places}, {state}").format(places=context.counties, state=context.state_name)


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
    more = _("Local agencies on the list are in {part} of {whole} counties, as far as agencies can be placed.").format(
        part=quantity(where), whole=count(where.denominator or 0)
    )
    more = more if int(where.value) else ""
    owners_said = ngettext(
        "Of the agreements {number} is of the state’s own agencies; where their officers act the list does not say.",
        "Of the agreements {number} are of the state’s own agencies; where their officers act the list does not say.",
        len(own),
    ).format(number=count(len(own)))
    said = " ".join(filter(None, [more, owners_said if own else ""]))
    owners = Said(said, (where.id, *(agreement.id for agreement in own)), context.refs.numbers(*where.sources))
    shown = count(int(state.value)) if state.value else _("None")
    return KeyFinding(shown, context.refs.say(text, state, nation), owners if said else None, words=not state.value)


def _officers(context: Context) -> list[KeyFinding]:
    return [
        KeyFinding(
            count(int(finding.value)),
            context.refs.say(
                _police(context).format(
                    number=count(int(finding.value)), agency=finding.place_name, year=finding.period.end
                ),
                finding,
            ),
        )
        for finding in context.found.of(context.place.slug, "officers", QUESTION)
    ]


def _police(context: Context) -> str:
    if context.place.kind == "city":
        return _("The police of {agency} had {number} sworn officers in {year}, as reported to the FBI.")
    return _(
        "The county agency that the FBI lists as {agency} had {number} sworn officers in {year}, as reported to the FBI."
    )


def _noncitizens(context: Context) -> list[KeyFinding]:
    found = [f for county in context.place.counties for f in context.found.of(county.fips, "noncitizens", QUESTION)]
    if not found:
        return []
    said = listed([_in_county(context, finding) for finding in found])
    text = _("Noncitizens living here, by the American Community Survey of {first} to {last}: {counties}.").format(
        first=found[0].period.start[:4], last=found[0].period.end[:4], counties=said
    )
    more = _(
        "The margin is the survey’s, at 90%. Noncitizens are lawful residents, visa holders and people without status; the "
        "survey does not tell them apart."
    )
    first = found[0]
    shown = quantity(first) if len(found) == 1 else _("{number} counties").format(number=count(len(found)))
    return [KeyFinding(shown, context.refs.say(text, *found), Said(more), words=len(found) > 1)]


def _in_county(context: Context, finding: Finding) -> str:
    low, high = (finding.interval.low, finding.interval.high) if finding.interval else (0.0, 0.0)
    return _("{number} in {county} ({low} to {high})").format(
        number=quantity(finding), county=context.name(finding), low=count(int(low)), high=count(int(high))
    )
