"""The briefing in words: the parts of the page plan, the charts, and numbers that come from findings."""

import re
from dataclasses import replace

import pytest

from pipeline.charts.model import ShareChart
from pipeline.findings.model import CityFindings
from pipeline.narrative.document.model import Figure, Listing, Page, Pair, Said, Table
from pipeline.narrative.document.renumbering import cited
from pipeline.narrative.document.walk import all_figures, figures, things
from pipeline.narrative.documents.briefing import page

from ..conftest import CITIES, edition_2011, found_in
from .test_spanish import edition, found_for

PLAN = {"removed", "program", "answers", "limits", "methods"}
BIG = re.compile(r"\d{1,3}(?:,\d{3})+|\d+\.\d+%|\b\d{1,3}%")


def briefing(city: str) -> Page:
    return page(found_in(city), edition_2011())


def cannot_say(written: Page) -> str:
    lists = [block for section in written.sections for block in section.blocks if isinstance(block, Listing)]
    return " ".join(item.text for block in lists if block.title == "Not in our sources" for item in block.items)


@pytest.mark.parametrize("city", CITIES)
def test_each_part_of_the_plan_is_there_or_told_under_cannot_say(city: str) -> None:
    written = briefing(city)
    missing = PLAN - {section.id for section in written.sections}
    assert missing <= {"removed"}
    assert not missing or "a share for" in " ".join(_texts(written.sections))


@pytest.mark.parametrize("city", CITIES)
def test_the_charts_are_there_on_paper_or_on_the_page(city: str) -> None:
    drawn = {figure.name for figure in figures(briefing(city))}
    assert {"rollout", "state-map-small", "nation-map"} <= drawn
    assert {"places", "state-map"} <= {figure.name for figure in all_figures(briefing(city))}
    assert ("places" in drawn) == ("share" in drawn)  # a place without a share of its own has the others' on the page


@pytest.mark.parametrize("city", CITIES)
def test_page_one_has_a_picture_under_its_claim_and_no_picture_stands_twice(city: str) -> None:
    written = briefing(city)
    assert written.front.lead.figure
    names = [figure.name for figure in things(written, Figure)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("city", CITIES)
def test_every_chart_says_in_words_what_it_shows(city: str) -> None:
    for figure in figures(briefing(city)):
        assert len(figure.alt) > 60
        assert re.search(r"\d", figure.alt)
        assert figure.source.refs or figure.name.endswith("-small")  # its sources stand with the sentence under it


@pytest.mark.parametrize("city", CITIES)
def test_every_source_cited_is_listed_and_every_source_listed_is_cited(city: str) -> None:
    written = briefing(city)
    on_paper, on_screen = (set(cited(written, medium)) for medium in ("paper", "screen"))
    assert on_paper == {line.number for line in written.sources} == set(range(1, len(written.sources) + 1))
    assert on_screen | on_paper == on_paper | {line.number for line in written.further_sources}
    assert not on_paper & {line.number for line in written.further_sources}


@pytest.mark.parametrize("city", CITIES)
def test_page_one_has_a_claim_a_map_who_said_what_and_what_our_sources_lack(city: str) -> None:
    front = briefing(city).front
    assert all(words in front.lead.claim.text for words in front.lead.strong)
    state, *spoken, lacking = front.band
    assert state.figure
    assert state.figure.name == "state-map-small"
    assert all(third.said for third in spoken)
    assert lacking.heading == "Not in our sources"
    assert 2 <= len(lacking.items) <= 4
    assert len(front.findings) <= 1


@pytest.mark.parametrize("city", CITIES)
def test_the_numerals_on_the_marks_are_those_of_the_findings_and_none_but_the_ends_is_named(city: str) -> None:
    found, figure = found_in(city), briefing(city).front.lead.figure
    assert figure
    if isinstance(figure.chart, ShareChart):
        known = {float(f.value) for f in found.findings if f.unit == "percent" and f.id in figure.owners}
        assert {share.percent for share in (*figure.chart.rows, *figure.chart.others)} <= known
        assert [share.role for share in figure.chart.rows][-1] == "nation"
        named = [share.percent for share in figure.chart.others if share.label]
        every = [share.percent for share in figure.chart.others]
        assert sorted(named) == [min(every), max(every)]


def test_bostons_two_figures_stand_first_on_one_scale_whose_is_which() -> None:
    lead = briefing("Boston").front.lead
    assert lead.strong == ("52%", "45%")
    assert "disagree" in lead.claim.text
    assert lead.figure
    assert [(row.value_text, row.detail) for row in lead.figure.chart.rows[:2]] == [  # type: ignore[union-attr]
        ("52%", "ICE’s statistics"), ("45%", "ICE’s director"),
    ]  # fmt: skip
    assert "ICE’s director put those with a conviction at 55%; 45% is the rest." in lead.sub.text


def test_chicagos_first_page() -> None:
    front = briefing("Chicago").front
    assert front.lead.claim.text.startswith("Cook County is not in Secure Communities")
    disputed = next(finding for finding in front.findings if "Sources disagree" in finding.say.text)
    assert disputed.number == "from at least 30% to 53%"
    assert (
        "at least 30% to February\u00a028, 2011 (the governor, citing ICE); 53% to October 2010 (Medill"
        in disputed.say.text
    )
    assert any(third.heading == "May\u00a04, 2011" for third in front.band)


def test_phoenix_figures_stand_as_printed_without_an_interval() -> None:
    lead = briefing("Phoenix").front.lead
    assert lead.strong == ("26%",)
    assert lead.sub.text.startswith("Printed without counts, so no interval can be given")


@pytest.mark.parametrize("city", CITIES)
def test_people_with_convictions_stand_beside_those_without(city: str) -> None:
    said = " ".join(_texts([section for section in briefing(city).sections if section.id in ("removed", "program")]))
    assert "71.2% (72,445 of 101,741) had a conviction" in said
    assert "at least 82,000" in said


def test_no_difference_is_computed_between_boston_and_the_nation() -> None:
    figure = briefing("Boston").front.lead.figure
    assert figure is not None
    assert "not subtracted" in figure.source.text
    assert figure.chart.rows[-1].detail == "To February\u00a028, 2011"  # type: ignore[union-attr]


@pytest.mark.parametrize("city", CITIES)
def test_higher_and_lower_are_not_said_without_an_interval_of_the_difference(city: str) -> None:
    sections = [section for section in briefing(city).sections if section.id in ("program", "removed", "rollout")]
    said = " ".join(_texts(sections))
    assert not re.search(r"\b(higher|lower|similar|worse|better|ranks?)\b", said)


@pytest.mark.parametrize("city", CITIES)
def test_numbers_of_a_sentence_are_of_its_findings(city: str) -> None:
    found = found_in(city)
    for said in _sentences(briefing(city)):
        owned = [f for f in found.findings if f.id in said.findings]
        if owned and len(owned) == len(said.findings):
            unowned = set(BIG.findall(said.text)) - _numbers_of(found, said)
            assert not unowned, (said.text, unowned)


def test_a_number_of_another_finding_is_noticed() -> None:
    found = found_in("Boston")
    wrong = Said("352 of 94,218", ("rollout.active_counties.25",))
    assert set(BIG.findall(wrong.text)) - _numbers_of(found, wrong) == {"94,218"}


def _sentences(written: Page) -> list[Said]:
    said = [written.front.lead.claim, written.front.lead.sub]
    for finding in written.front.findings:
        said += [finding.say, *([finding.more] if finding.more else [])]
    return [*said, *(section.headline for section in written.sections)]


def _numbers_of(found: CityFindings, said: Said) -> set[str]:
    numbers: set[str] = set()
    for finding in (f for f in found.findings if f.id in said.findings):
        numbers |= set(BIG.findall(finding.note))
        for value in (finding.value, finding.numerator, finding.denominator):
            if isinstance(value, int | float):
                numbers |= {f"{value:,}", f"{value:.1f}%", f"{value:.0f}%", f"{value:g}%", f"{value:,.0f}"}
    return numbers


def _texts(sections: object) -> list[str]:
    return re.findall(r"text='(.*?)'", repr(sections)) + re.findall(r'text="(.*?)"', repr(sections))


@pytest.mark.parametrize("city", CITIES)
def test_tables_are_not_ragged(city: str) -> None:
    for section in briefing(city).sections:
        for block in section.blocks:
            parts = (block.left, block.right) if isinstance(block, Pair) else (block,)
            for table in (part for part in parts if isinstance(part, Table)):
                assert {len(row.cells) for row in table.rows} == {len(table.columns)}
            assert not any(isinstance(part, Figure) and not part.headline for part in parts)


def test_shares_of_a_state_that_sources_dispute_are_a_range_from_the_lowest_to_the_highest() -> None:
    found = found_in("Chicago")
    one = next(
        f for f in found.findings if f.place == "17" and f.measure == "removed_nonconvicted_share" and f.disputed_by
    )
    others = [replace(one, id=f"other {n}", value=float(n), disputed_by=(one.id,)) for n in (61, 12, 32)]
    written = page(replace(found, findings=(*found.findings, *others)), edition_2011())
    disputed = next(f for f in written.front.findings if "Sources disagree" in f.say.text)
    assert disputed.number == "from 12% to 61%"


def test_a_share_of_the_place_says_what_the_latest_count_of_a_later_day_is() -> None:
    sub = page(found_for("Los Angeles", "retrospective"), edition("retrospective")).front.lead.sub.text
    assert "The latest count, 35,750 to February\u00a028, 2015, comes without such a share." in sub
    assert "The latest count" not in briefing("Los Angeles").front.lead.sub.text


def test_a_share_of_a_state_that_is_not_its_latest_figure_says_what_the_latest_is() -> None:
    front = page(found_for("Atlanta", "retrospective"), edition("retrospective")).front
    (share,) = [f for f in front.findings if f.number == "39%"]
    assert share.say.text.endswith("The latest count, 12,525 to December 2014, comes without such a share.")
    earlier = briefing("Los Angeles").front
    assert not [
        f for f in earlier.findings if "The latest count" in f.say.text
    ]  # one that only was printed later is not
