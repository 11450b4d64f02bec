"""Changes of meaning, put into a copy one at a time: the tests concerned must fail. A list of them: mutants.toml."""

import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from ..conftest import ROOT

COPIED, READ = ("pipeline", "templates", "tests"), ("data", "editions", "requirements", "benchmarks", "docs")
FAILED = 1  # how pytest ends where tests failed; a file that cannot be imported, or no test at all, ends otherwise


@dataclass(frozen=True)
class Mutant:
    """`before` in a file becomes `after`, which `means` something to a reader; `tests` are those that must fail."""

    file: str
    before: str
    after: str
    means: str
    tests: str


MUTANTS = [
    Mutant(**one)
    for one in tomllib.loads(Path(__file__).with_name("mutants.toml").read_text(encoding="utf-8"))["mutant"]
]


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda one: one.means)
def test_each_still_fits_its_line(mutant: Mutant) -> None:
    text = (ROOT / mutant.file).read_text(encoding="utf-8")
    assert text.count(mutant.before) == 1, (
        f"{mutant.before!r} stands {text.count(mutant.before)} times in {mutant.file}"
    )
    assert mutant.after not in (mutant.before, text)
    assert (ROOT / mutant.tests.split()[0].partition("::")[0]).is_file()


def test_no_two_are_the_same() -> None:
    assert len({(one.file, one.before, one.after) for one in MUTANTS}) == len(MUTANTS)
    assert len({one.means for one in MUTANTS}) == len(MUTANTS)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, once for all mutants of a process."""
    folder = tmp_path_factory.mktemp("copy")
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in READ:
        (folder / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def outcome(folder: Path, tests: str) -> subprocess.CompletedProcess[str]:
    """The tests, run in a folder by a process of its own that leaves no compiled file, which could outlive its source."""
    words = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-m", "not slow", *_split(tests)]
    around = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_ADDOPTS": f"--basetemp={folder / 'tmp'}"}
    return subprocess.run(words, cwd=folder, env=around, capture_output=True, text=True, check=False)


def _split(tests: str) -> list[str]:
    """The words for pytest: what follows -k is one of them."""
    file, chosen, name = tests.partition(" -k ")
    return [file, *(["-k", name] if chosen else [])]


@pytest.mark.slow
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda one: one.means)
def test_a_change_of_meaning_is_noticed(copy: Path, mutant: Mutant) -> None:
    path = copy / mutant.file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(mutant.before, mutant.after), encoding="utf-8")
    try:
        done = outcome(copy, mutant.tests)
    finally:
        path.write_text(text, encoding="utf-8")
    assert done.returncode == FAILED, f"{mutant.means}: not noticed\n{done.stdout[-2000:]}{done.stderr[-500:]}"
