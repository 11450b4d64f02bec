"""Other ways from the same words and figures to a PDF: Typst, ReportLab, Chromium, and a notebook printed by Chromium.

Typst and ReportLab get our words, tables and figures in our order on pages of our size and faces, in a plain layout: no
floats, no columns but those of the sources' length. Only Typst and Chromium tag what they write.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.blocks import Block

CHROMIUM = "chromium"
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
SIZES = {"h1": 24, "h2": 16, "h3": 11, "p": 9.5, "li": 9}


def typst(blocks: list[Block], folder: Path, fonts: Path) -> bytes:
    """The PDF that Typst makes (PDF/A-3a and PDF/UA-1) of blocks whose figures lie in `folder` as SVG."""
    import typst as engine

    source = folder / "briefing.typ"
    source.write_text(_typst_source(blocks), encoding="utf-8")
    made: bytes = engine.compile(
        str(source), root=str(folder), font_paths=[str(fonts)], pdf_standards=["a-3a", "ua-1"], format="pdf"
    )
    return made


def _typst_source(blocks: list[Block]) -> str:
    head = [
        '#set document(title: "Briefing")',
        '#set page(paper: "us-letter", margin: (x: 17.95mm, top: 21mm, bottom: 18mm), numbering: "1")',
        '#set text(font: "Briefing Sans", size: 9.5pt, lang: "en")',
    ]
    return "\n\n".join([*head, *(_typst_block(block) for block in blocks)])


def _typst_block(block: Block) -> str:
    if block.kind == "table":
        wide = max(len(row) for row in block.rows)
        cells = [
            json.dumps(cell, ensure_ascii=False) for row in block.rows for cell in (*row, *[""] * (wide - len(row)))
        ]
        return f"#table(columns: {wide}, stroke: (bottom: 0.5pt), {', '.join(cells)})"
    said = json.dumps(block.text, ensure_ascii=False)
    if block.kind == "img":
        return f'#image("{block.text}.svg", alt: "A chart of the briefing.")'
    if block.kind in ("h1", "h2", "h3"):
        return f"#heading(level: {block.kind[1]})[#{said}]"
    return f"#list([#{said}])" if block.kind == "li" else f"#par[#{said}]"


def reportlab(blocks: list[Block], folder: Path, fonts: Path) -> bytes:
    """The PDF, without tags, that ReportLab makes of the same."""
    from reportlab.lib.pagesizes import letter
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table
    from svglib.svglib import svg2rlg

    pdfmetrics.registerFont(TTFont("Briefing", str(fonts / "briefing-sans-400-normal.ttf")))
    styles = {
        kind: ParagraphStyle(kind, fontName="Briefing", fontSize=size, leading=1.3 * size)
        for kind, size in SIZES.items()
    }
    story = []
    for block in blocks:
        if block.kind == "img":
            drawing = svg2rlg(str(folder / f"{block.text}.svg"))
            story.append(drawing)
        elif block.kind == "table":
            wide = max(len(row) for row in block.rows)
            rows = [
                [Paragraph(escape(cell), styles["li"]) for cell in (*row, *[""] * (wide - len(row)))]
                for row in block.rows
            ]
            story.append(Table(rows))
        else:
            story.append(Paragraph(escape(block.text), styles[block.kind]))
    path = folder / "reportlab.pdf"
    SimpleDocTemplate(str(path), pagesize=letter).build(story)
    return path.read_bytes()


@contextmanager
def chromium() -> Iterator[object]:
    """A page of a Chromium that runs and is warm."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=f"/usr/bin/{CHROMIUM}", args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser.new_page()
        browser.close()


def notebook(place: str, edition: str, folder: Path) -> bytes:
    """The PDF of a notebook that papermill runs for a place, nbconvert makes a page of, and a new Chromium prints."""
    source = folder / "briefing.ipynb"
    source.write_text(json.dumps(_notebook(place, edition)))
    jupyter = [sys.executable, "-m"]
    for command in (
        [*jupyter, "papermill", str(source), str(folder / "run.ipynb"), "--no-progress-bar"],
        [*jupyter, "nbconvert", "--to", "html", "--no-input", str(folder / "run.ipynb"), "--output", "page.html"],
        [
            CHROMIUM,
            *FLAGS,
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={folder}/page.pdf",
            f"file://{folder}/page.html",
        ],
    ):
        subprocess.run(command, check=True, capture_output=True)
    return (folder / "page.pdf").read_bytes()


def _notebook(place: str, edition: str) -> dict[str, object]:
    """Our findings, figures and words, shown by a notebook."""
    code = f"""
from pathlib import Path
from IPython.display import HTML, SVG, display
from pipeline.build import Workshop
from pipeline.documents import BRIEFING, page_of, pictures
from pipeline.folders import Folders
from pipeline.render.html import render_html
shop = Workshop({edition!r}, folders=Folders(Path({str(Path.cwd())!r})))
job = shop.job_of({place!r})
for svg in pictures(job, BRIEFING, shop.folders.shapes).files.values():
    display(SVG(svg))
display(HTML(render_html(page_of(job), shop.folders.templates)))
"""
    cell: dict[str, object] = {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": code,
    }
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return {"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 4}
