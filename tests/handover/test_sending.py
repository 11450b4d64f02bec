"""One message to a real server: what comes of it, whatever the server does."""

import socket
import ssl
import subprocess
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from pipeline.errors import MailNotReady
from pipeline.handover.sending import send, without_addresses
from pipeline.handover.server import Server, sender, server, waits
from tests.handover.post_office import PostOffice, running

TO = "ana@example.org"


def mail() -> EmailMessage:
    one = EmailMessage(policy=policy.SMTP)
    one["From"], one["To"], one["Subject"] = "desk@example.org", TO, "Señal"
    one.set_content("Hola, alcaldesa.\n")
    return one


def plain(office: PostOffice) -> Server:
    return Server("127.0.0.1", office.port, "none")


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of "localhost" and its key, in one file."""
    folder = tmp_path_factory.mktemp("certificate")
    key, cert, both = folder / "key.pem", folder / "cert.pem", folder / "both.pem"
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    names = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(cert)]
    subprocess.run([*words, *names], check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + cert.read_bytes())
    return both


@pytest.fixture
def encrypted(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_a_message_arrives_as_it_was_written() -> None:
    with running(PostOffice()) as office:
        assert send(mail(), TO, plain(office)).result == "sent"
    ((address, data),) = office.taken
    arrived = message_from_bytes(data, policy=policy.default)
    assert address == TO
    assert arrived["Subject"] == "Señal"
    assert arrived.get_content().strip() == "Hola, alcaldesa."


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        ("421 closing", "later"),
        ("450 gray", "later"),
        ("451 later", "later"),
        ("550 no", "refused"),
        ("554 spam", "refused"),
    ],
)
def test_what_the_server_answers_after_the_data_decides(answer: str, result: str) -> None:
    with running(PostOffice(answers={TO: [answer]})) as office:
        outcome = send(mail(), TO, plain(office))
    assert outcome.result == result
    assert outcome.reason.startswith(answer[:3])


@pytest.mark.parametrize(("answer", "result"), [("450 gray", "later"), ("550 <ana@example.org> unknown", "refused")])
def test_so_does_what_it_answers_to_the_address_and_no_address_is_told(answer: str, result: str) -> None:
    with running(PostOffice(refused={TO: answer})) as office:
        outcome = send(mail(), TO, plain(office))
    assert (outcome.result, TO in outcome.reason) == (result, False)


def test_a_connection_lost_after_the_data_is_for_later() -> None:
    with running(PostOffice(answers={TO: ["drop"]})) as office:
        assert send(mail(), TO, plain(office)).result == "later"


def test_a_server_that_greets_late_is_waited_for_and_one_that_never_does_is_for_later() -> None:
    with running(PostOffice(greeting=0.3)) as office:
        assert send(mail(), TO, plain(office), timeout=5).result == "sent"
    with socket.create_server(("127.0.0.1", 0)) as silent:
        there = Server("127.0.0.1", silent.getsockname()[1], "none")
        assert send(mail(), TO, there, timeout=0.2).result == "later"


def test_nobody_there_is_for_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert send(mail(), TO, Server("127.0.0.1", port, "none"), timeout=1).result == "later"


def test_encryption_and_a_password(
    encrypted: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with running(PostOffice(), encrypted) as office:
        there = Server("localhost", office.port, "starttls", "desk", "secret")
        assert send(mail(), TO, there).result == "sent"
    assert office.users == ["desk"]


def test_a_wrong_certificate_stops_the_run(encrypted: ssl.SSLContext) -> None:
    with running(PostOffice(), encrypted) as office, pytest.raises(MailNotReady, match="certificate"):
        send(mail(), TO, Server("localhost", office.port))
    assert office.taken == []


def test_a_certificate_of_another_name_stops_the_run(
    encrypted: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with running(PostOffice(), encrypted) as office, pytest.raises(MailNotReady, match="certificate"):
        send(mail(), TO, Server("127.0.0.1", office.port))


def test_a_server_without_encryption_gets_neither_message_nor_password() -> None:
    with running(PostOffice()) as office, pytest.raises(MailNotReady, match="STARTTLS"):
        send(mail(), TO, Server("127.0.0.1", office.port, "starttls", "desk", "secret"))
    assert (office.taken, office.users, office.seen) == ([], [], [])


def test_a_refused_password_stops_the_run_and_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    with running(PostOffice()) as office, pytest.raises(MailNotReady, match="SMTP_USER") as told:
        send(mail(), TO, Server("127.0.0.1", office.port, "none", "desk", "hunter2"))
    assert "hunter2" not in str(told.value) + repr(Server("a", 1, "none", "desk", "hunter2"))
    assert "hunter2" not in "".join(capsys.readouterr())


def test_a_plain_server_where_encryption_is_expected_from_the_start() -> None:
    with running(PostOffice()) as office, pytest.raises(MailNotReady, match="TLS"):
        send(mail(), TO, Server("127.0.0.1", office.port, "implicit"), timeout=5)


def test_no_address_is_left_in_a_servers_words() -> None:
    assert without_addresses("550 5.1.1 <ana@example.org>: a.b@c.org\r\nno") == "550 5.1.1 (address): (address) no"


GOOD = {"SMTP_HOST": "smtp.example.org", "MAIL_FROM": "desk@example.org"}


def test_settings_have_the_usual_ports() -> None:
    assert server(GOOD) == Server("smtp.example.org", 587, "starttls")
    assert server({**GOOD, "SMTP_TLS": "implicit"}).port == 465
    assert server({**GOOD, "SMTP_PORT": "2525"}).port == 2525
    assert server({**GOOD, "SMTP_TLS": "none", "SMTP_HOST": "::1"}).security == "none"
    assert sender({**GOOD, "REPLY_TO": "ana@example.org"}).answers == "ana@example.org"
    assert waits({"MAIL_WAITS": "0,2"}) == (0, 2)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"SMTP_HOST": ""}, "SMTP_HOST"),
        ({"SMTP_TLS": "ssl"}, "SMTP_TLS"),
        ({"SMTP_TLS": "none"}, "on this machine alone"),
        ({"SMTP_TLS": "none", "SMTP_HOST": "localhost.example.org"}, "on this machine alone"),
        ({"SMTP_PORT": "x"}, "SMTP_PORT"),
        ({"SMTP_PORT": "70000"}, "SMTP_PORT"),
        ({"SMTP_PASSWORD_FILE": "nowhere"}, "no file"),
    ],
)
def test_wrong_settings_are_named(changed: dict[str, str], told: str) -> None:
    with pytest.raises(MailNotReady, match=told):
        server({**GOOD, **changed})


@pytest.mark.parametrize("address", ["", "desk", "a@b@c", "desk@example.org\nBcc: x@y.org"])
def test_a_sender_must_be_an_address(address: str) -> None:
    with pytest.raises(MailNotReady, match="MAIL_FROM"):
        sender({"MAIL_FROM": address})


def test_a_password_lies_in_a_file_that_others_cannot_read(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("secret\n")
    file.chmod(0o644)
    with pytest.raises(MailNotReady, match="chmod 600"):
        server({**GOOD, "SMTP_PASSWORD_FILE": str(file)})
    file.chmod(0o600)
    assert server({**GOOD, "SMTP_PASSWORD_FILE": str(file)}).password == "secret"
