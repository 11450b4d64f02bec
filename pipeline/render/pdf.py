"""HTML becomes a tagged PDF, byte for byte the same for the same input."""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pydyf  # type: ignore[import-untyped]
from weasyprint import CSS, HTML, Document, Page  # type: ignore[import-untyped]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

from pipeline.errors import OverfullPage
from pipeline.render import structure
from pipeline.render.assets import AssetFetcher, own_assets
from pipeline.render.attachments import AttachedFile, as_attachment
from pipeline.render.forms import Form
from pipeline.render.identification import READY, VARIANT, identify
from pipeline.render.notes import noted

# A base that joins nothing: a relative name reaches the fetcher as it stands.
BASE = "run:"
FRONT_END = "front-end"
THIN = 0.6  # of a page's height: how far down a last page must reach to stand
PARTS = "<section"  # where page 1 ends in the HTML: text cannot hold it, for there it is escaped


@dataclass(frozen=True)
class Look:
    """The style sheets of a document. Page 1 must hold its whole content: where it does not, `tighter` are added in turn.

    Where little is left for the last page, or there are more than `most` pages, each of `ends` is tried by itself, until one
    saves a page.
    """

    base: tuple[str, ...]
    tighter: tuple[str, ...]
    ends: tuple[tuple[str, ...], ...] = ()
    most: int = 6
    overfull: str = (
        "Page 1 does not hold its content even at its tightest. Shorten what is asked of the reader (asks) or the "
        "coalition's contact lines (contact) in the edition's file."
    )

    @property
    def fits(self) -> tuple[tuple[str, ...], ...]:
        """The sheets to try, the roomiest first."""
        return tuple(self.base + self.tighter[:steps] for steps in range(len(self.tighter) + 1))


BRIEFING = Look(
    ("briefing.css",),
    ("front-close.css", "front-compact.css", "front-dense.css", "front-last.css"),
    ends=(("end-close.css",), ("end-close.css", "end-small.css")),
)
SHEET = Look(
    ("briefing.css", "onepager.css"),
    ("front-close.css", "front-compact.css", "front-dense.css", "front-last.css", "onepager-dense.css"),
    overfull="The sheet does not fit on one page even at its tightest. Shorten, in the edition's file, the coalition's "
    "talking_points, asks or contact lines, or leave out the logo; what it holds in English may be too long in Spanish.",
)

LETTER = Look(
    ("briefing.css", "letter.css"),
    ("letter-close.css",),
    overfull="The letter does not fit on one page. Shorten, in the edition's file, the coalition's letter, signature, asks or "
    "contact lines.",
)


def render_pdf(
    html: str,
    figures: Mapping[str, bytes | Form],
    templates: Path,
    identifier: bytes,
    attached: tuple[AttachedFile, ...] = (),
    *,
    look: Look = BRIEFING,
) -> bytes:
    """Return the briefing as a tagged PDF (PDF/UA-1 and PDF/A-3a, US Letter), the same bytes for the same input.

    `figures` holds by the name the HTML uses after `figure:` forms, or SVG and PNG bytes; `identifier` becomes the
    file's identity, `attached` are put inside, `look` lays it out. Raises RefusedAsset if anything else was asked for,
    OverfullPage if page 1 cannot hold its content.
    """
    ready = {name: figure for name, figure in figures.items() if isinstance(figure, Form)}
    others = {name: figure for name, figure in figures.items() if isinstance(figure, bytes)}
    fetcher = AssetFetcher(own_assets(others, templates), ready)
    document = lay_out(html, templates, fetcher, identifier, look)
    identify(document)
    document.metadata.attachments += [as_attachment(file) for file in attached]
    with noted() as notes:  # uncompressed: the last pass compresses
        options = {"output_intent": READY, "uncompressed_pdf": True, **_options(identifier)}
        data: bytes = document.write_pdf(finisher=_finish, **options)
    fetcher.check()  # once everything is drawn: inside an SVG a refusal is silent
    return structure.finish(data, notes, ready)


def lay_out(
    html: str, templates: Path, fetcher: AssetFetcher, identifier: bytes = b"", look: Look = BRIEFING
) -> Document:
    """Return the laid-out document, page 1 tightened as far as it needs; raises OverfullPage, RefusedAsset."""
    fonts = FontConfiguration()

    def rendered(source: HTML, names: tuple[str, ...]) -> Document:
        texts = [(templates / name).read_text() for name in names]
        styles = [CSS(string=css, base_url=BASE, url_fetcher=fetcher, font_config=fonts) for css in texts]
        cache = {f"figure:{name}": form for name, form in fetcher.forms.items()}
        return source.render(stylesheets=styles, font_config=fonts, cache=cache, **_options(identifier))

    front, parts, _ = html.partition(PARTS)
    texts = (front + _later_parts(front), html)
    page_1, whole = (HTML(string=text, base_url=BASE, url_fetcher=fetcher) for text in texts)
    for names in look.fits:
        tried = rendered(page_1, names)  # by itself: the trial costs a page, not a briefing
        if FRONT_END in tried.pages[0].anchors:
            return _without_thin_end(partial(rendered, whole), names, look) if parts else tried
    fetcher.check()
    raise OverfullPage(look.overfull)


def _later_parts(front: str) -> str:
    """What the contents point at, for a page 1 that is tried without the parts after it."""
    return "".join(f'<a id="{id}"></a>' for id in re.findall(r'data-part="#([^"]+)"', front))


def _without_thin_end(rendered: Callable[[tuple[str, ...]], Document], names: tuple[str, ...], look: Look) -> Document:
    """The document; where it has a page too many or its last page would hold little, drawn together if that saves one."""
    document = rendered(names)
    if len(document.pages) <= look.most and filled(document.pages[-1]) >= THIN:
        return document
    closer = (rendered(names + more) for more in look.ends)
    return next((one for one in closer if len(one.pages) < len(document.pages)), document)


def filled(page: Page) -> float:
    """How far down a page what has a name on it reaches, parts and sources, from 0 to 1; 0 for a page without any."""
    return max((bottom for _, _, _, bottom in page.anchors.values()), default=0) / float(page.height)


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
