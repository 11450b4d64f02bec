"""A folder with our Makefile and, in place of the pipeline's Python, a recorder of what arrives there."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[2]
RECORDER = """#!/bin/sh
printf '%s\\0' "$@" > "arrived.$3"
"""
# What is there on a bare machine, and nothing of the surroundings the tests themselves were started from: Make hands
# its own variables (MAKEFLAGS, CITY...) down to pytest.
BARE = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}


def write_program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


@dataclass(frozen=True)
class Driver:
    """One folder in which `make` can be run; `before` is what it held at first."""

    folder: Path
    programs: Path
    before: frozenset[str]

    def make(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
        surroundings = {**BARE, "PATH": f"{self.programs}:{BARE['PATH']}", **environment}
        command = ["make", *arguments]
        return subprocess.run(command, cwd=self.folder, env=surroundings, capture_output=True, check=False, input=b"")

    def arrived(self, verb: str = "report") -> dict[str, str]:
        """The options as the program got them, byte for byte, and nothing else."""
        words = os.fsdecode((self.folder / f"arrived.{verb}").read_bytes()).split("\0")
        assert words[:3] == ["-m", "pipeline", verb]
        assert words[-1] == ""
        return dict(word.split("=", 1) for word in words[3:-1])

    def left_behind(self) -> set[str]:
        """What stands here or in the folders above that the run should not have made."""
        found = {str(path.relative_to(self.folder.parent)) for path in self.folder.parent.rglob("*")}
        return {path for path in found - self.before if "/arrived." not in path}


def driver_in(parent: Path, edit: Callable[[str], str] = lambda makefile: makefile) -> Driver:
    folder, programs = parent / "a folder's name", parent / "programs"
    write_program(folder / ".venv/bin/python", RECORDER)
    write_program(programs / "python3", "#!/bin/sh\nexit 0\n")  # set-up finds all in order
    shutil.copy(PROJECT / "Makefile", folder)
    (folder / "Makefile").write_text(edit((folder / "Makefile").read_text()))
    return Driver(folder, programs, frozenset(str(path.relative_to(parent)) for path in parent.rglob("*")))
