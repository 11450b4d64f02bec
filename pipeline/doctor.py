"""Say what is missing on this machine, and the line that mends it: `make doctor`.

Needs only the system's python3, like pipeline/setup.py, whose knowledge it shares: it must work when nothing is set up.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline import setup

FOLDERS = [Path("figures"), Path("output"), Path("build")]
LOAD_TABLES = """
import sys
from pathlib import Path
from pipeline.errors import BriefingError
from pipeline.sources.tables import load_tables
try:
    load_tables(Path("data"))
except BriefingError as error:
    sys.exit(str(error))
"""


@dataclass(frozen=True)
class Complaint:
    """What one look found wrong, in one line that ends with what mends it."""

    line: str
    grave: bool = True


def python() -> Complaint | None:
    """Whether this Python can run the pipeline and make a virtual environment."""
    trouble = setup.python_trouble()
    return Complaint(trouble) if trouble else None


def libraries() -> Complaint | None:
    """Whether the system's libraries load that WeasyPrint needs."""
    packages = setup.missing_packages()
    return Complaint(f"WeasyPrint cannot run. Type: {setup.install_line(packages)}") if packages else None


def set_up(level: str, line: str, *, grave: bool = True) -> Complaint | None:
    """Whether .venv holds, whole, what the lock of this level says."""
    return None if setup.ready(level) else Complaint(f"Not set up, or cut off, or out of date. Type: {line}", grave)


def validators() -> Complaint | None:
    """Whether what is published is checked by both validators, of which one runs on Java."""
    if shutil.which("java"):
        return None
    line = setup.install_line([setup.PROGRAMS["java"]])
    return Complaint(f"PDFs are checked by one validator of two, for veraPDF needs it. Type: {line}", grave=False)


def folders() -> Complaint | None:
    """Whether the places where the pipeline writes can be written to, or made."""
    closed = [f"{folder}/" for folder in FOLDERS if not _writable(folder)]
    return Complaint(f"Not writable: {' '.join(closed)}. Type: {_own(closed)}") if closed else None


def tables() -> Complaint | None:
    """Whether every embedded table meets its contract; to be known only once pandas is there."""
    if not setup.ready("runtime"):
        return Complaint("Not looked at: the set-up is missing. Type: make setup doctor", grave=False)
    looked = subprocess.run([str(setup.PYTHON), "-c", LOAD_TABLES], capture_output=True, text=True, check=False)
    if looked.returncode == 0:
        return None
    reason = (looked.stderr.strip().splitlines() or ["the tables cannot be loaded"])[-1]
    return Complaint(f"{reason} To have the project's own tables back, type: git checkout -- data")


LOOKS: dict[str, Callable[[], Complaint | None]] = {
    "Python": python,
    "Pango": libraries,
    "set-up for reports": lambda: set_up("runtime", "make setup"),
    "set-up for tests": lambda: set_up("test", "make setup-test (only for those who change the code)", grave=False),
    "Java": validators,
    "folders": folders,
    "data tables": tables,
}


def report() -> Iterator[tuple[str, bool]]:
    """One line for each look, and whether a briefing can be made as far as it goes."""
    for what, look in LOOKS.items():
        complaint = look()
        mark = "ok" if complaint is None else ("MISSING" if complaint.grave else "not yet")
        yield f"{mark:<8} {what:<18} {complaint.line if complaint else ''}".rstrip(), mark != "MISSING"


def main() -> int:
    """Print a line for each look; 0 when nothing stands in the way of a briefing, else 1."""
    well = True
    for line, good in report():
        print(line, flush=True)
        well = well and good
    print("All is well." if well else "Mend the lines marked MISSING, from the top.")
    return 0 if well else 1


def _writable(folder: Path) -> bool:
    """Whether files can be made in the folder, or, while it is not there, in the one that will hold it."""
    there = folder if folder.exists() else folder.parent
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def _own(closed: list[str]) -> str:
    made = f"sudo mkdir -p {' '.join(closed)} && " if any(not Path(folder).exists() for folder in closed) else ""
    return f'{made}sudo chown -R "$USER" {" ".join(closed)}'


if __name__ == "__main__":
    sys.exit(main())
