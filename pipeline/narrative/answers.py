"""Part 6: the federal answer beside each criticism, what a locality can decide, what these data cannot say, methods."""

from pipeline.findings.model import Claim, Position
from pipeline.findings.positions import of_an_agency
from pipeline.narrative.context import Context
from pipeline.narrative.page import Block, Cell, Column, Listing, Passage, Row, Said, Section, Table
from pipeline.narrative.police import claim_said, office, position_row
from pipeline.narrative.unsaid import lines
from pipeline.narrative.words import NBSP, listed, sentence

TOPICS = {
    "composition": "Who is removed",
    "trust": "Trust in police",
    "governance": "May a place leave?",
    "general": "The program as such",
    "cost": "Cost",
}
SAME = {"fairness": "general", "workload": "cost"}
MORE = 6  # statements of federal officials that stand apart, the latest
EACH = 2  # statements a side has room for on a point; the nearest to the place come first


def section(context: Context) -> Section:
    """Both sides, then what the edition's coalition thinks a locality can decide, then the limits."""
    sides = _sides(context)
    blocks: list[Block] = [sides]
    told = {id for row in sides.rows for id in row.findings}
    federal = [p for p in context.found.federal_positions if p.id not in told]
    if federal:
        blocks.append(_federal(context, federal[-MORE:]))
    if context.edition.coalition.decides:
        blocks.append(_decides(context))
    blocks.append(Listing("What these data cannot say", lines(context), ruled=True))
    return Section("answers", _headline(context), tuple(blocks), starts_page=False)


def methods(context: Context) -> Section:
    """How the figures were made, and the words of the field."""
    return Section("methods", Said("How this briefing was made"), (*_methods(context), _glossary()), starts_page=False)


def _headline(context: Context) -> Said:
    topics = {_topic(claim.topic) for claim in context.found.claims}
    fault = "whom the program reaches" if "composition" in topics else "the program"
    return Said(
        f"Critics fault {fault} and what it does to trust; ICE points to the people with convictions it removed"
    )


def _topic(topic: str) -> str:
    return SAME.get(topic, topic)


def _sides(context: Context) -> Table:
    rows = [row for topic in TOPICS if (row := _side_row(context, topic))]
    return Table(
        name="sides", headline="Each criticism and the answer to it",
        subtitle=f"As published by {context.day}; what concerns {context.counties} and {context.place.state_name} comes first",
        columns=(Column("Point", width=32), Column("Critics say"), Column("The federal government and its defenders say")),
        rows=tuple(rows),
        source=Said("Numbered in each cell. A statement stands here because a source prints it, not because it is shown "
                    "to be right."),
    )  # fmt: skip


def _side_row(context: Context, topic: str) -> Row | None:
    critics = _side(context, topic, "critics")
    program = _side(context, topic, "program")
    if not critics and not program:
        return None
    cells = (Cell(TOPICS[topic]), _cell(critics), _cell(program))
    return Row(cells, False, tuple(id for said in (*critics, *program) for id in said.findings))


def _side(context: Context, topic: str, side: str) -> list[Said]:
    """What a side says on a point: claims first, then statements; a source is numbered only if it is shown."""
    claims = _claims(context, topic, side)
    spoken = _positions(context, topic, critics=side == "critics")[: EACH - len(claims)]
    return [*(claim_said(context, claim) for claim in claims), *(_position(context, p) for p in spoken)]


def _claims(context: Context, topic: str, side: str) -> list[Claim]:
    near = {county.fips: 0 for county in context.place.counties} | {context.place.state_fips: 1}
    claims = [c for c in context.found.claims if _topic(c.topic) == topic and c.side == side]
    latest = sorted(claims, key=lambda c: context.refs.source(c.source).published_on, reverse=True)
    return sorted(latest, key=lambda c: near.get(c.place, 2))[:EACH]


def _positions(context: Context, topic: str, critics: bool) -> list[Position]:
    spoken = [p for p in (*context.found.positions, *context.found.federal_positions) if p.topic == topic]
    wanted = [p for p in spoken if (_critical(p) if critics else of_an_agency(p) and not _critical(p))]
    return sorted(wanted, key=lambda p: p.date, reverse=True)


def _critical(position: Position) -> bool:
    """Whether a statement criticizes: all against, and the conditions that people outside federal agencies make."""
    return position.stance == "against" or (position.stance == "conditional" and not of_an_agency(position))


def _position(context: Context, position: Position) -> Said:
    statement = f"{position.statement[:1].lower()}{position.statement[1:]}".rstrip(".")
    who = f"{position.actor}{office(position)}," if office(position) else position.actor
    text = f"{who} {statement} ({context.refs.short(position.source)})"
    return Said(sentence(text), (position.id,), context.refs.numbers(position.source))


def _cell(said: list[Said]) -> Cell:
    if not said:
        return Cell("No statement on this point alone is in our sources by this day.")
    refs = tuple(dict.fromkeys(ref for one in said for ref in one.refs))
    return Cell(" ".join(one.text for one in said), refs=refs)


def _federal(context: Context, positions: list[Position]) -> Table:
    return Table(
        name="federal", headline="What federal officials and members of Congress have said",
        subtitle="Of this place or of the nation, by date; the stance is that of the day",
        columns=(Column("Date", width=28), Column("Stance", width=28), Column("Who said what")),
        rows=tuple(position_row(context, position) for position in positions),
        source=Said("Press reports and releases, numbered in each row."),
    )  # fmt: skip


def _decides(context: Context) -> Listing:
    coalition = context.edition.coalition
    return Listing(
        "What a locality can decide", tuple(Said(item) for item in coalition.decides),
        attribution=Said(coalition.decides_attribution or f"As {coalition.name} sees it."),
    )  # fmt: skip


def _methods(context: Context) -> tuple[Passage, ...]:
    vintages = listed(
        ["dates of activation in compilations of 2018 to 2026", "county shapes of 2017", "police agencies of 2025"]
    )
    evidence = (
        f"Only what was published by {context.day} is cited as evidence; a document dated by month or year counts from its "
        f"last day, an undated one not at all. Reference data ({vintages}) are later and describe earlier days."
    )
    figures = (
        "Every figure stands as its source prints it, or is computed from two such counts of one source and one period. "
        "Nothing is estimated or filled in. Figures that a second reading contradicted or did not find again are left "
        "out; a figure in doubt carries its doubt. Where sources disagree, both stand. ICE’s own tables were not "
        "available to us: press and organizations print from them, and each source shows through whom a figure came."
    )
    intervals = (
        f"Intervals are Wilson score intervals at 95{NBSP}% (Wilson 1927). No share is given of fewer than ten removals. "
        "Shares are compared in words only, and no difference is computed where periods, sources or definitions differ or "
        "one place contains the other."
    )
    return (
        Passage("Evidence", (Said(evidence),)),
        Passage("Figures", (Said(figures),)),
        Passage("Intervals", (Said(intervals),)),
    )


def _glossary() -> Table:
    words = (
        ("Submission", "Fingerprints sent from a booking to the federal databases; one person can be sent more than once."),
        ("Match", "Prints that meet an immigration record, also of lawful residents and naturalized citizens."),
        ("Detainer", "ICE’s request to a jail to hold a person for it."),
        ("Custody", "Booked into ICE custody."),
        ("Removed or returned", "What ICE’s statistics call removed: events, not people."),
        ("No conviction", "ICE’s “non-criminal”: no criminal conviction in its records; not a finding of innocence."),
        ("Level 1, 2, 3", "ICE’s classes of conviction, gravest first; their definitions changed in October 2010."),
        ("Jurisdiction", "What ICE counts as active; some jurisdictions are not counties."),
    )  # fmt: skip
    return Table(
        name="glossary", headline="Words", subtitle="As the program’s own statistics use them",
        columns=(Column("Word", width=40), Column("What it means here")),
        rows=tuple(Row((Cell(word), Cell(meaning))) for word, meaning in words), source=Said(""),
    )  # fmt: skip
