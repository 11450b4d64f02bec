"""A short document with all that WeasyPrint's tags get wrong: what pages, columns and lines split, and passages in Spanish."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Pdf

from pipeline.charts.style import PLACE
from pipeline.render.attachments import AttachedFile
from pipeline.render.pdf import render_pdf

TEMPLATES = Path(__file__).parents[2] / "templates"
PICTURE = f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="90"><rect width="90" height="90" fill="{PLACE}"/></svg>'
ALT = "In Suffolk County 183 of 352 people removed had no criminal conviction, the Globe counted."
LONG = "words that run over the end of their line and go on " * 4
ROWS = "".join(
    f'<tr><th scope="row">Row {n}</th><td>{n}</td><td>{LONG if n % 9 == 0 else "short"}</td></tr>' for n in range(70)
)
ITEMS = "".join(f"<li>Item {n}: {LONG}</li>" for n in range(30))
SOURCES = "".join(
    f'<li id="source-{n}"><span class="which">{n}</span> Source {n} <a href="https://example.org/{n}" title="Its page">'
    f"example.org/{n} {LONG}</a></li>"
    for n in range(1, 41)
)
HTML = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A hard document</title>
<meta name="author" content="Tests"></head>
<body data-running="A hard document" data-edition="Edition of no day" data-coalition="Coalition of Tests">
<h1 data-label="Hard">Hard</h1>
<p id="front-end">It begins <sup><a href="#source-1" title="The first source">1</a></sup> and
<span lang="es">sigue en español, una frase tan larga que no cabe en una sola línea de esta página de prueba, {LONG}</span>
and ends in <a href="https://example.org/long" title="A long way to go">{LONG}</a>,
<a href="https://example.org/es" title="Une page"><span lang="fr">une page</span></a>.</p>
<section id="a" class="page"><h2 data-label="A table">A table</h2>
<div class="figure"><h3 class="figtitle">Headline</h3><img src="figure:square" alt="{ALT}"></div>
<table><thead><tr><th scope="col">What</th><th scope="col">How many</th><th scope="col">Said</th></tr></thead>
<tbody>{ROWS}</tbody></table></section>
<section id="b"><h2 data-label="Lists">Lists</h2><ol>{ITEMS}</ol><ul>{ITEMS}</ul><p lang="es">Un párrafo.</p></section>
<section id="sources"><h2 data-label="Sources">Sources</h2><ul class="sources">{SOURCES}</ul></section>
</body></html>"""
FILES = tuple(AttachedFile(name, "{}\n", "2011-08-16") for name in ("findings.json", "rows.json"))


def render() -> bytes:
    """The document, rendered anew."""
    return render_pdf(HTML, {"square": PICTURE.encode()}, TEMPLATES, b"hard", FILES)


@cache
def rendered() -> bytes:
    """The document, rendered once."""
    return render()


def opened(data: bytes) -> Pdf:
    return pikepdf.open(BytesIO(data))


def spoilt(spoil: Callable[[Pdf], None]) -> Pdf:
    """The document with a fault put in."""
    pdf = opened(rendered())
    spoil(pdf)
    return pdf
