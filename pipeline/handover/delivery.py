"""A run of deliveries: who is due, what goes to them, and each once; temporary failures are tried again, with patience."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Literal

from pipeline.handover.ledger import Entry, Ledger, key
from pipeline.handover.message import Attachment, message, message_id
from pipeline.handover.recipients import Recipient
from pipeline.handover.sending import Outcome
from pipeline.handover.server import Sender
from pipeline.narrative.documents.mail import Words

State = Literal["new", "unfinished", "already sent", "refused before"]


@dataclass(frozen=True)
class Parcel:
    """What goes to a recipient: words and file; `file` tells the briefing, also where it goes as a link."""

    recipient: Recipient
    words: Words
    file: Attachment
    linked: bool = False


@dataclass(frozen=True)
class Due:
    """A parcel with its place in the ledger: the message as it would go, and whether it must; `again`: by the user's word."""

    parcel: Parcel
    state: State
    mail: EmailMessage
    entry: Entry
    again: bool = False

    @property
    def goes(self) -> bool:
        """Whether it is to be sent."""
        return self.again or self.state in ("new", "unfinished")


@dataclass(frozen=True)
class Summary:
    """What a run came to: the entries sent, those refused for good, and those left for the next run with the reason."""

    sent: tuple[Entry, ...]
    refused: tuple[Entry, ...]
    left: tuple[Entry, ...]


@dataclass(frozen=True)
class Pace:
    """The run's patience: seconds between messages and before each further round; `sleep` waits."""

    between: float
    waits: tuple[float, ...]
    sleep: Callable[[float], None] = time.sleep


def due(parcels: Iterable[Parcel], ledger: Ledger, edition: str, sender: Sender, resend: str = "") -> Iterator[Due]:
    """Each parcel with what the ledger says of it; those of the recipient `resend` (name or slug) go once more."""
    at = datetime.now(UTC).replace(microsecond=0)
    for parcel in parcels:
        one = parcel.recipient
        who, sha256 = key(one), parcel.file.sha256
        again = bool(resend) and resend.casefold() in (one.name.casefold(), one.slug)
        times = ledger.times(who, edition, sha256)
        id = message_id(who, edition, sha256, sender, times)
        mail = message(one, parcel.words, None if parcel.linked else parcel.file, sender, id, at)
        entry = Entry(at.isoformat(), "begun", one.slug, who, one.place.slug, edition, one.language, sha256, id)
        yield Due(parcel, _state(ledger.last(who, edition, sha256)), mail, entry, again)


def _state(last: Entry | None) -> State:
    if last is None:
        return "new"
    states: dict[str, State] = {"begun": "unfinished", "sent": "already sent", "failed": "refused before"}
    return states[last.event]


def deliver(
    items: Iterable[Due],
    ledger: Ledger,
    send: Callable[[EmailMessage, str], Outcome],
    pace: Pace,
    tell: Callable[[str], None],
) -> Summary:
    """Send what is due, one message a recipient, in rounds; every step is in the ledger before the next.

    A message is written down as begun before the server is asked, and as sent once it took it: after a crash between
    the two it goes a second time, under the same Message-ID, and no other does.
    """
    waiting = [item for item in items if item.goes]
    sent: list[Entry] = []
    refused: list[Entry] = []
    reasons: dict[str, str] = {}
    for wait in (0.0, *pace.waits):
        if waiting and wait:
            tell(f"{len(waiting)} to be tried again in {wait:.0f} seconds.")
            pace.sleep(wait)
        still: list[Due] = []
        for item in waiting:
            ledger.add(item.entry)
            outcome = send(item.mail, item.parcel.recipient.email)
            if outcome.result == "later":
                still.append(item)
                reasons[item.entry.message_id] = outcome.reason
            else:
                ledger.add(closed := _closed(item, outcome))
                (sent if outcome.result == "sent" else refused).append(closed)
            _told(item, outcome, tell)
            pace.sleep(pace.between)
        waiting = still
    left = [replace(item.entry, reason=reasons[item.entry.message_id]) for item in waiting]
    return Summary(tuple(sent), tuple(refused), tuple(left))


def _closed(item: Due, outcome: Outcome) -> Entry:
    at = datetime.now(UTC).replace(microsecond=0).isoformat()
    return replace(item.entry, at=at, event="sent" if outcome.result == "sent" else "failed", reason=outcome.reason)


def _told(item: Due, outcome: Outcome, tell: Callable[[str], None]) -> None:
    words = {"sent": "sent", "later": "not now", "refused": "refused for good"}[outcome.result]
    reason = f" ({outcome.reason})" if outcome.reason else ""
    tell(f"{item.entry.place}, {item.entry.recipient}: {words}{reason}")
