"""A figure of a county that the list does not have as active yet: it is printed, and the contradiction with it."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from pipeline import places
from pipeline.findings.city import gather
from pipeline.findings.model import CityFindings
from pipeline.narrative.documents.briefing import page

from ..conftest import edition_2011, embedded

ROWS = (("R901", "removed", "200"), ("R902", "removed_nonconvicted", "90"))


def found(fips: str, name: str, city: str, rows: int) -> CityFindings:
    """The findings of a city in whose county a source of June 2011 counts removals."""
    tables = embedded()
    like = tables.reported_counts.iloc[0]
    made = [
        like.to_dict() | {"id": id, "measure": measure, "value": float(value), "jurisdiction": fips, "scope": "county",
                          "jurisdiction_name": name, "period_start": "2010-06-17", "period_end": "2011-05-31",
                          "second_look": "not looked at again", "note": "", "use": "yes"}
        for id, measure, value in ROWS[:rows]
    ]  # fmt: skip
    counts = pd.concat([tables.reported_counts, pd.DataFrame(made)], ignore_index=True)
    place = places.find(city, tables.places, edition_2011().cities)
    return gather(place, edition_2011(), replace(tables, reported_counts=counts))


@pytest.mark.parametrize("rows", [1, 2])
def test_a_county_that_is_not_active_gets_a_briefing_that_does_not_contradict_itself(rows: int) -> None:
    written = page(found("25013", "Hampden County, MA", "Springfield, MA", rows), edition_2011())
    assert "Hampden County" in written.front.lead.claim.text
    assert "By the list of activations Hampden County was not active by then" in written.front.lead.sub.text
    said = repr(written)
    assert "so none of its removals are counted there" not in said


def test_of_an_active_county_nothing_of_the_kind_is_said() -> None:
    written = page(found("25025", "Suffolk County, MA", "Boston, MA", 2), edition_2011())
    assert "was not active by then" not in repr(written)


def test_a_states_figure_from_before_this_county_was_active_says_so() -> None:
    place = places.find("Atlanta", embedded().places, edition_2011().cities)
    written = page(gather(place, edition_2011(), embedded()), edition_2011())
    state = next(f for f in written.front.findings if f.number == "39%")
    assert state.more is not None
    assert "Fulton County was not active by then" in state.more.text
    assert "Nationwide" in state.more.text
    assert edition_2011().as_of == date(2011, 8, 16)
