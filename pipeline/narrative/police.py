"""Part 4: what it takes from local police, what surveys found, what officials here have said, for and against."""

import re

from pipeline.findings.model import Claim, Position
from pipeline.narrative.context import Context
from pipeline.narrative.page import Block, Cell, Column, Passage, Row, Said, Section, Table
from pipeline.narrative.words import day, listed, plural, sentence

STANCES = {"for": "For", "against": "Against", "conditional": "Conditional", "neutral": "Neutral"}
WORK = ("workload", "cost")


def section(context: Context) -> Section | None:
    """The section, or None where nobody here has spoken and nothing is known (a line under "cannot say" tells it)."""
    work = [claim for claim in context.found.claims if claim.topic in WORK]
    positions = context.found.positions
    if not work and not positions:
        return None
    blocks: list[Block] = []
    if positions:
        blocks.append(_positions(context))
    if work:
        blocks.append(Passage("Time and money", tuple(claim_said(context, claim) for claim in work)))
    blocks.append(Passage("Trust", (_survey(context),)))
    return Section("police", _headline(context), tuple(blocks), starts_page=False)


def claim_said(context: Context, claim: Claim) -> Said:
    """A claim as one sentence: what is said, the figure, who printed it and when."""
    told = _numbers(claim.figure) <= _numbers(claim.statement)  # the statement often holds its figure already
    figure = "" if told else f": {claim.figure}"
    text = f"{claim.statement.rstrip('.')}{figure} ({context.refs.short(claim.source)})"
    return Said(sentence(text), (claim.id,), context.refs.numbers(claim.source))


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d[\d,.]*\d|\d", text))


def _headline(context: Context) -> Said:
    stances = {position.stance for position in context.found.positions} - {"neutral"}
    said = {"for": "for", "against": "against", "conditional": "on conditions"}
    spoken = [words for stance, words in said.items() if stance in stances]
    ids = tuple(position.id for position in context.found.positions)
    if not spoken:
        return Said(f"No local figure on the program’s cost or on trust in {context.counties} is in print")
    where = f"{context.place.city} and {context.place.state_name}"
    if len(spoken) == 1:
        return Said(f"What officials in {where} have said, by date and stance", ids)
    return Said(f"Officials in {where} have spoken {listed(spoken)}", ids)


def _positions(context: Context) -> Table:
    rows = context.found.positions
    number = plural(len(rows), "statement", "statements")
    return Table(
        name="positions", headline="What holders of public office here have said",
        subtitle=f"{number[:1].upper()}{number[1:]} in our sources, by date; the stance is that of the day",
        columns=(Column("Date", width=28), Column("Stance", width=28), Column("Who said what")),
        rows=tuple(position_row(context, position) for position in rows),
        source=Said(f"Press reports and letters published by {context.day}, numbered in each row. Statements of "
                    "organizations are left out; those of federal officials stand with the federal answer."),
    )  # fmt: skip


def position_row(context: Context, position: Position) -> Row:
    """A statement as a table row: date, stance, who said what."""
    statement = f"{position.statement[:1].lower()}{position.statement[1:]}"
    who = Cell(f"{office(position)}: {statement}", position.actor, refs=context.refs.numbers(position.source))
    cells = (Cell(day(position.date, short=True)), Cell(STANCES[position.stance], stance=position.stance), who)
    return Row(cells, False, (position.id,))


def office(position: Position) -> str:
    """The office after the name, with its comma; nothing where the name already says it."""
    said = position.office == "federal agency" or position.office.lower() in position.actor.lower()
    return "" if said else f", {position.office}"


def _survey(context: Context) -> Said:
    unsaid = next(u for u in context.found.unsaid if u.topic == "survey")
    text = (
        f"No survey of residents’ trust in the police made in {context.counties} had been published in our sources by "
        f"{context.day}, so this briefing gives no figure for it. What officials say of trust stands above as their view."
    )
    return Said(text if context.found.positions else text.rsplit(" What", 1)[0], (unsaid.id,))
