"""The words written again from their findings, held against the words printed: each unit of the document whole.

What stands together in the document (a table, a number with its sentence) must stand together in print, in its order;
where a layout puts it within its part of the document is the layout's affair. Blanks are left out of the comparison, for
a line ends where the layout ends it; every other letter counts. Nothing else may be printed but the few words of the
layout itself (`Labels`).
"""

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from pipeline.audit.fault import Fault
from pipeline.audit.reading.pdf import Block
from pipeline.narrative.document.model import Labels
from pipeline.narrative.document.walk import Run, Unit

AROUND = 24  # letters that a fault shows on either side of what differs
HEADINGS = ("H", "H1", "H2", "H3", "H4")
HEARD = "\ue000", "\ue001"  # stand around an alternative text: it is no printed word


def bare(text: str) -> str:
    """The letters of a text: without blanks, and without what only steers the layout (joiners, soft hyphens)."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf")


def faults(printed: Sequence[Block], expected: Sequence[Unit], labels: Labels) -> Iterator[Fault]:
    """Where the printed paragraphs differ from the units expected."""
    found = _Placed(
        printed, _with_pages(printed, expected), tuple(sorted(map(bare, astuple(labels)), key=len, reverse=True))
    )
    yield from found.in_wrong_part()
    for stretch, units in found.left():
        yield from _Stretch([run for unit in units for run in unit.runs], stretch).faults()


def _with_pages(printed: Sequence[Block], expected: Sequence[Unit]) -> list[Unit]:
    """The units, in which the id of a part has become the number of the page on which its headline is printed."""
    headings = {bare(block.text): str(block.page) for block in reversed(printed) if block.tag in HEADINGS}
    heads = {unit.runs[0].where: bare(unit.runs[0].printed) for unit in expected}

    def told(run: Run) -> Run:
        head = heads.get(f"part {run.written}, headline", "")
        return replace(run, written=headings.get(head, "no page")) if run.kind == "page" else run

    return [replace(unit, runs=tuple(map(told, unit.runs))) for unit in expected]


@dataclass(frozen=True)
class _Place:
    """Where a unit is printed: from this paragraph to before that one."""

    unit: Unit
    first: int
    last: int


class _Placed:
    """The units, each put to the paragraphs that print it."""

    def __init__(self, printed: Sequence[Block], expected: Sequence[Unit], labels: tuple[str, ...]) -> None:
        self._printed, self._labels = printed, labels
        texts = [_letters(block.text, block.tag == "Alt") for block in printed]
        self._text = "".join(texts)
        self._starts = [0, *accumulate(map(len, texts))]
        self._missing = list(expected)
        self._places = list(self._placed())

    def in_wrong_part(self) -> Iterator[Fault]:
        """Units that are printed in another part of the document than their own."""
        for before, place in pairwise(self._places):
            if place.unit.part < before.unit.part:
                page, run = self._printed[place.first].page, place.unit.runs[0]
                why = "stands in another part of the document than its own"
                yield Fault(f"page {page}, {run.where}", f"“{_cut(run.printed)}”", why)

    def left(self) -> Iterator[tuple[Sequence[Block], list[Unit]]]:
        """What is printed and belongs to no unit, each stretch with the units not printed that are most like it."""
        stretches = [blocks for blocks in self._between() if blocks]
        theirs: list[list[Unit]] = [[] for _ in stretches]
        words = [Counter(word for block in blocks for word in _words(block.text)) for blocks in stretches]
        for unit in self._missing:
            own = Counter(word for run in unit.runs for word in _words(run.printed))
            alike = [(own & other).total() for other in words]
            best = max(range(len(stretches)), key=alike.__getitem__, default=-1)
            if best < 0 or not alike[best]:
                yield (), [unit]
            else:
                theirs[best].append(unit)
        yield from zip(stretches, theirs, strict=True)

    def _placed(self) -> Iterator[_Place]:
        at = 0
        while at < len(self._printed):
            unit, last = max(self._units_at(at), key=lambda one: self._fit(at, *one), default=(None, at))
            if unit:
                self._missing.remove(unit)
                yield _Place(unit, at, last)
            at = max(last, at + 1)

    def _fit(self, at: int, unit: Unit, last: int) -> tuple[bool, int]:
        """How well a unit fits: one that begins here, not behind a word of the layout; then the longest."""
        return self._text.startswith(_first(unit), self._starts[at]), last

    def _units_at(self, at: int) -> Iterator[tuple[Unit, int]]:
        """The units not yet placed that could be printed from this paragraph on, each with the paragraph after it."""
        for unit in self._missing:
            end = self._end(unit, self._starts[at])
            after = bisect_left(self._starts, end)
            if end > self._starts[at] and self._starts[after] == end:
                yield unit, after

    def _end(self, unit: Unit, at: int) -> int:
        """Where in the text a unit ends that begins here; -1 where it does not stand here."""
        for run in unit.runs:
            wanted = _letters(run.printed, run.kind == "alt")
            while not self._text.startswith(wanted, at):
                label = next((one for one in self._labels if self._text.startswith(one, at)), "")
                if not label:
                    return -1
                at += len(label)
            at += len(wanted)
        return at

    def _between(self) -> Iterator[list[Block]]:
        """The stretches of paragraphs before, between and after the placed units; the layout's own words left out."""
        ends = [0, *(place.last for place in self._places)]
        firsts = [*(place.first for place in self._places), len(self._printed)]
        for end, first in zip(ends, firsts, strict=True):
            yield [block for block in self._printed[end:first] if bare(block.text) not in self._labels]


class _Stretch:
    """A stretch that differs: what is printed there against the runs that belong there, word by word."""

    def __init__(self, runs: Sequence[Run], printed: Sequence[Block]) -> None:
        self.runs, self.printed = runs, printed
        self.ours = [word for run in runs for word in _words(run.printed)]
        self.theirs = [word for block in printed for word in _words(block.text)]
        self.ends = list(accumulate(len(_words(run.printed)) for run in runs))
        self.pages = [block.page for block in printed for _ in _words(block.text)]

    def faults(self) -> Iterator[Fault]:
        before = 0
        matcher = SequenceMatcher(None, self.ours, self.theirs, autojunk=False)
        for kind, at, until, first, last in matcher.get_opcodes():
            wanted, shown = " ".join(self.ours[at:until]), " ".join(self.theirs[first:last])
            if kind != "equal" and bare(wanted) != bare(shown):
                before += 1
                where = self._where(at if wanted else at - 1, first)
                yield Fault(where, f"“{shown}”" if shown else "nothing", self._why(wanted, first, last))
        if not before and self.runs:  # the same words, but not as they belong together
            yield Fault(self._where(0, 0), f"“{_cut(' '.join(self.theirs))}”", "is not printed in one piece")

    def _where(self, at: int, first: int) -> str:
        run = next((run for run, end in zip(self.runs, self.ends, strict=True) if at < end), None)
        name = run.where if run else self.runs[-1].where if self.runs else "between two passages"
        page = self.pages[min(first, len(self.pages) - 1)] if self.pages else 0
        return f"page {page}, {name}" if page and not name.startswith("page") else name

    def _why(self, wanted: str, first: int, last: int) -> str:
        before, after = " ".join(self.theirs[max(first - 4, 0) : first]), " ".join(self.theirs[last : last + 4])
        near = f" (“… {before[-AROUND:]} [here] {after[:AROUND]} …”)" if before or after else ""
        instead = f"the findings say “{wanted}”" if wanted else "the findings say nothing"
        return f"is printed where {instead}{near}"


def _first(unit: Unit) -> str:
    return _letters(unit.runs[0].printed, unit.runs[0].kind == "alt")


def _letters(text: str, heard: bool) -> str:
    return bare(text) if not heard else f"{HEARD[0]}{bare(text)}{HEARD[1]}"


def _words(text: str) -> list[str]:
    """The words of a text between its blanks."""
    return [bare(word) for word in text.split() if bare(word)]


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
