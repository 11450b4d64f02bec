"""The Spanish briefings as PDFs: page 1 holds every city's, the file says its language, English inside says its own."""

import fcntl
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from pipeline.build import Workshop

from ..conftest import CITIES
from . import reading
from .checks import elements

THIN = "\u202f"


@pytest.fixture(scope="session")
def spanish(workshop: Workshop) -> Workshop:
    return Workshop("2011-08", "es", folders=workshop.folders)


def rendered(spanish: Workshop, city: str) -> Path:
    """The path of a city's briefing, rendered by whichever worker needs it first."""
    with (spanish.folders.root / f"{city}.es.turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        return spanish.report(spanish.job(city)).path


def _first_page(reader: PdfReader) -> str:
    return " ".join(reader.pages[0].extract_text().replace("\u00a0", " ").replace(THIN, " ").split())


def test_boston_in_spanish(spanish: Workshop) -> None:
    path = rendered(spanish, "Boston")
    assert path.name == "boston-ma.es.pdf"
    text = _first_page(reading.read(path.read_bytes()))
    for words in ("Informe para la alcaldía de Boston", "condado de Suffolk", "183 de 352", "27,047 de 94,218",
                  "No está en nuestras fuentes",
                  "Estados Unidos", "5 de noviembre de 2008", "Fuentes"):  # fmt: skip
        assert words in text
    for words in ("Suffolk County", "Briefing", "Sources", "Not in our sources", "Nationwide", "United States"):
        assert words not in text


def test_the_file_says_its_language_and_english_inside_its_own(spanish: Workshop) -> None:
    with pikepdf.open(rendered(spanish, "Boston")) as pdf:
        assert str(pdf.Root.Lang) == "es"
        inside = [str(element.Lang) for element in elements(pdf) if "/Lang" in element]
    assert inside.count("en") >= 30  # the sources alone are as many
    assert set(inside) <= {"en", "es"}


def test_a_figure_is_drawn_in_spanish_beside_the_english_one(spanish: Workshop) -> None:
    rendered(spanish, "Boston")
    folder = spanish.folders.figure(spanish.edition, spanish.job("Boston").place, "share", "es").parent
    assert "Porcentaje de expulsiones" in (folder / "share.es.txt").read_text(encoding="utf-8")
    assert not {"\x0e", "\x0f"} & set((folder / "rollout.es.txt").read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("city", CITIES)
def test_page_1_holds_every_city(spanish: Workshop, city: str) -> None:
    reader = reading.read(rendered(spanish, city).read_bytes())
    text = _first_page(reader)
    own = {"Los Angeles": "Los Ángeles"}.get(city, city)  # as Spanish calls it
    assert f"Informe para la alcaldía de {own}" in text
    assert "Fuentes 1 " in text
    assert reading.stranded_headings(reader) == []
