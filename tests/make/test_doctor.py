"""The doctor says what is missing and what mends it, also where nothing is set up."""

import subprocess
import sys
from pathlib import Path

import pytest
from make_driver import BARE, PROJECT, write_program

from pipeline import doctor, setup


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout in which nothing is set up, on a machine that has what it needs."""
    for folder in ("requirements", "figures", "output"):
        (tmp_path / folder).mkdir()
    for lock in setup.LOCKS.values():
        (tmp_path / lock).write_text("locked")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(setup, "LIBRARIES", {})
    return tmp_path


@pytest.fixture
def ready(bare: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, set up; its Python loads the tables as the file `tables` says."""
    write_program(
        bare / setup.PYTHON, '#!/bin/sh\ncase "$*" in *cache_tag*) echo cpython-311 ;; *) . ./tables ;; esac\n'
    )
    (bare / "tables").write_text("")
    monkeypatch.setattr(setup, "ready", lambda level: level == "runtime")
    return bare


def test_all_is_well(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.main() == 0
    said = capsys.readouterr().out
    assert "MISSING" not in said
    assert said.endswith("All is well.\n")


def test_where_nothing_is_set_up_it_says_what_sets_it_up(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.main() == 1
    said = capsys.readouterr().out
    assert [line for line in said.splitlines() if line.startswith("MISSING")] == [
        "MISSING  set-up for reports Not set up, or cut off, or out of date. Type: make setup"
    ]
    assert {path.name for path in bare.iterdir()} == {"requirements", "figures", "output"}  # it only looks


@pytest.mark.usefixtures("ready")
def test_a_missing_library(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(setup, "LIBRARIES", {"libnot-there-at-all.so.0": "libpango-1.0-0"})
    assert doctor.main() == 1
    assert "apt-get install -y --no-install-recommends libpango-1.0-0\n" in capsys.readouterr().out


@pytest.mark.usefixtures("ready")
def test_without_java_it_says_that_one_validator_checks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)
    assert doctor.main() == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if " Java " in line]
    assert line.startswith("not yet")
    assert "one validator of two" in line
    assert line.endswith("default-jdk-headless")


def test_a_broken_table_is_named(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ready / "tables").write_text('echo "data/events.csv, row 7, column date: expected a date, found x." >&2; exit 1')
    assert doctor.main() == 1
    assert "data/events.csv, row 7, column date: expected a date, found x." in capsys.readouterr().out


def test_a_folder_that_is_a_file_is_not_writable(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (ready / "output").rmdir()
    (ready / "output").write_text("not a folder")
    assert doctor.main() == 1
    assert "Not writable: output/." in capsys.readouterr().out


def test_a_folder_closed_to_the_user(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, _: path != Path("figures"))
    complaint = doctor.folders()
    assert complaint is not None
    assert complaint.line == 'Not writable: figures/. Type: sudo chown -R "$USER" figures/'


def test_too_old_a_python(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "python_trouble", lambda: "python3 is 3.9.2 and 3.11 or newer is needed.")
    assert doctor.python() == doctor.Complaint("python3 is 3.9.2 and 3.11 or newer is needed.")


def test_the_tables_of_the_project_are_well() -> None:
    """The line the doctor gives to the Python of .venv, given to this one."""
    looked = subprocess.run([sys.executable, "-c", doctor.LOAD_TABLES], cwd=PROJECT, env=BARE, check=False)
    assert looked.returncode == 0


def test_the_line_that_loads_the_tables_can_fail(tmp_path: Path) -> None:
    surroundings = {**BARE, "PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-c", doctor.LOAD_TABLES]
    looked = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False)
    assert looked.returncode == 1
    assert "Traceback" not in looked.stderr
