"""The further findings of page 1, in one order for every place, and the gravest thing that is not known."""

from collections.abc import Iterator
from itertools import islice

from pipeline.findings.model import Finding, Position
from pipeline.findings.positions import of_an_agency
from pipeline.narrative.context import Context
from pipeline.narrative.measures import counted
from pipeline.narrative.page import KeyFinding, Said
from pipeline.narrative.police import office
from pipeline.narrative.unsaid import words_of
from pipeline.narrative.words import count, day, listed, of_counts, plural, quantity, sentence

MOST = 4  # further findings that page 1 has room for, the unknown among them
WEIGHT = {"executive": 0, "law_enforcement": 1, "legislature_council": 2}
STATES_OWN = "A figure of the state; it says nothing of single counties."
DISAGREEING = "Figures of the state, which differ in date and in what they count; the pages on who is removed tell how."


def further(context: Context, already: Said) -> tuple[KeyFinding, ...]:
    """Up to four findings after the lead's claim (`already`): figures, rollout, decisions, statements, the unknown."""
    return (*islice(_candidates(context, already), MOST - 1), _unknown(context))


def _candidates(context: Context, already: Said) -> Iterator[KeyFinding]:
    """All that page 1 might say, one at a time: a source is numbered only if its finding is taken."""
    yield from _figures(context)
    yield _rollout(context, already)
    yield from _state_decision(context)
    yield from _position(context)


def _figures(context: Context) -> list[KeyFinding]:
    """A local share of a wider class; else the state's own figures. A place with two local figures has its own already."""
    wider = context.local("removed_low_or_nonconvicted_share")
    if wider:
        return [_wider(context, wider[0])]
    return [] if any(f.disputed_by for f in context.local()) else _state_figures(context)


def _wider(context: Context, finding: Finding) -> KeyFinding:
    nation = [f for f in context.nation(finding.measure) if f.sources == finding.sources]
    beside = f"; nationwide {quantity(nation[0])}" if nation else ""
    text = (
        f"{quantity(finding)} of removals or returns from {context.name(finding)} were of people with a low-level "
        f"conviction or none{beside}."
    )
    more = f"A wider class than “no conviction”, printed without counts, {context.until(finding)}."
    return KeyFinding(quantity(finding), context.refs.say(text, finding, *nation), Said(more))


def _state_figures(context: Context) -> list[KeyFinding]:
    """The state's printed shares: the best one if its sources agree, the lowest and the highest if they do not."""
    shares = [f for f in context.state(doubtful=True) if f.qualifier != "at least"]
    if any(f.disputed_by for f in shares):
        return [_disagreeing(context, shares)]
    firm = [f for f in shares if not f.doubtful]
    counts = context.state("removed")
    if firm:
        return [_state_share(context, firm[0])]
    return [_state_count(context, counts[0])] if counts else []


def _disagreeing(context: Context, shares: list[Finding]) -> KeyFinding:
    low, high = min(shares, key=lambda f: float(f.value)), max(shares, key=lambda f: float(f.value))
    text = (
        f"Sources disagree on removals or returns from {context.place.state_name} without a conviction: "
        f"{_who(context, low)}, {_who(context, high)}."
    )
    number = f"{quantity(low)} or {quantity(high)}"
    return KeyFinding(number, context.refs.say(text, low, high), Said(DISAGREEING))


def _who(context: Context, finding: Finding) -> str:
    publisher = context.refs.source(finding.sources[0]).publisher
    return f"{quantity(finding)} {context.until(finding)} ({publisher})"


def _state_share(context: Context, finding: Finding) -> KeyFinding:
    behind = f" ({of_counts(finding)})" if finding.numerator is not None else ""
    text = (
        f"{quantity(finding)} of removals or returns from {context.place.state_name} {context.until(finding)} were of "
        f"people with no criminal conviction{behind}."
    )
    return KeyFinding(quantity(finding), context.refs.say(text, finding), Said(STATES_OWN))


def _state_count(context: Context, finding: Finding) -> KeyFinding:
    what = counted(finding.measure).lower()
    text = f"{quantity(finding)} were {what} from {context.place.state_name} {context.until(finding)}."
    return KeyFinding(quantity(finding), context.refs.say(text, finding), Said(STATES_OWN))


def _rollout(context: Context, already: Said) -> KeyFinding:
    """How many counties of the state are active, and since when this one is; of the nation where that is said."""
    found, place = context.found, context.place
    state = found.finding(f"rollout.active_counties.{place.state_fips}")
    nation = found.finding("rollout.active_counties.US")
    jurisdictions = found.of("US", "active_jurisdictions")
    if state.id in already.findings:
        more = context.refs.say(_jurisdictions(jurisdictions), *jurisdictions)
        return KeyFinding(
            count(nation.numerator or 0),
            context.refs.say(_nation(context, nation), nation),
            more if more.text else None,
        )
    own = [found.finding(f"rollout.activated.{county.fips}") for county in place.counties]
    more_text = f"{_nation(context, nation)} {_jurisdictions(jurisdictions)}".strip()
    return KeyFinding(
        number=f"{count(state.numerator or 0)} of {count(state.denominator or 0)}",
        say=context.refs.say(_active(context, own, state, already), *own, state),
        more=context.refs.say(more_text, nation, *jurisdictions),
    )


def _active(context: Context, own: list[Finding], state: Finding, already: Said) -> str:
    total, active, name = state.denominator or 0, state.numerator or 0, context.place.state_name
    dates = [f for f in own if f.measure == "activated_on"]
    since = listed([f"{f.place_name} since {day(str(f.value))}" for f in dates]) if dates else ""
    counties = plural(active, "county", "counties")
    if {f.id for f in own} <= set(already.findings):
        return f"The program is active in {counties} in {name}."
    if active == 1 and dates:
        return (f"{own[0].place_name} is the only county in {name} where the program is active, since "
                f"{day(str(own[0].value))}.")  # fmt: skip
    if active == total:
        return f"Every county in {name} is active, {since}."
    if not dates:
        return f"The program is active in {counties} in {name}, but not in {context.counties}."
    return f"The program is active in {counties} in {name}, {since}."


def _nation(context: Context, nation: Finding) -> str:
    active, total = count(nation.numerator or 0), count(nation.denominator or 0)
    return f"Nationwide {active} of {total} counties were active on {context.day}."


def _jurisdictions(given: tuple[Finding, ...]) -> str:
    return "".join(
        f"ICE counted {count(int(f.value))} jurisdictions by {day(f.period.end)}; some of those are not counties."
        for f in given
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
        return [_quoted(context, top, _answer(context, top))]
    near = [p for p in context.found.federal_positions if p.place in (context.place.state_fips, *_fips(context))]
    return [_quoted(context, near[-1])] if near else []


def _answer(context: Context, position: Position) -> Said | None:
    """What a federal agency said of this place after a statement made here, the latest."""
    here = [p for p in context.found.federal_positions if _is_here(context, p) and of_an_agency(p)]
    later = [p for p in here if p.date > position.date]
    if not later:
        return None
    last = later[-1]
    text = f"On {day(last.date)} {last.actor}{office(last)}, {last.statement[:1].lower()}{last.statement[1:]}"
    return Said(sentence(text), (last.id,), context.refs.numbers(last.source))


def _quoted(context: Context, position: Position, answer: Said | None = None) -> KeyFinding:
    text = f"{position.actor}{office(position)}: {position.statement[:1].lower()}{position.statement[1:]}"
    said = Said(sentence(text), (position.id,), context.refs.numbers(position.source))
    return KeyFinding(day(position.date), said, answer, words=True)


def _is_here(context: Context, position: Position) -> bool:
    return position.place in _fips(context)


def _fips(context: Context) -> tuple[str, ...]:
    return tuple(county.fips for county in context.place.counties)


def _unknown(context: Context) -> KeyFinding:
    wanted = ("share", "charges", "which_is_right")
    unsaid = next(u for topic in wanted for u in context.found.unsaid if u.topic == topic)
    subject, reason = words_of(context, unsaid)
    return KeyFinding("Not known", Said(sentence(subject), (unsaid.id,)), Said(sentence(reason)), words=True)
