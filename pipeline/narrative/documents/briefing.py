"""The whole briefing in words, part after part, in the order the reader meets them."""

from collections.abc import Callable
from dataclasses import replace

from pipeline.editions import Edition
from pipeline.findings.model import CityFindings
from pipeline.narrative.document.attachments import attached
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import ContentsLine, Labels, Page, Section
from pipeline.narrative.document.references import References
from pipeline.narrative.document.renumbering import paper_first
from pipeline.narrative.documents.page_one import front
from pipeline.narrative.language.locale import _, language, unmarked
from pipeline.narrative.language.tables import translated
from pipeline.narrative.parts import (
    agreements,
    agreements_claim,
    answers,
    conviction,
    enforcement,
    how_it_works,
    limits,
    program_end,
    records,
    since,
)
from pipeline.narrative.wording import edition_words

Part = Callable[[Context], Section | None]
# The parts after page 1, in the order the reader meets them: of an edition on the record, and of one on the present.
RECORD: tuple[Part, ...] = (
    conviction.section,
    how_it_works.section,
    program_end.section,
    answers.section,
    limits.section,
    since.section,
    answers.methods,
)
NOW: tuple[Part, ...] = (
    enforcement.section,
    agreements.section,
    agreements.past,
    agreements.limits,
    since.section,
    agreements.methods,
)


def labels() -> Labels:
    """The words that the layout itself sets."""
    return Labels(source=_("Source"), note=_("Note"), sources=_("Sources"))


def page(found: CityFindings, edition: Edition) -> Page:
    """The page of a place: every sentence from a finding, every source numbered where it is first cited."""
    context = Context(translated(found), edition, References(found))
    first = front(context)
    parts = NOW if agreements_claim.leads(context) else RECORD
    told = tuple(section for part in parts if (section := part(context)))
    sections = (*told[:1], *records.sections(context), *told[1:])  # what a user brought comes behind the first part
    subject = _("Secure Communities in {places}") if context.is_state else _("Secure Communities in {places}, {state}")
    record = subject.format(places=context.counties, state=context.state_name)
    contents = tuple(ContentsLine(section.id, section.topic) for section in sections)
    name = agreements_claim.running(context) if agreements_claim.leads(context) else record
    whole = Page(
        language=language().code,
        title=f"{edition_words.sample(context)}{context.full_name}: {unmarked(edition_words.title(context))}",
        description=_("{subject}: what public data say. {edition}").format(
            subject=name, edition=edition_words.label(context)
        ),
        running=f"{edition_words.sample(context)}{context.full_name}" if found.sample else name,
        edition=edition_words.day(context),
        coalition=edition.coalition.name,
        front=replace(first, contents=contents),
        sections=sections,
        sources_title=_("Sources"),
        sources_note=_(
            "In the order they are first cited. Where a figure reached print through others, they are named. Most were read "
            "as excerpts; “no address on record” means that none was kept."
        ),
        sources=(),
        labels=labels(),
        attached=attached(),
    )
    numbered, lines, on_paper = paper_first(whole, context.refs.lines())
    return replace(numbered, sources=lines[:on_paper], further_sources=lines[on_paper:])
