"""What a document must pass before it goes out: it says what the data say, in each of its files, and meets both standards."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pipeline.documents import Made
from pipeline.folders import Folders


def faults(made: Iterable[Made], folders: Folders, note: Callable[[str], None] = lambda text: None) -> Iterator[str]:
    """What is wrong with finished documents, a line each; nothing where all may go out.

    `note` is told what keeps a check from being whole though it passes: that one validator of two could not be asked.
    """
    documents = list(made)
    for one in documents:
        yield from _audit(one, folders)
    yield from _standards([one.path for one in documents], note)


def _audit(one: Made, folders: Folders) -> Iterator[str]:
    """Every file of the document, PDF and page for the web, read and held against its like made today."""
    from pipeline.audit.whole import check_one

    for checked in check_one(one.job, one.document, folders):
        yield from (f"{checked.path.as_posix()}: {fault}" for fault in checked.faults)


def unread(path: Path, one: Made, folders: Folders) -> Iterator[str]:
    """What the audit, reading the PDF at `path` as this document, does not find in the data, a line each."""
    from pipeline.audit.whole import reading

    verdict = reading(path, one.job, one.document, folders)
    yield from (f"{path.as_posix()}: {fault}" for fault in verdict.faults)


def _standards(paths: list[Path], note: Callable[[str], None]) -> Iterator[str]:
    from pipeline.validate import validate

    if paths:
        report = validate(paths)
        if report.not_asked:
            note(f"Checked by one validator of two. {report.not_asked}")
        if not report.passed:
            yield from (line for line in report.lines if line.startswith("FAILS"))
