"""Rounds one after the other, each with other documents, until somebody kills them: python -m tests.publish.rounds FIRST.

In place of what draws, renders and judges stand short files, so that a kill hits the round itself: inbox, lock, publication,
site, retention, status. Run in a folder with data/, editions/, templates/ and pipeline/.
"""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from pipeline import build
from pipeline.build import Done, Workshop
from pipeline.documents import Document, Job
from pipeline.files import write_whole
from pipeline.folders import Folders
from pipeline.publish import checks
from pipeline.publish.regenerate import Round
from pipeline.site import build as sites
from pipeline.site.model import Site

EDITION = "ours"
FIRST_DAY = date(2026, 1, 1)
POLICY = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'"><h1>x</h1>"""


class Press:
    """In place of what draws, renders and judges: every file holds the number of its round, many times."""

    number = 0

    def begin(self) -> None:
        """Take that place, in this process."""
        press = self
        Workshop.report = lambda shop, job, document=build.BRIEFING: press.report(shop, job, document)  # type: ignore[method-assign]
        checks.faults = lambda made, folders, note: iter(())  # type: ignore[assignment]
        sites.files = press.site

    def report(self, shop: Workshop, job: Job, document: Document) -> Done:
        path = shop.folders.document(job.edition, job.place, job.language, document.suffix)
        for file in (path, path.with_suffix(".html")) if document.page else (path,):
            write_whole(file, f"{self.number} " * 2000)
        return Done(path, "other words")

    def site(self, site: Site) -> Iterator[tuple[str, bytes]]:
        yield "index.html", POLICY.encode()
        for name in range(20):
            yield f"data/{name}.txt", f"{self.number} ".encode() * 2000


def main(first: int, rounds: int = 100_000) -> None:
    """Rounds from `first` on."""
    build.load_tables = cache(build.load_tables)
    press = Press()
    press.begin()
    for number in range(first, first + rounds):
        press.number = number
        status = Round(EDITION, Folders(), lambda line: None, FIRST_DAY + timedelta(days=number)).run()
        print(status.state, flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
