"""Whatever the server does, and wherever the program is killed: in the end each has it once, and the ledger says so."""

import pickle
import signal
import ssl
import subprocess
import sys
from collections import Counter
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest

from pipeline.errors import MailNotReady
from pipeline.handover.delivery import Pace, Parcel, Summary, deliver, due
from pipeline.handover.ledger import Ledger
from pipeline.handover.message import Attachment
from pipeline.handover.recipients import Recipient
from pipeline.handover.sending import send
from pipeline.handover.server import Sender, Server
from pipeline.narrative.documents.mail import Paragraph, Words
from tests.handover.lists import listed, row, table
from tests.handover.post_office import PostOffice, running

PROJECT = Path(__file__).parents[2]
WORDS = Words("en", "A subject", (Paragraph("Dear all:"),))
FILE = Attachment("boston-ma.pdf", b"%PDF-1")
SENDER = Sender("desk@example.org", "")
PEOPLE = ("ana", "ben", "cal", "dee", "eva", "fay")


def address(name: str) -> str:
    return f"{name}@example.net"


@pytest.fixture
def people(tmp_path: Path) -> tuple[Recipient, ...]:
    rows = (row(name.title(), email=address(name)) for name in PEOPLE)
    return listed(tmp_path / "list.csv", table(*rows)).good


def run(ledger: Path, people: tuple[Recipient, ...], server: Server) -> Summary:
    facts = Ledger(ledger)
    items = list(due((Parcel(one, WORDS, FILE) for one in people), facts, "2011-08", SENDER))
    pace = Pace(0, (0.0, 0.0), lambda seconds: None)
    return deliver(items, facts, lambda mail, to: send(mail, to, server, timeout=5), pace, lambda line: None)


def closed(ledger: Path) -> Counter[tuple[str, str]]:
    """How often each recipient is down as sent, or as refused."""
    return Counter((entry.recipient, entry.event) for entry in Ledger(ledger).entries if entry.event != "begun")


def ids(office: PostOffice) -> Counter[str]:
    return Counter(str(BytesParser(policy=policy.default).parsebytes(data)["Message-ID"]) for _, data in office.taken)


def test_a_server_with_every_failure_at_once(tmp_path: Path, people: tuple[Recipient, ...]) -> None:
    """A gray list, a busy server, a connection dropped after the data, a refusal, a late greeting; one has no trouble."""
    answers = {address("ben"): ["450 gray"], address("cal"): ["421 busy"], address("dee"): ["drop"]}
    ledger = tmp_path / "deliveries.jsonl"
    office = PostOffice(answers=answers, refused={address("eva"): "550 unknown"}, greeting=0.02)
    with running(office):
        here = Server("127.0.0.1", office.port, "none")
        done = run(ledger, people, here)
        assert (len(done.sent), len(done.refused), done.left) == (5, 1, ())
        assert run(ledger, people, here) == Summary((), (), ())
    assert Counter(to for to, _ in office.taken) == {address(name): 1 for name in PEOPLE if name != "eva"}
    assert closed(ledger) == {(name, "failed" if name == "eva" else "sent"): 1 for name in PEOPLE}


@pytest.mark.parametrize("security", ["starttls", "implicit"])
def test_a_server_without_encryption_costs_nobody_anything(
    tmp_path: Path, people: tuple[Recipient, ...], security: str
) -> None:
    """Nothing goes while the settings are wrong; once they are right, each gets it, once."""
    ledger = tmp_path / "deliveries.jsonl"
    with running(PostOffice()) as office:
        with pytest.raises(MailNotReady):
            run(ledger, people, Server("127.0.0.1", office.port, security))  # type: ignore[arg-type]
        assert office.taken == []
        run(ledger, people, Server("127.0.0.1", office.port, "none"))
    assert Counter(to for to, _ in office.taken) == {address(name): 1 for name in PEOPLE}
    assert closed(ledger) == {(name, "sent"): 1 for name in PEOPLE}


def test_a_certificate_that_is_not_to_be_trusted_costs_nobody_anything(
    tmp_path: Path, people: tuple[Recipient, ...]
) -> None:
    both = tmp_path / "both.pem"
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*words, "-keyout", str(both), "-out", str(tmp_path / "cert.pem")], check=True, capture_output=True)
    both.write_bytes(both.read_bytes() + (tmp_path / "cert.pem").read_bytes())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    ledger = tmp_path / "deliveries.jsonl"
    with running(PostOffice(), context) as office, pytest.raises(MailNotReady, match="certificate"):
        run(ledger, people, Server("localhost", office.port))
    assert (office.taken, closed(ledger)) == ([], {})


# A run in a process of its own, which kills itself before the step of this number: each command to the server and each of
# its answers, each line of the ledger and its way to the disk is one.
KILLED = """
import os, pickle, signal, smtplib, sys
from pathlib import Path
from pipeline.handover.delivery import Pace, Parcel, deliver, due
from pipeline.handover.ledger import Ledger
from pipeline.handover.sending import send
from pipeline.handover.server import Server

left = int(sys.argv[3])

def counted(function):
    def step(*given, **named):
        global left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*given, **named)
    return step

for name in ("connect", "putcmd", "getreply"):
    setattr(smtplib.SMTP, name, counted(getattr(smtplib.SMTP, name)))
Ledger.add, os.fsync = counted(Ledger.add), counted(os.fsync)
people, words, file, sender = pickle.loads(Path(sys.argv[1]).read_bytes())
facts = Ledger(Path(sys.argv[1]).with_name("deliveries.jsonl"))
items = list(due((Parcel(one, words, file) for one in people), facts, "2011-08", sender))
here = Server("127.0.0.1", int(sys.argv[2]), "none")
deliver(items, facts, lambda mail, to: send(mail, to, here), Pace(0, ()), lambda line: None)
"""
STEPS = range(3, 18)  # 1 and 2 are the line that says "begun"; 3 connects, 13 is the answer to the data, 17 records


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
def test_killed_between_connecting_and_recording(tmp_path: Path, people: tuple[Recipient, ...], step: int) -> None:
    """At each step of the first message: it may go twice, under one Message-ID; nothing is lost, and no other goes twice."""
    (tmp_path / "run").write_bytes(pickle.dumps((people, WORDS, FILE, SENDER)))
    ledger = tmp_path / "deliveries.jsonl"
    with running(PostOffice()) as office:
        words = [sys.executable, "-c", KILLED, str(tmp_path / "run"), str(office.port), str(step)]
        killed = subprocess.run(words, cwd=PROJECT, capture_output=True, check=False)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        assert closed(ledger) in ({}, {("ana", "sent"): 1})
        run(ledger, people, Server("127.0.0.1", office.port, "none"))
        assert run(ledger, people, Server("127.0.0.1", office.port, "none")) == Summary((), (), ())
    assert closed(ledger) == {(name, "sent"): 1 for name in PEOPLE}
    assert {to for to, _ in office.taken} == {address(name) for name in PEOPLE}
    assert len(ids(office)) == len(PEOPLE)
    assert len(office.taken) <= len(PEOPLE) + 1
