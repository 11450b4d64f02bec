"""Both sides: what critics say beside what the federal government and its defenders say, point by point.

Where the tables join a claim with its answer, the two stand in one row, and the answer is called one. What else a side
says on the point stands in a row of its own, so that nobody is made to answer what he did not speak of.
"""

from collections.abc import Iterator, Sequence

from pipeline.findings.model import NATION, Claim, Position, Published
from pipeline.findings.positions import of_an_agency
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Cell, Column, Row, Said, Table
from pipeline.narrative.language.locale import _
from pipeline.narrative.language.numbers import lowered, sentence
from pipeline.narrative.parts.police import office
from pipeline.narrative.parts.studies import studies_on
from pipeline.narrative.wording.statements import claim_said

Statement = Claim | Position | Published
SAME = {
    "fairness": "general",
    "detention": "cost",
    "families": "life",
    "health": "life",
}
RECORDS = ("deployment", "trend", "workload")  # what happened and how much of it: told elsewhere, argued by nobody
EACH = 2  # statements a side has room for in a row; the nearest to the place come first, then the latest
BESIDE = 1  # statements a side has room for beside an exchange


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


def topic_of(claim: Claim) -> str:
    """The point to which a claim belongs."""
    return SAME.get(claim.topic, claim.topic)


def table(context: Context) -> Table:
    """The table of both sides; no statement stands in it twice."""
    told: set[str] = set()
    rows = []
    for topic in topics():
        for row in _rows(context, topic, told):
            told |= set(row.findings)
            rows.append(row)
    return Table(
        name="sides",
        headline=_("Each criticism and the answer to it"),
        subtitle=_("As published by {day}; what concerns {places} comes first").format(
            day=context.day, places=context.with_state(context.counties)
        ),
        columns=(
            Column(_("Point"), width=32),
            Column(_("Critics say")),
            Column(_("The federal government and its defenders say")),
        ),
        rows=tuple(rows),
        source=Said(
            _(
                "Numbered at each statement. It stands here because a source prints it, not because it is shown to be "
                "right."
            )
        ),
        note=_(
            "“Answer” is said of a statement that meets the one beside it in substance; the pairing is ours. "
            "Statements without it are on the same point."
        )
        if any(row.cells[2].strong for row in rows)
        else "",
    )


def _rows(context: Context, topic: str, told: set[str]) -> Iterator[Row]:
    """A row for each exchange on a point, then one for what else is said on it."""
    exchanges = list(_exchanges(context, topic, told))
    for critics, answers in exchanges:
        yield _row(topics()[topic], _cell(context, critics), _cell(context, answers, call=_("Answer:")))
    used = told | {one.id for pair in exchanges for side in pair for one in side}
    room = BESIDE if exchanges else EACH
    sides = [_critics(context, topic), _program(context, topic)]
    left = [[one for one in side if one.id not in used][:room] for side in sides]
    if any(left):
        point = _("{point}: also said").format(point=topics()[topic]) if exchanges else topics()[topic]
        none = [_none(context, topic, bool(side), bool(exchanges)) for side in sides]
        yield _row(point, *(_cell(context, said, empty) for said, empty in zip(left, none, strict=True)))


def _exchanges(
    context: Context, topic: str, told: set[str]
) -> Iterator[tuple[Sequence[Statement], Sequence[Statement]]]:
    """Critics' claims with the answers that the tables join them to; claims with the same answers together."""
    groups: dict[tuple[str, ...], tuple[list[Claim], list[Claim | Published]]] = {}
    for claim in _claims(context, topic, "critics"):
        answers = [one for one in _answers(context, claim) if one.id not in told]
        if answers and claim.id not in told:
            groups.setdefault(tuple(one.id for one in answers), ([], answers))[0].append(claim)
    used: set[str] = set()
    for claims, every in list(groups.values())[:EACH]:
        left = [one for one in every if one.id not in used][:EACH]
        if left:
            used |= {one.id for one in left}
            yield _by_date(context, claims[:EACH]), _by_date(context, left)


def _answers(context: Context, claim: Claim) -> list[Claim | Published]:
    """What the program's side says to a claim: its own claims, and what the agency that runs the program published."""
    found = context.found
    claims = [c for c in found.claims if c.side == "program" and (c.id in claim.answers or claim.id in c.answers)]
    published = [p for p in found.published if p.made_by == "federal agency" and p.here and p.id in claim.answers]
    return [*_nearest(context, claims), *published]


def _critics(context: Context, topic: str) -> list[Statement]:
    return [*_claims(context, topic, "critics"), *_positions(context, topic, critics=True)]


def _program(context: Context, topic: str) -> list[Statement]:
    return [*_claims(context, topic, "program"), *_positions(context, topic, critics=False)]


def _claims(context: Context, topic: str, side: str) -> list[Claim]:
    return _nearest(context, [c for c in context.found.claims if topic_of(c) == topic and c.side == side])


def _nearest(context: Context, claims: list[Claim]) -> list[Claim]:
    """Claims on this place first, then on its state, then on the nation; of each the latest first."""
    near = {county.fips: 0 for county in context.place.counties} | {context.place.state_fips: 1, NATION: 3}
    latest = sorted(claims, key=lambda c: _date(context, c), reverse=True)
    return sorted(latest, key=lambda c: near.get(c.place, 2))


def _positions(context: Context, topic: str, critics: bool) -> list[Position]:
    found = context.found
    spoken = [p for p in (*found.positions, *found.federal_positions, *found.organizations) if p.topic == topic]
    wanted = [p for p in spoken if (_critical(p) if critics else _defends(p) and not _critical(p))]
    return sorted(wanted, key=lambda p: p.date, reverse=True)


def _defends(position: Position) -> bool:
    """Whether a statement stands with the federal answer: a federal agency's, or an organization's for the program."""
    return of_an_agency(position) or (position.kind == "civil_society" and position.stance == "for")


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


def _none(context: Context, topic: str, told: bool, further: bool) -> str:
    """Why a side has nothing here: all it said stands above (`told`), or our sources have nothing (`further`) by it."""
    if told and not further:
        return _("What our sources have on this stands above.")
    if further:
        return _("Nothing further on this point is in our sources by this day.")
    none = _("No statement on this point alone is in our sources by this day.")
    if studies_on(context, {topic, *(own for own, same in SAME.items() if same == topic)}):
        none += " " + _("What auditors and scholars found on it stands in the next table.")
    return none


def _said(context: Context, statement: Statement) -> Said:
    if isinstance(statement, Position):
        return _spoken(context, statement)
    return claim_said(context, statement)


def _spoken(context: Context, position: Position) -> Said:
    text = _("{actor} {statement} ({source})")
    if office(position):
        text = _("{actor}{office}, {statement} ({source})")
    text = text.format(
        actor=position.actor,
        office=office(position),
        statement=lowered(position.statement).rstrip("."),
        source=context.refs.short(position.source),
    )
    return Said(sentence(text), (position.id,), context.refs.numbers(position.source))


def _by_date(context: Context, statements: Sequence[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda one: _date(context, one))


def _date(context: Context, statement: Statement) -> str:
    if isinstance(statement, Position):
        return statement.date
    return context.refs.source(statement.source).published_on
