"""People held for ICE, computed again: counties and facilities by month, the nation by ICE's last table."""

from pipeline.audit.recomputing.evidence import Evidence, Row
from pipeline.audit.recomputing.rule import Expected, Rule
from pipeline.findings import detention
from pipeline.findings.model import CityFindings, Finding

COLUMNS = {"held_in_facility": "mean_midnight", "held_in_facility_any_time": "mean_any_time"}


def held(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """People held in the county at midnight, in the mean of the finding's month."""
    month = finding.period.end
    (row,) = [r for r in evidence.table("detention_counties") if (r["fips"], r["month"]) == (finding.place, month)]
    return _of(row, "mean_midnight") | {"rows": (row["id"],)}


def in_facility(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """People held in the facility that the finding names by its row, which lies in the finding's county."""
    _table, code, month = finding.rows[0].split(":")
    (row,) = [r for r in evidence.table("detention_facility_months") if (r["code"], r["month"]) == (code, month)]
    (there,) = [r for r in evidence.table("detention_facilities") if r["code"] == code]
    return _of(row, COLUMNS[finding.measure]) | {"place": there["fips"], "agency": there["name"]}


def official(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """ICE's own count of those it detained, on the last day of its tables."""
    table = [
        r for r in evidence.table("detention_nation") if (r["measure"], r["agency"]) == ("currently_detained", "all")
    ]
    last = max(row["data_as_of"] for row in table)
    name = finding.measure.removeprefix("detained_")
    (row,) = [r for r in table if (r["criminality"], r["data_as_of"]) == (name, last)]
    period = row["period_end"], row["period_end"]
    return {"value": int(row["value"]), "period": period, "rows": (row["id"],), "sources": (row["source_id"],)}


def _of(row: Row, column: str) -> Expected:
    period = row["month"], row["month"]
    return {"value": float(row[column]), "period": period, "unit": "count", "sources": (row["source_id"],)}


RULES: dict[str, Rule] = {
    detention.HELD: held,
    detention.IN_FACILITY: in_facility,
    detention.AT_ANY_TIME: in_facility,
    detention.OFFICIAL: official,
}
