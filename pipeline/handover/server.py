"""The mail server and the sender, as the environment names them; a password never leaves this module but to the server."""

import re
import ssl
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Literal

from email_validator import EmailNotValidError, validate_email

from pipeline.errors import MailNotReady
from pipeline.places import shown

Security = Literal["starttls", "implicit", "none"]
PORTS: dict[Security, int] = {"starttls": 587, "implicit": 465, "none": 25}
PER_MINUTE = 20  # messages, where MAIL_PER_MINUTE says nothing: what providers of small offices bear
WAITS = (15.0, 90.0, 300.0)  # seconds before each further round: servers that put strangers off let them pass by then
LARGEST = 8  # MB of a message's attachment, where MAIL_LIMIT_MB says nothing


@dataclass(frozen=True)
class Sender:
    """Whose messages they are, how fast they go (messages a minute), and how large an attachment may be (bytes)."""

    address: str
    reply_to: str
    per_minute: int = PER_MINUTE
    largest: int = LARGEST * 1_000_000

    @property
    def answers(self) -> str:
        """Where an answer goes."""
        return self.reply_to or self.address


@dataclass(frozen=True)
class Server:
    """A mail server: how it is reached, and as whom; the password is in no representation of it."""

    host: str
    port: int
    security: Security = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)

    def tls(self) -> ssl.SSLContext:
        """What a connection to it must prove: a certificate of its name, by an authority that this machine trusts."""
        return ssl.create_default_context()


def sender(given: Mapping[str, str]) -> Sender:
    """The sender by MAIL_FROM, REPLY_TO, MAIL_PER_MINUTE and MAIL_LIMIT_MB. Raises MailNotReady."""
    return Sender(
        _address(given, "MAIL_FROM", needed=True),
        _address(given, "REPLY_TO"),
        _number(given, "MAIL_PER_MINUTE", PER_MINUTE),
        _number(given, "MAIL_LIMIT_MB", LARGEST) * 1_000_000,
    )


def server(given: Mapping[str, str]) -> Server:
    """The server by SMTP_HOST, SMTP_PORT, SMTP_TLS, SMTP_USER, SMTP_PASSWORD (or _FILE). Raises MailNotReady."""
    host = given.get("SMTP_HOST", "").strip()
    if not host:
        raise MailNotReady(
            "SMTP_HOST is not set: the name of the server that takes your mail, such as smtp.example.org."
        )
    security = given.get("SMTP_TLS", "").strip() or "starttls"
    if security not in PORTS:
        raise MailNotReady(f'SMTP_TLS is "{shown(security)}"; it can be {", ".join(PORTS)}.')
    if security == "none" and not _loopback(host):
        raise MailNotReady(f"SMTP_TLS=none is for a server on this machine alone; {shown(host)} is another.")
    port = _number(given, "SMTP_PORT", PORTS[security])
    return Server(host, port, security, given.get("SMTP_USER", ""), _password(given))


def waits(given: Mapping[str, str]) -> tuple[float, ...]:
    """The seconds before each further round, by MAIL_WAITS where it gives others than ours. Raises MailNotReady."""
    written = given.get("MAIL_WAITS", "").strip()
    if not written:
        return WAITS
    if not re.fullmatch(r"[0-9]{1,4}(,[0-9]{1,4})*", written):
        raise MailNotReady('MAIL_WAITS lists seconds, such as "15,90,300".')
    return tuple(float(part) for part in written.split(","))


def _address(given: Mapping[str, str], key: str, *, needed: bool = False) -> str:
    written = given.get(key, "").strip()
    if not written and not needed:
        return ""
    try:
        return validate_email(written, check_deliverability=False, allow_smtputf8=False).ascii_email or written
    except EmailNotValidError as error:
        raise MailNotReady(f"{key} must be an e-mail address, such as desk@example.org.") from error


def _number(given: Mapping[str, str], key: str, otherwise: int) -> int:
    written = given.get(key, "").strip()
    if not written:
        return otherwise
    if not (written.isascii() and written.isdigit() and 0 < int(written) < 65536):
        raise MailNotReady(f'{key} is "{shown(written)}"; expected a whole number above 0.')
    return int(written)


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _password(given: Mapping[str, str]) -> str:
    name = given.get("SMTP_PASSWORD_FILE", "")
    if not name:
        return given.get("SMTP_PASSWORD", "")
    path = Path(name)
    if not path.is_file():
        raise MailNotReady("SMTP_PASSWORD_FILE names no file.")
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise MailNotReady("The file of SMTP_PASSWORD_FILE can be read by others: chmod 600 it.")
    return path.read_text(encoding="utf-8").rstrip("\r\n")
