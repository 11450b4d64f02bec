"""The chain through which a source came, as data/sources.csv has it: who printed it, quoting whom, carried by whom.

Names stay as they are called; what joins them is said in the language being written.
"""

import re

from pipeline.narrative.language.locale import ENGLISH, OWN, _, language


def chain(publisher: str) -> str:
    """A publisher with the words between its names in the language being written; in English it stays as it is."""
    if language().code == "en":
        return publisher
    joints = {**_carried(), **_kinds()}
    found = re.compile(  # "ICE statement via UPI" has no comma
        rf"(?P<comma>,?) (?P<between>{'|'.join(_carried())}) |, (?P<kind>{'|'.join(_kinds())})(?P<blank> |(?=[,;{OWN}]))"
    )

    def joined(match: re.Match[str]) -> str:
        words = match["between"] or match["kind"]
        comma, blank = ("," if match["kind"] else match["comma"]), (match["blank"] if match["kind"] else " ")
        return f"{OWN}{comma} {joints[words]}{blank}{ENGLISH}"

    whole = found.sub(joined, f"{ENGLISH}{publisher}{OWN}")
    return re.sub(f"{ENGLISH}([,; ]*){OWN}", r"\1", whole)


def _carried() -> dict[str, str]:
    """What stands between two names."""
    return {
        "as quoted by": _("as quoted by"),
        "quoted by": _("quoted by"),
        "quoting": _("quoting"),
        "citing": _("citing"),
        "as carried by": _("as carried by"),
        "as reposted by": _("as reposted by"),
        "reposted by": _("reposted by"),
        "as posted by": _("as posted by"),
        "via": _("via"),
    }


def _kinds() -> dict[str, str]:
    """What a document is, after a comma; the longer words first."""
    return {
        "giving": _("giving"),
        "on an analysis by": _("on an analysis by"),
        "analysis of": _("analysis of"),
        "news release": _("news release"),
        "press release": _("press release"),
        "release of": _("release of"),
        "release": _("release"),
        "reposted": _("reposted"),
        "letter to": _("letter to"),
        "letter": _("letter"),
        "column by": _("column by"),
        "opinion piece": _("opinion piece"),
    }
