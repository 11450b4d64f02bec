"""Files written whole: beside their place first, then renamed, so that a cut-off run leaves the earlier file."""

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, data: str | bytes) -> None:
    """Write `data` to `path` (text as UTF-8), making its folder; readers see the old file or the new one, never half."""
    try:
        _write(path, data.encode() if isinstance(data, str) else data)
    except OSError as error:  # told by the file's own name, not by that of the one beside it
        raise OSError(error.errno, error.strerror, str(path)) from error


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(beside, 0o644)  # mkstemp makes it private; a briefing is for handing on
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
