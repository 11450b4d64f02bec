"""The whole briefing in words, part after part, in the order the reader meets them."""

from collections.abc import Callable

from pipeline.editions import Edition
from pipeline.findings.model import CityFindings
from pipeline.narrative import afterwards, agreements, answers, imprint, police, present, program, removed, rollout
from pipeline.narrative.attached import attached
from pipeline.narrative.context import Context
from pipeline.narrative.front import front
from pipeline.narrative.language import _, language, unmarked
from pipeline.narrative.page import Labels, Page, Section
from pipeline.narrative.references import References
from pipeline.narrative.translated import translated

Part = Callable[[Context], Section | None]
# The parts after page 1, in the order the reader meets them: of an edition on the record, and of one on the present.
RECORD: tuple[Part, ...] = (
    program.section, removed.section, police.section, rollout.section, afterwards.section, answers.section, answers.methods,
)  # fmt: skip
NOW: tuple[Part, ...] = (agreements.section, agreements.past, afterwards.section, agreements.limits, agreements.methods)


def labels() -> Labels:
    """The words that the layout itself sets."""
    return Labels(source=_("Source"), note=_("Note"), sources=_("Sources"), step=_("Step"))


def page(found: CityFindings, edition: Edition) -> Page:
    """The page of a place: every sentence from a finding, every source numbered where it is first cited."""
    context = Context(translated(found), edition, References(found))
    first = front(context)
    parts = NOW if present.leads(context) else RECORD
    sections = tuple(section for part in parts if (section := part(context)))
    record = _("Secure Communities in {places}, {state}").format(places=context.counties, state=context.state_name)
    name = present.running(context) if present.leads(context) else record
    return Page(
        language=language().code, title=f"{context.full_name}: {unmarked(imprint.title(context))}",
        description=_("{subject}: what public data say. {edition}").format(subject=name, edition=imprint.label(context)),
        running=name, edition=imprint.label(context), coalition=edition.coalition.name, front=first, sections=sections,
        sources_title=_("Sources"), sources_note=_(
            "In the order they are first cited. Where a figure reached print through others, they are named. Most were read "
            "as excerpts; “no address on record” means that none was kept."),
        sources=context.refs.lines(), labels=labels(), attached=attached(),
    )  # fmt: skip
