"""What a document must pass before it goes out: every number has its finding, and both standards are met."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.documents import Job


@dataclass(frozen=True)
class Made:
    """A finished document and the job whose it is; `audited` where the audit reads its kind."""

    path: Path
    job: Job
    audited: bool = True


def faults(made: Iterable[Made], data: Path) -> Iterator[str]:
    """What is wrong with finished documents, a line each; nothing where all may go out."""
    documents = list(made)
    for one in documents:
        if one.audited:
            yield from _audit(one, data)
    yield from _standards([one.path for one in documents])


def _audit(one: Made, data: Path) -> Iterator[str]:
    from pipeline.audit.verdict import audit
    from pipeline.findings.city import from_json

    verdict = audit(one.path.read_bytes(), from_json(one.job.findings), one.job.edition, data, one.job.language)
    yield from (f"{one.path.as_posix()}: {fault}" for fault in verdict.faults)


def _standards(paths: list[Path]) -> Iterator[str]:
    from pipeline.validate import validate

    if paths:
        report = validate(paths)
        if not report.passed:
            yield from (line for line in report.lines if line.startswith("FAILS"))
