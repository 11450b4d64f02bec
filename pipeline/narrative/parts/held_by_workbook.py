"""People held for ICE in the county's facilities by ICE's own workbook, where the user brought one; not who was arrested here."""

from pipeline.findings.detention_workbooks import TOLD
from pipeline.findings.model import NATION, Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Block, Cell, Column, Passage, Row, Said, Table
from pipeline.narrative.language.locale import _, in_english, ngettext
from pipeline.narrative.language.numbers import count, day, headed, listed, people
from pipeline.narrative.parts.recorded import of
from pipeline.narrative.wording.old import old


def blocks(context: Context) -> list[Block]:
    """How many people were held here on an average day of the fiscal year, or that the workbook has no facility here."""
    read = of(context, "workbook_rows_read", NATION)
    if not read:
        return []
    found = [f for county in context.place.counties for f in of(context, "held_on_average", county.fips)]
    counties = [_("{number} in {county}").format(number=people(float(f.value)), county=context.name(f)) for f in found]
    text = (
        _(
            "By ICE’s own workbook, people held for ICE in facilities of the county on an average day from {first} {until}: "
            "{counts}. Where people are held is not where they were arrested or live. {unplaced} {old}"
        )
        if found
        else _(
            "ICE’s own workbook of {first} {until} has no facility that we could place in {places}. That does not say that "
            "nobody is held there, nor that ICE is not present. {unplaced} {old}"
        )
    )
    said = text.format(
        first=day(read[0].period.start),
        until=_until(context, read[0]),
        counts=listed(counties) if counties else "",
        places=context.counties,
        unplaced=_unplaced(context),
        old=old(context, read[0].period.end),
    )
    say = context.refs.say(" ".join(said.split()), *(found or read), *_placeless(context))
    return [Passage(_("People held here, by ICE’s workbook"), (say,))]


def more(context: Context) -> list[Block]:
    """For the page on the web: each facility of the counties, and what became of the workbook's rows."""
    codes = [county.fips for county in context.place.counties]
    found = [f for fips in codes for f in of(context, "held_on_average_in_facility", fips)]
    if not found:
        return []
    rows = tuple(
        Row((Cell(in_english(f.agency)), Cell(headed(context.name(f))), Cell(people(float(f.value)))), False, (f.id,))
        for f in found
    )
    return [
        Table(
            "held-by-workbook",
            _("The facilities in {places} by ICE’s workbook").format(places=context.counties),
            _("People held there for ICE on an average day from {first} {until}").format(
                first=day(found[0].period.start), until=_until(context, found[0])
            ),
            (Column(_("Facility, as ICE names it")), Column(_("County")), Column(_("Held"), True)),
            rows,
            context.refs.say(_source(), *found),
            _("Where people are held is not where they were arrested or live."),
        ),
        Passage(_("What became of the rows of ICE’s workbook"), (_reconciled(context),)),
    ]


def _until(context: Context, finding: Finding) -> str:
    """To which day it counts; where the workbook does not tell it, that it came out on that day."""
    if of(context, "workbook_day", NATION):
        return _("to {day}").format(day=day(finding.period.end))
    return _("to some day up to {day} (to which one, the workbook does not tell)").format(day=day(finding.period.end))


def _placeless(context: Context) -> list[Finding]:
    return [f for f in of(context, "facilities_not_placed") if f.value]


def _unplaced(context: Context) -> str:
    """How many of the state's facilities are in no county that we know."""
    return "".join(
        ngettext(
            "{number} facility that it has in {state} could not be placed in a county.",
            "{number} facilities that it has in {state} could not be placed in a county.",
            int(f.value),
        ).format(number=count(int(f.value)), state=context.name(f))
        for f in _placeless(context)
    )


def _source() -> str:
    return _("ICE’s detention statistics, sheet of facilities; their counties are our reading.")


def _reconciled(context: Context) -> Said:
    """Rows read are rows used and rows left out, each with its reason."""
    found = {name: of(context, f"workbook_rows_{name}", NATION)[0] for name in TOLD}
    told = {name: count(int(one.value)) for name, one in found.items()}
    text = _(
        "Rows read {read} = facilities used {used} + notes and totals {notes} + without figures {no_figures} + listed twice "
        "{twice}. Counties by the facility’s name {placed_by_name}, by its city {placed_by_city}, none {unplaced}."
    )
    return context.refs.say(text.format(**told), *found.values())
