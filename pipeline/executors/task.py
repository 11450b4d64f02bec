"""A task: a few places of one edition whose briefings one process makes one after the other, and what it hands back.

A task may be done twice, or by two at once: each file is written whole, and the same place gives the same bytes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path

from pipeline.build import Workshop
from pipeline.errors import BriefingError, unwritable
from pipeline.folders import Folders
from pipeline.places import Place, by_slug
from pipeline.receipts import Receipt
from pipeline.sums import digest

PLACES = 2  # of one task: few enough that little is lost with a process that dies


@dataclass(frozen=True)
class Task:
    """The places, by slug, whose briefings are to be made; `root` is the checkout.

    `before` are receipts of whole documents, for who makes them elsewhere and must know what went into them.
    """

    edition: str
    language: str
    slugs: tuple[str, ...]
    root: Path = field(default_factory=Path)
    before: dict[str, Receipt] = field(default_factory=dict, hash=False)

    def alone(self) -> "list[Task]":
        """The same, a place a task."""
        return [Task(self.edition, self.language, (slug,), self.root) for slug in self.slugs]


@dataclass(frozen=True)
class Made:
    """What came of one place: the document's path, SHA-256 and pages, `why` it was made (empty: it was up to date).

    Or the `fault`: why it could not be made; then its earlier document is as it was.
    """

    slug: str
    path: str = ""
    why: str = ""
    sha256: str = ""
    pages: int = 0
    fault: str = ""

    def as_json(self) -> dict[str, str | int]:
        """For machines: what is known, by name."""
        return {name: value for name, value in asdict(self).items() if value or name == "why"}


def tasks(edition: str, language: str, slugs: Iterable[str], root: Path) -> Iterator[Task]:
    """The places in groups, as they come."""
    left = iter(slugs)
    while some := tuple(islice(left, PLACES)):
        yield Task(edition, language, some, root)


def run(task: Task) -> list[Made]:
    """Make a task's briefings; what one place's fault is harms no other."""
    shop = workshop(task.edition, task.language, task.root)
    return [make(shop, slug) for slug in task.slugs]


@lru_cache(maxsize=1)
def workshop(edition: str, language: str, root: Path) -> Workshop:
    """The workshop of this process: tables are read once for all its tasks."""
    return Workshop(edition, language, Folders(root))


def make(shop: Workshop, slug: str) -> Made:
    """Make one place's briefing if it is stale; whatever goes wrong is its own fault, and told as such."""
    try:
        place = by_slug(slug, shop.tables.places)
        done = shop.make(place)
        return told(shop, place, shop.receipt(place), done.why)
    except BriefingError as error:
        return Made(slug, fault=" ".join(str(error).split()))
    except OSError as error:
        return Made(slug, fault=unwritable(error))
    except Exception as error:  # a mistake of ours in one place must not cost the other thousands theirs
        return Made(slug, fault=f"{type(error).__name__}: {' '.join(str(error).split())}")


def told(shop: Workshop, place: Place, known: Receipt | None, why: str = "") -> Made:
    """What is on record of a place's document that is there, and why it was made (empty: it was up to date)."""
    path = shop.folders.document(shop.edition, place, shop.language)
    name = path.relative_to(shop.folders.root).as_posix()
    if known is None or name not in known.outputs:
        return Made(place.slug, name, why, digest(path))
    return Made(place.slug, name, why, known.outputs[name], known.pages)
