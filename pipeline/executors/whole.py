"""All of an edition's places: which are up to date is seen here, the others are handed to an executor."""

import os
from collections.abc import Callable, Iterable, Iterator

from pipeline.build import Workshop
from pipeline.errors import UserError
from pipeline.executors.local import Executor, here, processes
from pipeline.executors.task import Made, tasks, told
from pipeline.places import Place

MOST = 256  # processes; more is a slip of the keyboard


def executor(shop: Workshop, jobs: str, scheduler: str, cities: str) -> Executor:
    """The executor that was asked for: `scheduler` an address, `jobs` a number of processes, both as typed.

    Where neither is given: one process a core for the whole registry, this process for an edition's cities.
    Raises UserError.
    """
    if jobs and not (jobs.isascii() and jobs.isdigit() and 1 <= int(jobs) <= MOST):
        raise UserError(f"JOBS is the number of processes, from 1 to {MOST}.")
    if scheduler:
        from pipeline.executors.machines import machines

        return machines(scheduler, shop)
    number = int(jobs) if jobs else (os.cpu_count() or 1) if cities else 1
    return processes(number) if number > 1 else here(shop)


def everything(shop: Workshop, places: Iterable[Place], execute: Executor, tell: Callable[[Made], None]) -> None:
    """Bring the briefings of all places up to date; each is told as soon as it is through."""
    stale = _stale(shop, places, tell)
    for made in execute(tasks(shop.edition.name, shop.language, stale, shop.folders.root)):
        tell(made)


def _stale(shop: Workshop, places: Iterable[Place], tell: Callable[[Made], None]) -> Iterator[str]:
    """The places whose briefings may have to be made; the others are told at once."""
    for place in places:
        if known := shop.current(place):
            tell(told(shop, place, known))
        else:
            yield place.slug
