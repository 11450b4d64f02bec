"""People held for ICE in the county's facilities by ICE's own workbook that the user brought, on average of its fiscal year.

Where people are held is not where they were arrested or live.
"""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from pipeline.findings.enforcement import QUESTION
from pipeline.findings.model import NATION, Finding, Period, Scope
from pipeline.places import Place
from pipeline.rows import each
from pipeline.sources.detention_workbooks import LEFT_OUT, PLACING
from pipeline.sources.standing import citable
from pipeline.sources.tables import Tables

IN_COUNTY = "sum of the means of people held in the workbook's facilities in the county"
IN_FACILITY = "mean of people held in a facility by the workbook"
UNPLACED = "facilities of the workbook in the state that are placed in no county"
ROWS = "rows of the workbook by what became of them"
COUNTS_TO = "the day to which the workbook counts, by its footnotes"
TOLD = ("read", *LEFT_OUT, "used", *PLACING)


def findings(place: Place, tables: Tables, as_of: date | None) -> Iterator[Finding]:
    """Of the latest workbook that an edition may cite: each county's mean, its facilities', and what became of the rows."""
    books = citable(tables.detention_workbooks, tables.sources, as_of)
    if books.empty:
        return
    book = books.sort_values(["period_end", "source_id"]).iloc[-1]
    rows = tables.detention_workbook_facilities
    rows = rows[rows.source_id == book.source_id]
    for county in place.counties:
        there = rows[rows.fips == county.fips]
        if not there.empty:
            ids, held = tuple(there.id), round(float(there.held.sum()), 2)
            yield _finding(book, f"held_on_average.{county.fips}", county.fips, county.name, held, IN_COUNTY, ids)
        for row in each(there.sort_values(["held", "id"], ascending=[False, True])):
            name = f"held_on_average_in_facility.{row.id}"
            yield _finding(
                book, name, county.fips, county.name, float(row.held), IN_FACILITY, (row.id,), agency=row.facility
            )
    unplaced = rows[(rows.fips == "") & (rows.state == place.state)]
    name = f"facilities_not_placed.{place.state_fips}"
    yield _finding(
        book, name, place.state_fips, place.state_name, len(unplaced), UNPLACED, tuple(unplaced.id), scope="state"
    )
    line = (f"detention_workbooks:{book.id}",)
    if book.day_told_by == "footnotes":
        end = str(book.period_end)
        yield _finding(book, f"workbook_day.{NATION}", NATION, "United States", end, COUNTS_TO, line, scope="nation")
    for what in TOLD:
        name = f"workbook_rows_{what}.{NATION}"
        yield _finding(book, name, NATION, "United States", int(book[what]), ROWS, line, scope="nation")


def _finding(  # noqa: PLR0913, PLR0917
    book: pd.Series,
    name: str,
    place: str,
    place_name: str,
    value: float | int | str,
    method: str,
    rows: tuple[str, ...],
    scope: Scope = "county",
    agency: str = "",
) -> Finding:
    held = method in (IN_COUNTY, IN_FACILITY)
    return Finding(
        id=f"{QUESTION}.{name}",
        question=QUESTION,
        place=place,
        place_name=place_name,
        scope=scope,
        measure=name.partition(".")[0],
        unit="date" if method == COUNTS_TO else "count",
        population="people held" if held else "rows of a workbook",
        value=value,
        qualifier="approximate" if held else "exact",
        method=method,
        period=Period(str(book.period_start), str(book.period_end)),
        sources=(str(book.source_id),),
        agency=agency,
        rows=rows,
    )
