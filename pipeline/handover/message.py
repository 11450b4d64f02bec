"""A message to one recipient: plain text and HTML of one source, the PDF beside them, its headers by Python's `email`."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from pipeline.handover.recipients import Recipient
from pipeline.handover.server import Sender
from pipeline.narrative.documents.mail import Paragraph, Words


@dataclass(frozen=True)
class Attachment:
    """The file that goes along: its name and its bytes."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """What tells the file."""
        return hashlib.sha256(self.data).hexdigest()


def message_id(key: str, edition: str, sha256: str, sender: Sender, times: int = 0) -> str:
    """The id of a message: the same for the same recipient (by key), edition, file and `times` it was sent before.

    So a mail program that gets a message twice, for a crash came between sending and writing that down, shows it once.
    """
    told = hashlib.sha256("\n".join((key, edition, sha256, str(times))).encode()).hexdigest()[:40]
    return f"<{told}@{sender.address.rpartition('@')[2]}>"


def message(
    recipient: Recipient, words: Words, attachment: Attachment | None, sender: Sender, id: str, at: datetime
) -> EmailMessage:
    """The message, complete: `id` its Message-ID, `at` its date. Without an attachment its words must tell a link."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = words.subject
    mail["From"] = sender.address
    mail["To"] = Address(display_name=recipient.name, addr_spec=recipient.email)
    if sender.reply_to:
        mail["Reply-To"] = sender.reply_to
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = id
    mail["List-Unsubscribe"] = f"<mailto:{sender.answers}?subject=unsubscribe>"
    mail["Auto-Submitted"] = "no"  # a person sends it, and out-of-office answers are welcome
    mail.set_content(_plain(words.paragraphs))
    mail.add_alternative(_html(words), subtype="html")
    for part in mail.iter_parts():
        part["Content-Language"] = words.language
    if attachment:
        mail.add_attachment(attachment.data, maintype="application", subtype="pdf", filename=attachment.name)
    return mail


def _plain(paragraphs: Sequence[Paragraph]) -> str:
    blocks = ["\n".join(filter(None, (one.text, *(f"- {item}" for item in one.items)))) for one in paragraphs]
    return "\n\n".join(blocks) + "\n"


def _html(words: Words) -> str:
    blocks = []
    for one in words.paragraphs:
        if one.text:
            lines = "<br>".join(escape(line) for line in one.text.split("\n"))
            blocks.append(f"<p>{lines}</p>")
        if one.items:
            blocks.append("<ul>" + "".join(f"<li>{escape(item)}</li>" for item in one.items) + "</ul>")
    title = escape(words.subject)
    return (
        f'<!doctype html>\n<html lang="{words.language}"><head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body>\n{chr(10).join(blocks)}\n</body></html>\n"
    )
