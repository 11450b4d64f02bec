"""On several machines, by Dask: each worker makes its places in a folder of its own and hands the files back.

So no disk need be shared. A worker whose code, data, packages, fonts or Pango are not this machine's is refused: it
would make other bytes. A worker that goes away loses nothing: the scheduler gives its tasks to another.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING

from pipeline import editions, origin, receipts
from pipeline.build import Workshop
from pipeline.errors import BriefingError, MachinesDiffer, UserError
from pipeline.executors.local import Executor
from pipeline.executors.task import Made, Task, make, told
from pipeline.files import write_whole
from pipeline.folders import Folders
from pipeline.places import by_slug
from pipeline.receipts import Receipt

if TYPE_CHECKING:
    from distributed import Client, Future

AHEAD = 200  # tasks given to the scheduler before their results are asked for
RETRIES = 3
ANSWERS = "30s"  # how long a scheduler may take to answer
CHECKOUT = Path(__file__).parents[2]
BORROWED = ("data", "editions", "templates", "pipeline")  # what a worker's own folder has of its checkout
_ONE_AT_A_TIME = Lock()  # whatever the number of a worker's threads: neither charts nor words are made by two
_KEPT: "list[TemporaryDirectory[str]]" = []  # gone with the process


@dataclass(frozen=True)
class Handed:
    """What a worker hands back of a place: what came of it, its files by path, and their receipt."""

    made: Made
    files: dict[str, bytes]
    receipt: Receipt | None = None


def machines(scheduler: str, shop: Workshop) -> Executor:
    """An executor of the workers of a Dask scheduler, such as tcp://host:8786. Raises UserError, MachinesDiffer."""
    ours = origin.parts(shop.folders, shop.edition.name, shop.edition.coalition.picture)

    def execute(tasks: Iterable[Task]) -> Iterator[Made]:
        with _client(scheduler) as client:
            _alike(client, shop.edition.name, ours)
            for handed in _results(client, (_with_receipts(task, shop) for task in tasks), ours):
                yield _taken(handed, shop)

    return execute


def _client(scheduler: str) -> "Client":
    try:
        from distributed import Client
    except ImportError:
        raise UserError(
            "SCHEDULER needs the package distributed, which is not installed: docs/many-machines.md tells how."
        ) from None
    try:
        return Client(scheduler, timeout=ANSWERS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError, ImportError) as error:
        raise UserError(f'No scheduler answers at "{scheduler}" ({error}). docs/many-machines.md tells how.') from None


def _alike(client: "Client", edition: str, ours: origin.Parts) -> None:
    """Raise UserError where there is no worker, MachinesDiffer where one is not as this machine."""
    workers = client.run(parts_here, edition)
    if not workers:
        raise UserError("The scheduler has no workers yet: docs/many-machines.md tells how to start one.")
    unlike = [
        f"{worker}: {'; '.join(wrong)}"
        for worker, theirs in sorted(workers.items())
        if (wrong := origin.differing(ours, theirs))
    ]
    if unlike:
        raise MachinesDiffer(f"Not all machines are alike, so nothing was made. {' '.join(unlike)}")


def _results(client: "Client", tasks: Iterable[Task], ours: origin.Parts) -> Iterator[Handed]:
    """What workers hand back, as it comes; only so many tasks are under way at once."""
    from distributed import as_completed
    from distributed.scheduler import KilledWorker

    left = iter(tasks)
    given: dict[Future[list[Handed]], Task] = {}

    def give(number: int) -> "list[Future[list[Handed]]]":
        new = {client.submit(run_here, task, ours, retries=RETRIES, pure=False): task for task in islice(left, number)}
        given.update(new)
        return list(new)

    running = as_completed(give(AHEAD), loop=client.loop)  # type: ignore[no-untyped-call]
    for future in running:
        task = given.pop(future)
        try:
            yield from future.result()
        except (KilledWorker, BriefingError) as error:
            yield from (Handed(Made(slug, fault=" ".join(str(error).split())), {}) for slug in task.slugs)
        for one in give(1):
            running.add(one)  # type: ignore[no-untyped-call]


@lru_cache(maxsize=4)
def parts_here(edition: str) -> origin.Parts:
    """What documents come from on the machine where this runs, as it was when this process was first asked."""
    folders = Folders(CHECKOUT)
    return origin.parts(folders, edition, editions.load(edition, folders.editions).coalition.picture)


def run_here(task: Task, client: origin.Parts) -> list[Handed]:
    """Make a task's places in this worker's own folder. Raises MachinesDiffer where it joined late and is not alike."""
    if wrong := origin.differing(client, parts_here(task.edition)):
        raise MachinesDiffer(f"A machine that joined late is not alike: {'; '.join(wrong)}")
    with _ONE_AT_A_TIME:
        shop = _workshop(task.edition, task.language)
        return [_handed(shop, slug, task.before.get(slug)) for slug in task.slugs]


def _handed(shop: Workshop, slug: str, before: Receipt | None) -> Handed:
    """One place: made, unless what went into the client's document is what would go into this one."""
    place = by_slug(slug, shop.tables.places)
    why = receipts.changed(before, shop.inputs_of(place)) if before else receipts.NEW
    if before and not why:
        return Handed(told(shop, place, before), {}, before)
    made = make(shop, slug)
    receipt = None if made.fault else shop.receipt(place)
    if receipt is None:
        return Handed(made, {})
    files = {path: (shop.folders.root / path).read_bytes() for path in receipt.outputs}
    for path in files:
        (shop.folders.root / path).unlink()
    return Handed(replace(made, why=why), files, receipt)


def _taken(handed: Handed, shop: Workshop) -> Made:
    """Write what a worker handed back, whole, the receipt last."""
    if handed.receipt is not None:
        for path, content in handed.files.items():
            write_whole(shop.folders.root / path, content)
        shop.sign(by_slug(handed.made.slug, shop.tables.places), handed.receipt)
    return handed.made


def _with_receipts(task: Task, shop: Workshop) -> Task:
    known = {slug: shop.receipt(by_slug(slug, shop.tables.places)) for slug in task.slugs}
    whole = {slug: one for slug, one in known.items() if one and not receipts.damage(one, shop.folders.root)}
    return replace(task, before=whole)


@lru_cache(maxsize=1)
def _workshop(edition: str, language: str) -> Workshop:
    """This worker's workshop: the checkout's tables and templates, and a folder of its own for what is made."""
    own = TemporaryDirectory(prefix="briefings-")
    _KEPT.append(own)
    for name in BORROWED:
        Path(own.name, name).symlink_to((CHECKOUT / name).resolve(), target_is_directory=True)
    return Workshop(edition, language, Folders(Path(own.name)))
