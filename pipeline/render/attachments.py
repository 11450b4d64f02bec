"""The files inside a PDF: findings, the rows behind them and the sources, so that it can be checked by itself."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from weasyprint import Attachment  # type: ignore[import-untyped]

from pipeline.findings.model import CityFindings
from pipeline.narrative.document.attachments import FINDINGS, ROWS, SOURCES


@dataclass(frozen=True)
class AttachedFile:
    """A file to attach; `day` (ISO) stands in the PDF as the day it was made, for the clock's would differ each run."""

    name: str
    text: str
    day: str


def attached_files(found: CityFindings, findings: str, rows: str) -> tuple[AttachedFile, ...]:
    """The files of a briefing: its findings and rows as they are written, and the sources by id as JSON."""
    sources = {id: asdict(found.sources[id]) for id in sorted(found.sources)}
    text = json.dumps(sources, indent=1, ensure_ascii=False) + "\n"
    return tuple(AttachedFile(*file, found.as_of) for file in ((FINDINGS, findings), (ROWS, rows), (SOURCES, text)))


def as_attachment(file: AttachedFile) -> Attachment:
    """The file as WeasyPrint takes it: data of the document (PDF/A-3), from memory, without a path."""
    day = datetime.fromisoformat(file.day)
    return Attachment(string=file.text, name=file.name, created=day, modified=day, relationship="Data")
