"""People held by ICE's workbook that the user brought, computed again from its rows in data/own/."""

from decimal import Decimal

from pipeline.audit.recomputing.evidence import Evidence, Row
from pipeline.audit.recomputing.rule import Expected, Rule
from pipeline.findings import detention_workbooks
from pipeline.findings.model import NATION, CityFindings, Finding


def in_county(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """The sum of the means of all the workbook's facilities in the county."""
    rows = [row for row in _rows(finding, evidence) if row["fips"] == finding.place]
    ids = tuple(row["id"] for row in rows)
    return _same(finding, evidence) | {"value": float(sum(Decimal(row["held"]) for row in rows)), "rows": ids}


def in_facility(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """The mean of the facility that the finding names by its row, which lies in the finding's county."""
    (row,) = [row for row in _rows(finding, evidence) if row["id"] == finding.rows[0]]
    return _same(finding, evidence) | {"value": float(row["held"]), "place": row["fips"], "agency": row["facility"]}


def unplaced(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """The facilities of the state that no county is known of."""
    state = evidence.state_of[finding.place]
    ids = tuple(row["id"] for row in _rows(finding, evidence) if (row["state"], row["fips"]) == (state, ""))
    return _same(finding, evidence) | {"value": len(ids), "rows": ids}


def rows_by_fate(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """What the workbook's own line says; the facilities that are used are counted."""
    name = finding.measure.removeprefix("workbook_rows_")
    value = len(_rows(finding, evidence)) if name == "used" else int(_book(finding, evidence)[name])
    return _same(finding, evidence) | {"value": value, "place": NATION}


def counts_to(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """The last day of the workbook, where its own footnotes tell it. Raises KeyError where they do not."""
    book = _book(finding, evidence)
    if book["day_told_by"] != "footnotes":
        raise KeyError(f"no footnote of {book['file']} tells its day")
    return _same(finding, evidence) | {"value": book["period_end"], "place": NATION, "unit": "date"}


def _book(finding: Finding, evidence: Evidence) -> Row:
    (book,) = [row for row in evidence.table("detention_workbooks") if row["source_id"] == finding.sources[0]]
    return book


def _rows(finding: Finding, evidence: Evidence) -> list[Row]:
    rows = evidence.table("detention_workbook_facilities")
    return [row for row in rows if row["source_id"] == finding.sources[0]]


def _same(finding: Finding, evidence: Evidence) -> Expected:
    book = _book(finding, evidence)
    period = book["period_start"], book["period_end"]
    return {"period": period, "unit": "count", "sources": (book["source_id"],)}


RULES: dict[str, Rule] = {
    detention_workbooks.IN_COUNTY: in_county,
    detention_workbooks.IN_FACILITY: in_facility,
    detention_workbooks.UNPLACED: unplaced,
    detention_workbooks.ROWS: rows_by_fate,
    detention_workbooks.COUNTS_TO: counts_to,
}
