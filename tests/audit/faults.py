"""What a hostile or careless hand could do to any city's briefing, at the stage where it would be done."""

from dataclasses import replace

from pipeline.findings.model import CityFindings, Finding, Interval, Period
from pipeline.statistics import share, wilson


def first_share(found: CityFindings) -> Finding:
    """The share with counts that the briefing shows first: the place's own where it has one, else the nation's."""
    here = {county.fips for county in found.place.counties}
    with_counts = [f for f in found.findings if f.numerator is not None and f.interval and f.question == "composition"]
    shown = [f for f in with_counts if f.place in {*here, "US"} and f.measure == "removed_nonconvicted_share"]
    return min(shown, key=lambda f: f.place == "US")


def changed(found: CityFindings, finding: Finding) -> CityFindings:
    """The findings with this one in the place of the one of its id."""
    return replace(found, findings=tuple(finding if f.id == finding.id else f for f in found.findings))


def swapped(found: CityFindings) -> CityFindings:
    """Part and whole of a share the wrong way round."""
    one = first_share(found)
    return changed(found, replace(one, numerator=one.denominator, denominator=one.numerator))


def of_another_city(found: CityFindings, other: CityFindings) -> CityFindings:
    """The share of another place, counts, interval and all, under this place's name."""
    one = first_share(found)
    theirs = next(
        f for f in other.findings
        if f.interval and f.measure == one.measure and f.place != one.place and f.numerator != one.numerator
    )  # fmt: skip
    return changed(
        found,
        replace(
            one,
            value=theirs.value,
            numerator=theirs.numerator,
            denominator=theirs.denominator,
            interval=theirs.interval,
        ),
    )


def of_another_period(found: CityFindings) -> CityFindings:
    """The nation's 27,047 of 94,218, shown beside Boston's share, said to run to another day of the same month."""
    one = next(f for f in found.findings if (f.place, f.numerator, f.denominator) == ("US", 27_047, 94_218))
    return changed(found, replace(one, period=Period(one.period.start, f"{one.period.end[:7]}-15")))


def three_at_once(found: CityFindings, other: CityFindings) -> CityFindings:
    """Three findings spoiled: the nation’s counties swapped, another city's share, ICE's jurisdictions of another day."""
    nation = found.finding("rollout.active_counties.US")
    jurisdictions = found.finding("rollout.active_jurisdictions.US")
    turned = replace(nation, numerator=nation.denominator, denominator=nation.numerator)
    dated = replace(jurisdictions, period=Period("", "2010-03-31"))
    return changed(changed(of_another_city(found, other), turned), dated)


def consistent(found: CityFindings) -> CityFindings:
    """A share with one removal more, computed without a mistake: only the row tells."""
    one = first_share(found)
    part, whole = int(one.numerator or 0) + 1, int(one.denominator or 0)
    low, high = wilson(part, whole)
    return changed(found, replace(one, numerator=part, value=share(part, whole), interval=Interval(low, high)))
