"""What a person is told of a long run."""

import json
from pathlib import Path

import pytest

from pipeline.executors.progress import INTERVAL, Progress
from pipeline.executors.task import Made

MADE = Made("boston-ma", "output/2011-08/boston-ma.pdf", "not made yet", "ab", 10)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_where_it_stands_how_fast_and_how_long_still() -> None:
    clock = Clock()
    progress = Progress(3143, clock=clock)
    for number in range(10):
        progress.add(Made(f"place-{number}", "x.pdf", "not made yet"))
    progress.add(Made("lost-tx", fault="no room"))
    clock.now = 10.0
    assert progress.line("chicago-il", clock.now) == "[11/3143] chicago-il, 1.1 a second, 47 min left, 1 failed"


def test_off_a_terminal_a_plain_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    progress = Progress(4, clock=clock)
    for now in (1.0, INTERVAL + 1, INTERVAL + 2):
        clock.now = now
        progress.add(MADE)
    told = capsys.readouterr()
    assert told.err.count("\n") == 1
    assert told.err.startswith("[2/4] boston-ma, ")
    assert told.out == "output/2011-08/boston-ma.pdf: not made yet\n" * 3


def test_at_the_end_how_many_and_where(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(3)
    for made in (MADE, Made("oakland-ca", "o.pdf"), Made("lost-tx", fault="no room")):
        progress.add(made)
    progress.end(Path("output/2011-08"))
    told = capsys.readouterr()
    assert told.out.splitlines()[-1] == "Made 1, up to date 1, failed 1. They lie in output/2011-08/."
    assert "lost-tx: not made. no room" in told.err


def test_for_machines_a_json_object_a_document_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(2, machine=True)
    progress.add(MADE)
    progress.add(Made("lost-tx", fault="no room"))
    progress.end(Path("output"))
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"slug": "boston-ma", "path": MADE.path, "why": "not made yet", "sha256": "ab", "pages": 10},
        {"slug": "lost-tx", "why": "", "fault": "no room"},
    ]
