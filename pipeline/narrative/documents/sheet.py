"""The sheet handed out: page 1 of the briefing set anew, with the coalition's talking points."""

from dataclasses import replace

from pipeline.editions import Edition
from pipeline.findings.model import CityFindings
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Listing, Said, Sheet, SourcesLine
from pipeline.narrative.document.references import References
from pipeline.narrative.document.renumbering import with_short_sources
from pipeline.narrative.documents.briefing import labels
from pipeline.narrative.documents.page_one import front
from pipeline.narrative.language.locale import _, in_english, language
from pipeline.narrative.language.tables import translated
from pipeline.narrative.wording import edition_words


def onepage(found: CityFindings, edition: Edition) -> Sheet:
    """The sheet of a place, every sentence from the same findings as the briefing's."""
    context = Context(translated(found), edition, References(found))
    first, place = front(context), edition_words.sample(context) + context.full_name
    sheet = Sheet(
        language=language().code,
        title=_("{place}, in one page: {title}").format(place=place, title=edition_words.title(context)),
        description=_("One page of the briefing for {place}, edition of {day}").format(place=place, day=context.day),
        edition=first.head.edition,
        coalition=edition.coalition.name,
        head=first.head,
        lead=first.lead,
        band=first.band,
        talking_points=_points(context),
        ask=first.ask,
        sources=SourcesLine((), _("Their addresses are in the briefing.")),
        labels=labels(),
    )
    return _with_sources(sheet, context.refs)


def _with_sources(sheet: Sheet, refs: References) -> Sheet:
    """The sheet with the sources it shows: page 1 of the briefing cites more."""
    numbered, lines = with_short_sources(sheet, refs)
    return replace(numbered, sources=replace(numbered.sources, lines=lines))


def _points(context: Context) -> Listing | None:
    """The edition's talking points, attributed; English ones are marked where the page is in another language."""
    coalition = context.edition.coalition
    words, lacking = coalition.words(language().code)
    told = in_english if "talking_points" in lacking else str
    by = words.talking_points_attribution or _("In the words of {coalition}.").format(coalition=coalition.name)
    items = tuple(Said(told(point)) for point in words.talking_points)
    return Listing(_("Talking points"), items, attribution=Said(by)) if items else None
