"""Set up what a run needs: Pango from the system, and .venv with the locked packages.

    python3 -m pipeline.setup runtime      what `make report` needs
    python3 -m pipeline.setup test         that, and what `make test` needs

Runs in the project's folder with the system's python3 and its standard library alone: nothing else is there yet. It
is written so that even a Python too old to run the pipeline can say so. All chatter goes to standard error.
"""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from pipeline.errors import BriefingError, MachineNotReady, SetupFailed, UserError

OLDEST_PYTHON = (3, 11)
VENV = Path(".venv")
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "ready.json"
LOCKS = {"runtime": Path("requirements/runtime.lock"), "test": Path("requirements/test.lock")}

# What WeasyPrint loads, and the Debian and Ubuntu package that brings it (with what that one needs).
# WeasyPrint 70 still runs without the subset library, but warns, and embeds fonts another way: not the same PDF.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}

# Programs that only tests use, and the Debian and Ubuntu package of each: veraPDF and the Nu checker run on Java, pages
# for the web are opened in Chromium, npm brings the Nu checker. Tests that need one that is missing say so.
PROGRAMS = {
    "java": "default-jdk-headless",
    "chromium": "chromium",
    "npm": "npm",
    "cron": "cron",
    "systemd-analyze": "systemd",
    "openssl": "openssl",
}
CHECKER_LOCK, CHECKER = Path("requirements/npm"), VENV / "npm"


def python_trouble(version: tuple[int, ...] = tuple(sys.version_info[:3])) -> str | None:
    """One line saying what is wrong with this python3 and what to type, or None when it will do."""
    if version[:2] < OLDEST_PYTHON:
        return (
            f"python3 is {'.'.join(map(str, version))} and 3.11 or newer is needed. On Debian 12 or Ubuntu 24.04 type: "
            f"{_sudo()}apt-get install -y python3 python3-venv (elsewhere: put a newer python3 first on your PATH)"
        )
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        return f"This python3 cannot make a virtual environment. Type: {_sudo()}apt-get install -y python3-venv"
    return None


def missing_packages() -> list[str]:
    """The system packages that bring the libraries which do not load; empty when all do."""
    return [package for library, package in LIBRARIES.items() if not _loads(library)]


def install_line(packages: list[str]) -> str:
    """What to type to get these system packages."""
    return f"{_sudo()}apt-get install -y --no-install-recommends {' '.join(packages)}"


def ready(level: str) -> bool:
    """Whether .venv holds what this level's lock says, whole, for the Python that is in it."""
    stamp = _stamped()
    return stamp.get(level) == _digest(LOCKS[level]) and stamp.get("python", "") == _venv_python()


def set_up(level: str) -> None:
    """Install what is missing for a level, "runtime" or "test"; do nothing when nothing is.

    Raises MachineNotReady with the one line to type, SetupFailed when an installer failed.
    """
    _install_libraries()
    if level == "test":
        _install_programs()
    if not ready(level):
        _install_packages(level)
    if level == "test":
        _install_checker()


def _install_packages(level: str) -> None:
    trouble = python_trouble()
    if trouble:
        raise MachineNotReady(trouble)
    # Two runs at once must not build in one folder: the second waits, and then finds it done.
    with LOCKS[level].open() as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not ready(level):
            _build(level)


def _build(level: str) -> None:
    """Make .venv, or add to the one there if it is whole, and install the lock: the stamp goes first and comes last."""
    from pipeline.files import write_whole  # needs a Python that has been looked at

    _say(f"Setting up {VENV} for {level} from {LOCKS[level]}; this is done once and takes a minute or two.")
    keep = level != "runtime" and ready("runtime")
    STAMP.unlink(missing_ok=True)
    if not keep:
        _remove(VENV)
        # Not sys.executable: that may be the very .venv just removed, when the user has it activated.
        python = getattr(sys, "_base_executable", sys.executable)
        _run([python, "-m", "venv", str(VENV)], "the virtual environment could not be made")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    # Wheels only: building from source would need a compiler, and tools that no lock pins.
    locked = ["--require-hashes", "--only-binary", ":all:", "-r", str(LOCKS[level])]
    _run([*pip, *locked], "the packages could not be installed (is the network there?)")
    # The test lock repeats every pin of the runtime lock, so that whoever has the one has the other.
    levels = ("runtime",) if level == "runtime" else ("runtime", level)
    stamp = {"python": _venv_python(), **{name: _digest(LOCKS[name]) for name in levels}}
    write_whole(STAMP, json.dumps(stamp, indent=1) + "\n")
    _say("Set up.")


def _install_libraries() -> None:
    packages = missing_packages()
    if not packages:
        return
    if shutil.which("apt-get") is None:
        raise MachineNotReady(
            "WeasyPrint needs Pango, PangoFT2 and HarfBuzz-Subset from the system: install your system's packages of "
            f"them (on Debian and Ubuntu: {' '.join(packages)})"
        )
    if os.geteuid() != 0:
        raise MachineNotReady(f"WeasyPrint needs Pango from the system. Type: {install_line(packages)}")
    _say(f"Installing from the system's packages: {' '.join(packages)}")
    _apt_get(packages)
    if missing_packages():
        raise SetupFailed(f"{' '.join(packages)} were installed, and yet the libraries of Pango do not load.")


def _install_programs() -> None:
    """Have the tests' programs where that asks nothing of anybody; the tests do without, and tell the line to type."""
    missing = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    if missing and shutil.which("apt-get") is not None and os.geteuid() == 0:
        _say(f"Installing from the system's packages: {' '.join(missing)}")
        try:
            _apt_get(missing, f"{' '.join(missing)}, which only some tests need")
        except SetupFailed as error:
            _say(f"{error} Going on without it.")


def _install_checker() -> None:
    """Have the Nu HTML checker, locked like all else, where npm is; `npm ci` leaves its own stamp when it is done."""
    stamp, lock = CHECKER / "node_modules" / ".package-lock.json", "package-lock.json"
    locked = (CHECKER_LOCK / lock).read_bytes()
    there = stamp.is_file() and (CHECKER / lock).is_file() and (CHECKER / lock).read_bytes() == locked
    if there or shutil.which("npm") is None:
        return
    shutil.copytree(CHECKER_LOCK, CHECKER, dirs_exist_ok=True)
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    if _call(["npm", "ci", *quiet, "--prefix", str(CHECKER)]) != 0:
        (CHECKER / lock).unlink(missing_ok=True)
        _say("The Nu checker could not be installed, which only some tests need. Going on without it.")


def _apt_get(packages: list[str], what: str = "what WeasyPrint needs") -> None:
    """Install; when that fails, bring the package lists up to date (a bare machine has none) and try once more."""
    install = ["apt-get", "install", "-qq", "-o", "Dpkg::Use-Pty=0", "--no-install-recommends", *packages]
    if _call(install) != 0:
        _run(["apt-get", "update", "-qq"], "apt-get could not fetch its package lists")
        _run(install, f"apt-get could not install {what}")


def _sudo() -> str:
    return "" if os.geteuid() == 0 else "sudo "


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _stamped() -> dict[str, Any]:
    """What the stamp says; nothing when there is none, or it is not to be read."""
    try:
        said = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _venv_python() -> str | None:
    """The Python in .venv as "cpython-311", asked of itself: the system's may have been replaced under it.

    No finer than that: a security update of Python asks for no new packages, and there may be no network.
    """
    try:
        command = [str(PYTHON), "-I", "-S", "-c", "import sys; print(sys.implementation.cache_tag)"]
        answer = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return answer.stdout.decode().strip()


def _remove(folder: Path) -> None:
    """Take away a .venv that is not whole; of a symbolic link only the link."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def _call(command: list[str]) -> int:
    """Run with nobody to answer questions, everything it says on standard error."""
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=2, env=surroundings, check=False).returncode


def _run(command: list[str], trouble: str) -> None:
    if _call(command) != 0:
        raise SetupFailed(f"Set-up stopped: {trouble}. The same command begins it again.")


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    """Set up the level named; 0 when all is there, 1 or 2 (see pipeline/errors.py) after one line of why not."""
    try:
        if len(arguments) != 1 or arguments[0] not in LOCKS:
            raise UserError(f"python3 -m pipeline.setup takes one of: {', '.join(LOCKS)}")
        set_up(arguments[0])
    except BriefingError as error:
        _say(str(error))
        return error.exit_code
    except OSError as error:
        _say(f"Set-up stopped: {error}")
        return SetupFailed.exit_code
    except KeyboardInterrupt:
        _say("Set-up was cut off; the same command begins it again.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
