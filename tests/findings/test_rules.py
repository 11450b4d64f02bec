"""Who decides what: a place sees its own rules and the nation's, those in force on the day, the most local first."""

import itertools
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import places
from pipeline.findings import rules
from pipeline.places import Place
from pipeline.sources.rules import TOPICS
from pipeline.sources.standing import citable

from ..conftest import embedded

THEN, NOW = date(2011, 8, 16), date(2026, 11, 26)


def place_of(city: str) -> Place:
    return places.find(city, embedded().places)


def visible(city: str, as_of: date | None) -> list[str]:
    rows = citable(embedded().rules, embedded().sources, as_of)
    return [rule.id for rule in rules.findings(rows, place_of(city), as_of or NOW)]


def text_of(city: str, as_of: date | None) -> str:
    table = embedded().rules.set_index("id")
    return " ".join(table.loc[visible(city, as_of)].statement)


def row(id: str, jurisdiction: str, topic: str, day: str, ended: str = "") -> dict[str, str]:
    words = {"statement": "It holds.", "kind": "statute", "instrument": "an act", "standing": "in force"}
    read = {"read_in": "copy", "note": "", "source_id": "somewhere"}
    return {"id": id, "jurisdiction": jurisdiction, "topic": topic, "date": day, "ended_on": ended, **words, **read}


def test_boston_sees_its_ordinance_its_states_court_and_the_nations_statutes_but_no_other_states() -> None:
    said = text_of("Boston, MA", None)
    assert "Boston police may not hold a person" in said
    assert "Massachusetts’ top court" in said
    assert "may sign a written agreement" in said
    assert "First Circuit" in said
    for elsewhere in ("Georgia", "Fifth Circuit", "Clackamas", "Chicago removed"):
        assert elsewhere not in said


def test_both_directions_reach_the_page_in_the_same_way() -> None:
    for city, topic in (("Houston, TX", "must_cooperate"), ("Boston, MA", "may_not_cooperate")):
        table = embedded().rules.set_index("id").loc[visible(city, None)]
        own = table[(table.topic == topic) & (table.jurisdiction != "US")]
        assert len(own), city
        assert list(table.topic).index(topic) <= len(table) / 2


def test_an_edition_of_2011_sees_only_what_was_in_force_and_in_print_by_its_day() -> None:
    table, sources = embedded().rules.set_index("id"), embedded().sources.set_index("source_id")
    for city in ("Boston, MA", "Charlotte, NC", "Phoenix, AZ", "Los Angeles, CA", "Atlanta, GA"):
        ids = visible(city, THEN)
        assert ids
        for id in ids:
            rule = table.loc[id]
            assert rule.date <= THEN.isoformat()
            assert sources.loc[rule.source_id].published_on <= THEN.isoformat()
            years = [int(word) for word in rule.statement.replace(",", " ").replace(".", " ").split() if word.isdigit()]
            assert not [year for year in years if 2011 < year < 2100], id


def test_what_had_ended_is_gone_and_what_had_not_yet_is_there() -> None:
    assert "North Carolina jails try to learn" in text_of("Charlotte, NC", THEN)
    assert "North Carolina jails try to learn" not in text_of("Charlotte, NC", None)
    assert "up to 48 hours from when release" in text_of("Charlotte, NC", None)


@pytest.mark.parametrize(
    ("ended", "day", "held"), [("2011-08-17", THEN, True), ("2011-08-16", THEN, False), ("", THEN, True)]
)
def test_a_rule_ends_on_its_day(ended: str, day: date, held: bool) -> None:
    table = pd.DataFrame([row("L900", "US", "data", "1996", ended)])
    assert bool(rules.findings(table, place_of("Boston, MA"), day)) is held


KNOWN = st.sampled_from(["US", "25", "25025", "boston-ma", "23;25;33;44"])
FAR = st.sampled_from(["06", "06085", "oakland-ca", "22;28;48", "2502"])


@given(
    near=st.lists(st.tuples(KNOWN, st.sampled_from(TOPICS), st.dates(date(1990, 1, 1), THEN)), max_size=12),
    far=st.lists(st.tuples(FAR, st.sampled_from(TOPICS), st.dates(date(1990, 1, 1), THEN)), min_size=1, max_size=5),
)
def test_question_by_question_the_most_local_first_then_the_newest(
    near: list[tuple[str, str, date]], far: list[tuple[str, str, date]]
) -> None:
    given_rows = [row(f"L{n:03d}", code, topic, day.isoformat()) for n, (code, topic, day) in enumerate(near + far)]
    found = rules.findings(pd.DataFrame(given_rows), place_of("Boston, MA"), NOW)
    assert sorted(rule.id for rule in found) == [f"L{n:03d}" for n in range(len(near))]
    level = {"boston-ma": 0, "25025": 1, "25": 2, "23;25;33;44": 2, "US": 3}
    order = [(TOPICS.index(rule.topic), level[rule.place]) for rule in found]
    assert order == sorted(order)
    for (step, one), (following, other) in itertools.pairwise(zip(order, found, strict=True)):
        if step == following:
            assert one.date >= other.date
