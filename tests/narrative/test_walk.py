"""What a document prints is known in one place: every word of it is met, in order, with its owner, and once."""

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Annotated, ClassVar

import pytest

from pipeline.editions import Edition
from pipeline.findings.model import CityFindings
from pipeline.narrative.document.model import Cell, Figure, Letter, Row, Said, Section, Table
from pipeline.narrative.document.renumbering import cited, renumbered
from pipeline.narrative.document.roles import EDITION, Key, Role
from pipeline.narrative.document.walk import Medium, changed, figures, runs, things, units
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.documents.letter import Addressee, letter
from pipeline.narrative.documents.sheet import onepage

from ..conftest import CITIES, edition_2011, found_in


def to_a_mayor(found: CityFindings, edition: Edition) -> Letter:
    return letter(found, edition, Addressee("Ana Paz", ("Ana Paz", "1 Main St"), "Mayor"))


WRITTEN = (page, onepage, to_a_mayor)
# Where words stand that are no text of the document: names, links, what a chart is given, the layout's own words.
NOT_TEXT = (
    "name",
    "id",
    "language",
    "stance",
    "address",
    "chart",
    "mark",
    "findings",
    "refs",
    "shown",
    "labels",
    "topic",
    "part",
    "strong",
    "behind",
    "group",
)


def words(thing: object) -> list[str]:
    """Every text of a document, however deep, told by its fields' names: without the walk."""
    if isinstance(thing, str):
        return [thing] if thing else []
    if isinstance(thing, tuple):
        return [text for item in thing for text in words(item)]
    if is_dataclass(thing):
        names = [field.name for field in fields(thing) if field.name not in (*NOT_TEXT, "more")]
        heard = [text for name in names for text in words(getattr(thing, name))]
        return heard + [
            text for text in words(getattr(thing, "more", ())) if text not in heard and not is_alt(thing, text)
        ]
    return []


MEDIA: tuple[Medium, ...] = ("paper", "screen")


@pytest.mark.parametrize("write", WRITTEN)
@pytest.mark.parametrize("city", CITIES)
def test_no_text_of_a_document_is_left_out(write: object, city: str) -> None:
    written = write(found_in(city), edition_2011())  # type: ignore[operator]
    met = "\n".join(run.written for medium in MEDIA for run in runs(written, medium))
    assert len(words(written)) > 20
    assert [text for text in words(written) if text not in met] == []


def is_alt(section: object, text: str) -> bool:
    """Whether a text is heard in a picture's place: on the page for the web the numbers behind the picture are read."""
    return any(figure.alt == text for figure in things(section, Figure, "screen"))


@pytest.mark.parametrize("write", WRITTEN)
def test_a_document_gone_through_without_a_change_is_the_same(write: object) -> None:
    written = write(found_in("Boston"), edition_2011())  # type: ignore[operator]
    assert changed(written, lambda thing: thing) == written
    numbers = cited(written)
    every = tuple(dict.fromkeys((*numbers, *cited(written, "screen"))))
    assert renumbered(written, {number: number for number in every}) == written
    turned = {old: new for new, old in enumerate(reversed(every), 1)}
    assert cited(renumbered(written, turned)) == tuple(turned[number] for number in numbers)


def test_parts_follow_each_other_and_a_table_is_one_unit() -> None:
    written = page(found_in("Boston"), edition_2011())
    parts = [unit.part for unit in units(written)]
    assert parts == sorted(parts)
    assert len(set(parts)) == 1 + len(written.sections)
    table = next(things(written, Table))
    [own] = [unit for unit in units(written) if unit.runs[0].where.startswith(f"{table.called}, ")]
    assert own.runs[0].text == table.headline
    assert len(own.runs) > len(table.columns) * len(table.rows)
    assert figures(written) == tuple(things(written, Figure))


def test_a_cell_without_owners_is_its_rows_and_a_sentence_its_own() -> None:
    row = Row(
        (Cell("1", findings=("a",)), Cell("2"), Cell("", "3", said=(Said("4", ("b",)), Said("5")))), findings=("r",)
    )
    assert [(run.text, run.owners) for run in runs(row)] == [
        ("1", ("a",)), ("2", ("r",)), ("3", ("r",)), ("4", ("b",)), ("5", ("r",)),
    ]  # fmt: skip


@dataclass(frozen=True)
class Timeline:
    """A kind of block that the walk has never met."""

    name: Key
    headline: str
    lanes: tuple[Said, ...]
    note: Annotated[str, Role(owners=(EDITION,))]

    stands_together: ClassVar[bool] = True
    reading: ClassVar[tuple[str, ...]] = ("headline", "note", "lanes")
    called: ClassVar[str] = "the timeline"


def test_a_block_of_a_new_kind_needs_no_change_of_the_walk() -> None:
    block = Timeline("lanes", "Who said what", (Said("For", ("a",), (2,)), Said("Against", ("b",), (1, 3))), "Of 2011.")
    section = Section("sides", Said("Both sides"), (block,))  # type: ignore[arg-type]
    headline, timeline = units(section)
    assert [run.text for run in headline.runs] == ["Both sides"]
    assert [(run.where, run.printed, run.owners) for run in timeline.runs] == [
        ("the timeline, headline", "Who said what", ()), ("the timeline, note", "Of 2011.", (EDITION,)),
        ("the timeline, lane 1", "For 2", ("a",)), ("the timeline, lane 2", "Against 1,3", ("b",)),
    ]  # fmt: skip
    assert cited(section) == (2, 1, 3)
    assert cited(renumbered(section, {1: 4, 2: 5, 3: 6})) == (5, 4, 6)


def test_what_only_a_screen_shows_is_not_on_paper() -> None:
    figure = next(figure for figure in figures(page(found_in("Boston"), edition_2011())) if figure.behind)
    assert figure.behind
    assert figure.behind.headline not in [run.text for run in runs(figure)]
    assert figure.behind.headline in [run.text for run in runs(figure, "screen")]
    assert figure.alt in [run.text for run in runs(figure)]
    assert [run.text for run in runs(replace(figure, behind=None), "screen")] == [
        run.text for run in runs(figure) if run.kind != "alt"
    ]
