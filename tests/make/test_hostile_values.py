"""Whatever stands in CITY, EDITION or IN: nothing of it runs, and it arrives at the program byte for byte."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make_driver import Driver, driver_in

HOSTILE = [
    "",
    " ",
    "../../etc",
    "/etc/passwd",
    "a; touch x",
    "a && touch x",
    "a | touch x",
    "a & touch x",
    "$(shell touch x)",
    "$$(touch x)",
    "$$$$(touch x)",
    "$(touch x)",
    "${shell touch x}",
    "$(eval x := $(shell touch x))",
    "$(info $(shell touch x))",
    "$(error stop)",
    "`touch x`",
    "'`touch x`'",
    "' ; touch x ; '",
    '" ; touch x ; "',
    '"; touch x; #',
    "'",
    '"',
    "a\ntouch x",
    "\n$(shell touch x)",
    "a\n\n\n",
    "a\r\nb",
    "\n\ttouch x",
    "endef\n$(shell touch x)",
    "# no remark",
    "Boston # or so",
    "50%",
    "%",
    "--help",
    "-n",
    "--eval=$(shell touch x)",
    "$(CITY)",
    "$(EDITION)",
    "$(value CITY)",
    "$(MAKE)",
    "${HOME}",
    "$HOME",
    "$@",
    "$",
    "$$",
    "\\",
    "a\\",
    "a\\\nb",
    "\\$(shell touch x)",
    "$(",
    ")",
    "${",
    "a,b)c(d",
    "a:b",
    "a=b",
    "a := b",
    "~",
    "*",
    "!!",
    "x" * 5_000,
    "$(shell touch x)" * 300,
    "St. Louis",
    "Coeur d'Alene",
    "Cañon City",
    "Española",
    "Ho\u02bbolulu \U0001f3d9",
    "\udcff\udcfe not UTF-8",
    "a\tb",
    "trailing  ",
    "\x1b[31mred",
]
OTHER = "$(shell touch y)'\"`touch y`"


def arrivals(driver: Driver, value: str, way: str) -> dict[str, str]:
    """What reaches the program when the value is given for all three variables, this way."""
    said = dict.fromkeys(("CITY", "EDITION", "IN"), value)
    words = [f"{name}={value}" for name in said]
    if way == "command line":
        run = driver.make("report", *words)
    elif way == "environment":
        run = driver.make("report", **said)
    elif way == "environment first":
        run = driver.make("-e", "report", **said)
    else:
        run = driver.make("report", *words, **dict.fromkeys(said, OTHER))
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    return driver.arrived()


def typed(value: str) -> str:
    """What Make itself takes a value of the command line to be: it strips leading blanks, and nothing else."""
    return value.lstrip(" \t\n\v\f\r")


@pytest.mark.parametrize("way", ["command line", "environment", "environment first", "both"])
@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: repr(value)[:40])
def test_value_arrives_whole_and_runs_nothing(driver: Driver, value: str, way: str) -> None:
    expected = value if way.startswith("environment") else typed(value)
    assert arrivals(driver, value, way) == {"--city": expected, "--edition": expected, "--language": expected}
    assert driver.left_behind() == set()


SHELL_AND_MAKE = st.text(alphabet=st.sampled_from("$(){}`'\"\\;&|#%=:, \n\t-!*?~<>^axshel@"), max_size=30)


@given(value=SHELL_AND_MAKE)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_mixture_of_special_characters_arrives_whole(driver: Driver, value: str) -> None:
    assert arrivals(driver, value, "environment")["--city"] == value
    assert arrivals(driver, value, "both")["--city"] == typed(value)
    assert driver.left_behind() == set()


def test_a_file_of_ones_own_is_named_in_any_letters(driver: Driver) -> None:
    bomb = "$(shell touch x)`touch x`'; touch x"
    driver.make("ingest", f"FILE={bomb}", f"PUBLISHED={bomb}", f"KIND={bomb}", REPLACES=bomb)
    assert driver.arrived("ingest") == dict.fromkeys(("--file", "--published", "--kind", "--replaces"), bomb)
    assert driver.left_behind() == set()


@pytest.mark.parametrize("verb", ["report", "findings", "figures", "all", "plan"])
def test_every_verb_takes_values_the_same_way(driver: Driver, verb: str) -> None:
    bomb = "$(shell touch x)`touch x`'; touch x"
    driver.make(verb, f"CITY={bomb}", f"EDITION={bomb}", f"CITIES={bomb}", f"JOBS={bomb}", f"SCHEDULER={bomb}", IN=bomb)
    arrived = driver.arrived(verb)
    assert set(arrived.values()) == {bomb}
    assert "--edition" in arrived
    assert driver.left_behind() == set()


def test_what_is_not_given_has_its_default(driver: Driver) -> None:
    driver.make("report", "CITY=Boston")
    assert driver.arrived() == {"--city": "Boston", "--edition": "2011-08", "--language": "en"}


@pytest.mark.parametrize("name", ["v", "ours", "FOO", "EDITIONS", "@", "MAKECMDGOALS", "CURDIR", "MAKEFILE_LIST"])
@pytest.mark.parametrize("way", ["command line", "environment"])
def test_other_variables_run_nothing_either(driver: Driver, name: str, way: str) -> None:
    bomb = "$(shell touch x)"
    run = driver.make("report", f"{name}={bomb}") if way == "command line" else driver.make("report", **{name: bomb})
    assert run.returncode == 0
    assert driver.arrived() == {"--city": "", "--edition": "2011-08", "--language": "en"}
    assert driver.left_behind() == set()


@pytest.mark.parametrize("flag", ["-n", "--dry-run", "-q", "-t"])
def test_a_dry_run_runs_nothing(driver: Driver, flag: str) -> None:
    driver.make(flag, "report", "CITY=$(shell touch x)", EDITION="$(shell touch x)")
    assert driver.left_behind() == set()
    assert not list(driver.folder.glob("arrived.*"))


def test_a_dry_run_shows_the_recipe_and_not_the_value(driver: Driver) -> None:
    shown = driver.make("-n", "report", "CITY=$(shell touch x)").stdout.decode()
    assert '--city="$CITY"' in shown
    assert "touch" not in shown


def test_side_by_side(driver: Driver) -> None:
    assert driver.make("-j4", "report", "findings", "figures", "CITY=Coeur d'Alene").returncode == 0
    assert {driver.arrived(verb)["--city"] for verb in ("report", "findings", "figures")} == {"Coeur d'Alene"}


OUTER = "include Makefile\n.PHONY: outer\nouter:\n\t+@$(MAKE) --no-print-directory report\n"


@pytest.mark.parametrize("way", ["command line", "environment"])
def test_a_make_that_calls_make(driver: Driver, way: str) -> None:
    (driver.folder / "outer.mk").write_text(OUTER)
    bomb = "$(shell touch x) $$(touch x) 'a\" #"
    words = ["-f", "outer.mk", "outer"]
    run = driver.make(*words, f"CITY={bomb}") if way == "command line" else driver.make(*words, CITY=bomb)
    assert run.returncode == 0
    assert driver.arrived()["--city"] == bomb
    assert driver.left_behind() == {"a folder's name/outer.mk"}


def test_a_dry_run_reaches_the_make_that_is_called(driver: Driver) -> None:
    (driver.folder / "outer.mk").write_text(OUTER)
    driver.make("-n", "-f", "outer.mk", "outer", "CITY=Boston")
    assert not list(driver.folder.glob("arrived.*"))


def without_the_head(makefile: str) -> str:
    """The Makefile as one would write it who trusts variables; the injected fault."""
    assert "$(value $v)" in makefile
    return re.sub(r"(?m)^(\$\(foreach v,|override v|MAKEOVERRIDES).*\n", "", makefile)


@pytest.mark.parametrize("value", ["$(shell touch x)", "${HOME}", "$(eval CITY := b)"])
def test_without_the_head_the_values_would_run(tmp_path: Path, value: str) -> None:
    """These tests can fail: they see what the head prevents."""
    careless = driver_in(tmp_path, edit=without_the_head)
    careless.make("report", f"CITY={value}")
    assert careless.left_behind() or careless.arrived()["--city"] != value


def test_a_careless_recipe_would_be_seen(tmp_path: Path) -> None:
    """A value pasted into the recipe is the other way to lose: the shell runs it."""
    careless = driver_in(tmp_path, edit=lambda makefile: makefile.replace('"$$CITY"', '"$(CITY)"'))
    careless.make("report", "CITY=`touch x`")
    assert careless.left_behind() == {"a folder's name/x"}


def test_no_user_value_stands_where_make_expands_it() -> None:
    makefile = (Path(__file__).parents[2] / "Makefile").read_text()
    assert re.findall(r"(?<!\$)\$[({]?(?:CITY|EDITION|IN)\b", makefile) == []
