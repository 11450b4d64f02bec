"""Other ways to have the round run, and the page that leads to a schedule: each is whole, and says how it is used."""

import re

import pytest
from make_driver import PROJECT

from pipeline import setup

DEPLOY = PROJECT / "deploy"
NAMES = ("Containerfile", "city-briefings.service", "city-briefings.timer", "crontab", "hosted-runner.yml")
VERBS = set(re.findall(r"(?m)^([a-z-]+):", (PROJECT / "Makefile").read_text()))


@pytest.mark.parametrize("name", NAMES)
def test_each_file_says_in_three_lines_how_it_is_used(name: str) -> None:
    lines = (DEPLOY / name).read_text().splitlines()
    said = lines[: next(number for number, line in enumerate(lines) if not line.startswith("#"))]
    assert len(said) == 3
    assert "How to use it" in " ".join(said)


def test_there_are_no_others() -> None:
    assert sorted(path.name for path in DEPLOY.iterdir()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_verbs_that_they_type_are_the_makefiles(name: str) -> None:
    lines = [line for line in (DEPLOY / name).read_text().splitlines() if "apt-get" not in line]
    typed = re.findall(r"(?<![\w-])make ([a-z-]+)", "\n".join(lines))
    assert set(typed) - VERBS == set()
    assert typed or name.endswith(".timer")


def test_the_hosted_runner_installs_what_a_round_needs() -> None:
    """A runner's user is not root: what the set-up would install for root, the workflow does."""
    text = (DEPLOY / "hosted-runner.yml").read_text()
    assert [package for package in (*setup.LIBRARIES.values(), setup.PROGRAMS["java"]) if package not in text] == []


@pytest.mark.parametrize(
    ("page", "heads", "most"), [("regenerating.md", "make schedule", 5), ("handing-over.md", "SEND=yes", 75)]
)
def test_the_pages_are_as_short_as_they_promise(page: str, heads: str, most: int) -> None:
    text = (PROJECT / "docs" / page).read_text()
    assert heads in text
    lines = text.splitlines()
    if page == "regenerating.md":  # from nothing to a schedule in five lines
        lines = [line for line in text.split("\n\n")[2].splitlines() if line.startswith("    ")]
        assert {re.sub(r" +#.*", "", line).split()[1] for line in lines} <= VERBS
        assert any(line.split("#")[0].strip() == heads for line in lines)
    assert len(lines) <= most
