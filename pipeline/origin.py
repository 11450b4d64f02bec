"""What documents come from, part by part: tables, code, templates, edition, packages, Python and Pango.

Where all of it is as it was when a document was made, the document would come out the same, and nothing need be
computed to know so. Two machines whose parts differ must not make documents of one run.
"""

import ctypes
import hashlib
import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from pipeline.folders import Folders

PACKAGES = ("babel", "jinja2", "matplotlib", "numpy", "pandas", "pikepdf", "pyarrow", "pydantic", "pydyf", "weasyprint")
FONTS = (".ttf", ".otf", ".woff", ".woff2")
INBOX = "inbox"  # of data/: what waits for the next round

Parts = dict[str, str]


def parts(folders: Folders, edition: str, logo: bytes = b"") -> Parts:
    """What documents of an edition come from on this machine: hashes of files, versions of what is installed."""
    templates = _files(folders.templates)
    return {
        "data": _tree(_files(folders.data), folders.root),
        "code": _tree(folders.root.joinpath("pipeline").rglob("*.py"), folders.root),
        "fonts": _tree((path for path in templates if path.suffix in FONTS), folders.root),
        "templates": _tree((path for path in templates if path.suffix not in FONTS), folders.root),
        f"edition {edition}": _hash((folders.editions / f"{edition}.toml").read_bytes() + logo),
        "last publication": _last(folders.published(edition)),
        "Python": ".".join(map(str, sys.version_info[:3])),
        "Pango": pango(),
    } | {name: version(name) for name in PACKAGES}


def digest(of: Parts) -> str:
    """One hash of all parts."""
    return _hash("".join(f"{name}={value}\n" for name, value in sorted(of.items())).encode())


def differing(ours: Parts, theirs: Parts) -> list[str]:
    """The parts that are not alike, in words: "weasyprint 70.0 here, 69.0 there"; of files, only that they differ."""
    names = [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)]
    return [_differing(name, ours.get(name, "none"), theirs.get(name, "none")) for name in names]


def pango() -> str:
    """The version of the Pango library that lays out text; "none" where there is none."""
    try:
        told = ctypes.CDLL("libpango-1.0.so.0").pango_version_string
    except OSError:
        return "none"
    told.restype = ctypes.c_char_p
    return str(told().decode())


def _differing(name: str, here: str, there: str) -> str:
    return f"{name} differs" if len(here) == len(there) == len(_hash(b"")) else f"{name} {here} here, {there} there"


def _last(published: Path) -> str:
    """The manifest of the last publication, from which briefings tell what changed; "none" before the first."""
    path = published / "latest" / "manifest.json"
    return _hash(path.read_bytes()) if path.is_file() else "none"


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not _passing(path.relative_to(folder))]


def _passing(path: Path) -> bool:
    """Whether a file waits to be taken, is a cache, a lock, or being written: no document is made from it."""
    return path.parts[0] == INBOX or any(part == "__pycache__" or part.startswith(".") for part in path.parts)


def _tree(paths: Iterable[Path], root: Path) -> str:
    """One hash of several files with their paths."""
    lines = (f"{path.relative_to(root).as_posix()} {_hash(path.read_bytes())}\n" for path in sorted(paths))
    return _hash("".join(lines).encode())


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
