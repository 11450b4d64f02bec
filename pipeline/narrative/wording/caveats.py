"""What must be said beside a figure, in words: each kind of caveat is one sentence."""

from pipeline.findings.model import Caveat, Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.language import place_names
from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import count, day, listed, quantity


def of(finding: Finding) -> tuple[str, ...]:
    """The caveats of a finding, a sentence each."""
    return tuple(_sentence(caveat) for caveat in finding.caveats)


def beside(finding: Finding) -> tuple[str, ...]:
    """The same, and what the table says of how the source prints the figure."""
    return (*of(finding), *filter(None, [finding.note]))


def later_count(context: Context, later: list[Finding]) -> str:
    """What the latest count of a share's place is, where it is of a later day (`Context.later_counts`); "" where not."""
    text = _("The latest count, {number} {until}, comes without such a share.")
    return " ".join(text.format(number=quantity(f), until=context.until(f)) for f in later)


def _sentence(caveat: Caveat) -> str:
    sentences = {
        "given as of": _("The source gives it for {detail}."),
        "only active county": _("Only {detail} was active in the state then."),
        "second compilation": _("A second compilation gives {detail}."),
        "not counties": _("ICE counts jurisdictions, the compiled list counts counties."),
        "no estimate": _("Counties without an estimate, left out: {detail}."),
        "fiscal years": _("Fiscal years {detail}."),
        "not active then": _("By the list of activations {detail} was not active by then."),
    }
    return sentences.get(caveat.kind, "{detail}").format(detail=_detail(caveat))


def _detail(caveat: Caveat) -> str:
    """What a sentence has in its place: a month, a count and years in the words of the language, else as it is."""
    if caveat.kind == "second compilation":
        return day(caveat.detail)
    if caveat.kind == "no estimate":
        return count(int(caveat.detail))
    if caveat.kind in ("only active county", "not active then"):
        return place_names.county(caveat.detail)
    return listed(caveat.detail.split(";")) if caveat.kind == "fiscal years" else caveat.detail
