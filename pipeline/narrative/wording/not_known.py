"""What our sources do not say, in words: the question, and why it stays open."""

from pipeline.findings.model import Unsaid
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Said, Third
from pipeline.narrative.language import place_names
from pipeline.narrative.language.locale import _, ngettext
from pipeline.narrative.language.numbers import headed, listed, sentence
from pipeline.narrative.wording import not_known_today

MOST = 4  # questions that a column of page 1 has room for


def lines(context: Context) -> tuple[Said, ...]:
    """Each unsaid as one line: the question and the reason."""
    said = []
    for unsaid in context.found.unsaid:
        subject, reason = words_of(context, unsaid)
        said.append(Said(f"{sentence(subject)} {sentence(reason)}", (unsaid.id,)))
    return tuple(said)


def lacking(context: Context, wanted: tuple[str, ...], most: int = MOST) -> Third:
    """What our sources do not have, in short: the questions of these topics, the gravest first."""
    found = [u for topic in wanted for u in context.found.unsaid if u.topic == topic]
    items = tuple(Said(headed(words_of(context, u)[0]), (u.id,)) for u in (found or list(context.found.unsaid))[:most])
    return Third(_("Not in our sources"), items=items)


def words_of(context: Context, unsaid: Unsaid) -> tuple[str, str]:
    """The question and the reason of an unsaid."""
    places = place_names.places([place_names.county(name.split(", ")[0]) for name in unsaid.names])
    if unsaid.reason == "not active":
        subject = _("who would be removed or returned from {places}")
        reason = _("the program is not active there, so none of its removals are counted there")
        return subject.format(places=places), reason
    if unsaid.topic in not_known_today.TOPICS:
        return not_known_today.words_of(context, unsaid)
    words = {**_figures(unsaid), **_rest(unsaid)}
    subject, reason = words[unsaid.topic]
    steps = listed([text for step, text in _steps().items() if step in unsaid.details] or [_("nothing")])
    detail = (*unsaid.details, "")[0]
    known = {"places": places, "day": context.day, "steps": steps, "detail": detail, "who": _named(unsaid)}
    return subject.format(**known), reason.format(**known)


def _named(unsaid: Unsaid) -> str:
    """Whom the sources have on the separate program, where they have nobody on this one."""
    return listed(unsaid.details) if unsaid.topic == "positions" and unsaid.details else ""


def _steps() -> dict[str, str]:
    return {
        "submissions": _("how many fingerprints were sent"),
        "matches": _("how many matched an immigration record"),
        "custody": _("how many people ICE took into custody"),
        "removed": _("how many removals or returns there were"),
    }


def _figures(unsaid: Unsaid) -> dict[str, tuple[str, str]]:
    """What figures in dispute, undated or partial leave open."""
    which = _("which figure for the {detail} removals or returns is right")
    dates = _("to what day the figures of the {detail} removals or returns run")
    if not unsaid.details:
        which = _("which figure for the removals or returns is right")
        dates = _("to what day the figures of the removals or returns run")
    return {
        "which_is_right": (which, _("the cases behind either figure are not in our sources")),
        "data_date": (dates, _("it is not in our sources")),
        "coverage": (_("whether the figures cover all of {places}"), _("their sources say {detail}")),
    }


def _rest(unsaid: Unsaid) -> dict[str, tuple[str, str]]:
    """What no figure, survey or statement covers."""
    none = _("a firm figure is not in our sources by {day}")
    missing = ngettext(
        "a firm figure for the county is not in our sources by {day}",
        "a firm figure for these counties is not in our sources by {day}",
        len(unsaid.names),
    )
    one_side = unsaid.reason == "one side"
    silent = _("a dated statement by one is not in our sources by {day}")
    if unsaid.details:
        one_side = unsaid.reason == "one side"
    silent = _("a dated statement by one is not in our sources by {day}; those of {who} on 287(g) are not counted")
    return {
        "share": (_("what share of the people removed or returned from {places} had a conviction"), missing),
        "charges": (_("on what charges the people removed or returned from {places} had been arrested"), none),
        "people": (
            _("how many people were removed or returned"),
            _("the figures count events; one person can be removed more than once"),
        ),
        "survey": (
            _("whether residents of {places} trust the police less"),
            _("a survey made there is not in our sources by {day}"),
        ),
        "positions": (
            _("what local officials in {places} hold on this program"),
            silent,
        ),
        "studies": (
            _("what auditors and scholars find of the program as a whole"),
            _("an audit or study of it is not in our sources by {day}"),
        ),
        "workload": (
            _("what the program costs the police and jails of {places} in time and money"),
            _("what critics say of it is in our sources; an account of it is not, by {day}") if one_side else none,
        ),
        "divided": (
            _("how a count divides between {places} and the city in them"),
            _("counties are counted, cities are not; nothing is split"),
        ),
        "steps": (_("for {places}, {steps}"), none),
    }
