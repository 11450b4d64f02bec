"""A chart of shares is read by the percents at its scale: what drew it is not asked."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.audit.charts import pictures, scales
from pipeline.audit.reading.pdf import Picture
from pipeline.charts.model import Chart, PlacesChart, PlacesGroup, Share, ShareChart
from pipeline.narrative.document.model import Figure, Said

from ..conftest import ROOT

OWN = Share("Boston", 52.0, "52.0%", "183 of 352", "place", 46.8, 57.2)
NATION = Share("United States", 28.7, "28.7%", "27,047 of 94,218", "nation", 28.4, 29.0)
OTHERS = (
    Share("Solano, Calif.", 50.0, "50.0%", "93 of 186"),
    Share("San Diego, Calif.", 22.4, "22.4%", "1,673 of 7,458"),
)
LATER = (Share("Travis, Texas", 82.0, "82%", "July 2010", counted=False),)


def rows(*shares: Share) -> ShareChart:
    return ShareChart(shares)


def places(*shares: Share) -> PlacesChart:
    group = PlacesGroup("Other counties, with counts", shares)
    return PlacesChart((group, PlacesGroup("Without", LATER)), "Counts", "Data to", 28.7)


def among(*shares: Share) -> ShareChart:
    swarm = (replace(one, label="", value_text="", note_text="") for one in (*OTHERS, *LATER))
    return ShareChart(shares, "{}%", tuple(swarm), "3 other counties")


CHARTS = {"rows": (rows, (OWN, NATION)), "places": (places, (OWN, *OTHERS)), "among": (among, (OWN, NATION))}


def wrong(shown: Chart, meant: Chart) -> list[str]:
    """What is wrong with the picture of one chart where another is meant."""
    figure = Figure("sample", meant, "Headline", "Subtitle", "Alt", Said("Source"))
    drawn = pictures.drawn_again((("sample", shown),), ROOT / "data" / "county_shapes.json")["sample"]
    return [str(fault) for fault in scales.faults([Picture(1, "Alt", tuple(drawn))], [figure])]


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_as_it_is_drawn_has_each_mark_in_its_place(name: str) -> None:
    make, shares = CHARTS[name]
    assert wrong(make(*shares), make(*shares)) == []


@pytest.mark.parametrize("name", CHARTS)
def test_a_mark_that_its_value_does_not_put_there(name: str) -> None:
    make, (first, *others) = CHARTS[name]
    moved = replace(first, percent=first.percent + 4, low=None, high=None)
    assert wrong(make(moved, *others), make(first, *others)) == [
        f"page 1, chart sample: “{first.label}” has no mark at 52.0 percent of its scale"
    ]


@pytest.mark.parametrize("name", ["rows", "places"])
def test_two_labels_exchanged(name: str) -> None:
    make, (first, second, *others) = CHARTS[name]
    turned = (replace(first, label=second.label), replace(second, label=first.label))
    assert [f"“{one.label}” does not stand beside its value" in fault for one, fault in zip(
        (first, second), wrong(make(*turned, *others), make(first, second, *others)), strict=True
    )] == [True, True]  # fmt: skip


def test_a_dot_of_the_swarm_that_no_share_puts_there() -> None:
    shown = among(OWN)
    moved = replace(shown, others=(replace(shown.others[0], percent=61.0), *shown.others[1:]))
    assert wrong(moved, shown) == ["page 1, chart sample: “3 other counties” has no mark at 50.0 percent of its scale"]


@settings(max_examples=8, deadline=None)
@example(percents=[51, 0], off=7)  # the numeral of the moved mark, drawn as an outline, stands where the mark should
@given(st.lists(st.integers(0, 100), min_size=2, max_size=5), st.integers(2, 20))
def test_any_shares_stand_where_they_should_and_nowhere_else(percents: list[int], off: int) -> None:
    shares = [Share(f"Place {name}", float(p), f"{p}%", "x") for name, p in zip("ABCDE", percents, strict=False)]
    assert wrong(rows(*shares), rows(*shares)) == []
    first, *others = shares
    moved = replace(first, percent=first.percent + off if first.percent <= 50 else first.percent - off)
    assert wrong(rows(moved, *others), rows(first, *others))
