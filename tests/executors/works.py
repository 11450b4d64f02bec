"""Stand-ins for the making of briefings, which processes of a pool can import."""

import os
import signal
from pathlib import Path

from pipeline.executors.task import Made, Task


def named(task: Task) -> list[Made]:
    """Each place made at once, by this process."""
    return [Made(slug, why=str(os.getpid())) for slug in task.slugs]


def deadly(task: Task) -> list[Made]:
    """The same; but whoever makes "poison" is killed."""
    if "poison" in task.slugs:
        os.kill(os.getpid(), signal.SIGKILL)
    return named(task)


def killed_once(task: Task) -> list[Made]:
    """The same; the first process to make "unlucky" is killed, the next is not."""
    mark = task.root / "killed"
    if "unlucky" in task.slugs and not mark.exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return named(task)
