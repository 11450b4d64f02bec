"""The words written again from their findings, held against the words printed: paragraph by paragraph, in order.

Blanks are left out of the comparison, for a line ends where the layout ends it; every other letter counts. Words of
the layout itself may stand between two parts if they hold no number; inside a part nothing may be added.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from pipeline.audit.expected import Group, Part
from pipeline.audit.fault import Fault
from pipeline.audit.numbers import spelled
from pipeline.audit.reading import Block

AROUND = 24  # letters that a fault shows on either side of what differs


def bare(text: str) -> str:
    """The letters of a text: without blanks, and without what only steers the layout (joiners, soft hyphens)."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf")


def faults(printed: Sequence[Block], expected: Sequence[Group], language: str) -> Iterator[Fault]:
    """Where the printed paragraphs differ from those expected."""
    ours = [bare("".join(part.printed for part in group)) for group in expected]
    theirs = [bare(block.text) for block in printed]
    for kind, at, until, first, last in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind != "equal":
            parts = [part for group in expected[at:until] for part in group]
            yield from _Stretch(parts, printed[first:last], language).faults()


class _Stretch:
    """A stretch that differs: what is printed there against the parts that belong there, word by word."""

    def __init__(self, parts: Sequence[Part], printed: Sequence[Block], language: str) -> None:
        self.parts, self.printed, self.language = parts, printed, language
        self.ours = [word for part in parts for word in _words(part.printed)]
        self.theirs = [word for block in printed for word in _words(block.text)]
        self.ends = list(accumulate(len(_words(part.printed)) for part in parts))
        self.pages = [block.page for block in printed for _ in _words(block.text)]

    def faults(self) -> Iterator[Fault]:
        if bare("".join(self.ours)) == bare("".join(self.theirs)):
            return  # the same words in other paragraphs, or a word that broke at the end of a line
        matcher = SequenceMatcher(None, self.ours, self.theirs, autojunk=False)
        for kind, at, until, first, last in matcher.get_opcodes():
            if kind == "equal" or self._is_layout(at, until, first, last):
                continue
            wanted, shown = " ".join(self.ours[at:until]), " ".join(self.theirs[first:last])
            if bare(wanted) != bare(shown):
                where = self._where(at if wanted else at - 1, first)
                yield Fault(where, f"“{shown}”" if shown else "nothing", self._why(wanted, first, last))

    def _is_layout(self, at: int, until: int, first: int, last: int) -> bool:
        """Whether words were added between two parts, and no number with them."""
        added = " ".join(self.theirs[first:last])
        between = at == until and (at == 0 or at in self.ends)
        return between and not any(c.isdigit() for c in added) and not spelled(added, self.language)

    def _where(self, at: int, first: int) -> str:
        part = next((p for p, end in zip(self.parts, self.ends, strict=True) if at < end), None)
        name = part.where if part else self.parts[-1].where if self.parts else "between two passages"
        page = self.pages[min(first, len(self.pages) - 1)] if self.pages else 0
        return f"page {page}, {name}" if page and not name.startswith("page") else name

    def _why(self, wanted: str, first: int, last: int) -> str:
        before, after = " ".join(self.theirs[max(first - 4, 0) : first]), " ".join(self.theirs[last : last + 4])
        near = f" (“… {before[-AROUND:]} [here] {after[:AROUND]} …”)" if before or after else ""
        instead = f"the findings say “{wanted}”" if wanted else "the findings say nothing"
        return f"is printed where {instead}{near}"


def _words(text: str) -> list[str]:
    """The words of a text between its blanks."""
    return [bare(word) for word in text.split() if bare(word)]
