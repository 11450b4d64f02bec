"""The checksums of an edition's finished files, as `sha256sum -c SHA256SUMS` reads them."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pipeline.files import write_whole

NAME = "SHA256SUMS"


def write_sums(folder: Path) -> Path:
    """Write the checksum of every file below `folder`, by name, and return the path of the list."""
    lines = [f"{digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in _finished(folder)]
    write_whole(folder / NAME, "".join(lines))
    return folder / NAME


def _finished(folder: Path) -> Iterator[Path]:
    """The files, in order; not the list itself, nor what another run is writing at the moment (a name with a dot)."""
    for path in sorted(folder.rglob("*"), key=lambda each: each.relative_to(folder).as_posix()):
        if path.is_file() and path.name != NAME and not path.name.startswith("."):
            yield path


def digest(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
