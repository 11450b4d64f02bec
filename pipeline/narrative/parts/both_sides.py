"""Both sides: what is said against the program beside what is said for it, point by point.

Where the tables join a claim of one side with what was said or found later on the same subject, the two stand in one
row, and only there is anything called an answer. What else a side says on the point stands in a row of its own, so that
nobody is made to answer what he did not speak of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.findings.model import NATION, Claim, Position, Published
from pipeline.findings.positions import of_an_agency
from pipeline.findings.program_wide import studies
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Cell, Column, Row, Said, Table
from pipeline.narrative.language.locale import _
from pipeline.narrative.parts.studies import is_study, studies_on
from pipeline.narrative.wording.statements import claim_said, spoken
from pipeline.sources.vocabulary import subject

Statement = Claim | Position | Published
One = TypeVar("One", Claim | Published, Statement)
RECORDS = ("deployment", "trend", "workload")  # what happened and how much of it: told elsewhere, argued by nobody
EACH = 2  # claims and answers of an exchange that a row has room for; the nearest to the place come first
ALONE = 1  # statements a side has room for in a row where nothing is answered
ROOM = 3  # points that paper has room for, those with an answer first
BESIDE = 1  # statements a side has room for beside an exchange


@dataclass(frozen=True)
class Exchange:
    """Claims, and what answers every one of them; `of` is the side of the claims: critics or program."""

    of: str
    claims: tuple[Claim | Published, ...]
    answers: tuple[Claim | Published, ...]


def topics() -> dict[str, str]:
    """The points on which sides meet, in the order of the table."""
    return {
        "composition": _("Who is removed"),
        "trust": _("Trust in police"),
        "governance": _("May a place leave?"),
        "crime": _("Crime"),
        "demographics": _("Citizenship and origin"),
        "life": _("Families and health"),
        "general": _("The program as such"),
        "cost": _("Cost"),
    }


def tables(context: Context) -> tuple[Table, tuple[Table, ...]]:
    """The table of both sides, what is answered first, and what else is said; no statement stands twice."""
    told: set[str] = set()
    rows = []
    for topic in topics():
        for row in _rows(context, topic, told):
            told |= set(row.findings)
            rows.append(row)
    first = sorted(rows, key=lambda row: (not _answered(row), not all(cell.said for cell in row.cells[1:])))[:ROOM]
    shown = [row for row in rows if row in first]
    rest = [row for row in rows if row not in first]
    paper = _table(context, "sides", _("What is said against the program, and for it"), shown)
    return paper, (_table(context, "more-sides", _("What else is said against the program, and for it"), rest),) * bool(
        rest
    )


def _answered(row: Row) -> bool:
    """Whether something in a row is called an answer."""
    return any(cell.strong for cell in row.cells)


def _table(context: Context, name: str, headline: str, rows: list[Row]) -> Table:
    return Table(
        name=name,
        headline=headline,
        subtitle="",
        columns=(
            Column(_("Point"), width=32),
            Column(_("Said against the program")),
            Column(_("Said for the program")),
        ),
        rows=tuple(rows),
        source=Said(
            _(
                "Numbered at each statement, published by {day}; what concerns {places} comes first. That a source prints it "
                "does not make it right."
            ).format(day=context.day, places=context.with_state(context.counties))
        ),
        note=_("“Answer” and “Found since”: later, on the same subject as the claim beside it; the pairing is ours.")
        if any(_answered(row) for row in rows)
        else "",
    )


def _rows(context: Context, topic: str, told: set[str]) -> Iterator[Row]:
    """A row for each exchange on a point, then one for what else is said on it."""
    exchanges = list(_exchanges(context, topic, told))
    for one in exchanges:
        claims, answers = _cell(context, one.claims, call=_asked(one)), _cell(context, one.answers, call=_call(one))
        sides = (claims, answers) if one.of == "critics" else (answers, claims)
        yield _row(topics()[topic], *sides)
    used = told | {said.id for one in exchanges for said in (*one.claims, *one.answers)}
    room = BESIDE if exchanges else ALONE
    sides_said = [_critics(context, topic), _program(context, topic)]
    left = [[one for one in side if one.id not in used][:room] for side in sides_said]
    if any(left):
        point = _("{point}: also said").format(point=topics()[topic]) if exchanges else topics()[topic]
        none = _none(context, topic, bool(exchanges))
        yield _row(point, *(_cell(context, said, none) for said in left))


def _asked(exchange: Exchange) -> str:
    """What stands before the claims: nothing before a side's own, of a study that it is one."""
    return _("Found:") if all(isinstance(one, Published) for one in exchange.claims) else ""


def _call(exchange: Exchange) -> str:
    """What stands before the answers: of auditors and scholars it is no side's answer."""
    return _("Found since:") if all(_studied(one) for one in exchange.answers) else _("Answer:")


def _studied(one: Claim | Published) -> bool:
    return one.made_by != "federal agency" if isinstance(one, Published) else is_study(one)


def _exchanges(context: Context, topic: str, told: set[str]) -> Iterator[Exchange]:
    """Claims with the answers that the tables join them to; claims of a side with the same answers together."""
    groups: dict[tuple[str, ...], tuple[list[Claim | Published], list[Claim | Published]]] = {}
    for side, claim in _claimed(context, topic):
        answers = [one for one in _answers(context, claim) if one.id not in told]
        if answers and claim.id not in told:
            groups.setdefault((side, *(one.id for one in answers)), ([], answers))[0].append(claim)
    used: set[str] = set()
    for key, (claims, every) in list(groups.items())[:EACH]:
        asked = [one for one in claims if one.id not in used][:EACH]
        left = [one for one in every if one.id not in used][:EACH]
        if asked and left:
            used |= {one.id for one in (*asked, *left)}
            yield Exchange(key[0], tuple(_by_date(context, asked)), tuple(_by_date(context, left)))


def _claimed(context: Context, topic: str) -> Iterator[tuple[str, Claim | Published]]:
    """What is claimed on a point and may be answered, with its side; what studies found is answered by the program."""
    yield from (("critics", claim) for claim in _claims(context, topic, "critics"))
    found = [one for one in studies(context.found.published) if subject(one.topic) == topic]
    yield from (("critics", one) for one in found if one.answers)
    yield from (("program", claim) for claim in _claims(context, topic, "program"))


def _answers(context: Context, claim: Claim | Published) -> list[Claim | Published]:
    """What the tables join to a claim as its answer: what the other side says, and what was found of it since."""
    claims = _nearest(context, [one for one in context.found.claims if one.id in claim.answers])
    return [*claims, *(one for one in context.found.published if one.id in claim.answers and one.here)]


def _critics(context: Context, topic: str) -> list[Statement]:
    return [*_claims(context, topic, "critics"), *_positions(context, topic, critics=True)]


def _program(context: Context, topic: str) -> list[Statement]:
    return [*_claims(context, topic, "program"), *_positions(context, topic, critics=False)]


def _claims(context: Context, topic: str, side: str) -> list[Claim]:
    return _nearest(context, [c for c in context.found.claims if subject(c.topic) == topic and c.side == side])


def _nearest(context: Context, claims: list[Claim]) -> list[Claim]:
    """Claims on this place first, then on its state, then on the nation; of each the latest first."""
    near = {county.fips: 0 for county in context.place.counties} | {context.place.state_fips: 1, NATION: 3}
    latest = sorted(claims, key=lambda c: _date(context, c), reverse=True)
    return sorted(latest, key=lambda c: near.get(c.place, 2))


def _positions(context: Context, topic: str, critics: bool) -> list[Position]:
    found = context.found
    said = [p for p in (*found.positions, *found.federal_positions, *found.organizations) if p.topic == topic]
    wanted = [p for p in said if (_critical(p) if critics else _defends(p) and not _critical(p))]
    return sorted(wanted, key=lambda p: p.date, reverse=True)


def _defends(position: Position) -> bool:
    """Whether a statement speaks for the program: a federal agency's, or one whose stance is for it."""
    return of_an_agency(position) or position.stance == "for"


def _critical(position: Position) -> bool:
    """Whether a statement criticizes: all against, and the conditions that people outside federal agencies make."""
    return position.stance == "against" or (position.stance == "conditional" and not of_an_agency(position))


def _row(point: str, *sides: Cell) -> Row:
    owners = tuple(id for cell in sides for said in cell.said for id in said.findings)
    return Row((Cell(point), *sides), False, owners)


def _cell(context: Context, statements: Sequence[Statement], none: str = "", call: str = "") -> Cell:
    """A side's statements, the earliest first, or that there is none; a source is numbered only where it is shown."""
    said = tuple(_said(context, one) for one in _by_date(context, statements))
    return Cell("", call, said=said) if said else Cell(none)


def _none(context: Context, topic: str, further: bool) -> str:
    """That our sources have nothing (`further`) by a side on this point, and whether the table of studies has."""
    if further:
        return _("Nothing more on this is in our sources by this day.")
    none = _("No claim in our sources by this day is on this alone.")
    if context.found.positions or context.found.federal_positions:
        none = _("No claim in our sources by this day is on this alone; what officials have said stands above.")
    if studies_on(context, topic):
        none += " " + _("The next table has what auditors and scholars found.")
    return none


def _said(context: Context, statement: Statement) -> Said:
    if isinstance(statement, Position):
        return spoken(context, statement, sourced=True)
    return claim_said(context, statement)


def _by_date(context: Context, statements: Sequence[One]) -> list[One]:
    return sorted(statements, key=lambda one: _date(context, one))


def _date(context: Context, statement: Statement) -> str:
    if isinstance(statement, Position):
        return statement.date
    return context.refs.source(statement.source).published_on
