"""The table behind each chart holds the numbers that the chart draws: all of them, and no other."""

import re

import pytest

from pipeline.charts.model import (
    NationMap,
    PlacesChart,
    RolloutChart,
    SeriesChart,
    Share,
    ShareChart,
    StateMap,
)
from pipeline.findings.model import CityFindings
from pipeline.narrative.document.model import Figure, Row
from pipeline.narrative.document.walk import all_figures
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.language.locale import speaking
from pipeline.narrative.language.numbers import as_date, count

from ..conftest import CITIES, edition_2011, found_in


def shown(found: CityFindings) -> dict[str, Figure]:
    return {figure.name: figure for figure in all_figures(page(found, edition_2011()))}


def rows(figure: Figure) -> tuple[Row, ...]:
    assert figure.behind is not None
    assert all(len(row.cells) == len(figure.behind.columns) for row in figure.behind.rows)
    return figure.behind.rows


def numbers(share: Share) -> tuple[object, ...]:
    """A share without its words at the mark: there it is a whole number, in the table it has a decimal."""
    return share.label.casefold().partition(":")[0], share.percent, share.low, share.high, share.counted, share.role


def _number(words: str) -> float:
    return float(re.sub(r"[^\d.]", "", words))


def test_every_figure_has_its_table(found: CityFindings) -> None:
    assert all(rows(figure) for figure in shown(found).values())


def test_dots_and_rows_are_the_same_shares_in_the_same_order(found: CityFindings) -> None:
    for figure in shown(found).values():
        if isinstance(figure.chart, ShareChart):
            drawn = list(figure.chart.rows)
        elif isinstance(figure.chart, PlacesChart):
            drawn = [share for group in figure.chart.groups for share in group.rows]
        else:
            continue
        told = [row.mark for row in rows(figure)]
        assert [numbers(share) for share in told if share] == [numbers(share) for share in drawn]
        shown_as = zip((share for share in told if share), drawn, strict=True)
        assert all(abs(_number(one.value_text) - _number(other.value_text)) <= 0.5 for one, other in shown_as)


def test_a_share_with_counts_has_its_interval_and_one_without_has_none(found: CityFindings) -> None:
    for row in rows(shown(found)["places"]):
        _, share, counts, interval, until = (cell.text for cell in row.cells)
        assert row.mark
        assert share == row.mark.value_text
        assert until
        if row.mark.counted:
            assert " of " in counts
            assert interval == f"{row.mark.low:.1f} to {row.mark.high:.1f}"
        else:
            assert interval == "none"
            assert "%" in counts or counts == "no counts"


def test_every_share_names_the_findings_that_own_it_and_their_sources(found: CityFindings) -> None:
    by_id = {finding.id: finding for finding in found.findings}
    for row in rows(shown(found)["places"]):
        assert [by_id[id].value for id in row.findings] == [row.mark.percent if row.mark else None]
        assert row.cells[0].refs


def test_a_series_has_a_row_for_each_dot() -> None:
    series = [
        figure for city in CITIES for figure in shown(found_in(city)).values() if isinstance(figure.chart, SeriesChart)
    ]
    assert series
    for figure in series:
        assert isinstance(figure.chart, SeriesChart)
        dots = sorted((point.percent, point.low, point.high) for line in figure.chart.lines for point in line.points)
        told = sorted((row.mark.percent, row.mark.low, row.mark.high) for row in rows(figure) if row.mark)
        assert told == dots


def test_the_curve_has_a_row_for_each_day_it_rises_or_names(found: CityFindings) -> None:
    figure = shown(found)["rollout"]
    assert isinstance(figure.chart, RolloutChart)
    texts = [[cell.text for cell in row.cells] for row in rows(figure)]
    totals = [int(total.replace(",", "")) for _, total, _ in texts]
    assert totals == sorted(totals)
    assert set(totals) >= {total for _, total in figure.chart.points}
    assert totals[-1] == figure.chart.points[-1][1]
    named = [words for _, _, words in texts if words]
    days = {mark.day for mark in (*figure.chart.places, *figure.chart.events)}
    assert len(named) == len(days)
    assert len(texts) == len(days | {day for day, _ in figure.chart.points})


def test_a_map_of_the_state_lists_every_county(found: CityFindings) -> None:
    figure = shown(found)["state-map"]
    assert isinstance(figure.chart, StateMap)
    told = rows(figure)
    state = found.place.state_fips
    assert len(told) == found.active.state_counties[state]
    assert len({row.cells[0].text for row in told}) == len(told)
    active = [row for row in told if row.cells[1].text != "not active"]
    assert len(active) == sum(code.startswith(state) for code in figure.chart.active)
    assert [row.own for row in told] == sorted((row.own for row in told), reverse=True)
    for county, row in zip(sorted(found.place.counties, key=lambda c: c.name), told, strict=False):
        since = next((f for f in found.of(county.fips, "activated_on")), None)
        assert ("active since" in row.cells[1].text) == (since is not None)
        if since:
            assert str(as_date(str(since.value)).year) in row.cells[1].text


def test_a_map_of_the_nation_adds_up(found: CityFindings) -> None:
    figure = shown(found)["nation-map"]
    assert isinstance(figure.chart, NationMap)
    active, counties = (
        sum(int(row.cells[column].text.replace(",", "")) for row in rows(figure)) for column in (1, 2)
    )  # fmt: skip
    assert (active, counties) == (len(found.active.active), found.active.counties)
    assert [row.cells[0].text for row in rows(figure) if row.own] == [found.place.state_name]
    assert count(active) in figure.headline


@pytest.mark.parametrize("language", ["es"])
def test_another_language_tells_the_same_numbers(found: CityFindings, language: str) -> None:
    english = shown(found)
    with speaking(language):
        other = shown(found)
    for name, figure in english.items():
        ours = [row.mark.percent if row.mark else row.cells[1].text for row in rows(figure) if "state-map" not in name]
        theirs = [
            row.mark.percent if row.mark else row.cells[1].text for row in rows(other[name]) if "state-map" not in name
        ]
        assert ours == theirs
    heads = [column.label for column in other["places"].behind.columns]  # type: ignore[union-attr]
    assert heads[0] == "Lugar"
