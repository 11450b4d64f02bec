"""Translations of table words say what the English says: its numbers, dates, names and hedges, of today's English."""

import re
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from pipeline.errors import BrokenTable
from pipeline.sources import translations
from pipeline.sources.tables import Tables
from tests.sources.conftest import Edit

TABLES = ("reported_counts", "positions", "claims", "published_findings", "events", "rules", "detainers")
LABEL = 33  # characters that a label of events.csv may have: the chart has no room for more

# English words that are numbers, months or hedges, each with the Spanish words any of which renders it.
# "Over" is none of them in "over its refusal", "start over where", "is over", "times over"; "about" not before "immigration".
SAID = {
    "two": "dos|segund", "three": "tres|tercer", "four": "cuatro|cuart", "five": "cinco", "six": "seis", "seven": "siete",
    "eight": "ocho", "nine": "nueve", "ten|tenth": "diez|décim", "half": "mitad|medi", "third": "terci|tercer",
    "quarter": "cuart|trimestre", "thirds": "tercios", "twice": "dobl|dos veces",
    "million": "millón|millones", "billion": "000 millones", "hundreds?": "cien|ciento", "thousands?": "mil",
    "January": "enero", "February": "febrero", "March": "marzo", "April": "abril", "June": "junio", "July": "julio",
    "August": "agosto", "September": "septiembre", "October": "octubre", "November": "noviembre", "December": "diciembre",
    "about(?! immigration)|around|roughly": "alrededor|unos|unas|cerca|aproximad|más o menos|sobre|acerca|acercamiento|en torno",
    "almost|nearly": "casi", "at least": "al menos|por lo menos",
    "more than|(?<!is )(?<!times )over(?! its| where)": "más|por encima|en|durante", "up to": "hasta",
    "probably": "probablemente", "may": "puede|pueda|podr|mayo", "most": "mayor|más|casi",
    "not|no|cannot|never|neither|nor|none|without": "no|sin|ningún|ninguna|ninguno|nunca|ni|nadie|non|rehus",
    "only": "solo|única|único", "said|says": "dij|dic|dec|según|declar",
}  # fmt: skip
# Names that are written otherwise in Spanish; every other name stays letter by letter.
NAMES = {
    "Third Circuit": "Tercer Circuito", "First Circuit": "Primer Circuito", "Ninth Circuit": "Noveno Circuito",
    "Fifth Circuit": "Quinto Circuito", "Form": "formulario", "Saturdays": "sábados", "Sundays": "domingos",
    "Attorney General": "fiscal general", "Court of Appeals": "Corte de Apelaciones", "Special Order": "Orden Especial",
    "City of Refuge": "Ciudad de Refugio", "New York City": "ciudad de Nueva York", "Border Protection": "fronteriza",
    "Proposition": "Proposición", "Act": "ley|Act", "Directive": "directiva", "Ordinance": "ordenanza",
    "State Board of Immigration Enforcement": "junta estatal de Florida para la aplicación de leyes migratorias",
    "Program Advisory Board": "junta asesora del programa", "Cabinet": "gabinete", "Pennsylvania": "Pensilvania",
    "United States": "Estados Unidos", "Justice Department": "Departamento de Justicia", "Department": "Departamento",
    "Homeland Security Advisory Council": "Homeland Security Advisory Council", "May": "mayo", "Board": "junta",
    "Senate Judiciary Committee": "Comisión Judicial del Senado", "White House": "Casa Blanca",
    "Border Patrol": "Patrulla Fronteriza", "Philadelphia": "Filadelfia", "Baltimore City": "ciudad de Baltimore",
    "Republicans": "republicanos", "April-June": "abril a junio",
    "Northern California": "norte de California", "Democratic": "demócrata", "Senator": "senador", "Secretary": "secretari[ao]",
    "New York": "Nueva York", "North Carolina": "Carolina del Norte", "New Jersey": "Nueva Jersey",
    "New Mexico": "Nuevo México", "South Carolina": "Carolina del Sur", "Los Angeles": "Los Ángeles", "La Opinion": "La Opinión",
    "Department of Homeland Security": "Departamento de Seguridad Nacional", "Inspector General": "Inspector General",
    "Homeland Security": "Seguridad Nacional", "Bay Area": "Área de la Bahía", "State Police": "policía estatal",
    "Capitol Hill": "Capitolio", "Congress": "Congreso", "Supreme Court": "Corte Suprema",
    "President": "Presidente", "Democrats": "demócratas",
    "Republican": "republicano", "Assembly": "Asamblea", "County": "condado", "Level": "Nivel", "Levels": "Niveles",
    "US-born": "nacid", "US": "EE. UU.|Estados Unidos", "Hispanics?": "hispan", "Latinos?": "latin", "Oregon": "Oregón",
    "House": "Cámara", "Senate": "Senado", "Executive Order": "Orden Ejecutiva",
    "Illinois House": "Cámara de Illinois", "Governor": "goberna", "Gov": "gobernador", "Mayor": "alcalde",
    "Sheriff": "sheriff", "FY": "año fiscal", "Secure Communities": "Comunidades Seguras", "Computed": "Calculado",
}  # fmt: skip
# The words of offices, which are said in Spanish.
OFFICES = {
    "Board of Supervisors": "Junta de Supervisores", "Supervisor": "supervisor",
    "Police Commissioner": "comisionado de policía", "Commissioner": "comisionad", "Commission": "comisión",
    "Police Chief": "jefe de policía", "Assistant Chief": "subjefe", "Chief": "jefe", "Police": "policía",
    "Chairman": "presidente", "House Judiciary Committee": "Comité Judicial de la Cámara", "Office": "oficina",
    "House of Representatives": "Cámara de Representantes", "Representative": "representante", "Speaker": "presidenta",
    "New York City Council": "concejo municipal de Nueva York", "Manager of Safety": "responsable de seguridad",
    "Public Safety Manager": "responsable de seguridad pública", "Public Safety": "seguridad pública",
    "District Attorney": "fiscal", "District of Columbia": "Distrito de Columbia", "State Senator": "senadora estatal",
    "County Executive": "ejecutivo del condado", "Cook County Board": "Junta del condado de Cook",
    "New York State Legislature": "legislatura del estado de Nueva York", "Illinois 4th": "4.º distrito de Illinois",
    "Sheriffs?": "sheriff", "City of Oakland": "ciudad de Oakland",
    "Democrat": "demócrata", "Board": "junta", "Supervisors": "Supervisores", "President": "president", "US": "federal|EE. UU.",
    "Secretary of Homeland Security": "titular del Departamento de Seguridad Nacional", "Attorney General": "fiscal general",
}  # fmt: skip
# Bodies of government that speak, which are said in Spanish; what private organizations are called stays.
BODIES = {
    "New York City Council": "Concejo Municipal de Nueva York", "City Council": "Concejo Municipal",
    "Metropolitan King County Council": "Concejo Metropolitano del condado de King",
    "DC Council": "Concejo del Distrito de Columbia",
    "Board of County Commissioners": "Junta de Comisionados", "Board of Commissioners": "Junta de Comisionados",
    "Board of Supervisors": "Junta de Supervisores", "City Commission": "Comisión Municipal", "Legislature": "Legislatura",
    "Public Safety Committee": "Comité de Seguridad Pública", "Police Department": "Departamento de Policía",
    "Sheriff’s Office": "Oficina del sheriff", "County Attorney": "asesoría jurídica del condado",
    "US District Court, Southern District of": "Tribunal Federal del Distrito Sur", "Judge": "juez",
    "US District Court": "Tribunal Federal de Distrito", "US Court of Appeals": "Tribunal Federal de Apelaciones",
    "Homeland Security Advisory Council Task Force": "Grupo de trabajo del Homeland Security Advisory Council",
}  # fmt: skip
SPOKEN_IN = {"office": OFFICES | {**NAMES, **OFFICES}, "actor": BODIES | {**NAMES, **BODIES}}
NUMBER = re.compile(r"\d[\d,.]*\d|\d")
NAME = re.compile(r"(?<![.:;?!] )(?<!^)\b[A-Z][\w’'-]*")


def numbers(text: str) -> Counter[str]:
    """The numbers written in digits; Spanish says 1,000 millions for a billion."""
    return Counter(NUMBER.findall(re.sub(r"(\d) billion", r"\1,000 million", text)))


def lost(english: str, spanish: str) -> list[str]:
    """What the Spanish lacks of the English: numbers, number words, months, hedges, negations."""
    lacking = [f"number {number}" for number in numbers(english) - numbers(spanish)]
    lacking += [f"number {number} more" for number in numbers(spanish) - numbers(english)]
    return lacking + [
        word
        for word, told in SAID.items()
        if re.search(rf"\b(?:{word})\b", english, re.IGNORECASE)
        and not re.search(rf"\b(?:{told})", spanish, re.IGNORECASE)
    ]


def names_lost(english: str, spanish: str, known: dict[str, str] = NAMES) -> list[str]:
    """The names of the English that the Spanish neither has letter by letter nor in their Spanish form."""
    lacking, english = [], english.replace("FY", "FY ")
    for name, told in known.items():
        if re.search(rf"\b{name}\b", english):
            lacking += [name] * (not re.search(told, spanish, re.IGNORECASE))
            english = re.sub(rf"\b{name}\b", "", english)
    plain = (name.removesuffix("'s").removesuffix("’s") for name in NAME.findall(english))
    return lacking + [name for name in plain if name not in spanish and name not in SAID]


def by_name(tables: Tables) -> dict[str, pd.DataFrame]:
    return {name: getattr(tables, name) for name in TABLES}


def test_a_translation_keeps_numbers_hedges_and_negations(tables: Tables) -> None:
    pairs = zip(tables.translations.english, tables.translations.text, strict=True)
    assert {english: lacking for english, text in pairs if (lacking := lost(english, text))} == {}


def test_a_translation_keeps_names(tables: Tables) -> None:
    frame = tables.translations
    rows = zip(frame["column"], frame.english, frame.text, strict=True)
    lost = {english: names_lost(english, text, SPOKEN_IN.get(column, NAMES)) for column, english, text in rows}
    assert {english: names for english, names in lost.items() if names} == {}


def test_no_translation_is_stale(tables: Tables) -> None:
    assert list(translations.stale(tables.translations, by_name(tables))) == []


def test_a_percent_sign_stands_off_its_number_as_in_the_rest_of_a_spanish_briefing(tables: Tables) -> None:
    assert [text for text in tables.translations.text if re.search("\\d ?%", text)] == []


def test_a_translation_ends_as_its_english_does_and_labels_fit(tables: Tables) -> None:
    frame = tables.translations
    assert [e for e, t in zip(frame.english, frame.text, strict=True) if e.endswith(".") != t.endswith(".")] == []
    assert [text for text in frame[frame["column"] == "label"].text if len(text) > LABEL] == []


@pytest.mark.parametrize(
    ("english", "spanish", "lacking"),
    [
        ("183 of 352 had none.", "183 de 325 no tenían.", ["number 352", "number 325 more"]),
        ("About a third said no.", "Un tercio dijo que no.", ["about(?! immigration)|around|roughly"]),
        ("The count runs to June 3.", "El recuento llega al 3 de julio.", ["June"]),
        ("He did not refuse four.", "Rechazó cuatro.", ["not|no|cannot|never|neither|nor|none|without"]),
        ("At least 50, almost half.", "Al menos 50, casi la mitad.", []),
    ],
)
def test_the_check_sees_what_is_lost(english: str, spanish: str, lacking: list[str]) -> None:
    assert lost(english, spanish) == lacking


def test_the_check_sees_a_changed_name() -> None:
    assert names_lost("In Cook County the Boston Globe asked.", "En el condado de Kook preguntó el Boston Globe.") == [
        "Cook"
    ]
    assert names_lost("He met ICE in New York.", "Se reunió con ICE en Nueva York.") == []


def test_a_changed_english_text_makes_its_translation_stale(tables: Tables) -> None:
    named = by_name(tables)
    positions = named["positions"].copy()
    row = tables.translations[(tables.translations.table == "positions")].iloc[0]
    positions.loc[positions.id == row.id, row.column] = "Said something else."
    assert list(translations.stale(tables.translations, named | {"positions": positions})) == [
        f"positions {row.id} {row.column}"
    ]


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("table", "sources", "column table: expected one of"),
        ("column", "stance", "a column of its table that holds words a reader sees"),
        ("language", "fr", "column language: expected one of es"),
        ("text", "", "column text: expected words on one line"),
        ("text", "ENGLISH", "expected a translation, not the English again"),
    ],
)
def test_a_broken_row_is_named(data: Path, edit: Edit, column: str, value: str, message: str) -> None:
    english = translations.load(data).english.iloc[0]
    edit("translations", 2, column, english if value == "ENGLISH" else value)
    with pytest.raises(BrokenTable, match=rf"data/translations\.csv, row 2, .*{re.escape(message)}"):
        translations.load(data)


def test_a_text_is_translated_once(data: Path, edit: Edit) -> None:
    edit("translations", 3, "english", translations.load(data).english.iloc[0])
    with pytest.raises(BrokenTable, match="every row to be there once"):
        translations.load(data)
