"""The same removals from the other side: how many people with convictions, here and in the nation, as ICE counts them."""

from pipeline.findings.model import Finding
from pipeline.narrative.context import CONVICTED, Context
from pipeline.narrative.page import Passage, Said
from pipeline.narrative.words import as_date, of_counts, quantity, sentence


def passage(context: Context) -> Passage | None:
    """Shares and counts of people with convictions: the place's or its state's, then the nation's, the latest of each."""
    near = (context.local(CONVICTED) or context.state(CONVICTED))[:1]
    nation = [f for f in context.nation(CONVICTED) if f.numerator is not None][:1]
    counts = sorted(context.nation("removed_convicted"), key=lambda f: as_date(context.ends(f)))
    latest = [f for f in counts if not nation or context.ends(f) > context.ends(nation[0])][-1:]
    said = [*(_share(context, f) for f in [*near, *nation]), *(_count(context, f) for f in latest)]
    return Passage("With a conviction", tuple(said)) if said else None


def _share(context: Context, finding: Finding) -> Said:
    counts = f" ({of_counts(finding)})" if finding.numerator is not None else ""
    who = f", {finding.said_by} said" if finding.said_by else ""
    text = f"{context.name(finding)}: {quantity(finding)}{counts} had a conviction, {context.until(finding)}{who}"
    return context.refs.say(sentence(text), finding)


def _count(context: Context, finding: Finding) -> Said:
    text = (
        f"{context.name(finding)}: {quantity(finding)} removals or returns of people with convictions {context.until(finding)} "
        f"({context.refs.short(finding.sources[0])})"
    )
    return context.refs.say(sentence(text), finding)
