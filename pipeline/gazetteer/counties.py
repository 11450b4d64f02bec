"""From a county's name, as GeoNames, the FBI or the ZIP codes write it, to its code in the list of activations."""

import re

from pipeline.places import folded
from pipeline.rows import Row

# What follows the name: "St. Louis County", and for short "ST LOUIS". A city stays apart: "ST LOUIS CITY".
ENDINGS = (" county", " parish", " city and borough", " borough", " census area", " municipality")


class CountyNames:
    """The counties of all states by the names they go under."""

    def __init__(self, counties: list[Row], codes: list[Row]) -> None:
        """`counties`: rows with fips, state, county; `codes`: rows of county_codes.csv (code, state, name, listed_as)."""
        self._codes: dict[tuple[str, str], tuple[str, ...]] = {}
        for row in codes:
            self._learn(row.state, row.name, tuple(row.listed_as.split(";")))
        for row in counties:  # last, so that a county of the list keeps its name
            self._learn(row.state, row.county, (row.fips,))

    def codes(self, state: str, name: str) -> tuple[str, ...]:
        """The codes under which the county is listed; several for a region that took over parts, none if unknown."""
        return self._codes.get((state, _key(name)), ())

    def _learn(self, state: str, name: str, codes: tuple[str, ...]) -> None:
        plain = folded(name)
        self._codes[state, _key(name)] = codes
        for ending in ENDINGS:
            if plain.endswith(ending):
                self._codes[state, _key(plain.removesuffix(ending))] = codes
                break


def _key(name: str) -> str:
    """One key for "De Soto County" and "DeSoto County", for "City of Alexandria" and "ALEXANDRIA CITY"."""
    plain = re.sub(r"^city of (.+)$", r"\1 city", folded(name).removeprefix("city and borough of "))
    return plain.replace(" ", "")
