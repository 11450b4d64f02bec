"""Part 6: the federal answer beside each criticism, what a locality can decide, what these data cannot say, methods."""

from pipeline.findings.model import Position
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Block, Cell, Column, Listing, Passage, Row, Said, Section, Table
from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import listed
from pipeline.narrative.parts import both_sides, residents, studies
from pipeline.narrative.parts.police import position_row
from pipeline.narrative.wording import edition_words
from pipeline.narrative.wording.not_known import lines

MORE = 8  # statements of federal officials that stand apart: those on this place, then the latest of the others


def section(context: Context) -> Section:
    """Both sides, then what the edition's coalition thinks a locality can decide, then the limits."""
    both = both_sides.table(context)
    blocks: list[Block] = [both]
    told = {id for row in both.rows for id in row.findings}
    found = studies.table(context, told)
    if found:
        blocks.append(found)
    federal = _nearest(context, [p for p in context.found.federal_positions if p.id not in told])
    if federal:
        blocks.append(_federal(context, federal))
    theirs = edition_words.decides(context)
    if theirs:
        blocks.append(theirs)
    blocks.append(Listing(_("What these data cannot say"), lines(context), ruled=True))
    return Section("answers", _headline(context), tuple(blocks), starts_page=False, topic=_("What each side says"))


def methods(context: Context) -> Section:
    """How the figures were made, and the words of the field."""
    return Section(
        "methods",
        Said(_("How this briefing was made")),
        (*_methods(context), _glossary()),
        starts_page=False,
        topic=_("Method and words"),
    )


def _headline(context: Context) -> Said:
    if any(claim.topic == "composition" for claim in context.found.claims):
        return Said(
            _(
                "Critics fault whom the program removes and what it does to trust; ICE points to removals of people with "
                "convictions"
            )
        )
    return Said(
        _("Critics fault the program and what it does to trust; ICE points to removals of people with convictions")
    )


def _nearest(context: Context, positions: list[Position]) -> list[Position]:
    """As many statements as there is room for, by date: those on this place before those on state and nation."""
    here = {county.fips for county in context.place.counties}
    first = sorted(positions, key=lambda p: (p.place in here, p.date), reverse=True)[:MORE]
    return sorted(first, key=lambda p: p.date)


def _federal(context: Context, positions: list[Position]) -> Table:
    return Table(
        name="federal",
        headline=_("What federal officials and members of Congress have said"),
        subtitle=_("On this place, its state or the nation, by date; the stance is that of the day"),
        columns=(Column(_("Date"), width=28), Column(_("Stance"), width=28), Column(_("Who said what"))),
        rows=tuple(position_row(context, position) for position in positions),
        source=Said(_("Press reports and releases, numbered in each row.")),
    )


def _methods(context: Context) -> tuple[Passage, ...]:
    vintages = listed(
        [
            _("dates of activation in compilations of 2018 to 2026"),
            _("county shapes of 2017"),
            _("police agencies of 2025"),
        ]
    )
    evidence = edition_words.evidence(context, vintages)
    figures = _(
        "Every figure stands as its source prints it, or is computed from two counts of one source and one period. "
        "Nothing is estimated or filled in. Figures that a second reading contradicted or did not find again are left "
        "out; a figure in doubt says so. Where sources disagree, both stand. Most figures come from ICE’s statistics "
        "through the press and organizations that printed them; each source names the chain. “Not in our sources” means "
        "just that: most sources were read in excerpts, and others may have it."
    )
    intervals = _(
        "Intervals are Wilson score intervals at 95% (Wilson 1927). No share is given of fewer than ten removals. "
        "Shares are compared in words, and no difference is computed where periods, sources or definitions differ or one "
        "place contains the other."
    )
    return (
        Passage(_("Evidence"), (Said(evidence),)),
        Passage(_("Figures"), (Said(figures),)),
        residents.method(context),
        Passage(_("Intervals"), (Said(intervals),)),
    )


def _glossary() -> Table:
    words = (
        (
            _("Submission"),
            _("Fingerprints sent from a booking to the federal databases; one person can be sent more than once."),
        ),
        (_("Match"), _("Prints that meet an immigration record, also of lawful residents and naturalized citizens.")),
        (_("Detainer"), _("ICE’s request to a jail to hold a person for it.")),
        (_("Custody"), _("Booked into ICE custody.")),
        (_("Removed or returned"), _("What ICE’s statistics call removed: events, not people.")),
        (
            _("No conviction"),
            _("ICE’s “non-criminal”: no criminal conviction in its records; not a finding of innocence."),
        ),
        (
            _("Level 1, 2, 3"),
            _("ICE’s classes of conviction, gravest first; their definitions changed in October 2010."),
        ),
        (
            _("Jurisdiction"),
            _("What ICE counts as active; its count is not that of the counties in the list of activations."),
        ),
    )
    return Table(
        name="glossary",
        headline=_("Words"),
        subtitle=_("As the program’s own statistics use them"),
        columns=(Column(_("Word"), width=40), Column(_("What it means here"))),
        rows=tuple(Row((Cell(word), Cell(meaning))) for word, meaning in words),
        source=Said(""),
    )
