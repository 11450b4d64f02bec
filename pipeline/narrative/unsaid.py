"""What these data cannot say, in words: what is not known, and why."""

from pipeline.findings.model import Unsaid
from pipeline.narrative.context import Context
from pipeline.narrative.page import Said
from pipeline.narrative.words import listed, sentence

STEPS = {
    "submissions": "how many fingerprints were sent",
    "matches": "how many matched an immigration record",
    "custody": "how many people ICE took into custody",
    "removed": "how many removals or returns there were",
}


def lines(context: Context) -> tuple[Said, ...]:
    """Each unsaid as one line: the question and the reason."""
    said = []
    for unsaid in context.found.unsaid:
        subject, reason = words_of(context, unsaid)
        said.append(Said(f"{sentence(subject)} {sentence(reason)}", (unsaid.id,)))
    return tuple(said)


def words_of(context: Context, unsaid: Unsaid) -> tuple[str, str]:
    """The question and the reason of an unsaid."""
    names = listed([name.split(", ")[0] for name in unsaid.names])
    total = f"the {unsaid.details[0]} " if unsaid.details else "the "
    none = f"no source in our tables gives a firm figure for it by {context.day}"
    several = "these counties" if len(unsaid.names) > 1 else "the county"
    if unsaid.reason == "not active":
        return (f"who would be removed or returned from {names}", "the program is not active there, so none of its removals "
                "are counted there")  # fmt: skip
    words = {
        "share": (f"what share of the people removed or returned from {names} had a conviction",
                  f"no source in our tables gives a firm figure of it for {several} by {context.day}"),
        "which_is_right": (f"which figure for {total}removals or returns is right", "the sources disagree and neither "
                           "prints the cases behind its figure"),
        "data_date": (f"to what day the figures of {total}removals or returns run", "their sources do not print it"),
        "coverage": (f"whether the figures cover all of {names}", "some are given as of the city’s police only"),
        "charges": (f"on what charges the people removed or returned from {names} had been arrested", none),
        "people": ("how many people were removed or returned", "the figures count events; one person can be removed more "
                   "than once"),
        "survey": (f"whether residents of {names} trust the police less",
                   f"no survey made there was published by {context.day} in our sources"),
        "positions": (f"what the elected officials and police of {names} hold",
                      f"no dated statement on the program by {context.day} is in our sources"),
        "workload": (f"what the program costs the police and jails of {names} in time and money", none),
        "divided": (f"how a count divides between {names} and the city in them", "counties are counted, cities are not; "
                    "nothing is split"),
        "steps": (f"for {names}, {listed([STEPS[step] for step in unsaid.details if step in STEPS] or ['nothing'])}",
                  none),
    }  # fmt: skip
    return words[unsaid.topic]
