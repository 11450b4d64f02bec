"""What may go out: a briefing as it was published; where nothing is, one that is up to date and passes every check."""

from functools import cache
from pathlib import Path

from pipeline.build import Workshop
from pipeline.documents import BRIEFING, Job, Made
from pipeline.errors import MailNotReady
from pipeline.folders import SAMPLE, Folders
from pipeline.handover.message import Attachment
from pipeline.handover.recipients import Recipient
from pipeline.publish import checks, manifest
from pipeline.publish.publication import Shelf
from pipeline.sums import digest


class Clearance:
    """The briefings of an edition, each looked at once a run."""

    def __init__(self, edition: str) -> None:
        self.edition = edition
        self.workshop = cache(lambda language: Workshop(edition, language))
        self.made = cache(lambda slug, language: self.workshop(language).job_of(slug))  # many recipients, few places
        self.attachment = cache(self._attachment)

    def job(self, recipient: Recipient) -> Job:
        """The job of a recipient's place in their language."""
        return self.made(recipient.place.slug, recipient.language)

    def of(self, recipient: Recipient) -> Attachment:
        """The briefing that goes to a recipient. Raises MailNotReady with what stands against it."""
        return self.attachment(recipient.place.slug, recipient.language)

    def _attachment(self, slug: str, language: str) -> Attachment:
        shop = self.workshop(language)
        job = self.made(slug, language)
        path = shop.folders.document(job.edition, job.place, language)
        if path.name.startswith(SAMPLE):
            raise MailNotReady(f"{path.as_posix()} does not go out: it shows made-up rows (SAMPLE).")
        published = Shelf(shop.folders.published(self.edition)).latest
        if published:
            return _of_publication(published, path.name)
        why = shop.stale(job)
        if why:
            make = f'make report CITY="{job.place.city}, {job.place.state}" EDITION={self.edition} IN={language}'
            raise MailNotReady(f"{path.as_posix()} does not go out: it must be made first ({why}). Type: {make}")
        _audited_and_valid(path, job)
        return Attachment(path.name, path.read_bytes())


def _of_publication(folder: Path, name: str) -> Attachment:
    """A briefing as it was published. Raises MailNotReady where it was not, or is no longer as it was."""
    written = manifest.read(folder).files
    path = folder / name
    if name not in written:
        raise MailNotReady(
            f"{name} does not go out: it is not in the publication {folder.name}. First: make regenerate"
        )
    if not path.is_file() or digest(path) != written[name]:
        raise MailNotReady(f"{path.as_posix()} does not go out: it is not as it was published (make verify).")
    return Attachment(name, path.read_bytes())


def _audited_and_valid(path: Path, job: Job) -> None:
    """Check a briefing as `make audit` and `make validate` do. Raises MailNotReady."""
    found = list(checks.faults([Made(path, job, BRIEFING)], Folders()))
    if found:
        raise MailNotReady(f"{path.as_posix()} does not go out: {len(found)} faults, the first: {found[0]}")
