"""Part 3: who is removed, by conviction; the counts behind each share; every figure in print for the place."""

from pipeline.findings.model import NATION, Finding
from pipeline.narrative import convictions, marks
from pipeline.narrative.context import Context
from pipeline.narrative.measures import counted
from pipeline.narrative.page import Block, Cell, Column, Figure, Pair, Passage, Row, Said, Section, Table
from pipeline.narrative.words import day, interval, listed, of_counts, percent, quantity

HOW_TO_READ = (
    "A dot is a share, an open circle a percentage printed without its counts, the dotted line the nation. A bar shows "
    "how far a share from so few removals could move by chance (95% Wilson interval). These are full counts, so it is not "
    "a sampling error, and it covers neither definitions, nor recording, nor which places’ figures reached the press."
)
LEVELS = (
    "Level 1, 2 and 3 are ICE’s classes of conviction, from the gravest to the least; they changed in October 2010. “No "
    "conviction” is what ICE calls non-criminal. “Low-level conviction or none” is wider; “priority” is wider still, for "
    "it counts earlier removals."
)
ROW_LIMIT = 14


def section(context: Context) -> Section:
    """The shares over time, the counts behind them, all places with figures, and every other printed figure."""
    own = _own(context)
    table = _counts_table(context, own)
    top: Block = table
    dated = [f for f in own if context.is_here(f) and f.numerator is not None and f.interval]
    if len(dated) > 1:
        top = Pair(_series(context, own), table)
    convicted = convictions.passage(context)
    blocks: list[Block] = [top, _places(context, own), *([convicted] if convicted else [])]
    blocks.append(Passage("How to read it", _reading(context, own)))
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
    whole = f"nationwide, {percent(float(nation.value), 0)}"
    if not local:
        return context.refs.say(
            f"No share for {context.counties} is in print; nationwide {percent(float(nation.value), 0)} of those removed "
            "had no conviction", nation)  # fmt: skip
    disputed = [f for f in local if f.method.startswith("100 minus")]
    first = local[0]
    if disputed:
        text = (
            f"Without a conviction in {context.name(first)}: {percent(float(first.value), 0)} by one count, "
            f"{percent(float(disputed[0].value), 0)} by {disputed[0].said_by or 'another'}; {whole}"
        )
        return context.refs.say(text, first, disputed[0], nation)
    text = f"Without a conviction in {context.name(first)}: {quantity(first)} of those removed or returned; {whole}"
    return context.refs.say(text, first, nation)


def _label(context: Context, finding: Finding) -> str:
    """A row's name: the place, who says it where sources differ, and to when."""
    when = day(finding.period.end[:7] if finding.period.end else context.published(finding)[:7], short=True)
    name = "Nation" if finding.place == NATION else context.name(finding).removesuffix(" County")
    who = f": {finding.said_by}" if finding.said_by else ""
    return f"{name}{who}, {when}"


def _series(context: Context, own: list[Finding]) -> Figure:
    local = [f for f in own if context.is_here(f)]
    nation = [f for f in context.nation() if f.numerator is not None and f.qualifier == "exact"]
    labels = {f.id: _series_label(context, f) for f in local}
    said = [f"{_label(context, f)}: {quantity(f)}, {of_counts(f)}" for f in [*local, *nation]]
    notes = [
        "The later count contains the earlier one, so no difference is computed and this place’s dots are not joined."
    ]
    notes += [caveat for f in local for caveat in f.caveats]
    notes += ["A figure whose source prints no data date stands at the day it was printed."] * any(
        not f.period.end for f in local
    )
    return Figure(
        name="series", chart=marks.series(context, local, nation, labels),
        headline="The shares by the date their counts run to",
        subtitle="No criminal conviction, percent, cumulative since activation",
        alt=f"Share removed without a conviction by date. {'. '.join(said)}.",
        source=context.refs.say(_publishers(context, [*local, *nation]), *local, *nation),
        note=" ".join(dict.fromkeys(notes)),
    )  # fmt: skip


def _series_label(context: Context, finding: Finding) -> str:
    name = context.name(finding).removesuffix(" County")
    if finding.caveats and finding.caveats[0].startswith("Given as of"):
        name = finding.caveats[0].removeprefix("Given as of: ").rstrip(".")
    return finding.said_by or name


def _counts_table(context: Context, own: list[Finding]) -> Table:
    nation = [f for f in context.nation() if f.qualifier in ("exact", "derived")][:2]
    nation = list(dict.fromkeys([*(context.beside(f) for f in own[:1] if context.is_here(f)), *nation]))
    state = [f for f in context.state() if f.qualifier != "at least" and f not in own][:1]
    rows = [*own, *state, *nation]
    return Table(
        name="counts", headline="The counts behind the shares", subtitle="Removed or returned, cumulative since activation",
        columns=(Column("Counts to", width=31), Column("Removed or returned", True), Column("No conviction", True),
                 Column("Share", True)),
        rows=tuple(_counts_row(context, f) for f in rows),
        source=context.refs.say(_publishers(context, rows), *rows),
        note=_counts_note(context, rows),
    )  # fmt: skip


def _counts_row(context: Context, finding: Finding) -> Row:
    total = f"{finding.denominator:,}" if finding.denominator else "not both printed"
    part = f"{finding.numerator:,}" if finding.numerator is not None else "not both printed"
    if finding.method.startswith("100 minus"):
        part = "not said"
        total = _same_total(context, finding)
    cells = (Cell(_label(context, finding)), Cell(total), Cell(part), Cell(quantity(finding)))
    return Row(cells, context.is_here(finding), (finding.id,))


def _same_total(context: Context, rest: Finding) -> str:
    disputed = [f for f in context.local() if set(f.disputed_by) & set(rest.comparators) and f.denominator]
    return f"{disputed[0].denominator:,}" if disputed else "not printed"


def _counts_note(context: Context, rows: list[Finding]) -> str:
    intervals = [f"{_label(context, f)} {interval(f)}" for f in rows if f.interval]
    note = f"95% intervals, percent: {'; '.join(intervals)}." if intervals else ""
    derived = [f for f in rows if f.qualifier == "derived" and f.numerator is not None]
    if derived:
        note += " Of derived shares one count is the difference or the sum of printed ones: " + listed(
            [_label(context, f) for f in derived]) + "."  # fmt: skip
    return note.strip()


def _places(context: Context, own: list[Finding]) -> Figure:
    nation = context.nation()[0]
    local = [f for f in own if context.is_here(f)]
    newest = _newest(own)
    rows = [*newest, nation]
    heading = "This county and the nation" if local else "The state and the nation; no share for the county in print"
    labels = {f.id: _place_label(context, f, own) for f in newest} | {nation.id: "United States"}
    shown = [context.found.finding(id) for id in context.found.all_places]
    values = [float(f.value) for f in shown]
    left_out = context.found.all_places_left_out
    note = (
        "Counties whose figures reached the press are no sample of counties, and their order here is no ranking. "
        "“About”: the source rounds. The nation’s figure includes every county’s."
    )
    if left_out:
        names = listed([_county(context, name) for name in left_out])
        note += f" Left out, because their date or measure is in doubt: {_ended(names)}"
    if any(f.disputed_by for f in shown if not context.is_here(f)):
        note += " * Another source gives a different figure for the same removals."
    low, high = min(values), max(values)
    return Figure(
        name="places", chart=marks.places(context, rows, heading, labels),
        headline=_places_headline(context, newest, low, high),
        subtitle="No criminal conviction, percent of removals or returns, cumulative since activation",
        alt=_places_alt(context, rows, labels, shown),
        source=context.refs.say("ICE statistics as printed by newspapers and organizations; each with its date and address "
                                "in the list of sources.", *rows, *shown),
        note=note,
    )  # fmt: skip


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
    name = context.name(finding).removesuffix(" County")
    disputed = any(f.method.startswith("100 minus") for f in own)
    return f"{name}: {finding.said_by}" if disputed and finding.said_by else name


def _county(context: Context, name: str) -> str:
    county, _, postal = name.partition(", ")
    return f"{county.removesuffix(' County')}, {context.found.state_abbreviations.get(postal, postal)}"


def _places_headline(context: Context, newest: list[Finding], low: float, high: float) -> str:
    local = [f for f in newest if context.is_here(f)]
    spread = f"Printed shares without conviction reach from {percent(low, 0)} to {percent(high, 0)}"
    if not local:
        return f"{spread}; none is printed for {context.counties}"
    name = context.name(local[0])
    return f"{spread}; {name}’s {'are' if len(local) > 1 else 'is'} {listed([quantity(f) for f in local])}"


def _places_alt(context: Context, rows: list[Finding], labels: dict[str, str], shown: list[Finding]) -> str:
    said = [f"{labels[f.id]} {quantity(f)} ({of_counts(f)})" for f in rows]
    mine = {f.place for f in rows}
    others = [f"{context.short_name(f)} {quantity(f)} ({of_counts(f)})" for f in shown if f.place not in mine]
    return f"Share removed without a conviction. {'; '.join(said)}. Other counties: {'; '.join(others)}."


def _reading(context: Context, own: list[Finding]) -> tuple[Said, ...]:
    local = [f for f in own if context.is_here(f) and f.numerator is not None]
    nation = context.nation()[0]
    apart = ""
    if local:
        name = context.name(local[0]).removesuffix(" County")
        apart = f" {name}’s figure is part of the nation’s, so the two are not subtracted"
        same = local[0].period.end == nation.period.end
        apart += "." if same else " and they run to different days."
    return (Said(HOW_TO_READ + apart), Said(LEVELS))


def _others(context: Context, own: list[Finding]) -> Table | None:
    """Every further figure printed for the place and its state, with its doubts."""
    shown = {f.id for f in own} | {id for f in own for id in f.comparators}
    rows = [f for f in _further(context) if f.id not in shown][:ROW_LIMIT]
    if not rows:
        return None
    return Table(
        name="figures", headline=f"Other figures in print for {_where(context)}",
        subtitle="As their sources print them; figures of different sources and days are not to be joined",
        columns=(Column("What was counted", width=48), Column("Figure", width=34), Column("Counts to", width=25),
                 Column("Printed by; what to know")),
        rows=tuple(_other_row(context, f) for f in rows),
        source=context.refs.say("As named in each row.", *rows),
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
    kept = [f for f in found if f.disputed_by or f.doubtful or context.is_here(f) or f.id in latest.values()]
    return sorted(kept, key=lambda f: (places.index(f.place), f.population, f.measure, context.ends(f)))


def _where(context: Context) -> str:
    return f"{context.counties} and {context.place.state_name}"


def _other_row(context: Context, finding: Finding) -> Row:
    name = "" if context.is_here(finding) and len(context.place.counties) == 1 else f"{context.name(finding)}: "
    what = f"{name}{counted(finding.measure)}"
    figure = quantity(finding) if finding.numerator is None else f"{quantity(finding)} ({of_counts(finding)})"
    when = day(finding.period.end, short=True) if finding.period.end else "not printed"
    source = context.refs.source(finding.sources[0])
    printed = (
        f"{source.publisher}, {day(source.published_on, short=True)}."
        if source.published_on
        else f"{source.publisher}."
    )
    caveats = " ".join(filter(None, [*finding.caveats, finding.note]))
    refs = context.refs.numbers(*finding.sources)
    cells = (Cell(what), Cell(figure), Cell(when), Cell(f"{printed} {caveats}".strip(), refs=refs))
    return Row(cells, False, (finding.id,))


def _publishers(context: Context, findings: list[Finding]) -> str:
    names = dict.fromkeys(context.refs.short(source) for f in findings for source in f.sources)
    return f"{'; '.join(names)}."
