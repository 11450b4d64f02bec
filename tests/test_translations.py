"""The catalogs of translations: complete, true to the fields of the English, and up to date; each check can fail."""

import csv
import re

import pytest
from babel.messages.catalog import Catalog

from pipeline import translations
from pipeline.narrative.language.locale import LANGUAGES, LOCALE, ngettext, speaking

from .conftest import ROOT

CODES = sorted(set(LANGUAGES) - {"en"})
SAME = frozenset({"Neutral"})  # words that Spanish writes as English does


@pytest.fixture(params=CODES)
def code(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_message_is_translated(code: str) -> None:
    assert translations.untranslated(translations.catalog(code)) == []


def test_every_translation_has_the_fields_of_its_english(code: str) -> None:
    assert translations.unlike(translations.catalog(code)) == []


def test_no_translation_is_the_english_again(code: str) -> None:
    assert translations.same(translations.catalog(code), SAME) == []


def test_the_catalog_is_as_the_command_writes_it(code: str) -> None:
    fresh = translations.brought_up_to_date(code, translations.extracted())
    assert translations.written(code, fresh).decode() == (LOCALE / code / "briefing.po").read_text(encoding="utf-8")


def test_a_lost_translation_is_found() -> None:
    catalog = Catalog(locale="es")
    catalog.add("Sources", "")
    catalog.add(("{number} county", "{number} counties"), ("{number} condado", ""))
    catalog.add("Source", "Fuente", flags=["fuzzy"])
    assert translations.untranslated(catalog) == ["Sources", "{number} counties", "Source"]


def test_a_lost_number_is_found() -> None:
    catalog = Catalog(locale="es")
    catalog.add("{part} of {whole}", "{part} de todos")
    catalog.add("{county} since {day}", "{county:en} desde {day:el}")
    catalog.add(("{number} day", "{number} days"), ("un día", "{número} días"))
    assert translations.unlike(catalog) == ["{part} of {whole}", "{number} days"]


def test_english_that_was_copied_is_found() -> None:
    catalog = Catalog(locale="es")
    catalog.add("Sources", "Sources")
    catalog.add("Neutral", "Neutral")
    catalog.add("{place}: {who}", "{place}: {who}")
    assert translations.same(catalog, SAME) == ["Sources"]


def test_what_nobody_asks_for_any_more_goes_and_nothing_is_guessed() -> None:
    messages = Catalog()
    messages.add("Sources")
    messages.add("Sourcess")
    fresh = translations.brought_up_to_date("es", messages)
    assert {message.id: message.string for message in fresh if message.id} == {"Sources": "Fuentes", "Sourcess": None}


def test_no_sentence_hides_inside_another() -> None:
    """Babel reads no message inside an f-string."""
    hidden = re.compile(r"\{n?_?(?:_|ngettext)\(['\"]")
    for path in (ROOT / "pipeline").rglob("*.py"):
        assert not hidden.search(path.read_text(encoding="utf-8")), path
    assert hidden.search("""f"{text} {_('Reference data.')}" """)


def test_templates_hold_no_words_of_their_own() -> None:
    for path in (ROOT / "templates").rglob("*.j2"):
        assert _words(path.read_text(encoding="utf-8")) == [], path
    assert _words('<p class="note">Sources {{ x }}</p>') == ["Sources"]
    assert _words('<img alt="A map">') == ["A map"]


def _words(template: str) -> list[str]:
    """Letters in a template outside code, tags and entities, and in the attributes that a reader meets."""
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", template, flags=re.DOTALL)
    text = re.sub(r' data-[a-z-]+="[^"]*"', "", text)
    spoken = re.findall(r'(?:alt|title|aria-label|content)="([^"]*[A-Za-z][^"]*)"', re.sub(r"<meta[^>]*>", "", text))
    text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>|&\w+;", "", text, flags=re.DOTALL)
    return [*spoken, *re.findall(r"[A-Za-z]{2,}", text)]


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 condados"), (1, "1 condado"), (2, "2 condados"), (1475, "1475 condados")]
)
def test_one_is_singular_in_spanish_too(number: int, said: str) -> None:
    one = "The program is active in {number} county in {state}."
    many = "The program is active in {number} counties in {state}."
    with speaking("es"):
        assert said.split()[1] in ngettext(one, many, number).split()


def test_the_glossary_says_each_term_once() -> None:
    with (LOCALE / "es" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    terms = [row["english"] for row in rows]
    assert len(terms) == len(set(terms)) >= 40
    assert all(row["english"] and row["spanish"] and None not in row for row in rows)


@pytest.mark.parametrize(
    ("english", "spanish"),
    [("removals", "expulsiones"), ("Fingerprints", "huellas"), ("custody", "custodia"), ("conviction", "condena"),
     ("Secure Communities", "Comunidades Seguras"), ("sampling error", "error muestral"), ("detainer", "retención")],
)  # fmt: skip
def test_a_term_is_translated_as_the_glossary_has_it(english: str, spanish: str) -> None:
    for message in translations.catalog("es"):
        texts = [message.id] if isinstance(message.id, str) else list(message.id or ())
        strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
        if texts and any(re.search(rf"\b{english}\b", text) for text in texts):
            assert any(spanish.casefold() in str(string).casefold() for string in strings), message.id
