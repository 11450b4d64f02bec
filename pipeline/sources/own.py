"""data/own/: the tables that a coalition brought itself, a folder a source; editions use their rows like the embedded ones."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from pipeline.errors import BrokenTable
from pipeline.rows import each
from pipeline.sources import agreements, registry, reported_counts
from pipeline.sources import contract as c
from pipeline.sources.standing import citable_sources

FOLDER = "own"
SOURCE = "source.csv"
MADE_UP = b"synthetic"  # files of tests and templates bear this word: their rows are nobody's
OF_MADE_UP = "own-synthetic-"  # how the id of a source begins whose file bears it: what cites it is a SAMPLE
FIRST_ROW = 900_001  # ids of own rows, R900001 and on, are never those of rows of data/
SAME_THING = ["jurisdiction", "covers", "city", "measure", "period_start", "period_end"]


def folders(data: Path) -> list[Path]:
    """The folder of each own source, by name; what begins with a point is being written or removed."""
    own = data / FOLDER
    if not own.is_dir():
        return []
    return sorted(path for path in own.iterdir() if path.is_dir() and not path.name.startswith("."))


def load_source(folder: Path) -> pd.DataFrame:
    """The one row that tells what the source of a folder is. Raises BrokenTable."""
    return c.read(folder, replace(registry.SOURCES, file=SOURCE))


def with_sources(data: Path, embedded: pd.DataFrame) -> pd.DataFrame:
    """The embedded sources, then the own ones. Raises BrokenTable."""
    own = [load_source(folder) for folder in folders(data)]
    return pd.concat([embedded, *own], ignore_index=True) if own else embedded


def made_up(sources: pd.DataFrame, as_of: date | None) -> bool:
    """Whether an edition of `as_of` may cite a source of made-up rows: then each of its documents is a SAMPLE."""
    return any(source.startswith(OF_MADE_UP) for source in citable_sources(sources, as_of))


def load_counts(folder: Path) -> pd.DataFrame:
    """The reported counts of a folder, by the contract of the embedded ones.

    Raises BrokenTable, and where made-up rows stand under the name of a real source.
    """
    real = not str(load_source(folder).source_id.iloc[0]).startswith(OF_MADE_UP)
    for path in sorted(folder.glob("*.csv")):
        if real and MADE_UP in path.read_bytes().lower():  # laid there by a hand: `ingest` would have named it so
            raise BrokenTable(
                f"data/own/{folder.name}/{path.name} bears the word SYNTHETIC and its source does not: take its file anew."
            )
    return reported_counts.load(folder, load_source(folder))


def has_counts(folder: Path) -> bool:
    """Whether a source is one of counts; others are releases of records."""
    return (folder / reported_counts.REPORTED.file).is_file()


def with_sheets(data: Path, embedded: pd.DataFrame) -> pd.DataFrame:
    """The embedded sheets of agreements, then the own ones. Raises BrokenTable."""
    found = [folder for folder in folders(data) if (folder / agreements.SHEETS.file).is_file()]
    own = [agreements.load_sheets(folder, load_source(folder)) for folder in found]
    return pd.concat([embedded, *own], ignore_index=True) if own else embedded


def with_counts(data: Path, embedded: pd.DataFrame) -> pd.DataFrame:
    """The embedded counts, then the own ones; where two sources differ on the same thing, each names the other.

    Raises BrokenTable.
    """
    own = [load_counts(folder) for folder in folders(data) if has_counts(folder)]
    return _disputing(pd.concat([embedded, *own], ignore_index=True), len(embedded)) if own else embedded


def _disputing(counts: pd.DataFrame, embedded: int) -> pd.DataFrame:
    """The same rows; an own row and another that give the same thing another value name each other."""
    disputes = {row.id: list(filter(None, row.disputed_by.split(";"))) for row in each(counts)}
    for _, same in counts[counts.use != "no"].groupby(SAME_THING):
        if len(same) > 1 and same.index.max() >= embedded:
            for one in each(same):
                for other in each(same):
                    own = {one.id, other.id} & set(counts.id[embedded:])
                    differ = one.source_id != other.source_id and one.value != other.value
                    if own and differ and other.id not in disputes[one.id]:
                        disputes[one.id].append(other.id)
    return counts.assign(disputed_by=[";".join(disputes[id]) for id in counts.id])
