"""HTML becomes a tagged PDF, byte for byte the same for the same input."""

import logging
from pathlib import Path
from typing import Any

import pydyf  # type: ignore[import-untyped]
from weasyprint import CSS, HTML, Document  # type: ignore[import-untyped]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

from pipeline.errors import OverfullPage
from pipeline.render.assets import AssetFetcher, own_assets

# A base that joins nothing: a relative name reaches the fetcher as it stands.
BASE = "run:"
# Page 1 must hold its whole content: where it does not, these tighten it, in this order.
TIGHTER = ("front-compact.css", "front-close.css", "front-dense.css")
FITS = tuple(TIGHTER[:steps] for steps in range(len(TIGHTER) + 1))
FRONT_END = "front-end"
FRONT_ALONE = "section { display: none }"  # the trial costs a page, not a briefing
VARIANT = "pdf/ua-1"


def render_pdf(html: str, figures: dict[str, bytes], templates: Path, identifier: bytes) -> bytes:
    """Return the briefing as a tagged PDF (PDF/UA-1, US Letter), the same bytes for the same input.

    `figures` holds SVG bytes by the name the HTML uses after `figure:` (and the logo's); `identifier` becomes the
    file's identity. Raises RefusedAsset if anything else was asked for, OverfullPage if page 1 cannot hold its content.
    """
    fetcher = AssetFetcher(own_assets(figures, templates))
    document = lay_out(html, templates, fetcher, identifier)
    data: bytes = document.write_pdf(finisher=_finish, **_options(identifier))
    fetcher.check()  # once everything is drawn: inside an SVG a refusal is silent
    return data


def lay_out(html: str, templates: Path, fetcher: AssetFetcher, identifier: bytes = b"") -> Document:
    """Return the laid-out document, page 1 tightened as far as it needs; raises OverfullPage, RefusedAsset."""
    source, fonts = HTML(string=html, base_url=BASE, url_fetcher=fetcher), FontConfiguration()

    def rendered(names: tuple[str, ...], more: str = "") -> Document:
        texts = [(templates / name).read_text() for name in ("briefing.css", *names)]
        styles = [CSS(string=css, base_url=BASE, url_fetcher=fetcher, font_config=fonts) for css in (*texts, more)]
        return source.render(stylesheets=styles, font_config=fonts, **_options(identifier))

    for names in FITS:
        if FRONT_END in rendered(names, FRONT_ALONE).pages[0].anchors:
            return rendered(names)
    fetcher.check()
    raise OverfullPage(
        "Page 1 does not hold its content even at its tightest. "
        "Shorten what is asked of the reader or the coalition's contact lines in the edition's file."
    )


def _options(identifier: bytes) -> dict[str, Any]:
    return {"pdf_variant": VARIANT, "pdf_identifier": identifier}


def _finish(document: Document, pdf: pydyf.PDF) -> None:
    _label_pages(pdf)
    _copy_blanks_as_blanks(pdf)


def _label_pages(pdf: pydyf.PDF) -> None:
    """Say in the file that its pages are numbered from 1, as printed on them."""
    labels = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})
    pdf.catalog["PageLabels"] = labels


def _copy_blanks_as_blanks(pdf: pydyf.PDF) -> None:
    """Let text that is searched or copied have plain blanks.

    In our fonts one glyph serves the blank and the no-break blank, and a PDF gives a glyph one meaning: that of its
    first use. Where a date came first, every blank of that font would be copied as a no-break one.
    """
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and b"begincmap" in item.stream:
            item.stream = [
                part.replace(b"> <00a0>", b"> <0020>") if isinstance(part, bytes) else part for part in item.stream
            ]


logging.getLogger("fontTools").setLevel(logging.ERROR)  # its notes on subsetting are of no use to a campaigner
