"""What a page for the web must be, each check a list of complaints: empty when all is well."""

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from ..conftest import ROOT

NU = ROOT / ".venv/npm/node_modules/vnu-jar/build/dist/vnu.jar"
UNFOLD = "for (const details of document.querySelectorAll('details')) details.open = true"
BROAD = """() => {
  const wide = document.documentElement.clientWidth
  const own = element => element.closest('.picture.full, .unseen, thead') || element.closest('svg')
  const out = [...document.querySelectorAll('body *')].filter(e => !own(e) && e.getBoundingClientRect().right > wide + 1)
  const words = out.map(e => `${e.tagName} ${e.className}: ${e.textContent.trim().slice(0, 40)}`)
  return document.documentElement.scrollWidth > wide ? [`${document.documentElement.scrollWidth} px`, ...words] : words
}"""
REACHED = """() => {
  const e = document.activeElement
  if (e === document.body) return null
  const box = e.getBoundingClientRect(), style = getComputedStyle(e)
  return {number: [...document.querySelectorAll('a, summary, [tabindex]')].indexOf(e),
          seen: box.width > 0 && box.right > 0 && box.bottom > 0 && style.outlineStyle !== 'none', what: e.outerHTML.slice(0, 90)}
}"""


def axe(page: Page) -> list[str]:
    """What axe-core finds, with everything unfolded; the page must have been opened for tools."""
    page.evaluate(UNFOLD)
    page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


def overflow(page: Page) -> list[str]:
    """What reaches beyond the right edge, other than in a region that scrolls by itself."""
    page.evaluate(UNFOLD)
    found: list[str] = page.evaluate(BROAD)
    return found


def requests(page: Page) -> list[str]:
    """What the page asked for beside itself."""
    asked: list[str] = page.requests  # type: ignore[attr-defined]
    return [address for address in asked if not address.startswith("data:")][1:]


def headings(page: Page) -> list[str]:
    """Headings that skip a level, and any but one first-level heading."""
    levels: list[int] = page.eval_on_selector_all("h1, h2, h3, h4, h5, h6", "all => all.map(h => +h.tagName[1])")
    jumps = [
        f"h{after} after h{before}" for before, after in zip([0, *levels], levels, strict=False) if after > before + 1
    ]
    return jumps + ([] if levels.count(1) == 1 else [f"{levels.count(1)} h1"])


def ids(page: Page) -> list[str]:
    """Ids that two elements share, and links that lead nowhere inside the page."""
    found: list[str] = page.eval_on_selector_all("[id]", "all => all.map(e => e.id)")
    links: list[str] = page.eval_on_selector_all("a[href^='#']", "all => all.map(e => e.hash.slice(1))")
    twice = [f"twice: {id}" for id, times in Counter(found).items() if times > 1]
    return twice + [f"nowhere: {link}" for link in sorted(set(links) - set(found))]


def keyboard(page: Page) -> list[str]:
    """Links, summaries and scrolling regions that the tab key does not reach in order, or reaches without a sign."""
    page.evaluate(UNFOLD)
    wanted: list[int] = page.evaluate(
        "[...document.querySelectorAll('a, summary, [tabindex]')].flatMap((e, n) => e.id === 'briefing' ? [] : [n])"
    )
    reached, unseen = [], []
    for _ in range(len(wanted) + 2):
        page.keyboard.press("Tab")
        at = page.evaluate(REACHED)
        if at is None:
            break
        reached.append(at["number"])
        unseen += [] if at["seen"] else [f"unseen: {at['what']}"]
    missed = [f"not reached: {number}" for number in wanted if number not in reached]
    return unseen + missed + ([] if reached == sorted(reached) else ["out of order"])


def nu(paths: list[Path]) -> list[str]:
    """What the Nu HTML checker says of all pages: errors and warnings alike."""
    command = [
        shutil.which("java") or "java",
        "-jar",
        str(NU),
        "--format",
        "json",
        "--exit-zero-always",
        *map(str, paths),
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return [
        f"{m.get('url', '').rsplit('/', 1)[-1]}: {m['message']} {m.get('extract', '')}"
        for m in json.loads(said)["messages"]
    ]
