"""Page 1: what was found here, how sure it is, and what is asked."""

from pipeline.narrative.context import Context
from pipeline.narrative.key_findings import further
from pipeline.narrative.lead import lead
from pipeline.narrative.page import Ask, Front, Said
from pipeline.narrative.words import day, listed, plural

NAMED = 3  # other cities of the county that the opening line names
PROGRAM = "ICE’s Secure Communities program"


def front(context: Context) -> Front:
    """The first page of a place."""
    first = lead(context)
    findings = further(context, first.claim)
    ask = _ask(context)
    return Front(
        kicker=f"Briefing for the Mayor of {context.place.city}", edition=f"Edition of {context.day}",
        place=context.place.full_name, deck=f"What public data say about {PROGRAM} in ",
        deck_place=context.counties, deck_end=_deck_end(context), through=_through(context), lead=first,
        findings=findings, ask=ask, sources=_sources_line(context),
    )  # fmt: skip


def _deck_end(context: Context) -> str:
    """The cities of the county: figures are the county's, not the city's."""
    if len(context.place.counties) > 1:
        return f", the counties {context.place.city} lies in"
    county = context.place.counties[0]
    if not county.others_more:
        return f": {listed([context.place.city, *county.others])}"
    more = plural(county.others_more + len(county.others) - NAMED, "other place", "other places")
    return f": {', '.join([context.place.city, *county.others[:NAMED]])} and {more} with their own police"


def _through(context: Context) -> str:
    """To when the evidence runs: the edition's limit, and when local figures were printed."""
    limit = f"Edition of {context.day}: only evidence published by that day."
    local = [f for f in context.found.findings if context.is_here(f) and f.question == "composition"]
    dates = sorted({context.published(f) for f in local if context.published(f)})
    if not dates:
        return f"{limit} No local figure had been published in our sources."
    if len(dates) == 1:
        return f"{limit} Local figures as printed {'on' if len(dates[0]) == 10 else 'in'} {day(dates[0])}."
    return f"{limit} Local figures as printed from {day(dates[0])} to {day(dates[-1])}."


def _ask(context: Context) -> Ask:
    coalition = context.edition.coalition
    refs = context.refs.numbers(coalition.asks_source) if coalition.asks_source else ()
    authors = (coalition.authors,) if coalition.authors else ()
    return Ask(
        coalition.asks_title, Said(coalition.asks_attribution, (), refs), coalition.asks, coalition.name,
        (*authors, *coalition.contact), coalition.logo,
    )  # fmt: skip


def _sources_line(context: Context) -> Said:
    """The sources of this page, short; the whole list is at the end."""
    short = [f"{number} {context.refs.brief(source)}." for source, number in context.refs.cited()]
    return Said(" ".join([*short, "All sources, numbered and linked, are on the last pages."]), (), ())
