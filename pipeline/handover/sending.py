"""One message by SMTP, and what came of it: sent, to be tried again, or refused for good."""

import re
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Literal

from pipeline.errors import MailNotReady
from pipeline.handover.server import Server

TIMEOUT = 60.0  # seconds that a server may be silent: some greet only after half a minute, to weary machines
Result = Literal["sent", "later", "refused"]


@dataclass(frozen=True)
class Outcome:
    """What came of a message; `reason` in the server's words, without any address."""

    result: Result
    reason: str = ""


def send(mail: EmailMessage, to: str, server: Server, timeout: float = TIMEOUT) -> Outcome:
    """Send a message to one address. Raises MailNotReady where no message could pass: TLS, certificate, password."""
    try:
        with _connected(server, timeout) as connection:
            return _sent(connection, mail, to)
    except ssl.SSLCertVerificationError as error:
        raise MailNotReady(
            f"The certificate of {server.host} is not to be trusted ({error.verify_message}): check SMTP_HOST."
        ) from error
    except ssl.SSLError as error:
        raise MailNotReady(f"{server.host} does not speak TLS as asked: check SMTP_TLS and SMTP_PORT.") from error
    except (OSError, smtplib.SMTPException) as error:
        return _of_failure(error)


def _connected(server: Server, timeout: float) -> smtplib.SMTP:
    """A connection that may send: encrypted as the server's settings say, logged in where there is a user."""
    connection: smtplib.SMTP
    if server.security == "implicit":
        connection = smtplib.SMTP_SSL(server.host, server.port, timeout=timeout, context=server.tls())
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=timeout)
    try:
        if server.security == "starttls":
            connection.starttls(context=server.tls())
        if server.user:
            connection.login(server.user, server.password)
    except smtplib.SMTPNotSupportedError as error:
        connection.close()
        what = "encrypt (STARTTLS)" if server.security == "starttls" and "STARTTLS" in str(error) else "log in"
        raise MailNotReady(f"{server.host} does not offer to {what}: check SMTP_TLS and SMTP_PORT.") from error
    except smtplib.SMTPAuthenticationError as error:
        connection.close()
        if error.smtp_code < 500:
            raise
        raise MailNotReady(f"{server.host} refuses SMTP_USER with its password.") from error
    except BaseException:
        connection.close()
        raise
    return connection


def _sent(connection: smtplib.SMTP, mail: EmailMessage, to: str) -> Outcome:
    """What comes of the message on an open connection; an answer of the server after it counts, a lost goodbye does not."""
    try:
        connection.send_message(mail, to_addrs=[to])
    except smtplib.SMTPRecipientsRefused as error:
        return _of_code(*next(iter(error.recipients.values())))
    return Outcome("sent")


def _of_failure(error: Exception) -> Outcome:
    if isinstance(error, smtplib.SMTPResponseException):
        return _of_code(error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Outcome("refused", without_addresses(str(error)))
    return Outcome("later", without_addresses(str(error)) or type(error).__name__)


def _of_code(code: int, words: bytes | str) -> Outcome:
    """By the reply's first digit: 5 is for good, everything else may pass later (RFC 5321, section 4.2.1)."""
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return Outcome("refused" if code >= 500 else "later", without_addresses(f"{code} {text}"))


def without_addresses(text: str) -> str:
    """A server's words on one line, any address in them left out: they go to the terminal and into the ledger."""
    one_line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return re.sub(r"<?[^\s<>@]+@[^\s<>@,;]+>?", "(address)", one_line)[:200]
