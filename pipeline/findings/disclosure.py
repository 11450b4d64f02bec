"""An edition's rule on small cells: which reported counts it leaves out, so that no few people stand in print.

A count below the edition's smallest is left out, and so is what would give it away: the other parts of the same total,
and a part whose remainder is that small. The total itself stays when it is large enough. What different sources print
of one thing, and of earlier and later days, is not compared: a reader with all of them may still find a small number.
"""

import pandas as pd

from pipeline.findings.counted import KEY, population
from pipeline.findings.model import Unsaid
from pipeline.places import Place
from pipeline.rows import Row, each

MADE_OF = 100.0


def disclosed(counts: pd.DataFrame, smallest: int) -> pd.DataFrame:
    """The rows an edition prints whose smallest count is `smallest` (0: all of them)."""
    if smallest == 0:
        return counts
    hidden = {id for _, group in counts.groupby(KEY) for id in _hidden(list(each(group)), smallest)}
    # A part whose total stands in another row is a cell of that total.
    by_id = {row.id: row for row in each(counts)}
    joined = [row for row in each(counts) if row.of_row in by_id]
    hidden |= {row.id for row in joined if _small(row, by_id[row.of_row], smallest)}
    hidden |= {row.id for row in joined if row.of_row in hidden}
    return counts[~counts.id.isin(hidden)]


def unsaid(place: Place, before: pd.DataFrame, after: pd.DataFrame, smallest: int) -> tuple[Unsaid, ...]:
    """That figures of the place's counties or state were left out, where any were."""
    here = {place.state_fips, *(county.fips for county in place.counties)}
    gone = before[before.jurisdiction.isin(here) & ~before.id.isin(set(after.id))]
    if gone.empty:
        return ()
    names = tuple(county.name for county in place.counties)
    return (Unsaid("unsaid.small", "composition", "small", "left out", names, (str(smallest), str(len(gone)))),)


def _hidden(rows: list[Row], smallest: int) -> set[str]:
    """Of the rows of one place, source and period, the ids of those to leave out: none, or every part of a total."""
    wholes = {row.measure: row for row in rows if row.unit == "count" and "_" not in row.measure}
    small = [row for row in rows if _small(row, wholes.get(population(row.measure)), smallest)]
    touched = {population(row.measure) for row in small}
    parts = {row.id for row in rows if population(row.measure) in touched and "_" in row.measure}
    return parts | {row.id for row in small}


def _small(row: Row, whole: Row | None, smallest: int) -> bool:
    """Whether a count, or the remainder it leaves of its total, is below the smallest; a share counts as its count."""
    value = float(row.value)
    if row.unit == "percent":
        if whole is None:
            return False
        value *= float(whole.value) / MADE_OF
    elif value < smallest:
        return True
    return whole is not None and whole.id != row.id and min(value, float(whole.value) - value) < smallest
