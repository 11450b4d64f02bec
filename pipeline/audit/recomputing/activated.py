"""Dates of activation, active counties and who lives in them, computed again from the lists of counties in data/."""

from datetime import date

from pipeline.audit.recomputing.evidence import Evidence, Row, first
from pipeline.audit.recomputing.rule import Expected, Rule
from pipeline.findings.counties import BAND_METHOD
from pipeline.findings.model import NATION, CityFindings, Finding
from pipeline.findings.reach import ACS, CENSUS
from pipeline.statistics import margin_of_share, margin_of_sum

BANDS = ("early", "middle", "late")


def activated(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """The day a county was activated; the edition's day where it was not active yet."""
    row = evidence.activated[finding.place]
    active = row["activated_on"] <= found.as_of
    return {
        "value": row["activated_on"] if active else found.as_of,
        "unit": "date",
        "scope": "county",
        "measure": "activated_on" if active else "not_active",
        "sources": (row["source_id"],),
        "period": (first(evidence.table("activations"), "activated_on"), evidence.counted_until(found.as_of)),
    }


def active(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """Active counties on the edition's day, or on the last day of the finding's period where it says `then`."""
    then = finding.measure.endswith("_then")
    until = finding.period.end if then else evidence.counted_until(found.as_of)
    rows = _counties(finding.place, evidence)
    number = sum(row["activated_on"] <= until for row in rows)
    return {
        "value": number,
        "numerator": number,
        "denominator": len(rows),
        "unit": "count",
        "sources": _sources(rows),
        "period": (first(rows, "activated_on"), until),
    }


def days(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """Days from a county's activation to the day that counties are counted to."""
    row, until = evidence.activated[finding.place], evidence.counted_until(found.as_of)
    passed = (date.fromisoformat(until) - date.fromisoformat(row["activated_on"])).days
    return {"value": passed, "unit": "days", "sources": (row["source_id"],), "period": (row["activated_on"], until)}


def band(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """How many counties were active before a county, and in which third of the list that puts it."""
    rows, own = evidence.table("activations"), evidence.activated[finding.place]
    before = sum(row["activated_on"] < own["activated_on"] for row in rows)
    return {
        "value": before,
        "numerator": before,
        "denominator": len(rows),
        "sources": (own["source_id"],),
        "measure": f"band_{BANDS[3 * before // len(rows)]}",
        "period": (own["activated_on"], evidence.counted_until(found.as_of)),
    }


def residents(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """The share of residents who live in active counties, of the year that the finding names."""
    year = finding.period.end[:4]
    rows = _people("population", finding.place, year, evidence)
    part = sum(int(row["residents"]) for row in rows if _is_active(row, found, evidence))
    whole = sum(int(row["residents"]) for row in rows)
    return {
        "value": 100 * part / whole,
        "numerator": part,
        "denominator": whole,
        "interval": None,
        "period": (f"{year}-07-01", f"{year}-07-01"),
        "sources": _with_list(rows, evidence),
    }


def noncitizens(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """The share of noncitizens who do, with the survey's margin at 90 %."""
    year = finding.period.end[:4]
    rows = [row for row in _people("noncitizens", finding.place, year, evidence) if row["noncitizens"]]
    part, whole = ([r for r in rows if _is_active(r, found, evidence)], rows)
    (some, some_margin), (every, margin) = _summed(part), _summed(whole)
    value, off = 100 * some / every, margin_of_share(some, some_margin, every, margin)
    return {
        "value": value,
        "numerator": some,
        "denominator": every,
        "sources": _with_list(rows, evidence),
        "interval": (max(0.0, value - off), min(100.0, value + off)),
        "period": (f"{int(year) - 4}-01-01", f"{year}-12-31"),
    }


def elsewhere(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """How many codes of the list the Census tables do not have."""
    known = {row["fips"] for row in evidence.table("population")}
    gone = [row for row in evidence.table("activations") if row["fips"] not in known]
    return {"value": len(gone), "sources": _sources(evidence.table("activations"))}


RULES: dict[str, Rule] = {
    "date in the compiled list": activated,
    "counties whose activation date is on or before the day": active,
    "days from the date of activation to the day": days,
    BAND_METHOD: band,
    CENSUS: residents,
    ACS: noncitizens,
    "codes of the compiled list that the Census tables do not have": elsewhere,
}


def _counties(place: str, evidence: Evidence) -> list[Row]:
    """The rows of the list of a state, or of the nation."""
    state = evidence.state_of.get(place, "")
    return [row for row in evidence.table("activations") if place == NATION or row["state"] == state]


def _people(table: str, place: str, year: str, evidence: Evidence) -> list[Row]:
    rows = (row for row in evidence.table(table) if row["year"] == year)
    return [row for row in rows if place == NATION or row["fips"].startswith(place)]


def _is_active(row: Row, found: CityFindings, evidence: Evidence) -> bool:
    """Whether the county of a Census row is active; where its code is newer than the list, the code that the list has."""
    fips = row["fips"]
    return evidence.activated[evidence.listed_as.get(fips, fips)]["activated_on"] <= found.as_of


def _summed(rows: list[Row]) -> tuple[int, float]:
    estimates = [float(row["noncitizens"]) for row in rows]
    return int(sum(estimates)), margin_of_sum(estimates, [float(row["moe90"] or 0) for row in rows])


def _sources(rows: list[Row] | tuple[Row, ...]) -> tuple[str, ...]:
    return tuple(sorted({row["source_id"] for row in rows}))


def _with_list(rows: list[Row], evidence: Evidence) -> tuple[str, ...]:
    """The sources of the list of activations, then the source of the people."""
    return (*_sources(evidence.table("activations")), *_sources(rows))
