"""What an edition leaves unsaid of the present, and by its own rule on small counts, in words."""

from pipeline.findings.model import Unsaid
from pipeline.narrative.document.context import Context
from pipeline.narrative.language import place_names
from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import count, day
from pipeline.narrative.language.phrase import Phrase

TOPICS = ("small", "now_arrests", "now_removals", "now_sheet", "now_placed", "now_program", "now_noncitizens")


def words_of(context: Context, unsaid: Unsaid) -> tuple[str, str]:
    """The question and the reason of an unsaid."""
    places = place_names.places([place_names.county(name) for name in unsaid.names])
    subject, reason = _words(unsaid)[unsaid.topic]
    known = {
        "places": places,
        "state": context.state_name,
        "smallest": (*unsaid.details, "")[0],
        "number": _placeless(context, unsaid),
        "day": _sheet_day(unsaid),
        "last": context.day,
        "turn": day(context.found.events[-1].date) if context.found.events else Phrase("", {"de": ""}),
    }
    return subject.format(**known), reason.format(**known)


def _sheet_day(unsaid: Unsaid) -> str:
    return day(unsaid.details[0]) if unsaid.topic == "now_sheet" and unsaid.details else ""


def _placeless(context: Context, unsaid: Unsaid) -> str:
    return "".join(count(int(context.found.finding(id).value)) for id in unsaid.findings)


def _words(unsaid: Unsaid) -> dict[str, tuple[str, str]]:
    if unsaid.topic == "small":
        return {
            "small": (
                _("the smallest figures of {places} and {state}"),
                _(
                    "this edition leaves out counts below {smallest}, and the parts of a total from which one could be worked out"
                ),
            )
        }
    return {
        "now_arrests": (
            _("how many people ICE arrests in {places}, where, and how many of them come from its jails"),
            _("ICE’s released records name no county of an arrest"),
        ),
        "now_removals": (
            _(
                "how many people have been removed or returned from {places} since the program’s end, and with what record"
            ),
            _("the figures in our sources end earlier"),
        ),
        "now_sheet": (
            _("which agreements have been signed or ended since {day}"),
            _("ICE’s list is of that day, and a later one is not in our sources"),
        ),
        "now_placed": (
            _(
                "whether agencies in {places} have any of the agreements in {state} that nothing places, {number} in all"
            ),
            _("neither the sheet nor their names place those agencies in one county"),
        ),
        "now_program": (
            _("whether, where and how Secure Communities runs today"),
            _("our sources, the latest of which was published by {last}, tell of no turning point after {turn}"),
        ),
        "now_noncitizens": (
            _("how many noncitizens live in {places} today, and how many of them without lawful status"),
            _("the survey’s estimate here is of earlier years and does not ask for status"),
        ),
    }
