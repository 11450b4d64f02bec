"""The checksums of an edition's finished files, as `sha256sum -c SHA256SUMS` reads them."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from pipeline.files import write_whole

NAME = "SHA256SUMS"


def write_sums(folder: Path, memory: Path | None = None) -> Path:
    """Write the checksum of every file below `folder`, by name, and return the path of the list.

    `memory` keeps how each file looked to the system when it was read: one that looks so still is not read again.
    """
    known, now = _remembered(memory), dict[str, list[int | str]]()
    for path in _finished(folder):
        name, seen = path.relative_to(folder).as_posix(), look(path)
        before = known.get(name, [])
        now[name] = before if before[:-1] == seen else [*seen, digest(path)]
    write_whole(folder / NAME, "".join(f"{of[-1]}  {name}\n" for name, of in now.items()))
    if memory:
        write_whole(memory, json.dumps(now))
    return folder / NAME


def look(path: Path) -> list[int]:
    """How a file looks to the system: its size, its times and its number, without a look inside."""
    found = path.stat()
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


def _remembered(memory: Path | None) -> dict[str, list[int | str]]:
    """What a memory holds; nothing where it cannot be read, and then every file is."""
    try:
        kept = json.loads(memory.read_text(encoding="utf-8")) if memory else {}
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) and all(isinstance(one, list) and one for one in kept.values()) else {}


def _finished(folder: Path) -> Iterator[Path]:
    """The files, in order; not the list itself, nor what another run is writing at the moment (a name with a dot)."""
    for path in sorted(folder.rglob("*"), key=lambda each: each.relative_to(folder).as_posix()):
        if path.is_file() and path.name != NAME and not path.name.startswith("."):
            yield path


def digest(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
