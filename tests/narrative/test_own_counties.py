"""A map names few counties one by one, and many of which the same is told together: labels of five would hide the state."""

import pytest

from pipeline import editions, places
from pipeline.charts.model import StateMap
from pipeline.findings.city import gather
from pipeline.narrative.document.model import Figure
from pipeline.narrative.document.walk import things
from pipeline.narrative.documents.briefing import page

from ..conftest import ROOT, embedded


def labels(city: str, name: str) -> list[str]:
    edition = editions.load(name, ROOT / "editions")
    found = gather(places.find(city, embedded().places, edition.cities), edition, embedded())
    maps = [figure.chart for figure in things(page(found, edition), Figure) if isinstance(figure.chart, StateMap)]
    return [county.label for county in maps[0].own if county.label]


@pytest.mark.parametrize(
    ("city", "name", "told"),
    [
        ("New York", "present", ["New York, Kings, Queens, Bronx and Richmond counties:\nnone on the list"]),
        ("New York", "2011-08", ["New York, Kings, Queens, Bronx and Richmond counties:\nnot active"]),
        ("Houston", "present", ["Harris, Fort Bend and Montgomery counties:\non the list"]),
        ("Atlanta", "present", ["Fulton County:\nnone on the list", "DeKalb County:\nnone on the list"]),
    ],
)
def test_many_counties_share_one_label(city: str, name: str, told: list[str]) -> None:
    assert labels(city, name) == told
