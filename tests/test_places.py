"""Names as people type them, typos and namesakes; cities of several counties, counties, and what lies outside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import places
from pipeline.errors import AmbiguousPlace, UnknownPlace
from pipeline.sources import county_codes
from pipeline.sources.tables import Tables

from .conftest import CITIES, edition_2011, embedded


def slug(name: str) -> str:
    return places.find(name, embedded().places).slug


def counties(name: str) -> list[str]:
    return [county.name for county in places.find(name, embedded().places).counties]


def told(name: str) -> str:
    with pytest.raises((UnknownPlace, AmbiguousPlace)) as caught:
        places.find(name, embedded().places)
    return str(caught.value)


@pytest.mark.parametrize(
    ("names", "place"),
    [
        (["Oakland, CA", "oakland ca", " OAKLAND,  California ", "Oakland, Alameda County, CA"], "oakland-ca"),
        (["Springfield, MA", "springfield ma", "Springfield, Massachusetts"], "springfield-ma"),
        (["St. Louis, MO", "Saint Louis MO", "st louis missouri", "St. Louis city, MO"], "st-louis-mo"),
        (["St. Paul, MN", "Saint Paul, Minnesota"], "st-paul-mn"),
        (["Ft. Worth, TX", "Fort Worth, Texas"], "ft-worth-tx"),
        (["Coeur d'Alene", "coeur dalene", "Coeur d’Alene, ID", "COEUR D ALENE"], "coeur-dalene-id"),
        (["Cañon City, CO", "canon city co"], "canon-city-co"),
        (["San José, CA", "San Jose, California"], "san-jose-ca"),
        (["O'Fallon, MO", "ofallon mo"], "ofallon-mo"),
        (["Winston-Salem", "winston salem nc"], "winston-salem-nc"),
        (["DeKalb County, GA", "De Kalb County, GA"], "dekalb-county-ga"),
        (["Cook County, IL", "cook county illinois"], "cook-county-il"),
        (["Doña Ana County"], "dona-ana-county-nm"),
        (["Orleans Parish, LA", "orleans parish"], "orleans-parish-la"),
        (["North Slope Borough"], "north-slope-borough-ak"),
        (["Washington, DC", "Washington, D.C.", "washington dc", "District of Columbia"], "washington-dc"),
        (["New York", "New York, NY", "New York City", "new york new york"], "new-york-ny"),
        (["Charlotte, NC", "Charlotte-Mecklenburg"], "charlotte-nc"),
        (["Nashville, TN", "nashville tennessee"], "nashville-tn"),
        (["Louisville, KY", "Louisville Metro, KY"], "louisville-ky"),
        (["Las Vegas, NV"], "las-vegas-nv"),
        (["Indianapolis"], "indianapolis-in"),
        (["Honolulu"], "honolulu-hi"),
        (["Lexington, KY"], "lexington-ky"),
        (["NYC", "Nueva York", "Ciudad de Nueva York", "Brooklyn", "The Bronx", "Staten Island, NY"], "new-york-ny"),
        (["LA", "Los Ángeles", "LA, CA"], "los-angeles-ca"),
        (["Philly", "Filadelfia"], "philadelphia-pa"),
        (["NOLA", "Nueva Orleans"], "new-orleans-la"),
        (["Boston, Mass.", "City of Boston, MA", "Boston, Massachusetts, USA", "boston-ma"], "boston-ma"),
        (["El Paso, Tex.", "Town of El Paso, TX"], "el-paso-tx"),
        (["West Palm Beach, Fla."], "west-palm-beach-fl"),
        (["Albuquerque, Nuevo México", "Albuquerque, N. Mex."], "albuquerque-nm"),
        (["Oglala Lakota County, SD", "Shannon County, SD"], "shannon-county-sd"),
        (["Kusilvak Census Area, AK"], "wade-hampton-census-area-ak"),
        (["Dade County, FL", "Miami-Dade County, FL"], "miami-dade-county-fl"),
        (["County of Cook, Ill."], "cook-county-il"),
        (["Brooklyn, OH"], "brooklyn-oh"),
    ],
)
def test_a_place_answers_to_the_names_people_use(names: list[str], place: str) -> None:
    assert {name: slug(name) for name in names} == dict.fromkeys(names, place)


@pytest.mark.parametrize(
    ("city", "within"),
    [
        ("Atlanta, GA", {"Fulton County", "DeKalb County"}),
        ("Kansas City, MO", {"Jackson County", "Clay County", "Platte County", "Cass County"}),
        ("New York", {"New York County", "Kings County", "Queens County", "Bronx County", "Richmond County"}),
        ("Houston, TX", {"Harris County", "Fort Bend County", "Montgomery County"}),
        ("Bedford, VA", {"Bedford city", "Bedford County"}),
        ("Bridgeport, CT", {"Fairfield County"}),
        ("Utqiagvik, AK", set()),
        ("Petersburg, AK", {"Wrangell-Petersburg Census Area"}),
        ("Cordova, AK", {"Valdez-Cordova Census Area"}),
        ("Craig, AK", {"Prince of Wales-Outer Ketchikan Census Area"}),
    ],
)
def test_a_city_keeps_all_its_counties(city: str, within: set[str]) -> None:
    if within:
        assert set(counties(city)) == within
    else:
        assert "Utqiagvik" in told(city)  # the sources still call it Barrow


@pytest.mark.parametrize(
    ("city", "county", "other"),
    [
        ("St. Louis, MO", "St. Louis city", "St. Louis County, MO"),
        ("Baltimore, MD", "Baltimore city", "Baltimore County, MD"),
        ("Richmond, VA", "Richmond city", "Richmond County, VA"),
        ("Fairfax, VA", "Fairfax city", "Fairfax County, VA"),
        ("Carson City, NV", "Carson City", "Carson City, MI"),
    ],
)
def test_an_independent_city_is_not_the_county_of_its_name(city: str, county: str, other: str) -> None:
    assert counties(city) == [county]
    assert slug(city) != slug(other)


def test_the_registry_holds_every_county_and_more_than_16_000_cities(tables: Tables) -> None:
    listed, every = set(tables.activations.fips), tables.places
    assert len(listed) == 3143
    assert set(every.fips) == listed
    own = every[~every.slug.duplicated(keep=False)]
    by_itself = set(own.fips[own.kind == "county"]) | set(own.fips[own["also"].str.contains("city|columbia")])
    assert {"17031", "24510", "29510", "51760", "11001", "22071", "02050", "51515"} <= by_itself
    assert every.slug[every.kind == "city"].nunique() >= 16_000


def test_every_county_can_be_asked_for_by_its_own_name(tables: Tables) -> None:
    rows = tables.activations.merge(tables.states, left_on="state", right_on="postal", suffixes=("", "_state"))
    for row in rows.sample(60, random_state=7).itertuples():
        found = places.find(f"{row.county}, {row.state}", tables.places)
        assert [county.fips for county in found.counties] == [row.fips]


def test_counties_of_one_name_are_told_apart_by_state() -> None:
    assert 'make report CITY="Dade County, MO"' in told("Dade County")
    assert slug("Cook County") == "cook-county-il"
    assert "Cook County, MN" in taken("Cook County")


def test_the_other_cities_of_a_county_are_those_without_the_place_itself() -> None:
    (suffolk,) = places.find("Boston, MA", embedded().places).counties
    assert (suffolk.others, suffolk.others_more) == (("Revere", "Chelsea", "Winthrop"), 0)
    (cook,) = places.find("Cook County, IL", embedded().places).counties
    assert cook.others[0] == "Chicago"
    assert len(cook.others) == 5
    (chicago,) = places.find("Chicago", embedded().places, edition_2011().cities).counties
    assert "Chicago" not in chicago.others
    assert len(chicago.others) + chicago.others_more == len(cook.others) + cook.others_more - 1


@pytest.mark.parametrize(
    ("place", "head"),
    [
        ("Boston, MA", "mayor"), ("Cook County, IL", "sheriff"), ("Amherst, NY", ""), ("Paradise, NV", ""),
        ("Kings County, NY", ""), ("Kings County, CA", "sheriff"), ("Hartford County, CT", ""),
        ("Anchorage Municipality, AK", ""), ("Miami-Dade County, FL", ""),
    ],
)  # fmt: skip
def test_a_briefing_addresses_only_an_office_that_is_sure(place: str, head: str) -> None:
    assert places.find(place, embedded().places).head == head


def test_the_editions_cities_win_over_their_namesakes() -> None:
    assert "16" in places.taken("Oakland", embedded().places)
    assert not places.taken("Oakland", embedded().places, edition_2011().cities)
    for city in CITIES:
        assert places.find(city, embedded().places, edition_2011().cities).slug in edition_2011().cities


@pytest.mark.parametrize(
    ("typo", "meant"),
    [
        ("Bostn", "Boston, MA"),
        ("Los Angelos", "Los Angeles, CA"),
        ("Filadelphia, PA", "Philadelphia, PA"),
        ("Cok County, IL", "Cook County, IL"),
    ],
)
def test_a_typo_gets_near_matches(typo: str, meant: str) -> None:
    message = told(typo)
    assert message.startswith(f'No place called "{typo}" is known. Did you mean {meant}')
    assert message.count(" or ") <= 2


def test_an_empty_name_is_told_what_to_type(tables: Tables) -> None:
    with pytest.raises(UnknownPlace, match='make report CITY="Boston"'):
        places.find("", tables.places)


def test_namesakes_are_listed_largest_first_each_with_its_command() -> None:
    message = told("Springfield")
    commands = [f'make report CITY="Springfield, {state}"' for state in ("MO", "MA", "IL", "OR", "OH")]
    at = [message.index(command) for command in commands]
    assert at == sorted(at)
    assert message.count("make report") == 5
    assert "and 15 more" in message


def test_the_command_told_for_a_namesake_works() -> None:
    for name in ("Springfield", "Oakland, PA", "Capitol Planning Region, CT", "Washington", "Navajo Nation", "Texas"):
        for command in told(name).split('make report CITY="')[1:]:
            assert slug(command.split('"')[0])


@pytest.mark.parametrize(
    "name", ["San Juan, PR", "Ponce, Puerto Rico", "Puerto Rico", "Hagatna, Guam", "Virgin Islands"]
)
def test_what_lies_outside_the_data_is_said_to(name: str) -> None:
    assert "outside these data" in told(name)


def taken(name: str) -> str:
    return places.taken(name, embedded().places)


@pytest.mark.parametrize(
    ("name", "place", "another"),
    [
        ("Nashville", "nashville-tn", "Nashville, NC"),
        ("San Jose", "san-jose-ca", "San Jose, IL"),
        ("Anchorage", "anchorage-ak", "Anchorage, KY"),
        ("St. Louis", "st-louis-mo", "Saint Louis, MI"),
        ("Brooklyn", "new-york-ny", "Brooklyn, OH"),
    ],
)
def test_a_place_far_larger_than_its_namesakes_is_taken_and_said_so(name: str, place: str, another: str) -> None:
    assert slug(name) == place
    assert f'CITY="{another}"' in taken(name)
    assert slug(another) != place


def test_the_largest_is_taken_only_if_ten_times_as_populous_as_all_the_rest() -> None:
    rows = embedded().places[lambda frame: frame.slug.isin(["nashville-tn", "nashville-nc"])].copy()
    assert rows.slug.nunique() == 2
    for largest, is_taken in ((100_000, True), (99_999, False)):
        rows["population"] = rows.slug.map({"nashville-tn": largest, "nashville-nc": 10_000})
        assert bool(places.find("Nashville, TN", rows))
        if is_taken:
            assert places.find("Nashville", rows).slug == "nashville-tn"
        else:
            with pytest.raises(AmbiguousPlace):
                places.find("Nashville", rows)


def test_what_is_sure_needs_no_line() -> None:
    assert not any(map(taken, ("Boston, MA", "NYC", "El Paso, Tex.", "Cook County, IL")))
    assert "borough of New York, NY" in taken("Queens")


def test_a_state_a_zip_code_and_san_juan_are_answered_in_words() -> None:
    assert told("Texas").startswith('"Texas" is a state. Type one of its cities: make report CITY="Houston, TX"')
    assert "Washington, DC" in told("Washington")
    assert "ZIP code" in told("02118")
    assert "ZIP code" in told("02118-1234")
    assert "Puerto Rico" in told("San Juan")
    assert "Hartford County, CT" in told("Capitol Planning Region, CT")


def test_the_example_beside_an_error_is_of_the_same_state() -> None:
    assert 'CITY="Harris County, TX"' in told("Xyzzyq, TX")
    assert "Nyack" not in told("NYCC")


def test_every_alias_leads_to_a_place(tables: Tables) -> None:
    for row in tables.place_aliases.itertuples():
        if row.kind == "state":
            largest = tables.places[tables.places.state == row.leads_to].sort_values("population").iloc[-1]
            city = tables.places[(tables.places.slug == largest.slug)].iloc[0].city
            assert slug(f"{city}, {row.alias}")[-2:] == row.leads_to.lower(), row.alias
        elif ";" in row.leads_to:
            assert "several counties" in told(row.alias)
        else:
            assert slug(row.alias) == row.leads_to


def test_every_county_code_of_old_leads_to_its_land(tables: Tables) -> None:
    for row in tables.county_codes.itertuples():
        name = f"{row.name}, {row.state}"
        if ";" in str(row.listed_as):
            assert "several counties" in told(name)
        else:
            found = places.find(name, tables.places)
            assert row.listed_as in {county.fips for county in found.counties}


def test_places_are_found_by_slug_and_by_full_name(tables: Tables) -> None:
    boroughs = {"bronx-ny", "brooklyn-ny", "manhattan-ny", "queens-ny", "staten-island-ny"}
    own = tables.places[~tables.places.slug.isin(boroughs)].drop_duplicates("slug")
    twice = own.duplicated(["city", "state"], keep=False)
    for row in own[~twice].sample(100, random_state=11).itertuples():
        assert slug(row.slug) == row.slug
        assert slug(f"{row.city}, {row.state_name}") == row.slug


@given(st.text(max_size=6000))
def test_any_text_is_either_found_or_refused_in_one_line(name: str) -> None:
    told = ""
    try:
        told = places.find(name, embedded().places).full_name
    except (UnknownPlace, AmbiguousPlace) as error:
        told = str(error)
    assert 0 < len(told) < 500
    assert told.isprintable()


def test_no_row_of_a_changed_county_code_is_lost(tables: Tables) -> None:
    codes = ["46102", "02063", "02261", "51515", "51560", "51780", "46113", "02201", "02232", "02270", "02280", "09110",
             "09120", "17031", "99999", ""]  # fmt: skip
    frame = tables.activations.head(len(codes)).assign(code=codes)
    sorted_out = county_codes.relisted(frame, "code", tables.county_codes, tables.activations.fips)
    assert len(sorted_out.one) + len(sorted_out.several) + len(sorted_out.unknown) == len(codes)
    one = dict(zip(sorted_out.one.code, sorted_out.one.listed, strict=True))
    assert one.pop("46102") == "46113"
    assert one.pop("02063") == "02261"
    assert one.pop("09120") == "09001"
    assert all(code == listed for code, listed in one.items())
    assert dict(zip(sorted_out.several.code, sorted_out.several.listed, strict=True)) == {"09110": "09003;09013"}
    assert list(sorted_out.unknown.code) == ["99999", ""]


def test_every_changed_code_leads_to_the_list_and_to_the_shape_drawn_for_it(tables: Tables) -> None:
    from pipeline.charts.geography import LISTED_AS

    codes = tables.county_codes.set_index("code").listed_as
    assert {code for listed in codes for code in listed.split(";")} <= set(tables.activations.fips)
    assert {code: listed for code, listed in codes.items() if code in LISTED_AS} == LISTED_AS
    without_shape = set(tables.activations.fips) - set(tables.population.fips)
    assert without_shape <= set(codes) | set(codes.values)
