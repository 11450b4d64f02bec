"""A run of deliveries: each message goes once, temporary failures are tried again, and the ledger tells it all."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.handover.delivery import Due, Pace, Parcel, Summary, deliver, due
from pipeline.handover.ledger import Ledger
from pipeline.handover.message import Attachment, message, message_id
from pipeline.handover.recipients import Recipient
from pipeline.handover.sending import Outcome, send
from pipeline.handover.server import Sender, Server
from pipeline.narrative.documents.mail import Paragraph, Words
from tests.handover.lists import listed, row, table
from tests.handover.post_office import PostOffice, running

WORDS = Words("en", "A <subject>", (Paragraph("Dear & all:"), Paragraph("We ask:", ("one", "two"))))
FILE, CHANGED = Attachment("boston-ma.pdf", b"%PDF-1"), Attachment("boston-ma.pdf", b"%PDF-2")
SENDER = Sender("desk@example.org", "")
PEOPLE = ("ana", "ben", "cal")


@pytest.fixture
def people(tmp_path: Path) -> tuple[Recipient, ...]:
    return listed(
        tmp_path / "list.csv", table(*(row(name.title(), email=f"{name}@example.org") for name in PEOPLE))
    ).good


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deliveries.jsonl"


def items(people: tuple[Recipient, ...], ledger: Ledger, file: Attachment = FILE, resend: str = "") -> list[Due]:
    return list(due((Parcel(one, WORDS, file) for one in people), ledger, "2011-08", SENDER, resend))


def run(
    path: Path, people: tuple[Recipient, ...], sending: Callable[..., Outcome], *file: Attachment, resend: str = ""
) -> Summary:
    ledger = Ledger(path)
    pace = Pace(0, (1.0, 2.0), sleep=lambda seconds: None)
    return deliver(items(people, ledger, *(file or (FILE,)), resend=resend), ledger, sending, pace, lambda line: None)


def by(office: PostOffice) -> Callable[..., Outcome]:
    return lambda mail, to: send(mail, to, Server("127.0.0.1", office.port, "none"), timeout=5)


def test_each_gets_it_once_and_a_changed_briefing_goes_again(path: Path, people: tuple[Recipient, ...]) -> None:
    with running(PostOffice()) as office:
        assert len(run(path, people, by(office)).sent) == 3
        assert run(path, people, by(office)) == Summary((), (), ())
        assert len(run(path, people, by(office), CHANGED).sent) == 3
        assert [entry.recipient for entry in run(path, people, by(office), CHANGED, resend="Ben").sent] == ["ben"]
    assert [address for address, _ in office.taken] == [f"{n}@example.org" for n in (*PEOPLE, *PEOPLE, "ben")]
    ids = [BytesParser(policy=policy.default).parsebytes(data)["Message-ID"] for _, data in office.taken]
    assert len(set(ids)) == 7


def test_gray_lists_dropped_connections_and_busy_servers_are_tried_again(
    path: Path, people: tuple[Recipient, ...]
) -> None:
    answers = {"ana@example.org": ["450 gray"], "ben@example.org": ["drop", "421 busy"]}
    with running(PostOffice(answers=answers)) as office:
        done = run(path, people, by(office))
    assert [entry.recipient for entry in done.sent] == ["cal", "ana", "ben"]
    assert sorted(address for address, _ in office.taken) == [f"{n}@example.org" for n in PEOPLE]


def test_what_stays_put_off_is_left_for_the_next_run(path: Path, people: tuple[Recipient, ...]) -> None:
    with running(PostOffice(answers={"ana@example.org": ["450 gray"] * 3})) as office:
        (left,) = run(path, people, by(office)).left
        assert (left.recipient, left.reason) == ("ana", "450 gray")
        assert [entry.recipient for entry in run(path, people, by(office)).sent] == ["ana"]
    assert len(office.taken) == 3


def test_a_refusal_for_good_stops_for_that_recipient_and_is_not_tried_again(
    path: Path, people: tuple[Recipient, ...]
) -> None:
    with running(PostOffice(refused={"ben@example.org": "550 unknown"})) as office:
        (refused,) = run(path, people, by(office)).refused
        assert (refused.recipient, refused.reason) == ("ben", "550 unknown")
        office.seen.clear()
        run(path, people, by(office))
        assert office.seen == []
        run(path, people, by(office), resend="ben")
        assert office.seen == ["ben@example.org"]


class Crash(BaseException):
    """As `kill` would: nothing after it runs."""


def test_after_a_crash_the_message_cut_off_goes_again_under_the_same_id_and_no_other_does(
    path: Path, people: tuple[Recipient, ...]
) -> None:
    taken: list[tuple[str, str]] = []

    def crashing(mail: object, to: str) -> Outcome:
        taken.append((to, mail["Message-ID"]))  # type: ignore[index]
        if len(taken) == 2:
            raise Crash  # the server took it, and nobody wrote that down
        return Outcome("sent")

    with pytest.raises(Crash):
        run(path, people, crashing)
    assert [item.state for item in items(people, Ledger(path))] == ["already sent", "unfinished", "new"]
    run(path, people, crashing)
    assert [to.partition("@")[0] for to, _ in taken] == ["ana", "ben", "ben", "cal"]
    assert taken[1] == taken[2]


@given(cut=st.integers(0, 10_000))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_ledger_torn_anywhere_forgets_at_most_its_last_line(
    path: Path, people: tuple[Recipient, ...], cut: int
) -> None:
    path.unlink(missing_ok=True)
    run(path, people, lambda mail, to: Outcome("sent"))
    whole = path.read_bytes()
    torn = whole[: cut % (len(whole) + 1)]
    path.write_bytes(torn)
    kept = torn.count(b"\n") + (torn[-1:] == b"}")
    assert len(Ledger(path).entries) == kept
    Ledger(path).add(Ledger(path).entries[0] if kept else items(people, Ledger(path))[0].entry)
    assert len(Ledger(path).entries) == kept + 1


def test_no_line_of_the_ledger_and_none_that_is_told_has_an_address(path: Path, people: tuple[Recipient, ...]) -> None:
    told: list[str] = []
    ledger = Ledger(path)
    with running(PostOffice(refused={"ben@example.org": "550 ben@example.org who"})) as office:
        deliver(items(people, ledger), ledger, by(office), Pace(0, (), lambda seconds: None), told.append)
    assert "@example.org" not in "".join(told)
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert not [line for line in lines if any("ana@" in str(value) or "ben@" in str(value) for value in line.values())]


def test_the_pace_is_kept(path: Path, people: tuple[Recipient, ...]) -> None:
    slept: list[float] = []
    ledger = Ledger(path)
    deliver(
        items(people, ledger), ledger, lambda mail, to: Outcome("later", "450"), Pace(3, (15, 90), slept.append), print
    )
    assert slept == [3, 3, 3, 15, 3, 3, 3, 90, 3, 3, 3]


def test_a_message_is_whole(people: tuple[Recipient, ...]) -> None:
    ana = people[0]
    id = message_id("key", "2011-08", FILE.sha256, SENDER)
    sent = message(
        ana, WORDS, FILE, Sender("desk@example.org", "reply@example.org"), id, datetime(2026, 1, 2, tzinfo=UTC)
    )
    read = BytesParser(policy=policy.default).parsebytes(sent.as_bytes())
    assert read["To"] == "Ana <ana@example.org>"
    assert (read["From"], read["Reply-To"]) == ("desk@example.org", "reply@example.org")
    assert read["Message-ID"] == id
    assert read["Date"].datetime == datetime(2026, 1, 2, tzinfo=UTC)
    assert read["List-Unsubscribe"] == "<mailto:reply@example.org?subject=unsubscribe>"
    assert read["Auto-Submitted"] == "no"
    plain, html = read.get_body(("plain",)), read.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content().replace("\r\n", "\n") == "Dear & all:\n\nWe ask:\n- one\n- two\n"
    assert "<p>Dear &amp; all:</p>" in html.get_content()
    (attached,) = read.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type(), attached.get_content()) == (
        "boston-ma.pdf",
        "application/pdf",
        FILE.data,
    )


@given(
    name=st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60), subject=st.text(max_size=80)
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_name_or_subject_makes_a_header_of_its_own(people: tuple[Recipient, ...], name: str, subject: str) -> None:
    from dataclasses import replace

    words = replace(WORDS, subject=" ".join(subject.split()))
    sent = message(replace(people[0], name=name), words, None, SENDER, "<a@b.c>", datetime(2026, 1, 2, tzinfo=UTC))
    read = BytesParser(policy=policy.default).parsebytes(sent.as_bytes())
    assert sorted(read.keys()) == sorted(sent.keys())
    assert [address.addr_spec for address in read["To"].addresses] == ["ana@example.org"]
