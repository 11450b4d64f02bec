"""On this machine: in this process, or in several.

Each process of the pool reads tables and loads libraries once, and all are replaced after so many tasks that what they
have come to hold is freed. A process that is killed takes no other place with it: its task is done again, by itself,
and only a place that ends its process twice is given up, with its name.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import wait as readable
from threading import Thread

from pipeline.build import Workshop
from pipeline.executors.task import Made, Task, make, run

Executor = Callable[[Iterable[Task]], Iterator[Made]]

ROUND = 50  # tasks a process does before it is replaced
TRIES = 2  # how often a place may end its process before it is given up
ENDED = "the process that made it ended suddenly, twice: is there memory enough?"


def here(shop: Workshop) -> Executor:
    """An executor that is this process, with the workshop it has already loaded."""

    def execute(tasks: Iterable[Task]) -> Iterator[Made]:
        for task in tasks:
            yield from (make(shop, slug) for slug in task.slugs)

    return execute


def processes(number: int, work: Callable[[Task], list[Made]] = run, round_of: int = ROUND) -> Executor:
    """An executor of so many processes; `round_of` is the number of tasks after which each is replaced."""

    def execute(tasks: Iterable[Task]) -> Iterator[Made]:
        left = iter(tasks)
        while some := list(islice(left, number * round_of)):
            undone: list[Task] = []
            yield from _round(some, number, work, undone)
            for task in undone:
                yield from _carefully(task, work)

    return execute


def _round(tasks: list[Task], number: int, work: Callable[[Task], list[Made]], undone: list[Task]) -> Iterator[Made]:
    """What a fresh pool makes of the tasks; those that a death in the pool left are put into `undone`."""
    pool = _pool(min(number, len(tasks)))
    try:
        waiting: dict[Future[list[Made]], Task] = {}
        for task in tasks:
            try:
                waiting[pool.submit(work, task)] = task
            except BrokenProcessPool:
                undone.append(task)
        while waiting:
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                task = waiting.pop(future)
                if isinstance(future.exception(), BrokenProcessPool):
                    undone.append(task)
                else:
                    yield from future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _carefully(task: Task, work: Callable[[Task], list[Made]]) -> Iterator[Made]:
    """A task by itself in a process of its own; where that ends too, its places one by one."""
    for one in [task] if len(task.slugs) == 1 else [task, *task.alone()]:
        for _ in range(TRIES if len(one.slugs) == 1 else 1):
            undone: list[Task] = []
            yield from _round([one], 1, work, undone)
            if not undone:
                break
        if not undone and one is task:
            return
        if undone and len(one.slugs) == 1:
            yield Made(one.slugs[0], fault=ENDED)


def _pool(number: int) -> ProcessPoolExecutor:
    """Fresh processes: forked ones would take this one's threads and memory with them."""
    return ProcessPoolExecutor(number, multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """A process of the pool: Ctrl-C is the parent's to answer, and no process outlives its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        readable([parent.sentinel])
        os._exit(1)
