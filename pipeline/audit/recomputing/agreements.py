"""Agreements under 287(g), what their officers counted, police and noncitizens, computed again from their tables."""

from pipeline.audit.recomputing.evidence import Evidence, Row
from pipeline.audit.recomputing.rule import Expected, Rule
from pipeline.findings import present_day, workload
from pipeline.findings.model import NATION, CityFindings, Finding

COLUMNS = {"identified_287g": "identified", "removed_287g": "removed"}
SHEET = "agreements_287g_2025"
STATE_AGENCY = "state agency"


def fiscal_years(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """What an agency's officers counted, over every fiscal year that its cited source gives."""
    column, years = COLUMNS[finding.measure], _rows(finding, "removals_287g", evidence)
    agency = years[0]["agency"]
    same = [r for r in evidence.table("removals_287g") if r["agency"] == agency and r["fips"] == finding.place]
    counted = [row for row in same if row[column] and row["source_id"] in finding.sources]
    numbers = sorted(int(row["fiscal_year"]) for row in counted)
    return {
        "value": sum(int(row[column]) for row in counted),
        "agency": agency,
        "unit": "count",
        "period": (f"{numbers[0] - 1}-10-01", f"{numbers[-1]}-09-30"),
        "rows": tuple(row["id"] for row in counted),
        "sources": tuple(dict.fromkeys(row["source_id"] for row in counted)),
    }


def officers(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """The sworn officers of the agency that the finding names."""
    row = _rows(finding, "police_agencies", evidence)[0]
    return {
        "value": int(row["officers"]),
        "place_name": row["agency"],
        "period": (row["year"], row["year"]),
        "sources": (row["source_id"],),
    }


def noncitizens(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """A county's noncitizens by its latest estimate that has a margin."""
    rows = [row for row in evidence.table("noncitizens") if row["fips"] == finding.place]
    last = max((row for row in rows if row["noncitizens"] and row["moe90"]), key=lambda row: int(row["year"]))
    value, margin, year = int(last["noncitizens"]), int(last["moe90"]), int(last["year"])
    return {
        "value": value,
        "interval": (max(0, value - margin), value + margin),
        "sources": (last["source_id"],),
        "period": (f"{year - 4}-01-01", f"{year}-12-31"),
    }


def sheet(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """Agreements of a state or the nation in ICE's sheet, all of them or those of one model."""
    state = evidence.state_of.get(finding.place, "")
    rows = [r for r in evidence.table(SHEET) if finding.place == NATION or r["state"] == state]
    return _counted([row for row in rows if _is_of(row, finding.measure)])


def placed(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """Agreements of a county: all that the sheet gives it, and of those it gives no county, what the finding names.

    How an agency without a county is placed by its name is not repeated here; that it is of the state, that the sheet
    gives it no other county, and that no state agency is placed, is.
    """
    rows = _rows(finding, SHEET, evidence)
    state = found.place.state
    if any(row["state"] != state or row["agency_type"] == STATE_AGENCY for row in rows):
        raise ValueError("an agency of another state, or of the state itself, is placed in the county")
    if finding.measure == "counties_with_agreement":
        counties = sum(row["state"] == state for row in evidence.table("activations"))
        return {"value": len(found.counties_with_agreement), "denominator": counties, "numerator": finding.value}
    for row in rows:
        if row["county"] and _county(row["county"]) != _county(finding.place_name):
            raise ValueError(f"{row['id']}: the sheet gives {row['county']}, not {finding.place_name}")
    own = [
        r for r in evidence.table(SHEET) if r["state"] == state and _county(r["county"]) == _county(finding.place_name)
    ]
    missing = [r["id"] for r in own if _is_of(r, finding.measure) and r["id"] not in finding.rows]
    if missing:
        raise ValueError(f"{', '.join(missing)}: the sheet gives the county, the finding leaves them out")
    return _counted([row for row in rows if _is_of(row, finding.measure)])


def placeless(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """Agreements of the state that nothing places: none of the state's own agencies, none placed in its counties."""
    rows = _rows(finding, SHEET, evidence) if finding.rows else []
    if any(row["state"] != found.place.state or row["agency_type"] == STATE_AGENCY for row in rows):
        raise ValueError("an agency of another state, or of the state itself, is counted")
    elsewhere = {id for f in found.findings if f.scope == "county" and f.measure == "agreements" for id in f.rows}
    return _counted([row for row in rows if row["id"] not in elsewhere])


RULES: dict[str, Rule] = {
    workload.METHOD: fiscal_years,
    present_day.OFFICERS: officers,
    present_day.ACS: noncitizens,
    present_day.WHOLE: sheet,
    present_day.PLACED: placed,
    present_day.PLACELESS: placeless,
}


def _rows(finding: Finding, table: str, evidence: Evidence) -> list[Row]:
    """The rows that a finding names, of one table. Raises KeyError where there is none."""
    found = [evidence.row(table, name.rpartition(":")[2]) for name in finding.rows]
    if None in found:
        raise KeyError(f"{finding.rows[found.index(None)]} is in no row of data/{table}.csv")
    return [row for row in found if row is not None]


def _is_of(row: Row, measure: str) -> bool:
    """Whether an agreement counts for a measure: all of them do for "agreements", else those of its model."""
    return present_day.MODELS.get(row["model"]) == measure if measure in present_day.MODELS.values() else True


def _counted(rows: list[Row]) -> Expected:
    return {
        "value": len(rows),
        "unit": "count",
        "rows": tuple(sorted(row["id"] for row in rows)),
        "numerator": None,
    }


def _county(name: str) -> str:
    return name.lower().replace("saint ", "st. ").removesuffix(" county").removesuffix(" parish").replace(" ", "")
