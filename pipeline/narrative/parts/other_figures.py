"""Every further figure printed for a place and its state, as its source prints it, with its doubts."""

from pipeline.findings.model import Finding
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Cell, Column, Row, Table
from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import day, of_counts, quantity
from pipeline.narrative.wording import caveats
from pipeline.narrative.wording.measures import counted

ROW_LIMIT = 3  # figures that the table has room for, the place's own before the state's


def tables(context: Context, own: list[Finding]) -> tuple[tuple[Table, ...], tuple[Table, ...]]:
    """Every further figure printed for the place and its state, with its doubts: what paper has room for, and the rest."""
    shown = {f.id for f in own} | {id for f in own for id in f.comparators}
    rows = [f for f in _further(context) if f.id not in shown]
    if not rows:
        return (), ()
    known = {"places": context.with_state(context.counties)}
    first = _table(context, "figures", _("Other figures for {places}").format(**known), rows[:ROW_LIMIT])
    rest = _table(context, "more-figures", _("More figures for {places}").format(**known), rows[ROW_LIMIT:])
    return (first,), (rest,) if rows[ROW_LIMIT:] else ()


def _table(context: Context, name: str, headline: str, rows: list[Finding]) -> Table:
    return Table(
        name=name,
        headline=headline,
        subtitle=_("As their sources print them; figures of different sources and days are not to be joined"),
        columns=(
            Column(_("What was counted"), width=48),
            Column(_("Figure"), width=34),
            Column(_("Counts to"), width=25),
            Column(_("Printed by; what to know")),
        ),
        rows=tuple(_row(context, f) for f in rows),
        source=context.refs.say(_("As named in each row."), *rows),
    )


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


def _row(context: Context, finding: Finding) -> Row:
    what = counted(finding.measure)
    if not context.is_here(finding) or len(context.place.counties) > 1:
        what = _("{place}: {what}").format(place=context.name(finding), what=what)
    figure = quantity(finding) if finding.numerator is None else f"{quantity(finding)} ({of_counts(finding)})"
    when = day(finding.period.end, short=True) if finding.period.end else _("not in our sources")
    printed = f"{context.refs.short(finding.sources[0], short_day=True)}."
    doubts = " ".join(caveats.beside(finding))
    refs = context.refs.numbers(*finding.sources)
    cells = (Cell(what), Cell(figure), Cell(when), Cell(f"{printed} {doubts}".strip(), refs=refs))
    return Row(cells, False, (finding.id,))
