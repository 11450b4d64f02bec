"""The state's own figures on page 1, where the place has none: its best share, two that disagree, or a bare count."""

from pipeline.findings.model import Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import KeyFinding, Said
from pipeline.narrative.language.chains import chain
from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import of_counts, quantity
from pipeline.narrative.wording import caveats


def findings(context: Context) -> list[KeyFinding]:
    """The state's printed shares: from the lowest to the highest where sources dispute one, else the one that stands first."""
    shares = context.state(doubtful=True)
    if len({f.value for f in shares}) > 1 and any(f.disputed_by for f in shares):
        return [_disagreeing(context, shares)]
    shares = [f for f in shares if f.qualifier != "at least"]
    firm = [f for f in shares if not f.doubtful]
    counts = context.state("removed")
    if firm:
        return [_share(context, firm[0])]
    if shares:
        return [_in_doubt(context, shares[0])]
    return [_count(context, counts[0])] if counts else []


def _in_doubt(context: Context, finding: Finding) -> KeyFinding:
    """A share of the state that another source disputes with something else than a share, or that has a doubt."""
    text = _(
        "By one reading {share} of removals or returns from {place} {until} were of people with no criminal conviction."
    )
    text = text.format(share=quantity(finding), place=context.state_name, until=context.until(finding))
    number = _("{share}, in doubt").format(share=quantity(finding))
    return KeyFinding(number, context.refs.say(text, finding), _states_own(context, finding))


def _disagreeing(context: Context, shares: list[Finding]) -> KeyFinding:
    low, high = min(shares, key=lambda f: float(f.value)), max(shares, key=lambda f: float(f.value))
    text = _("Sources disagree on removals or returns from {state} without a conviction: {one}; {other}.").format(
        state=context.state_name, one=_who(context, low), other=_who(context, high)
    )
    number = _("from {low} to {high}").format(low=quantity(low), high=quantity(high))
    more = _("Figures of the state, which differ in date and in what they count.")
    return KeyFinding(number, context.refs.say(text, low, high), Said(more))


def _who(context: Context, finding: Finding) -> str:
    """A share with who says it: whose figure it is, else who printed it."""
    who = finding.said_by or chain(context.refs.source(finding.sources[0]).publisher)
    return _("{share} {until} ({publisher})").format(
        share=quantity(finding), until=context.until(finding), publisher=who
    )


def _share(context: Context, finding: Finding) -> KeyFinding:
    """The share that stands first, and the count that the sources have of a later day, if there is one."""
    text = _("{share} of removals or returns from {place} {until} were of people with no criminal conviction.")
    if finding.numerator is not None:
        text = _(
            "{share} of removals or returns from {place} {until} were of people with no criminal conviction ({counts})."
        )
    text = text.format(
        share=quantity(finding), place=context.state_name, until=context.until(finding), counts=of_counts(finding)
    )
    later = context.later_counts(finding)
    said = context.refs.say(f"{text} {caveats.later_count(context, later)}".strip(), finding, *later)
    return KeyFinding(quantity(finding), said, _states_own(context, finding))


def _count(context: Context, finding: Finding) -> KeyFinding:
    text = _("{number} were removed or returned from {place} {until}.").format(
        number=quantity(finding), place=context.state_name, until=context.until(finding)
    )
    return KeyFinding(quantity(finding), context.refs.say(text, finding), _states_own(context, finding))


def _states_own(context: Context, finding: Finding) -> Said:
    """That it is the state's, what to know of it, and the nation's share where one runs to the same day."""
    parts = [_("A figure of the state; it says nothing of single counties."), *caveats.beside(finding)]
    nation = [f for f in context.nation(finding.measure) if f.period.end and f.period.end == finding.period.end][:1]
    parts += [_("Nationwide {share} to the same day.").format(share=quantity(f)) for f in nation]
    return context.refs.say(" ".join(parts), finding, *nation)
