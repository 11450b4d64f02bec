"""What the project never carries (package indexes, paths of a machine, large files), and what the locks hold."""

import re
import subprocess
import tomllib

import pytest
from make_driver import PROJECT

LARGEST = 5_000_000
INDEX = re.compile(
    r"(?i)\bindex[-_ ]?url|-{2}find-links|-{2}trusted-host|\bregistry\s*[=:]\s*\W?http|.resolved.: *.http"
)
MACHINE = re.compile(r"(?<![\w.:/-])/(?:work|root|home/\w+|Users/\w+)(?:/|\b)|(?<![\w:.])/(?:tmp|var/tmp)/\w")
BUILT_BY = re.compile(r"^(?:requirements/|Makefile$|pyproject\.toml$|\.ci/|deploy/|pipeline/setup\.py$)")


def tracked() -> list[str]:
    """The files git tracks and that are there."""
    if not (PROJECT / ".git").exists():
        pytest.skip("an archive, not a checkout: nothing here is tracked")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True)
    return [name for name in listed.stdout.decode().split("\0") if name and (PROJECT / name).is_file()]


def lines_that_match(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for name in tracked():
        text = (PROJECT / name).read_bytes().decode("utf-8", errors="ignore")
        found += [f"{name}: {line[:120]}" for line in text.splitlines() if pattern.search(line)]
    return found


def test_no_tracked_file_names_a_package_index() -> None:
    assert lines_that_match(INDEX) == []


def test_what_builds_the_project_names_no_address_at_all() -> None:
    assert [line for line in lines_that_match(re.compile("https?://|git@")) if BUILT_BY.match(line.split(":")[0])] == []


def test_no_tracked_file_names_a_path_of_a_machine() -> None:
    assert lines_that_match(MACHINE) == []


@pytest.mark.parametrize(
    "line", [f"--{'index'}-url https://a.b/c", f"--{'find'}-links there", f"registry = {'http'}://a.b"]
)
def test_an_index_would_be_seen(line: str) -> None:
    assert INDEX.search(line)


@pytest.mark.parametrize(
    "line", [f"{before}/{top}/x" for before in ("cd ", '"', "=") for top in ("work", "root", "home/ada", "tmp")]
)
def test_a_path_of_a_machine_would_be_seen(line: str) -> None:
    assert MACHINE.search(line)


@pytest.mark.parametrize(
    "line", [f"https://a.b/{'work'}/c", f"data/{'work'}/x", f"and/or {'work'}", f"his home/{'work'}"]
)
def test_an_address_is_no_path_of_a_machine(line: str) -> None:
    assert not MACHINE.search(line)


def test_no_tracked_file_is_large() -> None:
    assert [name for name in tracked() if (PROJECT / name).stat().st_size > LARGEST] == []


def test_what_is_made_is_not_tracked() -> None:
    made = re.compile(r"^(?:figures|output)/(?!README\.md$)|^(?:build|\.venv|data/own)/")
    assert [name for name in tracked() if made.match(name)] == []


ROOMS = {
    ".ci", ".gitignore", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "benchmarks", "data", "deploy", "docs",
    "editions", "figures", "output", "pipeline", "pyproject.toml", "requirements", "templates", "tests",
}  # fmt: skip


def test_the_top_folder_holds_what_belongs_there_and_nothing_that_a_tool_left() -> None:
    """A new folder or file of the top is named here on purpose."""
    assert {name.split("/")[0] for name in tracked()} <= ROOMS


# The locks.

PIN = re.compile(r"(?m)^([a-z0-9-]+)==(\S+)( ;[^\\]*)?")


def pins(level: str) -> set[tuple[str, ...]]:
    """Name, version and condition of each package the lock holds."""
    return set(PIN.findall((PROJECT / f"requirements/{level}.lock").read_text()))


@pytest.mark.parametrize("level", ["runtime", "test"])
def test_every_line_of_a_lock_is_a_pin_or_its_hash(level: str) -> None:
    text = (PROJECT / f"requirements/{level}.lock").read_text()
    line = re.compile(r"[a-z0-9-]+==[^\s;]+(?: ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?")
    assert [bad for bad in text.splitlines() if not line.fullmatch(bad)] == []
    assert all("--hash=" in block for block in PIN.split(text)[4::4])


def test_the_test_lock_repeats_every_pin_of_the_runtime_lock() -> None:
    """So that whoever has set up the tests has set up the reports; setup.py relies on it."""
    assert pins("runtime") <= pins("test")
    assert pins("runtime") < pins("test")


@pytest.mark.parametrize(("level", "extra"), [("runtime", []), ("test", ["test"])])
def test_the_locks_hold_what_pyproject_asks_for(level: str, extra: list[str]) -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    asked = list(project["dependencies"])
    for name in extra:
        asked += project["optional-dependencies"][name]
    names = {re.split(r"[\s<>=!~;\[]", line)[0].lower() for line in asked}
    assert names - {name for name, *_ in pins(level)} == set()
