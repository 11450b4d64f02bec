"""References counted anew in a document that shows some of what was cited: its sources number from 1, as they are met."""

from dataclasses import replace
from typing import TypeVar

from pipeline.narrative.document.model import Cell, Said, SourceLine
from pipeline.narrative.document.references import References
from pipeline.narrative.document.walk import Medium, changed, runs

Document = TypeVar("Document")


def cited(document: object, medium: Medium = "paper") -> tuple[int, ...]:
    """The reference numbers in a document, each once, in reading order."""
    return tuple(dict.fromkeys(number for run in runs(document, medium) for number in run.refs))


def paper_first(document: Document, lines: tuple[SourceLine, ...]) -> tuple[Document, tuple[SourceLine, ...], int]:
    """The document numbered anew, first what paper cites, then what only the page for the web does; its sources by those
    numbers, and how many of them paper has. On paper the order of the numbers stays as it was."""
    paper = sorted(cited(document))
    order = [*paper, *sorted(set(cited(document, "screen")) - set(paper))]
    new = {old: number for number, old in enumerate(order, 1)}
    known = {line.number: line for line in lines}
    return renumbered(document, new), tuple(replace(known[old], number=new[old]) for old in order), len(paper)


def renumbered(document: Document, new: dict[int, int]) -> Document:
    """The same document with its reference numbers changed."""

    def change(thing: object) -> object:
        if isinstance(thing, Said | Cell):
            return replace(thing, refs=tuple(new[number] for number in thing.refs))
        return thing

    return changed(document, change)


def with_short_sources(document: Document, refs: References) -> tuple[Document, tuple[SourceLine, ...]]:
    """The document with its references numbered as they are met, and its sources by those numbers, each in short."""
    new = {old: number for number, old in enumerate(cited(document), 1)}
    ids = {number: id for id, number in refs.cited()}
    lines = tuple(
        SourceLine(number, f"{refs.short(ids[old])}.", refs.source(ids[old]).address, "") for old, number in new.items()
    )
    return renumbered(document, new), lines
