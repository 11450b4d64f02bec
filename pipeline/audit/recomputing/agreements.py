"""Agreements under 287(g), what their officers counted, police and noncitizens, computed again from their tables."""

import re

from pipeline.audit.recomputing.evidence import Evidence, Row
from pipeline.audit.recomputing.rule import Expected, Rule
from pipeline.findings import listed, present_day, workload
from pipeline.findings.model import NATION, CityFindings, Finding

COLUMNS = {"identified_287g": "identified", "removed_287g": "removed"}
SHEETS = "agreements_287g_sheets"
STATE_AGENCY = "state"


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
    rows = [r for r in _latest(found, evidence) if finding.place == NATION or r["state"] == state]
    return _counted([row for row in rows if _is_of(row, finding.measure)])


def own(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """Agreements of the place's own agency: those the finding names bear the place's name, and it leaves out none
    that begins with it.
    """
    words = _words(found.place.city)
    here = [r for r in _latest(found, evidence) if _places(r) & {c.fips for c in found.place.counties}]
    named = [row for row in here if row["id"] in finding.rows]
    for row in named:
        if not words <= _words(row["agency"]) or row["kind"] not in ("police", "sheriff"):
            raise ValueError(f"{row['agency']} does not bear the name of {found.place.city}")
    title = r"( county| parish)? sheriff" if found.place.kind == "county" else r" (metropolitan )?police"
    plain = re.sub(r" (county|parish)$", "", " ".join(_in_order(found.place.city)))
    begins = re.compile(rf"^((city|town|village|borough) of )?{re.escape(plain)}{title}")
    missing = [r["id"] for r in here if begins.search(" ".join(_in_order(r["agency"]))) and r["id"] not in finding.rows]
    if missing:
        raise ValueError(f"{', '.join(missing)}: an agency of that name is on the list, the finding leaves it out")
    return _counted(named)


def placed(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """Agreements of a county, all of them or those of one model or kind; or in how many counties there are any."""
    state = found.place.state
    rows = [row for row in _latest(found, evidence) if row["state"] == state and row["fips"]]
    if finding.measure == "counties_with_agreement":
        counties = sum(row["state"] == state for row in evidence.table("activations"))
        number = len({fips for row in rows for fips in _places(row)})
        return _counted(rows) | {"value": number, "numerator": number, "denominator": counties}
    return _counted([r for r in rows if finding.place in _places(r) and _is_of(r, finding.measure)])


def placeless(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """Agreements of the state that nothing places: none of the state's own agencies, none placed in a county."""
    rows = [row for row in _latest(found, evidence) if row["state"] == found.place.state and not row["fips"]]
    return _counted([row for row in rows if row["kind"] != STATE_AGENCY])


RULES: dict[str, Rule] = {
    workload.METHOD: fiscal_years,
    present_day.OFFICERS: officers,
    present_day.ACS: noncitizens,
    listed.WHOLE: sheet,
    listed.OWN: own,
    listed.PLACED: placed,
    listed.PLACELESS: placeless,
}


def _rows(finding: Finding, table: str, evidence: Evidence) -> list[Row]:
    """The rows that a finding names, of one table. Raises KeyError where there is none."""
    found = [evidence.row(table, name.rpartition(":")[2]) for name in finding.rows]
    if None in found:
        raise KeyError(f"{finding.rows[found.index(None)]} is in no row of data/{table}.csv")
    return [row for row in found if row is not None]


def _latest(found: CityFindings, evidence: Evidence) -> list[Row]:
    """The rows of the last sheet that was there by the edition's day."""
    known = [row for row in evidence.table(SHEETS) if row["sheet"] <= found.as_of]
    last = max(row["sheet"] for row in known)
    return [row for row in known if row["sheet"] == last]


def _is_of(row: Row, measure: str) -> bool:
    """Whether an agreement counts for a measure: all of them do for "agreements", else those of its model or kind."""
    return measure in ("agreements", listed.MODELS.get(row["model"]), listed.KINDS.get(row["kind"]))


def _counted(rows: list[Row]) -> Expected:
    day = rows[0]["sheet"] if rows else ""
    return {
        "value": len(rows),
        "unit": "count",
        "rows": tuple(sorted(row["id"] for row in rows)),
        "numerator": None,
    } | ({"period": (day, day), "sources": (rows[0]["source_id"],)} if rows else {})


def _places(row: Row) -> set[str]:
    return set(filter(None, row["fips"].split(";")))


def _in_order(name: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", name.lower().replace("’", "").replace("'", ""))


def _words(name: str) -> set[str]:
    return set(_in_order(name)) - {"county", "parish", "city", "of"}
