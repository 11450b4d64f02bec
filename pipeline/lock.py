"""One writer at a time: who writes to output/ or data/own/ holds the lock; it goes with its process, however that ends."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from pipeline.errors import Busy

NAME = ".lock"


@contextmanager
def held(folder: Path, what: str) -> Iterator[None]:
    """Hold the lock of `folder` while the block runs; `what` tells others what is going on (a verb, no personal data).

    The kernel frees the lock of a process that dies, so none is ever stale. Raises Busy with who holds it since when.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / NAME).open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(_told(folder / NAME)) from None
        file.truncate(0)
        since = datetime.now().astimezone().isoformat(timespec="seconds")
        file.write(json.dumps({"what": what, "since": since, "process": os.getpid()}))
        file.flush()
        yield
        file.truncate(0)


def _told(path: Path) -> str:
    try:
        holder = json.loads(path.read_text(encoding="utf-8"))
        return (
            f"“{holder['what']}” has been writing since {holder['since']} (process {holder['process']}): wait for its "
            "end, then try again. Nothing was changed."
        )
    except (OSError, ValueError, KeyError, TypeError):
        return "Another run is writing: wait for its end, then try again. Nothing was changed."
