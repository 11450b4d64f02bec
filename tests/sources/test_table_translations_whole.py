"""Every word of the tables that a briefing of any place may print has its Spanish, not only those of the trial cities."""

import re
from collections.abc import Iterator

import pandas as pd
import pytest

from pipeline.rows import each
from pipeline.sources.standing import citable
from pipeline.sources.tables import Tables
from pipeline.sources.translations import TRANSLATED

from ..conftest import CITIES, embedded, found_in

# Names of private organizations, which stay as they are called though a word in them is no name.
NAMES = {
    "Americans for Immigrant Justice; FIU Research Institute on Social and Economic Policy",
    "Illinois Coalition for Immigrant and Refugee Rights",
}
# A person's or an organization's name has small words of these alone; whatever else is written small describes.
SMALL = r"of|for|on|de|von"
DESCRIBES = re.compile(rf"\b(?!(?:{SMALL})\b)(?<!’)[a-z]+")
# Bodies of government are said in Spanish.
BODY = re.compile(
    r"Council\b(?! Task)|Board|Legislature|Assembly|Court\b|Sheriff’s Office|Police Department|County(?: Attorney|$)"
)


def may_be_shown(name: str, tables: Tables) -> pd.DataFrame:
    """The rows of a table that an edition without a day may print, of whatever place."""
    frame = citable(getattr(tables, name), tables.sources, None)
    if name == "positions":
        return frame[frame.about.isin(("the program", "287(g)"))]
    if name == "claims":
        return frame[(frame.use == "yes") & (frame.status == "confirmed")]
    return frame


def is_words(column: str, text: str) -> bool:
    """Whether a cell holds words of a language: more than bare numbers, codes and names; a percent sign is set off in Spanish."""
    if column == "actor":
        return text not in NAMES and bool(DESCRIBES.search(text) or BODY.search(text))
    return text not in NAMES and any(letter.isalpha() or letter == "%" for letter in text)


def asked(tables: Tables) -> Iterator[tuple[str, str]]:
    """Where a text stands ("positions P243 statement"), and the text, for each that must have its translation."""
    for name, columns in TRANSLATED.items():
        for row in each(may_be_shown(name, tables)):
            for column in columns:
                if is_words(column, text := getattr(row, column)):
                    yield f"{name} {row.id} {column}", text


def untranslated(tables: Tables, known: set[str]) -> list[str]:
    """Those of them that are not among the `known` English texts."""
    return [f"{where}: {text}" for where, text in asked(tables) if text not in known]


def test_every_text_that_a_briefing_of_any_place_may_print_is_translated(tables: Tables) -> None:
    assert untranslated(tables, set(tables.translations.english)) == []


@pytest.mark.parametrize(("table", "column"), [(table, column) for table in TRANSLATED for column in TRANSLATED[table]])
def test_a_missing_translation_of_each_column_is_named(tables: Tables, table: str, column: str) -> None:
    where, text = next(one for one in asked(tables) if re.fullmatch(rf"{table} \w+ {column}", one[0]))
    assert f"{where}: {text}" in untranslated(tables, set(tables.translations.english) - {text})


@pytest.mark.parametrize("city", CITIES)
def test_what_findings_hold_is_among_what_is_asked(city: str) -> None:
    found, texts = found_in(city), {text for _where, text in asked(embedded())}
    held = {one.statement for one in (*found.spoken, *found.claims, *found.published)}
    held |= {words for event in found.events for words in (event.statement, event.label)}
    held |= {one for claim in found.claims if is_words("figure", one := claim.figure)}
    held |= {one for f in found.findings for one in (f.note, f.said_by) if one and is_words("note", one)}
    assert held <= texts


@pytest.mark.parametrize(
    ("actor", "described"),
    [
        ("Bill de Blasio", False),
        ("Federation for American Immigration Reform", False),
        ("ICE (spokeswoman Nicole Navas)", True),
        ("Nydia Velazquez and Jose E. Serrano", True),
        ("Boston City Council (Josh Zakim)", True),
        ("Montgomery County", True),
    ],
)
def test_a_name_stays_and_a_description_is_asked_for(actor: str, described: bool) -> None:
    assert is_words("actor", actor) == described
