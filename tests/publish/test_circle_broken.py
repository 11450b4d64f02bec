"""The round killed, on a full disk, and where nothing may be written: the last publication stays whole, in one line."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.ingest.shelf import listed
from pipeline.lock import held
from pipeline.publish.publication import Shelf, faults

from ..conftest import ROOT

KILLS = 20
COUNTS = (
    "place,measure,value,qualifier,period_start,period_end,publisher,title,said_by,note\n"
    '"Suffolk County, MA",submissions,{number},exact,2008-11-05,2010-09-30,"Sheriff, answer {number}",,,\n'
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder in which rounds can run."""
    root = tmp_path / "project"
    root.mkdir()
    for name in ("templates", "requirements", "pipeline"):
        (root / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "data", root / "data", ignore=shutil.ignore_patterns("own", "inbox"))
    (root / "editions").mkdir()
    (root / "editions/ours.toml").write_text('title = "Ours"\ncities = ["boston-ma"]\n[publishing]\nkeep = 3\n')
    return root


def rounds(project: Path, *numbers: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.publish.rounds", *map(str, numbers)]
    known = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=project, env=known, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def regenerate(project: Path) -> subprocess.CompletedProcess[str]:
    """One round as it is typed, its documents as they were."""
    known = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", CLI], cwd=project, env=known, capture_output=True, text=True, check=False
    )


CLI = """
import sys
from pipeline.cli import main
from tests.publish.rounds import Press
press = Press()
press.number = 999
press.begin()
sys.exit(main(["regenerate", "--edition=ours"]))
"""


def assert_whole(shelf: Shelf) -> None:
    """Every publication is as it was published, of one round alone, and `latest` leads to the newest."""
    for folder in shelf.all:
        assert faults(folder) == []
        words = {word for path in folder.rglob("*.[pt][dx][ft]") for word in path.read_text().split()}
        assert len(words) == 1
        json.loads((folder / "manifest.json").read_text())


def lay(project: Path, number: int) -> None:
    """A file for the inbox, its TOML last."""
    inbox = project / "data/inbox"
    inbox.mkdir(exist_ok=True)
    (inbox / f"answer{number}.csv").write_text(COUNTS.format(number=1000 + number))
    (inbox / f"answer{number}.toml").write_text("published = 2011-08-01\n")


@pytest.mark.slow
def test_killed_at_twenty_random_points_of_the_round_nothing_is_torn_and_the_next_goes_on(project: Path) -> None:
    shelf = Shelf(project / "output/published/ours")
    chance = random.Random(14)
    for kill in range(KILLS):
        lay(project, kill)
        run = rounds(project, kill * 1000)
        assert run.stdout is not None
        assert run.stdout.readline().strip() == "published"
        time.sleep(chance.uniform(0, 1.5))
        run.send_signal(signal.SIGKILL)
        run.communicate()
        assert_whole(shelf)
        assert shelf.latest in shelf.all
        with held(project / "output", "no lock is left"):
            pass
    last = rounds(project, KILLS * 1000, 1)
    assert last.communicate()[0].strip() == "published"
    assert_whole(shelf)
    assert shelf.latest == shelf.all[-1]
    assert len(shelf.all) == 3
    assert not [path for path in shelf.folder.iterdir() if path.name.startswith(".")]
    assert len({one.sha256 for one in listed(project / "data")}) == len(listed(project / "data")) == KILLS


# A disk that is full, and one that may not be written to: real ones, which root alone can mount.


@pytest.fixture
def disk(project: Path) -> Iterator[Path]:
    """A small disk under output/."""
    (project / "output").mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(project / "output")]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a disk is mounted by root alone, and not in every container")
    yield project / "output"
    subprocess.run(["umount", str(project / "output")], check=True)


def in_one_line(done: subprocess.CompletedProcess[str], words: str) -> None:
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_full_disk_ends_in_one_line_and_leaves_the_last_publication(project: Path, disk: Path) -> None:
    run = rounds(project, 1, 1)
    assert run.communicate()[0].strip() == "published"
    shelf = Shelf(disk / "published/ours")
    before = shelf.latest
    free = shutil.disk_usage(disk).free
    (disk / "ballast").write_bytes(b"x" * (free - 60_000))
    in_one_line(regenerate(project), "the disk is full: make room and try again")
    assert shelf.latest == before
    assert_whole(shelf)
    (disk / "ballast").unlink()
    assert regenerate(project).returncode == 0
    assert_whole(shelf)
    assert len(shelf.all) == 2


@pytest.mark.slow
def test_an_output_that_may_not_be_written_ends_in_one_line_and_leaves_the_last_publication(
    project: Path, disk: Path
) -> None:
    run = rounds(project, 1, 1)
    assert run.communicate()[0].strip() == "published"
    shelf = Shelf(disk / "published/ours")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    in_one_line(regenerate(project), "cannot be written to")
    assert_whole(shelf)
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    assert regenerate(project).returncode == 0
