"""Part 3: who is removed, by conviction; the counts behind each share; every figure in print for the place."""

from pipeline.findings.model import Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Block, Figure, Pair, Passage, Said, Section
from pipeline.narrative.figures import chart_data, number_tables
from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import of_counts, percent, quantity
from pipeline.narrative.parts import comparison, convicted, conviction_counts, other_figures
from pipeline.narrative.wording import caveats


def section(context: Context) -> Section:
    """The shares over time, the counts behind them, all places with figures, and every other printed figure."""
    own = _own(context)
    rows = conviction_counts.counted_here(context, own)
    table = conviction_counts.table(context, rows)
    top: Block = table
    dated = [f for f in own if context.is_here(f) and f.numerator is not None and f.interval]
    if len(dated) > 1:
        top = Pair(_series(context, own), table)
    behind = convicted.passage(context)
    blocks: list[Block] = [top, comparison.figure(context, own), *([behind] if behind else [])]
    known = tuple(conviction_counts.known(context, f) for f in rows if caveats.beside(f))
    blocks += [Passage(_("What to know of these figures"), known)] if known else []
    blocks.append(Passage(_("How to read it"), _reading(context, own)))
    others = other_figures.table(context, own)
    if others:
        blocks.append(others)
    return Section("removed", _headline(context, own), tuple(blocks))


def _own(context: Context) -> list[Finding]:
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
        text = _("No share for {places} is in print; nationwide {nation} of those removed {until} had no conviction")
        known = {"places": context.counties, "nation": whole, "until": context.until(nation)}
        return context.refs.say(text.format(**known), nation)
    disputed = [f for f in local if f.method.startswith("100 minus")]
    first = local[0]
    if disputed:
        printed = context.found.finding(disputed[0].comparators[0])
        text = _(
            "In {place} {one} had no conviction by one count, {other} had one by {who}; nationwide {nation} had none"
        ).format(
            place=context.name(first),
            one=percent(float(first.value), 0),
            other=quantity(printed),
            who=printed.said_by or _("another"),
            nation=whole,
        )
        return context.refs.say(text, first, printed, nation)
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
        notes.append(_("A figure whose source prints no data date stands at the day it was printed."))
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
    name = context.bare_name(finding)
    if finding.caveats and finding.caveats[0].kind == "given as of":
        name = finding.caveats[0].detail
    return finding.said_by or name


def _reading(context: Context, own: list[Finding]) -> tuple[Said, ...]:
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
    apart = _("{place}’s figure is part of the nation’s, so the two are not subtracted and they run to different days.")
    if local[0].period.end == nation.period.end:
        apart = _("{place}’s figure is part of the nation’s, so the two are not subtracted.")
    return (Said(f"{text} {apart.format(place=context.bare_name(local[0]))}"), Said(levels))
