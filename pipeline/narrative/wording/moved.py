"""A number that is not as the last publication told it, in words: what it was, and what it is now."""

from pipeline.findings.model import NATION, Cause, Moved, Was
from pipeline.narrative.language import place_names
from pipeline.narrative.language.locale import _, in_english
from pipeline.narrative.language.numbers import as_printed, count, day, headed, percent
from pipeline.narrative.language.phrase import Phrase
from pipeline.narrative.wording import measures


def sentence(moved: Moved) -> str:
    """The change in one sentence."""
    known = {"measure": measure(moved.measure), "place": place(moved)}
    if moved.was and moved.now:
        text = _("{measure}, {place}: {before}; now {after}.")
        return text.format(before=number(moved.unit, moved.was), after=number(moved.unit, moved.now), **known)
    if moved.now:
        return _("{measure}, {place}: new, {after}.").format(after=number(moved.unit, moved.now), **known)
    assert moved.was is not None
    text = _("{measure}, {place}: {before}; no longer shown.")
    return text.format(before=number(moved.unit, moved.was), **known)


def number(unit: str, told: Was) -> str:
    """A value with its counts and its day: "52.0% (183 of 352, to July 11, 2011)"."""
    counted = told.numerator is not None and told.denominator is not None and unit == "percent"
    parts = []
    if counted and told.numerator is not None and told.denominator is not None:
        parts.append(_("{part} of {whole}").format(part=count(told.numerator), whole=count(told.denominator)))
    if told.until and unit != "date":
        parts.append(_("to {day}").format(day=day(told.until)))
    more = f" ({', '.join(parts)})" if parts else ""
    return f"{_value(unit, told.value, counted)}{more}"


def _value(unit: str, value: str, counted: bool) -> str:
    if unit == "date":
        return str(day(value))
    if unit == "percent":
        return str(percent(float(value)) if counted else as_printed(float(value)))
    return count(int(value)) if value.isdigit() else value


def place(moved: Moved) -> Phrase:
    """The place of a number as its source names it."""
    if moved.place == NATION:
        return place_names.nation()
    name = moved.place_name.split(", ")[0]
    return place_names.state(name) if len(moved.place) == len("25") else place_names.county(name)


def measure(code: str) -> str:
    """What a number counts, at the head of a line."""
    other = _others().get(code)
    if other:
        return other
    try:
        counted = headed(measures.counted(code))
    except KeyError:  # a measure that has no words yet must not keep a briefing from being made
        return in_english(code.replace("_", " "))
    return _("{counted}, share").format(counted=counted) if code.endswith("_share") else counted


def causes(why: tuple[Cause, ...]) -> list[str]:
    """Why numbers moved, in words."""
    words: dict[Cause, str] = {
        "data": _("new data"),
        "correction": _("a correction"),
        "edition": _("a changed edition"),
        "code": _("a changed program"),
    }
    return [words[cause] for cause in why]


def _others() -> dict[str, str]:
    """Measures that are no step of the program."""
    return {
        "activated_on": _("Activation"),
        "not_active": _("Not yet active"),
        "days_active": _("Days active"),
        "active_counties": _("Active counties"),
        "active_counties_then": _("Active counties then"),
        "active_jurisdictions": _("Active jurisdictions"),
        "band_early": _("Counties active early"),
        "band_middle": _("Counties active in between"),
        "band_late": _("Counties active late"),
        "codes_counted_elsewhere": _("Counties whose people are counted elsewhere"),
        "residents_in_active_counties_share": _("Residents living in active counties, share"),
        "noncitizens_in_active_counties_share": _("Noncitizens living in active counties, share"),
        "agreements": _("287(g) agreements"),
        "agreements_jail": _("287(g) agreements, jail model"),
        "agreements_task_force": _("287(g) agreements, task force model"),
        "agreements_warrant": _("287(g) agreements, warrant model"),
        "agreements_sheriff": _("287(g) agreements of sheriffs"),
        "agreements_campus": _("287(g) agreements of campus police"),
        "agreements_transit": _("287(g) agreements of transit or airport police"),
        "own_agency": _("287(g) agreements of the city’s own police"),
        "agreements_not_placed": _("287(g) agreements that name no county"),
        "counties_with_agreement": _("Counties with a 287(g) agreement"),
        "identified_287g": _("Identified under 287(g)"),
        "removed_287g": _("Removed or returned under 287(g)"),
        "noncitizens": _("Noncitizens"),
        "officers": _("Police officers"),
        "held_at_midnight": _("Held for ICE at midnight"),
        "ice_arrests": _("Arrests by ICE"),
        "held_in_facility": _("Held for ICE in a facility at midnight"),
        "held_in_facility_any_time": _("Held for ICE in a facility at any time"),
        "held_on_average": _("Held for ICE on an average day, by ICE’s workbook"),
        "held_on_average_in_facility": _("Held for ICE in a facility on an average day, by ICE’s workbook"),
        "facilities_not_placed": _("Facilities of ICE’s workbook that are in no county that we know"),
        "workbook_rows_read": _("Rows of ICE’s workbook"),
        "workbook_day": _("The day to which ICE’s workbook counts"),
        "detained_total": _("Detained by ICE’s own table"),
        "detained_convicted": _("Detained by ICE’s own table, with a conviction"),
        "detained_pending_charges": _("Detained by ICE’s own table, charges pending"),
        "detained_other_immigration_violator": _("Detained by ICE’s own table, neither on ICE’s record"),
        "residents": _("Residents"),
        "detainers": _("Detainers"),
        "doj_named": _("On the Justice Department’s list"),
        "agreements_then": _("287(g) agreements in January 2025"),
        "agreements_gone": _("287(g) agreements gone from the list"),
        "ice_arrests_of_month": _("Arrests by ICE in a month"),
        "ice_arrests_rate": _("Arrests by ICE per 1,000 residents"),
        "ice_arrests_at_large_share": _("Arrests by ICE, at large, share"),
        "ice_arrests_convicted_share": _("Arrests by ICE, with a conviction, share"),
        "ice_arrests_pending_charges_share": _("Arrests by ICE, charges pending, share"),
        "ice_arrests_other_immigration_violator_share": _("Arrests by ICE, neither on ICE’s record, share"),
    }
