"""Part 2: how the program works, with the counts that exist here, in the state and in the nation."""

from pipeline.findings.model import NATION, Finding
from pipeline.findings.program_steps import STEPS, is_whole, step_of
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Cell, Passage, Said, Section, Step, Steps
from pipeline.narrative.language import place_names
from pipeline.narrative.language.locale import _, in_english, ngettext
from pipeline.narrative.language.numbers import day, headed, listed, quantity
from pipeline.narrative.language.phrase import Phrase
from pipeline.narrative.parts import workload
from pipeline.narrative.wording import caveats
from pipeline.narrative.wording.measures import part_of
from pipeline.narrative.wording.statements import claim_said


def section(context: Context) -> Section:
    """The process picture with its counts, and what the program is not."""
    columns = _columns(context)
    given = [finding for column in columns for finding in _steps(context, column)]
    steps = tuple(_step(context, number, step, columns) for number, step in enumerate(STEPS, 1))
    picture = Steps(
        name="steps",
        headline=_("From an arrest to a removal, step by step"),
        subtitle=_("Counts as published by this edition’s day; by source and period"),
        places=tuple(_head(context, column) for column in columns),
        steps=steps,
        source=context.refs.say(
            _(
                "One source gives a column’s figures for one period; a figure of another source has its own day beside it. "
                "They are counts beside each other, not shares of each other."
            ),
            *given,
        ),
        note=" ".join(dict.fromkeys(said for f in given for said in caveats.beside(f))),
    )
    context_only = [table for table in [workload.under_agreements(context)] if table]
    return Section(
        "program", _headline(context, given), (picture, *_passages(context), *context_only), topic=_("How it works")
    )


def _columns(context: Context) -> list[tuple[str, Phrase]]:
    """(FIPS, name) of each column: the counties, the state, the nation; several counties in one are joined by ;."""
    place = context.place
    own = [(county.fips, place_names.county(county.name)) for county in place.counties]
    told = [column for column in own if _of_one_source(_steps(context, column))]
    if len(own) > place_names.FEW:  # a column for each would leave none room: those without a whole count share one
        rest = [fips for fips, _name in own if fips not in {fips for fips, _name in told}]
        own = [*told, *([(";".join(rest), place_names.each_of(len(rest), bool(told)))] if rest else [])]
    state = [] if context.is_state else [(place.state_fips, context.state_name)]
    return [*own, *state, (NATION, place_names.nation())]


def _steps(context: Context, column: tuple[str, Phrase]) -> list[Finding]:
    return [f for f in context.found.findings if f.question == "program_steps" and f.place in column[0].split(";")]


def _head(context: Context, column: tuple[str, Phrase]) -> Cell:
    steps = _steps(context, column)
    if not steps:
        return Cell(_("not in our sources"), headed(column[1]))
    own, ids = _of_one_source(steps), tuple(finding.id for finding in steps)
    if not own:
        return Cell(_("in part"), headed(column[1]), findings=ids)
    first, refs = own[0], context.refs.numbers(*own[0].sources)
    return Cell(_until(context, first), headed(column[1]), refs=refs, findings=ids)


def _until(context: Context, finding: Finding) -> str:
    if finding.period.end:
        return _("to {day}").format(day=day(finding.period.end, short=True))
    return _("as printed {day}").format(day=day(context.published(finding), short=True))


def _step(context: Context, number: int, step: str, columns: list[tuple[str, Phrase]]) -> Step:
    name, what = _what()[step]
    cells = []
    for column in columns:
        given = [f for f in _steps(context, column) if step_of(f.measure) == step]
        cells.append(_counts(context, column, given) if given else Cell(_("not in our sources")))
    return Step(name, what, tuple(cells), number)


def _of_one_source(steps: list[Finding]) -> list[Finding]:
    """The whole steps of a column that one source gives for one period: the most that any gives."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for f in filter(is_whole, steps):
        groups.setdefault((f.sources, f.period), []).append(f)
    return max(groups.values(), key=len, default=[])


def _counts(context: Context, column: tuple[str, Phrase], given: list[Finding]) -> Cell:
    """A step's count; of several counties in one column each that has one."""
    cells = [_counted(context, column, finding) for finding in given]
    refs = tuple(dict.fromkeys(ref for cell in cells for ref in cell.refs))
    return Cell("; ".join(cell.text for cell in cells), refs=refs, findings=tuple(f.id for f in given))


def _counted(context: Context, column: tuple[str, Phrase], finding: Finding) -> Cell:
    """A step's count; what is not the column's own source says what it counts, to when, and who prints it."""
    own = finding in _of_one_source(_steps(context, column))
    shared = ";" in column[0]
    told = [str(context.name(finding))] if finding.city or shared else []
    if not own:
        told += [] if finding.measure in STEPS else [part_of(finding.measure)]
        told += [_("in doubt")] if finding.doubtful else []
        told += [_until(context, finding)]
    text = _("{number} ({told})").format(number=quantity(finding), told="; ".join(told)) if told else quantity(finding)
    return Cell(text, refs=() if own else context.refs.numbers(*finding.sources), findings=(finding.id,))


def _what() -> dict[str, tuple[str, str]]:
    """Each step's name and what happens there."""
    return {
        "submissions": (
            _("Fingerprints sent"),
            _(
                "Police or jail staff book an arrested person and send the fingerprints to "
                "the FBI, which passes them to the Department of Homeland Security."
            ),
        ),
        "matches": (
            _("Match"),
            _(
                "The prints meet an immigration record: of anyone ever fingerprinted by immigration "
                "authorities, lawful residents and naturalized citizens among them."
            ),
        ),
        "custody": (
            headed(_("ICE custody")),
            _(
                "ICE decides whether to act; it may ask the jail to hold the person (a "
                "detainer) and take him or her into custody."
            ),
        ),
        "removed": (
            _("Removed or returned"),
            _("The person is removed, or leaves by an order of return. The statistics count events, not people."),
        ),
    }


def _headline(context: Context, given: list[Finding]) -> Said:
    local = [f for f in given if context.is_here(f) or any(c.kind == "only active county" for c in f.caveats)]
    short = {
        "submissions": _("fingerprints sent"),
        "matches": _("matches"),
        "custody": _("ICE custody"),
        "removed": _("removals"),
    }
    missing = [short[step] for step in STEPS if step not in {f.measure for f in local if is_whole(f)}]
    dates = [context.found.finding(f"rollout.activated.{county.fips}") for county in context.place.counties]
    if all(f.measure == "not_active" for f in dates):
        text = ngettext(
            "Police send the prints, ICE decides; {places} is not part of it yet",
            "Police send the prints, ICE decides; {places} are not part of it yet",
            len(dates),
        )
        return context.refs.say(text.format(places=context.counties), *dates)
    text = _("Police send the prints, ICE decides; all four steps are counted for {places}")
    if missing:
        text = _("Police send the prints, ICE decides; for {places} a firm count of {steps} is not in our sources")
    if not any(is_whole(f) for f in local):
        text = _("Police send the prints, ICE decides; for {places} a firm count of any step is not in our sources")
    return Said(text.format(places=context.counties, steps=listed(missing or [""])))


def _passages(context: Context) -> tuple[Passage, ...]:
    purpose = [c for c in context.found.claims if c.tells == "what the program is for"]
    passages = []
    if purpose:
        passages.append(Passage(_("What it is for"), tuple(claim_said(context, claim) for claim in purpose)))
    return (*passages, Passage(_("Not the same as 287(g)"), (_separate(context),)))


def _separate(context: Context) -> Said:
    text = _(
        "A separate program gives chosen local officers immigration powers under a signed agreement. Its figures are listed "
        "separately; ICE-wide totals include them."
    )
    agreements = context.found.agreements
    if not agreements:
        return Said(text)
    agencies = listed([in_english(agency) for agency in dict.fromkeys(agreement.agency for agreement in agreements)])
    ids = tuple(agreement.id for agreement in agreements)
    refs = context.refs.numbers(*(agreement.source for agreement in agreements))
    here = _("Such an agreement was in force here too: {agencies}.").format(agencies=agencies)
    return Said(f"{text} {here}", ids, refs)
