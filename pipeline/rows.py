"""A table's rows one by one, by the names of its columns."""

from collections.abc import Iterator
from typing import Any

import pandas as pd


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """Each row as a named tuple; what its fields hold, the table's contract has checked (so the type is open)."""
    yield from frame.itertuples(index=False)
