"""What a briefing costs beside other ways to make it, all in one run: processor seconds and their ratio to ours.

Every way starts from the same findings; each is charged the findings, the words and the figures as we make them, and
what it does itself. Ratios hold where machines differ and others use the same one. What is missing is named, not left out.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

from benchmarks import engines
from benchmarks.blocks import blocks
from pipeline.build import Workshop
from pipeline.documents import BRIEFING, page_of, pictures
from pipeline.folders import Folders
from pipeline.render.html import render_html
from pipeline.render.web import render_web

ROOT = Path(__file__).parents[1]
EDITION = "2011-08"
CITIES = ("boston-ma", "oakland-ca", "chicago-il", "miami-fl", "phoenix-az")
COUNTIES = ("kimball-county-ne", "moffat-county-co", "montour-county-pa", "hand-county-sd", "lumpkin-county-ga")
COLD = 2  # briefings of a way that starts a process for each
PEERS = (
    "weasyprint",
    "matplotlib",
    "typst",
    "reportlab",
    "svglib",
    "papermill",
    "nbconvert",
    "ipykernel",
    "playwright",
)


def main() -> int:
    """Measure each way and print a table in Markdown; `OLD=` in the environment is a checkout to measure as well."""
    rows: dict[str, list[float]] = {}
    for name, slugs in (("ours, the edition's cities", CITIES), ("ours, counties", COUNTIES)):
        told = warm(ROOT, slugs)
        rows[f"{name}, warm in one process ({told['megabytes']:.0f} MB)"] = told["cpu"]
    if os.environ.get("OLD"):
        rows["an earlier commit (OLD=), the same cities, warm"] = warm(Path(os.environ["OLD"]), CITIES)["cpu"]
    rows |= peers(CITIES)
    print(table(rows))
    return 0


def warm(checkout: Path, slugs: tuple[str, ...]) -> dict[str, list[float]]:
    """What benchmarks/warm.py tells of a checkout."""
    run = [sys.executable, str(ROOT / "benchmarks" / "warm.py"), EDITION, *slugs]
    made = subprocess.run(run, cwd=checkout, capture_output=True, text=True, check=True)
    told: dict[str, list[float]] = json.loads(made.stdout.splitlines()[-1])
    return told


def peers(slugs: tuple[str, ...]) -> dict[str, list[float]]:
    """Seconds a briefing by each other way; those of a warm way without its first."""
    shop = Workshop(EDITION, folders=Folders(ROOT))
    fonts, rows = ROOT / "templates" / "fonts", dict[str, list[float]]()
    with tempfile.TemporaryDirectory() as made:
        folders, shared = {slug: Path(made, slug) for slug in slugs}, list[float]()
        for slug, folder in folders.items():
            shared.append(spent(lambda slug=slug, folder=folder: prepare(shop, slug, folder)))  # type: ignore[misc]
        rows["findings, words and figures alone, in each way below but the first"] = shared[1:]
        read = {slug: blocks((folder / "briefing.html").read_text()) for slug, folder in folders.items()}
        for name, engine in (
            ("Typst, PDF/A-3a and PDF/UA-1", engines.typst),
            ("ReportLab, no tags", engines.reportlab),
        ):
            try:
                each = [spent(lambda s=slug, e=engine: e(read[s], folders[s], fonts)) for slug in slugs]  # type: ignore[misc]
                rows[f"{name}, with the same figures"] = [a + b for a, b in zip(each, shared, strict=True)][1:]
            except ImportError as error:
                print(f"not measured: {name} ({error.name} is not installed)")
        with engines.chromium() as page:
            each = [spent(lambda f=folder: printed(page, f)) for folder in folders.values()]  # type: ignore[misc]
        rows["Chromium, warm, prints our page for the web"] = [a + b for a, b in zip(each, shared, strict=True)][1:]
        rows["one process for each PDF (make report)"] = [spent(lambda s=s: alone(s, made)) for s in slugs[:COLD]]  # type: ignore[misc]
        try:
            version("papermill")
            cold = slugs[:COLD]
            rows["papermill, nbconvert and Chromium"] = [
                spent(lambda s=s: engines.notebook(s, EDITION, folders[s]))  # type: ignore[misc]
                for s in cold
            ]
        except PackageNotFoundError:
            print("not measured: papermill, nbconvert and Chromium (papermill is not installed)")
    return rows


def prepare(shop: Workshop, slug: str, folder: Path) -> None:
    """Write what every engine starts from: the figures as SVG, the page as HTML for paper and for the web."""
    folder.mkdir()
    job = shop.job_of(slug)
    shown = pictures(job, BRIEFING, shop.folders.shapes).files
    for name, svg in shown.items():
        (folder / f"{name}.svg").write_bytes(svg)
    words = page_of(job)
    (folder / "briefing.html").write_text(render_html(words, shop.folders.templates))
    (folder / "web.html").write_text(render_web(words, shown, shop.folders.templates))


def printed(page: object, folder: Path) -> None:
    """Have a page of a running Chromium print the page for the web."""
    page.goto(f"file://{folder}/web.html")  # type: ignore[attr-defined]
    page.pdf(prefer_css_page_size=True, tagged=True, outline=True, print_background=True)  # type: ignore[attr-defined]


def alone(slug: str, made: str) -> None:
    """Make a briefing as one process does it: all that is loaded is loaded for it alone."""
    subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "warm.py"), EDITION, slug], cwd=ROOT, capture_output=True, check=True
    )


def spent(work: Callable[[], object]) -> float:
    """Processor seconds that some work takes, in this process and in all below it, those that run on among them."""
    before = _seconds()
    work()
    return _seconds() - before


def _seconds() -> float:
    import psutil

    times = os.times()
    running = 0.0
    for child in psutil.Process().children(recursive=True):
        try:
            spent = child.cpu_times()
        except psutil.Error:
            continue
        running += spent.user + spent.system
    return time.process_time() + times.children_user + times.children_system + running


def table(rows: dict[str, list[float]]) -> str:
    """The results as Markdown: median, least and most seconds, and the median beside that of our cities."""
    ours = median(next(iter(rows.values())))
    versions = ", ".join(f"{name} {_version(name)}" for name in PEERS)
    lines = [
        f"{date.today().isoformat()}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors, load "
        f"{os.getloadavg()[0]:.1f}, Python {platform.python_version()}; {versions}.",
        "",
        "| way | CPU seconds a briefing | least | most | to ours | n |",
        "|---|---|---|---|---|---|",
    ]
    for name, each in rows.items():
        middle = median(each)
        lines.append(
            f"| {name} | {middle:.2f} | {min(each):.2f} | {max(each):.2f} | {middle / ours:.2f} | {len(each)} |"
        )
    return "\n".join(lines)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"


if __name__ == "__main__":
    sys.exit(main())
