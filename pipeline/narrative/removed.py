"""Part 3: who is removed, by conviction; the counts behind each share; every figure in print for the place."""

from pipeline.findings.model import NATION, Finding
from pipeline.narrative import caveats, charted, convictions, marks, names
from pipeline.narrative.context import Context
from pipeline.narrative.language import _, ngettext
from pipeline.narrative.measures import counted
from pipeline.narrative.page import Block, Cell, Column, Figure, Pair, Passage, Row, Said, Section, Table
from pipeline.narrative.words import count, day, interval, listed, of_counts, percent, quantity

ROW_LIMIT = 14


def section(context: Context) -> Section:
    """The shares over time, the counts behind them, all places with figures, and every other printed figure."""
    own = _own(context)
    rows = _counted(context, own)
    table = _counts_table(context, rows)
    top: Block = table
    dated = [f for f in own if context.is_here(f) and f.numerator is not None and f.interval]
    if len(dated) > 1:
        top = Pair(_series(context, own), table)
    convicted = convictions.passage(context)
    blocks: list[Block] = [top, _places(context, own), *([convicted] if convicted else [])]
    known = tuple(_known(context, f) for f in rows if caveats.beside(f))
    blocks += [Passage(_("What to know of these figures"), known)] if known else []
    blocks.append(Passage(_("How to read it"), _reading(context, own)))
    others = _others(context, own)
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
            place=context.name(first), one=percent(float(first.value), 0), other=quantity(printed),
            who=printed.said_by or _("another"), nation=whole)  # fmt: skip
        return context.refs.say(text, first, printed, nation)
    text = _("Without a conviction in {place}: {share} of those removed or returned; nationwide, {nation}").format(
        place=context.name(first), share=quantity(first), nation=whole
    )
    return context.refs.say(text, first, nation)


def _label(context: Context, finding: Finding) -> str:
    """A row's name: the place, who says it where sources differ, and to when."""
    when = day(finding.period.end[:7] if finding.period.end else context.published(finding)[:7], short=True)
    name = _("Nation") if finding.place == NATION else context.bare_name(finding)
    if finding.said_by:
        name = _("{place}: {who}").format(place=name, who=finding.said_by)
    return _("{place}, {month}").format(place=name, month=when)


def _series(context: Context, own: list[Finding]) -> Figure:
    local = [f for f in own if context.is_here(f)]
    nation = [f for f in context.nation() if f.numerator is not None and f.qualifier == "exact"]
    labels = {f.id: _series_label(context, f) for f in local}
    said = [f"{_label(context, f)}: {quantity(f)}, {of_counts(f)}" for f in [*local, *nation]]
    notes = [
        _(
            "The later count contains the earlier one, so no difference is computed and this place’s dots are not joined."
        )
    ]
    if any(not f.period.end for f in local):
        notes.append(_("A figure whose source prints no data date stands at the day it was printed."))
    return Figure(
        name="series", chart=marks.series(context, local, nation, labels),
        headline=_("The shares by the date their counts run to"),
        subtitle=_("No criminal conviction, percent, cumulative since activation"),
        alt=_("Share removed without a conviction by date. {shares}.").format(shares=". ".join(said)),
        source=context.refs.say(_publishers(context, [*local, *nation]), *local, *nation),
        note=" ".join(dict.fromkeys(notes)),
        behind=charted.shares(context, [*local, *nation], {f.id: _label(context, f) for f in [*local, *nation]}),
    )  # fmt: skip


def _series_label(context: Context, finding: Finding) -> str:
    name = context.bare_name(finding)
    if finding.caveats and finding.caveats[0].kind == "given as of":
        name = finding.caveats[0].detail
    return finding.said_by or name


def _known(context: Context, finding: Finding) -> Said:
    """What a figure's source, or its table, tells of it."""
    return Said(f"{_label(context, finding)}: {' '.join(caveats.beside(finding))}", (finding.id,))


def _counted(context: Context, own: list[Finding]) -> list[Finding]:
    """The figures of the table of counts: the place's, the state's best, the nation's beside them and its latest."""
    nation = [f for f in context.nation() if f.qualifier in ("exact", "derived")][:2]
    latest = [f for f in context.nation() if f.period.end and f.qualifier != "at least"]
    nation += [max(latest, key=context.ends)] if latest else []
    nation = list(dict.fromkeys([*(context.beside(f) for f in own[:1] if context.is_here(f)), *nation]))
    state = [f for f in context.state() if f.qualifier != "at least" and f not in own][:1]
    return [*own, *state, *nation]


def _counts_table(context: Context, rows: list[Finding]) -> Table:
    return Table(
        name="counts", headline=_("The counts behind the shares"),
        subtitle=_("Removed or returned, cumulative since activation"),
        columns=(Column(_("Counts to"), width=31), Column(_("Removed or returned"), True), Column(_("No conviction"), True),
                 Column(_("Share"), True)),
        rows=tuple(_counts_row(context, f) for f in rows),
        source=context.refs.say(_publishers(context, rows), *rows),
        note=_counts_note(context, rows),
    )  # fmt: skip


def _counts_row(context: Context, finding: Finding) -> Row:
    part = count(finding.numerator) if finding.numerator is not None else _("not both printed")
    total = _total(context, finding)
    if finding.method.startswith("100 minus"):
        part, total = _("not said"), Cell(_same_total(context, finding))
    cells = (Cell(_label(context, finding)), total, Cell(part), Cell(quantity(finding)))
    return Row(cells, context.is_here(finding), (finding.id,))


def _total(context: Context, finding: Finding) -> Cell:
    """The total behind a share, or the one that its source prints beside a percentage."""
    if finding.denominator:
        return Cell(count(finding.denominator))
    totals = context.found.of(finding.place, "removed", finding.question)
    beside = [f for f in totals if (f.sources, f.period) == (finding.sources, finding.period)]
    return Cell(quantity(beside[0]), findings=(beside[0].id,)) if beside else Cell(_("not both printed"))


def _same_total(context: Context, rest: Finding) -> str:
    disputed = [f for f in context.local() if set(f.disputed_by) & set(rest.comparators) and f.denominator]
    return count(disputed[0].denominator or 0) if disputed else _("not printed")


def _counts_note(context: Context, rows: list[Finding]) -> str:
    intervals = [f"{_label(context, f)} {interval(f)}" for f in rows if f.interval]
    notes = [_("95% intervals, percent: {intervals}.").format(intervals="; ".join(intervals))] if intervals else []
    derived = [f for f in rows if f.qualifier == "derived" and f.numerator is not None]
    if derived:
        text = _("Of derived shares one count is the difference or the sum of printed ones: {shares}.")
        notes.append(text.format(shares=listed([_label(context, f) for f in derived])))
    return " ".join(notes)


def _places(context: Context, own: list[Finding]) -> Figure:
    nation = context.nation()[0]
    local = [f for f in own if context.is_here(f)]
    newest = _newest(own)
    rows = [*newest, nation]
    heading = _("The state and the nation; no share for the county in print")
    if local:
        heading = _("This county and the nation")
    labels = {f.id: _place_label(context, f, own) for f in newest} | {nation.id: str(names.nation())}
    shown = [context.found.finding(id) for id in context.found.all_places]
    values = [float(f.value) for f in shown]
    low, high = min(values), max(values)
    return Figure(
        name="places", chart=marks.places(context, rows, heading, labels),
        headline=_places_headline(context, newest, low, high),
        subtitle=_("No criminal conviction, percent of removals or returns, cumulative since activation"),
        alt=_places_alt(context, rows, labels, shown),
        source=context.refs.say(_("ICE statistics as printed by newspapers and organizations; each with its date and address "
                                  "in the list of sources."), *rows, *shown),
        note=_places_note(context, shown), behind=charted.places(context, rows, heading, labels),
    )  # fmt: skip


def _places_note(context: Context, shown: list[Finding]) -> str:
    notes = [
        _(
            "Counties whose figures reached the press are no sample of counties, and their order here is no ranking. "
            "“About”: the source rounds. The nation’s figure includes every county’s."
        )
    ]
    left_out = [context.in_state(name) for name in context.found.all_places_left_out]
    if left_out:
        text = _("Left out, because their date or measure is in doubt: {counties}").format(counties=listed(left_out))
        notes.append(_ended(text))
    if any(f.disputed_by for f in shown if not context.is_here(f)):
        notes.append(_("* Another source gives a different figure for the same removals."))
    return " ".join(notes)


def _ended(text: str) -> str:
    """The text with one full stop, also where it ends in "N.C."."""
    return text if text.endswith(".") else f"{text}."


def _newest(own: list[Finding]) -> list[Finding]:
    """The latest share of each place and, where it is disputed, the figure that disputes it."""
    first: dict[str, Finding] = {}
    for finding in own:
        first.setdefault(finding.place, finding)
    rests = [f for f in own if f.method.startswith("100 minus")]
    return [*first.values(), *(f for f in rests if f not in first.values())]


def _place_label(context: Context, finding: Finding, own: list[Finding]) -> str:
    name = context.bare_name(finding)
    disputed = any(f.method.startswith("100 minus") for f in own)
    return _("{place}: {who}").format(place=name, who=finding.said_by) if disputed and finding.said_by else name


def _places_headline(context: Context, newest: list[Finding], low: float, high: float) -> str:
    local = [f for f in newest if context.is_here(f) and not f.method.startswith("100 minus")]
    text = _("Printed shares without conviction reach from {low} to {high}; none is printed for {places}")
    if local:
        text = ngettext(
            "Printed shares without conviction reach from {low} to {high}; {place}’s is {shares}",
            "Printed shares without conviction reach from {low} to {high}; {place}’s are {shares}",
            len(local),
        )
    if any(f.disputed_by for f in local):
        text = _("Printed shares without conviction reach from {low} to {high}; {place}’s is {shares}, and disputed")
    return text.format(
        low=percent(low, 0), high=percent(high, 0), places=context.counties,
        place=context.name(local[0]) if local else "", shares=listed([quantity(f) for f in local] or [""]),
    )  # fmt: skip


def _places_alt(context: Context, rows: list[Finding], labels: dict[str, str], shown: list[Finding]) -> str:
    said = [f"{labels[f.id]} {quantity(f)} ({of_counts(f)})" for f in rows]
    mine = {f.place for f in rows}
    others = [f"{context.short_name(f)} {quantity(f)} ({of_counts(f)})" for f in shown if f.place not in mine]
    return _("Share removed without a conviction. {shares}. Other counties: {others}.").format(
        shares="; ".join(said), others="; ".join(others)
    )


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


def _others(context: Context, own: list[Finding]) -> Table | None:
    """Every further figure printed for the place and its state, with its doubts."""
    shown = {f.id for f in own} | {id for f in own for id in f.comparators}
    rows = [f for f in _further(context) if f.id not in shown][:ROW_LIMIT]
    if not rows:
        return None
    return Table(
        name="figures", headline=_("Other figures in print for {places}").format(
            places=context.with_state(context.counties)),
        subtitle=_("As their sources print them; figures of different sources and days are not to be joined"),
        columns=(Column(_("What was counted"), width=48), Column(_("Figure"), width=34), Column(_("Counts to"), width=25),
                 Column(_("Printed by; what to know"))),
        rows=tuple(_other_row(context, f) for f in rows),
        source=context.refs.say(_("As named in each row."), *rows),
    )  # fmt: skip


def _further(context: Context) -> list[Finding]:
    """The place's further figures, then the state's: the latest of each measure, and those in dispute."""
    places = [*(county.fips for county in context.place.counties), context.place.state_fips]
    found = [f for f in context.found.findings if f.question == "composition" and f.place in places]
    found = [f for f in found if not f.method.startswith("100 minus")]
    behind = {row for f in found if f.numerator is not None for row in f.rows}
    found = [f for f in found if f.numerator is not None or not set(f.rows) & behind]
    latest: dict[tuple[str, str], str] = {}
    for f in sorted(found, key=context.ends):
        if not f.doubtful:
            latest[(f.place, f.measure)] = f.id
    told = {row for f in context.found.findings if f.question == "program_steps" for row in f.rows}
    found = [f for f in found if not set(f.rows) <= told]
    kept = [f for f in found if f.disputed_by or f.doubtful or context.is_here(f) or f.id in latest.values()]
    return sorted(kept, key=lambda f: (places.index(f.place), f.population, f.measure, context.ends(f)))


def _other_row(context: Context, finding: Finding) -> Row:
    what = counted(finding.measure)
    if not context.is_here(finding) or len(context.place.counties) > 1:
        what = _("{place}: {what}").format(place=context.name(finding), what=what)
    figure = quantity(finding) if finding.numerator is None else f"{quantity(finding)} ({of_counts(finding)})"
    when = day(finding.period.end, short=True) if finding.period.end else _("not printed")
    printed = f"{context.refs.short(finding.sources[0], short_day=True)}."
    doubts = " ".join(caveats.beside(finding))
    refs = context.refs.numbers(*finding.sources)
    cells = (Cell(what), Cell(figure), Cell(when), Cell(f"{printed} {doubts}".strip(), refs=refs))
    return Row(cells, False, (finding.id,))


def _publishers(context: Context, findings: list[Finding]) -> str:
    publishers = dict.fromkeys(context.refs.short(source) for f in findings for source in f.sources)
    return f"{'; '.join(publishers)}."
