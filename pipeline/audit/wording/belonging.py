"""Does each number stand with its owner? The printed words are taken run by run, each with the findings it names."""

from collections.abc import Iterator

from pipeline.audit.fault import Fault
from pipeline.audit.wording.constants import constants
from pipeline.audit.wording.fathers import Father, Fathers
from pipeline.audit.wording.numbers import Number, numbers, pairs
from pipeline.narrative.document.walk import Run


class Belonging:
    """Checks runs of one briefing; `checked` counts the numbers that were found to belong."""

    def __init__(self, fathers: Fathers, language: str) -> None:
        self._fathers, self._language = fathers, language
        self._constants = constants(language)
        self.checked = 0

    def faults(self, run: Run) -> Iterator[Fault]:
        """What in a run belongs to none of its owners: a finding, a number, a pair of numbers, a source's number."""
        for owner in self._fathers.unknown(run.owners):
            yield Fault(run.where, owner, "is named as the owner of these words, but is no finding of this briefing")
        known = [owner for owner in run.owners if owner not in self._fathers.unknown(run.owners)]
        father = self._fathers.of(known)
        yield from self._numbers(run, father)
        allowed = self._fathers.references(known)
        for ref in run.refs:
            if ref not in allowed:
                yield Fault(run.where, f"source {ref}", f"is none of the sources of {_named(run)}")

    def _numbers(self, run: Run, father: Father) -> Iterator[Fault]:
        text, shown = run.text, numbers(run.text, self._language)
        covered = _covered(text, [*self._constants, *sorted(father.words, key=len, reverse=True)])
        own = tuple(number for number in shown if not covered(number))
        for number in own:
            if not father.vouches(number):
                yield Fault(run.where, number.shown, f"belongs to nothing that “{_cut(text)}” names ({_named(run)})")
        for kind, first, second in pairs(text, own, self._language):
            if (
                (first.value, second.value) not in getattr(father, kind)
                and father.vouches(first)
                and father.vouches(second)
            ):
                what = f"{first.shown} {text[first.end : second.start].strip()} {second.shown}"
                yield Fault(run.where, what, f"are not part and whole, or two ends, of one finding ({_named(run)})")
        self.checked += len(shown)


def _covered(text: str, words: list[str]) -> "Covered":
    """Where a text holds words that may stand as they are: a constant's, a source's, a speaker's."""
    flat = _flat(text)
    spans = []
    for phrase in words:
        wanted = _flat(phrase).rstrip(".")
        if not any(letter.isdigit() for letter in wanted):
            continue
        start = flat.find(wanted)
        while start >= 0:
            spans.append((start, start + len(wanted)))
            start = flat.find(wanted, start + 1)
    return Covered(spans)


class Covered:
    """Stretches of a text."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans = spans

    def __call__(self, number: Number) -> bool:
        """Whether a number lies within one of them."""
        return any(start <= number.start and number.end <= end for start, end in self._spans)


def _flat(text: str) -> str:
    """The text letter for letter, in small letters and with plain blanks."""
    return "".join(" " if c.isspace() else c.lower() if len(c.lower()) == 1 else c for c in text)


def _named(run: Run) -> str:
    if not run.owners:
        return "they name no finding"
    more = f" and {len(run.owners) - 2} more" if len(run.owners) > 2 else ""
    return f"{', '.join(run.owners[:2])}{more}"


def _cut(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 70 else f"{one_line[:69]}…"
