"""Page 1: what was found here, how sure it is, and what is asked."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.findings.model import Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Deck, Figure, Front, KeyFinding, Lead, Masthead, Said, Third
from pipeline.narrative.language import place_names
from pipeline.narrative.language.locale import _, ngettext
from pipeline.narrative.language.numbers import count, day, listed
from pipeline.narrative.parts import agreements, agreements_claim, rollout
from pipeline.narrative.parts.claim import lead
from pipeline.narrative.parts.further_findings import band, further
from pipeline.narrative.wording import edition_words

NAMED = 3  # other cities of the county that the opening line names


@dataclass(frozen=True)
class Story:
    """What page 1 is about, part by part; an edition leads with one story."""

    deck: Callable[[], str]
    lead: Callable[[Context], Lead]
    further: Callable[[Context], tuple[KeyFinding, ...]]
    band: Callable[[Context, Lead, bool], tuple[Third, ...]]
    picture: Callable[[Context], Figure | None]


def story(context: Context) -> Story:
    """The edition's story: the record of the program, or what stands today."""
    return PRESENT if agreements_claim.leads(context) else RECORD


def front(context: Context) -> Front:
    """The first page of a place: its story's claim, the picture that carries it, a band, and what is asked."""
    told = story(context)
    first = told.lead(context)
    first = first if first.figure else replace(first, figure=told.picture(context))
    findings = told.further(context)
    band = told.band(context, first, bool(findings))
    ask = edition_words.ask(context)
    deck = told.deck().format(places=context.counties)
    where = str(context.counties) if str(context.counties) in deck else f"{context.counties:el}"
    before, _where, after = deck.partition(where)
    return Front(
        head=Masthead(
            kicker=_kicker(context),
            edition=edition_words.label(context),
            place=edition_words.sample(context) + context.full_name,
            deck=Deck(before.strip(), where, after + _deck_end(context)),
            through=Said(_through(context), tuple(finding.id for finding in _counted_here(context))),
        ),
        lead=first,
        findings=findings,
        band=band,
        ask=ask,
        sources=_sources_line(context),
    )


def _told(first: Lead) -> Said:
    """What the lead has told already, that the band need not tell again."""
    return Said("", (*first.claim.findings, *first.sub.findings))


def _record_deck() -> str:
    return _("What public data say about ICE’s Secure Communities program in {places}")


RECORD = Story(
    deck=_record_deck,
    lead=lead,
    further=further,
    band=lambda context, first, beside: band(context, _told(first), rollout.state_map(context), beside),
    picture=rollout.low_curve,
)
PRESENT = Story(
    deck=agreements_claim.deck,
    lead=agreements_claim.lead,
    further=agreements_claim.further,
    band=lambda context, _first, _beside: agreements_claim.band(context, agreements.state_map(context)),
    picture=lambda _context: None,
)


def _kicker(context: Context) -> str:
    """Whom the briefing addresses: an office only where it is sure that there is one."""
    if context.place.head == "mayor":
        return _("Briefing for the Mayor of {city}").format(city=context.city)
    if context.place.head == "sheriff":
        return _("Briefing for the Sheriff of {county}").format(county=context.city)
    return _("Briefing for the leaders of {place}").format(place=context.city)


def _deck_end(context: Context) -> str:
    """The cities of the county: figures are the county's, not the city's."""
    if len(context.place.counties) > 1:
        return _(", the counties {city} lies in").format(city=context.city)
    county, own = context.place.counties[0], context.place.kind == "city" and context.place.police
    if not county.others and (own or context.place.kind == "county"):
        return ""
    if context.place.kind == "city" and not own:
        return _(", the county {city} lies in").format(city=context.city)
    cities = [str(context.city)] if own else []
    others = [place_names.city(name) for name in county.others]
    if not county.others_more:
        return f": {listed([*cities, *others])}"
    more = county.others_more + len(county.others) - NAMED
    return ngettext(
        ": {cities} and {number} other place with their own police",
        ": {cities} and {number} other places with their own police",
        more,
    ).format(cities=", ".join([*cities, *others[:NAMED]]), number=count(more))


def _through(context: Context) -> str:
    """To when the evidence runs: the edition's limit, and when local figures were printed."""
    limit = edition_words.limit(context)
    if agreements_claim.leads(context):
        return limit
    dates = sorted({context.published(f) for f in _counted_here(context)})
    if not dates:
        return limit
    if len(dates) == 1:
        printed = _("Local figures as printed {day:on}.").format(day=day(dates[0]))
        return f"{limit} {printed}"
    span = _("Local figures as printed from {first} to {last}.").format(first=day(dates[0]), last=day(dates[-1]))
    return f"{limit} {span}"


def _counted_here(context: Context) -> list[Finding]:
    """The local figures without a doubt whose sources have a date."""
    local = [f for f in context.found.findings if context.is_here(f) and f.question == "composition" and not f.doubtful]
    return [f for f in local if context.published(f)]


def _sources_line(context: Context) -> Said:
    """The sources of this page, short; the whole list is at the end."""
    short = [f"{number} {context.refs.brief(source)}." for source, number in context.refs.cited()]
    return Said(" ".join([*short, _("All sources, numbered and linked, are at the end.")]), (), ())
