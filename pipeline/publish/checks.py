"""What a document must pass before it goes out: every number has its finding, and both standards are met."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.documents import BRIEFING, Document, Job


@dataclass(frozen=True)
class Made:
    """A finished document of a kind, and the job whose it is."""

    path: Path
    job: Job
    document: Document = BRIEFING


def faults(made: Iterable[Made], data: Path) -> Iterator[str]:
    """What is wrong with finished documents, a line each; nothing where all may go out."""
    documents = list(made)
    for one in documents:
        yield from unread(one, data)
    yield from _standards([one.path for one in documents])


def unread(one: Made, data: Path) -> Iterator[str]:
    """What the audit, reading a document, does not find in the data, a line each."""
    from pipeline.audit.verdict import audit
    from pipeline.audit.whole import KINDS
    from pipeline.findings.city import from_json

    write, found = dict(KINDS)[one.document], from_json(one.job.findings)
    verdict = audit(one.path.read_bytes(), found, one.job.edition, data, one.job.language, write)
    yield from (f"{one.path.as_posix()}: {fault}" for fault in verdict.faults)


def _standards(paths: list[Path]) -> Iterator[str]:
    from pipeline.validate import validate

    if paths:
        report = validate(paths)
        if not report.passed:
            yield from (line for line in report.lines if line.startswith("FAILS"))
