"""The whole circle, nothing in anybody's place: publish, new data arrive, cron fires, exactly what shows them changes."""

import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pipeline import schedule as scheduling
from pipeline.publish import manifest
from pipeline.publish.difference import difference
from pipeline.publish.publication import Shelf, faults
from pipeline.schedule import Task
from pipeline.site.serve import HOST, server

from ..conftest import ROOT
from .test_schedule import cron  # noqa: F401

MINUTES = 20  # a busy machine is given time; the round takes about one
ANSWER = (
    "place,measure,value,qualifier,period_start,period_end,publisher,title,said_by,note\n"
    '"Suffolk County, MA",submissions,41234,exact,2008-11-05,2011-06-30,'
    '"Suffolk County Sheriff, answer to a records request",,,\n'
)
EDITION = """title = "Ours"
as_of = 2011-08-16
cities = ["boston-ma", "phoenix-az"]
"""
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("cron"), reason="a cron daemon is started by root alone"),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder whose name needs care, with what a round reads; Make in it runs this very Python."""
    root = tmp_path / "a folder of 100%"
    root.mkdir()
    for name in ("templates", "requirements", "pipeline"):
        (root / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "data", root / "data", ignore=shutil.ignore_patterns("own", "inbox"))
    (root / "editions").mkdir()
    (root / "editions/ours.toml").write_text(EDITION)
    (root / "Makefile").write_text(f'regenerate:\n\t@{sys.executable} -m pipeline regenerate --edition="$(EDITION)"\n')
    return root


@pytest.mark.usefixtures("cron")
def test_the_circle(project: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(project / "output/published/ours")
    subprocess.run(["make", "regenerate", "EDITION=ours"], cwd=project, check=True)
    first = shelf.latest
    assert first is not None

    (project / "data/inbox").mkdir()
    (project / "data/inbox/answer.csv").write_text(ANSWER)
    (project / "data/inbox/answer.toml").write_text("published = 2011-08-01\n")
    monkeypatch.setattr(scheduling, "_systemd", lambda: False)
    task = Task(project, "ours")
    scheduling.schedule(task, "* * * * *", project)
    try:
        second = _the_next(shelf, first)
    finally:
        assert scheduling.unschedule(task, project)

    before, after = manifest.read(first), manifest.read(second)
    changed = [place for place in difference(before, after).places if place.documents]
    assert [place.place for place in changed] == ["boston-ma"]
    assert "boston-ma.pdf" in changed[0].documents
    assert {
        name for name in before.files if name.startswith("phoenix-az") and before.files[name] != after.files[name]
    } == set()
    lines = list(difference(before, after).lines())
    assert any("submissions, Suffolk County" in line and "new, 41234" in line for line in lines)
    assert "new data (own/" in lines[0]
    assert (faults(first), faults(second), shelf.latest) == ([], [], second)
    _shown(browser, second / "site")


def _the_next(shelf: Shelf, first: Path) -> Path:
    """The publication that cron's round makes."""
    for _ in range(MINUTES * 60):
        latest = shelf.latest
        if latest and latest != first:
            return latest
        time.sleep(1)
    raise AssertionError("cron fired no round that published")


def _shown(browser: Browser, site: Path) -> None:
    """The site tells it in a browser: in the list of changes, and in the briefing that the search leads to."""
    with server(site, 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.goto(f"http://{HOST}:{running.server_port}/changes.html")
        assert "Fingerprints sent, Suffolk County: new, 41,234" in page.inner_text("main").replace("\xa0", " ")
        page.goto(f"http://{HOST}:{running.server_port}/")
        page.get_by_role("searchbox").fill("boston")
        page.wait_for_selector("#results a")
        page.locator("#results a").first.click()
        assert "41,234" in page.inner_text("main")
        page.close()
        running.shutdown()
