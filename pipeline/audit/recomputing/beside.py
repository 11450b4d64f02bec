"""Residents, detainers, the Justice Department's list, and ICE's list as it was, computed again from their tables."""

from pipeline.audit.recomputing.evidence import Evidence
from pipeline.audit.recomputing.rule import Expected, Rule
from pipeline.findings import beside, listed_since
from pipeline.findings.model import NATION, CityFindings, Finding


def residents(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """Residents of the county in the last year."""
    place, year = finding.place, finding.period.end
    (row,) = [r for r in evidence.table("population_counties") if (r["fips"], r["year"]) == (place, year)]
    return {"value": int(row["residents"]), "sources": (row["source_id"],), "unit": "count"}


def detainers(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """Detainers of the row that the finding names."""
    row = evidence.row("detainers", finding.rows[0])
    if row is None or row["use"] == "no":
        raise KeyError(f"{finding.rows[0]} is no row to be shown of data/detainers.csv")
    return {
        "value": int(row["detainers"]),
        "place": row["fips"],
        "period": (row["period_start"], row["period_end"]),
        "sources": (row["source_id"],),
        "note": row["note"],
        "doubtful": row["use"] == "caution",
    }


def named(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """The day of the list that names the place."""
    row = evidence.row("doj_list", finding.rows[0])
    if row is None:
        raise KeyError(f"{finding.rows[0]} is in no row of data/doj_list.csv")
    place = row["slug"] if row["kind"] == "city" else row["fips"]
    return {"value": row["listed_on"], "place": place, "place_name": row["name"], "sources": (row["source_id"],)}


def then(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """Agreements on the last sheet up to that day; none where the state has no row on it."""
    table = [row for row in evidence.table("agreements_287g_days") if row["day"] <= listed_since.THEN]
    day, state = max(row["day"] for row in table), evidence.state_of.get(finding.place, NATION)
    rows = [row for row in table if (row["day"], row["state"]) == (day, state)]
    return {"value": sum(int(row["agreements"]) for row in rows), "period": (day, day), "unit": "count"}


def gone(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """Agreements of the county or state that the table of spans calls gone."""
    rows = [row for row in evidence.table("agreements_287g_spans") if row["fate"] == listed_since.GONE]
    rows = [row for row in rows if row["state"] == found.place.state]
    if finding.scope == "county":
        rows = [row for row in rows if finding.place in row["fips"].split(";")]
    return {"value": len(rows), "rows": tuple(sorted(row["id"] for row in rows)), "unit": "count"}


RULES: dict[str, Rule] = {
    beside.RESIDENTS: residents,
    beside.DETAINERS: detainers,
    beside.NAMED: named,
    listed_since.ON_THAT_SHEET: then,
    listed_since.LISTED_NO_MORE: gone,
}
