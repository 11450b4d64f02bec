"""Build the registry of places anew: `python -m pipeline.gazetteer`. It ends with what no source could place."""

import csv
import io
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from pipeline.errors import BriefingError
from pipeline.files import write_whole
from pipeline.gazetteer import fetch
from pipeline.gazetteer.counties import CountyNames
from pipeline.gazetteer.entries import Exceptions, of_geonames, of_police
from pipeline.gazetteer.merge import Merged, Merger
from pipeline.gazetteer.table import county_rows, place_rows
from pipeline.places import folded
from pipeline.rows import each
from pipeline.sources import activations, county_codes, place_exceptions, police_agencies, population, registry

DATA, KEPT = Path("data"), Path("build/gazetteer")


def main() -> int:
    """Write data/places.csv and data/counties.csv; 1 if a row of a source or of the exceptions found no place."""
    exceptions = Exceptions(each(place_exceptions.load(DATA)))
    places, undecided = merged(exceptions)
    listed = list(each(activations.load(DATA)))
    residents = population.load(DATA)
    latest = residents[residents.year == residents.year.max()].set_index("fips").residents.to_dict()
    _write(DATA / "counties.csv", county_rows(listed, places))
    _write(DATA / "places.csv", place_rows(listed, places, latest))
    for left in undecided:
        print(f"No county for {left}", file=sys.stderr)
    for unused in exceptions.unused():
        print(
            f"data/place_exceptions.csv: a line meets no row of its source: {', '.join(unused)}. Write name and county as "
            "they stand there, or take the line out.",
            file=sys.stderr,
        )
    return 1 if undecided or exceptions.unused() else 0


def told() -> int:
    """`main`, with what is wrong in a table told in one line."""
    try:
        return main()
    except BriefingError as error:
        print(f"Error: {error}", file=sys.stderr)
        return error.exit_code


def merged(exceptions: Exceptions) -> tuple[list[Merged], list[str]]:
    """All places from the kept sources, and the names of those that no source gives a county."""
    counties = CountyNames(list(each(activations.load(DATA))), list(each(county_codes.load(DATA))))
    states = registry.load_states(DATA)
    postal = dict(zip(states.name, states.postal, strict=True))
    geonames = of_geonames(fetch.geonames(KEPT), postal, counties, exceptions)
    merger = Merger(geonames, _zips(counties))
    places = merger.merge(list(of_police(each(police_agencies.load(DATA)), counties, exceptions)))
    return places, [f"{entry.name}, {entry.state} ({entry.table})" for entry in merger.undecided]


def _zips(counties: CountyNames) -> dict[tuple[str, str], tuple[str, ...]]:
    """The counties that the ZIP codes give each city, by state and key."""
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for row in fetch.zipcodes(KEPT):
        for code in counties.codes(row["state"], row["county"] or ""):
            found[row["state"], folded(row["city"]).replace(" ", "")][code] = None
    return {key: tuple(codes) for key, codes in found.items()}


def _write(path: Path, rows: Iterable[dict[str, object]]) -> None:
    table = list(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(table[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    write_whole(path, text.getvalue())
    print(f"{path.as_posix()}: {len(pd.DataFrame(table)):,} rows")


if __name__ == "__main__":
    sys.exit(told())
