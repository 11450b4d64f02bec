"""What may go out: a briefing as it was published; where nothing is, one that is up to date. Either passes the checks.

A publication was checked when it was published. It is read again, for a message tells what today's data say: the briefing that
goes with it must say the same.
"""

from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path

from pipeline.build import Workshop
from pipeline.documents import BRIEFING, Job, Made
from pipeline.errors import MailNotReady
from pipeline.folders import SAMPLE, Folders
from pipeline.handover.message import Attachment
from pipeline.handover.recipients import Recipient
from pipeline.publish import checks, manifest, publication
from pipeline.publish.publication import Shelf


class Clearance:
    """The briefings of an edition, each looked at once a run."""

    def __init__(self, edition: str) -> None:
        self.edition = edition
        self.workshop = cache(lambda language: Workshop(edition, language))
        self.made = cache(lambda slug, language: self.workshop(language).job_of(slug))  # many recipients, few places
        self.attachment = cache(self._attachment)
        self.published = Shelf(Folders().published(edition)).latest

    def job(self, recipient: Recipient) -> Job:
        """The job of a recipient's place in their language."""
        return self.made(recipient.place.slug, recipient.language)

    def of(self, recipient: Recipient) -> Attachment:
        """The briefing that goes to a recipient. Raises MailNotReady with what stands against it."""
        return self.attachment(recipient.place.slug, recipient.language)

    @cached_property
    def damage(self) -> str:
        """The first thing in which the publication differs from its manifest; "" where nothing does."""
        return next(iter(publication.faults(self.published)), "") if self.published else ""

    def _attachment(self, slug: str, language: str) -> Attachment:
        shop = self.workshop(language)
        job = self.made(slug, language)
        path = shop.folders.document(job.edition, job.place, language)
        if path.name.startswith(SAMPLE):
            raise MailNotReady(f"{path.as_posix()} does not go out: it shows made-up rows (SAMPLE).")
        if self.published:
            return self._of_publication(self.published / path.name, job)
        why = shop.stale(job)
        if why:
            make = f'make report CITY="{job.place.city}, {job.place.state}" EDITION={self.edition} IN={language}'
            raise MailNotReady(f"{path.as_posix()} does not go out: it must be made first ({why}). Type: {make}")
        _passed(path, checks.faults([Made(path, job, BRIEFING)], Folders()))
        return Attachment(path.name, path.read_bytes())

    def _of_publication(self, path: Path, job: Job) -> Attachment:
        """A briefing as it was published. Raises MailNotReady where it was not, or the publication is not as it was."""
        if path.name not in manifest.read(path.parent).files:
            raise MailNotReady(
                f"{path.name} does not go out: it is not in the publication {path.parent.name}. First: make regenerate"
            )
        if self.damage:
            raise MailNotReady(
                f"Nothing goes out: the publication is not as it was published (make verify): {self.damage}"
            )
        _passed(path, checks.unread(path, Made(path, job, BRIEFING), Folders()))
        return Attachment(path.name, path.read_bytes())


def _passed(path: Path, faults: Iterator[str]) -> None:
    """Raises MailNotReady with the first fault where there is any."""
    found = list(faults)
    if found:
        number = "1 fault" if len(found) == 1 else f"{len(found)} faults, the first"
        raise MailNotReady(f"{path.as_posix()} does not go out: {number}: {found[0]}")
