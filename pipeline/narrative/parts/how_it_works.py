"""How the program works, with the counts that exist here, in the state and in the nation; where and since when it runs."""

from collections.abc import Iterator

from pipeline.findings.model import NATION, Finding
from pipeline.findings.program_steps import STEPS, is_whole, step_of
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Beside, Cell, Column, Passage, Row, Said, Section, Table
from pipeline.narrative.language import place_names
from pipeline.narrative.language.locale import _, in_english
from pipeline.narrative.language.numbers import day, headed, listed, quantity
from pipeline.narrative.language.phrase import Phrase
from pipeline.narrative.parts import conviction, residents, rollout, workload
from pipeline.narrative.wording import caveats
from pipeline.narrative.wording.measures import part_of
from pipeline.narrative.wording.statements import claim_said

Shown = tuple[str, Phrase]  # FIPS codes and the name of a place whose counts stand in a row


def section(context: Context) -> Section:
    """The steps with their counts, where and since when the program runs, and what it is not."""
    in_short, counts = conviction.in_short(context)
    context_only = [table for table in [workload.under_agreements(context)] if table]
    return Section(
        "program",
        rollout.headline(context),
        (
            _steps_table(context),
            *rollout.curve_if_new(context),
            Beside(rollout.nation_map(context), (*residents.how_long(context), *_passages(context))),
            *in_short,
        ),
        starts_page=not context.local(),
        topic=_("How it works, where it runs"),
        more=(*counts, rollout.state_map(context), *residents.people(context), *context_only),
    )


def _steps_table(context: Context) -> Table:
    """The four steps side by side, what happens at each, and the counts of the places that have any."""
    columns = _columns(context)
    told = [column for column in columns if _steps(context, column)]
    given = [finding for column in told for finding in _steps(context, column)]
    what = Row((Cell("", _("What happens")), *(Cell(_what()[step][1]) for step in STEPS)))
    return Table(
        name="steps",
        headline=_headline(context, given),
        subtitle="",
        columns=(Column(_("Step"), width=34), *(Column(_what()[step][0]) for step in STEPS)),
        rows=(what, *(_row(context, column) for column in reversed(told))),
        source=context.refs.say(
            _(
                "A row’s figures are of one source and one period; a figure of another source has its own day. They are counts "
                "beside each other, not shares of each other."
            ),
            *given,
        ),
        note=" ".join(dict.fromkeys([*_without(context, columns), *(s for f in given for s in caveats.beside(f))])),
    )


def _without(context: Context, columns: list[Shown]) -> Iterator[str]:
    """Of which places our sources have no count at all."""
    none = [column[1] for column in columns if not _steps(context, column)]
    if none:
        yield _("A count of any step for {places} is not in our sources.").format(places=place_names.places(none))


def _row(context: Context, column: Shown) -> Row:
    """A place's counts, step by step."""
    cells = [_head(context, column)]
    for step in STEPS:
        given = [f for f in _steps(context, column) if step_of(f.measure) == step]
        cells.append(_counts(context, column, given) if given else Cell(_("not in our sources")))
    own = {county.fips for county in context.place.counties} & set(column[0].split(";"))
    return Row(tuple(cells), bool(own), tuple(f.id for f in _steps(context, column)))


def _columns(context: Context) -> list[Shown]:
    """(FIPS, name) of each column: the counties, the state, the nation; several counties in one are joined by ;."""
    place = context.place
    own = [(county.fips, place_names.county(county.name)) for county in place.counties]
    told = [column for column in own if _of_one_source(_steps(context, column))]
    if len(own) > place_names.FEW:  # a column for each would leave none room: those without a whole count share one
        rest = [fips for fips, _name in own if fips not in {fips for fips, _name in told}]
        own = [*told, *([(";".join(rest), place_names.each_of(len(rest), bool(told)))] if rest else [])]
    state = [] if context.is_state else [(place.state_fips, context.state_name)]
    return [*own, *state, (NATION, place_names.nation())]


def _steps(context: Context, column: Shown) -> list[Finding]:
    return [f for f in context.found.findings if f.question == "program_steps" and f.place in column[0].split(";")]


def _head(context: Context, column: Shown) -> Cell:
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


def _of_one_source(steps: list[Finding]) -> list[Finding]:
    """The whole steps of a column that one source gives for one period: the most that any gives."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for f in filter(is_whole, steps):
        groups.setdefault((f.sources, f.period), []).append(f)
    return max(groups.values(), key=len, default=[])


def _counts(context: Context, column: Shown, given: list[Finding]) -> Cell:
    """A step's count and what is to be known of it; of several counties in one row each that has one."""
    told = [(quantity(finding), "; ".join(_known(context, column, finding))) for finding in given]
    others = [f for f in given if f not in _of_one_source(_steps(context, column))]
    refs = context.refs.numbers(*(source for f in others for source in f.sources))
    ids = tuple(f.id for f in given)
    if len(told) == 1:
        (number, known), *_none = told
        return Cell(known, number, refs=refs, findings=ids)
    both = (_("{number} ({told})").format(number=number, told=known) if known else number for number, known in told)
    return Cell("; ".join(both), refs=refs, findings=ids)


def _known(context: Context, column: Shown, finding: Finding) -> list[str]:
    """Of what is not the row's own source what it counts, to when; of whom, where the row has several."""
    told = [str(context.name(finding))] if finding.city or ";" in column[0] else []
    if finding in _of_one_source(_steps(context, column)):
        return told
    part = [] if finding.measure in STEPS else [part_of(finding.measure)]
    return [*told, *part, *([_("in doubt")] if finding.doubtful else []), _until(context, finding)]


def _what() -> dict[str, tuple[str, str]]:
    """Each step's name and what happens there."""
    return {
        "submissions": (
            _("Fingerprints sent"),
            _(
                "Police or jail staff send the fingerprints of each person they book to the FBI, which passes them on to "
                "Homeland Security."
            ),
        ),
        "matches": (
            _("Match"),
            _("The prints meet an immigration record; lawful residents and naturalized citizens have one too."),
        ),
        "custody": (
            headed(_("ICE custody")),
            _("ICE decides whether to act. It may ask the jail to hold the person (a detainer) and take him or her."),
        ),
        "removed": (
            _("Removed or returned"),
            _("The person is removed, or leaves by an order of return. Events are counted, not people."),
        ),
    }


def _headline(context: Context, given: list[Finding]) -> str:
    """That police send and ICE decides; where all four steps are counted here, that they are."""
    local = [f for f in given if context.is_here(f) or any(c.kind == "only active county" for c in f.caveats)]
    if set(STEPS) <= {f.measure for f in local if is_whole(f)}:
        return _("Police send the prints, ICE decides: all four steps are counted for {places}").format(
            places=context.counties
        )
    return _("From an arrest to a removal: police send the prints, ICE decides")


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
