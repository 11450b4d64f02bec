"""The same removals from the other side: how many people with convictions, here and in the nation, as ICE counts them."""

from pipeline.findings.model import Finding
from pipeline.narrative.document.context import CONVICTED, Context
from pipeline.narrative.document.model import Passage, Said
from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import as_date, of_counts, quantity, sentence


def passage(context: Context) -> Passage | None:
    """Shares and counts of people with convictions: the place's or its state's, then the nation's, the latest of each."""
    near = (context.local(CONVICTED) or context.state(CONVICTED))[:1]
    nation = [f for f in context.nation(CONVICTED) if f.numerator is not None][:1]
    dated = [f for f in context.nation("removed_convicted") if context.ends(f)]
    counts = sorted(dated, key=lambda f: as_date(context.ends(f)))
    latest = [f for f in counts if not nation or context.ends(f) > context.ends(nation[0])][-1:]
    said = [*(_share(context, f) for f in [*near, *nation]), *(_count(context, f) for f in latest)]
    return Passage(_("With a conviction"), tuple(said)) if said else None


def _share(context: Context, finding: Finding) -> Said:
    known = {"place": context.name(finding), "share": quantity(finding), "until": context.until(finding)}
    if finding.numerator is not None:
        text = _("{place}: {share} ({counts}) had a conviction, {until}").format(counts=of_counts(finding), **known)
    else:
        text = _("{place}: {share} had a conviction, {until}").format(**known)
    if finding.said_by:
        text = _("{statement}, according to {who}").format(statement=text, who=finding.said_by)
    return context.refs.say(sentence(text), finding)


def _count(context: Context, finding: Finding) -> Said:
    text = _("{place}: {number} removals or returns of people with convictions {until} ({source})").format(
        place=context.name(finding),
        number=quantity(finding),
        until=context.until(finding),
        source=context.refs.short(finding.sources[0]),
    )
    return context.refs.say(sentence(text), finding)
