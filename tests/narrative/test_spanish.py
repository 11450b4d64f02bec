"""The Spanish briefing: nothing in it is left in English by mistake, and numbers, days and names are in their forms."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import pytest

from pipeline import editions, places
from pipeline.editions import Edition
from pipeline.findings.city import gather
from pipeline.findings.model import CityFindings, Finding
from pipeline.narrative.document.model import Page, Said
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.documents.letter import Addressee, letter
from pipeline.narrative.documents.sheet import onepage
from pipeline.narrative.language import locale, numbers, place_names
from pipeline.narrative.language.locale import ENGLISH, OWN, in_english, speaking, unmarked
from pipeline.narrative.language.tables import translated
from pipeline.narrative.wording.statements import with_figure
from pipeline.translations import catalog

from ..conftest import CITIES, ROOT, edition_2011, embedded, found_in
from .spoken import Strange, given, texts, unspoken

EDITIONS = ("2011-08", "retrospective", "present")
THIN, NBSP = "\u202f", "\u00a0"


@pytest.fixture
def spanish() -> Iterator[None]:
    with speaking("es"):
        yield


@pytest.fixture
def strange(monkeypatch: pytest.MonkeyPatch, spanish: None) -> Strange:
    """Spanish in which every message is written in letters that no other text has."""
    catalog = Strange()
    monkeypatch.setattr(locale, "translations", lambda _code: catalog)
    return catalog


@lru_cache
def edition(name: str) -> Edition:
    return editions.load(name, ROOT / "editions")


@lru_cache
def found_for(city: str, name: str) -> CityFindings:
    if name == "2011-08":
        return found_in(city)
    return gather(places.find(city, embedded().places, edition(name).cities), edition(name), embedded())


def known(found: CityFindings, edition: Edition) -> list[str]:
    """What findings and edition bring in words of their own, the longest first."""
    theirs = edition.coalition.words("es")[0].model_dump()
    own = {edition.title, *edition.titles.values(), edition.coalition.name, *texts(list(theirs.values()))}
    return sorted({*given(found), *given(translated(found)), *filter(None, own)}, key=len, reverse=True)


@pytest.mark.parametrize("name", EDITIONS)
@pytest.mark.parametrize("city", CITIES)
def test_every_word_comes_through_the_catalog_or_from_a_table(strange: Strange, city: str, name: str) -> None:
    found = found_for(city, name)
    written = page(found, edition(name))
    assert unspoken(written, known(found, edition(name))) == []
    assert {id for id in strange.asked if id} <= {_id(message.id) for message in catalog("es")}


@pytest.mark.parametrize("city", CITIES)
def test_every_word_of_the_sheet_of_one_page_too(strange: Strange, city: str) -> None:
    found = found_in(city)
    assert unspoken(onepage(found, edition_2011()), known(found, edition_2011())) == []
    assert {id for id in strange.asked if id} <= {_id(message.id) for message in catalog("es")}


@pytest.mark.parametrize("city", CITIES)
def test_every_word_of_a_letter_too(strange: Strange, city: str) -> None:
    found, to = found_in(city), Addressee("Ana Paz", ("1 Main St",), "Mayor")
    assert (
        unspoken(letter(found, edition_2011(), to), ["Mayor Ana Paz", "1 Main St", *known(found, edition_2011())]) == []
    )
    assert {id for id in strange.asked if id} <= {_id(message.id) for message in catalog("es")}


def _id(id: object) -> object:
    return tuple(id) if isinstance(id, (list, tuple)) else id


def test_a_sentence_that_goes_around_the_catalog_is_noticed(strange: Strange) -> None:
    found = found_in("Boston")
    written = page(found, edition_2011())
    for text in ("Nationwide", "The program is active in Suffolk County.", "52% of removals", "Source"):
        broken = replace(written, attached=Said(text))
        assert unspoken(broken, known(found, edition_2011()))


def test_a_message_that_the_catalog_lacks_is_noticed(strange: Strange) -> None:
    locale._("Nobody has extracted this.")
    assert not strange.asked <= {_id(message.id) for message in catalog("es")}


@pytest.mark.parametrize("name", EDITIONS)
@pytest.mark.parametrize(
    "city", [*CITIES, "Baltimore, MD", "New Orleans, LA", "New York, NY", "Washington, DC", "Anchorage, AK"]
)
def test_a_briefing_is_written_in_spanish(spanish: None, city: str, name: str) -> None:
    found = found_for(city, name)
    written = page(found, edition(name))
    assert written.language == "es"
    for text in texts(written):
        assert "{" not in text
        assert " de el " not in f" {text} "
        assert " a el " not in f" {text} "


@pytest.fixture
def boston(spanish: None) -> Page:
    return page(found_in("Boston"), edition_2011())


def test_boston_reads_as_spanish(boston: Page) -> None:
    front = boston.front
    assert front.head.kicker == "Informe para la alcaldía de Boston"
    assert unmarked(f"{front.head.deck.before} {front.head.deck.place}{front.head.deck.end}") == (
        "Lo que dicen los datos públicos sobre el programa Comunidades Seguras de ICE en el condado de Suffolk: Boston, "
        "Revere, Chelsea y Winthrop"
    )
    assert front.head.deck.place == "condado de Suffolk"
    assert front.lead.strong == (f"52{THIN}%", f"45{THIN}%")
    assert (
        front.band[0]
        .said[0]
        .text.startswith(
            "El condado de Suffolk es el único de Massachusetts donde el programa está activo, desde el "
            f"5{NBSP}de{NBSP}noviembre de{NBSP}2008."
        )
    )
    assert boston.labels.sources == "Fuentes"


def test_a_chart_speaks_spanish(boston: Page) -> None:
    figure = boston.front.lead.figure
    assert figure
    labels = [row.label for row in figure.chart.rows]  # type: ignore[union-attr]
    assert labels[-1] == "Estados Unidos"
    assert figure.chart.percent_text.format(50) == f"50{THIN}%"  # type: ignore[union-attr]
    assert "28.7" in figure.alt
    assert not set("\x0e\x0f") & set("".join(labels))


@pytest.mark.parametrize(
    ("iso", "alone", "on", "of"),
    [
        ("2011-07-11", "11 de julio de 2011", "el 11 de julio de 2011", "del 11 de julio de 2011"),
        ("2011-02", "febrero de 2011", "en febrero de 2011", "de febrero de 2011"),
        ("2011", "2011", "en 2011", "de 2011"),
    ],
)
def test_days_take_the_article_that_their_precision_asks_for(
    spanish: None, iso: str, alone: str, on: str, of: str
) -> None:
    day = numbers.day(iso)
    assert [text.replace(NBSP, " ") for text in (f"{day}", f"{day:en}", f"{day:de}")] == [alone, on, of]


@pytest.mark.parametrize(
    ("iso", "said"), [("2011-07-11", "on July 11, 2011"), ("2011-02", "in February 2011"), ("2011", "in 2011")]
)
def test_english_days_stand_on_and_months_in(iso: str, said: str) -> None:
    assert f"{numbers.day(iso):on}".replace(NBSP, " ") == said


def test_numbers_are_written_as_in_the_united_states_and_percents_as_in_spanish(spanish: None) -> None:
    assert numbers.count(27047) == "27,047"
    assert numbers.percent(51.99) == f"52.0{THIN}%"
    assert f"{numbers.percent(51.99, 0):El} y {numbers.percent(7, 0):de}" == f"El 52{THIN}% y del 7{THIN}%"
    assert numbers.day("2011-10-31", short=True).replace(NBSP, " ") == "31 oct 2011"
    assert numbers.day_of_year("2011-10-31").replace(NBSP, " ") == "31 oct"


def test_a_percent_keeps_its_doubt(spanish: None) -> None:
    found = next(f for f in found_in("Boston").findings if f.unit == "percent" and f.qualifier == "exact")
    about: Finding = replace(found, qualifier="approximate", value=65.0)
    assert numbers.quantity(about) == f"cerca del 65.0{THIN}%"
    assert numbers.quantity(replace(about, qualifier="at least")) == f"al menos el 65.0{THIN}%"


@pytest.mark.parametrize(
    ("name", "alone", "of", "inside"),
    [
        ("Suffolk County", "condado de Suffolk", "del condado de Suffolk", "en el condado de Suffolk"),
        ("Orleans Parish", "parroquia de Orleans", "de la parroquia de Orleans", "en la parroquia de Orleans"),
        ("Baltimore city", "ciudad independiente de Baltimore", "de la ciudad independiente de Baltimore",
         "en la ciudad independiente de Baltimore"),
        ("District of Columbia", "Distrito de Columbia", "del Distrito de Columbia", "en el Distrito de Columbia"),
    ],
)  # fmt: skip
def test_counties_take_their_article(spanish: None, name: str, alone: str, of: str, inside: str) -> None:
    county = place_names.county(name)
    assert (f"{county}", f"{county:de}", f"{county:en}") == (alone, of, inside)


def test_several_counties_each_take_theirs(spanish: None) -> None:
    both = place_names.places([place_names.county("Fulton County"), place_names.county("DeKalb County")])
    assert f"{both:de}" == "del condado de Fulton y del condado de DeKalb"
    assert f"{both:El}" == "El condado de Fulton y el condado de DeKalb"


def test_states_keep_their_names_or_have_spanish_ones(spanish: None) -> None:
    assert [f"{place_names.state(name):en}" for name in ("Illinois", "New Mexico", "North Carolina")] == [
        "en Illinois", "en Nuevo México", "en Carolina del Norte",
    ]  # fmt: skip
    assert f"{place_names.nation():de}" == "de Estados Unidos"


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (["California", "Illinois"], "California e Illinois"),
        (["Texas", "Iowa"], "Texas y Iowa"),
        (["a", "b", "c"], "a, b y c"),
    ],
)
def test_and_gives_way_before_the_sound_of_i(spanish: None, items: list[str], said: str) -> None:
    assert numbers.listed(items) == said


def test_english_knows_nothing_of_it() -> None:
    assert f"{place_names.county('Suffolk County')}" == "Suffolk County"
    with pytest.raises(KeyError):
        f"{place_names.county('Suffolk County'):de}"
    with speaking("es"):
        pass
    assert numbers.percent(52, 0) == "52%"


def test_a_part_of_an_english_figure_is_marked_as_english_by_itself() -> None:
    with speaking("es"):
        told = with_figure(in_english("It cost about $750 million."), in_english("about $750 million; 176,000 removed"))
    assert told == f"{ENGLISH}It cost about $750 million{OWN}: {ENGLISH}176,000 removed{OWN}"


def test_a_city_that_has_a_spanish_name_goes_by_it_and_so_does_its_county(spanish: None) -> None:
    assert f"{place_names.city('Los Angeles'):de}" == "de Los Ángeles"
    assert f"{place_names.county('Los Angeles County'):de}" == "del condado de Los Ángeles"
    assert place_names.bare("Los Angeles County") == "Los Ángeles"
    assert place_names.city("Boston") == "Boston"
