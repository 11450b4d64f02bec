"""Who polices and who lives here: the police's officers, residents of 2025, noncitizens by the survey."""

from pipeline.findings import beside
from pipeline.findings.listed import QUESTION
from pipeline.findings.model import Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import KeyFinding, Passage, Said
from pipeline.narrative.language import place_names
from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import count, listed, quantity


def passage(context: Context) -> list[Passage]:
    """The same for the page on the web, in sentences."""
    told = [*officers(context), *noncitizens(context)]
    said = [part for finding in told for part in (finding.say, finding.more) if part]
    people = [f for c in context.place.counties for f in context.found.of(c.fips, "residents", beside.QUESTION)]
    if people:
        counts = listed([f"{count(int(f.value))} ({context.name(f)})" for f in people])
        text = _("Residents in {year}, by the Census Bureau’s estimate: {counts}.")
        said.append(context.refs.say(text.format(year=people[0].period.end, counts=counts), *people))
    if len(people) < len(context.place.counties):
        text = _(
            "The Census Bureau’s estimates of 2025 leave out a county here; in Connecticut they count planning regions instead."
        )
        said.append(Said(text))
    return [Passage(_("Police and residents"), tuple(said))] if said else []


def officers(context: Context) -> list[KeyFinding]:
    """The sworn officers of the place's own police."""
    return [
        KeyFinding(
            count(int(finding.value)),
            context.refs.say(
                _police(context).format(
                    number=count(int(finding.value)), agency=_named(context, finding), year=finding.period.end
                ),
                finding,
            ),
        )
        for finding in context.found.of(context.place.slug, "officers", QUESTION)
    ]


def _named(context: Context, finding: Finding) -> str:
    """The police of a city by the city's own name in the language; an agency of a county as the FBI lists it."""
    name = finding.place_name
    return str(place_names.city(name)) if context.place.kind == "city" else name


def _police(context: Context) -> str:
    if context.place.kind == "city":
        return _("The police of {agency} had {number} sworn officers in {year}, as reported to the FBI.")
    return _(
        "The county agency that the FBI lists as {agency} had {number} sworn officers in {year}, as reported to the FBI."
    )


def noncitizens(context: Context) -> list[KeyFinding]:
    """Noncitizens living in each county, with the survey's margin."""
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
