"""The schedule: a line of our own in the crontab and nobody else's touched, twice without harm, and a real cron that runs it."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import schedule as scheduling
from pipeline.errors import NotScheduled, UserError
from pipeline.schedule import TIMES, Task, cron_line, schedule, unit, unschedule

OTHERS = "# mine\nMAILTO=me\n0 1 * * * echo a%b # city-briefings\n5 5 * * * true # city-briefings-other-00000000\n"
HARD = 'a folder\'s 100% "odd" $(touch x) `touch x` name'


@pytest.fixture
def crontab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program named crontab that keeps its table in a file, and no systemd."""
    table, programs = tmp_path / "table", tmp_path / "programs"
    programs.mkdir()
    none = "{ echo no crontab for me >&2; exit 1; }"
    script = f'#!/bin/sh\ncase "$1" in -l) test -f {table} || {none}; cat {table};; -) cat > {table};; esac\n'
    (programs / "crontab").write_text(script)
    (programs / "systemctl").write_text("#!/bin/sh\nexit 1\n")
    for program in programs.iterdir():
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    return table


@pytest.fixture
def task(tmp_path: Path) -> Task:
    return Task(tmp_path / HARD, "2011-08")


def test_a_line_is_added_once_and_no_other_is_touched(crontab: Path, task: Task, tmp_path: Path) -> None:
    crontab.write_text(OTHERS)
    schedule(task, "monthly", tmp_path)
    schedule(task, "monthly", tmp_path)
    text = crontab.read_text()
    assert text.startswith(OTHERS)
    assert len(text.splitlines()) == 5
    schedule(task, "weekly", tmp_path)
    assert crontab.read_text().splitlines()[-1].startswith("0 6 * * 1 cd ")
    schedule(Task(task.folder, "present"), "monthly", tmp_path)
    schedule(Task(tmp_path / "another", "2011-08"), "monthly", tmp_path)
    assert len(crontab.read_text().splitlines()) == 7
    assert unschedule(task, tmp_path)
    assert len(crontab.read_text().splitlines()) == 6
    assert not unschedule(task, tmp_path)
    assert crontab.read_text().startswith(OTHERS)


def test_others_lines_stay_byte_for_byte_whatever_they_hold(crontab: Path, task: Task, tmp_path: Path) -> None:
    theirs = b"# caf\xe9 \x0c two \x85 three\r\n\n  0 1 * * *  echo \xe2\x80\xa8 x  \n# no end"
    crontab.write_bytes(theirs)
    schedule(task, "monthly", tmp_path)
    assert crontab.read_bytes().startswith(theirs + b"\n0 6 1 * * cd ")
    assert unschedule(task, tmp_path)
    assert crontab.read_bytes() == theirs + b"\n"


def test_a_table_that_cannot_be_read_is_not_written_over(crontab: Path, task: Task, tmp_path: Path) -> None:
    crontab.write_text(OTHERS)
    (tmp_path / "programs/crontab").write_text(
        f'#!/bin/sh\ncase "$1" in -l) echo "disk quota" >&2; exit 1;; -) cat > {crontab};; esac\n'
    )
    with pytest.raises(NotScheduled, match="does not show its table"):
        schedule(task, "monthly", tmp_path)
    assert not unschedule(task, tmp_path)
    assert crontab.read_text() == OTHERS


def test_where_there_was_no_table_there_is_one_line(crontab: Path, task: Task, tmp_path: Path) -> None:
    schedule(task, "0 12 2 * *", tmp_path)
    (line,) = crontab.read_text().splitlines()
    assert line.startswith("0 12 2 * * cd ")
    assert not any(line[at] == "%" and line[at - 1] != "\\" for at in range(len(line)))


@pytest.mark.parametrize("when", ["hourly", "", "* * * *", "* * * * *; touch x", "@reboot", "1 2 3 4 5 6"])
def test_a_time_nobody_knows_is_refused_and_nothing_is_written(
    crontab: Path, task: Task, tmp_path: Path, when: str
) -> None:
    with pytest.raises(UserError, match="WHEN"):
        schedule(task, when, tmp_path)
    assert not crontab.exists()


def test_a_folder_that_no_line_can_hold_is_refused(crontab: Path, tmp_path: Path) -> None:
    with pytest.raises(NotScheduled, match="sign"):
        schedule(Task(tmp_path / "two\nlines", "2011-08"), "monthly", tmp_path)


def test_a_machine_without_either_is_told_of_other_ways(
    task: Task, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotScheduled, match="deploy/"):
        schedule(task, "monthly", tmp_path)


def test_the_shell_runs_make_in_the_folder_and_nothing_else(tmp_path: Path, task: Task) -> None:
    """The line's command as cron hands it to the shell: % for \\%."""
    task.folder.mkdir()
    (task.folder / "Makefile").write_text("regenerate:\n\t@echo $(EDITION) > made\n")
    command = cron_line(task, "* * * * *").removeprefix("* * * * * ").replace("\\%", "%")
    subprocess.run(["sh", "-c", command], check=True, cwd=tmp_path)
    assert (task.folder / "made").read_text() == "2011-08\n"
    assert not list(tmp_path.rglob("x"))


def test_with_systemd_there_is_a_timer(
    task: Task, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, crontab: Path
) -> None:
    asked = tmp_path / "asked"
    (tmp_path / "programs/systemctl").write_text(f'#!/bin/sh\necho "$@" >> {asked}\n')
    units = tmp_path / "units"
    assert "timer" in schedule(task, "monthly", units)
    assert "timer" in schedule(task, "monthly", units)
    assert sorted(path.name for path in units.iterdir()) == [f"{task.mark}.service", f"{task.mark}.timer"]
    assert f"--user enable --now {task.mark}.timer" in asked.read_text()
    assert unschedule(task, units)
    assert not list(units.iterdir())
    assert not crontab.exists()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd's own look at units is not on this machine")
@pytest.mark.parametrize("when", TIMES)
def test_the_units_are_what_systemd_takes(tmp_path: Path, when: str) -> None:
    """Asked of systemd itself: units with a folder whose name needs care, and each calendar expression."""
    folder = tmp_path / "a folder of 100%"
    folder.mkdir()
    task = Task(folder, "2011-08")
    paths = [tmp_path / f"city-briefings{ending}" for ending in (".service", ".timer")]
    for path in paths:
        path.write_text(unit(path.name, task, TIMES[when][1]))
    done = subprocess.run(["systemd-analyze", "verify", *map(str, paths)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def cron(tmp_path: Path) -> Iterator[Path]:
    """A real cron daemon in the foreground, with the crontab of the user who runs the tests."""
    before = subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False)
    with (tmp_path / "cron.log").open("w") as log:
        daemon = subprocess.Popen(["cron", "-f", "-L", "15"], stdout=log, stderr=log)
        time.sleep(0.5)
        yield tmp_path
        daemon.terminate()
        daemon.wait()
    if before.returncode == 0:
        subprocess.run(["crontab", "-"], input=before.stdout, text=True, check=True)
    else:
        subprocess.run(["crontab", "-r"], check=False, capture_output=True)


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("cron"), reason="a cron daemon is started by root alone")
def test_a_real_cron_runs_it_within_a_minute(cron: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduling, "_systemd", lambda: False)
    task = Task(cron / HARD, "2011-08")
    task.folder.mkdir()
    (task.folder / "Makefile").write_text("regenerate:\n\t@echo $(EDITION) > made\n")
    schedule(task, "* * * * *", cron)
    for _ in range(130):
        if (task.folder / "made").is_file():
            break
        time.sleep(1)
    assert unschedule(task, cron)
    assert (task.folder / "made").read_text() == "2011-08\n"
    assert not list(cron.rglob("x"))
