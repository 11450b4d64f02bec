"""The ledger of what went to whom: a line a fact, only ever added to, so that each message goes once.

No line holds an address: a recipient is told by the hash of theirs, which finds them again and tells nobody who they are.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from pipeline.handover.recipients import Recipient

NAME = "deliveries.jsonl"
Event = Literal["begun", "sent", "failed"]


@dataclass(frozen=True)
class Entry:
    """A fact: at a time a message with a file (its SHA-256) was `begun`, `sent`, or `failed` for good with a `reason`."""

    at: str
    event: Event
    recipient: str
    key: str
    place: str
    edition: str
    language: str
    sha256: str
    message_id: str
    reason: str = ""


def key(recipient: Recipient) -> str:
    """What tells a recipient in the ledger: the hash of place and address."""
    return hashlib.sha256(f"{recipient.place.slug}\n{recipient.email.casefold()}".encode()).hexdigest()[:32]


class Ledger:
    """The facts so far, and a file to add to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.entries = tuple(_entries(path))

    def last(self, who: str, edition: str, sha256: str) -> Entry | None:
        """The last fact about a file of an edition and a recipient (by key); None if it never began."""
        found = (e for e in reversed(self.entries) if (e.key, e.edition, e.sha256) == (who, edition, sha256))
        return next(found, None)

    def times(self, who: str, edition: str, sha256: str) -> int:
        """How often the file was sent to the recipient."""
        return sum((e.key, e.edition, e.sha256, e.event) == (who, edition, sha256, "sent") for e in self.entries)

    def add(self, entry: Entry) -> None:
        """Write a fact so that no crash of machine or program loses it."""
        line = json.dumps(asdict(entry), ensure_ascii=False) + "\n"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a+b") as file:
            if file.tell() and not _ends_whole(self.path):
                file.write(b"\n")  # a crash tore the last line: it stays alone, and is passed over
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())
        self.entries = (*self.entries, entry)


def _entries(path: Path) -> Iterator[Entry]:
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            yield Entry(**json.loads(line))
        except (ValueError, TypeError):
            continue  # torn by a crash


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
