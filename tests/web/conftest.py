"""The pages that the browser opens, each made once for all tests of a process."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from .pages import Maker

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def maker(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    return Maker(tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="session")
def boston(maker: Maker) -> Path:
    return maker.page("Boston")


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Opens a file (or HTML) as a reader with such a screen does; `requests` holds what it asked for, `refused` why not."""
    contexts = []

    def opened(page: Path | str, width: int = 1280, scheme: str = "light", tools: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            bypass_csp=tools,  # the page forbids every script, also the tests'
            reduced_motion="reduce",
        )
        contexts.append(context)
        tab = context.new_page()
        asked: list[str] = []
        refused: list[str | None] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("requestfailed", lambda request: refused.append(request.failure))
        tab.requests, tab.refused = asked, refused  # type: ignore[attr-defined]
        if isinstance(page, Path):
            tab.goto(page.as_uri())
        else:
            tab.set_content(page)
        return tab

    yield opened
    for context in contexts:
        context.close()
