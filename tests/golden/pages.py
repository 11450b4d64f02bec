"""The words of a briefing as one reads them: a paragraph a unit, part by part, for a snapshot beside the tests."""

from functools import lru_cache
from pathlib import Path

from pipeline import editions, places
from pipeline.editions import Edition
from pipeline.findings.city import gather
from pipeline.narrative.document.walk import Run, units
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.language.locale import speaking

from ..conftest import CITIES, ROOT, embedded

FOLDER = Path(__file__).parent / "read"
EDITIONS = ("2011-08", "retrospective", "present")
LANGUAGES = ("en", "es")
ALL = [(edition, city, language) for edition in EDITIONS for city in CITIES for language in LANGUAGES]


@lru_cache
def _edition(name: str) -> Edition:
    return editions.load(name, ROOT / "editions")


def kept(edition: str, city: str, language: str) -> Path:
    """Where the words of a page that somebody read lie."""
    return FOLDER / edition / f"{city.lower().replace(' ', '-')}.{language}.txt"


def words(edition: str, city: str, language: str) -> str:
    """The words of a page of today: each unit a paragraph, its runs a line each, a rule before each part."""
    chosen = _edition(edition)
    found = gather(places.find(city, embedded().places, chosen.cities), chosen, embedded())
    with speaking(language):
        lines, part = [f"{city}, {edition}, {language}"], 0
        for unit in units(page(found, chosen)):
            if unit.part != part:
                lines, part = [*lines, f"---------- part {unit.part}"], unit.part
            lines += [*(_line(run) for run in unit.runs if run.kind != "page"), ""]
    return "\n".join(lines)


def _line(run: Run) -> str:
    """A run; its sources counted, for their numbers move with every source that joins; what stands for a picture marked."""
    sources = f" [{len(run.refs)}]" if run.refs else ""
    return ("[picture] " if run.kind == "alt" else "") + run.text.replace("\u00a0", " ") + sources
