"""What auditors, scholars and federal bodies found of the program as a whole, with how near to it they stand."""

from pipeline.findings.model import NATION, Claim, Published
from pipeline.findings.program_wide import studies
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Cell, Column, Row, Said, Table
from pipeline.narrative.language.chains import chain
from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import day, sentence
from pipeline.narrative.wording.statements import with_figure
from pipeline.sources.vocabulary import subject


def table(context: Context, told: set[str]) -> Table | None:
    """The table, by date; None where nothing was published by the edition's day (a line under "cannot say" tells it).

    What already stands elsewhere, as the ids in `told`, is left out.
    """
    rows = [_row(context, one) for one in _by_source(context, told)]
    if not rows:
        return None
    return Table(
        name="studies",
        headline=_("What auditors, scholars and federal bodies found"),
        subtitle=_("Of the whole program, by date of publication, whichever side a finding serves"),
        columns=(Column(_("Published"), width=28), Column(_("Found by"), width=48), Column(_("Finding"))),
        rows=tuple(rows),
        source=Said(_("As named in each row. Who paid for a study is not in our sources.")),
    )


def is_study(claim: Claim) -> bool:
    """Whether a claim is a scholar's or an auditor's finding on the whole program, which the table has."""
    return claim.side in ("scholar", "auditor") and claim.place == NATION


def studies_on(context: Context, of: str) -> bool:
    """Whether the table has a finding on a subject."""
    return any(subject(one.topic) == of for one in _all(context))


def independence(made_by: str) -> str:
    """How near the maker of a finding stands to the program, as far as the tables tell."""
    return {
        "federal agency": _("the agency that runs the program"),
        "federal advisory body": _("a body that advises the Department of Homeland Security"),
        "federal inspector general": _("inspector general of the Department of Homeland Security"),
        "federal auditor": _("federal auditor, outside the Department of Homeland Security"),
        "academic": _("scholars"),
        "academic survey": _("scholars, by a survey"),
        "academic data center": _("university data center, from federal records"),
        "scholar": _("scholars"),
        "auditor": _("an auditor’s finding, as this source tells it"),
    }[made_by]


def _by_source(context: Context, told: set[str]) -> list[list[Published | Claim]]:
    """What is not told yet, by date; what one source and maker found, together."""
    left = [one for one in _all(context) if one.id not in told]
    groups: dict[tuple[str, ...], list[Published | Claim]] = {}
    for one in sorted(left, key=lambda one: (context.refs.source(one.source).published_on, one.id)):
        source = context.refs.source(one.source)
        groups.setdefault((source.published_on, source.publisher, _maker(one)), []).append(one)
    return list(groups.values())


def _all(context: Context) -> list[Published | Claim]:
    return [*studies(context.found.published), *(claim for claim in context.found.claims if is_study(claim))]


def _maker(one: Published | Claim) -> str:
    return one.made_by if isinstance(one, Published) else one.side


def _row(context: Context, group: list[Published | Claim]) -> Row:
    """One source: when it was published, who it is, what it found."""
    ids = tuple(one.id for one in group)
    source = context.refs.source(group[0].source)
    when = day(source.published_on, short=True) if source.published_on else _("undated")
    found = " ".join(sentence(with_figure(one.statement, one.figure)) for one in group)
    refs = context.refs.numbers(*(one.source for one in group))
    who = Cell(f": {independence(_maker(group[0]))}", chain(source.publisher), findings=ids, refs=refs)
    return Row((Cell(when, findings=ids), who, Cell(found, findings=ids)), False, ids)
