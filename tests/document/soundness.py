"""All that is asked of a finished document, in one list of complaints: empty for a sound one.

Each check is shown a fault where it is at home: tags in test_tags, colours in test_contrast, traces in test_reproducible.
"""

import os
import re
import socket
from getpass import getuser
from pathlib import Path

import page  # type: ignore[import-untyped]
import pikepdf
from pypdf import PdfReader

from pipeline.documents import BRIEFING, Document, Job, page_of, sheet_of
from pipeline.narrative.document.attachments import FINDINGS, ROWS, SOURCES
from pipeline.narrative.language.locale import speaking
from pipeline.render.html import render_html, render_sheet
from pipeline.validate import STANDARDS

from ..conftest import ROOT
from . import hard, order, reading
from .checks import faults
from .contrast import TEXT, colours_of_text, contrast

TIMES = re.compile(rb"D:20(?!110816000000Z)\d\d|<xmp:(?:Create|Modify|Metadata)Date>")
FAMILIES = ("Briefing-Sans", "Briefing-Serif", "BriefingSans", "BriefingSerif")  # the latter inside figures


def complaints(path: Path, job: Job, document: Document) -> list[str]:
    """What is wrong with a job's document: tags, standards, order, language, colours, fonts, attachments, traces."""
    data = path.read_bytes()
    opened, reader = hard.opened(data), reading.read(data)
    html = html_of(job, document)
    return [
        *(f"{check}: {found}" for check, found in faults(opened).items()),
        *broken_rules(data),
        *order.counted(opened, html),
        *order.out_of_order(data, html),
        *([] if str(opened.Root.Lang) == job.language else [f"the file says that its language is {opened.Root.Lang}"]),
        *(f"text in {colour}" for colour in colours_of_text(opened) if contrast(colour) < TEXT),
        *strange_fonts(reader),
        *wrong_attachments(reader, job),
        *(f"a heading at the foot of its page: {heading}" for heading in reading.stranded_headings(reader)),
        *traces(path),
    ]


def html_of(job: Job, document: Document) -> str:
    """The HTML that a document was made of."""
    with speaking(job.language):
        if document is BRIEFING:
            return render_html(page_of(job), hard.TEMPLATES)
        return render_sheet(sheet_of(job), hard.TEMPLATES)


def broken_rules(data: bytes) -> list[str]:
    """The rules of both standards that page-validation sees broken."""
    return [rule.rule_id for profile in STANDARDS for rule in page.validate_pdf_bytes(data, profile=profile).failures]


def strange_fonts(reader: PdfReader) -> list[str]:
    """Fonts that are not the project's own, or not in the file."""
    found = reading.fonts(reader)
    return [f"font {name}" for name, inside in found.items() if not (inside and name.startswith(FAMILIES))]


def wrong_attachments(reader: PdfReader, job: Job) -> list[str]:
    """Whether the findings, the rows behind them and the sources are attached, and are the job's."""
    inside = {file.name: file.content for file in reader.attachment_list}
    wrong = [] if list(inside) == [FINDINGS, ROWS, SOURCES] else [f"attached: {', '.join(inside)}"]
    same = inside.get(FINDINGS) == job.findings.encode() and inside.get(ROWS) == job.rows.encode()
    return wrong + ([] if same else ["the findings or rows attached are not those of the document"])


# What of this machine, its user or the hour stands in a file.


def own_names() -> list[str]:
    return [str(ROOT), str(Path.home()), socket.gethostname(), os.uname().nodename, getuser()]


def traces(path: Path) -> list[str]:
    """What of this machine, its user or the hour stands in a PDF: names as words of its metadata, long ones anywhere."""
    with pikepdf.open(path) as opened:
        said = b"\n".join(
            [each.unparse(resolved=True) for each in (opened.docinfo, opened.trailer)]
            + [opened.Root.Metadata.read_bytes()]
        )
    data = told(path)
    words = [name for name in own_names() if re.search(rb"(?<!\w)%s(?!\w)" % re.escape(name.encode()), said)]
    found = [name for name in own_names() if len(name) > 6 and name.encode() in data]
    return words + found + [time.decode() for time in TIMES.findall(data)]


def told(path: Path) -> bytes:
    """All that a PDF holds, decompressed: its objects, its metadata, its attached files."""
    with pikepdf.open(path) as opened:
        parts = [each.read_bytes() if isinstance(each, pikepdf.Stream) else each.unparse() for each in _objects(opened)]
    return b"\n".join(parts) + path.read_bytes()


def _objects(opened: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [each for each in opened.objects if not (isinstance(each, pikepdf.Stream) and _is_font(each))]


def _is_font(stream: pikepdf.Object) -> bool:
    return "/Length1" in stream or stream.get("/Subtype") in ("/OpenType", "/Type1C", "/CIDFontType0C")
