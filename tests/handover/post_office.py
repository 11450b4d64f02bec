"""A real mail server on loopback, by aiosmtpd, that misbehaves as servers do."""

import asyncio
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class PostOffice:
    """What the server took, and how it misbehaves: `answers` are given in turn after DATA, by recipient.

    An answer is a line of SMTP; "drop" closes the connection once the data are there, without a word.
    """

    answers: dict[str, list[str]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    greeting: float = 0.0
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    users: list[str] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        self.seen.append(address)
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        (address,) = envelope.rcpt_tos
        waiting = self.answers.get(address, [])
        answer = waiting.pop(0) if waiting else "250 OK"
        if answer == "drop":
            server.transport.close()
            await asyncio.sleep(0)
            return "250 lost"
        if answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.taken.append((address, envelope.content))
        return answer

    def log_in(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
    ) -> AuthResult:
        self.users.append(data.login.decode())
        return AuthResult(success=data.password == b"secret", handled=False)


class Late(Controller):
    """A controller whose server greets late."""

    def factory(self) -> SMTP:
        time.sleep(self.handler.greeting)
        return super().factory()


@contextmanager
def running(office: PostOffice, tls: ssl.SSLContext | None = None, **options: Any) -> Iterator[PostOffice]:
    """The server, while the block runs, on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        office.port = free.getsockname()[1]
    controller = Late(
        office,
        hostname="127.0.0.1",
        port=office.port,
        tls_context=tls,
        authenticator=office.log_in,
        auth_require_tls=False,
        **options,
    )
    controller.start()
    try:
        yield office
    finally:
        controller.stop()
