"""What our sources lack is said of them alone: no text claims that a thing is unknown, unprinted or unpublished."""

import csv
import re
import tomllib
from collections.abc import Iterator

import pytest

from pipeline.narrative.documents.briefing import page
from pipeline.narrative.documents.sheet import onepage
from pipeline.narrative.language.locale import speaking, translations, unmarked
from pipeline.sources.translations import TRANSLATED
from pipeline.translations import catalog

from ..conftest import CITIES, ROOT
from .spoken import texts
from .test_spanish import EDITIONS, edition, found_for

# Forms that claim more than excerpts of some sources can show; what may be said is "not in our sources".
CLAIMED = re.compile(
    r"\b(?:not|never|none|nothing|nowhere)(?: \w+){0,2} (?:known|printed|published|recorded|in print)\b"
    r"|\bin print\b|\bunknown\b|\bnobody (?:knows|counted|published)\b"
    r"|\bno (?:\w+ ){0,3}(?:figure|share|count|survey|study|statement|data|record)s?(?: \w+){0,4}"
    r" (?:is|are|was|were|has been|have been|exists?) (?:known|printed|published|available|in print)\b"
    r"|\bthere (?:is|are|was|were) no (?:\w+ )?(?:figure|share|count|survey|data)s?\b",
    re.IGNORECASE,
)
CLAIMED_IN_SPANISH = re.compile(
    r"\bno se (?:sabe|conoce|ha publicado|publicó|publica)|\bse desconoce|\bnada publicado|\bno publicado\b|\bno está publicad"
    r"|\bning[uú]n[ao]? (?:\w+ ){1,4}(?:publicad[ao]|conocid[ao])|\bno (?:existe|hay) (?:ning[uú]n[ao]? )?"
    r"(?:cifra|porcentaje|recuento|encuesta|datos)\b",
    re.IGNORECASE,
)


def claims_too_much(text: str) -> bool:
    """Whether a text, English or Spanish, says of the world what can be said of our sources only."""
    return bool(CLAIMED.search(text) or CLAIMED_IN_SPANISH.search(text))


@pytest.mark.parametrize(
    "text",
    [
        "No share for Los Angeles County is in print", "not known", "nothing printed", "No local figure is in print",
        "for Cook County no share is in print", "Not printed", "The figure is unknown", "no survey was published",
        "None is printed for Miami", "There are no data on it", "no se sabe", "No publicado", "no hay cifra",
        "ninguna cifra local publicada", "se desconoce el porcentaje",
    ],
)  # fmt: skip
def test_a_claim_on_all_that_there_is_is_seen(text: str) -> None:
    assert claims_too_much(text)


@pytest.mark.parametrize(
    "text",
    [
        "A share for Los Angeles County is not in our sources", "no está en nuestras fuentes", "no finding is invented",
        "had no criminal conviction", "Nothing is estimated or filled in", "undated", "no agreement was signed",
    ],
)  # fmt: skip
def test_what_is_said_of_our_sources_or_of_the_matter_passes(text: str) -> None:
    assert not claims_too_much(text)


def test_no_sentence_of_code_or_catalog_claims_it() -> None:
    assert translations("es")
    said = [words for message in catalog("es") for words in _words(message.id, message.string)]
    assert len(said) > 500
    assert [text for text in said if claims_too_much(text)] == []


def test_no_text_of_the_tables_claims_it() -> None:
    said = list(_tables())
    assert len(said) > 1000
    assert [(where, text) for where, text in said if claims_too_much(text)] == []


@pytest.mark.parametrize("name", EDITIONS)
def test_no_words_of_an_edition_claim_it(name: str) -> None:
    whole = tomllib.loads((ROOT / "editions" / f"{name}.toml").read_text(encoding="utf-8"))
    said = list(_strings(whole))
    assert said
    assert [text for text in said if claims_too_much(text)] == []


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize("name", EDITIONS)
@pytest.mark.parametrize("city", CITIES)
def test_no_page_and_no_sheet_claims_it(city: str, name: str, code: str) -> None:
    found = found_for(city, name)
    with speaking(code):
        written = (page(found, edition(name)), onepage(found, edition(name)))
    said = [unmarked(text) for text in texts(written)]
    assert len(said) > 100
    assert [text for text in said if claims_too_much(text)] == []


def _words(*forms: object) -> Iterator[str]:
    for form in forms:
        yield from (form,) if isinstance(form, str) else form if isinstance(form, (tuple, list)) else ()


def _tables() -> Iterator[tuple[str, str]]:
    columns = {f"{table}.csv": names for table, names in TRANSLATED.items()} | {"translations.csv": ("text",)}
    for file, names in columns.items():
        with (ROOT / "data" / file).open(newline="", encoding="utf-8") as rows:
            for row in csv.DictReader(rows):
                yield from ((f"{file} {row['id']} {name}", row[name]) for name in names if name in row)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
