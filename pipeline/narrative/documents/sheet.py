"""The sheet handed out: page 1 of the briefing set anew, with what federal officials answer, what our sources lack, a map."""

from dataclasses import replace
from itertools import islice

from pipeline.editions import Edition
from pipeline.findings.model import CityFindings, Position
from pipeline.findings.positions import of_an_agency
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import (
    Front,
    KeyFinding,
    LeadNumber,
    Listing,
    Passage,
    Said,
    Sheet,
    SourcesLine,
)
from pipeline.narrative.document.references import References
from pipeline.narrative.document.renumbering import with_short_sources
from pipeline.narrative.documents.briefing import labels
from pipeline.narrative.documents.page_one import front
from pipeline.narrative.figures import strip
from pipeline.narrative.language.locale import _, in_english, language
from pipeline.narrative.language.numbers import day, of_counts, quantity, sentence
from pipeline.narrative.language.tables import translated
from pipeline.narrative.parts import agreements, agreements_claim, rollout
from pipeline.narrative.wording import edition_words
from pipeline.narrative.wording.not_known import words_of
from pipeline.narrative.wording.statements import spoken

NUMBERS = 3  # columns at the head of the sheet
UNKNOWN = 3  # gaps in our sources that the sheet has room for


def onepage(found: CityFindings, edition: Edition) -> Sheet:
    """The sheet of a place, every sentence from the same findings as the briefing's."""
    found = translated(found)
    context = Context(found, edition, References(found))
    first = front(context)
    place, today = context.full_name, agreements_claim.leads(context)
    told = (*_decided(context), *_history(first)) if today else (*_said_here(first), *_federal(context, first))
    sheet = Sheet(
        language=language().code,
        title=_("{place}, in one page: {title}").format(place=place, title=edition_words.title(context)),
        description=_("One page of the briefing for {place}, edition of {day}").format(place=place, day=context.day),
        edition=first.head.edition,
        coalition=edition.coalition.name,
        head=first.head,
        claim=first.lead.claim,
        numbers=_numbers(context, first),
        strip=None if today else strip.strip(context),
        passages=(*told, *_not_known(context)),
        map=agreements.state_map(context) if today else rollout.state_map(context),
        talking_points=_points(context),
        ask=first.ask,
        sources=SourcesLine((), _("Their addresses are in the briefing.")),
        leads=len(first.lead.numbers),
        labels=labels(),
    )
    return _with_sources(sheet, context.refs)


def _with_sources(sheet: Sheet, refs: References) -> Sheet:
    """The sheet with the sources it shows: page 1 of the briefing cites more."""
    numbered, lines = with_short_sources(sheet, refs)
    return replace(numbered, sources=replace(numbered.sources, lines=lines))


def _numbers(context: Context, first: Front) -> tuple[LeadNumber, ...]:
    """The lead's one or two numbers and the next findings that have one, three in all; at need the nation's share."""
    lead = [
        LeadNumber(
            number.number,
            number.say if number.say.text else Said(first.lead.note, first.lead.claim.findings),
            number.words,
        )
        for number in first.lead.numbers
    ]
    rest = [LeadNumber(finding.number, finding.say) for finding in first.findings if not finding.words]
    return tuple(islice([*lead, *rest, *_nation_share(context)], NUMBERS))


def _nation_share(context: Context) -> list[LeadNumber]:
    text = _("of removals or returns nationwide {until} were of people with no criminal conviction ({counts})")
    return [
        LeadNumber(quantity(f), context.refs.say(text.format(until=context.until(f), counts=of_counts(f)), f))
        for f in context.nation()[:1]
    ]


def _said_here(first: Front) -> tuple[Passage, ...]:
    """What page 1 tells of a day: the latest statement or decision here."""
    told = _told(first)
    return (Passage(told.number, (told.say,)),) if told else ()


def _decided(context: Context) -> tuple[Passage, ...]:
    """Where the present leads: the latest that was said or decided here on agreements."""
    here = [p for p in context.found.on_agreements if _nearness(context, p) == 2]
    if not here:
        return ()
    last = here[-1]
    return (Passage(day(last.date) if last.date else _("undated"), (spoken(context, last),)),)


def _history(first: Front) -> tuple[Passage, ...]:
    """Where the present leads: what page 1 tells of the program before."""
    told = _told(first)
    return (Passage(told.number, (told.say, told.more) if told.more else (told.say,)),) if told else ()


def _told(first: Front) -> KeyFinding | None:
    return next((finding for finding in first.findings if finding.words and finding.say.refs), None)


def _federal(context: Context, first: Front) -> tuple[Passage, ...]:
    """The federal answer of page 1; else the latest of a federal agency on this place, its state or the nation."""
    told = _told(first)
    said = told.more if told and told.more else _latest_federal(context, told)
    if not said:
        return ()
    federal = {position.id for position in context.found.federal_positions}
    heading = _("What the federal government says") if set(said.findings) & federal else _("What others here say")
    return (Passage(heading, (said,)),)


def _latest_federal(context: Context, told: KeyFinding | None) -> Said | None:
    shown = told.say.findings if told else ()
    said = [p for p in context.found.federal_positions if of_an_agency(p) and p.id not in shown]
    if not said:
        return None
    last = max(said, key=lambda p: (_nearness(context, p), p.date))
    return spoken(context, last, dated=True)


def _nearness(context: Context, position: Position) -> int:
    here = {county.fips for county in context.place.counties}
    return 2 if position.place in here else 1 if position.place == context.place.state_fips else 0


def _not_known(context: Context) -> tuple[Passage, ...]:
    unsaid = context.found.unsaid[:UNKNOWN]
    subjects = [words_of(context, one)[0] for one in unsaid]
    said = tuple(Said(sentence(subject), (one.id,)) for subject, one in zip(subjects, unsaid, strict=True))
    return (Passage(_("What these data cannot say"), said),) if said else ()


def _points(context: Context) -> Listing | None:
    """The edition's talking points, attributed; English ones are marked where the page is in another language."""
    coalition = context.edition.coalition
    words, lacking = coalition.words(language().code)
    told = in_english if "talking_points" in lacking else str
    by = words.talking_points_attribution or _("In the words of {coalition}.").format(coalition=coalition.name)
    items = tuple(Said(told(point)) for point in words.talking_points)
    return Listing(_("Talking points"), items, attribution=Said(by)) if items else None
