"""Page 1: what was found here, how sure it is, and what is asked."""

from pipeline.findings.model import Finding, Position
from pipeline.narrative.context import Context
from pipeline.narrative.lead import lead
from pipeline.narrative.measures import counted
from pipeline.narrative.page import Ask, Front, KeyFinding, Said
from pipeline.narrative.unsaid import words_of
from pipeline.narrative.words import count, day, listed, of_counts, plural, quantity, sentence

MOST = 4  # further findings that page 1 has room for
PROGRAM = "ICE’s Secure Communities program"
WEIGHT = {"executive": 0, "law_enforcement": 1, "legislature_council": 2}


def front(context: Context) -> Front:
    """The first page of a place."""
    first = lead(context)
    further = [*_local_figures(context, first.claim), _rollout(context), *_state_decision(context), *_position(context)]
    unknown = _unknown(context)
    findings = (*further[: MOST - 1], unknown)
    return Front(
        kicker=f"Briefing for the Mayor of {context.place.city}", edition=f"Edition of {context.day}",
        place=context.place.full_name, deck=f"What public data say about {PROGRAM} in ",
        deck_place=context.counties, deck_end=_deck_end(context), through=_through(context), lead=first,
        findings=findings, ask=_ask(context), sources=_sources_line(context),
    )  # fmt: skip


def _deck_end(context: Context) -> str:
    """The cities of the county: figures are the county's, not the city's."""
    if len(context.place.counties) > 1:
        return f", the counties {context.place.city} lies in"
    county = context.place.counties[0]
    if county.others_more:
        further = plural(county.others_more, "other city or town", "other cities and towns")
        return f": {context.place.city}, {', '.join(county.others[:3])} and {_rest(county.others_more + len(county.others) - 3)}" if county.others else f": {further}"  # fmt: skip
    return f": {listed([context.place.city, *county.others])}"


def _rest(number: int) -> str:
    return plural(number, "more with a police department", "more with police departments")


def _through(context: Context) -> str:
    local = [f for f in context.found.findings if context.is_here(f) and f.question == "composition"]
    dates = sorted({context.published(f) for f in local if context.published(f)})
    limit = f"Edition of {context.day}: only evidence published by that day."
    if not dates:
        return f"{limit} No local figure had been published in our sources."
    span = day(dates[-1]) if len(dates) == 1 else f"{day(dates[0])} to {day(dates[-1])}"
    return f"{limit} Local figures as printed {'in' if len(dates[-1]) < 10 and len(dates) == 1 else 'from' if len(dates) > 1 else 'on'} {span}."  # fmt: skip


def _rollout(context: Context) -> KeyFinding:
    """How many counties of the state are active, and since when this one is."""
    found, place = context.found, context.place
    state = found.finding(f"rollout.active_counties.{place.state_fips}")
    nation = found.finding("rollout.active_counties.US")
    own = [found.finding(f"rollout.activated.{county.fips}") for county in place.counties]
    more = [_nation_counts(context, nation)]
    return KeyFinding(
        number=f"{count(state.numerator or 0)} of {count(state.denominator or 0)}",
        say=context.refs.say(_rollout_sentence(context, own, state), *own, state),
        more=context.refs.say(" ".join(more), nation),
    )


def _rollout_sentence(context: Context, own: list[Finding], state: Finding) -> str:
    total, active, name = state.denominator or 0, state.numerator or 0, context.place.state_name
    since = [f"{f.place_name} since {day(str(f.value))}" for f in own if f.measure == "activated_on"]
    if active == 1 and since:
        return (f"{own[0].place_name} is the only county in {name} where the program is active, since "
                f"{day(str(own[0].value))}.")  # fmt: skip
    if active == total:
        return f"Every county in {name} is active, {listed(since)}."
    counties = plural(active, "county", "counties")
    if not since:
        return f"The program is active in {counties} in {name}, but not in {context.counties}."
    return f"The program is active in {counties} in {name}, {listed(since)}."


def _nation_counts(context: Context, nation: Finding) -> str:
    text = (
        f"Nationwide {count(nation.numerator or 0)} of {count(nation.denominator or 0)} counties were active on "
        f"{context.day}."
    )
    for given in context.found.of("US", "active_jurisdictions"):
        text += (f" ICE counted {count(int(given.value))} jurisdictions by {day(given.period.end)}; some of those are "
                 "not counties.")  # fmt: skip
    return text


def _local_figures(context: Context, already: Said) -> list[KeyFinding]:
    """Local shares of a wider class, or the state's own figures where the county has none."""
    local = [f for f in context.local("removed_low_or_nonconvicted_share") if f.id not in already.findings]
    if local:
        return [_wider(context, local[0])]
    if context.local():
        return []
    return _state_figures(context)


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
    """The state's printed shares: one if its sources agree, the lowest and the highest if they do not."""
    shares = [f for f in context.state(doubtful=True) if f.qualifier != "at least"]
    counts = context.state("removed")
    if not shares:
        return [_state_count(context, counts[0])] if counts else []
    disputed = [f for f in shares if f.disputed_by]
    if disputed:
        low, high = min(shares, key=lambda f: float(f.value)), max(shares, key=lambda f: float(f.value))
        text = (
            f"Sources disagree on removals or returns from {context.place.state_name} without a conviction: "
            f"{_who(context, low)}, {_who(context, high)}."
        )
        said = context.refs.say(text, low, high)
        return [KeyFinding(f"{quantity(low)} or {quantity(high)}", said, Said("Figures of the state; none divides them among its counties. All of them: see “Who is removed”."))]  # fmt: skip
    first = shares[0]
    text = f"{quantity(first)} of removals or returns from {context.place.state_name} {context.until(first)} were of people with no criminal conviction ({of_counts(first)})."  # fmt: skip
    return [KeyFinding(quantity(first), context.refs.say(text, first), Said("A figure of the state; it says nothing of single counties."))]  # fmt: skip


def _who(context: Context, finding: Finding) -> str:
    publisher = context.refs.source(finding.sources[0]).publisher
    return f"{quantity(finding)} {context.until(finding)} ({publisher})"


def _state_count(context: Context, finding: Finding) -> KeyFinding:
    text = f"{sentence(counted(finding.measure)).rstrip('.')} from {context.place.state_name} {context.until(finding)}: {quantity(finding)}."  # fmt: skip
    return KeyFinding(quantity(finding), context.refs.say(text, finding), Said("A figure of the state; it says nothing of single counties."))  # fmt: skip


def _state_decision(context: Context) -> list[KeyFinding]:
    """The latest turning point in the place's own state."""
    own = [e for e in context.found.events if context.place.state_fips in e.place.split(";")]
    if not own:
        return []
    event = own[-1]
    said = Said(sentence(event.statement), (event.id,), context.refs.numbers(event.source))
    return [KeyFinding(day(event.date), said, words=True)]


def _position(context: Context) -> list[KeyFinding]:
    """The latest statement of the highest office here: mayor, then police, then council."""
    here = {county.fips for county in context.place.counties}
    said = [p for p in context.found.positions if p.place in here]
    if not said:
        return []
    top = min(said, key=lambda p: (WEIGHT.get(p.kind, 3), [-ord(c) for c in p.date]))
    return [KeyFinding(day(top.date), _quoted(context, top), words=True)]


def _quoted(context: Context, position: Position) -> Said:
    text = f"{position.actor}, {position.office}: {position.statement[:1].lower()}{position.statement[1:]}"
    return Said(sentence(text), (position.id,), context.refs.numbers(position.source))


def _unknown(context: Context) -> KeyFinding:
    wanted = ("share", "charges", "which_is_right")
    unsaid = next(u for topic in wanted for u in context.found.unsaid if u.topic == topic)
    subject, reason = words_of(context, unsaid)
    return KeyFinding("Not known", Said(sentence(subject), (unsaid.id,)), Said(sentence(reason)), words=True)


def _ask(context: Context) -> Ask:
    coalition = context.edition.coalition
    refs = context.refs.numbers(coalition.asks_source) if coalition.asks_source else ()
    name = coalition.name if not coalition.authors else f"{coalition.name} ({coalition.authors})"
    return Ask(
        coalition.asks_title, Said(coalition.asks_attribution, (), refs), coalition.asks, name, coalition.contact,
        coalition.logo,
    )  # fmt: skip


def _sources_line(context: Context) -> Said:
    short = [f"{line.number} {line.text.rstrip('.')}." for line in context.refs.lines()]
    return Said(" ".join([*short, "All sources, numbered and linked: last page."]))
