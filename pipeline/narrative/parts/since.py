"""What is not as the last publication told it, and what was told wrongly; nothing where nothing is."""

from pipeline.findings.model import NATION, Correction, Moved, Since
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Block, Listing, Said, Section
from pipeline.narrative.language.locale import _, in_english, language, ngettext
from pipeline.narrative.language.numbers import count, day, listed
from pipeline.narrative.wording import moved as words

SHOWN = 6  # numbers that moved, on paper; the page of changes has all


def section(context: Context) -> Section | None:
    """The changes since the last publication and the corrections of this place's documents."""
    since, wrong = context.found.since, context.found.corrections
    blocks: list[Block] = [_corrected(wrong)] if wrong else []
    if since:
        blocks.append(_changed(context, since))
    headline = _("Since the last edition") if since else _("Corrections")
    return Section("since", Said(headline), tuple(blocks), starts_page=False, topic=headline) if blocks else None


def _changed(context: Context, since: Since) -> Listing:
    ordered = sorted(context.found.moved, key=lambda one: _nearness(context, one))
    shown = ordered[:SHOWN]
    items = [_told(context, one) for one in shown]
    more = len(ordered) - len(shown)
    if more:
        rest = ngettext("And {number} other number.", "And {number} other numbers.", more).format(number=count(more))
        items.append(Said(rest, (since.id,)))
    return Listing(_("What changed"), (*_why(since), *items), ruled=True)


def _told(context: Context, one: Moved) -> Said:
    """The change with the sources of what stands now; what is gone has none here."""
    now = [finding for finding in context.found.findings if f"moved.{finding.id}" == one.id]
    refs = tuple(number for finding in now for number in context.refs.numbers(*finding.sources))
    return Said(words.sentence(one), (one.id, *(finding.id for finding in now)), refs)


def _why(since: Since) -> tuple[Said, ...]:
    """Since when, why, and how many sources came or went."""
    reasons = listed(words.causes(since.why) or [_("what was told otherwise")])
    text = _("Since the publication of {day}, because of {reasons}.")
    said = [Said(text.format(day=day(since.published[:10]), reasons=reasons), (since.id,))]
    if since.sources_new or since.sources_gone:
        counts = _("Sources cited since then: {new} more; {gone} no longer.")
        said.append(Said(counts.format(new=since.sources_new, gone=since.sources_gone), (since.id,)))
    return tuple(said)


def _nearness(context: Context, one: Moved) -> int:
    """The place's own counties first, then its state, the nation, and others."""
    own = [county.fips for county in context.place.counties]
    order = (*own, context.place.state_fips, NATION)
    return order.index(one.place) if one.place in order else len(order)


def _corrected(wrong: tuple[Correction, ...]) -> Listing:
    return Listing(_("Corrections"), tuple(Said(correction(one), (one.id,)) for one in wrong), ruled=True)


def correction(one: Correction) -> str:
    """What was said, since when, and what is right; in English, and marked so, where it has no other words."""
    code = language().code
    said, right = one.words.get(code) or tuple(in_english(words) for words in one.words["en"])
    text = _("Corrected on {day}: since {since} these documents said: {said} Right is: {right}")
    return text.format(day=day(one.date), since=day(one.since), said=said, right=right)
