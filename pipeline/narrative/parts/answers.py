"""Part 6: the federal answer beside each criticism, what a locality can decide, what these data cannot say, methods."""

from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Columns, Passage, Said, Section
from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import listed
from pipeline.narrative.parts import both_sides, officials, residents, studies
from pipeline.narrative.wording import edition_words


def section(context: Context) -> Section:
    """What officials said, both sides, then what the edition's coalition thinks a locality can decide."""
    both, more_sides = both_sides.tables(context)
    told = {
        id for row in both.rows for id in row.findings
    }  # on paper: what only the page has of both sides stands here too
    said, more_said = officials.tables(context, told)
    found, theirs = studies.table(context, told), edition_words.decides(context)
    return Section(
        "answers",
        _headline(context),
        (*said, both, *([found] if found else []), *([theirs] if theirs else [])),
        starts_page=False,
        topic=_("What each side says"),
        more=(*more_said, *more_sides),
    )


def methods(context: Context) -> Section:
    """How the figures were made, and the words of the field."""
    return Section(
        "methods",
        Said(_("How this briefing was made")),
        (Columns((*_methods(context), _glossary(_words()))),),
        starts_page=False,
        topic=_("Method and words"),
        more=(residents.method(context), _glossary(_more_words())),
    )


def _headline(context: Context) -> Said:
    """On which sides officials here have spoken; where none has, who speaks against the program and who for it."""
    stances = {position.stance for position in context.found.positions} - {"neutral", "declined"}
    said = {"for": _("for"), "against": _("against"), "conditional": _("with conditions")}
    spoken = [words for stance, words in said.items() if stance in stances]
    ids = tuple(position.id for position in context.found.positions)
    known = {"places": context.with_state(context.city), "sides": listed(spoken or [""])}
    if not spoken:
        return Said(_("What critics and federal officials say, and what answers what"))
    if len(spoken) == 1:
        return Said(_("What officials in {places} have said, by date and stance").format(**known), ids)
    return Said(_("Officials in {places} have spoken {sides}").format(**known), ids)


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
    first = _(
        "Of several figures of one thing, the surest comes first, whatever it says: one without a doubt, with counts, whole "
        "rather than “at least”, exact rather than rounded; then the latest; then the one that came through the fewest hands."
    )
    intervals = _(
        "Intervals are Wilson score intervals at 95% (Wilson 1927). No share is given of fewer than ten removals. "
        "Shares are compared in words, and no difference is computed where periods, sources or definitions differ or one "
        "place contains the other."
    )
    return (
        Passage(_("Evidence"), (Said(evidence), Said(intervals))),
        Passage(_("Figures"), (Said(figures), Said(first))),
    )


def _glossary(words: dict[str, str]) -> Passage:
    lines = (_("{word}: {meaning}").format(word=word, meaning=meaning) for word, meaning in words.items())
    return Passage(_("Words"), tuple(Said(line) for line in lines))


def _words() -> dict[str, str]:
    """The words that a reader of the pages needs, as the program's own statistics use them."""
    return {
        _("Match"): _("Prints that meet an immigration record, also of lawful residents and naturalized citizens."),
        _("Detainer"): _("ICE’s request to a jail to hold a person for it."),
        _("Removed or returned"): _("What ICE’s statistics call removed: events, not people."),
        _("No conviction"): _(
            "ICE’s “non-criminal”: no criminal conviction in its records; not a finding of innocence."
        ),
        _("Level 1, 2, 3"): _("ICE’s classes of conviction, gravest first; their definitions changed in October 2010."),
    }


def _more_words() -> dict[str, str]:
    return {
        _("Submission"): _(
            "Fingerprints sent from a booking to the federal databases; one person can be sent more than once."
        ),
        _("Custody"): _("Booked into ICE custody."),
        _("Jurisdiction"): _(
            "What ICE counts as active; its count is not that of the counties in the list of activations."
        ),
    }
