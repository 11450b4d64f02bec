"""The closed lists of words that several tables share."""

SECOND_LOOKS = ("confirmed", "confirmed_value_only", "contradicted", "not_found", "not looked at again")
STATUSES = ("confirmed", "partly")
USES = ("yes", "caution", "no")
QUALIFIERS = ("exact", "approximate", "at least", "as printed", "derived")
SCOPES = ("county", "state", "nation", "several counties")
STANCES = ("for", "against", "conditional", "declined", "neutral")  # data/README.md defines each
TAG_LOOKS = ("confirmed", "changed", "open", "not looked at again")
KINDS = (
    "executive",
    "law_enforcement",
    "legislature_council",
    "federal",
    "congress",
    "civil_society",
    "court_auditor",
)
SIDES = ("program", "critics", "scholar", "auditor", "record", "local government")
ARGUING = ("program", "critics")  # the sides that argue with each other; the others find, count or report
TOPICS = (
    "composition",
    "trust",
    "governance",
    "crime",
    "demographics",
    "fairness",
    "general",
    "cost",
    "detention",
    "families",
    "health",
    "labor",
    "deployment",
    "workload",
    "trend",
    "due process",
    "detainers",
    "geography",
)
# What is one subject although the tables tell it apart: an answer must be on the subject of its claim.
SUBJECTS = {"fairness": "general", "detention": "cost", "families": "life", "health": "life"}
TURNS = ("", "ended", "returned", "revoked", "a report")  # what an event is to the program, where the pages ask
PROGRAM_BEGAN = "2008-10-27"  # the first county's day: what was said before it is no position on the program
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
    "matches_serious",
    "ice_holds",
    "handed_to_ice",
    "handed_to_ice_nonconvicted",
    "custody",
    "custody_convicted",
    "custody_level1",
    "custody_level2",
    "custody_level3",
    "custody_serious",
    "custody_nonconvicted",
    "custody_nonviolent_arrest",
    "removed",
    "removed_convicted",
    "removed_level1",
    "removed_level1_2",
    "removed_level2",
    "removed_level2_3",
    "removed_level3",
    "removed_low_level",
    "removed_low_or_nonconvicted",
    "removed_non_level1",
    "removed_nonconvicted",
    "removed_not_dangerous",
    "removed_serious",
)
SHARES = (
    "custody_low_level_share",
    "custody_nonconvicted_share",
    "removed_convicted_share",
    "removed_level1_share",
    "removed_level3_share",
    "removed_low_level_share",
    "removed_low_or_nonconvicted_share",
    "removed_nonconvicted_share",
    "removed_serious_share",
    "share_of_all_ice_removals",
)


def subject(topic: str) -> str:
    """The subject on which a topic is argued: a claim and its answer share it."""
    return SUBJECTS.get(topic, topic)
