"""Spanish briefings of places outside the trial cities: no English left, no word twice, no sentence without its article."""

import re

import pytest

from pipeline.narrative.documents.briefing import page
from pipeline.narrative.language.locale import ENGLISH, OWN, speaking, unmarked
from pipeline.narrative.wording.statements import with_figure

from .spoken import texts
from .test_spanish import edition, found_for
from .test_translated import untranslated

# A city in several counties and a state of its name, one that is its state, one with a figure of no date, a county.
PLACES = ("New York, NY", "Washington, DC", "Philadelphia", "Houston", "Cook County, IL")
STIFF = {
    "a word twice": r"\b(en|de|a|el|la|que|por) \1\b",
    "a name without its article": r"\b(en|de|a) (estado(?! de ebriedad)|condado|parroquia|distrito)\b",
    "a day without its article": r"\bdespués de \d",
    "a comma without its day": r", :",
    "a percent sign that clings": r"\d ?%",
    "another language's quotation marks": r"[«»]",
    "English": r"(?<!’)\b(and|counties|county|the|was|were)\b",
    "a stop lost from its abbreviation": r"EE\. UU(?!\.)",
}


def stiff(text: str) -> list[str]:
    """What is wrong with a text as Spanish, its English passages left out."""
    for told in (
        "Illinois Coalition for Immigrant and Refugee Rights",
        "simple and common sense",
    ):  # a name, a quotation
        text = text.replace(told, "…")
    own = unmarked(re.sub(f"{ENGLISH}[^{OWN}]*{OWN}", "…", text))
    return [name for name, pattern in STIFF.items() if re.search(pattern, own)]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["2011-08", "retrospective", "present"])
@pytest.mark.parametrize("place", PLACES)
def test_a_page_of_another_place_reads_as_spanish(place: str, name: str) -> None:
    found = found_for(place, name)
    assert untranslated(found) == set()
    with speaking("es"):
        written = page(found, edition(name))
    assert {text: wrong for text in texts(written) if (wrong := stiff(text))} == {}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("se activó en en el condado de Kings", "a word twice"),
        ("71 arrestos en estado de Nueva York", "a name without its article"),
        ("ningún momento clave después de 20 de enero", "a day without its article"),
        ("Filadelfia, : La columna", "a comma without its day"),
        ("buscar su expulsión: 52%.", "a percent sign that clings"),
        ("Hallado en Cook and Maricopa counties", "English"),
        ("los nacidos en EE. UU: -5.7", "a stop lost from its abbreviation"),
    ],
)
def test_the_check_sees_what_is_stiff(text: str, wrong: str) -> None:
    assert wrong in stiff(text)


def test_a_number_that_the_statement_spells_out_is_not_told_again() -> None:
    assert with_figure("Renunciaron cinco de 19 miembros.", "5 de 19") == "Renunciaron cinco de 19 miembros"
    assert (
        with_figure("Da siete razones para abandonarlo.", "7; 1 de cada 4")
        == "Da siete razones para abandonarlo: 1 de cada 4"
    )


@pytest.mark.parametrize("code", ["en", "es"])
def test_what_is_its_own_state_is_named_once(code: str) -> None:
    found = found_for("Washington, DC", "retrospective")
    with speaking(code):
        told = [unmarked(text) for text in texts(page(found, edition("retrospective")))]
    twice = re.compile(
        "Washington, DC(?:, | and of )Washington, DC|Distrito de Columbia(?:, | y del )Distrito de Columbia"
    )
    assert [text for text in told if twice.search(text)] == []
