"""What ICE's records tell of a place or the nation, and the window that a figure is of, in words."""

from pipeline.findings.enforcement import QUESTION
from pipeline.findings.model import Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import day


def of(context: Context, measure: str, place: str = "") -> list[Finding]:
    """The findings of a measure, of the state unless a place is given, in the order of their windows."""
    return list(context.found.of(place or context.place.state_fips, measure, QUESTION))


def window(finding: Finding) -> str:
    """A year, or its first and last month: "August 2025 to July 2026"."""
    first, last = finding.period.start, finding.period.end
    if first.endswith("-01-01") and last.endswith("-12-31"):
        return str(day(last[:4]))
    return _("{first} to {last}").format(first=day(first[:7]), last=day(last[:7]))
