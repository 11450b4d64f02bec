"""Who is removed, by conviction: here and in all other counties with a share in our sources."""

from pipeline.findings.model import Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Block, Columns, Figure, Pair, Passage, Said, Section
from pipeline.narrative.figures import chart_data, number_tables
from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import headed, of_counts, percent, quantity
from pipeline.narrative.parts import comparison, convicted, conviction_counts
from pipeline.narrative.wording import caveats

CLOSE = 5  # percentage points from 50 that a headline calls about half


def section(context: Context) -> Section | None:
    """All places with figures in one chart, and what to know; None where the place has no share (`in_short` tells it)."""
    if not context.local():
        return None
    own = own_shares(context)
    return Section(
        "removed",
        _headline(context, own),
        (comparison.figure(context, own), *_told(context, own)),
        topic=_("Here and in other counties"),
        more=(*_counts(context, own), *_reading(context, own)),
    )


def in_short(context: Context) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Where the place has no share: what the nation's is, for paper; for the page the counts and the other counties'."""
    if context.local():
        return (), ()
    own = own_shares(context)
    more = (*_counts(context, own), comparison.figure(context, own), *_reading(context, own))
    return _told(context, own), more


def _told(context: Context, own: list[Finding]) -> tuple[Columns, ...]:
    """The same removals from the other side, and what to know of the figures shown."""
    lacking = () if context.local() else (Passage(_("Without a conviction"), (_headline(context, own),)),)
    behind = convicted.passage(context)
    known = _known(context, _("What to know of these figures"), comparison.newest(own))
    passages = (*lacking, *([behind] if behind else []), *known)
    return (Columns(passages),) if passages else ()


def _known(context: Context, title: str, rows: list[Finding]) -> tuple[Passage, ...]:
    """What the sources, or the tables, tell of figures that have something to be told."""
    said = tuple(conviction_counts.known(context, f) for f in rows if caveats.beside(f))
    return (Passage(title, said),) if said else ()


def _counts(context: Context, own: list[Finding]) -> tuple[Block, ...]:
    """The counts behind the shares, the shares over time where there are several, and what to know of them."""
    rows = conviction_counts.counted_here(context, own)
    table = conviction_counts.table(context, rows)
    dated = [f for f in own if context.is_here(f) and f.numerator is not None and f.interval]
    shown = comparison.newest(own)
    known = _known(context, _("What to know of the other counts"), [f for f in rows if f not in shown])
    return (Pair(_series(context, own), table) if len(dated) > 1 else table, *known)


def own_shares(context: Context) -> list[Finding]:
    """The shares without conviction that stand for this place: the county's, or the state's where it has none."""
    local = context.local()
    rests = [f for f in local if f.method.startswith("100 minus")]
    firm = [f for f in local if f.numerator is not None] + rests
    if firm:
        return firm
    return [f for f in local if f.qualifier != "at least"] or context.state()[:2]


def _headline(context: Context, own: list[Finding]) -> Said:
    local = [f for f in own if context.is_here(f)]
    nation = context.beside(local[0]) if local else context.nation()[0]
    whole = percent(float(nation.value), 0)
    if not local:
        text = _(
            "Nationwide {nation} of those removed {until} had no conviction; a share for {places} is not in our sources"
        )
        if context.local(doubtful=True):
            text = _(
                "Nationwide {nation} of those removed {until} had no conviction; of {places} our sources have shares only in "
                "part or in doubt"
            )
        known = {"places": context.counties, "nation": whole, "until": context.until(nation)}
        return context.refs.say(text.format(**known), nation)
    disputed = [f for f in local if f.method.startswith("100 minus")]
    first = local[0]
    if disputed:
        printed = context.found.finding(disputed[0].comparators[0])
        text = _("{one} had no conviction, by {source} in the press; {who} says {other} had one").format(
            one=_("About half") if abs(float(first.value) - 50) < CLOSE else percent(float(first.value), 0),
            source=first.said_by or context.refs.source(first.sources[0]).publisher,
            other=quantity(printed),
            who=printed.said_by or _("another source"),
        )
        return context.refs.say(headed(text), first, printed)
    text = _("Without a conviction in {place}: {share} of those removed or returned; nationwide, {nation}").format(
        place=context.name(first), share=quantity(first), nation=whole
    )
    return context.refs.say(text, first, nation)


def _series(context: Context, own: list[Finding]) -> Figure:
    local = [f for f in own if context.is_here(f)]
    nation = [f for f in context.nation() if f.numerator is not None and f.qualifier == "exact"]
    labels = {f.id: _series_label(context, f) for f in local}
    said = [f"{conviction_counts.label(context, f)}: {quantity(f)}, {of_counts(f)}" for f in [*local, *nation]]
    notes = [
        _(
            "The later count contains the earlier one, so no difference is computed and this place’s dots are not joined."
        )
    ]
    if any(not f.period.end for f in local):
        notes.append(_("A figure without a data date in our sources stands at the day it was printed."))
    return Figure(
        name="series",
        chart=chart_data.series(context, local, nation, labels),
        headline=_("The shares by the date their counts run to"),
        subtitle=_("No criminal conviction, percent, cumulative since activation"),
        alt=_("Share removed without a conviction by date. {shares}.").format(shares=". ".join(said)),
        source=context.refs.say(conviction_counts.publishers(context, [*local, *nation]), *local, *nation),
        note=" ".join(dict.fromkeys(notes)),
        behind=number_tables.shares(
            context, [*local, *nation], {f.id: conviction_counts.label(context, f) for f in [*local, *nation]}
        ),
    )


def _series_label(context: Context, finding: Finding) -> str:
    return headed(finding.said_by or context.bare_name(finding))


def _reading(context: Context, own: list[Finding]) -> tuple[Passage, ...]:
    return (Passage(_("How to read it"), _read(context, own)),)


def _read(context: Context, own: list[Finding]) -> tuple[Said, ...]:
    local = [f for f in own if context.is_here(f) and f.numerator is not None]
    nation = context.nation()[0]
    text = _(
        "A dot is a share, an open circle a percentage printed without its counts, the dotted line the nation. A bar shows "
        "how far a share from so few removals could move by chance (95% Wilson interval). These are full counts, so it is "
        "not a sampling error, and it covers neither definitions, nor recording, nor which places’ figures reached the press."
    )
    levels = _(
        "Level 1, 2 and 3 are ICE’s classes of conviction, from the gravest to the least; they changed in October 2010. “No "
        "conviction” is what ICE calls non-criminal. “Low-level conviction or none” is wider; “priority” is wider still, for "
        "it counts earlier removals."
    )
    if not local:
        return (Said(text), Said(levels))
    apart = _("{place}’s cases are also in the national total, which runs to another day.")
    if local[0].period.end == nation.period.end:
        apart = _("{place}’s cases are also in the national total.")
    return (Said(f"{text} {apart.format(place=context.bare_name(local[0]))}"), Said(levels))
