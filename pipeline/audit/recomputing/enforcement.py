"""ICE's arrests computed again from their tables, place and window by place and window."""

from math import sqrt

from pipeline.audit.recomputing.evidence import Evidence, Row
from pipeline.audit.recomputing.rule import Expected, Rule
from pipeline.findings import enforcement
from pipeline.findings.model import NATION, CityFindings, Finding

CATEGORIES = {f"ice_arrests_{name}_share": name for name in enforcement.CLASSES}
Z = 1.959963984540054


def arrests(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """Arrests of the place in the finding's window."""
    rows = _window(finding, evidence, "arrests")
    return {**_same(rows, finding), "value": _sum(rows, "value"), "unit": "count", "rows": _ids(rows)}


def rate(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """The same by the residents of the state, or of all states, in 2025."""
    rows = _window(finding, evidence, "arrests")
    people = [
        row
        for row in evidence.table("population_states")
        if finding.place in (NATION, row["fips"]) and row["year"] == str(enforcement.RESIDENTS_OF)
    ]
    part, whole = _sum(rows, "value"), _sum(people, "residents")
    same = {**_same(rows, finding), "sources": (rows[0]["source_id"], people[0]["source_id"])}
    return {**same, "value": round(1000 * part / whole, 2), "unit": "rate", "numerator": part, "denominator": whole}


def at_large(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """Arrests at large of all arrests of the window."""
    part, whole = (_window(finding, evidence, measure) for measure in ("arrests_at_large", "arrests"))
    rows = [*part, *whole]
    return {**_same(rows, finding), **_share(_sum(part, "value"), _sum(whole, "value")), "rows": _ids(rows)}


def criminality(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """Arrests of one class of all arrests that the table counts."""
    category = CATEGORIES[finding.measure]
    table = evidence.table("arrests_criminality")
    rows = [r for r in table if finding.place in (NATION, r["fips"]) and r["category"] == category]
    return {**_same(rows, finding), **_share(_sum(rows, "value"), _sum(rows, "of_arrests")), "rows": _ids(rows)}


def of_month(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """The nation's arrests of a month that is whole."""
    place, month = finding.place, finding.period.end
    (row,) = [r for r in evidence.table("arrests_months") if (r["place"], r["month"], r["note"]) == (place, month, "")]
    return {"value": int(row["arrests"]), "unit": "count", "period": (month, month), "sources": (row["source_id"],)}


RULES: dict[str, Rule] = {
    enforcement.ARRESTS: arrests,
    enforcement.RATE: rate,
    enforcement.AT_LARGE: at_large,
    enforcement.CLASS: criminality,
    enforcement.BY_MONTH: of_month,
}


def _window(finding: Finding, evidence: Evidence, measure: str) -> list[Row]:
    """The rows of the place in the window: of a state its own, of the nation those of states with residents."""
    states = set(evidence.state_of)
    return [
        row
        for row in evidence.table("arrests_states")
        if row["measure"] == measure
        and row["period_end"] == finding.period.end
        and (row["fips"] == finding.place or (finding.place == NATION and row["fips"] in states))
    ]


def _same(rows: list[Row], finding: Finding) -> Expected:
    name = "nation" if finding.place == NATION else "state"
    period = rows[0]["period_start"], rows[0]["period_end"]
    return {"scope": name, "period": period, "sources": (rows[0]["source_id"],)}


def _share(part: int, whole: int) -> Expected:
    p, z2 = part / whole, Z * Z
    middle, scale = p + z2 / (2 * whole), 100 / (1 + z2 / whole)
    half = Z * sqrt(p * (1 - p) / whole + z2 / (4 * whole * whole))
    interval = max(0.0, (middle - half) * scale), min(100.0, (middle + half) * scale)
    return {"value": 100 * p, "numerator": part, "denominator": whole, "interval": interval, "unit": "percent"}


def _sum(rows: list[Row], column: str) -> int:
    return sum(int(row[column]) for row in rows)


def _ids(rows: list[Row]) -> tuple[str, ...]:
    return tuple(sorted(row["id"] for row in rows))
