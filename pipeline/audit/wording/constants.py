"""The few numbers of a briefing that no finding owns, each with its words and its reason.

A number passes only within these words, letter by letter. Whoever changes such a sentence meets this list: that is its
use. Keep it short; a number that could be computed does not belong here.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Constant:
    """Words with a number in them, by language, and why the number may stand there."""

    why: str
    words: dict[str, tuple[str, ...]]


CONSTANTS = (
    Constant("the name of another program, after its section of the law", {"en": ("287(g)",), "es": ("287(g)",)}),
    Constant(
        "the level of the intervals (pipeline/statistics.py, Z95)",
        {
            "en": ("95% interval", "95% Wilson interval", "score intervals at 95%", "move by chance (95%)"),
            "es": (
                "intervalo del 95 %",
                "intervalos del 95 %",
                "intervalo de Wilson del 95 %",
                "de Wilson al 95 %",
                "pocos casos (95 %)",
            ),
        },
    ),
    Constant(
        "the level at which the Census Bureau gives its survey's margins (pipeline/findings/reach.py)",
        {
            "en": (
                "survey’s 90% margin",
                "gives margins at 90%",
                "margin is the survey’s, at 90%",
            ),
            "es": (
                "margen de la encuesta, al 90 %",
                "da márgenes al 90 %",
                "es el de la encuesta, al 90 %",
            ),
        },
    ),
    Constant(
        "the measures of arrests and of records by residents (pipeline/findings/enforcement.py and records.py, PER)",
        {
            "en": ("per 1,000 residents",),
            "es": ("por cada 1,000 habitantes",),
        },
    ),
    Constant(
        "the year of the residents by whom arrests are counted (pipeline/findings/enforcement.py, RESIDENTS_OF)",
        {
            "en": ("residents of 2025", "Census Bureau’s estimate of 2025", "Census Bureau’s estimates of 2025"),
            "es": ("habitantes de 2025", "la estimación de 2025", "Las estimaciones de 2025"),
        },
    ),
    Constant(
        "by how much another count of the same arrests differs (data/README.md, arrests_states.csv)",
        {"en": ("about 1% more",), "es": ("cerca de 1 % más",)},
    ),
    Constant(
        "when ICE's words for an arrest in a jail changed (pipeline/findings/enforcement.py, SAME_WORDS_SINCE)",
        {"en": ("changed in July 2025",), "es": ("cambiaron en julio de 2025",)},
    ),
    Constant(
        "below what a mean of people is told so (pipeline/narrative/language/numbers.py, people)",
        {"en": ("less than 0.1",), "es": ("menos de 0.1",)},
    ),
    Constant("the year of E. B. Wilson's paper", {"en": ("(Wilson 1927)",), "es": ("(Wilson 1927)",)}),
    Constant(
        "the names of ICE's classes of conviction",
        {
            "en": (
                "Level 1, 2 and 3",
                "Level 1, 2, 3",
                "Level 1 or 2",
                "Level 2 or 3",
                "Level 1",
                "Level 2",
                "Level 3",
            ),
            "es": ("Niveles 1, 2 y 3", "Nivel 1 o 2", "Nivel 2 o 3", "Nivel 1", "Nivel 2", "Nivel 3"),
        },
    ),
    Constant(
        "when ICE redefined those classes (data/README.md)",
        {"en": ("changed in October 2010",), "es": ("cambiaron en octubre de 2010",)},
    ),
    Constant(
        "vintages of the reference data (data/sources.csv, data/README.md)",
        {
            "en": (
                "compilations of 2018 to 2026",
                "county shapes of 2017",
                "police agencies of 2025",
                "police agencies and residents of 2025",
                "(vintage 2019)",
                "US Census Bureau 2017 (us-atlas 3.0.1)",
                "handbook for data users (2020, chapter 8)",
            ),
            "es": (
                "compilaciones de 2018 a 2026",
                "contornos de los condados de 2017",
                "agencias de policía de 2025",
                "agencias de policía y habitantes de 2025",
                "(serie de 2019)",
                "Oficina del Censo de EE. UU., 2017 (us-atlas 3.0.1)",
                "(2020, capítulo 8)",
            ),
        },
    ),
)


def constants(language: str) -> tuple[str, ...]:
    """The words of a language, the longest first."""
    words = (text for constant in CONSTANTS for text in constant.words.get(language, ()))
    return tuple(sorted(words, key=len, reverse=True))
