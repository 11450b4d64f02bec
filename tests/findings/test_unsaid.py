"""What is said to be unsaid is not said elsewhere: a cost that critics name for a county is told as theirs."""

import pytest

from pipeline import editions, places
from pipeline.findings.city import gather
from pipeline.narrative.document.walk import runs
from pipeline.narrative.documents.briefing import page

from ..conftest import ROOT, embedded

THEIRS = "What critics say of it is in our sources; an account of it is not, by "
NONE = "A firm figure is not in our sources by "


@pytest.mark.parametrize(
    ("city", "name", "reason"),
    [
        ("Chicago", "retrospective", THEIRS),  # a commissioner's $15.7 million a year
        ("Los Angeles", "retrospective", THEIRS),
        ("Chicago", "2011-08", NONE),  # before it was said
        ("Boston", "retrospective", NONE),
    ],
)
def test_a_cost_that_critics_name_is_not_said_to_be_lacking(city: str, name: str, reason: str) -> None:
    edition = editions.load(name, ROOT / "editions")
    found = gather(places.find(city, embedded().places, edition.cities), edition, embedded())
    (line,) = (run.text for run in runs(page(found, edition)) if run.owners == ("unsaid.workload",))
    assert f"in time and money. {reason}" in line
