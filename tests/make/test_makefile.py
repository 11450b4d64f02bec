"""The other verbs of the Makefile: help explains all of them, clean takes away only what can be made again."""

import re
from pathlib import Path

import pytest
from make_driver import PROJECT, Driver

RULE = re.compile(r"(?m)^([a-z][a-z-]*):")
VERBS = RULE.findall((PROJECT / "Makefile").read_text())


def test_the_verbs_people_script_against_are_there() -> None:
    promised = ["report", "all", "plan", "findings", "figures", "test", "test-all", "check", "doctor", "clean", "help"]
    assert set(promised) <= set(VERBS)


def test_every_verb_is_explained_by_help(driver: Driver) -> None:
    said = driver.make("help").stdout.decode()
    assert re.findall(r"(?m)^  ([a-z-]+) +\S", said) == VERBS
    for variable in ("CITY", "EDITION", "IN"):
        assert re.search(rf"(?m)^  {variable} +\S", said)


def test_make_alone_helps_and_does_nothing(driver: Driver) -> None:
    assert driver.make().stdout == driver.make("help").stdout
    assert driver.left_behind() == set()


def test_every_verb_is_phony(driver: Driver) -> None:
    """`figures` and `output` are folders here: a verb of that name must run all the same."""
    phony = re.search(r"(?m)^\.PHONY: (.*)$", (PROJECT / "Makefile").read_text())
    assert phony is not None
    assert phony[1] == "$(known)"
    verbs = re.search(r"(?m)^override known := (.*)$", (PROJECT / "Makefile").read_text())
    assert verbs is not None
    assert set(verbs[1].split()) == set(VERBS)
    (driver.folder / "figures").mkdir()
    driver.make("figures", "CITY=Boston")
    assert driver.arrived("figures")["--city"] == "Boston"


def test_a_failed_verb_fails(driver: Driver) -> None:
    (driver.folder / ".venv/bin/python").write_text("#!/bin/sh\necho 'No such city.' >&2\nexit 2\n")
    run = driver.make("report", "CITY=Bostn")
    assert run.returncode == 2
    assert run.stdout == b""


def test_a_failed_set_up_stops_the_verb(driver: Driver) -> None:
    (driver.programs / "python3").write_text("#!/bin/sh\nexit 1\n")
    assert driver.make("report", "CITY=Boston").returncode == 2
    assert not list(driver.folder.glob("arrived.*"))


def test_chatter_of_the_set_up_does_not_stand_among_the_output(driver: Driver) -> None:
    (driver.programs / "python3").write_text("#!/bin/sh\necho 'Setting up.' >&2\n")
    (driver.folder / ".venv/bin/python").write_text("#!/bin/sh\necho output/2011-08/boston-ma.pdf\n")
    assert driver.make("report", "CITY=Boston").stdout == b"output/2011-08/boston-ma.pdf\n"


@pytest.mark.parametrize("kind", ["report", "test"])
def test_each_verb_sets_up_what_it_needs_and_no_more(driver: Driver, kind: str) -> None:
    (driver.programs / "python3").write_text('#!/bin/sh\necho "$@" >> "$0.asked"\n')
    driver.make(kind)
    asked = (driver.programs / "python3.asked").read_text().splitlines()
    assert asked == [f"-m pipeline.setup {'runtime' if kind == 'report' else 'test'}"]


MADE = [
    "build/findings/2011-08.json",
    "figures/2011-08/boston-ma/rollout.svg",
    "output/2011-08/boston-ma.pdf",
    "output/2011-08/README.md",
    "output/.boston-ma.pdf.half",
]
KEPT = [
    "figures/README.md",
    "output/README.md",
    "output/deliveries.jsonl",
    "output/status.json",
    "output/published/2011-08/2011-08-16/boston-ma.pdf",
    "data/own/submissions.csv",
    "data/events.csv",
    ".venv/ready.json",
]


def files_in(driver: Driver, paths: list[str]) -> None:
    for path in paths:
        (driver.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (driver.folder / path).write_text(path)


def test_clean_keeps_what_cannot_be_made_again(driver: Driver) -> None:
    files_in(driver, MADE + KEPT)
    for _ in range(2):
        run = driver.make("clean")
        assert (run.returncode, run.stderr) == (0, b"")
        assert b".venv" in run.stdout
    assert [path for path in KEPT if not (driver.folder / path).exists()] == []
    assert [path for path in MADE if (driver.folder / path).exists()] == []
    assert not (driver.folder / "output/2011-08").exists()
    assert not (driver.folder / "build").exists()


@pytest.mark.parametrize("link", ["build", "figures", "output", "output/2011-08", "figures/boston.svg"])
def test_clean_follows_no_link_out(driver: Driver, tmp_path: Path, link: str) -> None:
    files_in(driver, KEPT)
    outside = tmp_path / "somebody's"
    (outside / "deep").mkdir(parents=True)
    (outside / "deep/work.txt").write_text("years of it")
    place = driver.folder / link
    if place.is_dir():
        place.rename(tmp_path / "moved away")
    place.symlink_to(outside)
    assert driver.make("clean").returncode == 0
    assert (outside / "deep/work.txt").read_text() == "years of it"


@pytest.mark.parametrize(
    "words", [["report", "CITY=Oakland", "Park", "FL"], ["CITY=Los", "report", "Angeles"], ["reprot"]]
)
def test_a_name_without_its_quotes_makes_nothing_and_says_so(driver: Driver, words: list[str]) -> None:
    run = driver.make(*words)
    assert run.returncode == 2
    assert b'CITY="Oakland Park, FL"' in run.stderr
    assert run.stderr.count(b"\n") == 1
    assert not list(driver.folder.glob("arrived.*"))


def test_a_variable_written_small_makes_nothing_and_says_so(driver: Driver) -> None:
    run = driver.make("report", "city=Boston")
    assert (run.returncode, b"capitals" in run.stderr) == (2, True)
    assert not list(driver.folder.glob("arrived.*"))
    assert driver.make("report", "CITY=Boston", city="Chicago").returncode == 0, (
        "in the environment it may mean anything"
    )


def test_a_stray_word_is_never_expanded(driver: Driver) -> None:
    assert driver.make("report", "$(shell touch x)", "CITY=a").returncode == 2
    assert driver.left_behind() == set()
