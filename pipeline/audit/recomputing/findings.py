"""Every attached finding computed again from the rows in data/, apart from the code that found it.

A rule looks up the rows that a finding names and trusts nothing else. A finding that no rule knows is a fault, not an
exception: whoever adds a kind of finding adds its rule (docs/auditing.md).
"""

from collections.abc import Iterator
from math import isclose

from pipeline.audit.fault import Fault
from pipeline.audit.recomputing import (
    activated,
    agreements,
    beside,
    counted,
    detention,
    detention_workbooks,
    enforcement,
    records,
)
from pipeline.audit.recomputing.evidence import Evidence
from pipeline.audit.recomputing.rule import Rule
from pipeline.findings.model import CityFindings, Finding

RULES: dict[str, Rule] = {
    **counted.RULES,
    **activated.RULES,
    **agreements.RULES,
    **enforcement.RULES,
    **detention.RULES,
    **detention_workbooks.RULES,
    **beside.RULES,
    **records.RULES,
}  # by the finding's method
CLOSE = 1e-9  # floats that have been through JSON


def faults(found: CityFindings, evidence: Evidence) -> Iterator[Fault]:
    """Every field of a finding that its rows do not give, and what cannot be computed again."""
    for finding in found.findings:
        try:
            yield from _of(finding, found, evidence)
        except (LookupError, ValueError, ArithmeticError) as error:
            yield Fault(finding.id, "cannot be computed again", f"from data/: {error}")
    yield from _drawn(found, evidence)


def _of(finding: Finding, found: CityFindings, evidence: Evidence) -> Iterator[Fault]:
    rule = RULES.get(finding.method)
    if not rule:
        yield Fault(finding.id, f"“{finding.method}”", "is a method that the audit has no rule for")
        return
    for name, wanted in rule(finding, found, evidence).items():
        given = getattr(finding, name)
        if not _same(given, wanted):
            yield Fault(finding.id, f"{name} {_shown(given)}", f"is not what data/ gives: {_shown(wanted)}")


def _drawn(found: CityFindings, evidence: Evidence) -> Iterator[Fault]:
    """The curve of the nation, and the counties of the maps."""
    rows, until = evidence.table("activations"), evidence.counted_until(found.as_of)
    dates = sorted(row["activated_on"] for row in rows if row["activated_on"] <= until)
    points = [(on, n) for n, on in enumerate(dates, 1) if n == len(dates) or dates[n] != on]
    if points != [tuple(point) for point in found.curve.points] or found.curve.end != until:
        yield Fault(found.curve.id, "the curve", "is not the count of activations in data/activations.csv")
    active = {row["fips"] for row in rows if row["activated_on"] <= until}
    if active != set(found.active.active) or found.active.counties != len(rows):
        yield Fault(found.active.id, "the active counties", "are not those of data/activations.csv")
    for state, number in found.active.state_counties.items():
        if number != sum(row["fips"].startswith(state) for row in rows):
            yield Fault(
                found.active.id, f"{number} counties", f"is not the number of state {state} in data/activations.csv"
            )


def _same(given: object, wanted: object) -> bool:
    """Whether a field holds what it must; floats but for what JSON may lose of them."""
    given = _ends(given)
    if isinstance(wanted, float) and isinstance(given, int | float):
        return isclose(given, wanted, abs_tol=CLOSE)
    if isinstance(wanted, tuple) and isinstance(given, tuple) and len(wanted) == len(given):
        return all(
            given_one == one if isinstance(one, str) else isclose(given_one, one, abs_tol=CLOSE)
            for given_one, one in zip(given, wanted, strict=True)
        )
    return bool(given == wanted)


def _ends(value: object) -> object:
    """The two ends of a period or an interval; anything else as it is."""
    for first, last in (("start", "end"), ("low", "high")):
        if hasattr(value, first) and hasattr(value, last):
            return getattr(value, first), getattr(value, last)
    return value


def _shown(value: object) -> str:
    """A field's value for a reader."""
    value = _ends(value)
    return " to ".join(str(part) or "?" for part in value) if isinstance(value, tuple) else str(value) or "nothing"
