"""Which of several figures of one thing stands first: one rule for every place, page and chart, printed in the methods.

The rule asks how sure a figure is, how recent, and how near to who counted it; never how large it is or whom it favors.
"""

import re
from collections.abc import Iterable, Mapping

from pipeline.findings.model import Finding, Source

END = "-99"  # a date known to the month or the year stands for its last day: after every day of it
CARRIED = re.compile(r"\b(?:quoting|quoted|citing|via|carried|reposted|repost|posted|analysis|giving)\b")


def best_first(findings: Iterable[Finding], sources: Mapping[str, Source]) -> list[Finding]:
    """The same figures, the most reliable first, by these questions in turn:

    1. whether its row leaves a doubt; 2. whether its source prints counts, or a percentage alone; 3. whether the figure
    is whole, or "at least"; 4. whether its counts are exact, or rounded or added up; 5. to what day it counts (where that
    is not told: when it was printed), the latest first; 6. through how many hands it came, the fewest first; 7. its id,
    so that the order is always the same.
    """
    nearest = sorted(findings, key=lambda finding: (hands(finding, sources), finding.id))
    latest = sorted(nearest, key=lambda finding: counted_to(finding, sources), reverse=True)
    return sorted(latest, key=_doubts)


def _doubts(finding: Finding) -> tuple[bool, ...]:
    bare = finding.unit == "percent" and finding.numerator is None
    return finding.doubtful, bare, finding.qualifier == "at least", finding.qualifier != "exact" and not bare


def counted_to(finding: Finding, sources: Mapping[str, Source]) -> str:
    """The day a figure counts to, else that of its printing, as one can be sorted; "" where neither is told."""
    day = finding.period.end or (sources[finding.sources[0]].published_on if finding.sources[0] in sources else "")
    return day + END * (2 - day.count("-")) if day else ""


def hands(finding: Finding, sources: Mapping[str, Source]) -> int:
    """Through how many hands a figure came to us, after who printed it first: "The Gazette, quoting ICE" is one."""
    source = sources.get(finding.sources[0])
    return len(CARRIED.findall(source.publisher)) if source else 0
