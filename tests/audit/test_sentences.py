"""Printed paragraphs against the units of a document: any order within a part, none other inside a unit, nothing more."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.reading.pdf import Block
from pipeline.audit.wording.sentences import faults
from pipeline.narrative.document.model import KeyFinding, Labels, Passage, Said, Section
from pipeline.narrative.document.roles import PageOf
from pipeline.narrative.document.walk import Unit, units


@dataclass(frozen=True)
class Line:
    """A line of the contents."""

    title: str
    page: PageOf

    stands_together = True


FINDINGS = (
    KeyFinding("52%", Said("had no conviction", refs=(1,))),
    KeyFinding("28%", Said("in the nation", refs=(2, 3, 4))),
)
SECTIONS = (
    Section("first", Said("The first part"), (Passage("Title", (Said("One sentence."), Said("Another one."))),)),
    Section("second", Said("The second part"), (Passage("Words", (Said("A third."),)),)),
)
PRINTED = (
    ("P", 1, "52%"), ("P", 1, "had no con- viction 1"), ("P", 1, "28%"), ("P", 1, "in the nation 2\u20134"),
    ("P", 1, "The first part 2"), ("P", 1, "The second part 3"),
    ("H2", 2, "The first part"), ("H3", 2, "Title"), ("P", 2, "One sentence."), ("P", 2, "Another one."),
    ("H2", 3, "The second part"), ("H3", 3, "Words"), ("P", 3, "A third."),
)  # fmt: skip


def expected() -> list[Unit]:
    contents = (Line("The first part", "first"), Line("The second part", "second"))
    numbered = []
    for part, thing in enumerate((*FINDINGS, *contents, *SECTIONS)):
        numbered += [replace(unit, part=max(0, part - 3)) for unit in units(thing)]
    return numbered


def told(*printed: tuple[str, int, str]) -> list[str]:
    blocks = [Block(tag, page, text.replace("con- viction", "conviction")) for tag, page, text in printed]
    return [str(fault) for fault in faults(blocks, expected(), Labels())]


def test_what_is_printed_as_it_belongs_passes() -> None:
    assert told(*PRINTED) == []


@given(st.permutations(range(4)))
def test_units_of_a_part_may_stand_in_any_order(order: list[int]) -> None:
    first = [PRINTED[0:2], PRINTED[2:4], PRINTED[4:5], PRINTED[5:6]]
    assert told(*(one for place in order for one in first[place]), *PRINTED[6:]) == []


@given(st.integers(0, len(PRINTED) - 1))
def test_a_paragraph_that_is_missing_is_told(left_out: int) -> None:
    assert told(*PRINTED[:left_out], *PRINTED[left_out + 1 :]) != []


@given(st.integers(0, len(PRINTED)), st.text("abcdefgh ", min_size=1).filter(str.strip))
def test_words_more_are_told_wherever_they_stand(at: int, words: str) -> None:
    assert any(
        "the findings say nothing" in one or "findings say" in one
        for one in told(*PRINTED[:at], ("P", 1, words), *PRINTED[at:])
    )


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        ((PRINTED[0], PRINTED[3], PRINTED[2], PRINTED[1], *PRINTED[4:]), "findings say"),  # sentences exchanged
        ((*PRINTED[:4], ("P", 1, "The first part 3"), *PRINTED[5:]), "“3” is printed where the findings say “2”"),
        ((*PRINTED[:8], PRINTED[9], PRINTED[8], *PRINTED[10:]), "passage “Title”"),  # two sentences of a passage
        ((*PRINTED[:7], *PRINTED[11:13], *PRINTED[7:11]), "stands in another part of the document than its own"),
        ((("P", 1, "53%"), *PRINTED[1:]), "“53%” is printed where the findings say “52%”"),
        ((*PRINTED, ("P", 3, "Note")), ""),
    ],
)  # fmt: skip
def test_what_may_not_be(printed: tuple[tuple[str, int, str], ...], why: str) -> None:
    assert any(why in one for one in told(*printed)) or not why
    assert bool(told(*printed)) == bool(why)


def test_an_alternative_text_is_no_paragraph() -> None:
    assert told(("Alt", 1, "52%"), *PRINTED[1:]) != []
