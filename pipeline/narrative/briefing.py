"""The whole briefing in words, part after part, in the order the reader meets them."""

from pipeline.editions import Edition
from pipeline.findings.model import CityFindings
from pipeline.narrative import answers, police, program, removed, rollout
from pipeline.narrative.context import Context
from pipeline.narrative.front import front
from pipeline.narrative.page import Page
from pipeline.narrative.references import References


def page(found: CityFindings, edition: Edition) -> Page:
    """The page of a place: every sentence from a finding, every source numbered where it is first cited."""
    context = Context(found, edition, References(found))
    first = front(context)
    parts = (program.section, removed.section, police.section, rollout.section, answers.section, answers.methods)
    sections = tuple(section for part in parts if (section := part(context)))
    name = f"Secure Communities in {context.counties}, {context.place.state_name}"
    return Page(
        language="en", title=f"{context.place.full_name}: {edition.title}",
        description=f"{name}: what public data say, edition of {context.day}", running=name,
        edition=f"Edition of {context.day}", coalition=edition.coalition.name, front=first, sections=sections,
        sources_title="Sources", sources_note=(
            "In the order they are first cited. Where a figure reached print through others, they are named. Most were read "
            "as excerpts; “no address on record” means that none was kept."),
        sources=context.refs.lines(),
    )  # fmt: skip
