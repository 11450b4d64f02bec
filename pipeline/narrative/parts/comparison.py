"""The chart of part 3 that has all counties with a printed share, this place's and the nation's among them."""

from pipeline.findings.model import Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Figure
from pipeline.narrative.figures import chart_data, number_tables
from pipeline.narrative.language import place_names
from pipeline.narrative.language.locale import _, ngettext
from pipeline.narrative.language.numbers import listed, of_counts, percent, quantity


def figure(context: Context, own: list[Finding]) -> Figure:
    """The chart with its words; `own` are the shares that stand for this place."""
    nation = context.nation()[0]
    local = [f for f in own if context.is_here(f)]
    shown_own = newest(own)
    rows = [*shown_own, nation]
    heading = _("The state and the nation")
    if local:
        heading = _("This county and the nation")
    labels = {f.id: _label(context, f, own) for f in shown_own} | {nation.id: str(place_names.nation())}
    shown = [context.found.finding(id) for id in context.found.all_places]
    values = [float(f.value) for f in shown]
    low, high = min(values), max(values)
    return Figure(
        name="places",
        chart=chart_data.places(context, rows, labels),
        headline=_headline(context, shown_own, low, high),
        subtitle=_("No criminal conviction, percent of removals or returns, cumulative since activation"),
        alt=_alt(context, rows, labels, shown),
        source=context.refs.say(
            _(
                "ICE statistics as printed by newspapers and organizations; each with its date and address "
                "in the list of sources."
            ),
            *rows,
            *shown,
        ),
        note=_note(context, shown),
        behind=number_tables.places(context, rows, heading, labels),
        shown=tuple(f.id for f in chart_data.by_share(context, rows)),
    )


def _note(context: Context, shown: list[Finding]) -> str:
    notes = [
        _(
            "Bar: how far a share of so few could move by chance (95%). Open: a percentage without counts. Counties whose "
            "figures reached the press are no sample of counties, and their order here is no ranking. “About”: the source "
            "rounds. The nation’s figure, the dotted line, includes every county’s."
        )
    ]
    if any(not f.period.end for f in shown):
        notes.append(_("* Printed then; to what day it counts is not in our sources."))
    reasons = (
        (_("Left out, for a doubt that their source leaves: {counties}"), context.found.all_places_in_doubt),
        (
            _("Left out, for our sources have no whole share of a known day: {counties}"),
            context.found.all_places_in_part,
        ),
    )
    notes += [_ended(text.format(counties=listed([*map(context.in_state, names)]))) for text, names in reasons if names]
    if any(f.disputed_by for f in shown if not context.is_here(f)):
        notes.append(_("Disputed: another source gives a different figure for the same removals."))
    return " ".join(notes)


def _ended(text: str) -> str:
    """The text with one full stop, also where it ends in "N.C."."""
    return text if text.endswith(".") else f"{text}."


def newest(own: list[Finding]) -> list[Finding]:
    """The latest share of each place and, where it is disputed, the figure that disputes it."""
    first: dict[str, Finding] = {}
    for finding in own:
        first.setdefault(finding.place, finding)
    rests = [f for f in own if f.method.startswith("100 minus")]
    return [*first.values(), *(f for f in rests if f not in first.values())]


def _label(context: Context, finding: Finding, own: list[Finding]) -> str:
    name = context.bare_name(finding)
    disputed = any(f.method.startswith("100 minus") for f in own)
    return _("{place}: {who}").format(place=name, who=finding.said_by) if disputed and finding.said_by else name


def _headline(context: Context, newest: list[Finding], low: float, high: float) -> str:
    local = [f for f in newest if context.is_here(f) and not f.method.startswith("100 minus")]
    text = _("Printed shares without conviction reach from {low} to {high}; one for {places} is not in our sources")
    if local:
        text = ngettext(
            "Printed shares without conviction reach from {low} to {high}; {place}’s is {shares}",
            "Printed shares without conviction reach from {low} to {high}; {place}’s are {shares}",
            len(local),
        )
    if any(f.disputed_by for f in local):
        text = _("Printed shares without conviction reach from {low} to {high}; {place}’s is {shares}, and disputed")
    return text.format(
        low=percent(low, 0),
        high=percent(high, 0),
        places=context.counties,
        place=context.name(local[0]) if local else "",
        shares=listed([quantity(f) for f in local] or [""]),
    )


def _alt(context: Context, rows: list[Finding], labels: dict[str, str], shown: list[Finding]) -> str:
    said = [f"{labels[f.id]} {quantity(f)} ({of_counts(f)})" for f in rows]
    mine = {f.place for f in rows}
    others = [f"{context.short_name(f)} {quantity(f)} ({of_counts(f)})" for f in shown if f.place not in mine]
    return _("Share removed without a conviction. {shares}. Other counties: {others}.").format(
        shares="; ".join(said), others="; ".join(others)
    )
