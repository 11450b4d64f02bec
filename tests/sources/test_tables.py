"""The embedded tables are whole, agree with each other, and lost no digit."""

import csv
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd
import pytest

from pipeline.sources.tables import Tables
from tests.sources.conftest import DATA

NAMES = [path.stem for path in sorted(DATA.glob("*.csv"))]


def text(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def rows(name: str) -> int:
    if name == "county_shapes":
        return len(json.loads((DATA / "county_shapes.json").read_text())["objects"]["counties"]["geometries"])
    return len(text(name))


COLLECTED = {
    "sources": 659,
    "states": 51,
    "activations": 3143,
    "population": 31420,
    "noncitizens": 31420,
    "reported_counts": 434,
    "published_findings": 30,
    "claims": 112,
    "positions": 305,
    "events": 18,
    "agreements_287g": 107,
    "agreements_287g_sheets": 2675,
    "removals_287g": 584,
    "places": 22412,
    "counties": 3143,
    "place_exceptions": 154,
    "place_aliases": 66,
    "county_codes": 22,
    "police_agencies": 14630,
    "county_shapes": 3231,
    "rules": 158,
    "arrests_states": 312,
    "arrests_criminality": 153,
    "detention_counties": 11342,
    "population_states": 306,
    "agreements_287g_days": 22698,
    "agreements_287g_spans": 2007,
    "arrests_months": 64,
    "detention_facilities": 707,
    "detention_facility_months": 14881,
    "detention_nation": 1671,
    "detainers": 710,
    "doj_list": 35,
    "population_counties": 18846,
    "facilities": 1697,
}


def test_the_ledger_names_every_table_and_what_was_collected() -> None:
    assert {row["table"]: int(row["rows_collected"]) for row in text("ledger")} == COLLECTED
    assert {*NAMES, "county_shapes"} - {"ledger", "left_out", "translations"} == set(COLLECTED)


@pytest.mark.parametrize("name", COLLECTED)
def test_rows_kept_and_rows_left_out_add_up(name: str) -> None:
    left_out = [row for row in text("left_out") if row["table"] == name]
    (entry,) = [row for row in text("ledger") if row["table"] == name]
    assert rows(name) == int(entry["rows_kept"])
    assert rows(name) + len(left_out) == int(entry["rows_collected"])


def test_every_row_left_out_has_a_reason_and_is_out() -> None:
    left_out = text("left_out")
    assert all(row["reason"] for row in left_out)
    assert len({(row["table"], row["key"]) for row in left_out}) == len(left_out)
    shapes = json.loads((DATA / "county_shapes.json").read_text())["objects"]["counties"]["geometries"]
    assert not {shape["id"] for shape in shapes} & {row["key"] for row in left_out}


@pytest.mark.parametrize(
    "name", [name for name in NAMES if name not in {"ledger", "left_out", "sources", "translations", "place_aliases"}]
)
def test_every_row_has_a_known_source(name: str) -> None:
    known = {row["source_id"] for row in text("sources")}
    named = [row["source_id"] for row in text(name)]
    assert named
    assert set(named) <= known


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"ledger", "left_out"}])
def test_loading_changes_no_cell(tables: Tables, name: str) -> None:
    attributes = {
        "agreements_287g": "agreements",
        "removals_287g": "removals",
    }
    frame: pd.DataFrame = getattr(tables, attributes.get(name, name))
    kept = text(name)
    assert list(frame.columns)[: len(kept[0])] == list(kept[0])  # places have their county's and state's words added
    for column in kept[0]:
        cells = [row[column] for row in kept]
        if pd.api.types.is_numeric_dtype(frame[column]):
            read = [None if pd.isna(value) else float(value) for value in frame[column]]
            assert read == [None if cell == "" else float(cell) for cell in cells]
        else:
            assert list(frame[column]) == cells


SPOT = [
    ("R186", "25025", "removed", 352),
    ("R189", "25025", "removed_nonconvicted", 183),
    ("R194", "25025", "removed", 256),
    ("R196", "25025", "removed_nonconvicted", 135),
    ("R187", "25025", "removed_convicted_share", 55),
    ("R389", "US", "removed_nonconvicted", 27047),
    ("R385", "US", "removed", 94218),
    ("R235", "37119", "removed_nonconvicted", 315),
    ("R234", "37119", "removed", 736),
    ("R034", "06001", "removed_nonconvicted", 253),
    ("R032", "06001", "removed", 625),
    ("R035", "06001", "removed_nonconvicted_share", 40.48),
    ("R363", "US", "removed", 46929),
    ("R367", "US", "removed_nonconvicted", 12293),
    ("R155", "17", "removed_nonconvicted", 136),
    ("R202", "25025", "submissions", 60583),
]


@pytest.mark.parametrize(("row", "jurisdiction", "measure", "value"), SPOT)
def test_figures_stand_as_reported(tables: Tables, row: str, jurisdiction: str, measure: str, value: float) -> None:
    found = tables.reported_counts.set_index("id").loc[row]
    assert (found["jurisdiction"], found["measure"], found["value"]) == (jurisdiction, measure, value)


def test_parts_of_a_total_printed_elsewhere_name_it(tables: Tables) -> None:
    named = tables.reported_counts.set_index("id")["of_row"]
    assert {row: total for row, total in named.items() if total} == {
        "R187": "R186",
        "R365": "R363",
        "R367": "R363",
        "R368": "R363",
    }
    counts = tables.reported_counts.set_index("id")
    for row, total in ((str(row), total) for row, total in named[named != ""].items()):
        assert counts.loc[total, "measure"] == "removed"
        assert counts.loc[row, "jurisdiction"] == counts.loc[total, "jurisdiction"]
        assert counts.loc[row, "period_end"] == counts.loc[total, "period_end"]


DISPUTES = [
    ({"R187"}, {"R189", "R191"}),
    ({"R144"}, {"R143", "R146", "R147"}),
    ({"R148"}, {"R155"}),
    ({"R331"}, {"R370"}),
]


@pytest.mark.parametrize(("one", "others"), DISPUTES)
def test_disputes_are_told_from_both_sides(tables: Tables, one: set[str], others: set[str]) -> None:
    disputed = tables.reported_counts.set_index("id")["disputed_by"].str.split(";")
    for row in one:
        assert others <= set(disputed[row])
    for row in others:
        assert one <= set(disputed[row])


def test_activations_on_days_the_record_tells_of(tables: Tables) -> None:
    counties = tables.activations
    assert len(counties) == 3143
    assert (counties["activated_on"] <= "2011-08-16").sum() == 1475
    illinois = counties[counties["state"] == "IL"]
    assert len(illinois) == 102
    assert (illinois["activated_on"] <= "2011-05-04").sum() == 26
    massachusetts = counties[(counties["state"] == "MA") & (counties["activated_on"] <= "2011-08-16")]
    assert massachusetts[["fips", "activated_on"]].values.tolist() == [["25025", "2008-11-05"]]
    assert (counties["compilations_agree"] == "no").sum() == 8


def test_blanks_stay_blank(tables: Tables) -> None:
    assert tables.noncitizens["noncitizens"].isna().sum() == 3152
    assert (tables.noncitizens["noncitizens"] == 0).sum() > 0
    assert tables.removals["identified"].isna().sum() == 166
    assert tables.noncitizens["noncitizens"].isna().equals(tables.noncitizens["moe90"].isna())


def test_no_address_leads_through_a_librarys_proxy(tables: Tables) -> None:
    """Such an address opens for the members of one library, and is no publisher's."""
    hosts = tables.sources.address.dropna().map(lambda address: urlsplit(address).netloc)
    assert not [host for host in hosts if re.search(r"webvpn|proxy|-443\.", host)]


def test_places_lie_in_their_counties(tables: Tables) -> None:
    names = tables.activations.set_index("fips")["county"]
    states = {state["fips"]: (state["postal"], state["name"]) for state in text("states")}
    places = tables.places
    assert places["county"].tolist() == names[places["fips"]].tolist()
    assert [states[fips[:2]] for fips in places["fips"]] == list(
        zip(places["state"], places["state_name"], strict=True)
    )
    assert set(places.loc[places["slug"] == "atlanta-ga", "fips"]) == {"13121", "13089"}


def test_states_are_the_fifty_and_the_district(tables: Tables) -> None:
    assert set(tables.states["postal"]) == set(tables.activations["state"])
    assert tables.states.set_index("postal").loc["MA", "abbreviation"] == "Mass."


def test_shapes_cover_the_population_table_and_every_arc_is_used(tables: Tables) -> None:
    shapes = json.loads((DATA / "county_shapes.json").read_text())
    counties, states = (shapes["objects"][name]["geometries"] for name in ("counties", "states"))
    assert {shape["id"] for shape in counties} == set(tables.population["fips"])
    assert {shape["id"] for shape in states} == set(tables.states["fips"])
    used = {int(arc) for arc in re.findall(r"-?\d+", json.dumps([shape["arcs"] for shape in counties + states]))}
    assert {arc if arc >= 0 else ~arc for arc in used} == set(range(len(shapes["arcs"])))


def test_removals_of_later_years_come_from_the_later_release(tables: Tables) -> None:
    by_year = tables.removals.groupby("fiscal_year")["source_id"].agg(set)
    assert all(by_year[year] == {"ice-287g-masterstats-2010"} for year in range(2006, 2011))
    assert all(by_year[year] == {"ice-287g-foia-2012-2013"} for year in range(2011, 2014))


SHORTHAND = re.compile(
    r"reported_counts|\bheld\b|DISAGREES|DOUBTFUL|\bNOT\b|\bchecks\b|excerpt|_|\d{4}-\d\d-\d\d|\bvia\b"
)


def test_notes_are_fit_to_print(tables: Tables) -> None:
    for note in filter(None, tables.reported_counts["note"]):
        assert not SHORTHAND.search(note), note
        assert note[0].isupper() or note[0].isdigit() or note.startswith("reesenews"), note
        assert note.endswith("."), note


@pytest.mark.parametrize("name", ["claims", "published_findings", "events"])
def test_statements_are_sentences(tables: Tables, name: str) -> None:
    for statement in getattr(tables, name)["statement"]:
        assert statement[0].isupper() or statement[0].isdigit(), statement
        assert statement.endswith("."), statement
        assert not re.search(r"seed article|\([CF]\d+\)|answers [CF]\d", statement), statement


def test_the_dictionary_knows_every_table_and_column() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    for name in NAMES:
        assert f"`{name}.csv`" in readme
        for column in text(name)[0]:
            assert f"`{column}`" in readme, (name, column)


def test_the_dictionary_counts_what_is_lacking() -> None:
    sources = text("sources")
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    blank = {column: sum(not row[column] for row in sources) for column in ("address", "title", "published_on")}
    assert f"Addresses: {blank['address']} of the {len(sources)} sources" in readme
    assert f"Titles: {blank['title']} of the {len(sources)} sources" in readme
    inferred = sum(row["date_basis"] != "printed or inferred" for row in sources)
    assert f"Dates: {blank['published_on']} sources have none; {inferred} rest on" in readme
    excerpts = sum(row["read_as"] == "excerpt" for row in sources)
    assert f"{excerpts} of the sources were read as excerpts" in readme


@pytest.mark.parametrize("name", COLLECTED)
def test_the_dictionary_counts_every_tables_rows(name: str) -> None:
    file = f"{name}.json" if name == "county_shapes" else f"{name}.csv"
    assert f"| `{file}` | {rows(name):,} |" in (DATA / "README.md").read_text(encoding="utf-8")


def test_no_table_is_larger_than_a_repository_should_hold() -> None:
    assert max(path.stat().st_size for path in Path(DATA).iterdir()) < 5_000_000
