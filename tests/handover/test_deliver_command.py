"""`make deliver` as it is typed: what is shown, what is asked for, what is told; killed anywhere, each still gets it once."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.handover import cleared
from pipeline.handover.message import Attachment
from tests.handover.lists import row, table
from tests.handover.post_office import PostOffice, running

# The real command, but for the briefing: a short file, so that the deliveries are the test's time and not the page's.
SHORT = """
import sys
from pipeline.handover import cleared
from pipeline.handover.message import Attachment
cleared.Clearance._attachment = lambda self, slug, language: Attachment(f"{slug}.pdf", b"%PDF-1")
from pipeline.cli import main
sys.exit(main(sys.argv[1:]))
"""
PROJECT = Path(__file__).parents[2]


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with running(PostOffice()) as one:
        yield one


@pytest.fixture
def desk(tmp_path: Path, office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the command runs: our data and editions, an output of its own, the environment of a sender."""
    for name in ("data", "editions", "templates"):
        (tmp_path / name).symlink_to(PROJECT / name)
    given = {
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(office.port),
        "SMTP_TLS": "none",
        "MAIL_FROM": "desk@example.org",
    }
    for name, value in {**given, "MAIL_WAITS": "0", "MAIL_PER_MINUTE": "60000"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    short = Attachment("boston-ma.pdf", b"%PDF-1")
    monkeypatch.setattr(cleared.Clearance, "_attachment", lambda self, slug, language: short)
    return tmp_path


def people(folder: Path, number: int, *more: str) -> str:
    rows = [row(f"Person {n}", email=f"p{n}@example.org") for n in range(number)]
    (folder / "list.csv").write_text(table(*rows, *more))
    return "--recipients=list.csv"


def test_without_send_nothing_goes_and_the_messages_can_be_looked_at(
    desk: Path, office: PostOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    spanish = row("Íñigo", email="i@example.org", language="es")
    assert main(["deliver", people(desk, 2, spanish)]) == 0
    told = capsys.readouterr().out
    assert "Nothing was sent. 3 messages would go; to send: SEND=yes\n" in told
    assert office.seen == []
    assert not (desk / "output/deliveries.jsonl").exists()
    files = sorted((desk / "build/outbox").iterdir())
    assert [file.name for file in files] == [
        "boston-ma-inigo.es.eml",
        "boston-ma-person-0.en.eml",
        "boston-ma-person-1.en.eml",
    ]
    texts = []
    for file in files:
        body = BytesParser(policy=policy.default).parsebytes(file.read_bytes()).get_body(("plain",))
        assert body is not None
        texts.append(body.get_content())
    assert texts[1].startswith("Dear Person 0:")
    assert "352" in texts[1]
    assert "352" in texts[0]
    assert "Dear" not in texts[0]
    assert "http" in texts[0]


def test_with_send_each_gets_it_once_and_the_status_tells(
    desk: Path, office: PostOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = people(desk, 3)
    assert main(["deliver", listed, "--send=yes"]) == 0
    assert main(["deliver", listed, "--send=yes"]) == 0
    assert "Sent 0, already sent 3, failed 0, left 0." in capsys.readouterr().out
    assert Counter(office.seen) == {f"p{n}@example.org": 1 for n in range(3)}
    assert main(["deliver", listed, "--status=yes"]) == 0
    assert "Person 2, Boston, Massachusetts: 2011-08 (en) sent 20" in capsys.readouterr().out
    assert main(["deliver", listed, "--send=yes", "--resend=Person 1"]) == 0
    assert office.seen[3:] == ["p1@example.org"]


def test_many_messages_are_asked_for_by_their_number(
    desk: Path, office: PostOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = people(desk, 26)
    assert main(["deliver", listed, "--send=yes"]) == 2
    assert "SEND=yes COUNT=26" in capsys.readouterr().err
    assert main(["deliver", listed, "--send=yes", "--count=25"]) == 2
    assert office.seen == []
    assert main(["deliver", listed, "--send=yes", "--count=26"]) == 0
    assert len(office.taken) == 26


@pytest.mark.parametrize("option", ["--send=true", "--send=1", "--status=on"])
def test_a_word_that_is_neither_yes_nor_no_sends_nothing(desk: Path, office: PostOffice, option: str) -> None:
    assert main(["deliver", people(desk, 1), option]) == 2
    assert office.seen == []


def test_a_bad_row_harms_no_other_and_fails_the_run(
    desk: Path, office: PostOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["deliver", people(desk, 1, row("Bad", email="bad")), "--send=yes"]) == 1
    assert "row 3, email: is no address" in capsys.readouterr().err
    assert len(office.taken) == 1


def test_who_was_refused_is_told_without_the_address(
    desk: Path, office: PostOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    office.refused["p0@example.org"] = "550 <p0@example.org> unknown"
    assert main(["deliver", people(desk, 2), "--send=yes"]) == 1
    told = capsys.readouterr()
    assert "boston-ma, person-0: refused for good (550 (address) unknown)" in told.out
    assert "@example.org" not in told.out + told.err


def test_no_password_and_no_address_stands_in_anything_that_is_told_or_kept(
    desk: Path, office: PostOffice, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever goes wrong, and though the traceback is asked for: neither on the terminal nor in a file but the outbox."""
    monkeypatch.setenv("SMTP_USER", "desk")
    rows = [row(name, email=f"{name}@people.example.net", postal_address=f"{name}; 77 Elm Road") for name in "abc"]
    (desk / "list.csv").write_text(table(*rows, row("d", email="d@@people.example.net")))
    office.refused["a@people.example.net"] = "550 <a@people.example.net> lives at 77 Elm Road"
    office.answers["b@people.example.net"] = ["450 b@people.example.net later"] * 5
    for password in ("hunter2hunter2", "secret"):
        monkeypatch.setenv("SMTP_PASSWORD", password)
        for more in ([], ["--send=yes"], ["--status=yes"]):
            main(["deliver", "--recipients=list.csv", *more])
            with suppress(Exception):
                main(["--debug", "deliver", "--recipients=list.csv", *more])
    kept = [path for path in desk.rglob("*") if path.is_file() and not path.is_symlink()]
    ours = [
        path for path in kept if path.relative_to(desk).parts[0] in ("output", "build") and "outbox" not in path.parts
    ]
    assert desk / "output/deliveries.jsonl" in ours
    told = "".join([*capsys.readouterr(), *(path.read_text(errors="replace") for path in ours)])
    assert "refused for good" in told
    assert [word for word in ("hunter2", "secret", "people.example.net") if word in told] == []


def test_only_one_city(desk: Path, office: PostOffice) -> None:
    assert (
        main(["deliver", people(desk, 1, row("M", place="Miami", email="m@example.org")), "--city=Miami", "--send=yes"])
        == 0
    )
    assert office.seen == ["m@example.org"]


def test_a_briefing_that_is_not_made_does_not_go_out(
    desk: Path, office: PostOffice, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(desk)
    monkeypatch.setenv("MAIL_FROM", "desk@example.org")
    assert main(["deliver", people(desk, 1)]) == 1
    assert 'make report CITY="Boston, MA" EDITION=2011-08 IN=en' in capsys.readouterr().err


def test_an_edition_of_nobody_sends_nothing(desk: Path, office: PostOffice, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deliver", people(desk, 1), "--edition=retrospective", "--send=yes"]) == 2
    assert "[coalition]" in capsys.readouterr().err
    assert office.seen == []


@pytest.mark.slow
def test_killed_at_ten_points_each_still_gets_it_and_only_the_one_cut_off_twice(desk: Path, office: PostOffice) -> None:
    """Between asking the server and writing down its answer a kill costs at most one message more, of the same id."""
    listed = people(desk, 12)
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-c", SHORT, "deliver", listed, "--send=yes"]
    for kill in range(10):
        before = len(office.seen)
        run = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while len(office.seen) == before and run.poll() is None:
            time.sleep(0.002)
        time.sleep(0.001 * kill)
        run.send_signal(signal.SIGKILL)
        run.wait()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    ids = Counter(BytesParser(policy=policy.default).parsebytes(data)["Message-ID"] for _, data in office.taken)
    assert len(ids) == 12
    assert {address for address, _ in office.taken} == {f"p{n}@example.org" for n in range(12)}
    assert sum(ids.values()) <= 12 + 10
