"""A real scheduler and two workers over TCP: the same bytes as here, though one worker is killed in the middle."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline import origin
from pipeline.build import Workshop
from pipeline.errors import MachinesDiffer, UserError
from pipeline.executors import machines as over
from pipeline.executors.local import processes
from pipeline.executors.task import Made
from pipeline.executors.whole import everything
from pipeline.folders import Folders

from ..conftest import ROOT

PATIENCE = 300  # seconds until a program must have said that it is there: a busy machine takes its time


@dataclass(frozen=True)
class Started:
    """A program of Dask's that runs, and the file of all that it says: a pipe that nobody reads would stop it when full."""

    program: subprocess.Popen[bytes]
    log: Path


def checkout(root: Path) -> Workshop:
    """A workshop whose documents lie in a folder of their own."""
    root.mkdir()
    for name in ("data", "editions", "templates", "pipeline"):
        (root / name).symlink_to(ROOT / name, target_is_directory=True)
    return Workshop("2011-08", folders=Folders(root))


@contextmanager
def started(log: Path, *words: str) -> Iterator[Started]:
    """A program of Dask's while the block runs."""
    run = [sys.executable, "-W", "ignore", "-m", *words]
    with log.open("wb") as written:
        program = subprocess.Popen(run, cwd=ROOT, stdout=written, stderr=written)
        try:
            yield Started(program, log)
        finally:
            program.kill()
            program.wait()


def said(started: Started, pattern: str) -> str:
    """What a program says of `pattern`'s first group, as soon as it says it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and started.program.poll() is None:
        if found := re.search(pattern, started.log.read_text()):
            return found.group(1)
        time.sleep(0.1)
    raise AssertionError(f"it did not say {pattern}, but: {started.log.read_text()}")


@contextmanager
def cluster(logs: Path, workers: int) -> Iterator[tuple[str, list[Started]]]:
    """A scheduler's address and its workers, each in a process of its own without a limit to its memory."""
    logs.mkdir()
    listening = ("--host", "127.0.0.1", "--no-dashboard")
    with ExitStack() as running:

        def start(name: str, *words: str) -> Started:
            return running.enter_context(started(logs / name, *words, *listening))

        address = said(
            start("scheduler", "distributed.cli.dask_scheduler", "--port", "0"), r"Scheduler at:\s+(tcp://\S+)"
        )
        alone = ("distributed.cli.dask_worker", address, "--no-nanny", "--nthreads", "1", "--memory-limit", "0")
        all_of_them = [start(f"worker {number}", *alone) for number in range(workers)]
        for worker in all_of_them:
            said(worker, r"(Registered) to")
        yield address, all_of_them


def made_by(shop: Workshop, made: list[Made]) -> dict[str, bytes]:
    assert [one.fault for one in made if one.fault] == []
    return {one.slug: (shop.folders.root / one.path).read_bytes() for one in made}


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_worker_is_killed_and_all_files_are_those_of_one_machine(tmp_path: Path) -> None:
    here, away = checkout(tmp_path / "here"), checkout(tmp_path / "away")
    local: list[Made] = []
    everything(here, here.places(), processes(2), local.append)
    remote: list[Made] = []
    with cluster(tmp_path / "logs", 2) as (address, workers):

        def tell(made: Made) -> None:
            remote.append(made)
            if len(remote) == 1:
                os.kill(workers[0].program.pid, signal.SIGKILL)

        everything(away, away.places(), over.machines(address, away), tell)
        assert workers[0].program.wait() == -signal.SIGKILL
        assert workers[1].program.poll() is None
    assert len(local) == len(remote) == len(away.edition.cities)
    assert made_by(away, remote) == made_by(here, local)
    assert {(one.slug, one.sha256, one.pages) for one in remote} == {(one.slug, one.sha256, one.pages) for one in local}
    assert all(away.current(place) for place in away.places()), "the next run sees that nothing is to be done"


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_worker_that_differs_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shop = checkout(tmp_path / "here")
    monkeypatch.setattr(origin, "pango", lambda: "1.0")
    told: list[Made] = []
    with (
        cluster(tmp_path / "logs", 1) as (address, _),
        pytest.raises(MachinesDiffer, match=r"Pango 1\.0 here, 1\.\d+\.\d+ there"),
    ):
        everything(shop, shop.places(), over.machines(address, shop), told.append)
    assert told == []


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x", "tls://"])
@pytest.mark.filterwarnings("ignore")
@pytest.mark.slow
def test_no_scheduler_there_is_told_in_one_line(tmp_path: Path, address: str) -> None:
    shop = checkout(tmp_path / "here")
    with pytest.raises(UserError, match="No scheduler answers at"):
        list(over.machines(address, shop)([]))


def test_what_differs_is_told_by_name() -> None:
    ours, file = {"weasyprint": "70.0", "data": "a" * 64, "Python": "3.11.7"}, {"data": "b" * 64}
    assert origin.differing(ours, ours) == []
    assert origin.differing(ours, ours | file) == ["data differs"]
    assert origin.differing(ours, ours | {"weasyprint": "69.0"}) == ["weasyprint 70.0 here, 69.0 there"]
    assert origin.differing(ours, {}) == [
        "weasyprint 70.0 here, none there",
        f"data {'a' * 64} here, none there",
        "Python 3.11.7 here, none there",
    ]
