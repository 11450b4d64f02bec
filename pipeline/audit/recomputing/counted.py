"""Counts, printed percentages and shares computed again from the rows of data/reported_counts.csv."""

from typing import Any

from pipeline.audit.recomputing.evidence import REFUSED, Evidence, Row
from pipeline.audit.recomputing.rule import Expected, Rule
from pipeline.findings.model import CityFindings, Finding
from pipeline.statistics import wilson

TOGETHER = ("jurisdiction", "source_id", "period_start", "period_end")  # what the counts of a share have in common
ORDER = ("exact", "derived", "approximate", "as printed", "at least")  # of precision, the best first


def printed(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """A count or percentage as its row has it."""
    row = _row(finding.rows[0], evidence)
    value: float = float(row["value"]) if row["unit"] == "percent" else int(row["value"])
    jurisdictions = finding.measure == "active_jurisdictions"
    alone = {"period": ("", row["period_end"]), "population": "jurisdictions"} if jurisdictions else {}
    return (
        _common(finding, row)
        | alone
        | {
            "measure": row["measure"],
            "unit": row["unit"],
            "value": value,
            "qualifier": row["qualifier"],
            "sources": (row["source_id"],),
            "numerator": None,
            "denominator": None,
            "interval": None,
            "doubtful": row["use"] == "caution",
            "note": "" if row["use"] == "caution" else row["note"],
        }
    )


def share(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """A part of its total with its Wilson interval; the total is one row, or the sum of ICE's classes."""
    part, *others = (_row(id, evidence) for id in finding.rows)
    summed = finding.method.startswith("total added")
    rows = (part, *others)
    count, total = int(part["value"]), sum(int(row["value"]) for row in (rows if summed else others))
    _belong_together(part, others, summed)
    return _common(finding, part) | {
        "measure": f"{part['measure']}_share",
        "unit": "percent",
        "value": 100 * count / total,
        "numerator": count,
        "denominator": total,
        "qualifier": _least_precise(rows, summed),
        "note": part["note"],
        "doubtful": False,
        "interval": None if finding.qualifier == "at least" else wilson(count, total),
        "sources": tuple(dict.fromkeys(row["source_id"] for row in rows)),
    }


def rest(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """What a printed share of people with convictions leaves."""
    row = _row(finding.rows[0], evidence)
    if row["measure"] != "removed_convicted_share":
        raise ValueError(f"row {row['id']} is no share of people with convictions")
    return _common(finding, row) | {
        "measure": "removed_nonconvicted_share",
        "unit": "percent",
        "value": 100 - float(row["value"]),
        "qualifier": "derived",
        "sources": (row["source_id"],),
        "numerator": None,
        "denominator": None,
        "interval": None,
    }


RULES: dict[str, Rule] = {
    "as printed": printed,
    "part of total": share,
    "total added up from ICE's classes": share,
    "100 minus the share printed": rest,
}


def _row(id: str, evidence: Evidence) -> Row:
    """A row that may be shown. Raises KeyError where there is none, ValueError where the table says never to show it."""
    row = evidence.row("reported_counts", id)
    if row is None:
        raise KeyError(f"no row {id} in data/reported_counts.csv")
    if row["use"] == "no" or row["second_look"] in REFUSED:
        raise ValueError(f"row {id} is marked as not to be shown")
    return row


def _common(finding: Finding, row: Row) -> dict[str, Any]:
    """What every finding takes over from the row it is named after."""
    disputing = [f".{id}" for id in row["disputed_by"].split(";") if id]
    return {
        "place": row["jurisdiction"],
        "place_name": row["jurisdiction_name"],
        "scope": row["scope"],
        "period": (row["period_start"], row["period_end"]),
        "said_by": row["said_by"],
        "city": row["city"],
        "population": row["measure"].split("_", maxsplit=1)[0],
        "disputed_by": tuple(id for id in finding.disputed_by if id.removesuffix(".rest").endswith(tuple(disputing))),
    }


def _belong_together(part: Row, others: list[Row], summed: bool) -> None:
    """Raises ValueError unless a share is of one place, one source and one period, or joined by the table's own word."""
    for row in others:
        if row["jurisdiction"] != part["jurisdiction"] or row["use"] != "yes" or row["unit"] != "count":
            raise ValueError(f"row {row['id']} cannot be a total of row {part['id']}")
        if part["of_row"] != row["id"] and any(row[key] != part[key] for key in TOGETHER):
            raise ValueError(f"rows {part['id']} and {row['id']} are not of one source and period")
        if not summed and part["of_row"] != row["id"] and row["measure"] != part["measure"].split("_", maxsplit=1)[0]:
            raise ValueError(f"row {row['id']} counts something else than the total of {part['measure']}")


def _least_precise(rows: tuple[Row, ...], summed: bool) -> str:
    worst = max((row["qualifier"] for row in rows), key=ORDER.index)
    return "derived" if summed and worst == "exact" else worst
