"""What is happening here now: arrests in the state beside the nation, by ICE's record, and people held in the county."""

from pipeline.findings.enforcement import CLASSES
from pipeline.findings.model import NATION, Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Block, Cell, Column, Passage, Row, Said, Section, Table
from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import count, day, headed, percent, rate
from pipeline.narrative.parts import arrest_rates, beside_now, held, held_by_workbook
from pipeline.narrative.parts.recorded import of, window
from pipeline.narrative.wording.old import old


def section(context: Context) -> Section | None:
    """Arrests, criminality and detention; nothing where the edition may cite none of them."""
    arrests = of(context, "ice_arrests_rate")
    if not arrests:
        return None
    blocks: list[Block] = [
        arrest_rates.figure(context),
        _arrests(context),
        *_criminality(context),
        *held.blocks(context),
        *held_by_workbook.blocks(context),
    ]
    blocks += [*beside_now.named(context), _limits(context)]
    more = (*held.more(context), *held_by_workbook.more(context), *beside_now.more(context))
    return Section("enforcement", headline(context), tuple(blocks), topic=_("What ICE does here now"), more=more)


def headline(context: Context) -> Said:
    """The last window's arrests per 1,000 residents, here and in the nation."""
    last, nation = of(context, "ice_arrests_rate")[-1], of(context, "ice_arrests_rate", NATION)[-1]
    text = _("Per 1,000 residents ICE recorded {here} arrests in {state} and {nation} in the nation, {window}")
    known = {"here": rate(float(last.value)), "nation": rate(float(nation.value)), "state": context.state_name}
    return context.refs.say(text.format(window=window(last), **known), last, nation)


def _arrests(context: Context) -> Table:
    """Arrests by window: the count, by residents, and the share at large; the state, then the nation."""
    rows = []
    for place in (context.place.state_fips, NATION):
        shares = {f.period.end: f for f in of(context, "ice_arrests_at_large_share", place)}
        for total, each in zip(*(of(context, m, place) for m in ("ice_arrests", "ice_arrests_rate")), strict=True):
            large = shares.get(total.period.end)
            cells = (
                Cell(headed(context.name(total))),
                Cell(window(total)),
                Cell(count(int(total.value))),
                Cell(rate(float(each.value))),
                Cell(str(percent(float(large.value))) if large else ""),
            )
            rows.append(Row(cells, place != NATION, (total.id, each.id, *([large.id] if large else []))))
    rates = [*of(context, "ice_arrests_rate"), *of(context, "ice_arrests_rate", NATION)]
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
            _("By residents: arrests per 1,000 residents, by the Census Bureau’s estimate of 2025."), *rates
        ),
        note=_(
            "An arrest is an event, not a person. Arrests without a recorded state, more of them in the first window, are left "
            "out: a rise is slightly overstated. Another count of the same records has about 1% more. At large is the "
            "Deportation Data Project’s grouping of ICE’s words; as those words changed in July 2025, it is given for the last "
            "window only. The others were not all arrested in local jails."
        ),
    )


def _criminality(context: Context) -> list[Block]:
    """What ICE's record said of those arrested, with the interval of chance."""
    here = [f for name in CLASSES for f in of(context, f"ice_arrests_{name}_share")]
    nation = [f for name in CLASSES for f in of(context, f"ice_arrests_{name}_share", NATION)]
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
                    old(context, period.end),
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


def _limits(context: Context) -> Passage:
    if context.is_state:
        asked = _(
            "ICE’s released records name the state of an arrest and no jail. To know which come from a jail, ask ICE for its "
            "detainers by jail, and the jail for its own log: detainers received, people handed over, with dates and charges."
        )
        return Passage(_("What the records do not name"), (Said(asked),))
    text = _(
        "ICE’s released records name the state of an arrest and no county, so no figure of arrests in {places} is given. "
        "To know, ask ICE for its detainers by jail, and the jail for its own log: detainers received, people handed over, "
        "with dates and charges."
    )
    return Passage(_("Why there are no arrests by county"), (Said(text.format(places=context.counties)),))
