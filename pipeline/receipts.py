"""What is stale: beside each briefing a receipt holds the hash of all that went in and of all that came out."""

import hashlib
import json
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from pipeline.editions import Edition
from pipeline.files import write_whole
from pipeline.folders import Folders

PACKAGES = ("babel", "jinja2", "matplotlib", "numpy", "pikepdf", "pydyf", "weasyprint")
CODE = ("charts", "narrative", "render")  # what findings compute shows in the findings themselves

NEW = "not made yet"


@dataclass(frozen=True)
class Receipt:
    """Hashes by name: `inputs` (findings, edition, templates, code, shapes, packages), `outputs` by path."""

    inputs: dict[str, str]
    outputs: dict[str, str]


def inputs(findings: str, edition: Path, folders: Folders, logo: bytes = b"") -> dict[str, str]:
    """The hash of each thing that a briefing is made of; `findings` is their JSON and their rows', `logo` a picture."""
    packages = " ".join(f"{name}={version(name)}" for name in PACKAGES)
    code = [path for room in CODE for path in sorted((folders.root / "pipeline" / room).rglob("*.py"))]
    return {
        "findings": _hash(findings.encode()),
        "edition": _hash(edition.read_bytes() + logo),
        "templates": _tree(sorted(path for path in folders.templates.rglob("*") if path.is_file())),
        "code": _tree(code),
        "shapes": _hash(folders.shapes.read_bytes()),
        "packages": _hash(packages.encode()),
    }


def sources(folders: Folders, edition: Edition) -> dict[str, str]:
    """The hash of each file that a publication is made of, by its path: tables, code, templates, edition, lock."""
    root = folders.root
    rooms = (root / "pipeline", folders.templates, folders.data)
    found = [path for room in rooms for path in room.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    found += [folders.editions / f"{edition.name}.toml", root / "requirements" / "runtime.lock"]
    return outputs([path for path in found if path.is_file()], root)


def outputs(paths: list[Path], root: Path) -> dict[str, str]:
    """The hash of each file that a run wrote, by its path from the root."""
    return {path.relative_to(root).as_posix(): _hash(path.read_bytes()) for path in sorted(paths)}


def stale(receipt: Path, now: dict[str, str], root: Path) -> str:
    """Why a briefing must be rendered, in words; empty if it need not be."""
    before = read(receipt)
    if before is None:
        return NEW
    changed = [name for name in now if before.inputs.get(name) != now[name]]
    if changed:
        return f"changed: {', '.join(changed)}"
    for path, digest in before.outputs.items():
        file = root / path
        if not file.is_file():
            return f"{path} is gone"
        if _hash(file.read_bytes()) != digest:
            return f"{path} was changed"
    return ""


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
