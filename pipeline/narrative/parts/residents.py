"""Who lives where the program is active: residents and noncitizens of active counties, in the state and the nation."""

from pipeline.findings.model import NATION, Finding
from pipeline.findings.reach import NONCITIZENS, RESIDENTS
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Passage, Said
from pipeline.narrative.language.locale import _, ngettext
from pipeline.narrative.language.numbers import count, day, of_counts, percent, quantity
from pipeline.narrative.parts import program_end


def how_long(context: Context) -> tuple[Passage, ...]:
    """How long the place's counties have been active."""
    over = program_end.over(context)
    since = tuple(_since(context, f) for county in context.place.counties for f in _days(context, county.fips))
    title = _("How long it had been active") if over else _("How long it has been active")
    return (Passage(title, since),) if since else ()


def people(context: Context) -> tuple[Passage, ...]:
    """Who lives where the program is, in the state and the nation."""
    over = program_end.over(context)
    said = tuple(_people(context, place) for place in (context.place.state_fips, NATION))
    return (Passage(_("Who lived where it was active") if over else _("Who lives where it is active"), said),)


def method(context: Context) -> Passage:
    """Which years the people are of, why those, how margins are added, and what the sums leave out."""
    residents = context.found.of(NATION, RESIDENTS)[0]
    noncitizens = context.found.of(NATION, NONCITIZENS)[0]
    elsewhere = context.found.of(NATION, "codes_counted_elsewhere")[0]
    text = _(
        "Residents are the Census Bureau’s estimates for {day} (vintage 2019), noncitizens the American Community "
        "Survey’s average of {first} to {last}: of both the estimate named for the year of {counted}, or the nearest there "
        "is. The survey gives margins at 90%; those of sums and shares follow the Census Bureau’s handbook "
        "for data users (2020, chapter 8) and are approximate, for we lack the covariance."
    ).format(
        day=day(residents.period.end),
        first=noncitizens.period.start[:4],
        last=noncitizens.period.end[:4],
        counted=context.counted,
    )
    gone = ngettext(
        "{number} county in the list of activations has a code that the Census tables no longer have: its people are "
        "counted in the county that holds the same ground today.",
        "{number} counties in the list of activations have codes that the Census tables no longer have: their people are "
        "counted in the counties that hold the same ground today.",
        int(elsewhere.value),
    ).format(number=count(int(elsewhere.value)))
    left = _("Counties for which the survey gives no estimate are left out of the shares of noncitizens.")
    parts = (text, gone, *([left] if noncitizens.caveats else []))
    counted = context.found.finding(f"rollout.active_counties.{NATION}")
    return Passage(_("People"), (context.refs.say(" ".join(parts), residents, noncitizens, elsewhere, counted),))


def _days(context: Context, fips: str) -> tuple[Finding, ...]:
    return context.found.of(fips, "days_active")


def _since(context: Context, days: Finding) -> Said:
    thirds = _thirds()
    band = next(f for f in context.found.findings if f.place == days.place and f.measure in thirds)
    number = int(days.value)
    active = ngettext(
        "{county} had been active for {number} day on {day}.",
        "{county} had been active for {number} days on {day}.",
        number,
    ).format(county=context.name(days), number=count(number), day=context.counted)
    came = thirds[band.measure]
    if band.measure == "band_early" and _first_of_all(context, days):
        came = _("It was among the first in the nation: no county was active before it.")
    return context.refs.say(f"{active} {came}", days, band)


def _first_of_all(context: Context, days: Finding) -> bool:
    """Whether a county's day is the nation's first."""
    return context.found.curve.points[0][0] == str(context.found.finding(f"rollout.activated.{days.place}").value)


def _thirds() -> dict[str, str]:
    """When a county came, by the measure of its band; no rank is given."""
    return {
        "band_early": _("It came early: fewer than a third of the nation’s counties were active before it."),
        "band_middle": _(
            "It came in the middle: a third of the nation’s counties or more, but fewer than two thirds, were active "
            "before it."
        ),
        "band_late": _("It came late: two thirds of the nation’s counties or more were active before it."),
    }


def _people(context: Context, place: str) -> Said:
    """One sentence for residents and, where the survey has an estimate, one for noncitizens."""
    residents = context.found.of(place, RESIDENTS)[0]
    if residents.numerator in (0, residents.denominator):
        every = _("{place}: every county was active, so all residents and noncitizens lived in active counties.")
        none = _("{place}: no county was active, so nobody lived in an active county.")
        return context.refs.say(
            (every if residents.numerator else none).format(place=context.name(residents)), residents
        )
    text = _("{place}: {share} of residents lived in active counties ({counts}; Census estimates for {day}).").format(
        place=context.name(residents),
        share=quantity(residents),
        counts=of_counts(residents),
        day=day(residents.period.end),
    )
    noncitizens = context.found.of(place, NONCITIZENS)
    both = (text, *(_noncitizens(finding) for finding in noncitizens))
    return context.refs.say(" ".join(both), residents, *noncitizens)


def _noncitizens(finding: Finding) -> str:
    low, high = (finding.interval.low, finding.interval.high) if finding.interval else (0.0, 100.0)
    return _(
        "Of noncitizens it was {share} ({counts}; survey of {first} to {last}), or {low} to {high} at the survey’s 90% "
        "margin."
    ).format(
        share=quantity(finding),
        counts=of_counts(finding),
        first=finding.period.start[:4],
        last=finding.period.end[:4],
        low=percent(low),
        high=percent(high),
    )
