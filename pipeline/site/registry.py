"""The index of the search: every place of the registry by its names, and what leads on from it."""

from collections.abc import Iterator
from itertools import groupby

import pandas as pd

from pipeline.narrative.language import place_names
from pipeline.narrative.language.locale import speaking
from pipeline.rows import each
from pipeline.site.model import Site, named
from pipeline.sources.tables import Tables

ALIASES = ("also", "nicknames", "boroughs", "nations", "former")  # columns of other names, folded, joined by ;
SEPARATOR = "|"


def index(site: Site) -> str:
    """The index as a script that only names two texts: a line for each state, and a line for each place.

    A place's line holds its name, state, counties (by number, of the third text), residents where they are known, other
    names, and the slug of its briefing where this publication has one.
    """
    briefed = {one.job.place.slug for one in site.made}
    counties = {name: number for number, name in enumerate(sorted(set(site.tables.places.county)))}
    lines = "\n".join(_places(site.tables.places, counties, briefed))
    states = "\n".join(_states(site.tables, site.edition.languages))
    texts = {"states": states, "counties": "\n".join(counties), "places": lines}
    return "".join(f"window.{name} = `{_quoted(text)}`\n" for name, text in texts.items())


def _places(places: pd.DataFrame, counties: dict[str, int], briefed: set[str]) -> Iterator[str]:
    """The lines of the places; one that lies in several counties has a row of the table for each."""
    for slug, several in groupby(each(places.sort_values("slug", kind="stable")), key=lambda row: str(row.slug)):
        rows = list(several)
        row = rows[0]
        inside = "" if row.kind == "county" else ",".join(str(counties[one.county]) for one in rows)
        cells = (getattr(one, column) for one in rows for column in ALIASES)
        others = sorted({name for cell in cells for name in cell.split(";") if name})
        people = "" if pd.isna(row.population) else str(row.population)
        yield SEPARATOR.join((row.city, row.state, inside, people, ";".join(others), slug if slug in briefed else ""))


def _states(tables: Tables, languages: tuple[str, ...]) -> Iterator[str]:
    """Postal letters, other names, and then the name in each language of the edition."""
    known = tables.places.drop_duplicates("state").set_index("state")
    for row in each(tables.states.sort_values("postal")):
        names = [state_name(row.name, language) for language in languages]
        yield SEPARATOR.join((row.postal, known.state_also.get(row.postal, ""), *names))


def state_name(name: str, language: str) -> str:
    """A state's name in a language."""
    with speaking(language):
        return str(place_names.state_of_city(name))


def state_page(postal: str, language: str) -> str:
    """The address of a state's page."""
    return named(f"state-{postal.lower()}", language)


def _quoted(text: str) -> str:
    """The text as it stands between a script's backquotes."""
    return text.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${")
