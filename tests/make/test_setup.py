"""Set-up: done once, begun again when it was cut off, done again when a lock or the Python changed."""

import ast
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from make_driver import PROJECT, write_program

from pipeline import setup

# In place of the real ones: they write down what they were asked, and do as the file `pip-does` says.
MAKES_VENV = """#!/bin/sh
echo "venv" >> asked
mkdir -p .venv/bin && cp fake-python .venv/bin/python
"""
VENV_PYTHON = """#!/bin/sh
case "$*" in
  *cache_tag*) cat python-is ;;
  *) echo "pip $(echo "$*" | sed 's/.*-r //')" >> asked; touch .venv/half-done; . ./pip-does ;;
esac
"""
APT_GET = """#!/bin/sh
echo "apt-get $*" >> "$ASKED"
. "$APT_DOES"
"""


NPM = """#!/bin/sh
for folder; do :; done
. "$NPM_DOES"
mkdir -p "$folder/node_modules"
cp "$folder/package-lock.json" "$folder/node_modules/.package-lock.json"
"""


@dataclass
class Machine:
    """A project folder on a machine of our making."""

    folder: Path

    def says(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text)

    def asked(self) -> list[str]:
        """What was asked of the installers since the last look."""
        path = self.folder / "asked"
        lines = path.read_text().splitlines() if path.exists() else []
        path.unlink(missing_ok=True)
        return lines


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    folder = tmp_path / "a folder's name"
    for name, text in {"makes-venv": MAKES_VENV, "fake-python": VENV_PYTHON, "bin/apt-get": APT_GET}.items():
        write_program(folder / name, text)
    for program in ("java", "chromium", "cron", "systemd-analyze", "openssl"):
        write_program(folder / f"bin/{program}", "#!/bin/sh\n")
    write_program(folder / "bin/npm", NPM)
    (folder / "requirements/npm").mkdir(parents=True)
    made = Machine(folder)
    for name in ("runtime", "test"):
        made.says(f"requirements/{name}.lock", f"{name} 1")
    made.says("requirements/npm/package-lock.json", "npm 1")
    made.says("npm-does", "")
    made.says("python-is", "cpython-311\n")
    made.says("pip-does", "")
    made.says("apt-does", "")
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "_base_executable", str(folder / "makes-venv"))
    monkeypatch.setattr(setup, "LIBRARIES", {"libc.so.6": "libc6"})
    monkeypatch.setenv("PATH", f"{folder / 'bin'}:/usr/bin:/bin")
    monkeypatch.setenv("ASKED", str(folder / "asked"))
    monkeypatch.setenv("APT_DOES", str(folder / "apt-does"))
    monkeypatch.setenv("NPM_DOES", str(folder / "npm-does"))
    return made


def set_up_in_another_process(machine: Machine) -> subprocess.Popen[bytes]:
    start = f"""
import sys
from pipeline import setup
sys._base_executable, setup.LIBRARIES = {str(machine.folder / "makes-venv")!r}, {{}}
sys.exit(setup.main(["runtime"]))
"""
    return subprocess.Popen([sys.executable, "-c", start], env={**os.environ, "PYTHONPATH": str(PROJECT)})


RUNTIME, TEST = "pip requirements/runtime.lock", "pip requirements/test.lock"


def test_the_second_run_does_nothing(machine: Machine) -> None:
    assert setup.main(["runtime"]) == 0
    assert machine.asked() == ["venv", RUNTIME]
    assert setup.main(["runtime"]) == 0
    assert machine.asked() == []


def test_tests_add_to_what_reports_have_and_bring_it_along(machine: Machine) -> None:
    setup.main(["runtime"])
    machine.asked()
    setup.main(["test"])
    assert machine.asked() == [TEST]
    setup.main(["runtime"])
    assert machine.asked() == []


def test_the_set_up_for_tests_serves_reports_too(machine: Machine) -> None:
    setup.main(["test"])
    assert machine.asked() == ["venv", TEST]
    setup.main(["runtime"])
    assert machine.asked() == []


@pytest.mark.parametrize("level", ["runtime", "test"])
def test_a_changed_lock_is_installed_from_nothing(machine: Machine, level: str) -> None:
    setup.main(["runtime"])
    machine.asked()
    machine.says("requirements/runtime.lock", "runtime 2")
    machine.says("requirements/test.lock", "test 2")
    setup.main([level])
    assert machine.asked() == ["venv", f"pip requirements/{level}.lock"]


def test_a_replaced_python_is_noticed(machine: Machine) -> None:
    setup.main(["runtime"])
    machine.asked()
    machine.says("python-is", "cpython-313\n")
    setup.main(["runtime"])
    assert machine.asked() == ["venv", RUNTIME]


def test_a_python_that_is_gone_is_noticed(machine: Machine) -> None:
    setup.main(["runtime"])
    machine.asked()
    setup.PYTHON.unlink()
    setup.main(["runtime"])
    assert machine.asked() == ["venv", RUNTIME]


@pytest.mark.parametrize("torn", ["", "{", "[]", "null", '{"runtime": null}', '{"python": null}', "\udcff"])
def test_a_torn_stamp_is_no_stamp(machine: Machine, torn: str) -> None:
    setup.main(["runtime"])
    machine.asked()
    setup.STAMP.write_bytes(os.fsencode(torn))
    setup.main(["runtime"])
    assert machine.asked() == ["venv", RUNTIME]


def test_a_set_up_killed_in_the_middle_is_done_again_from_nothing(machine: Machine) -> None:
    """Killed outright, so that nothing could tidy up after itself."""
    machine.says("pip-does", "kill -9 $PPID")
    assert set_up_in_another_process(machine).wait(timeout=30) == -9
    assert (machine.folder / ".venv/half-done").exists()
    machine.asked()
    machine.says("pip-does", "test ! -e .venv/from-before")
    (machine.folder / ".venv/from-before").touch()
    assert setup.main(["runtime"]) == 0
    assert machine.asked() == ["venv", RUNTIME]
    assert not (machine.folder / ".venv/from-before").exists()


def test_tests_cut_off_while_being_added_leave_nothing_half_trusted(machine: Machine) -> None:
    setup.main(["runtime"])
    machine.says("pip-does", "exit 1")
    assert setup.main(["test"]) == 1
    machine.asked()
    machine.says("pip-does", "")
    setup.main(["runtime"])
    assert machine.asked() == ["venv", RUNTIME]


def test_a_failed_installation_is_said_in_one_line(machine: Machine, capfd: pytest.CaptureFixture[str]) -> None:
    machine.says("pip-does", "echo 'ERROR: no such thing'; exit 1")
    assert setup.main(["runtime"]) == 1
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[-2:] == [
        "ERROR: no such thing",
        "Set-up stopped: the packages could not be installed (is the network there?). "
        "The same command begins it again.",
    ]
    assert not setup.STAMP.exists()


def test_a_link_in_place_of_the_environment_is_not_followed(machine: Machine, tmp_path: Path) -> None:
    somebodys = tmp_path / "somebody's own"
    somebodys.mkdir()
    (somebodys / "work.txt").touch()
    setup.VENV.symlink_to(somebodys)
    assert setup.main(["runtime"]) == 0
    assert (somebodys / "work.txt").exists()
    assert not setup.VENV.is_symlink()


def test_two_at_once_install_once(machine: Machine) -> None:
    machine.says("pip-does", "sleep 0.3")
    both = [set_up_in_another_process(machine) for _ in range(2)]
    assert [run.wait(timeout=30) for run in both] == [0, 0]
    assert machine.asked() == ["venv", RUNTIME]


# The system's libraries.

MISSING = {"libnot-there-at-all.so.0": "libpango-1.0-0", "libc.so.6": "libc6"}
INSTALL = "apt-get install -qq -o Dpkg::Use-Pty=0 --no-install-recommends libpango-1.0-0"


@pytest.fixture
def without_pango(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert machine.asked() == []
    monkeypatch.setattr(setup, "LIBRARIES", MISSING)


@pytest.mark.usefixtures("without_pango")
def test_whoever_is_not_root_gets_the_one_line_to_type(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert setup.main(["runtime"]) == 2
    line = "sudo apt-get install -y --no-install-recommends libpango-1.0-0"
    assert capfd.readouterr().err == f"WeasyPrint needs Pango from the system. Type: {line}\n"
    assert machine.asked() == []


@pytest.mark.usefixtures("without_pango")
def test_root_gets_it_installed(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(setup, "missing_packages", iter([["libpango-1.0-0"], []]).__next__)
    assert setup.main(["runtime"]) == 0
    assert machine.asked() == [INSTALL, "venv", RUNTIME]


@pytest.mark.usefixtures("without_pango")
def test_a_machine_without_package_lists_fetches_them_first(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(setup, "missing_packages", iter([["libpango-1.0-0"], []]).__next__)
    machine.says("apt-does", 'case "$1" in update) touch lists ;; *) test -e lists || exit 100 ;; esac')
    assert setup.main(["runtime"]) == 0
    assert machine.asked() == [INSTALL, "apt-get update -qq", INSTALL, "venv", RUNTIME]


@pytest.mark.usefixtures("without_pango")
@pytest.mark.parametrize("does", ["exit 100", "true"], ids=["apt-get fails", "still does not load"])
def test_an_installation_that_did_not_help_stops_the_set_up(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    machine.says("apt-does", does)
    assert setup.main(["runtime"]) == 1
    assert "venv" not in machine.asked()


@pytest.mark.usefixtures("without_pango")
def test_a_system_without_apt_get_hears_what_is_needed(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(machine.folder / "nothing"))
    assert setup.main(["runtime"]) == 2
    assert len(capfd.readouterr().err.splitlines()) == 1


def test_a_library_that_does_not_load_is_missing(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "LIBRARIES", MISSING)
    assert setup.missing_packages() == ["libpango-1.0-0"]


# Java, Chromium and the Nu checker, which only the tests use, and can do without.

JAVA_INSTALL = "apt-get install -qq -o Dpkg::Use-Pty=0 --no-install-recommends default-jdk-headless"


@pytest.fixture
def without_java(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert machine.asked() == []
    which = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "java" else which(name))
    monkeypatch.setattr(os, "geteuid", lambda: 0)


@pytest.mark.usefixtures("without_java")
def test_root_gets_java_for_the_tests_and_not_for_reports(machine: Machine) -> None:
    assert setup.main(["runtime"]) == 0
    assert machine.asked() == ["venv", RUNTIME]
    assert setup.main(["test"]) == 0
    assert machine.asked() == [JAVA_INSTALL, TEST]


@pytest.mark.usefixtures("without_java")
def test_the_set_up_goes_on_without_java_where_it_cannot_be_had(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    machine.says("apt-does", "exit 100")
    assert setup.main(["test"]) == 0
    assert "Going on without it" in capfd.readouterr().err
    assert machine.asked()[-2:] == ["venv", TEST]
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert setup.main(["test"]) == 0
    assert machine.asked() == []


def test_the_tests_get_the_nu_checker_once_and_again_when_its_lock_changes(machine: Machine) -> None:
    kept = machine.folder / ".venv/npm/node_modules/.package-lock.json"
    assert setup.main(["runtime"]) == 0
    assert not kept.exists()
    assert setup.main(["test"]) == 0
    assert kept.read_text() == "npm 1"
    machine.says("npm-does", "exit 1")
    assert setup.main(["test"]) == 0
    machine.says("npm-does", "")
    machine.says("requirements/npm/package-lock.json", "npm 2")
    assert setup.main(["test"]) == 0
    assert kept.read_text() == "npm 2"


def test_the_set_up_goes_on_without_the_nu_checker_and_asks_for_it_again(
    machine: Machine, capfd: pytest.CaptureFixture[str]
) -> None:
    machine.says("npm-does", "exit 1")
    assert setup.main(["test"]) == 0
    assert "Nu checker could not be installed" in capfd.readouterr().err
    machine.says("npm-does", "")
    assert setup.main(["test"]) == 0
    assert (machine.folder / ".venv/npm/node_modules/.package-lock.json").is_file()


# Python itself.


@pytest.mark.parametrize("version", [(3, 8, 18), (3, 10, 13)])
def test_too_old_a_python_says_what_to_type(version: tuple[int, ...]) -> None:
    trouble = setup.python_trouble(version)
    assert trouble is not None
    assert f"python3 is {'.'.join(map(str, version))} and 3.11 or newer is needed" in trouble
    assert "apt-get install -y python3 python3-venv" in trouble
    assert "\n" not in trouble


def test_a_python_without_venv_says_what_to_type(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "ensurepip" else object())
    assert setup.main(["runtime"]) == 2
    assert (setup.python_trouble() or "").endswith("apt-get install -y python3-venv")
    assert machine.asked() == []


@pytest.mark.parametrize("module", ["setup", "doctor", "errors", "__init__"])
def test_an_old_python_gets_as_far_as_saying_so(module: str) -> None:
    ast.parse((PROJECT / f"pipeline/{module}.py").read_text(), feature_version=(3, 7))


@pytest.mark.parametrize("module", ["pipeline.setup", "pipeline.doctor"])
def test_only_the_standard_library_is_needed(module: str) -> None:
    run = [sys.executable, "-S", "-B", "-c", f"import sys; sys.path.insert(0, '.'); import {module}"]
    assert subprocess.run(run, cwd=PROJECT, check=False).returncode == 0


# The real installers, on a package of our making.


def tiny_wheel(folder: Path) -> str:
    """A package with one module; returns its SHA-256."""
    folder.mkdir()
    path = folder / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("tiny.py", "found = True\n")
        wheel.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        wheel.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr("tiny-1.0.dist-info/RECORD", "")
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.slow
def test_the_real_pip_installs_what_the_lock_says_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    digest = tiny_wheel(tmp_path / "wheels")
    folder = tmp_path / "a folder's name"
    (folder / "requirements").mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))

    setup.LOCKS["runtime"].write_text(f"tiny==1.0 --hash=sha256:{'0' * 64}\n")
    assert setup.main(["runtime"]) == 1
    assert "DO NOT MATCH THE HASHES" in capfd.readouterr().err

    setup.LOCKS["runtime"].write_text(f"tiny==1.0 --hash=sha256:{digest}\n")
    assert setup.main(["runtime"]) == 0
    assert subprocess.run([str(setup.PYTHON), "-c", "import tiny"], check=False).returncode == 0
    assert json.loads(setup.STAMP.read_text())["python"] == sys.implementation.cache_tag
    assert capfd.readouterr().out == ""
