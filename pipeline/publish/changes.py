"""What a publication told, finding by finding, and what of it moved: the words of manifests, differences and feeds."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.findings.model import Cause, Moved, Was


@dataclass(frozen=True)
class Told:
    """A finding as a publication told it: what it is, its number with its parts, its sources, and the hash of all of it.

    `place` is its name, `code` its FIPS code ("" in manifests of before there was one), and so is `unit`.
    """

    measure: str
    place: str
    value: str
    numerator: int | None
    denominator: int | None
    until: str
    sources: tuple[str, ...]
    hash: str
    unit: str = ""
    code: str = ""

    @property
    def was(self) -> Was:
        """Its number alone."""
        return Was(self.value, self.numerator, self.denominator, self.until)


@dataclass(frozen=True)
class Change:
    """A finding before and after; None where there was, or is, none."""

    id: str
    before: Told | None
    after: Told | None

    @property
    def one(self) -> Told:
        """Either of the two, the later where there is one."""
        one = self.after or self.before
        assert one is not None
        return one

    @property
    def is_seen(self) -> bool:
        """Whether the number itself moved, or came, or went; else only what stands behind it."""
        return (self.before.was if self.before else None) != (self.after.was if self.after else None)

    @property
    def moved(self) -> Moved:
        """The change as a briefing tells it."""
        one, before, after = self.one, self.before, self.after
        was, now = before.was if before else None, after.was if after else None
        return Moved(f"moved.{self.id}", one.measure, one.code, one.place, one.unit, was, now)

    def text(self) -> str:
        """The change on one line."""
        head = f"{self.one.measure}, {self.one.place}"
        if self.before is None:
            return f"{head}: new, {_number(self.one)}"
        if self.after is None:
            return f"{head}: gone, was {_number(self.one)}"
        before, after = _number(self.before), _number(self.after)
        return f"{head}: {before} -> {after}" if before != after else f"{head}: {after}, told otherwise"


@dataclass(frozen=True)
class PlaceChange:
    """What changed of a place: findings, sources that came or went, and which of its documents read otherwise."""

    place: str
    findings: tuple[Change, ...]
    sources_new: tuple[str, ...]
    sources_gone: tuple[str, ...]
    documents: tuple[str, ...]

    @property
    def unseen(self) -> bool:
        """Whether a finding changed and no document shows it."""
        return bool(self.findings) and not self.documents


@dataclass(frozen=True)
class Withdrawn:
    """A document of an earlier publication that a correction (or several, by their ids) withdraws."""

    publication: str
    document: str
    corrections: tuple[str, ...]


@dataclass(frozen=True)
class Past:
    """A publication in the history: its name, how many findings of each place moved with it, and why."""

    published: str
    moved: Mapping[str, int]
    why: tuple[Cause, ...] = ()


def _number(told: Told) -> str:
    parts = f" ({told.numerator:,} of {told.denominator:,})" if told.numerator is not None and told.denominator else ""
    until = f", to {told.until}" if told.until else ""
    return f"{told.value}{parts}{until}"
