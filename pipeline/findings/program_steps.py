"""The steps of the program: submissions, matches, custody, removals.

Steps stand beside each other only when they come from one source and one period; they are counts beside each other,
never conversion rates.
"""

import pandas as pd

from pipeline.findings.counted import KEY, printed
from pipeline.findings.model import Finding
from pipeline.rows import each

QUESTION = "program_steps"
STEPS = ("submissions", "matches", "custody", "removed")


def findings(counts: pd.DataFrame, jurisdiction: str) -> list[Finding]:
    """The steps of a jurisdiction from the source and period that give the most of them, the latest if several do."""
    rows = counts[(counts.jurisdiction == jurisdiction) & counts.measure.isin(STEPS) & (counts.use == "yes")]
    if rows.empty:
        return []
    groups = [group for _, group in rows.groupby(KEY, sort=True)]
    best = max(groups, key=lambda group: (group.measure.nunique(), group.period_end.iloc[0] or "9999", len(group)))
    ordered = best.drop_duplicates("measure").set_index("measure", drop=False)
    return [printed(row, QUESTION) for row in each(ordered.reindex([s for s in STEPS if s in ordered.index]))]
