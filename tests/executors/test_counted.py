"""What a briefing costs, counted: layouts, charts drawn, files read. Not timed, for a machine is as fast as it is."""

import gc
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from matplotlib.figure import Figure
from weasyprint import HTML  # type: ignore[import-untyped]

from pipeline.build import Workshop
from pipeline.charts import draw
from pipeline.folders import Folders

from ..conftest import ROOT

COUNTIES = ("kimball-county-ne", "montour-county-pa", "hand-county-sd", "grand-isle-county-vt", "washington-county-ar")
FOR_ALL = {"RolloutChart", "PlacesChart"}
_opened: list[str] = []
_listening: list[bool] = []  # an ear cannot be taken away again, only stopped


def _hear(event: str, given: tuple[Any, ...]) -> None:
    if _listening and event == "open":
        _opened.append(str(given[0]))


sys.addaudithook(_hear)


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A workshop that has made the briefing of one county, in a folder of its own."""
    root = tmp_path_factory.mktemp("checkout")
    for name in ("data", "editions", "templates", "pipeline"):
        (root / name).symlink_to(ROOT / name, target_is_directory=True)
    shop = Workshop("2011-08", folders=Folders(root))
    shop.report(shop.job_of(COUNTIES[0]))
    return shop


def counting(patch: pytest.MonkeyPatch, owner: object, name: str, what: Callable[..., object]) -> list[object]:
    """The list to which each call of a function adds what it was."""
    calls: list[object] = []
    real = getattr(owner, name)

    def counted(*given: Any, **named: Any) -> Any:
        made = real(*given, **named)
        calls.append(what(made, *given, **named))
        return made

    patch.setattr(owner, name, counted)
    return calls


@pytest.mark.slow
def test_the_next_county_is_laid_out_once_and_only_its_own_charts_are_drawn(
    warm: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = counting(monkeypatch, HTML, "render", lambda made, *_, **__: len(made.pages))
    drawn = counting(monkeypatch, draw, "draw", lambda _, chart, *__: type(chart).__name__)
    written = counting(monkeypatch, Figure, "savefig", lambda *_, **named: named["format"])
    warm.report(warm.job_of(COUNTIES[1]))
    assert [number for number in pages if isinstance(number, int) and number >= 4] == [4], "one whole layout"
    assert len(pages) <= 3, "and page 1 by itself at most twice"
    assert not FOR_ALL & {str(name) for name in drawn}
    assert Counter(written) == {"svg": len(drawn), "pdf": len(drawn)}, "each once, and no pixels"


@pytest.mark.slow
def test_the_next_county_reads_no_table_again_and_no_file_that_it_wrote(warm: Workshop) -> None:
    _listening.append(True)
    try:
        warm.report(warm.job_of(COUNTIES[2]))
    finally:
        _listening.clear()
    assert any(name.endswith("briefing.css") for name in _opened), "it was listened to"
    assert [name for name in _opened if Path(name).is_relative_to(warm.folders.data) or name.endswith(".csv")] == []


def objects() -> int:
    gc.collect()
    return len(gc.get_objects())


@pytest.mark.slow
def test_nothing_is_held_of_a_briefing_that_is_made(warm: Workshop) -> None:
    warm.report(warm.job_of(COUNTIES[3]))
    before = objects()
    warm.report(warm.job_of(COUNTIES[4]))
    assert objects() - before < 10_000, "a layout alone makes several hundred thousand"
