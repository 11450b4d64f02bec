"""HTML becomes a tagged PDF, byte for byte the same for the same input."""

import gc
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import pydyf  # type: ignore[import-untyped]
from weasyprint import HTML, Document, Page  # type: ignore[import-untyped]

from pipeline.errors import OverfullPage
from pipeline.render import structure
from pipeline.render.assets import AssetFetcher, own_assets
from pipeline.render.attachments import AttachedFile, as_attachment
from pipeline.render.forms import Form
from pipeline.render.identification import READY, VARIANT, identify
from pipeline.render.notes import noted
from pipeline.render.remembered import remembering
from pipeline.render.sheets import BASE, sheets_of

FRONT_END = "front-end"
THIN = 0.6  # of a page's height: how far down a last page must reach to stand
_LAST_STEP: "dict[Look, int]" = {}  # where the search for a look's step begins: where the last document's ended
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
PRESENT = replace(BRIEFING, most=4)
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
    with uncollected(), noted() as notes:  # uncompressed: the last pass compresses
        options = {"output_intent": READY, "uncompressed_pdf": True, **_options(identifier)}
        data: bytes = document.write_pdf(finisher=_finish, **options)
    fetcher.check()  # once everything is drawn: inside an SVG a refusal is silent
    return structure.finish(data, notes, ready)


def lay_out(
    html: str, templates: Path, fetcher: AssetFetcher, identifier: bytes = b"", look: Look = BRIEFING
) -> Document:
    """Return the laid-out document, page 1 tightened as far as it needs; raises OverfullPage, RefusedAsset."""
    sheets = sheets_of(fetcher.assets)

    def rendered(source: HTML, names: tuple[str, ...]) -> Document:
        styles = sheets.read([(templates / name).read_text() for name in names], fetcher)
        figures = {f"figure:{name}": form for name, form in fetcher.forms.items()}
        with uncollected(), remembering():
            return source.render(stylesheets=styles, font_config=sheets.fonts, cache=figures, **_options(identifier))

    front, parts, _ = html.partition(PARTS)
    texts = (front + _later_parts(front), html)
    page_1, whole = (HTML(string=text, base_url=BASE, url_fetcher=fetcher) for text in texts)

    @cache
    def tried(step: int) -> Document:
        """Page 1 by itself: the trial costs a page, not a briefing."""
        return rendered(page_1, look.fits[step])

    step = first_that_fits(look, lambda step: FRONT_END in tried(step).pages[0].anchors)
    if step is None:
        fetcher.check()
        raise OverfullPage(look.overfull)
    return _without_thin_end(partial(rendered, whole), look.fits[step], look) if parts else tried(step)


def first_that_fits(look: Look, fits: Callable[[int], bool]) -> int | None:
    """The roomiest of a look's steps that fits, None where none does; it is looked for first where the last one lay.

    A step that fits is followed by none that does not, for each only takes away. So the answer is the same wherever one
    begins: the step that fits after one that does not.
    """
    last = len(look.fits) - 1
    step = _LAST_STEP.get(look, 0)
    if fits(step):
        while step and fits(step - 1):
            step -= 1
    else:
        while step < last and not fits(step + 1):
            step += 1
        step += 1
    if step > last:
        return None
    _LAST_STEP[look] = step
    return step


@contextmanager
def uncollected() -> Iterator[None]:
    """Make no search for what is no longer needed inside the block: layout makes much, and drops it all at its end."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


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
