"""Numbers in words are read as they were written, in each language."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.wording.numbers import numbers, pairs, spelled
from pipeline.narrative.language.locale import LANGUAGES, speaking
from pipeline.narrative.language.numbers import count, day, percent

LANGUAGE = st.sampled_from(sorted(LANGUAGES))
DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


def read(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(number.kind, number.value) for number in numbers(text, language)]


@given(st.integers(0, 10**9), LANGUAGE)
def test_a_count_is_read_as_it_is_written(number: int, language: str) -> None:
    with speaking(language):
        assert read(f"x {count(number)}, y", language) == [("number", str(number))]


@given(st.floats(0, 100), LANGUAGE)
def test_so_is_a_percentage(value: float, language: str) -> None:
    with speaking(language):
        assert read(f"({percent(value)})", language) == [("percent", f"{value:.1f}")]


@given(DAYS, LANGUAGE, st.booleans(), st.sampled_from([7, 10]))
def test_and_a_date_to_the_day_or_the_month(on: date, language: str, short: bool, length: int) -> None:
    iso = on.isoformat()[:length]
    with speaking(language):
        assert read(f"x {day(iso, short)}; y", language) == [("date", iso)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("183 of 352 (52%)", [("number", "183"), ("number", "352"), ("percent", "52")]),
        ("by Aug. 5 and May 4, 2011", [("date", "--08-05"), ("date", "2011-05-04")]),
        ("Feb. 2011, 2011", [("date", "2011-02"), ("number", "2011")]),
        ("55 percent of the 352", [("percent", "55"), ("number", "352")]),
        ("us-atlas 3.0.1", [("number", "3.0.1")]), ("1,475", [("number", "1475")]), ("1,47", [("number", "1"), ("number", "47")]),
        ("row R189", []), ("$26 million", [("number", "26")]), ("no number", []),
    ],
)  # fmt: skip
def test_what_stands_in_briefings(text: str, found: list[tuple[str, str]]) -> None:
    assert read(text) == found


def test_numbers_that_belong_together() -> None:
    text = "183 of 352; 46.8 to 57.2%; 3 and 4; 5 to May 4, 2011"
    assert [(kind, a.value, b.value) for kind, a, b in pairs(text, numbers(text, "en"), "en")] == [
        ("of", "183", "352"), ("to", "46.8", "57.2")
    ]  # fmt: skip
    spanish = "183 de 352"
    assert [kind for kind, _, _ in pairs(spanish, numbers(spanish, "es"), "es")] == ["of"]


def test_spelled_numbers_are_seen() -> None:
    assert spelled("More than half, or three", "en") == ["half", "three"]
    assert spelled("más de la mitad", "es") == ["mitad"]
    assert spelled("Source and note", "en") == []
