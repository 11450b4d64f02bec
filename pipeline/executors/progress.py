"""What a person sees of a long run: how far it is, how fast, how long still, what failed; at its end what was made.

On a terminal a bar that stays at the foot; elsewhere a plain line now and then. Both go beside the output, which has
one line a document.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import click

from pipeline.executors.task import Made

INTERVAL = 30.0  # seconds between two plain lines


@dataclass
class Progress:
    """The count of a run over `total` places; `machine` has each place told as a JSON object instead of words."""

    total: int
    machine: bool = False
    made: int = 0
    current: int = 0
    failed: list[Made] = field(default_factory=list)
    clock: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        self._begun = self._told = self.clock()
        self._bar = _Bar(self.total) if sys.stderr.isatty() else None

    @property
    def done(self) -> int:
        """How many places are through, whatever came of them."""
        return self.made + self.current + len(self.failed)

    def add(self, made: Made) -> None:
        """Count a place and tell it."""
        self._count(made)
        if self._bar:
            self._bar.clear()
        self._say(made)
        now = self.clock()
        if self._bar:
            self._bar.show(self.done, self.line(made.slug, now))
        elif now - self._told >= INTERVAL:
            self._told = now
            click.echo(self.line(made.slug, now), err=True)

    def line(self, slug: str, now: float) -> str:
        """Where the run stands: "[312/3143] chicago-il, 1.4 a second, 34 min left, 2 failed"."""
        words = [f"[{self.done}/{self.total}] {slug}"]
        worked, seconds = self.made + len(self.failed), now - self._begun
        if worked and seconds > 0:
            # What is up to date is told at once, before anything is made: the rate is that of what has to be made.
            rate = worked / seconds
            words += [f"{rate:.1f} a second", f"{_span((self.total - self.done) / rate)} left"]
        if self.failed:
            words.append(f"{len(self.failed)} failed")
        return ", ".join(words)

    def end(self, folder: Path) -> None:
        """Close the bar and tell what came of the run."""
        if self._bar:
            self._bar.clear()
        if not self.machine:
            click.echo(
                f"Made {self.made}, up to date {self.current}, failed {len(self.failed)}. "
                f"They lie in {folder.as_posix()}/."
            )

    def _count(self, made: Made) -> None:
        if made.fault:
            self.failed.append(made)
        elif made.why:
            self.made += 1
        else:
            self.current += 1

    def _say(self, made: Made) -> None:
        if self.machine:
            click.echo(json.dumps(made.as_json(), ensure_ascii=False))
        elif made.fault:
            click.echo(f"{made.slug}: not made. {made.fault}", err=True)
        elif made.why or not self._bar:
            click.echo(f"{made.path}: {made.why or 'up to date'}")


class _Bar:
    """The bar at the foot of a terminal."""

    def __init__(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        self._progress = Progress(
            BarColumn(), TextColumn("{task.description}"), console=Console(stderr=True), transient=True
        )
        self._task = self._progress.add_task("", total=total)

    def show(self, done: int, line: str) -> None:
        self._progress.update(self._task, completed=done, description=line.replace("[", r"\["))
        self._progress.start()

    def clear(self) -> None:
        """Leave the terminal's last line free for what is said next."""
        self._progress.stop()


def _span(seconds: float) -> str:
    """A time to wait, roughly: seconds, minutes or hours."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
