"""Who decides what: both directions in the same form, each rule with its instrument, day and source, all on the web page."""

from dataclasses import replace
from functools import lru_cache

import pytest

from pipeline import editions, places
from pipeline.audit.recomputing import testimony
from pipeline.audit.recomputing.evidence import Evidence
from pipeline.findings.city import gather
from pipeline.findings.model import NATION, CityFindings
from pipeline.narrative.document.model import Columns, Section, Table
from pipeline.narrative.document.walk import Run, runs, things
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.language.locale import speaking
from pipeline.narrative.language.numbers import day

from ..conftest import ROOT, embedded

EDITION = editions.load("present", ROOT / "editions")
LACKING = "A rule of {state} or a place here that {does} help for ICE is not in our sources."


@lru_cache
def found_for(city: str) -> CityFindings:
    return gather(places.find(city, embedded().places, EDITION.cities), EDITION, embedded())


def part(city: str, language: str = "en") -> Section:
    with speaking(language):
        return next(s for s in things(page(found_for(city), EDITION), Section) if s.id == "today")


def on_paper(city: str, language: str = "en") -> list[Run]:
    (columns,) = (block for block in part(city, language).blocks if isinstance(block, Columns))
    return [run for run in runs(columns) if run.refs]


def table(city: str) -> Table:
    return next(block for block in part(city).more if isinstance(block, Table) and block.name == "rules")


@pytest.mark.parametrize("city", ["Boston", "Miami", "Houston", "Chicago", "Boise", "Cook County, IL"])
def test_each_rule_stands_with_its_instrument_its_day_and_its_source(city: str) -> None:
    rules = {rule.id: rule for rule in found_for(city).rules}
    told = on_paper(city)
    assert 2 <= len(told) <= 4
    for run in told:
        rule = rules[run.owners[0]]
        assert run.text.startswith(rule.statement)
        assert rule.note in run.text
        assert f"{rule.instrument}, {day(rule.date, short=True)}" in run.text
        assert len(run.refs) == 1
    assert [row.findings[0] for row in table(city).rows] == list(rules)


def test_what_the_place_or_its_state_set_comes_before_the_nations() -> None:
    for city in ("Boston", "Miami", "Houston"):
        rules = {rule.id: rule.place == NATION for rule in found_for(city).rules}
        national = [rules[run.owners[0]] for run in on_paper(city)]
        assert national == sorted(national)
        assert not national[0]


@pytest.mark.parametrize(
    ("city", "state", "demands", "bars"),
    [("Boston", "Massachusetts", False, True), ("Miami", "Florida", True, False), ("Boise", "Idaho", False, False)],
)
def test_a_direction_that_no_rule_takes_is_said_in_the_same_words(
    city: str, state: str, demands: bool, bars: bool
) -> None:
    note = table(city).note
    assert (LACKING.format(state=state, does="demands") in note) is not demands
    assert (LACKING.format(state=state, does="bars") in note) is not bars
    own = {rule.topic for rule in found_for(city).rules if rule.place != NATION}
    assert ("must_cooperate" in own, "may_not_cooperate" in own) == (demands, bars)


def test_a_court_of_appeals_speaks_for_its_circuit_alone() -> None:
    galarza = "Galarza v. Szalczyk, 745 F.3d 634 (3d Cir. 2014)"
    assert galarza in {rule.instrument for rule in found_for("Philadelphia").rules}
    assert galarza not in {rule.instrument for rule in found_for("Boston").rules}


@pytest.mark.parametrize(
    ("field", "forged"),
    [("date", "2001-01-01"), ("standing", "ended"), ("instrument", "an act"), ("statement", "It binds.")],
)
def test_a_forged_rule_is_found(field: str, forged: str) -> None:
    found = found_for("Boston")
    wrong = replace(found, rules=(replace(found.rules[0], **{field: forged}), *found.rules[1:]))  # type: ignore[arg-type]
    evidence = Evidence(ROOT / "data")
    assert not list(testimony.faults(found, evidence, ""))
    assert [fault.where for fault in testimony.faults(wrong, evidence, "")] == [found.rules[0].id]


def test_a_rule_reads_as_spanish() -> None:
    assert on_paper("Boston", "es")[0].text.startswith("La policía de Boston no puede retener")
