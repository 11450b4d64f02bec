"""The round on a schedule: a timer of the user's systemd where that runs, else a line in the user's crontab."""

import hashlib
import os
import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import NotScheduled, UserError
from pipeline.files import write_whole
from pipeline.places import shown

# What WHEN can be, as cron and as systemd write it: at six in the morning, when nobody waits for the machine.
TIMES = {
    "daily": ("0 6 * * *", "*-*-* 06:00:00"),
    "weekly": ("0 6 * * 1", "Mon *-*-* 06:00:00"),
    "monthly": ("0 6 1 * *", "*-*-01 06:00:00"),
}
_FIELD = r"[0-9*/,-]+"
CRON = re.compile(rf"{_FIELD}(?: {_FIELD}){{4}}")
MARK = "city-briefings"
DEPLOY = Path("deploy")


@dataclass(frozen=True)
class Task:
    """A folder's round for an edition; `mark` tells it from every other line and unit of the user's."""

    folder: Path
    edition: str

    @property
    def mark(self) -> str:
        """Its name: the edition, and what tells the folder."""
        place = hashlib.sha256(str(self.folder).encode(errors="surrogateescape")).hexdigest()[:8]
        return f"{MARK}-{self.edition}-{place}"


def schedule(task: Task, when: str, units: Path) -> str:
    """Install the task, in place of an earlier one of the same folder and edition; return where it stands.

    Raises UserError for a time nobody knows, NotScheduled where the machine takes no schedule.
    """
    if when not in TIMES and not CRON.fullmatch(when):
        raise UserError(f'WHEN can be {", ".join(TIMES)}, or five fields as cron has them; not "{shown(when)}".')
    if not str(task.folder).isprintable():
        raise NotScheduled("The name of this folder has a sign that no schedule can hold: move the project.")
    unschedule(task, units)
    if when in TIMES and _systemd():
        return _with_timer(task, TIMES[when][1], units)
    return _with_cron(task, TIMES[when][0] if when in TIMES else when)


def unschedule(task: Task, units: Path) -> bool:
    """Take the task out wherever it stands, and no one else's; whether it stood anywhere."""
    files = [units / f"{task.mark}{ending}" for ending in (".timer", ".service")]
    timed = [path for path in files if path.is_file()]
    if timed:
        _run(["systemctl", "--user", "disable", "--now", f"{task.mark}.timer"], ok=(0, 1))
        for path in timed:
            path.unlink()
        _run(["systemctl", "--user", "daemon-reload"], ok=(0, 1))
    try:
        lines = _crontab()
    except NotScheduled:  # where cron is closed to the user, no line can be ours
        lines = []
    kept = [line for line in lines if not _ours(line, task)]
    if kept != lines:
        _write_crontab(kept)
    return bool(timed) or kept != lines


def cron_line(task: Task, when: str) -> str:
    """The task as a line of a crontab, in which % is written \\% (crontab(5)); its mark is a remark of the shell's."""
    # Written with our own output folder there, for cron's shell opens the log before Make runs.
    there = f"cd {shlex.quote(str(task.folder))} && mkdir -p output/log"
    make = f"PATH={shlex.quote(programs())} make regenerate EDITION={task.edition}"
    whole = f"{there} && {make} >>output/log/schedule.log 2>&1 # {task.mark}"
    return f"{when} {whole.replace('%', chr(92) + '%')}"


def programs() -> str:
    """Where the schedule looks for programs: where today's Python and Make lie, which its own short list may not name."""
    found = (shutil.which(name) for name in ("python3", "make"))
    folders = [str(Path(path).parent) for path in found if path]
    return ":".join(dict.fromkeys([*folders, "/usr/bin", "/bin"]))


def unit(name: str, task: Task, when: str) -> str:
    """A unit of deploy/ filled in; in systemd's files % is written %% (systemd.unit(5))."""
    text = (DEPLOY / name).read_text(encoding="utf-8")
    filled = {"FOLDER": str(task.folder), "PATH": programs(), "EDITION": task.edition, "WHEN": when}
    for key, value in filled.items():
        text = text.replace(f"@{key}@", value.replace("%", "%%"))
    return text


def _with_timer(task: Task, when: str, units: Path) -> str:
    for ending in (".service", ".timer"):
        write_whole(units / f"{task.mark}{ending}", unit(f"{MARK}{ending}", task, when))
    _run(["systemctl", "--user", "daemon-reload"])
    _run(["systemctl", "--user", "enable", "--now", f"{task.mark}.timer"])
    return f"a timer of systemd: {task.mark}.timer"


def _with_cron(task: Task, when: str) -> str:
    _write_crontab([*_crontab(), cron_line(task, when)])
    return f"a line in your crontab, which ends with {task.mark}"


def _ours(line: str, task: Task) -> bool:
    return line.endswith(f" # {task.mark}")


def _crontab() -> list[str]:
    """The lines of the user's crontab, each as it is, whatever its signs; none where there is none, or no cron.

    Raises NotScheduled where there may be one that cannot be read: to write would be to lose it.
    """
    try:
        done = subprocess.run(["crontab", "-l"], capture_output=True, check=False)
    except FileNotFoundError:
        return []
    if done.returncode:
        told = os.fsdecode(done.stderr)
        if re.search("no crontab|no such file", told, re.IGNORECASE):
            return []
        raise NotScheduled(f"crontab does not show its table, so nothing was changed: {' '.join(told.split())[:200]}")
    whole = os.fsdecode(done.stdout)
    return whole.removesuffix("\n").split("\n") if whole else []


def _write_crontab(lines: list[str]) -> None:
    text = os.fsencode("".join(f"{line}\n" for line in lines))
    try:
        subprocess.run(["crontab", "-"], input=text, check=True, capture_output=True)
    except FileNotFoundError as error:
        raise NotScheduled(
            "This machine has neither systemd for users nor cron: see deploy/ for other ways."
        ) from error
    except subprocess.CalledProcessError as error:
        raise NotScheduled(f"crontab refused the line: {' '.join(os.fsdecode(error.stderr).split())[:200]}") from error


def _systemd() -> bool:
    """Whether a systemd of the user's is there and answers."""
    try:
        done = subprocess.run(["systemctl", "--user", "show-environment"], capture_output=True, check=False, timeout=20)
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _run(words: list[str], ok: tuple[int, ...] = (0,)) -> None:
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return  # without systemd there is nothing of its to change
    if done.returncode not in ok:
        raise NotScheduled(f"{' '.join(words)}: {' '.join(done.stderr.split())[:200]}")
