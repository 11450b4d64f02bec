"""A table's rows one by one, by the names of its columns."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

Row = Any  # a named tuple of a table's columns; what its fields hold, the table's contract has checked


def each(frame: pd.DataFrame) -> Iterator[Row]:
    """Each row as a named tuple."""
    yield from frame.itertuples(index=False)
