"""data/reported_counts.csv: counts and shares that ICE released and somebody printed, in long form."""

import re
from pathlib import Path

import pandas as pd

from pipeline.rows import Row, each
from pipeline.sources import contract as c
from pipeline.sources import registry
from pipeline.sources.registry import read_sourced
from pipeline.sources.vocabulary import COUNTS, QUALIFIERS, SCOPES, SECOND_LOOKS, SHARES, USES

ROW = r"R\d{3,}"
JURISDICTION = r"US|\d{2}|\d{5}|\d{2}:[a-z-]+"
TOTALS = ("removed", "custody", "matches")  # measures whose classes are named after them: removed_level1, ...
_PLACE_OF = {"nation": r"US", "state": r"\d{2}", "county": r"\d{5}", "several counties": r"\d{2}:[a-z-]+"}


def _scope_fits(frame: pd.DataFrame) -> pd.Series:
    pairs = zip(frame["scope"], frame["jurisdiction"], strict=True)
    return pd.Series([bool(re.fullmatch(_PLACE_OF.get(scope, ""), place)) for scope, place in pairs], index=frame.index)


def _unit_fits(frame: pd.DataFrame) -> pd.Series:
    return frame["measure"].isin(SHARES) == (frame["unit"] == "percent")


def _within_unit(frame: pd.DataFrame) -> pd.Series:
    value = pd.to_numeric(frame["value"], errors="coerce")
    whole = (value % 1 == 0) & (value >= 0)
    return whole.where(frame["unit"] == "count", value.between(0, 100))


def _period_runs_forward(frame: pd.DataFrame) -> pd.Series:
    # A year or month compares as its first day: "2011" holds "2011-05-04" if that is where the period ends.
    start, end = frame["period_start"], frame["period_end"]
    shorter = pd.concat([start.str.len(), end.str.len()], axis=1).min(axis=1)
    pairs = zip(start, end, shorter, strict=True)
    return pd.Series([a[:n] <= b[:n] for a, b, n in pairs], index=frame.index)


def _caution_explained(frame: pd.DataFrame) -> pd.Series:
    return (frame["use"] != "caution") | (frame["note"] != "")


REPORTED = c.Contract(
    file="reported_counts.csv",
    columns={
        "id": c.matching(ROW, "an id such as R001"),
        "jurisdiction": c.matching(
            JURISDICTION, "US, a state's two digits, a county's five, or a group such as 06:bay-area"
        ),
        "jurisdiction_name": c.text(),
        "scope": c.one_of(*SCOPES),
        "covers": c.text(blank=True),
        "city": c.text(blank=True),
        "measure": c.one_of(*COUNTS, *SHARES),
        "value": c.matching(r"\d{1,12}(\.\d{1,4})?", "a number"),
        "unit": c.one_of("count", "percent"),
        "qualifier": c.one_of(*QUALIFIERS),
        "use": c.one_of(*USES),
        "period_start": c.date(blank=True, partial=True),
        "period_end": c.date(blank=True, partial=True),
        "source_id": c.text(),
        "said_by": c.text(blank=True),
        "note": c.text(blank=True),
        "second_look": c.one_of(*SECOND_LOOKS),
        "of_row": c.matching(ROW, "an id such as R001", blank=True),
        "disputed_by": c.ids(ROW, "ids such as R001"),
    },
    key=("id",),
    numbers={"value": "float64"},
    rows=(
        c.rule(_scope_fits, "jurisdiction: a code of the row's scope"),
        c.rule(_unit_fits, "unit: percent for a share, count for a count"),
        c.rule(_within_unit, "value: a whole number for a count, 0 to 100 for a percent"),
        c.rule(_period_runs_forward, "period_end: a day on or after period_start"),
        c.rule(_caution_explained, "note: words to print beside a row to be used with caution"),
    ),
)


def load(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Reported counts and shares, one row a figure; `value` is a float, percentages 0-100. Raises BrokenTable.

    `of_row` names the row with the total this one is a part of, where the sources say so and the total stands
    elsewhere; `disputed_by` names rows of other sources that disagree, and they name this one.
    """
    frame = read_sourced(data, REPORTED, sources)
    path = data / REPORTED.file
    rows = dict(zip(frame["id"], frame["disputed_by"], strict=True))
    c.known(path, frame, "of_row", rows, "the id of a row of this table")
    c.known(path, frame, "disputed_by", rows, "the id of a row of this table")
    _disputes_are_mutual(path, frame, rows)
    _what_is_refused_disputes_nothing(path, frame)
    _parts_fit_their_totals(path, frame)
    _printers_count_nothing(path, frame, registry.load(data) if sources is None else sources)
    return frame


def _disputes_are_mutual(path: Path, frame: pd.DataFrame, disputes: dict[str, str]) -> None:
    for index, (own, others) in enumerate(zip(frame["id"], frame["disputed_by"], strict=True)):
        for other in filter(None, others.split(";")):
            if own not in disputes[other].split(";"):
                raise c.broken(path, index + c.HEADER + 1, "disputed_by", f"{other} to name {own} too", disputes[other])


def _what_is_refused_disputes_nothing(path: Path, frame: pd.DataFrame) -> None:
    """Refuse a row disputed by one that is not to be used: a known error, or a page without a source, unsettles nothing."""
    refused = set(frame.loc[frame["use"] == "no", "id"])
    for number, row in enumerate(each(frame), c.HEADER + 1):
        for other in refused.intersection(row.disputed_by.split(";")):
            raise c.broken(path, number, "disputed_by", "rows that may be used", f"{other}, which is not to be used")


def _parts_fit_their_totals(path: Path, frame: pd.DataFrame) -> None:
    """Refuse a part that is larger than its total: of the same source and period, or of the row that `of_row` names."""
    rows = list(each(frame))
    by_id = {row.id: row for row in rows}
    totals = {_together(row): row for row in rows if row.measure in TOTALS and row.use != "no"}
    for number, row in enumerate(rows):
        total = by_id.get(row.of_row) or totals.get((row.measure.split("_")[0], *_together(row)[1:]))
        counted = row.unit == "count" and row.use != "no"
        if counted and total and total.qualifier != "at least" and row.value > total.value:
            expected = f"at most {total.value:.0f}, the total in row {total.id}"
            raise c.broken(path, number + c.HEADER + 1, "value", expected, f"{row.value:.0f}")


def _together(row: Row) -> tuple[str, ...]:
    """What counts of one source and period share, their measure first."""
    place = (row.jurisdiction, row.covers, row.city)
    return row.measure, *place, row.source_id, row.period_start, row.period_end


def _printers_count_nothing(path: Path, frame: pd.DataFrame, sources: pd.DataFrame) -> None:
    """Refuse a figure said to be that of the newspaper or organization that only printed or quoted it."""
    publishers = dict(zip(sources["source_id"], sources["publisher"], strict=True))
    for number, row in enumerate(each(frame), c.HEADER + 1):
        printer = publishers[row.source_id].split(",")[0]
        counted = re.findall(r"Counted by (?:the )?([^.;]+)", row.note)
        for column, words in (("said_by", [row.said_by]), ("note", counted)):
            if any(word and printer.lower() in word.lower() for word in words):
                raise c.broken(path, number, column, f"whose count it is, not {printer}, which printed it", words[0])
