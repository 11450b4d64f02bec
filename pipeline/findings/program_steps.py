"""The steps of the program: submissions, matches, custody, removals.

Steps stand beside each other as counts only when they come from one source and one period, and are never conversion
rates. What that source lacks is looked for among all the other rows of the place, so that nothing is said to be missing
that another source has: a whole count first, then one in doubt, then a count of a part of the step; the latest of each.
"""

import pandas as pd

from pipeline.findings.counted import KEY, printed
from pipeline.findings.model import Finding
from pipeline.rows import each

QUESTION = "program_steps"
# Counts since activation without a day of the data are taken as those of the day they were printed: the latest.
UNDATED = "9999"
STEPS = ("submissions", "matches", "custody", "removed")
ALSO = {"handed_to_ice": "custody", "ice_holds": "custody"}  # measures that are named otherwise and tell of a step


def findings(counts: pd.DataFrame, jurisdiction: str) -> list[Finding]:
    """The steps of a jurisdiction, in their order: from the source and period that give the most of them, the latest
    if several do; then, for each step that it lacks, the best count of another source."""
    own = counts[(counts.jurisdiction == jurisdiction) & (counts.unit == "count") & (counts.use != "no")]
    together = _together(own[own.measure.isin(STEPS) & (own.use == "yes")])
    steps = own.measure.map(step_of)
    chosen = [together.get(step) or _elsewhere(own[steps == step]) for step in STEPS]
    return [finding for finding in chosen if finding]


def step_of(measure: str) -> str:
    """The step that a measure counts, or counts a part of."""
    return ALSO.get(measure.removesuffix("_nonconvicted"), measure.split("_", maxsplit=1)[0])


def is_whole(finding: Finding) -> bool:
    """Whether a finding counts all of its step, without doubt."""
    return finding.measure in STEPS and not finding.doubtful


def _together(rows: pd.DataFrame) -> dict[str, Finding]:
    """The steps that one source gives for one period, by step."""
    if rows.empty:
        return {}
    groups = [group for _, group in rows.groupby(KEY, sort=True)]
    best = max(groups, key=lambda group: (group.measure.nunique(), group.period_end.iloc[0] or UNDATED, len(group)))
    return {row.measure: printed(row, QUESTION) for row in each(best.drop_duplicates("measure"))}


def _elsewhere(rows: pd.DataFrame) -> Finding | None:
    """The best count of one step from any source, the latest: of the whole; in doubt; of a part, the widest of that day."""
    if rows.empty:
        return None
    whole, firm = rows.measure.isin(STEPS), rows.use == "yes"
    ranked = rows.assign(rank=whole * 2 + firm, size=rows.value.where(~whole, 0))
    best = ranked.sort_values(["rank", "period_end", "size", "id"]).iloc[-1]
    return printed(next(iter(each(rows[rows.id == best.id]))), QUESTION)
