"""The further findings of page 1, in one order for every place, and the gravest thing that our sources lack."""

from collections.abc import Iterator

from pipeline.findings.model import Finding, Position
from pipeline.findings.positions import of_an_agency
from pipeline.narrative.document.context import CONVICTED, Context
from pipeline.narrative.document.model import Figure, KeyFinding, Said, Third
from pipeline.narrative.figures.chart_data import narrow
from pipeline.narrative.language.locale import _, ngettext
from pipeline.narrative.language.numbers import count, day, headed, quantity, sentence
from pipeline.narrative.parts import program_end, state_figures
from pipeline.narrative.parts.rollout import since
from pipeline.narrative.wording import caveats
from pipeline.narrative.wording.not_known import lacking
from pipeline.narrative.wording.statements import spoken

MOST = 1  # figures beside the lead that page 1 has room for
UNKNOWN = 4  # things our sources lack that it has room for
LACKING = ("which_is_right", "share", "charges", "people", "survey", "steps")  # the gravest first
WEIGHT = {"executive": 0, "law_enforcement": 1, "legislature_council": 2}


def further(context: Context) -> tuple[KeyFinding, ...]:
    """The figures that stand beside the lead: of a wider class, given later, or the state's own."""
    return tuple(_figures(context)[:MOST])


def band(context: Context, already: Said, state_map: Figure, beside: bool) -> tuple[Third, ...]:
    """Three columns: where the program runs, who decided or said what, what our sources do not have.

    Where a further figure stands `beside` the lead, there is room for one thing less.
    """
    said = _where(context, already)
    told = next(_told_here(context), None)
    spoken = Third(told.number, said=(told.say, *([told.more] if told.more else []))) if told else None
    rest = lacking(context, LACKING, UNKNOWN - beside)
    return (Third(state_map.headline, narrow(state_map, _("Gray: active")), said), *([spoken] if spoken else []), rest)


def _told_here(context: Context) -> Iterator[KeyFinding]:
    """The latest decision of the state or statement here, one at a time: a source is numbered only if it is taken."""
    yield from _state_decision(context)
    yield from _position(context)


def _figures(context: Context) -> list[KeyFinding]:
    """A local share of a wider class; else the state's own figures. A place with two local figures has its own already."""
    wider = context.local("removed_low_or_nonconvicted_share")
    if wider:
        return [_wider(context, wider[0])]
    if any(f.disputed_by for f in context.local()):
        return _later_figure(context)
    return state_figures.findings(context)


def _later_figure(context: Context) -> list[KeyFinding]:
    """Where two figures disagree: what the same body gave afterwards, with its own total and day."""
    disputed = next(f for f in context.local() if f.disputed_by)
    after = [
        f
        for f in context.local(CONVICTED)
        if f.said_by == disputed.said_by and context.ends(f) > context.ends(disputed) and f.period.end
    ]
    totals = [t for f in after[:1] for t in context.local("removed") if (t.sources, t.period) == (f.sources, f.period)]
    if not totals:
        return []
    text = _("{who} later put those with convictions at {share} of {total} removals or returns {until}.")
    later, total = after[0], totals[0]
    said = text.format(
        who=headed(later.said_by),
        share=quantity(later),
        total=quantity(total),
        until=context.until(later),
    )
    return [KeyFinding(quantity(later), context.refs.say(said, later, total), Said(" ".join(caveats.beside(later))))]


def _wider(context: Context, finding: Finding) -> KeyFinding:
    nation = [f for f in context.nation(finding.measure) if f.sources == finding.sources]
    known = {"share": quantity(finding), "place": context.name(finding)}
    if nation:
        text = _(
            "{share} of removals or returns from {place} were of people with a low-level conviction or none; nationwide "
            "{nation}."
        ).format(nation=quantity(nation[0]), **known)
    else:
        text = _(
            "{share} of removals or returns from {place} were of people with a low-level conviction or none."
        ).format(**known)
    more = _("A wider class than “no conviction”, printed without counts, {until}.").format(
        until=context.until(finding)
    )
    return KeyFinding(quantity(finding), context.refs.say(text, finding, *nation), Said(more))


def _where(context: Context, already: Said) -> tuple[Said, ...]:
    """How many counties of the state are active, and since when this one is; then how many of the nation."""
    found, place = context.found, context.place
    state = found.finding(f"rollout.active_counties.{place.state_fips}")
    nation = found.finding("rollout.active_counties.US")
    own = [found.finding(f"rollout.activated.{county.fips}") for county in place.counties]
    if program_end.over(context):
        after = program_end.came_back(context)
        told = {f.id for f in own} <= set(already.findings)  # the claim has these days already
        return (*([] if told else [program_end.in_short(context, own)]), *([after] if after else []))
    if nation.id in already.findings:
        return ()
    whole = context.refs.say(_nation(context, nation), nation)
    if context.is_state or state.id in already.findings:
        return (whole,)
    return (_beside(context.refs.say(_active(context, own, state, already), *own, state), whole),)


def _beside(one: Said, other: Said) -> Said:
    """Two sentences as one passage, with the findings and sources of both."""
    refs = tuple(dict.fromkeys((*one.refs, *other.refs)))
    return Said(f"{one.text} {other.text}".strip(), (*one.findings, *other.findings), refs)


def _active(context: Context, own: list[Finding], state: Finding, already: Said) -> str:
    total, active = state.denominator or 0, state.numerator or 0
    dates = [f for f in own if f.measure == "activated_on"]
    if {f.id for f in own} <= set(already.findings):
        text = ngettext(
            "The program is active in {number} county in {state}.",
            "The program is active in {number} counties in {state}.",
            active,
        )
    elif active == 1 and dates:
        text = _("{county} is the only county in {state} where the program is active, since {day}.")
    elif active == total:
        text = _("Every county in {state} is active, {since}.")
    elif not dates:
        text = ngettext(
            "The program is active in {number} county in {state}, but not in {places}.",
            "The program is active in {number} counties in {state}, but not in {places}.",
            active,
        )
    else:
        text = ngettext(
            "The program is active in {number} county in {state}, {since}.",
            "The program is active in {number} counties in {state}, {since}.",
            active,
        )
    return text.format(
        number=count(active),
        state=context.state_name,
        places=context.counties,
        since=since(context, dates),
        county=context.name(own[0]),
        day=day(str(own[0].value)),
    )


def _nation(context: Context, nation: Finding) -> str:
    return _("Nationwide {part} of {whole} counties are.").format(
        part=count(nation.numerator or 0), whole=count(nation.denominator or 0)
    )


def _state_decision(context: Context) -> list[KeyFinding]:
    """The latest turning point in the place's own state, unless an official here has spoken since."""
    own = [e for e in context.found.events if context.place.state_fips in e.place.split(";")]
    spoken = [p for p in context.found.positions if _is_here(context, p) and p.kind == "executive"]
    if not own or any(p.date > own[-1].date for p in spoken):
        return []
    event = own[-1]
    said = Said(sentence(event.statement), (event.id,), context.refs.numbers(event.source))
    return [KeyFinding(day(event.date), said, words=True)]


def _position(context: Context) -> list[KeyFinding]:
    """The latest statement of the highest office here: mayor, then police, then council; else of a federal official."""
    said = [p for p in context.found.positions if _is_here(context, p)]
    if said:
        top = min(said, key=lambda p: (WEIGHT.get(p.kind, 3), [-ord(c) for c in p.date]))
        return [_quoted(context, top, _answer(context, top) or _other_voice(context, top))]
    near = [p for p in context.found.federal_positions if p.place in (context.place.state_fips, *_fips(context))]
    return [_quoted(context, near[-1])] if near else []


def _answer(context: Context, position: Position) -> Said | None:
    """What a federal agency said of this place after a statement made here, the latest."""
    here = [p for p in context.found.federal_positions if _is_here(context, p) and of_an_agency(p)]
    later = [p for p in here if p.date > position.date]
    return _told(context, later[-1]) if later else None


def _other_voice(context: Context, position: Position) -> Said | None:
    """The latest statement here, else of the state, with the other stance, so that page 1 does not quote one side."""
    other = {"for": ("against", "conditional"), "against": ("for",), "conditional": ("for",)}.get(position.stance, ())
    said = sorted(
        (p for p in context.found.positions if p.stance in other), key=lambda p: (_is_here(context, p), p.date)
    )
    return _told(context, said[-1]) if said else None


def _told(context: Context, last: Position) -> Said:
    """A statement as a sentence that begins with its day."""
    return spoken(context, last, dated=True)


def _quoted(context: Context, position: Position, answer: Said | None = None) -> KeyFinding:
    return KeyFinding(day(position.date), spoken(context, position), answer, words=True)


def _is_here(context: Context, position: Position) -> bool:
    return position.place in _fips(context)


def _fips(context: Context) -> tuple[str, ...]:
    return tuple(county.fips for county in context.place.counties)
