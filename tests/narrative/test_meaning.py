"""What must hold of words: no doubt is dropped, no side or stance exchanged, no source and no day that is not its own."""

from dataclasses import replace

import pytest

from pipeline.findings.model import Caveat, CityFindings, Finding, Period, Position
from pipeline.narrative.document.context import CONVICTED, NO_CONVICTION, Context
from pipeline.narrative.document.model import Table
from pipeline.narrative.document.references import References
from pipeline.narrative.document.walk import things
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.documents.sheet import onepage
from pipeline.narrative.parts import claim, conviction_counts, further_findings, officials, state_figures
from pipeline.narrative.wording import caveats, edition_words

from ..conftest import CITIES, edition_2011, found_in
from .test_spanish import found_for

STANCES = {
    "for": "For", "against": "Against", "conditional": "Conditional", "declined": "Declined", "neutral": "Neutral"
}  # fmt: skip
NOTE = "The table says that this figure is not whole."
LED_BY_A_SHARE = [
    city
    for city in CITIES
    if (shares := Context(found_in(city), edition_2011(), References(found_in(city))).local())
    and not shares[0].disputed_by
]


def context(found: CityFindings) -> Context:
    return Context(found, edition_2011(), References(found))


def with_finding(found: CityFindings, finding: Finding) -> CityFindings:
    """The findings with another in the place of one of the same id, or beside all."""
    others = tuple(f for f in found.findings if f.id != finding.id)
    return replace(found, findings=(*others, finding))


@pytest.mark.parametrize("counted", [True, False])
@pytest.mark.parametrize("city", LED_BY_A_SHARE)
def test_page_one_tells_every_doubt_of_the_figure_it_begins_with(city: str, counted: bool) -> None:
    found = found_in(city)
    first = context(found).local()[0]
    counts = (183, 352) if counted else (None, None)
    doubted = replace(
        first, numerator=counts[0], denominator=counts[1], note=NOTE, caveats=(Caveat("given as of", "the day before"),),
        interval=first.interval if counted else None,
    )  # fmt: skip
    written = context(with_finding(found, doubted))
    told = claim.lead(written)
    if doubted.id not in told.claim.findings:
        pytest.fail("the lead is another figure")
    assert set(caveats.beside(doubted)) == {NOTE, "The source gives it for the day before."}
    assert all(doubt in told.sub.text for doubt in caveats.beside(doubted))
    assert ("Printed without counts" in told.sub.text) is not counted


def local_shares(found: CityFindings) -> list[Finding]:
    return [f for measure in (NO_CONVICTION, CONVICTED) for f in context(found).local(measure)]


@pytest.mark.parametrize("city", LED_BY_A_SHARE)
def test_the_nations_share_beside_a_figure_is_of_its_source_and_its_day_where_there_is_one(city: str) -> None:
    found = found_in(city)
    here = replace(context(found).local()[0], period=Period("2008-10-27", "2010-07-31"))
    nation = context(found).nation(here.measure)[0]
    same = replace(nation, id="same", sources=here.sources, period=here.period)
    later = replace(nation, id="later", sources=here.sources, period=Period(here.period.start, "2011-06-30"))
    other = replace(nation, id="other", sources=("another",), period=here.period)
    whole = replace(found, findings=(*found.findings, later, other, same))
    assert context(whole).beside(here).id == "same"


def a_states(found: CityFindings, end: str) -> CityFindings:
    """The findings with a share of the state that runs to a day."""
    nation = context(found).nation()[0]
    theirs = replace(
        nation, id="a-states", place=found.place.state_fips, place_name=found.place.state_name, scope="state",
        numerator=60, denominator=100, value=60.0, period=Period(nation.period.start, end),
    )  # fmt: skip
    others = tuple(f for f in found.findings if f.place != found.place.state_fips or f.measure != NO_CONVICTION)
    return replace(found, findings=(*others, theirs))


def test_the_nation_stands_beside_the_state_only_of_the_same_day() -> None:
    found = found_in("Chicago")
    end = context(found).nation()[0].period.end
    (same,) = state_figures.findings(context(a_states(found, end)))
    (other,) = state_figures.findings(context(a_states(found, "2010-02-03")))
    assert same.more is not None
    assert other.more is not None
    assert "to the same day" in same.more.text
    assert "to the same day" not in other.more.text
    assert "it says nothing of single counties" in other.more.text


@pytest.mark.parametrize("city", CITIES)
def test_the_other_voice_on_page_one_is_of_another_stance(city: str) -> None:
    found = found_for(city, "retrospective")
    stances = {p.id: p.stance for p in (*found.positions, *found.federal_positions)}
    for position in found.positions:
        other = further_findings._other_voice(context(found), position)
        if other:
            (id,) = other.findings
            assert {position.stance, stances[id]} & {"for"}
            assert position.stance != stances[id]
        else:
            opposite = {"for": {"against", "conditional"}, "against": {"for"}, "conditional": {"for"}}
            assert not any(p.stance in opposite.get(position.stance, ()) for p in found.positions)


@pytest.mark.parametrize("name", ["2011-08", "retrospective"])
@pytest.mark.parametrize("city", CITIES)
def test_the_stance_that_is_printed_is_that_of_its_row(city: str, name: str) -> None:
    found = found_for(city, name)
    by_id: dict[str, Position] = {p.id: p for p in (*found.positions, *found.federal_positions)}
    paper, more = officials.tables(context(found), set())
    rows = [row for table in (*paper, *more) for row in table.rows]
    assert len(rows) == len(by_id)
    for row in rows:
        (id,) = row.findings
        assert row.cells[1].text == STANCES[by_id[id].stance]
        assert row.cells[1].stance == by_id[id].stance
        assert row.own == (by_id[id] in found.positions)
        assert by_id[id].actor in row.cells[2].strong


@pytest.mark.parametrize("city", CITIES)
def test_each_column_of_both_sides_holds_its_side_alone(city: str) -> None:
    found = found_in(city)
    side = {one.id: one.side for one in found.claims}
    tables = [t for t in things(page(found, edition_2011()), Table, "screen") if t.name in ("sides", "more-sides")]
    assert tables
    for table in tables:
        assert [column.label for column in table.columns[1:]] == ["Said against the program", "Said for the program"]
        for row in table.rows:
            for cell, theirs in zip(row.cells[1:], ("critics", "program"), strict=True):
                ids = {id for said in cell.said for id in said.findings}
                assert {side[id] for id in ids if id in side} <= {theirs}


def test_a_sentence_cites_the_sources_of_all_its_figures(found: CityFindings) -> None:
    refs = References(found)
    several = [f for f in found.findings if len(f.sources) > 1][:3] or list(found.findings[:3])
    said = refs.say("A sentence.", *several)
    assert set(said.refs) == {refs.number(source) for finding in several for source in finding.sources}
    assert set(said.findings) == {finding.id for finding in several}


def test_the_federal_side_and_what_is_not_in_our_sources_are_on_the_sheet(found: CityFindings) -> None:
    """Page 1 and the sheet have the same band; neither leaves out what the other tells against."""
    first, sheet = page(found, edition_2011()).front, onepage(found, edition_2011())
    assert [third.heading for third in sheet.band] == [third.heading for third in first.band]
    assert [said.text for third in sheet.band for said in third.said] == [
        said.text for third in first.band for said in third.said
    ]
    assert sheet.head.through.text == first.head.through.text


def test_an_editions_limit_is_told_as_it_is(found: CityFindings) -> None:
    dated = context(found)
    undated = replace(dated, edition=edition_2011().model_copy(update={"as_of": None}))
    assert edition_words.limit(dated) == "Only what was published by that day."
    assert edition_words.limit(undated) == "All evidence in our sources."


def test_the_places_own_row_is_marked_among_the_counts(found: CityFindings) -> None:
    written = context(found)
    shares = [*written.local(), *written.nation()]
    rows = conviction_counts.table(written, shares).rows
    own = {county.fips for county in found.place.counties}
    assert [row.own for row in rows] == [finding.place in own for finding in shares]
