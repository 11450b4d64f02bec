"""What may go out: a briefing that is up to date, whose every number has its finding, and that meets both standards."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from pipeline.build import Workshop
from pipeline.documents import Job
from pipeline.errors import MailNotReady
from pipeline.handover.message import Attachment
from pipeline.handover.recipients import Recipient

SAMPLE = "SAMPLE-"  # begins the name of every document that shows made-up rows


class Clearance:
    """The briefings of an edition, each looked at once a run. `check` is what a PDF must pass, by path and job."""

    def __init__(self, edition: str, check: "Callable[[Path, Job], None] | None" = None) -> None:
        self.edition, self.check = edition, check or audited_and_valid
        self.workshop = cache(lambda language: Workshop(edition, language))
        self.attachment = cache(self._attachment)

    def job(self, recipient: Recipient) -> Job:
        """The job of a recipient's place in their language."""
        return self.workshop(recipient.language).job_of(recipient.place.slug)

    def of(self, recipient: Recipient) -> Attachment:
        """The briefing that goes to a recipient. Raises MailNotReady with what stands against it."""
        return self.attachment(recipient.place.slug, recipient.language)

    def _attachment(self, slug: str, language: str) -> Attachment:
        shop = self.workshop(language)
        job = shop.job_of(slug)
        path = shop.folders.document(job.edition, job.place, language)
        name = path.as_posix()
        why = shop.stale(job)
        if why:
            make = f'make report CITY="{job.place.city}, {job.place.state}" EDITION={self.edition} IN={language}'
            raise MailNotReady(f"{name} does not go out: it must be made first ({why}). Type: {make}")
        if path.name.startswith(SAMPLE):
            raise MailNotReady(f"{name} does not go out: it shows made-up rows (SAMPLE).")
        self.check(path, job)
        return Attachment(path.name, path.read_bytes())


def audited_and_valid(path: Path, job: Job) -> None:
    """Check a briefing as `make audit` and `make validate` do. Raises MailNotReady."""
    from pipeline.audit.verdict import audit
    from pipeline.findings.city import from_json
    from pipeline.folders import Folders
    from pipeline.validate import validate

    verdict = audit(path.read_bytes(), from_json(job.findings), job.edition, Folders().data, job.language)
    if verdict.faults:
        raise MailNotReady(f"{path.as_posix()} does not go out: the audit finds {len(verdict.faults)} faults in it.")
    if not validate([path]).passed:
        raise MailNotReady(f"{path.as_posix()} does not go out: it does not meet both standards (make validate).")
