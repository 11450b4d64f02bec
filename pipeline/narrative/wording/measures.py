"""What each measure counts, in the words a reader needs. ICE's "removed" is always printed "removed or returned"."""

from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import headed


def counted(measure: str) -> str:
    """What a count or share counts: "Removed or returned, no conviction"."""
    base = measure.removesuffix("_share")
    whole = _whole()
    if base in whole:
        return whole[base]
    step, _blank, part = base.partition("_")
    if not part:
        return headed(steps()[step])
    return headed(_("{step}, {part}").format(step=steps()[step], part=classes()[part]))


def part_of(measure: str) -> str:
    """The part of a step that a measure counts, alone: "with a conviction"."""
    _step, _blank, part = measure.removesuffix("_share").partition("_")
    return counted(measure) if measure in _whole() or not part else classes()[part]


def steps() -> dict[str, str]:
    """The steps of the program, by the first word of a measure."""
    return {
        "submissions": _("Fingerprints sent"),
        "matches": _("Matches"),
        "custody": _("ICE custody"),
        "removed": _("Removed or returned"),
        "handed": _("Handed to ICE"),
        "ice": _("ICE holds"),
    }


def classes() -> dict[str, str]:
    """The part of a step that a measure counts, by the words after the first."""
    return {
        "nonconvicted": _("no conviction"),
        "convicted": _("with a conviction"),
        "serious": _("convicted of what the source calls serious crimes or felonies"),
        "level1": _("Level 1"),
        "level2": _("Level 2"),
        "level3": _("Level 3"),
        "level2_3": _("Level 2 or 3"),
        "level1_2": _("Level 1 or 2"),
        "non_level1": _("not Level 1"),
        "low_or_nonconvicted": _("low-level conviction or none"),
        "low_level": _("low-level conviction"),
        "not_dangerous": _("not “dangerous criminals” in the source’s words"),
        "nonviolent_arrest": _("arrested for no violent offense"),
    }


def _whole() -> dict[str, str]:
    return {
        "handed_to_ice": _("Handed to ICE"),
        "handed_to_ice_nonconvicted": _("Handed to ICE, no conviction"),
        "ice_holds": _("ICE holds"),
        "share_of_all_ice_removals": _("Share of all ICE removals"),
    }
