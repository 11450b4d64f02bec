"""A withdrawn PDF marked on every page: what it is, and where what is right stands."""

import io
from html import escape
from pathlib import Path

from pikepdf import Name, Pdf, Stream
from weasyprint import HTML  # type: ignore[import-untyped]

from pipeline.render.structure import saved

BAND = 8.5  # millimetres: how high the band at the head of each page is


def marked(pdf: bytes, words: str, templates: Path) -> bytes:
    """The PDF with a band at the head of every page that bears `words`; the same bytes give the same bytes.

    The band is an artifact: it stands outside what the document says, whose text and tags stay as they were.
    """
    with Pdf.open(io.BytesIO(pdf)) as document, Pdf.open(io.BytesIO(_band(document, words, templates))) as band:
        form = document.copy_foreign(band.pages[0].as_form_xobject())
        for page in document.pages:
            name = page.add_resource(form, Name.XObject, Name.Withdrawn)
            drawn = Stream(document, f"Q /Artifact BMC q {name} Do Q EMC".encode())
            page.contents_add(Stream(document, b"q"), prepend=True)
            page.contents_add(drawn)
        return saved(document)


def _band(document: Pdf, words: str, templates: Path) -> bytes:
    """A page of the document's size with the band alone."""
    left, bottom, right, top = (float(side) for side in document.pages[0].mediabox)
    font = (templates / "fonts/briefing-sans-700-normal.ttf").resolve().as_uri()
    page = f"""<style>@font-face {{ font-family: band; src: url({font}) }}
    @page {{ size: {right - left}pt {top - bottom}pt; margin: 0 }}
    body {{ margin: 0 }} p {{ margin: 0; height: {BAND}mm; line-height: {BAND}mm; background: #9C1C10; color: #FFFFFF;
    font: 700 9pt/{BAND}mm band; text-align: center }}</style><p>{escape(words)}</p>"""
    return HTML(string=page).write_pdf()  # type: ignore[no-any-return]
