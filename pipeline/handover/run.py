"""A run of `make deliver`: what would go is shown, or sent and written down; or who got what is told."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from pipeline.documents import Job
from pipeline.errors import MailNotReady, NotAllSent, UserError
from pipeline.files import write_whole
from pipeline.findings.city import from_json
from pipeline.handover.cleared import Clearance
from pipeline.handover.delivery import Due, Pace, Parcel, Summary, deliver, due
from pipeline.handover.ledger import Entry, Ledger, key
from pipeline.handover.letters import addressee
from pipeline.handover.recipients import Recipient, Recipients
from pipeline.handover.sending import send as by_smtp
from pipeline.handover.server import Sender, sender, server, waits
from pipeline.narrative.documents.mail import Words, words
from pipeline.narrative.language.locale import speaking

MANY = 25  # messages above which SEND=yes must be said with their number
OUTBOX = Path("build/outbox")
PLACEHOLDER = "sender@example.org"  # shown where MAIL_FROM is not set, in what is only looked at


@dataclass(frozen=True)
class Run:
    """What a run is about: the list, the edition, what went before, and who gets it once more (`resend`: a name)."""

    listed: Recipients
    edition: str
    ledger: Ledger
    resend: str = ""


@dataclass(frozen=True)
class Prepared:
    """Who is due, and why some briefings may not go out."""

    items: tuple[Due, ...]
    held: tuple[str, ...]

    @property
    def number(self) -> int:
        """How many messages go."""
        return sum(item.goes for item in self.items)

    def count(self, state: str) -> int:
        """How many are in a state."""
        return sum(item.state == state for item in self.items)


def show(run: Run) -> None:
    """Tell what would go to whom, and write the messages as files for any mail program; nothing is sent."""
    given = {**os.environ, "MAIL_FROM": os.environ.get("MAIL_FROM") or PLACEHOLDER}
    prepared = _prepared(run, sender(given))
    for earlier in OUTBOX.glob("*.eml"):
        earlier.unlink()  # what lies there is what would go now, and nothing else
    for item in prepared.items:
        one = item.parcel.recipient
        click.echo(f"row {one.row}: {one.name}, {one.place.full_name}: {_shown(item) if item.goes else item.state}")
    _tell_held(prepared)
    if given["MAIL_FROM"] == PLACEHOLDER:
        click.echo(f"MAIL_FROM is not set: the messages show {PLACEHOLDER} in its place.")
    number, counted = prepared.number, f" COUNT={prepared.number}" if prepared.number > MANY else ""
    click.echo(f"Nothing was sent. {_messages(number)} would go; to send: SEND=yes{counted}")
    if prepared.held:
        raise NotAllSent("Some briefings may not go out; why, stands above.")


def send(run: Run, count: str) -> None:
    """Send what is due and tell what came of it. Raises NotAllSent where somebody did not get theirs."""
    whose, host = sender(os.environ), server(os.environ)
    prepared = _prepared(run, whose)
    _confirmed(prepared.number, count)
    for item in prepared.items:
        if item.state == "unfinished":
            who = f"{item.entry.place}, {item.entry.recipient}"
            click.echo(f"{who}: an earlier run was cut off; the message may arrive twice, under the same Message-ID.")
    pace = Pace(60 / whose.per_minute, waits(os.environ))
    done = deliver(prepared.items, run.ledger, lambda mail, to: by_smtp(mail, to, host), pace, click.echo)
    _tell_held(prepared)
    _tell_end(prepared, done)


def status(listed: Recipients, ledger: Ledger) -> None:
    """Tell who of the list got which edition when."""
    for one in listed.good:
        entries = [entry for entry in ledger.entries if entry.key == key(one) and entry.event != "begun"]
        told = "; ".join(f"{entry.edition} ({entry.language}) {_happened(entry)}" for entry in entries)
        click.echo(f"{one.name}, {one.place.full_name}: {told or 'nothing yet'}")


def _prepared(run: Run, whose: Sender) -> Prepared:
    held: list[str] = []
    parcels = _parcels(run, whose, held)
    items = tuple(due(parcels, run.ledger, run.edition, whose, run.resend))
    if run.resend and not any(item.again for item in items):
        raise UserError(f'RESEND: nobody in the list who gets mail is called "{run.resend[:60]}".')
    return Prepared(items, tuple(dict.fromkeys(held)))


def _parcels(run: Run, whose: Sender, held: list[str]) -> Iterator[Parcel]:
    """What goes to each who gets mail; why a briefing may not go out is told in `held`."""
    clearance = Clearance(run.edition)
    for one in run.listed.good:
        if not one.by_mail:
            continue
        try:
            file, job = clearance.of(one), clearance.job(one)
            linked = len(file.data) > whose.largest
            yield Parcel(one, _words(one, job, file.name if linked else ""), file, linked)
        except MailNotReady as error:
            held.append(str(error))


def _words(one: Recipient, job: Job, linked: str) -> Words:
    with speaking(one.language):
        return words(from_json(job.findings), job.edition, addressee(one), linked)


def _shown(item: Due) -> str:
    path = OUTBOX / f"{item.entry.place}-{item.entry.recipient}.{item.entry.language}.eml"
    write_whole(path, item.mail.as_bytes())
    return f"would go: {item.parcel.file.name}, as {path.as_posix()}"


def _confirmed(number: int, count: str) -> None:
    if number > MANY and count != str(number):
        raise UserError(f"{number} messages would go. To send so many, say their number: SEND=yes COUNT={number}")
    if count and count != str(number):
        raise UserError(f"COUNT={count[:12]}, but {_messages(number)} would go. Nothing was sent.")


def _messages(number: int) -> str:
    return "1 message" if number == 1 else f"{number} messages"


def _tell_held(prepared: Prepared) -> None:
    for why in prepared.held:
        click.echo(f"  {why}", err=True)


def _tell_end(prepared: Prepared, done: Summary) -> None:
    already, before = prepared.count("already sent"), prepared.count("refused before")
    failed = len(done.refused) + before
    click.echo(f"Sent {len(done.sent)}, already sent {already}, failed {failed}, left {len(done.left)}.")
    if before:
        click.echo(f"{_messages(before)} refused in an earlier run: mend the address in the list, or RESEND=name.")
    if failed or done.left or prepared.held:
        raise NotAllSent("Not everybody got it; who and why, stands above. What is left goes with the next run.")


def _happened(entry: Entry) -> str:
    return f"sent {entry.at[:10]}" if entry.event == "sent" else f"refused {entry.at[:10]} ({entry.reason})"
