"""The rows of data/places.csv and data/counties.csv."""

from collections.abc import Iterator, Sequence

from pipeline.gazetteer.merge import Merged, slug, slugs
from pipeline.places import folded
from pipeline.rows import Row

NAMED = 6  # cities kept for a county: five others and, in its own briefing, the city itself
MAYORS_FROM = 100_000  # of this many people every US municipality that is no town or township has a mayor
NO_MAYOR = ("town", "township")
# Places whose county is the place itself; their name is the county's without its last word.
INDEPENDENT = ("Carson City", "District of Columbia")
# No sheriff of their own: by state, New York City's counties, and Miami-Dade, which had none from 1966 to 2025.
NO_SHERIFF_STATES = frozenset({"AK", "CT", "DC", "HI", "RI"})
NO_SHERIFF = frozenset({"36005", "36047", "36061", "36081", "36085", "12086"})


def county_rows(counties: Sequence[Row], places: Sequence[Merged]) -> Iterator[dict[str, object]]:
    """A row for each county: its largest cities with a police of their own, and how many there are."""
    inside: dict[str, list[Merged]] = {}
    for place in places:
        for fips in place.counties if place.police else ():
            inside.setdefault(fips, []).append(place)
    for county in counties:
        by_size = sorted(inside.get(county.fips, []), key=lambda one: (-(one.population or 0), one.name))
        yield {
            "fips": county.fips,
            "state": county.state,
            "county": county.county,
            "largest_cities": ";".join(city.name for city in by_size[:NAMED]),
            "cities": len(by_size),
            "source_id": "ref-fbi-police-2025" if by_size else county.source_id,
        }


def place_rows(
    counties: Sequence[Row], places: Sequence[Merged], residents: dict[str, int]
) -> Iterator[dict[str, object]]:
    """A row for each county a city lies in, and one for each county that is a place by itself, by state and slug."""
    names = {county.fips: county.county for county in counties}
    rows = [row for place in slugs(places, names) for row in _city(*place, names, residents)]
    known = {row["slug"] for row in rows}
    rows += [_county(county, residents) for county in counties if not _independent(county, places)]
    taken = [row["slug"] for row in rows if row["kind"] == "county" and row["slug"] in known]
    if taken:
        raise ValueError(f"cities and counties share a slug: {taken}")
    yield from sorted(rows, key=lambda row: (str(row["state"]), str(row["slug"])))  # stable: counties keep their order


def _city(own: str, place: Merged, names: dict[str, str], residents: dict[str, int]) -> Iterator[dict[str, object]]:
    independent = [fips for fips in place.counties if _is_city(names[fips], place)]
    also = {
        folded(place.name).replace(" ", ""),
        *place.also,
        *(folded(names[fips]).replace(" ", "") for fips in independent),
    }
    also -= {own[:-3].replace("-", "")}
    counted = residents.get(independent[0]) if independent and not place.police else None
    town = any(name.endswith(NO_MAYOR) for name in (folded(place.name), *place.also))
    mayor = (place.population or 0) >= MAYORS_FROM and not town
    for fips in place.counties:
        yield {
            "slug": own, "kind": "city", "city": place.name, "state": place.state, "fips": fips,
            "population": place.population or counted or "", "also": ";".join(sorted(also)), "head": "mayor" if mayor else "",
            "source_id": "ref-fbi-police-2025" if place.police else "ref-geonames-2015" if not counted else "ref-census-pep-2019",
        }  # fmt: skip


def _county(county: Row, residents: dict[str, int]) -> dict[str, object]:
    sheriff = county.state not in NO_SHERIFF_STATES and county.fips not in NO_SHERIFF
    return {
        "slug": slug(county.county, county.state), "kind": "county", "city": county.county, "state": county.state,
        "fips": county.fips, "population": residents.get(county.fips, ""), "also": "",
        "head": "sheriff" if sheriff else "", "source_id": "ref-census-pep-2019",
    }  # fmt: skip


def _is_city(county: str, place: Merged) -> bool:
    """Whether a county is this very city: an independent one, or the District of Columbia."""
    independent = county.endswith(" city") or county in INDEPENDENT
    return independent and len(place.counties) == 1 and (
        place.state == "DC" or folded(county) in (folded(place.name), f"{folded(place.name)} city")
    )  # fmt: skip


def _independent(county: Row, places: Sequence[Merged]) -> bool:
    return any(_is_city(county.county, place) for place in places if place.counties == (county.fips,))
