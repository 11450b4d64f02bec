"""What stands beside the arrests: who is on the Justice Department's list, arrests by month, detainers where counted."""

from pipeline.findings.beside import QUESTION
from pipeline.findings.model import NATION, Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Block, Cell, Column, Passage, Row, Table
from pipeline.narrative.language import place_names
from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import count, day, headed
from pipeline.narrative.language.phrase import Phrase
from pipeline.narrative.parts.recorded import of


def named(context: Context) -> list[Passage]:
    """That the Justice Department's list names this place, its county or its state; of others nothing follows."""
    found = [f for f in context.found.findings if (f.question, f.measure) == (QUESTION, "doj_named")]
    if not found:
        return []
    names = place_names.places([_name(f) for f in found])
    text = _(
        "The Justice Department’s list of “sanctuary jurisdictions” of {day} names {names}: the Department’s words on that "
        "day. Later changes are not in our sources."
    )
    return [
        Passage(
            _("On a federal list"), (context.refs.say(text.format(day=day(str(found[0].value)), names=names), *found),)
        )
    ]


def more(context: Context) -> tuple[Block, ...]:
    """For the page on the web: the nation's arrests by month, detainers of the state and its counties."""
    return (*_months(context), *_detainers(context))


def _name(finding: Finding) -> Phrase:
    if finding.scope == "city":
        return place_names.city(finding.place_name)
    return (
        place_names.county(finding.place_name) if finding.scope == "county" else place_names.state(finding.place_name)
    )


def _months(context: Context) -> list[Table]:
    found = of(context, "ice_arrests_of_month", NATION)
    if not found:
        return []
    rows = tuple(Row((Cell(str(day(f.period.end))), Cell(count(int(f.value)))), False, (f.id,)) for f in found)
    return [
        Table(
            "arrests-by-month",
            _("ICE’s arrests in the nation by month"),
            _("All arrests in the release, also those whose state ICE did not record"),
            (Column(_("Month")), Column(_("Arrests"), True)),
            rows,
            context.refs.say(_("ICE’s records, as counted by Markus Strasser."), *found),
            _("An arrest is an event, not a person."),
        )
    ]


def _detainers(context: Context) -> list[Table]:
    places = [*(county.fips for county in context.place.counties), context.place.state_fips]
    found = [f for place in places for f in context.found.of(place, "detainers", QUESTION)]
    if not found:
        return []
    rows = tuple(
        Row(
            (Cell(headed(context.name(f))), Cell(_period(f)), Cell(f.note), Cell(count(int(f.value)))),
            False,
            (f.id,),
        )
        for f in found
    )
    columns = (Column(_("Place")), Column(_("Period")), Column(_("What to know")), Column(_("Detainers"), True))
    return [
        Table(
            "detainers",
            _("Detainers that ICE sent to jails, where somebody counted them"),
            _("A detainer asks a jail to hold a person for ICE; it is no arrest and no removal"),
            columns,
            rows,
            context.refs.say(_("ICE’s records released under the Freedom of Information Act."), *found),
        )
    ]


def _period(finding: Finding) -> str:
    """A month, a year, or from which day to which."""
    first, last = finding.period.start, finding.period.end
    if first[:7] == last[:7]:
        return str(day(first[:7]))
    if first.endswith("-01-01") and last.endswith("-12-31"):
        return first[:4]
    return _("{first} to {last}").format(first=day(first, short=True), last=day(last, short=True))
