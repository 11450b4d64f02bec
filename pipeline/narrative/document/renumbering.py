"""References counted anew in a document that shows some of what was cited: its sources number from 1, as they are met."""

from dataclasses import replace
from typing import TypeVar

from pipeline.narrative.document.model import Cell, Said, SourceLine
from pipeline.narrative.document.references import References
from pipeline.narrative.document.walk import changed, runs

Document = TypeVar("Document")


def cited(document: object) -> tuple[int, ...]:
    """The reference numbers in a document, each once, in reading order."""
    return tuple(dict.fromkeys(number for run in runs(document) for number in run.refs))


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
