"""References counted anew on a sheet that shows some of what was cited: its sources number from 1, as they are met."""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import TypeVar, cast

from pipeline.narrative.document.model import Ask, Figure, LeadNumber, Listing, Passage, Said

Part = TypeVar("Part")
HOLDERS = (Ask, Figure, LeadNumber, Listing, Passage)  # what has sentences with references in it


def cited(part: object) -> Iterator[int]:
    """The reference numbers in a part of the sheet, in reading order."""
    if isinstance(part, Said):
        yield from part.refs
    elif isinstance(part, tuple):
        for item in part:
            yield from cited(item)
    elif isinstance(part, HOLDERS):
        for field in fields(part):
            yield from cited(getattr(part, field.name))


def renumbered(part: Part, new: dict[int, int]) -> Part:
    """The same part with its reference numbers changed."""
    changed: object = part
    if isinstance(part, Said):
        changed = replace(part, refs=tuple(new[number] for number in part.refs))
    elif isinstance(part, tuple):
        changed = tuple(renumbered(item, new) for item in part)
    elif isinstance(part, HOLDERS):
        own = {field.name: renumbered(getattr(part, field.name), new) for field in fields(part)}
        changed = replace(part, **own)
    return cast(Part, changed)
