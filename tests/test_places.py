"""Names as people type them, typos and namesakes."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import places
from pipeline.errors import AmbiguousPlace, UnknownPlace
from pipeline.sources.tables import Tables

from .conftest import embedded

SPRINGFIELDS = pd.DataFrame(
    [
        (f"springfield-{state.lower()}", "Springfield", state, name, fips[:2], fips, county, "", "", "0", number, "x")
        for state, name, fips, county, number in (
            ("IL", "Illinois", "17167", "Sangamon County", "112544"),
            ("MO", "Missouri", "29077", "Greene County", "170188"),
            ("MA", "Massachusetts", "25013", "Hampden County", "154064"),
        )
    ],
    columns=[
        "slug", "city", "state", "state_name", "state_fips", "fips", "county", "share_note", "other_cities",
        "other_cities_more", "population", "source_id",
    ],
).astype({"population": int})  # fmt: skip


@pytest.mark.parametrize("name", ["Boston", "boston", " BOSTON ", "Boston, MA", "boston ma", "Boston, Massachusetts"])
def test_a_city_answers_to_the_names_people_use(tables: Tables, name: str) -> None:
    place = places.find(name, tables.places)
    assert (place.slug, [county.fips for county in place.counties]) == ("boston-ma", ["25025"])


def test_a_city_in_two_counties_keeps_both(tables: Tables) -> None:
    assert {county.name for county in places.find("Atlanta", tables.places).counties} == {
        "Fulton County",
        "DeKalb County",
    }


@pytest.mark.parametrize(("typo", "meant"), [("Bostn", "Boston, MA"), ("Los Angelos", "Los Angeles, CA")])
def test_a_typo_gets_near_matches(tables: Tables, typo: str, meant: str) -> None:
    with pytest.raises(UnknownPlace, match=meant) as caught:
        places.find(typo, tables.places)
    assert str(caught.value).count(",") <= 3


def test_an_empty_name_is_told_what_to_type(tables: Tables) -> None:
    with pytest.raises(UnknownPlace, match='make report CITY="Boston"'):
        places.find("", tables.places)


def test_namesakes_are_listed_largest_first_each_with_its_command() -> None:
    with pytest.raises(AmbiguousPlace) as caught:
        places.find("Springfield", SPRINGFIELDS)
    told = str(caught.value)
    commands = [f'make report CITY="Springfield, {state}"' for state in ("MO", "MA", "IL")]
    assert [told.index(command) for command in commands] == sorted(told.index(command) for command in commands)


def test_the_command_told_for_a_namesake_works() -> None:
    assert places.find("Springfield, MA", SPRINGFIELDS).slug == "springfield-ma"


def test_a_bare_name_of_the_editions_own_city_wins_over_namesakes() -> None:
    assert places.find("Springfield", SPRINGFIELDS, ("springfield-il",)).slug == "springfield-il"


@given(st.text(max_size=6000))
def test_any_text_is_either_found_or_refused_in_one_line(name: str) -> None:
    told = ""
    try:
        told = places.find(name, embedded().places).full_name
    except UnknownPlace as error:
        told = str(error)
    assert 0 < len(told) < 400
    assert told.isprintable()
