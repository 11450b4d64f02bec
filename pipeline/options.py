"""Options that verbs of several rooms take, so that they read and mean the same everywhere."""

from collections.abc import Callable
from typing import Any

import click

Command = Callable[..., Any]


def edition_option(command: Command) -> Command:
    """Which edition."""
    return click.option("--edition", default="2011-08", show_default=True, help="An edition in editions/.")(command)
