"""data/places.csv and data/counties.csv: the places a briefing can be made for, and their counties."""

from pathlib import Path

import pandas as pd

from pipeline.places import folded
from pipeline.sources import contract as c
from pipeline.sources import county_codes, place_aliases, registry
from pipeline.sources.registry import read_sourced

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*-[a-z]{2}"
KEY = r"[a-z0-9]+"

PLACES = c.Contract(
    file="places.csv",
    columns={
        "slug": c.matching(SLUG, "a slug such as boston-ma"),
        "kind": c.one_of("city", "county"),
        "city": c.text(),
        "state": c.matching(c.POSTAL, "two capitals"),
        "fips": c.matching(c.COUNTY, "five digits"),
        "population": c.whole_number(blank=True),
        "also": c.ids(KEY, "names without capitals, blanks and points"),
        "head": c.one_of("mayor", "sheriff", ""),
        "source_id": c.text(),
    },
    key=("slug", "fips"),
    numbers={"population": "Int64"},
)

COUNTIES = c.Contract(
    file="counties.csv",
    columns={
        "fips": c.matching(c.COUNTY, "five digits"),
        "state": c.matching(c.POSTAL, "two capitals"),
        "county": c.text(),
        "largest_cities": c.text(blank=True),
        "cities": c.whole_number(),
        "source_id": c.text(),
    },
    key=("fips",),
    numbers={"cities": "int64"},
)


def load(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """Places, one row for each county a place lies in, with the county's and the state's names. Raises BrokenTable.

    `population` is for ordering namesakes: a city's by the FBI (missing where it has no police), a county's by the Census.
    """
    known = registry.load(data) if sources is None else sources
    counties = load_counties(data, known).set_index("fips")
    states = registry.load_states(data, known).set_index("postal")
    names = states["name"]
    places = read_sourced(data, PLACES, known)
    c.known(data / PLACES.file, places, "fips", frozenset(counties.index), "a county of counties.csv")
    c.known(data / PLACES.file, places, "state", frozenset(names.index), "a state of states.csv")
    joined = places.join(counties[["county", "largest_cities", "cities"]], on="fips")
    joined = joined.assign(state_name=joined.state.map(names))
    return _with_aliases(data, joined, states["abbreviation"], known)


def _with_aliases(data: Path, places: pd.DataFrame, short: pd.Series, sources: pd.DataFrame) -> pd.DataFrame:
    """The places with columns of other names as they are compared, joined by `;`: of the place, and of its state."""
    aliases = place_aliases.load(data)
    slugs = frozenset(places.slug) | frozenset(places.state)
    each = aliases.assign(leads_to=aliases.leads_to.str.split(";")).explode("leads_to")
    c.known(data / place_aliases.ALIASES.file, each, "leads_to", slugs, "a slug of places.csv or a state")
    columns = {
        f"{kind}s": places.slug.map(_joined(each[each.kind == kind], "leads_to", "alias", blanks=False)).fillna("")
        for kind in ("nickname", "borough", "nation")
    }
    codes = county_codes.load(data, sources)
    codes = codes.assign(listed_as=codes.listed_as.str.split(";")).explode("listed_as")
    former = places.fips.map(_joined(codes, "listed_as", "name", blanks=False)).fillna("")
    also = places.state.map(_joined(each[each.kind == "state"], "leads_to", "alias", blanks=True)).fillna("")
    abbreviated = places.state.map(short.map(folded))
    return places.assign(
        **columns, former=former.where(places.kind == "county", ""), state_also=abbreviated + ";" + also
    )


def _joined(frame: pd.DataFrame, by: str, name: str, *, blanks: bool) -> pd.Series:
    """The names of each `by`, folded and joined by `;`."""
    keys = frame[name].map(folded)
    return (keys if blanks else keys.str.replace(" ", "")).groupby(frame[by]).agg(";".join)


def load_counties(data: Path, sources: pd.DataFrame | None = None) -> pd.DataFrame:
    """The counties of ICE's list with their largest cities that have a police of their own. Raises BrokenTable."""
    return read_sourced(data, COUNTIES, sources)
