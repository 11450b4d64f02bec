"""References counted anew on a sheet that shows some of what was cited: its sources number from 1, as they are met."""

from dataclasses import replace
from typing import TypeVar

from pipeline.narrative.document.model import Cell, Said
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
