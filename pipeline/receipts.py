"""What is stale: beside each briefing a receipt holds the hash of all that went in and of all that came out.

A receipt also holds the origin of its document (pipeline/origin.py) and how its files looked to the system when they
were written (size, times, number). Where both are as they were, neither findings nor files are read again.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.files import write_whole
from pipeline.folders import Folders
from pipeline.sums import look

if TYPE_CHECKING:
    from pipeline.editions import Edition

PACKAGES = ("babel", "jinja2", "matplotlib", "numpy", "pikepdf", "pydyf", "weasyprint")
CODE = ("charts", "narrative", "render")  # what findings compute shows in the findings themselves

NEW = "not made yet"


@dataclass(frozen=True)
class Receipt:
    """Hashes by name: `inputs` (findings, edition, templates, code, shapes, packages), `outputs` by path.

    `origin` is one hash of all that the document came from, `seen` how each output looked when it was written, `pages`
    the number of the document's pages.
    """

    inputs: dict[str, str]
    outputs: dict[str, str]
    origin: str = ""
    seen: dict[str, list[int]] = field(default_factory=dict)
    pages: int = 0


def shared(edition: Path, folders: Folders, logo: bytes = b"") -> dict[str, str]:
    """The hash of each thing that all of an edition's documents are made of; `logo` is a picture."""
    packages = " ".join(f"{name}={version(name)}" for name in PACKAGES)
    code = [path for room in CODE for path in sorted((folders.root / "pipeline" / room).rglob("*.py"))]
    return {
        "edition": _hash(edition.read_bytes() + logo),
        "templates": _tree(sorted(path for path in folders.templates.rglob("*") if path.is_file())),
        "code": _tree(code),
        "shapes": _hash(folders.shapes.read_bytes()),
        "packages": _hash(packages.encode()),
    }


def findings(told: str) -> dict[str, str]:
    """The hash of what a place's documents alone are made of: its findings and their rows, as JSON."""
    return {"findings": _hash(told.encode())}


def sources(folders: Folders, edition: "Edition") -> dict[str, str]:
    """The hash of each file that a publication is made of, by its path: tables, code, templates, edition, lock."""
    root = folders.root
    rooms = (root / "pipeline", folders.templates, folders.data)
    found = [path for room in rooms for path in room.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    found = [path for path in found if not any(part.startswith(".") for part in path.relative_to(root).parts)]
    found = [path for path in found if not path.is_relative_to(folders.data / "inbox")]
    found += [folders.editions / f"{edition.name}.toml", root / "requirements" / "runtime.lock"]
    return outputs([path for path in found if path.is_file()], root)


def outputs(paths: list[Path], root: Path) -> dict[str, str]:
    """The hash of each file that a run wrote, by its path from the root."""
    return {path.relative_to(root).as_posix(): _hash(path.read_bytes()) for path in sorted(paths)}


def seen(paths: list[Path], root: Path) -> dict[str, list[int]]:
    """How each file looks to the system: its size, its times and its number, without a look inside."""
    return {path.relative_to(root).as_posix(): look(path) for path in paths}


def stale(before: Receipt | None, now: Callable[[], dict[str, str]], root: Path, origin: str = "") -> str:
    """Why a briefing must be rendered, in words; empty if it need not be.

    `now` gives today's inputs. It is asked only where the receipt is of another origin than `origin` (empty: always).
    """
    if before is None:
        return NEW
    if (not origin or before.origin != origin) and (why := changed(before, now())):
        return why
    return damage(before, root)


def changed(before: Receipt, now: dict[str, str]) -> str:
    """Which inputs are no longer as they were; empty if all are."""
    names = [name for name in now if before.inputs.get(name) != now[name]]
    return f"changed: {', '.join(names)}" if names else ""


def damage(receipt: Receipt, root: Path) -> str:
    """Which file of a briefing is gone or is not as it was written; empty if all are whole.

    A file that looks to the system as it did then is not read.
    """
    for path, digest in receipt.outputs.items():
        file = root / path
        if not file.is_file():
            return f"{path} is gone"
        if receipt.seen.get(path) != look(file) and _hash(file.read_bytes()) != digest:
            return f"{path} was changed"
    return ""


def known(receipt: Receipt, root: Path, origin: str) -> bool:
    """Whether the next run will see by this receipt that nothing has changed, without reading."""
    return receipt.origin == origin and receipt.seen == seen([root / path for path in receipt.outputs], root)


def read(path: Path) -> Receipt | None:
    """The receipt at `path`, or None if there is none that can be read (then everything is made again)."""
    try:
        return Receipt(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write(path: Path, receipt: Receipt) -> None:
    """Write the receipt, last of all: without it nothing counts as made."""
    write_whole(path, json.dumps(asdict(receipt), indent=1, sort_keys=True) + "\n")


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _tree(paths: list[Path]) -> str:
    """One hash of several files with their names."""
    return _hash("".join(f"{path.name} {_hash(path.read_bytes())}\n" for path in paths).encode())
