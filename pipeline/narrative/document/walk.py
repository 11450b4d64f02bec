"""A document gone through in reading order: the one place that knows what of it is printed, and what belongs together.

It goes by the shape of the document (`model.py`): every field of every part, in the order they are declared, but for
those whose role says otherwise. A part of a new kind, or parts in another order, are gone through without a change here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Annotated, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

from pipeline.narrative.document.model import Cell, Figure, Said, Section
from pipeline.narrative.document.references import spans
from pipeline.narrative.document.roles import Kind, Role
from pipeline.narrative.language.locale import unmarked

Medium = Literal["paper", "screen"]
Thing = TypeVar("Thing")
IN_TEXT = ("words", "alt", "page")


@dataclass(frozen=True)
class Run:
    """Words with one owner (or several): where they stand, the ids of the findings, the numbers of their sources."""

    where: str
    written: str
    owners: tuple[str, ...] = ()
    refs: tuple[int, ...] = ()
    kind: Kind = "words"

    @property
    def text(self) -> str:
        """The words without what marks them as English inside another language."""
        return unmarked(self.written)

    @property
    def printed(self) -> str:
        """The words with the reference numbers behind them, as the layout sets them."""
        numbers = ",".join("\u2013".join(str(number) for number in span) for span in spans(self.refs))
        return f"{self.text} {numbers}".strip()


@dataclass(frozen=True)
class Unit:
    """Runs that stand together in this order, wherever the layout puts them: a table, a number with its sentence.

    `part` numbers the part of the document that they belong to (page 1 is the first); what is of a later one is read
    later.
    """

    part: int
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class _Met:
    """What is met on the way: a run, or the thing that a field holds; with the thing that holds it together."""

    part: int
    together: int
    what: object


def units(document: object, medium: Medium = "paper") -> list[Unit]:
    """What the document prints in its text on this medium, in reading order; margins and the file's entries are runs."""
    found: dict[int, Unit] = {}
    for met in _Walk(medium).through(document):
        if isinstance(met.what, Run) and met.what.kind in IN_TEXT:
            before = found.get(met.together, Unit(met.part, ()))
            found[met.together] = replace(before, runs=(*before.runs, met.what))
    return list(found.values())


def runs(document: object, medium: Medium = "paper") -> Iterator[Run]:
    """Every text of the document, run after run, in reading order."""
    return (met.what for met in _Walk(medium).through(document) if isinstance(met.what, Run))


def told(document: object) -> Iterator[Run]:
    """What the document says in words, on paper and in what the page for the web has beside it: the tables behind charts
    hold their numbers without sentences, and are left out."""
    yield from runs(document)
    for section in things(document, Section, "screen"):
        for block in section.more:
            yield from runs(block)


def things(document: object, kind: type[Thing], medium: Medium = "paper") -> Iterator[Thing]:
    """Every part of one kind (sections, tables, figures, sentences), in reading order."""
    return (met.what for met in _Walk(medium).through(document) if isinstance(met.what, kind))


def figures(document: object, medium: Medium = "paper") -> tuple[Figure, ...]:
    """Every figure that a document has on this medium, in reading order."""
    return tuple(things(document, Figure, medium))


def all_figures(document: object) -> tuple[Figure, ...]:
    """Every figure of a document, those of paper first; one that both media have, once."""
    return tuple({f.name: f for f in (*figures(document), *figures(document, "screen"))}.values())


def changed(document: Thing, change: Callable[[object], object]) -> Thing:
    """The document with `change` made to each thing in it, what is held before what holds it."""
    return cast(Thing, _changed(document, change))


def _changed(thing: object, change: Callable[[object], object]) -> object:
    if isinstance(thing, tuple):
        return tuple(_changed(item, change) for item in thing)
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    held = {f.name: getattr(thing, f.name) for f in fields(thing) if _role(type(thing), f.name).kind != "unprinted"}
    new = {name: _changed(value, change) for name, value in held.items()}
    return change(replace(thing, **{name: value for name, value in new.items() if value is not held[name]}))


class _Walk:
    """One way through a document; counts the parts it comes to and the units it begins."""

    def __init__(self, medium: Medium) -> None:
        self._medium = medium
        self._part, self._units = 0, 0

    def through(self, document: object) -> Iterator[_Met]:
        yield from self._thing(document, "", (), 0)

    def _thing(self, thing: object, where: str, around: tuple[str, ...], together: int) -> Iterator[_Met]:
        """A part: itself, then what its fields hold. `around` own the words that name no owner of their own."""
        self._part += getattr(thing, "is_part", False)
        where = getattr(thing, "called", "") or where
        if not together and getattr(thing, "stands_together", False):
            together = self._begun()
        yield _Met(self._part, together, thing)
        own = getattr(thing, "findings", None)
        around = (own or around) if _are_ids(own) else ()
        if isinstance(thing, Said | Cell):
            yield from self._sentence(thing, where, around, together)
            return
        plain = getattr(thing, "owners", ())
        for name, role in self._read(type(thing)):
            called = "alternative text" if role.kind == "alt" else name.replace("_", " ")
            place = f"{where}, {called}".removeprefix(", ")
            value = getattr(thing, name)
            owners = plain if isinstance(value, str | int) or hasattr(thing, "answers_for_all") else ()
            yield from self._value(value, role, place, (*owners, *role.owners), around, together)

    def _value(
        self, value: object, role: Role, where: str, owners: tuple[str, ...], around: tuple[str, ...], together: int
    ) -> Iterator[_Met]:
        """What one field holds: words, a part, or several of them."""
        if isinstance(value, tuple):
            for number, item in enumerate(value, 1):
                place = f"{where.removesuffix('s')} {number}"
                yield from self._value(item, role, place, owners, around, together)
        elif is_dataclass(value):
            for met in self._thing(value, where, around, together):
                yield replace(met, what=_also(met.what, owners)) if isinstance(value, Said | Cell) else met
        elif value not in ("", 0, None):
            run = Run(where, str(value), owners or around, (), role.kind)
            yield _Met(self._part, together or self._begun(), run)

    def _sentence(self, thing: Said | Cell, where: str, owners: tuple[str, ...], together: int) -> Iterator[_Met]:
        """A sentence or a cell: its words and references as one run, the sentences inside it behind them."""
        words = [getattr(thing, name) for name, _ in self._read(type(thing))]
        together = together or self._begun()
        text = " ".join(word for word in words if isinstance(word, str) and word)
        if text or thing.refs:
            yield _Met(self._part, together, Run(where, text, owners, thing.refs))
        for said in (one for word in words if isinstance(word, tuple) for one in word):
            yield from self._thing(said, where, owners, together)

    def _read(self, kind: type) -> list[tuple[str, Role]]:
        """The fields that this medium prints, in the order they are read."""
        roles = [(name, _role(kind, name)) for name in _order(kind)]
        return [(n, r) for n, r in roles if r.kind != "unprinted" and r.medium in ("", self._medium)]

    def _begun(self) -> int:
        self._units += 1
        return self._units


def _are_ids(own: object) -> bool:
    return isinstance(own, tuple) and all(isinstance(one, str) for one in own)


def _also(what: object, owners: tuple[str, ...]) -> object:
    """A run with the owners of its holder beside its own."""
    return (
        replace(what, owners=tuple(dict.fromkeys((*owners, *what.owners))))
        if isinstance(what, Run) and owners
        else what
    )


@cache
def _order(kind: type) -> tuple[str, ...]:
    """The fields of a part as they are read: as declared, or as its `reading` has them."""
    return tuple(getattr(kind, "reading", ())) or tuple(field.name for field in fields(kind))


@cache
def _roles(kind: type) -> dict[str, Role]:
    """The role of each field: the one it is declared with; else words, and what is neither words nor a part is none."""
    return {name: _declared(hint) for name, hint in get_type_hints(kind, include_extras=True).items()}


def _role(kind: type, name: str) -> Role:
    return _roles(kind)[name]


def _declared(hint: object) -> Role:
    if get_origin(hint) is Annotated:
        return next((mark for mark in get_args(hint)[1:] if isinstance(mark, Role)), Role())
    inner = [_declared(one) for one in get_args(hint) if get_origin(one) is Annotated]
    return inner[0] if inner else Role("unprinted") if hint in (bool, int) else Role()
