"""Lists of recipients for tests: written as spreadsheet programs save them, read against the registry."""

from functools import cache
from pathlib import Path

import pandas as pd

from pipeline import editions
from pipeline.editions import Edition
from pipeline.handover.recipients import Recipients, read
from pipeline.sources.tables import load_tables

DATA, EDITIONS = Path("data"), Path("editions")
HEADER = "name,salutation,office,place,email,postal_address,language,channel,note"


@cache
def registry() -> pd.DataFrame:
    return load_tables(DATA).places


@cache
def edition() -> Edition:
    return editions.load("2011-08", EDITIONS)


def listed(path: Path, text: str | bytes) -> Recipients:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(path, registry(), edition())


def row(name: str = "Ana Paz", place: str = "Boston", email: str = "ana@example.org", **cells: str) -> str:
    given = {"name": name, "place": place, "email": email, **cells}
    return ",".join('"' + given.get(column, "").replace('"', '""') + '"' for column in HEADER.split(","))


def table(*rows: str) -> str:
    return "\n".join((HEADER, *rows)) + "\n"
