"""Publications: whole or not at all, several of one day, the last two always there, and every change found."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import BrokenPublication, Busy
from pipeline.lock import NAME, held
from pipeline.publish import manifest
from pipeline.publish.publication import Shelf, faults
from tests.publish.made import DAY, publish

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "2011-08")


def test_a_publication_is_whole_and_the_latest(shelf: Shelf) -> None:
    folder = publish(shelf, {"a.pdf": "one"})
    assert folder.name == "2026-11-26"
    assert shelf.latest == folder
    assert os.readlink(shelf.folder / "latest") == "2026-11-26"
    assert faults(folder) == []
    assert subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, check=True)
    assert not list(shelf.folder.glob(".*"))


def test_two_of_one_day_do_not_overwrite_each_other_and_stand_in_order(shelf: Shelf) -> None:
    names = [publish(shelf, {"a.pdf": str(number)}).name for number in range(11)]
    assert names[:2] == ["2026-11-26", "2026-11-26.2"]
    assert [path.name for path in shelf.all] == names
    assert shelf.latest == shelf.all[-1]
    assert (shelf.all[0] / "a.pdf").read_text() == "0"
    assert manifest.read(shelf.all[1]).published == "2026-11-26.2"


@pytest.mark.parametrize(("keep", "left"), [(1, 2), (2, 2), (3, 3), (12, 4)])
def test_old_ones_go_but_never_the_last_two(shelf: Shelf, keep: int, left: int) -> None:
    for month in range(1, 5):
        publish(shelf, {"a.pdf": str(month)}, date(2026, month, 1))
    gone = list(shelf.keep(keep))
    assert len(shelf.all) == left
    assert len(gone) == 4 - left
    assert shelf.latest == shelf.all[-1]
    assert shelf.all[-1].name == "2026-04-01"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda folder: (folder / "a.pdf").write_text("forged"), "a.pdf: was changed"),
        (lambda folder: (folder / "a.pdf").unlink(), "a.pdf: is missing"),
        (lambda folder: (folder / "c.pdf").write_text("more"), "c.pdf: is not in the manifest"),
        (lambda folder: (folder / "more").symlink_to("/etc"), "more: is a link, and no file of the publication"),
        (lambda folder: (folder / "SHA256SUMS").write_text(""), "SHA256SUMS: does not say what the manifest says"),
        (lambda folder: (folder / "SHA256SUMS").unlink(), "SHA256SUMS: is missing"),
    ],
)
def test_what_differs_from_the_manifest_is_named(shelf: Shelf, change: object, told: str) -> None:
    folder = publish(shelf, {"a.pdf": "one", "b.pdf": "two"})
    change(folder)  # type: ignore[operator]
    assert faults(folder) == [told]


def test_a_folder_without_a_manifest_is_no_publication(tmp_path: Path) -> None:
    with pytest.raises(BrokenPublication, match="no publication"):
        faults(tmp_path)
    for text in (
        "",
        "[]",
        "{}",
        "[" * 100_000,
        '{"schema": 9}',
        '{"schema": 1, "files": {}, "findings": {"a": {"b": {}}}}',
    ):
        (tmp_path / manifest.NAME).write_text(text)
        with pytest.raises(BrokenPublication):
            faults(tmp_path)


@pytest.mark.parametrize("name", ["../../secret.txt", "/etc/passwd", "a/../../b", ""])
def test_a_manifest_that_leads_out_of_its_folder_is_none_of_ours(shelf: Shelf, name: str) -> None:
    folder = publish(shelf, {"a.pdf": "one"})
    whole = json.loads((folder / manifest.NAME).read_text())
    for forged in (
        {"files": {name: "x"}},
        {"withdrawn": [{"publication": "2026-10-01", "document": name, "corrections": []}]},
        {"withdrawn": [{"publication": name, "document": "a.pdf", "corrections": []}]},
        {"published": name},
    ):
        (folder / manifest.NAME).write_text(json.dumps({**whole, **forged}))
        with pytest.raises(BrokenPublication, match="outside"):
            faults(folder)


def test_a_filling_that_fails_leaves_the_last_publication(shelf: Shelf) -> None:
    before = publish(shelf, {"a.pdf": "one"})

    def full(folder: Path, name: str) -> manifest.Manifest:
        (folder / "a.pdf").write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        shelf.publish(full, DAY)
    assert shelf.latest == before
    assert faults(before) == []
    after = publish(shelf, {"a.pdf": "two"})
    assert shelf.all == (before, after)
    assert not list(shelf.folder.glob(".*"))


def test_names_that_are_no_days_are_no_publications(shelf: Shelf) -> None:
    publish(shelf, {"a.pdf": "one"})
    for name in ("site", "2026-13-01", "2026-11-26.x", ".staging-1"):
        (shelf.folder / name).mkdir()
    assert [path.name for path in shelf.all] == ["2026-11-26"]
    with pytest.raises(BrokenPublication, match="There are: 2026-11-26"):
        shelf.named("2026-01-01")


CIRCLE = """
import sys
from pathlib import Path
from tests.publish.made import publish
from pipeline.lock import held
from pipeline.publish.publication import Shelf
shelf = Shelf(Path(sys.argv[1]) / "2011-08")
for number in range(int(sys.argv[2]), 10_000):
    with held(Path(sys.argv[1]), "a test"):
        publish(shelf, {f"{letter}.pdf": str(number) * 500 for letter in "abcdefgh"})
        list(shelf.keep(3))
    print("published", flush=True)
"""


@pytest.mark.slow
def test_killed_at_twenty_points_nothing_is_torn_and_the_next_run_goes_on(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "2011-08")
    for kill in range(20):
        run = subprocess.Popen(
            [sys.executable, "-c", CIRCLE, str(tmp_path), str(kill * 1000)], cwd=PROJECT, stdout=subprocess.PIPE
        )
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(0.0037 * kill)
        run.send_signal(signal.SIGKILL)
        run.wait()
        run.stdout.close()
        assert shelf.latest is not None
        for folder in shelf.all:
            assert faults(folder) == []
            assert len({(folder / f"{letter}.pdf").read_text() for letter in "abcdefgh"}) == 1
        with held(tmp_path, "the next run"):
            shelf.clear()
            assert shelf.latest == shelf.all[-1]


def test_the_lock_says_who_holds_it_since_when(tmp_path: Path) -> None:
    with (
        held(tmp_path, "make all"),
        pytest.raises(Busy, match=f"make all.*since 20.*process {os.getpid()}") as busy,
        held(tmp_path, "x"),
    ):
        pass
    assert busy.value.exit_code == 75
    with held(tmp_path, "again"):
        pass


def test_a_dead_holders_lock_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('{"what": "all", "since": "2020", "process": 1}')
    with held(tmp_path, "now"):
        assert '"now"' in (tmp_path / NAME).read_text()


def test_a_lock_whose_words_are_torn_still_holds(tmp_path: Path) -> None:
    with held(tmp_path, "make all"):
        (tmp_path / NAME).write_text('{"wh')
        with pytest.raises(Busy, match="Another run"), held(tmp_path, "x"):
            pass
