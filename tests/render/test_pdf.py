"""The PDF is the same for the same input, and made of nothing but the run's own assets."""

import hashlib
import logging
import os
import subprocess
import sys
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from pipeline.errors import OverfullPage, RefusedAsset
from pipeline.narrative.document.model import Logo
from pipeline.render import pdf as module
from pipeline.render.html import render_html
from pipeline.render.pdf import BRIEFING, Look, first_that_fits
from pipeline.render.pdf import render_pdf as render_any
from tests.document import reading
from tests.render import sample_page as sample

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
SHORT = replace(sample.PAGE, sections=(sample.PAGE.sections[0], sample.TWO_FIGURES))
HTML = render_html(SHORT, TEMPLATES)
FIGURES = sample.drawn(SHORT)
EVERY_SHEET = tuple(dict.fromkeys((*BRIEFING.base, *BRIEFING.tighter, *chain.from_iterable(BRIEFING.ends))))
ONCE = replace(BRIEFING, ends=())  # laid out as it comes: how its last page looks is not asked here
ELSEWHERE = (
    "file:///etc/passwd",
    "https://example.org/x.png",
    "../../etc/passwd",
    "fonts/none.ttf",
    "data:image/png;base64,AA==",
)


def render_pdf(html: str = HTML, figures: dict[str, bytes] = FIGURES, identifier: bytes = b"one") -> bytes:
    return render_any(html, figures, TEMPLATES, identifier, look=ONCE)


def test_the_same_input_gives_the_same_bytes_and_another_identity_other_ones() -> None:
    first = render_pdf()
    assert render_pdf() == first
    assert render_pdf(identifier=b"two") != first


def test_the_bytes_do_not_depend_on_the_order_of_hashes() -> None:
    script = "import hashlib; from tests.render import test_pdf as t;print(hashlib.sha256(t.render_pdf()).hexdigest())"
    seen = {hashlib.sha256(render_pdf()).hexdigest()}
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        seen.add(done.stdout.strip())
    assert len(seen) == 1


def test_the_style_sheets_are_understood_whole(caplog: pytest.LogCaptureFixture) -> None:
    """WeasyPrint only logs what it does not understand or cannot load: here that is a failure."""
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        page = sample.fullest(sample.DISPUTED)
        render_any(render_html(page, TEMPLATES), sample.drawn(page), TEMPLATES, b"one", look=Look(EVERY_SHEET, ()))
    assert caplog.messages == []


@pytest.mark.parametrize("address", ELSEWHERE)
def test_a_picture_from_elsewhere_is_refused(address: str) -> None:
    html = HTML.replace("figure:rollout", address)
    assert html != HTML
    with pytest.raises(RefusedAsset, match="not the run's own"):
        render_pdf(html, FIGURES)


@pytest.mark.parametrize("address", ELSEWHERE[:4])
def test_a_picture_inside_a_figure_is_refused(address: str) -> None:
    with pytest.raises(RefusedAsset, match="not the run's own"):
        render_pdf(HTML, FIGURES | {"rollout": _svg(f'<image href="{address}" width="9" height="9"/>')})


@pytest.mark.parametrize("address", ELSEWHERE[:3])
def test_a_shape_of_another_file_is_not_loaded_into_a_figure(address: str) -> None:
    empty = render_pdf(HTML, FIGURES | {"rollout": _svg("")})
    assert render_pdf(HTML, FIGURES | {"rollout": _svg(f'<use href="{address}#a"/>')}) == empty


def _svg(inside: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99">{inside}</svg>'.encode()


def test_a_style_sheet_or_an_attachment_from_elsewhere_is_refused() -> None:
    for head in ('<link rel="stylesheet" href="https://example.org/x.css">', "<style>@import url(x.css)</style>",
                 '<link rel="attachment" href="file:///etc/passwd">'):  # fmt: skip
        with pytest.raises(RefusedAsset):
            render_pdf(HTML.replace("</head>", f"{head}</head>"), FIGURES)


def test_a_figure_that_was_not_drawn_is_named() -> None:
    left = {name: data for name, data in FIGURES.items() if name != "series"}
    with pytest.raises(RefusedAsset, match="figure:series"):
        render_pdf(HTML, left)


def test_a_figure_cannot_read_a_file_through_an_entity() -> None:
    hostile = (
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]><svg xmlns="http://www.w3.org/2000/svg" '
        'width="99" height="99"><text y="20">&x;</text></svg>'
    )
    data = render_pdf(HTML, FIGURES | {"rollout": hostile.encode()})
    assert Path("/etc/hostname").read_text().strip() not in reading.text(reading.read(data))


def test_a_first_page_that_cannot_hold_its_content_is_refused_with_what_to_do() -> None:
    front = replace(sample.fullest(sample.DISPUTED).front, findings=sample.FINDINGS * 3)
    page = replace(SHORT, front=front)
    with pytest.raises(OverfullPage, match="Shorten what is asked"):
        render_pdf(render_html(page, TEMPLATES), FIGURES)


def test_the_logo_of_the_coalition_is_shown() -> None:
    logo = FIGURES["series"]
    page = replace(SHORT, front=replace(sample.FRONT, ask=replace(sample.ASK, logo=Logo("logo.svg", "Us"))))
    html = render_html(page, TEMPLATES)
    assert render_pdf(html, FIGURES | {"logo.svg": logo}).startswith(b"%PDF-")
    with pytest.raises(RefusedAsset, match=r"figure:logo\.svg"):
        render_pdf(html, FIGURES)


@pytest.mark.parametrize("begin", range(len(BRIEFING.fits)))
@pytest.mark.parametrize("first", range(len(BRIEFING.fits) + 1))
def test_the_roomiest_step_that_fits_is_found_wherever_one_begins(
    first: int, begin: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(module._LAST_STEP, BRIEFING, begin)
    tried: list[int] = []

    def fits(step: int) -> bool:
        tried.append(step)
        return step >= first

    assert first_that_fits(BRIEFING, fits) == (first if first < len(BRIEFING.fits) else None)
    assert len(tried) == len(set(tried))
    if first == begin:
        assert len(tried) <= 2, "where the last document ended, two pages tell"


def test_style_sheets_are_read_once_and_what_they_ask_for_in_vain_is_told_each_time() -> None:
    from pipeline.render.assets import AssetFetcher, own_assets
    from pipeline.render.sheets import sheets_of

    assets = own_assets({}, TEMPLATES)
    foreign = '@import url("https://example.org/x.css"); p { color: red }'
    fetchers = [AssetFetcher(assets), AssetFetcher(assets)]
    (one,), (other,) = (sheets_of(assets).read([foreign], fetcher) for fetcher in fetchers)
    assert one is other
    for fetcher in fetchers:
        with pytest.raises(RefusedAsset, match=r"example\.org/x\.css"):
            fetcher.check()


def test_the_collector_is_as_it_was_after_a_page_and_after_a_fault() -> None:
    import gc

    with module.uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), module.uncollected():
        1 / 0  # noqa: B018
    assert gc.isenabled()
