"""What an edition says that looks back: the program was discontinued, reinstated, and that order revoked.

While it ran, a county "is active"; afterwards it "was activated", and counties are counted up to the day of the end.
"""

from pipeline.findings.events import ENDED, RETURNED, REVOKED
from pipeline.findings.model import NATION, Event, Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import (
    Cell,
    Column,
    KeyFinding,
    Lead,
    Passage,
    Row,
    Said,
    Section,
    Table,
)
from pipeline.narrative.language import place_names
from pipeline.narrative.language.locale import _, ngettext
from pipeline.narrative.language.numbers import count, day, listed, sentence


def over(context: Context) -> Event | None:
    """The day the program was discontinued, if this edition knows of it."""
    return _event(context, ENDED)


def since(context: Context) -> list[Event]:
    """What became of the program after its end, as far as this edition knows: reinstated, revoked."""
    return [event for turn in (RETURNED, REVOKED) if (event := _event(context, turn))]


def lead(context: Context, counties: list[Finding]) -> Lead:
    """The lead of a place of which our sources have no figure: when it was activated, and how long the program ran."""
    active = [f for f in counties if f.measure == "activated_on"]
    dates = _activated(context, active)
    text = _("Secure Communities was activated in {counties} and discontinued {end:on}").format(
        counties=dates, end=context.counted
    )
    silent = ngettext(
        "A firm count of removals from the county is not in our sources.",
        "A firm count of removals from these counties is not in our sources.",
        len(counties),
    )
    said = context.refs.say(text, *active)
    refs = (*said.refs, *_refs(context, over(context)))
    claim = Said(said.text, (*said.findings, *_ids(over(context))), refs)
    strong = tuple(str(place_names.county(f.place_name)) for f in active)
    return Lead(claim, Said(silent), strong=strong)


def fate(context: Context, own: list[Finding], state: Finding) -> KeyFinding:
    """How far the program had come when it was discontinued, here and in the state, and that it came back."""
    dates = _activated(context, own)
    active, total = state.numerator or 0, state.denominator or 0
    text = _(
        "{active} of {number} counties in {state} had been activated when Secure Communities was discontinued {end:on}: "
        "{counties}."
    )
    if context.is_state:
        text = _("Secure Communities was activated in {counties} and discontinued {end:on}.")
    elif active == total:
        text = _(
            "All {number} counties in {state} had been activated when Secure Communities was discontinued {end:on}: "
            "{counties}."
        )
    text = text.format(
        active=count(active), number=count(total), state=context.state_name, end=context.counted, counties=dates
    )
    said = context.refs.say(text, *own, state)
    ended = over(context)
    say = Said(text, (*said.findings, *_ids(ended)), _joined(said.refs, _refs(context, ended)))
    part = _("all {whole}") if active == total else _("{part} of {whole}")
    number = str(context.state_name) if context.is_state else part.format(part=count(active), whole=count(total))
    return KeyFinding(number, say, _later(context))


def in_short(context: Context, own: list[Finding]) -> Said:
    """Since when these counties had the program, and when it was discontinued: under the map, whose heading counts them."""
    text = _("Activated: {counties}; discontinued {end:on}.")
    said = context.refs.say(text.format(counties=_activated(context, own), end=context.counted), *own)
    ended = over(context)
    return Said(said.text, (*said.findings, *_ids(ended)), _joined(said.refs, _refs(context, ended)))


def came_back(context: Context) -> Said | None:
    """In one sentence what became of the program after its end; None as far as this edition knows of nothing."""
    events = since(context)
    if not events:
        return None
    texts = _("Reinstated {0:on}."), _("Reinstated {0:on}; that order was revoked {1:on}.")
    text = texts[len(events) - 1].format(*(day(event.date) for event in events))
    return Said(text, tuple(event.id for event in events), _refs(context, *events))


def rollout_headline(context: Context, us: Finding, state: Finding) -> Said:
    """How far the rollout had come on its last day."""
    text = _(
        "When it was discontinued {end:on} the program had reached {nation} of {all} counties; in {state} {active} of "
        "{counties}"
    )
    if us.numerator == us.denominator:  # then all of each state, too
        text = _("When it was discontinued {end:on} the program had reached all {all} counties of the nation")
    text = text.format(
        end=context.counted,
        nation=count(us.numerator or 0),
        all=count(us.denominator or 0),
        state=context.state_name,
        active=count(state.numerator or 0),
        counties=count(state.denominator or 0),
    )
    return context.refs.say(text, us, state)


def reference(context: Context) -> str:
    """Where the dates of activation are from, as an edition without a day says it; "" in an edition with one."""
    if context.edition.as_of:
        return ""
    return _(
        "ICE’s list of activated jurisdictions in a later compilation: reference data. Events as reported on the days named."
    )


def was_active(context: Context) -> str:
    """That a county was active when the program was discontinued; "" while it runs."""
    return _("{county} was active when the program was discontinued") if over(context) else ""


def section(context: Context) -> Section | None:
    """The turning points that concern this place, to the end of the evidence; None while the program runs."""
    ended = over(context)
    if not ended:
        return None
    later = since(context)
    years = [event.date[:4] for event in (ended, *later)]
    headline = (
        _("Discontinued in {0}: the program’s turning points"),
        _("Discontinued in {0}, reinstated in {1}: the program’s turning points"),
        _("Discontinued in {0}, reinstated in {1}, that order revoked in {2}: the program’s turning points"),
    )[len(later)].format(*years)
    ids = tuple(event.id for event in (ended, *later))
    return Section(
        "afterwards",
        Said(headline, ids, _refs(context, ended, *later)),
        (_turns(context), Passage(_("After the last of them"), (_silence(context),))),
        starts_page=False,
        topic=_("How it ended"),
    )


def turning_points(context: Context) -> tuple[Table | Passage, ...]:
    """The same without a part of their own, for an edition that leads with the present."""
    return (_turns(context), Passage(_("After the last of them"), (_silence(context),))) if over(context) else ()


def history(context: Context) -> tuple[Said, ...]:
    """The program here in a few sentences: activated, discontinued, reinstated."""
    own = [context.found.finding(f"rollout.activated.{county.fips}") for county in context.place.counties]
    state = context.found.finding(f"rollout.active_counties.{context.place.state_fips}")
    said = fate(context, own, state)
    return (said.say, *([said.more] if said.more else []))


def _activated(context: Context, counties: list[Finding]) -> str:
    """Counties with the days they were activated on, those of one day together."""
    days = dict.fromkeys(str(f.value) for f in counties)
    groups = {on: [place_names.county(f.place_name) for f in counties if f.value == on] for on in days}
    said = [
        _("{places} {day:on}").format(places=place_names.places(group), day=day(on)) for on, group in groups.items()
    ]
    return listed(said)


def _event(context: Context, turn: str) -> Event | None:
    return next((event for event in context.found.events if event.turn == turn), None)


def _ids(event: Event | None) -> tuple[str, ...]:
    return (event.id,) if event else ()


def _refs(context: Context, *events: Event | None) -> tuple[int, ...]:
    return context.refs.numbers(*(event.source for event in events if event))


def _joined(*refs: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(ref for some in refs for ref in some))


def _later(context: Context) -> Said | None:
    """Reinstated and revoked, each with its day."""
    events = since(context)
    said = [
        _("{statement} ({day}).").format(statement=event.statement.rstrip("."), day=day(event.date)) for event in events
    ]
    return Said(" ".join(said), tuple(event.id for event in events), _refs(context, *events)) if said else None


def _silence(context: Context) -> Said:
    text = _(
        "Our sources, the latest of which was published by {day}, tell of no later turning point of the program. Whether, "
        "where and how it runs today is not told here."
    ).format(day=context.day)
    return Said(text)


def _turns(context: Context) -> Table:
    """The turning points of the nation, of this state and of these counties, by date."""
    here = {NATION, context.place.state_fips, *(county.fips for county in context.place.counties)}
    events = [event for event in context.found.events if here & set(event.place.split(";"))]
    whose = _("Of the nation, of {state} and of {counties}, by date")
    if context.is_state:
        whose = _("Of the nation and of {state}, by date")
    return Table(
        name="turns",
        headline=_("Turning points"),
        subtitle=whose.format(state=context.state_name, counties=context.counties),
        columns=(Column(_("Date"), width=34), Column(_("What happened"))),
        rows=tuple(_turn(context, event) for event in events),
        source=Said(_("Press reports and releases, numbered in each row.")),
    )


def _turn(context: Context, event: Event) -> Row:
    cells = (Cell(day(event.date, short=True)), Cell(sentence(event.statement), refs=_refs(context, event)))
    return Row(cells, False, (event.id,))
