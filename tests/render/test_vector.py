"""A drawn chart inside a page: the same picture, smaller, in the page's colours, with ids of its own."""

import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.charts.draw import draw
from pipeline.charts.style import look
from pipeline.render.vector import COLOURS, inline

from ..conftest import ROOT
from . import sample_page as sample

CHARTS = {"series": sample.SERIES, "rollout": sample.ROLLOUT, "state": sample.STATE, "nation": sample.NATION}
SVG = (
    '<?xml version="1.0"?><!DOCTYPE svg><svg width="9pt" viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg">{}</svg>'
)


@pytest.fixture(scope="module", params=CHARTS)
def drawn(request: pytest.FixtureRequest) -> bytes:
    with look():
        file = BytesIO()
        draw(CHARTS[request.param], ROOT / "data" / "county_shapes.json").savefig(file, format="svg")
    return file.getvalue()


def test_it_is_well_formed_and_much_smaller(drawn: bytes) -> None:
    text = inline(drawn, "x", "An <alternative> & text")
    root = ElementTree.fromstring(text)
    assert root.attrib["aria-label"] == "An <alternative> & text"
    assert root.attrib["role"] == "img"
    assert len(text) < (0.4 if len(drawn) > 500_000 else 0.9) * len(drawn)


def test_every_colour_is_the_pages(drawn: bytes) -> None:
    text = inline(drawn, "x", "")
    assert re.findall(r"#[0-9a-fA-F]{6}", text) == []
    used = set(re.findall(r"var\(--([a-z]+)\)", text))
    assert used <= set(COLOURS.values())
    assert len(used) > 2


def test_two_charts_in_a_page_share_no_id(drawn: bytes) -> None:
    ids = [set(re.findall(r'id="([^"]*)"', inline(drawn, name, ""))) for name in ("one", "two")]
    assert ids[0]
    assert not ids[0] & ids[1]
    text = inline(drawn, "one", "")
    targets = set(re.findall(r'href="#([^"]*)"|url\(#([^)]*)\)', text))
    assert {first or second for first, second in targets} == ids[0]


def test_a_colour_that_no_chart_has_is_left_as_it_is() -> None:
    assert "#123456" in inline(SVG.format('<path style="fill: #123456" d="M 1 2"/>').encode(), "x", "")


Corner = tuple[float, float]


def corners(data: str) -> list[list[Corner]]:
    """The rings of a path of steps, as absolute corners."""
    rings: list[list[Corner]] = []
    x = y = 0.0
    for command, rest in re.findall(r"([mlz])([^mlz]*)", data):
        if command == "z":
            x, y = rings[-1][0]
            continue
        dx, dy = map(float, re.findall(r"-?\d*\.?\d+", rest))
        x, y = x + dx, y + dy
        rings.append([]) if command == "m" else None
        rings[-1].append((x, y))
    return rings


@given(
    st.lists(
        st.lists(st.tuples(st.floats(0, 500), st.floats(0, 500)), min_size=45, max_size=60), min_size=1, max_size=2
    )
)
def test_an_outline_keeps_its_corners_to_a_twentieth_of_a_point(rings: list[list[Corner]]) -> None:
    data = "".join(
        "".join(f"{'L' if n else 'M'} {x:.6f} {y:.6f} \n" for n, (x, y) in enumerate(ring)) + "z\n" for ring in rings
    )
    found = re.search(r' d="([^"]*)"', inline(SVG.format(f'<path d="{data}"/>').encode(), "x", ""))
    assert found
    for ring, kept in zip(rings, corners(found[1]), strict=True):
        for x, y in ring:
            assert min(max(abs(x - a), abs(y - b)) for a, b in kept) <= 0.0501
