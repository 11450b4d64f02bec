"""The closed lists of words that several tables share."""

SECOND_LOOKS = ("confirmed", "confirmed_value_only", "contradicted", "not_found", "not looked at again")
STATUSES = ("confirmed", "partly")
USES = ("yes", "caution", "no")
QUALIFIERS = ("exact", "approximate", "at least", "as printed", "derived")
SCOPES = ("county", "state", "nation", "several counties")
STANCES = ("for", "against", "conditional", "neutral")
SIDES = ("program", "critics", "scholar", "auditor", "record")
LEVELS = ("city", "county", "state", "national")
MAKERS = (
    "academic",
    "academic data center",
    "academic survey",
    "advocacy analysis of federal data",
    "advocacy/academic",
    "federal advisory body",
    "federal agency",
    "federal auditor",
    "federal data reported by press",
    "federal inspector general",
    "press analysis of federal data",
    "press quoted by advocates",
    "state government",
)
PRECISIONS = ("day", "month", "year", "unknown")

COUNTS = (
    "active_jurisdictions",
    "submissions",
    "matches",
    "matches_convicted",
    "matches_level1",
    "matches_level2_3",
    "matches_nonconvicted",
    "ice_holds",
    "handed_to_ice",
    "handed_to_ice_nonconvicted",
    "custody",
    "custody_convicted",
    "custody_level1",
    "custody_level2",
    "custody_level3",
    "custody_nonconvicted",
    "custody_nonviolent_arrest",
    "removed",
    "removed_convicted",
    "removed_level1",
    "removed_level1_2",
    "removed_level2",
    "removed_level2_3",
    "removed_level3",
    "removed_low_or_nonconvicted",
    "removed_non_level1",
    "removed_nonconvicted",
    "removed_not_dangerous",
)
SHARES = (
    "custody_level3_share",
    "custody_nonconvicted_share",
    "removed_convicted_share",
    "removed_level1_share",
    "removed_level3_share",
    "removed_low_level_share",
    "removed_low_or_nonconvicted_share",
    "removed_nonconvicted_share",
    "share_of_all_ice_removals",
)
