"""From rows of reported counts to findings: a count as printed, a percentage as printed, a share of two counts.

A share is made only of counts from one source and one period, or of a part and a total that the table joins by
`of_row` because the source says so. Rows marked `caution` are printed with their note and never divided.
"""

from collections.abc import Iterable

import pandas as pd

from pipeline.findings.model import Caveat, Finding, Interval, Period, Qualifier
from pipeline.rows import Row, each
from pipeline.statistics import share, wilson

SMALL = 10  # below this many removals only counts are given: a share of so few misleads
WHOLE = {"removed": "removed", "custody": "custody", "matches": "matches"}
CLASSES = (
    ("removed_nonconvicted", "removed_level1", "removed_level2_3"),
    ("removed_nonconvicted", "removed_level1", "removed_level2", "removed_level3"),
)
PRECISION: tuple[Qualifier, ...] = ("exact", "derived", "approximate", "as printed", "at least")
KEY = ["jurisdiction", "source_id", "period_start", "period_end"]


def printed(row: Row, question: str) -> Finding:
    """The finding of one row just as its source prints it, a count or a percentage."""
    return Finding(
        id=f"{question}.{row.measure}.{row.jurisdiction}.{row.id}",
        question=question,
        place=row.jurisdiction,
        place_name=row.jurisdiction_name,
        scope=row.scope,
        measure=row.measure,
        unit=row.unit,
        population=population(row.measure),
        value=float(row.value) if row.unit == "percent" else int(row.value),
        qualifier=row.qualifier,
        period=Period(row.period_start, row.period_end),
        sources=(row.source_id,),
        caveats=_caveats([row]),
        doubtful=row.use == "caution",
        said_by=row.said_by,
        city=row.city,
        note="" if row.use == "caution" else row.note,
        rows=(row.id,),
    )


def population(measure: str) -> str:
    """The step of the program whose people (or events) a measure counts: removed, custody, matches or submissions."""
    return measure.split("_", maxsplit=1)[0]


def shares(counts: pd.DataFrame, question: str) -> list[Finding]:
    """A share with counts and Wilson interval for each part with its total; from n < 10 none is made."""
    sound = counts[(counts.unit == "count") & (counts.use == "yes")]
    pairs = pd.concat([_same_source(sound), _joined(sound)], ignore_index=True)
    found = [_share(pair.part, (pair.whole,), int(pair.whole.value), question) for pair in each(pairs)]
    found += [_share(part, rows, total, question) for part, rows, total in _summed(sound)]
    return [finding for finding in found if finding is not None]


def _same_source(rows: pd.DataFrame) -> pd.DataFrame:
    """Parts beside the total of the same source and period."""
    totals = rows[rows.measure.isin(WHOLE)]
    whole = {(*_key(row), row.measure): row for row in each(totals)}
    parts = [row for row in each(rows) if "_" in row.measure and not row.of_row]
    pairs = [(part, whole.get((*_key(part), population(part.measure)))) for part in parts]
    return pd.DataFrame([pair for pair in pairs if pair[1] is not None], columns=["part", "whole"])


def _joined(rows: pd.DataFrame) -> pd.DataFrame:
    """Parts whose total stands in another row by the table's own word."""
    by_id = {row.id: row for row in each(rows)}
    pairs = [(row, by_id[row.of_row]) for row in each(rows) if row.of_row in by_id]
    return pd.DataFrame(pairs, columns=["part", "whole"])


def _summed(rows: pd.DataFrame) -> Iterable[tuple[Row, tuple[Row, ...], int]]:
    """People without conviction beside a total added up from ICE's classes, where no total is printed."""
    groups: dict[tuple[str, ...], dict[str, Row]] = {}
    for row in each(rows):
        groups.setdefault(_key(row), {})[row.measure] = row
    for _key_of, by_measure in sorted(groups.items()):
        for classes in CLASSES:
            if "removed" not in by_measure and set(classes) <= by_measure.keys():
                whole = tuple(by_measure[name] for name in classes)
                yield by_measure[classes[0]], whole, sum(int(row.value) for row in whole)


def _share(part: Row, whole: tuple[Row, ...], total: int, question: str) -> Finding | None:
    count = int(part.value)
    if total < SMALL or count > total:
        return None
    rows = [part, *(row for row in whole if row.id != part.id)]
    qualifier = max((row.qualifier for row in rows), key=PRECISION.index)
    if len(whole) > 1 and qualifier == "exact":
        qualifier = "derived"
    interval = None if qualifier == "at least" else Interval(*wilson(count, total))
    return Finding(
        id=f"{question}.{part.measure}_share.{part.jurisdiction}.{part.id}",
        question=question,
        place=part.jurisdiction,
        place_name=part.jurisdiction_name,
        scope=part.scope,
        measure=f"{part.measure}_share",
        unit="percent",
        population=population(part.measure),
        value=share(count, total),
        numerator=count,
        denominator=total,
        qualifier=qualifier,
        interval=interval,
        method="total added up from ICE's classes" if len(whole) > 1 else "part of total",
        period=Period(part.period_start, part.period_end),
        sources=tuple(dict.fromkeys(r.source_id for r in rows)),
        caveats=_caveats(rows),
        said_by=part.said_by,
        city=part.city,
        note=part.note,
        rows=tuple(row.id for row in rows),
    )


def _key(row: Row) -> tuple[str, ...]:
    return tuple(getattr(row, name) for name in KEY)


def _caveats(rows: Iterable[Row]) -> tuple[Caveat, ...]:
    """What must be said beside the figure: whom it covers if not the whole place, and the note of a caution row."""
    said = [Caveat("given as of", row.covers) for row in rows if row.scope != "several counties" and row.covers]
    said += [Caveat("note", row.note) for row in rows if row.use == "caution"]
    return tuple(dict.fromkeys(said))
