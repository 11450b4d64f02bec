"""What a side says, as one sentence: the statement, the figure where it adds one, who printed it and when."""

import re

from pipeline.findings.model import Claim, Position, Published
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Said
from pipeline.narrative.language.locale import ENGLISH, _, in_english, unmarked
from pipeline.narrative.language.numbers import day, lowered, sentence

# A statement may spell a number out that the figure writes in digits, in English and in Spanish.
SPELLED = {
    "two": "2",
    "twice": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "dos": "2",
    "doble": "2",
    "tres": "3",
    "cuatro": "4",
    "cinco": "5",
    "seis": "6",
    "siete": "7",
    "ocho": "8",
    "nueve": "9",
    "diez": "10",
}


# What an agency or organization is called, in each language: its name says it.
BODIES = (
    *("federal agency", "organization", "organizations", "coalition"),
    *("agencia federal", "organización", "organizaciones", "coalición"),
)


def claim_said(context: Context, claim: Claim | Published) -> Said:
    """A claim, or what was published, as one sentence with its source and date."""
    text = f"{with_figure(claim.statement, claim.figure)} ({context.refs.short(claim.source)})"
    return Said(sentence(text), (claim.id,), context.refs.numbers(claim.source))


def spoken(context: Context, position: Position, *, dated: bool = False, sourced: bool = False) -> Said:
    """A statement as one sentence: "Thomas M. Menino, Mayor of Boston, told ..."; its day before it, its source after."""
    text = f"{position.actor}{predicate(position)}"
    if dated and position.date:
        text = _("{day:on} {said}").format(day=day(position.date), said=text)
    if sourced:
        text = f"{text.rstrip('.')} ({context.refs.short(position.source)})"
    return Said(sentence(text), (position.id,), context.refs.numbers(position.source))


def predicate(position: Position) -> str:
    """What follows the name: the office between commas, unless the name has it, and what was said or done."""
    apart = f"{office(position)}," if office(position) else ""
    return f"{apart} {lowered(position.statement)}"


def office(position: Position) -> str:
    """The office after the name, with its comma; nothing where the name already says it."""
    name = unmarked(position.office).lower()
    said = name in BODIES or name in unmarked(position.actor).lower()
    return "" if said else f", {position.office}"


def with_figure(statement: str, figure: str) -> str:
    """The statement, without its full stop, and after a colon what the figure adds: its parts with a number not yet told."""
    known = numbers(statement)
    added = "; ".join(part for part in _parts(unmarked(figure)) if not _digits(part) - {"1"} <= known)
    if ENGLISH in figure:  # marked as a whole: what is left of it is marked anew
        added = in_english(added)
    return f"{statement.rstrip('.')}: {added}" if added else statement.rstrip(".")


def _parts(figure: str) -> list[str]:
    """The parts of a figure between its semicolons; what stands in brackets stays whole."""
    return [part.strip() for part in re.findall(r"(?:\([^)]*\)|[^;(])+", figure)]


def numbers(text: str) -> set[str]:
    """The numbers in a text, also those it spells out, as they are written in digits."""
    spelled = {SPELLED[word] for word in re.findall(r"[a-z]+", text.lower()) if word in SPELLED}
    return _digits(text) | spelled


def _digits(text: str) -> set[str]:
    return set(re.findall(r"\d[\d,.]*\d|\d", text))
