"""The documents made of a job: the briefing and the one-page sheet; which figures each shows and how it becomes files.

What draws and renders is loaded when a document is really made: an unchanged one costs nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.editions import Edition
from pipeline.findings.city import from_json
from pipeline.places import Place

if TYPE_CHECKING:
    from pipeline.charts.draw import Drawing
    from pipeline.charts.pages import Pages
    from pipeline.narrative.document.model import Document as Shape
    from pipeline.narrative.document.model import Figure, Page, Sheet
    from pipeline.narrative.documents.letter import Addressee
    from pipeline.render.forms import Form


@dataclass(frozen=True)
class Job:
    """One place's documents to make: place, edition, the findings and the rows behind them as JSON, and the language."""

    place: Place
    edition: Edition
    findings: str
    rows: str
    language: str = "en"


@dataclass(frozen=True)
class Pictures:
    """What a document shows: by name the figures (SVG) and the coalition's logo; the figures again as pages of a PDF."""

    files: dict[str, bytes]
    pages: "Pages"


@dataclass(frozen=True)
class Document:
    """A kind of document: `suffix` ends its files' names, `figures` are what it shows, `render` gives its PDF.

    `render` takes the job, its pictures and the templates' folder; so does `page`, which gives the page for the web
    beside the PDF, where a document has one.
    """

    suffix: str
    figures: "Callable[[Job], tuple[Figure, ...]]"
    render: Callable[[Job, Pictures, Path], bytes]
    page: Callable[[Job, Pictures, Path], str] | None = None

    def files(self, job: Job, pictures: Pictures, templates: Path) -> dict[str, bytes]:
        """The document as files, by the ending of their names: ".pdf", and ".html" where it has a page for the web."""
        made = {".pdf": self.render(job, pictures, templates)}
        return made | {".html": self.page(job, pictures, templates).encode()} if self.page else made


@dataclass(frozen=True)
class Made:
    """A finished document: where it lies, whose job it is, and of which kind it is."""

    path: Path
    job: Job
    document: Document

    @property
    def page(self) -> Path:
        """The page for the web beside it, where its kind has one."""
        return self.path.with_suffix(".html")

    @property
    def files(self) -> tuple[Path, ...]:
        """The document's files: its PDF, and its page for the web where its kind has one."""
        return (self.path, self.page) if self.document.page else (self.path,)


def page_of(job: Job) -> "Page":
    """The words of a job's briefing, in its language."""
    from pipeline.narrative.documents.briefing import page
    from pipeline.narrative.language.locale import speaking

    with speaking(job.language):
        return page(from_json(job.findings), job.edition)


def sheet_of(job: Job) -> "Sheet":
    """The words of a job's one-page sheet, in its language."""
    from pipeline.narrative.documents.sheet import onepage
    from pipeline.narrative.language.locale import speaking

    with speaking(job.language):
        return onepage(from_json(job.findings), job.edition)


def pictures(job: Job, document: Document, shapes: Path) -> Pictures:
    """A document's pictures, drawn anew and written nowhere; `shapes` is what maps are cut from."""
    from pipeline.charts.draw import drawing

    figures = document.figures(job)
    drawn = {figure.name: drawing(figure.chart, shapes) for figure in figures}
    return shown(job, figures, drawn, shapes)


def shown(job: Job, figures: "tuple[Figure, ...]", drawn: "dict[str, Drawing]", shapes: Path) -> Pictures:
    """What a document of `figures`, drawn already, shows."""
    from pipeline.charts.pages import pages

    made = pages({f.name: f.chart for f in figures}, {name: one.figure for name, one in drawn.items()}, shapes)
    return Pictures({name: one.svg for name, one in drawn.items()} | logo(job.edition), made)


def logo(edition: Edition) -> dict[str, bytes]:
    """The coalition's logo by the name under which a page asks for it; nothing where it has none."""
    from pipeline.narrative.wording.edition_words import LOGO

    return {LOGO: edition.coalition.picture} if edition.coalition.picture else {}


def letter_pdf(job: Job, to: "Addressee", key: str, templates: Path) -> bytes:
    """A job's cover letter as a PDF, in its language; `key` tells the recipient's file from others of the place.

    Raises UserError where the edition is nobody's, OverfullPage where its words are too many.
    """
    from pipeline.narrative.documents.letter import letter
    from pipeline.narrative.language.locale import speaking
    from pipeline.render.attachments import attached_files
    from pipeline.render.html import render_letter
    from pipeline.render.pdf import LETTER, render_pdf

    found = from_json(job.findings)
    with speaking(job.language):
        html = render_letter(letter(found, job.edition, to), templates)
        files = attached_files(found, job.findings, job.rows)
        return render_pdf(html, logo(job.edition), templates, _identifier(job, "letter", key), files, look=LETTER)


def packet_pdf(language: str, parts: "tuple[bytes, bytes, bytes]") -> bytes:
    """A letter, its sheet and its briefing as one PDF to print, whose parts bear their names in this language."""
    from pipeline.narrative.documents.letter import part_names
    from pipeline.narrative.language.locale import speaking
    from pipeline.render.packet import Part, packet

    with speaking(language):
        return packet([Part(*part) for part in zip(part_names(), parts, strict=True)])


def _briefing_figures(job: Job) -> "tuple[Figure, ...]":
    return _figures(page_of(job))


def _figures(document: "Shape") -> "tuple[Figure, ...]":
    from pipeline.narrative.document.walk import all_figures

    return all_figures(document)


def _briefing(job: Job, pictures: Pictures, templates: Path) -> bytes:
    from pipeline.narrative.language.locale import speaking
    from pipeline.render.attachments import attached_files
    from pipeline.render.html import render_html
    from pipeline.render.pdf import BRIEFING, PRESENT, render_pdf

    look = PRESENT if job.edition.leads_with == "the present" else BRIEFING
    with speaking(job.language):
        html = render_html(page_of(job), templates)
        files = attached_files(from_json(job.findings), job.findings, job.rows)
        return render_pdf(html, _shown(pictures), templates, _identifier(job), files, look=look)


def _sheet(job: Job, pictures: Pictures, templates: Path) -> bytes:
    from pipeline.narrative.language.locale import speaking
    from pipeline.render.attachments import attached_files
    from pipeline.render.html import render_sheet
    from pipeline.render.pdf import SHEET, render_pdf

    with speaking(job.language):
        html = render_sheet(sheet_of(job), templates)
        files = attached_files(from_json(job.findings), job.findings, job.rows)
        return render_pdf(html, _shown(pictures), templates, _identifier(job, "onepager"), files, look=SHEET)


def _web(job: Job, pictures: Pictures, templates: Path) -> str:
    from pipeline.narrative.language.locale import speaking
    from pipeline.render.web import render_web

    with speaking(job.language):
        return render_web(page_of(job), pictures.files, templates)


def _shown(pictures: Pictures) -> "dict[str, bytes | Form]":
    """What the PDF shows: figures as forms, the logo as it is."""
    from pipeline.render.forms import forms

    return {**pictures.files, **forms(pictures.pages)}


def _identifier(job: Job, *kind: str) -> bytes:
    """What makes a file's identity: the same for the same document, whenever and wherever it is made."""
    return "/".join((job.edition.name, job.place.slug, job.language, *kind)).encode()


BRIEFING = Document("", _briefing_figures, _briefing, _web)
ONEPAGER = Document("-onepager", lambda job: _figures(sheet_of(job)), _sheet)
