"""Does each number stand with its owner? The printed words are taken part by part, each with the findings it names."""

from collections.abc import Iterator

from pipeline.audit.constants import constants
from pipeline.audit.expected import Part
from pipeline.audit.fathers import Father, Fathers
from pipeline.audit.fault import Fault
from pipeline.audit.numbers import Number, numbers, pairs


class Belonging:
    """Checks parts of one briefing; `checked` counts the numbers that were found to belong."""

    def __init__(self, fathers: Fathers, language: str) -> None:
        self._fathers, self._language = fathers, language
        self._constants = constants(language)
        self.checked = 0

    def faults(self, part: Part) -> Iterator[Fault]:
        """What in a part belongs to none of its owners: a finding, a number, a pair of numbers, a source's number."""
        for owner in self._fathers.unknown(part.owners):
            yield Fault(part.where, owner, "is named as the owner of these words, but is no finding of this briefing")
        known = [owner for owner in part.owners if owner not in self._fathers.unknown(part.owners)]
        father = self._fathers.of(known)
        yield from self._numbers(part, father)
        allowed = self._fathers.references(known)
        for ref in part.refs:
            if ref not in allowed:
                yield Fault(part.where, f"source {ref}", f"is none of the sources of {_named(part)}")

    def _numbers(self, part: Part, father: Father) -> Iterator[Fault]:
        text, shown = part.text, numbers(part.text, self._language)
        covered = _covered(text, [*self._constants, *sorted(father.words, key=len, reverse=True)])
        own = tuple(number for number in shown if not covered(number))
        for number in own:
            if not father.vouches(number):
                yield Fault(part.where, number.shown, f"belongs to nothing that “{_cut(text)}” names ({_named(part)})")
        for kind, first, second in pairs(text, own, self._language):
            if (
                (first.value, second.value) not in getattr(father, kind)
                and father.vouches(first)
                and father.vouches(second)
            ):
                what = f"{first.shown} {text[first.end : second.start].strip()} {second.shown}"
                yield Fault(part.where, what, f"are not part and whole, or two ends, of one finding ({_named(part)})")
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


def _named(part: Part) -> str:
    if not part.owners:
        return "they name no finding"
    more = f" and {len(part.owners) - 2} more" if len(part.owners) > 2 else ""
    return f"{', '.join(part.owners[:2])}{more}"


def _cut(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 70 else f"{one_line[:69]}…"
