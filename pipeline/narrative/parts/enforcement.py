"""What is happening here now: arrests in the state beside the nation, by ICE's record, and people held in the county."""

from datetime import timedelta

from pipeline.findings.enforcement import CLASSES, QUESTION
from pipeline.findings.model import NATION, Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Block, Cell, Column, Passage, Row, Said, Section, Table
from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import as_date, count, day, headed, percent

OLD = timedelta(days=183)  # a table that ends longer ago than half a year before the edition's day is marked


def section(context: Context) -> Section | None:
    """Arrests, criminality and detention; nothing where the edition may cite none of them."""
    arrests = _of(context, "ice_arrests_rate")
    if not arrests:
        return None
    blocks: list[Block] = [_arrests(context), *_criminality(context), *_held(context), _limits(context)]
    return Section("enforcement", _headline(context, arrests), tuple(blocks), topic=_("What ICE does here now"))


def _of(context: Context, measure: str, place: str = "") -> list[Finding]:
    return list(context.found.of(place or context.place.state_fips, measure, QUESTION))


def _headline(context: Context, arrests: list[Finding]) -> Said:
    last, nation = arrests[-1], _of(context, "ice_arrests_rate", NATION)[-1]
    text = _("Per 100,000 residents ICE recorded {here} arrests in {state} and {nation} in the nation, {window}")
    known = {"here": count(int(last.value)), "nation": count(int(nation.value)), "state": context.state_name}
    return context.refs.say(text.format(window=_window(last), **known), last, nation)


def _window(finding: Finding) -> str:
    first, last = finding.period.start, finding.period.end
    if first.endswith("-01-01") and last.endswith("-12-31"):
        return str(day(last[:4]))
    return _("{first} to {last}").format(first=day(first[:7]), last=day(last[:7]))


def _arrests(context: Context) -> Table:
    """Arrests by window: the count, by residents, and the share at large; the state, then the nation."""
    rows = []
    for place in (context.place.state_fips, NATION):
        shares = {f.period.end: f for f in _of(context, "ice_arrests_at_large_share", place)}
        for total, rate in zip(*(_of(context, m, place) for m in ("ice_arrests", "ice_arrests_rate")), strict=True):
            large = shares.get(total.period.end)
            cells = (
                Cell(headed(context.name(total))),
                Cell(_window(total)),
                Cell(count(int(total.value))),
                Cell(count(int(rate.value))),
                Cell(str(percent(float(large.value))) if large else ""),
            )
            rows.append(Row(cells, place != NATION, (total.id, rate.id, *([large.id] if large else []))))
    rates = [*_of(context, "ice_arrests_rate"), *_of(context, "ice_arrests_rate", NATION)]
    return Table(
        name="ice-arrests",
        headline=_("Arrests by ICE"),
        subtitle=_("Arrests whose state ICE recorded; the windows overlap and cannot be added"),
        columns=(
            Column(_("Where")),
            Column(_("When"), width=48),
            Column(_("Arrests"), True),
            Column(_("By residents"), True),
            Column(_("At large"), True),
        ),
        rows=tuple(rows),
        source=context.refs.say(
            _("By residents: per 100,000 residents, by the Census Bureau’s latest estimate."), *rates
        ),
        note=_(
            "An arrest is an event, not a person. Arrests without a recorded state, more of them in the first window, are left "
            "out: a rise is slightly overstated. At large is the Deportation Data Project’s grouping of ICE’s words; as those "
            "words changed, it is given for the last window only. The others were not all arrested in local jails."
        ),
    )


def _criminality(context: Context) -> list[Block]:
    """What ICE's record said of those arrested, with the interval of chance."""
    here = [f for name in CLASSES for f in _of(context, f"ice_arrests_{name}_share")]
    nation = [f for name in CLASSES for f in _of(context, f"ice_arrests_{name}_share", NATION)]
    if not here:
        return []
    rows = tuple(_class_row(*pair) for pair in zip(_class_names(), here, nation, strict=True))
    period = here[0].period
    known = {"first": day(period.start), "last": day(period.end), "state": context.state_name}
    table = Table(
        name="ice-criminality",
        headline=_("What ICE’s record said of those arrested"),
        subtitle=_("Arrests in {state}, {first} to {last}").format(**known),
        columns=(
            Column(_("On ICE’s record"), width=70),
            Column(_("Arrests"), True),
            Column(_("Share"), True),
            Column(_("95% interval"), True),
            Column(_("Nation"), True),
        ),
        rows=rows,
        source=context.refs.say(_("ICE’s labels at the arrest."), *here, *nation),
        note=" ".join(
            filter(
                None,
                (
                    _("A pending charge is no conviction; a conviction can be old or minor, the label does not tell."),
                    _old(context, period.end),
                ),
            )
        ),
    )
    return [table]


def _class_names() -> tuple[str, ...]:
    return _("a conviction"), _("a pending charge, no conviction"), _("neither a conviction nor a pending charge")


def _class_row(name: str, here: Finding, nation: Finding) -> Row:
    interval = here.interval
    ends = (f"{interval.low:.1f}", f"{interval.high:.1f}") if interval else ("", "")
    cells = (
        Cell(headed(name)),
        Cell(count(here.numerator or 0)),
        Cell(str(percent(float(here.value)))),
        Cell(_("{low} to {high}%").format(low=ends[0], high=ends[1])),
        Cell(str(percent(float(nation.value)))),
    )
    return Row(cells, False, (here.id, nation.id))


def _held(context: Context) -> list[Block]:
    """People held in each county's facilities, month by month; or that the release has nobody there."""
    found = [f for county in context.place.counties for f in _of(context, "held_at_midnight", county.fips)]
    if not found:
        text = _(
            "The release of ICE’s detention records has nobody held at midnight in a facility in {places} in its last twelve "
            "full months. That does not say that ICE is not present."
        )
        return [Passage(_("People held here"), (Said(text.format(places=context.counties)),))]
    rows = tuple(
        Row(
            (Cell(headed(context.name(f))), Cell(str(day(f.period.end))), Cell(f"{float(f.value):,.1f}")),
            False,
            (f.id,),
        )
        for f in found
    )
    apart = _("Where people are held is not where they were arrested or live. Hold rooms and hospitals count.")
    table = Table(
        name="held-here",
        headline=_("People held for ICE in {places}").format(places=context.counties),
        subtitle=_("Average of those held at midnight in facilities there, by month; nobody in months without a row"),
        columns=(Column(_("County")), Column(_("Month")), Column(_("Held"), True)),
        rows=rows,
        source=context.refs.say(_("ICE’s records; the counties of facilities are our reading."), *found),
        note=f"{apart} {_old(context, found[-1].period.end)}".strip(),
    )
    return [table]


def _old(context: Context, end: str) -> str:
    """That a table ends more than half a year before the edition's day."""
    late = as_date(context.found.as_of) - as_date(end) > OLD
    return _("Old: this table ends more than half a year before this edition’s last source.") if late else ""


def _limits(context: Context) -> Passage:
    text = _(
        "ICE’s released records name the state of an arrest and no county, so no figure of arrests in {places} is given. "
        "ICE’s records of detainers name the jail: they, or the jail’s own log, are what a leader can ask for."
    )
    return Passage(_("Why there are no arrests by county"), (Said(text.format(places=context.counties)),))
