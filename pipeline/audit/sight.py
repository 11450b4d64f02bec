"""What an eye meets on a page against what its words are said to be: letters falsely named, hidden, or covered."""

from collections.abc import Iterator

from pipeline.audit.fault import Fault
from pipeline.audit.reading.content import Letters, Shape
from pipeline.audit.reading.covered import covered
from pipeline.audit.reading.pdf import Printed
from pipeline.audit.wording.sentences import bare
from pipeline.narrative.document.model import ContentsLine, Document, SourceLine
from pipeline.narrative.document.walk import things
from pipeline.narrative.language.locale import unmarked

FAINT = 0.9  # a letter is as good as invisible on white if its darkest color is lighter
SMALLEST = 4.0  # points


def faults(printed: Printed, written: Document, coalition: str) -> Iterator[Fault]:
    """What is not as it seems; the coalition's own picture may have letters of any font."""
    logo = {mark for picture in printed.pictures if picture.alt == coalition for mark in picture.marks}
    for page, drawn in enumerate(printed.things, 1):
        ours = [thing for thing in drawn if (page, thing.mark) not in logo]
        yield from _letters(page, ours)
    yield from _links(printed, written)
    yield from printed.extras


def _letters(page: int, drawn: list[Letters | Shape]) -> Iterator[Fault]:
    where = f"page {page}"
    for thing in drawn:
        if isinstance(thing, Letters) and thing.text.strip():
            for lie in thing.lies:
                yield Fault(where, f"“{thing.text}”:", lie)
            if not thing.seen or min(thing.colour) > FAINT or thing.size < SMALLEST:
                yield Fault(where, f"“{thing.text}”", "cannot be seen")
    for letters in covered(drawn):
        yield Fault(where, f"“{letters.text}”", "is covered by what is drawn over it")


def _links(printed: Printed, written: Document) -> Iterator[Fault]:
    """Links that lead elsewhere than to the source that their words name; the contents lead to the parts."""
    lines = tuple(things(written, SourceLine))
    titles = {bare(unmarked(line.text)) for line in lines} | {bare(line.address) for line in lines}
    titles |= {bare(unmarked(line.topic)) for line in things(written, ContentsLine)}
    for link in printed.links:
        named = [
            bare(unmarked(f"{one.number}{one.text}{one.address_text}")) for one in lines if one.address == link.address
        ]
        where = f"page {link.page}, link “{link.words.strip()}”"
        if link.address and not any(bare(link.words) in words for words in named):
            yield Fault(where, f"leads to {link.address}", "which is not the address of the source that it names")
        if link.said and bare(link.said) not in titles:
            yield Fault(where, f"is called “{link.said}”", "which is no source of this document")
