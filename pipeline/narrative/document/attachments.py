"""What is attached to a briefing's PDF, told to the reader on its last page."""

from pipeline.narrative.document.model import Said
from pipeline.narrative.language.locale import _

FINDINGS = "findings.json"
ROWS = "rows.json"
SOURCES = "sources.json"


def attached() -> Said:
    """The attached files, each with what it holds, in one sentence."""
    return Said(
        _(
            "Attached to this file: {findings} (every finding with its counts, period, method and sources), {rows} (the "
            "rows of the data tables that the findings were computed from) and {sources} (each source with its publisher, "
            "date and address)."
        ).format(findings=FINDINGS, rows=ROWS, sources=SOURCES)
    )
