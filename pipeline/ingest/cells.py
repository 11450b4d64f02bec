"""The cells of a file, table by table and in pieces, whatever its form; a program that knows the form reads it.

A table is a sheet of a workbook, or the whole of another file. Only the columns that are asked for are kept, so that a
file of millions of rows takes little memory.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any, TypeVar

import pandas as pd

from pipeline.errors import RefusedFile
from pipeline.ingest.brought import Brought
from pipeline.sources.own import MADE_UP

Engine = Any  # what the package behind a form hands out
PIECE = 100_000  # rows
BLOCK = 8 << 20  # bytes of a text
LARGE_PIECE = 250_000  # rows of a file of Stata or SPSS, which is read from its beginning for each piece
SEARCHED = 40  # rows at the top of a sheet or text among which the header is looked for
LAID_OUT = 1_000  # rows that a sheet without a header that is known may have: notes, not data

T = TypeVar("T")
Known = Callable[[Sequence[str]], bool]  # whether names of columns are those of a table that can be read


@dataclass(frozen=True)
class Piece:
    """Some rows of a table: the number of the first as a spreadsheet shows it, and the cells of the columns asked for."""

    sheet: str
    first: int
    cells: pd.DataFrame
    made_up: bool = False


@dataclass(frozen=True)
class Table:
    """A table of a file: its sheet ("" where it has none), its columns as written, the row of its header, and its pieces."""

    sheet: str
    columns: tuple[str, ...]
    header: int
    pieces: Callable[[Sequence[int]], Iterator[Piece]]


def tables(brought: Brought, known: Known, sheets: Callable[[str], bool] = bool) -> Iterator[Table]:
    """The tables of a file whose header is `known`; of a workbook those on `sheets` of such a name.

    Raises RefusedFile where the file is broken or has none.
    """
    found = 0
    workbook = partial(_workbook, sheets=sheets)
    read = workbook if brought.form == "xlsx" else _READERS[brought.form]
    for table in guarded(brought, read(brought, known)):
        found += 1
        yield replace(table, pieces=_guarding(brought, table.pieces))
    if not found:
        raise RefusedFile(
            f"{brought.name}: in its first {SEARCHED} rows stands no header that is known: docs/own-data.md lists those that are."
        )


def _guarding(
    brought: Brought, pieces: Callable[[Sequence[int]], Iterator[Piece]]
) -> Callable[[Sequence[int]], Iterator[Piece]]:
    return lambda at: guarded(brought, pieces(at))


def guarded(brought: Brought, items: Iterator[T]) -> Iterator[T]:
    """The same items; whatever an engine cannot do is told as a file that cannot be read. Raises RefusedFile."""
    while True:
        try:
            item = next(items)
        except StopIteration:
            return
        except (RefusedFile, KeyboardInterrupt, GeneratorExit):
            raise
        except BaseException as error:  # an engine's own errors, and what it calls a panic, are of many classes
            if (
                type(error) is MemoryError
            ):  # this machine's; an engine's own kind names the size that a damaged file asks for
                raise
            raise RefusedFile(
                f"{brought.name} cannot be read ({_said(error)}): is it whole? Download it anew."
            ) from None
        yield item


def _said(error: BaseException) -> str:
    return (
        "".join(sign if sign.isprintable() else " " for sign in " ".join(str(error).split())[:120])
        or type(error).__name__
    )


def _workbook(brought: Brought, known: Known, sheets: Callable[[str], bool]) -> Iterator[Table]:
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_path(str(brought.path)) as book:
        for name in filter(sheets, book.sheet_names):
            sheet = book.get_sheet_by_name(name)
            top, start = sheet.start or (0, 0), 0
            for number, cells in enumerate(islice(sheet.iter_rows(), SEARCHED)):
                written = tuple("" if cell is None else str(cell).strip() for cell in cells)
                if known(written):
                    start = number + 1
                    yield Table(name, written, top[0] + start, partial(_of_sheet, sheet, start, top[0]))
                    break
            if not start and sheet.height > LAID_OUT:
                raise RefusedFile(
                    f"{brought.name}, sheet {name[:40]}: {sheet.height:,} rows, and no header that is known at their head."
                )


def _of_sheet(sheet: Engine, start: int, top: int, at: Sequence[int]) -> Iterator[Piece]:
    rows, number = islice(sheet.iter_rows(), start, None), top + start + 1
    while some := list(islice(rows, PIECE)):
        cells = {
            place: pd.Series([row[place] if place < len(row) else "" for row in some], dtype=object) for place in at
        }
        yield Piece(sheet.name, number, pd.DataFrame(cells))
        number += len(some)


def _text(brought: Brought, known: Known) -> Iterator[Table]:
    with brought.path.open(encoding="utf-8-sig", newline="") as file:
        head = list(islice(csv.reader(file, strict=True), SEARCHED))
    start = next((n for n, line in enumerate(head) if known([cell.strip() for cell in line])), -1)
    if start >= 0:
        columns = tuple(cell.strip() for cell in head[start])
        yield Table("", columns, start + 1, lambda at: _of_text(brought, columns, start, at))


def _of_text(brought: Brought, columns: tuple[str, ...], start: int, at: Sequence[int]) -> Iterator[Piece]:
    """The pieces of a text; a row with too few or too many cells is refused by the engine, which names it."""
    from pyarrow import csv as arrow
    from pyarrow import string

    names = [str(place) for place in range(len(columns))]
    chosen = [str(place) for place in at]
    skipped = _lines_before(brought, start)
    reader = arrow.open_csv(
        brought.path,
        arrow.ReadOptions(column_names=names, skip_rows=skipped, block_size=BLOCK),
        arrow.ParseOptions(newlines_in_values=True),
        arrow.ConvertOptions(
            include_columns=chosen, column_types=dict.fromkeys(chosen, string()), strings_can_be_null=False
        ),
    )
    number = skipped + 1
    with reader:
        for batch in reader:
            frame = batch.to_pandas()
            frame.columns = list(at)
            yield Piece("", number, frame)
            number += len(frame)


def _lines_before(brought: Brought, start: int) -> int:
    """How many lines of the text the header and what stands above it take: a cell may run over several."""
    with brought.path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        for _ in range(start + 1):
            next(reader)
        return reader.line_num


def _parquet(brought: Brought, known: Known) -> Iterator[Table]:
    import pyarrow.parquet as pq

    file = pq.ParquetFile(brought.path)
    columns = tuple(str(name) for name in file.schema_arrow.names)
    if known(columns):
        batches = lambda names: file.iter_batches(PIECE, columns=names)  # noqa: E731
        yield Table("", columns, 1, lambda at: _of_arrow(batches, file.schema_arrow, columns, at))


def _feather(brought: Brought, known: Known) -> Iterator[Table]:
    from pyarrow import ipc, memory_map

    with memory_map(str(brought.path)) as source:
        file = ipc.open_file(source)
        columns = tuple(str(name) for name in file.schema.names)
        batches = lambda names: (file.get_batch(n).select(names) for n in range(file.num_record_batches))  # noqa: E731
        if known(columns):
            yield Table("", columns, 1, lambda at: _of_arrow(batches, file.schema, columns, at))


def _of_arrow(batches: Engine, schema: Engine, columns: tuple[str, ...], at: Sequence[int]) -> Iterator[Piece]:
    """The pieces of an Arrow table; the columns that are not asked for are looked through for the word SYNTHETIC, each alone."""
    made_up = MADE_UP in str(schema.metadata or "").lower().encode() or any(
        _bears(batches, name) for name in _wordy(schema)
    )
    number = 2
    names = [columns[place] for place in at]
    for batch in _sound(batches(names)):
        frame = batch.to_pandas()
        frame.columns = list(at)
        yield Piece("", number, frame, made_up)
        number += len(frame)


def _sound(batches: Iterator[Engine]) -> Iterator[Engine]:
    """The same batches, each looked through whole: an offset damaged on its way would have the engine read foreign memory."""
    for batch in batches:
        batch.validate(full=True)
        yield batch


def _wordy(schema: Engine) -> list[str]:
    import pyarrow as pa

    return [field.name for field in schema if pa.types.is_string(field.type) or pa.types.is_large_string(field.type)]


def _bears(batches: Engine, name: str) -> bool:
    import pyarrow.compute as pc

    word = MADE_UP.decode()
    return any(
        pc.any(pc.match_substring(batch.column(0), word, ignore_case=True)).as_py() for batch in _sound(batches([name]))
    )


def _statistics(brought: Brought, known: Known) -> Iterator[Table]:
    """A file of Stata or SPSS, with its values' labels in the place of their codes."""
    import pyreadstat

    read = pyreadstat.read_dta if brought.form == "dta" else pyreadstat.read_sav
    _, told = read(str(brought.path), metadataonly=True)
    columns = tuple(told.column_names)
    if known(columns):
        yield Table("", columns, 1, lambda at: _of_statistics(brought, read, columns, at))


def _of_statistics(brought: Brought, read: Engine, columns: tuple[str, ...], at: Sequence[int]) -> Iterator[Piece]:
    import pyreadstat

    number = 2
    for frame, _ in pyreadstat.read_file_in_chunks(
        read, str(brought.path), chunksize=LARGE_PIECE, apply_value_formats=True
    ):
        made_up = any(_says(frame[name]) for name in columns)
        kept = frame[[columns[place] for place in at]]
        kept.columns = list(at)
        yield Piece("", number, kept.reset_index(drop=True), made_up)
        number += len(kept)


def _says(cells: pd.Series) -> bool:
    if not (cells.dtype == object or isinstance(cells.dtype, pd.CategoricalDtype | pd.StringDtype)):
        return False
    word = MADE_UP.decode()
    return any(isinstance(value, str) and word in value.lower() for value in cells.unique())


_READERS: dict[str, Callable[[Brought, Known], Iterator[Table]]] = {
    "csv": _text,
    "parquet": _parquet,
    "feather": _feather,
    "dta": _statistics,
    "sav": _statistics,
}
