"""What each measure counts, in the words a reader needs. ICE's "removed" is always printed "removed or returned"."""

STEP_NAMES = {
    "submissions": "Fingerprints sent",
    "matches": "Matches",
    "custody": "ICE custody",
    "removed": "Removed or returned",
    "handed": "Handed to ICE",
    "ice": "ICE holds",
}
WITH = {
    "nonconvicted": "no conviction",
    "convicted": "with a conviction",
    "level1": "Level 1",
    "level2": "Level 2",
    "level3": "Level 3",
    "level2_3": "Level 2 or 3",
    "level1_2": "Level 1 or 2",
    "non_level1": "not Level 1",
    "low_or_nonconvicted": "low-level conviction or none",
    "low_level": "low-level conviction",
    "nonviolent_arrest": "arrested for no violent offense",
}
WHOLE = {
    "handed_to_ice": "Handed to ICE",
    "handed_to_ice_nonconvicted": "Handed to ICE, no conviction",
    "ice_holds": "ICE holds",
    "share_of_all_ice_removals": "Share of all ICE removals",
}


def counted(measure: str) -> str:
    """What a count or share counts: "Removed or returned, no conviction"."""
    base = measure.removesuffix("_share")
    if base in WHOLE:
        return WHOLE[base]
    step, _, part = base.partition("_")
    return f"{STEP_NAMES[step]}, {WITH[part]}" if part else STEP_NAMES[step]
