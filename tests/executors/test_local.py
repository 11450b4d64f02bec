"""The pool of processes: every place once, deaths contained, processes replaced."""

from pathlib import Path

import pytest

from pipeline.executors.local import ENDED, processes
from pipeline.executors.task import PLACES, Made, Task, tasks

from . import works

SLUGS = [f"place-{number}" for number in range(9)]


def of(slugs: list[str], root: Path = Path()) -> list[Task]:
    return list(tasks("2011-08", "en", slugs, root))


def test_tasks_are_small_groups_that_hold_every_place_once() -> None:
    made = of(SLUGS)
    assert [slug for task in made for slug in task.slugs] == SLUGS
    assert max(len(task.slugs) for task in made) == PLACES


def test_every_place_comes_back_once() -> None:
    assert sorted(made.slug for made in processes(2, works.named)(of(SLUGS))) == SLUGS


def test_processes_are_replaced_after_their_share() -> None:
    workers = {made.why for made in processes(1, works.named, round_of=2)(of(SLUGS))}
    assert len(workers) == 3, "five tasks, two a process"


def test_one_who_kills_its_process_is_named_and_harms_no_other() -> None:
    made: dict[str, Made] = {one.slug: one for one in processes(2, works.deadly)(of([*SLUGS, "poison"]))}
    assert made.pop("poison").fault == ENDED
    assert sorted(made) == SLUGS
    assert not any(one.fault for one in made.values())


def test_a_process_that_is_killed_once_costs_nothing(tmp_path: Path) -> None:
    made = {one.slug: one for one in processes(2, works.killed_once)(of([*SLUGS, "unlucky"], tmp_path))}
    assert (tmp_path / "killed").exists()
    assert sorted(made) == sorted([*SLUGS, "unlucky"])
    assert not any(one.fault for one in made.values())


def test_a_run_that_is_left_early_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    import multiprocessing

    running = processes(2, works.named)(of(SLUGS))
    next(running)
    assert multiprocessing.active_children()
    running.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()
