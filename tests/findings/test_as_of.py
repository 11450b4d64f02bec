"""End to end: whatever an edition's day, nothing in its briefing was published, said or done after it."""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import editions, places
from pipeline.editions import EARLIEST, Edition
from pipeline.errors import BrokenEdition
from pipeline.findings.city import gather
from pipeline.findings.model import CityFindings
from pipeline.narrative.document.model import Page
from pipeline.narrative.document.walk import runs
from pipeline.narrative.documents.briefing import page

from ..conftest import CITIES, ROOT, embedded

END = date(2014, 11, 20)
DAYS = st.dates(EARLIEST, date(2026, 12, 31))


@lru_cache
def of(name: str) -> Edition:
    return editions.load(name, ROOT / "editions")


def briefed(name: str, city: str, as_of: date | None) -> tuple[CityFindings, Page]:
    edition = of(name).model_copy(update={"as_of": as_of})
    found = gather(places.find(city, embedded().places, edition.cities), edition, embedded())
    return found, page(found, edition)


def last_possible(written: str) -> date:
    """The last day a date can mean, read on its own here."""
    year, month, day = (*(int(part) for part in written.split("-")), 0, 0)[:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def first_possible(written: str) -> date:
    year, month, day = (*(int(part) for part in written.split("-")), 1, 1)[:3]
    return date(year, month, day)


@settings(deadline=None, max_examples=12)
@given(as_of=DAYS, city=st.sampled_from(CITIES), name=st.sampled_from(["retrospective", "present"]))
def test_what_is_cited_was_published_by_the_day(as_of: date, city: str, name: str) -> None:
    found, shown = briefed(name, city, as_of)
    assert found.as_of == as_of.isoformat()
    for source in found.sources.values():
        if source.standing == "evidence":
            assert source.published_on, source
            assert last_possible(source.published_on) <= as_of, source
    told = [position.date for position in (*found.positions, *found.federal_positions)]
    told += [event.date for event in found.events]
    assert all(first_possible(day) <= as_of for day in told if day)
    assert all(day <= as_of.isoformat() for day, _ in found.curve.points)
    assert shown.sources


def test_the_coalitions_own_words_must_have_been_published_too() -> None:
    assert briefed("2011-08", "Boston", date(2011, 8, 16))
    with pytest.raises(BrokenEdition, match="ilrc-release-2011-08-16"):
        briefed("2011-08", "Boston", date(2011, 8, 15))


@pytest.mark.parametrize(("as_of", "over"), [(END - timedelta(days=1), False), (END, True)])
def test_the_tense_turns_on_the_day_of_the_end(as_of: date, over: bool) -> None:
    found, shown = briefed("2011-08", "Boston", as_of)
    text = "\n".join(run.text for third in shown.front.band for run in runs(third))
    assert ("Activated: Suffolk County on November\u00a05, 2008; discontinued" in text) is over
    assert ("is active" in text) is not over
    assert found.active.day == as_of.isoformat()


def test_after_the_end_no_county_is_counted_any_more() -> None:
    found, _ = briefed("2011-08", "Boston", date(2020, 1, 1))
    assert found.active.day == found.curve.end == END.isoformat()
    assert [event.id for event in found.events if event.date > END.isoformat()] == ["E16"]


@pytest.mark.parametrize("name", ["retrospective", "present"])
def test_an_edition_without_a_day_reaches_as_far_as_the_evidence_it_cites(name: str) -> None:
    found, _ = briefed(name, "Charlotte", None)
    cited = embedded().sources[embedded().sources.source_id.isin(found.sources)]
    evidence = cited[cited.standing == "evidence"]
    dated = evidence[evidence.published_on.str.len() > len("2025")]  # a year alone does not tell how far into it
    assert found.as_of == max(last_possible(written) for written in dated.published_on).isoformat()


def test_more_is_known_in_retrospect() -> None:
    then, _ = briefed("2011-08", "Los Angeles", date(2011, 8, 16))
    later, _ = briefed("retrospective", "Los Angeles", None)
    for kind in ("positions", "federal_positions", "claims", "events", "published"):
        assert {row.id for row in getattr(then, kind)} < {row.id for row in getattr(later, kind)}, kind
