"""What can go wrong, said to a campaigner: what is wrong, where, and what to do. The CLI prints these as one line."""

import errno
from collections.abc import Sequence

_REMEDIES = {
    errno.ENOSPC: "the disk is full: make room and try again",
    errno.EDQUOT: "your share of the disk is full: make room and try again",
    errno.EROFS: "the disk cannot be written to",
    errno.EFBIG: "the file would be larger than may be written here",
    errno.EACCES: "it may not be read or written by you: whose is it?",
    errno.EPERM: "it may not be changed by you: whose is it?",
    errno.ENAMETOOLONG: "its name is too long for this disk",
    errno.EEXIST: "something else stands in its place: move that away",
    errno.ENOTDIR: "a file stands where a folder should be: move it away",
    errno.EISDIR: "a folder stands where a file should be: move it away",
    errno.ENOENT: "it is gone; if it is a file of ours: git checkout brings it back",
}


def unwritable(error: OSError) -> str:
    """What the system refused, in one line: the file, the reason, what to do. Earlier files are as they were."""
    where = str(error.filename2 or error.filename or "a file")
    reason = _REMEDIES.get(error.errno or 0, error.strerror or type(error).__name__)
    return f"{where}: {reason}. Nothing that was finished is changed."


class BriefingError(Exception):
    """Something failed that is nobody's mistake at the keyboard; exit code 1."""

    exit_code = 1


class UserError(BriefingError):
    """The user can put it right: a name, an option, a line in a table; exit code 2."""

    exit_code = 2


class UnknownPlace(UserError):
    """No place of that name is in data/places.csv."""


class AmbiguousPlace(UserError):
    """Several places bear the name."""


class UnknownEdition(UserError):
    """No such file under editions/."""


class BrokenEdition(UserError):
    """A line of an edition file does not say what it must."""


class BrokenTable(UserError):
    """A table in data/ breaks its contract: names file, row, column, expected and found."""


class RefusedFile(UserError):
    """A file that was brought cannot be taken; `breaches` are all faults of its rows, a line each."""

    def __init__(self, text: str, breaches: Sequence[str] = ()) -> None:
        super().__init__(text)
        self.breaches = tuple(breaches)


class SampleOnly(UserError):
    """Made-up rows lie in data/own/: documents are made as samples, and none is handed over or published."""


class RefusedAsset(BriefingError):
    """A page asked for a file that is not the run's own."""


class OverfullPage(BriefingError):
    """A page that must hold its whole content cannot."""


class UndrawableChart(BriefingError):
    """A chart was given something it cannot draw."""


class MachineNotReady(UserError):
    """The machine lacks something that set-up may not install by itself; ends with the line to type."""


class SetupFailed(BriefingError):
    """An installer failed during set-up; its own words stand above."""


class UnknownRow(BriefingError):
    """A finding names a row that no table of data/ has."""


class UnreadablePdf(BriefingError):
    """A file to be audited is no PDF, or one without tags."""


class AuditFailed(BriefingError):
    """Something in a finished briefing has no father; what, stands in the lines above."""


class UnknownTag(BriefingError):
    """WeasyPrint tagged a PDF in a way that the mending of tags does not know: it must be looked at before use."""


class JavaMissing(UserError):
    """A validator needs Java, and this machine has none that will do."""


class ValidatorFailed(BriefingError):
    """A validator could not be run to its end."""


class NothingToValidate(UserError):
    """There is no PDF in output/."""


class StandardNotMet(BriefingError):
    """A PDF breaks a rule of PDF/UA-1 or PDF/A-3a."""


class BrokenRecipients(UserError):
    """The list of recipients is no table that can be read, or not one row of it is whole."""


class MailNotReady(UserError):
    """What sending needs is missing or wrong: the server, its password, the sender, or a document that may go out."""


class NotAllSent(BriefingError):
    """Some messages could not be sent; which, stands in the lines above."""


class Busy(BriefingError):
    """Somebody else holds the lock; exit code 75, without harm."""

    exit_code = 75


class RowsLeftOut(BriefingError):
    """Some rows of the list of recipients are not whole; which, stands in the lines above."""


class BrokenPublication(UserError):
    """A folder is no publication, or not the one that its manifest tells of."""


class NotPublished(BriefingError):
    """A check failed, so nothing was published and the last publication stays; what failed, stands in the lines above."""


class NotWhole(BriefingError):
    """A published folder differs from its manifest; where, stands in the lines above."""


class NotScheduled(BriefingError):
    """The machine did not take the schedule; says why."""


class NotAllMade(BriefingError):
    """Some briefings of a run could not be made; which and why, stands in the lines above."""


class MachinesDiffer(UserError):
    """A machine of the run has other code, data, packages, fonts or Pango than this one."""
