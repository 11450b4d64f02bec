"""Counts of a release's records made again from its file in data/own/, by another program than the one that found them."""

import datetime as dt
from calendar import monthrange
from math import sqrt
from typing import TYPE_CHECKING

from pipeline.audit.recomputing.evidence import Evidence, Row
from pipeline.audit.recomputing.rule import Expected, Rule
from pipeline.findings import records
from pipeline.findings.model import NATION, CityFindings, Finding

if TYPE_CHECKING:
    import pyarrow

Z = 1.959963984540054
CLASSES = {"convicted", "pending_charges", "other_immigration_violator"}


def counted(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """Records of the place in a window that is shown; of one facility, level or outcome where the finding names one."""
    what = _what(finding)
    rows = _within(_of_place(finding, evidence), finding.period.start, finding.period.end)
    column = what.removesuffix("_count") if what.endswith("_count") else ""
    if column:
        rows = _where(rows, column, finding.agency if column == "facility" else finding.note)
    return {**_same(finding, evidence), "value": len(rows), "period": _window(finding, what, evidence)}


def rate(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """The same by the residents of the latest year that the table of the place has."""
    table = "population" if finding.scope == "county" else "population_states"
    people = [row for row in evidence.table(table) if finding.place in (NATION, row["fips"])]
    year = max(row["year"] for row in evidence.table(table))
    people = [row for row in people if row["year"] == year]
    whole = sum(int(row["residents"]) for row in people)
    part = len(_within(_of_place(finding, evidence), finding.period.start, finding.period.end))
    release = _release(finding, evidence)
    return {
        **_same(finding, evidence),
        "value": round(1_000 * part / whole, 2),
        "unit": "rate",
        "numerator": part,
        "denominator": whole,
        "note": year,
        "period": _window(finding, "year", evidence),
        "sources": (release["source_id"], people[0]["source_id"]),
        "rows": (f"releases:{release['id']}", f"{table}:{finding.place}:{year}"),
    }


def share(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """Records of one class of all records of the window, with Wilson's interval."""
    name = _what(finding).removesuffix("_share")
    if name not in CLASSES | {records.NO_RECORD}:
        raise ValueError(f"{name} is none of ICE's classes")
    rows = _within(_of_place(finding, evidence), finding.period.start, finding.period.end)
    part, whole = len(_where(rows, "criminality", name if name in CLASSES else "")), len(rows)
    p, z2 = part / whole, Z * Z
    middle, scale = p + z2 / (2 * whole), 100 / (1 + z2 / whole)
    half = Z * sqrt(p * (1 - p) / whole + z2 / (4 * whole * whole))
    counts = {"value": 100 * p, "numerator": part, "denominator": whole, "unit": "percent"}
    interval = max(0.0, (middle - half) * scale), min(100.0, (middle + half) * scale)
    return {**_same(finding, evidence), **counts, "interval": interval, "period": _window(finding, "year", evidence)}


def around(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """Records in as many days before the date that the measure names as after it."""
    side, _, named = _what(finding).partition("_")
    day, release = dt.date.fromisoformat(named), _release(finding, evidence)
    first, last = (dt.date.fromisoformat(release[name]) for name in ("first_day", "last_day"))
    days = min(365, (day - first).days, (last - day).days + 1)
    one = dt.timedelta(1)
    period = (day - days * one, day - one) if side == "before" else (day, day + (days - 1) * one)
    window = tuple(each.isoformat() for each in period)
    rows = _within(_of_place(finding, evidence), *window)
    return {**_same(finding, evidence), "value": len(rows), "period": window}


def reconciled(finding: Finding, found: CityFindings, evidence: Evidence) -> Expected:
    """What the release's own line says of its rows; the rows that are used are counted."""
    release, name = _release(finding, evidence), _what(finding).removeprefix("rows_")
    if name == "county_filled":
        value: float = float(release[name])
    else:
        value = len(evidence.records(release["id"])) if name == "used" else int(release[name])
    return {**_same(finding, evidence), "value": value, "period": (release["first_day"], release["last_day"])}


RULES: dict[str, Rule] = {
    records.COUNTED: counted,
    records.RATE: rate,
    records.SHARE: share,
    records.AROUND_A_DATE: around,
    records.RECONCILED: reconciled,
}


def _what(finding: Finding) -> str:
    """What is counted: the measure without the kind of release before it."""
    return finding.measure.removeprefix(f"{finding.population}_")


def _release(finding: Finding, evidence: Evidence) -> Row:
    """The line of the release that the finding cites. Raises KeyError where there is none of its kind."""
    for row in evidence.table("releases"):
        if row["source_id"] == finding.sources[0] and row["kind"] == finding.population:
            return row
    raise KeyError(f"no release {finding.sources[0]} of {finding.population} in data/own/")


def _where(rows: "pyarrow.Table", column: str, value: str) -> "pyarrow.Table":
    from pyarrow import compute

    return rows.filter(compute.equal(rows[column], value))


def _of_place(finding: Finding, evidence: Evidence) -> "pyarrow.Table":
    rows = evidence.records(_release(finding, evidence)["id"])
    if finding.place == NATION:
        return rows
    if finding.scope == "county":
        return _where(rows, "fips", finding.place)
    return _where(rows, "state", evidence.state_of[finding.place])


def _within(rows: "pyarrow.Table", start: str, end: str) -> "pyarrow.Table":
    """The rows of a window; a month's end is its last day."""
    from pyarrow import compute

    last = end if len(end) == 10 else f"{end}-31"
    day = rows["day"]
    return rows.filter(compute.and_(compute.greater_equal(day, start), compute.less_equal(day, last)))


def _window(finding: Finding, what: str, evidence: Evidence) -> tuple[str, str]:
    """The window that a finding must have: of a month one of the last two years that is whole, else the last whole year."""
    release = _release(finding, evidence)
    months = _whole_months(release["first_day"], release["last_day"])
    if what == "month":
        if finding.period.end not in months[-24:]:
            raise ValueError(f"{finding.period.end} is none of the last full months of the release")
        return finding.period.end, finding.period.end
    year = months[-12:]
    return f"{year[0]}-01", f"{year[-1]}-{_days(year[-1]):02}"


def _whole_months(first: str, last: str) -> list[str]:
    year, month = int(first[:4]), int(first[5:7])
    found = []
    while f"{year}-{month:02}" <= last[:7]:
        name = f"{year}-{month:02}"
        if first <= f"{name}-01" and f"{name}-{_days(name):02}" <= last:
            found.append(name)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found


def _days(month: str) -> int:
    return monthrange(int(month[:4]), int(month[5:]))[1]


def _same(finding: Finding, evidence: Evidence) -> Expected:
    release = _release(finding, evidence)
    scope = {2: "state", 5: "county"}.get(len(finding.place), "") if finding.place != NATION else "nation"
    name = _name(finding, evidence)
    return {
        "scope": scope,
        "place_name": name,
        "sources": (release["source_id"],),
        "rows": (f"releases:{release['id']}",),
    }


def _name(finding: Finding, evidence: Evidence) -> str:
    if finding.place == NATION:
        return "United States"
    if len(finding.place) == 2:
        return next(row["name"] for row in evidence.table("states") if row["fips"] == finding.place)
    return finding.place_name
