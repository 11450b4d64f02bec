"""The counts behind the shares of part 3: the place's, the state's and the nation's, with what to know of each."""

from pipeline.findings.model import NATION, Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Cell, Column, Row, Said, Table
from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import count, day, interval, listed, quantity
from pipeline.narrative.wording import caveats


def counted_here(context: Context, own: list[Finding]) -> list[Finding]:
    """The figures of the table of counts: the place's, the state's best, the nation's beside them and its latest."""
    nation = [f for f in context.nation() if f.qualifier in ("exact", "derived")][:2]
    latest = [f for f in context.nation() if f.period.end and f.qualifier != "at least"]
    nation += [max(latest, key=context.ends)] if latest else []
    nation = list(dict.fromkeys([*(context.beside(f) for f in own[:1] if context.is_here(f)), *nation]))
    state = [f for f in context.state() if f.qualifier != "at least" and f not in own][:1]
    return [*own, *state, *nation]


def table(context: Context, rows: list[Finding]) -> Table:
    """The table: to when each runs, the total, the part without a conviction, the share."""
    return Table(
        name="counts",
        headline=_("The counts behind the shares"),
        subtitle=_("Removed or returned, cumulative since activation"),
        columns=(
            Column(_("Counts to"), width=31),
            Column(_("Removed or returned"), True),
            Column(_("No conviction"), True),
            Column(_("Share"), True),
        ),
        rows=tuple(_counts_row(context, f) for f in rows),
        source=context.refs.say(publishers(context, rows), *rows),
        note=_counts_note(context, rows),
    )


def label(context: Context, finding: Finding) -> str:
    """A row's name: the place, who says it where sources differ, and to when (where a day is known)."""
    known = finding.period.end or context.published(finding)
    name = _("Nation") if finding.place == NATION else context.bare_name(finding)
    if finding.said_by:
        name = _("{place}: {who}").format(place=name, who=finding.said_by)
    return _("{place}, {month}").format(place=name, month=day(known[:7], short=True)) if known else str(name)


def known(context: Context, finding: Finding) -> Said:
    """What a figure's source, or its table, tells of it."""
    return Said(f"{label(context, finding)}: {' '.join(caveats.beside(finding))}", (finding.id,))


def publishers(context: Context, findings: list[Finding]) -> str:
    """The sources of findings in a line, each once."""
    named = dict.fromkeys(context.refs.short(source) for f in findings for source in f.sources)
    return f"{'; '.join(named)}."


def _counts_row(context: Context, finding: Finding) -> Row:
    part = count(finding.numerator) if finding.numerator is not None else _("not in our sources")
    total = _total(context, finding)
    if finding.method.startswith("100 minus"):
        part, total = _("not in our sources"), Cell(_same_total(context, finding))
    cells = (Cell(label(context, finding)), total, Cell(part), Cell(quantity(finding)))
    return Row(cells, context.is_here(finding), (finding.id,))


def _total(context: Context, finding: Finding) -> Cell:
    """The total behind a share, or the one that its source prints beside a percentage."""
    if finding.denominator:
        return Cell(count(finding.denominator))
    totals = context.found.of(finding.place, "removed", finding.question)
    beside = [f for f in totals if (f.sources, f.period) == (finding.sources, finding.period)]
    return Cell(quantity(beside[0]), findings=(beside[0].id,)) if beside else Cell(_("not in our sources"))


def _same_total(context: Context, rest: Finding) -> str:
    disputed = [f for f in context.local() if set(f.disputed_by) & set(rest.comparators) and f.denominator]
    return count(disputed[0].denominator or 0) if disputed else _("not in our sources")


def _counts_note(context: Context, rows: list[Finding]) -> str:
    intervals = [f"{label(context, f)} {interval(f)}" for f in rows if f.interval]
    notes = [_("95% intervals, percent: {intervals}.").format(intervals="; ".join(intervals))] if intervals else []
    derived = [f for f in rows if f.qualifier == "derived" and f.numerator is not None]
    if derived:
        text = _("Of derived shares one count is the difference or the sum of printed ones: {shares}.")
        notes.append(text.format(shares=listed([label(context, f) for f in derived])))
    return " ".join(notes)
