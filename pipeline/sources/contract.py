"""What a table must look like, and one plain line that says where it does not."""

import csv
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date as calendar_date
from io import StringIO
from pathlib import Path

import pandas as pd
from pandera.errors import SchemaErrors
from pandera.pandas import Check, Column, DataFrameSchema

from pipeline.errors import BrokenTable

# Words are Python's own strings, whatever else is installed: pyarrow's search by pattern knows fewer signs than ours use.
pd.set_option("mode.string_storage", "python")

LARGEST = 20_000_000  # bytes; our own tables stay far below, and nobody should wait for a mistaken download
# Words as Python's own, whether or not pyarrow is installed: its regular expressions are other ones, and know no (?a:...).
WORDS = pd.StringDtype("python", na_value=float("nan"))
HEADER = 1  # the header is row 1 where a person looks: in a spreadsheet

DATE = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
PARTIAL_DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
MONTH = r"20\d\d-(0[1-9]|1[0-2])"
COUNTY = r"\d{5}"
STATE = r"\d{2}"
POSTAL = r"[A-Z]{2}"
# No control sign, no line or paragraph separator, no sign that turns the direction of writing: these break pages.
PRINTED = r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"


@dataclass(frozen=True)
class Contract:
    """A table: its file in data/, its columns in order with their checks, its key, and which columns are numbers.

    `numbers` maps a column to a pandas dtype; "Int64" and "float64" keep a blank as missing.
    """

    file: str
    columns: Mapping[str, Column]
    key: tuple[str, ...]
    numbers: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Check, ...] = ()


def matching(pattern: str, expected: str, *, blank: bool = False) -> Column:
    """A column whose cells match `pattern` as a whole; `expected` says so in words."""
    return Column(checks=_match(pattern, _or_nothing(expected, blank), blank))


def one_of(*values: str) -> Column:
    """A column with a closed list of values; "" among them means that a cell may be blank."""
    shown = " | ".join(value or "(blank)" for value in values)
    return Column(checks=Check.isin(values, error=f"one of {shown}"))


def rule(holds: Callable[[pd.DataFrame], pd.Series], expected: str) -> Check:
    """A check over whole rows, named "column: expectation". A row of which `holds` says nothing (NA) does not hold.

    Pandera lets NA pass, so that a day no calendar of pandas has (5025-07-07) would have passed every such check.
    """

    def strictly(frame: pd.DataFrame) -> pd.Series:
        return holds(frame).reindex(frame.index).astype("boolean").fillna(False).astype(bool)

    return Check(strictly, error=expected)


def text(*, blank: bool = False) -> Column:
    """A column of words on one line, without blanks around them."""
    return matching(rf"(?! ){PRINTED}+(?<! )", "words on one line, no blank before or after", blank=blank)


def sentence() -> Column:
    """A column of sentences: a capital first, a full stop last."""
    return matching(rf"(?=[A-Z]){PRINTED}+(?<=[.])", "a sentence: a capital first, a full stop last")


def whole_number(*, blank: bool = False) -> Column:
    """A column of counts, 0 or more."""
    return matching(r"\d{1,12}", "a whole number, 0 or more", blank=blank)


def date(*, blank: bool = False, partial: bool = False) -> Column:
    """A column of ISO dates; `partial` allows a month (YYYY-MM) or a year (YYYY) where the source says no more."""
    words = _or_nothing("a date (YYYY-MM-DD, YYYY-MM or YYYY)" if partial else "a date (YYYY-MM-DD)", blank)
    shape = _match(PARTIAL_DATE if partial else DATE, words, blank)
    return Column(checks=[shape, Check(lambda cells: cells.map(_in_calendar), error=words)])


def ids(pattern: str, expected: str) -> Column:
    """A column of several ids joined by semicolons, or blank."""
    return matching(rf"{pattern}(?:;{pattern})*", f"{expected}, joined by ;", blank=True)


def _or_nothing(expected: str, blank: bool) -> str:
    return f"{expected}, or nothing" if blank else expected


def _match(pattern: str, expected: str, blank: bool) -> Check:
    # (?a: digits are 0 to 9 alone; \Z, not $, which would let a line end pass.
    return Check.str_matches(rf"(?a:{pattern}){'?' if blank else ''}\Z", error=expected)


def _in_calendar(written: str) -> bool:
    """Whether a full date names a day there is: the shape alone lets February 30 pass."""
    try:
        return len(written) != 10 or calendar_date.fromisoformat(written) is not None
    except ValueError:
        return False


def read(data: Path, contract: Contract, sources: Collection[str] | None = None) -> pd.DataFrame:
    """The table as a frame that meets its contract: words as str (a blank is ""), numbers as the contract says.

    `sources` are the ids every `source_id` must be among (None: not checked). Raises BrokenTable.
    """
    path = data / contract.file
    frame = _cells(path, list(contract.columns))
    _meets(path, frame, contract)
    _distinct(path, frame, contract.key)
    if sources is not None:
        _sourced(path, frame, sources)
    return frame.assign(
        **{column: pd.to_numeric(frame[column]).astype(dtype) for column, dtype in contract.numbers.items()}  # type: ignore[call-overload]
    )


def broken(path: Path, row: int, column: str, expected: str, found: object) -> BrokenTable:
    """The one line a person needs: file, row as a spreadsheet shows it, column, expected and found."""
    place = f"{path.parent.name}/{path.name}, row {row}" + (f", column {column}" if column else "")
    # A cell may hold anything: it must neither break the line nor speak to the terminal.
    shown = "".join(sign if sign.isprintable() else " " for sign in str(found)[:120])
    return BrokenTable(f"{place}: expected {expected}; found {shown or 'nothing'}.")


def known(path: Path, frame: pd.DataFrame, column: str, among: Collection[str], expected: str) -> None:
    """Check that every id of `column` (several joined by ;) is `among` the known ones. Raises BrokenTable."""
    odd = frame.loc[~frame[column].isin(among), column]
    for index, cell in odd.items():
        for one in filter(None, cell.split(";")):
            if one not in among:
                raise broken(path, _row(index), column, expected, one)


def _sourced(path: Path, frame: pd.DataFrame, sources: Collection[str]) -> None:
    odd = frame.loc[~frame["source_id"].isin(sources), "source_id"]
    for index, cell in odd.items():
        raise broken(path, _row(index), "source_id", "a source_id of sources.csv", cell)


def _row(index: object) -> int:
    return int(str(index)) + HEADER + 1


def _cells(path: Path, columns: list[str]) -> pd.DataFrame:
    """All cells as text, after what makes a file unreadable has been ruled out."""
    lines = _lines(path)
    header = lines[0] if lines else []
    _same_header(path, header, columns)
    for number, line in enumerate(lines[1:], HEADER + 1):
        if len(line) != len(columns):
            raise broken(path, number, "", f"{len(columns)} cells", f"{len(line)} cells")
    return pd.DataFrame(lines[1:], columns=columns, dtype=WORDS)


def _same_header(path: Path, header: list[str], columns: list[str]) -> None:
    missing = [column for column in columns if column not in header]
    if missing:
        raise broken(path, HEADER, missing[0], "this column", "no such column")
    if header != columns:
        odd = next((name for name in header if name not in columns), ", ".join(header))
        raise broken(path, HEADER, "", f"the columns {', '.join(columns)}", odd)


def _lines(path: Path) -> list[list[str]]:
    where = f"{path.parent.name}/{path.name}"
    if not path.is_file():
        raise BrokenTable(f"{where}: expected a file of comma-separated values; found no file.")
    size = path.stat().st_size
    if size > LARGEST:
        raise BrokenTable(f"{where}: expected at most {LARGEST:,} bytes; found {size:,}.")
    raw = path.read_bytes()
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + HEADER
        raise broken(path, row, "", "text in UTF-8", f"a byte that is not ({raw[error.start]:#04x})") from None
    reader = csv.reader(StringIO(content, newline=""), strict=True)
    try:
        return list(reader)
    except csv.Error as error:
        raise broken(path, reader.line_num, "", "comma-separated values", error) from None


def _meets(path: Path, frame: pd.DataFrame, contract: Contract) -> None:
    schema = DataFrameSchema(dict(contract.columns), checks=list(contract.rows))
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases.dropna(subset=["index"])
        if cases.empty:  # a check that could not be made: a fault of ours, and no passed one
            raise
        # In the same row a wrong cell comes before a check over the row, which the cell may have upset.
        over_row = (cases["schema_context"] != "Column").rename("over_row")
        first = cases.assign(over_row=over_row).sort_values(["index", "over_row"], kind="stable").iloc[0]
        raise broken(path, _row(first["index"]), *_case(first, frame)) from None


def _case(case: pd.Series, frame: pd.DataFrame) -> tuple[str, str, str]:
    """Column, expectation and cell of a failure; a check over a row is named "column: expectation"."""
    if case["schema_context"] == "Column":
        return str(case["column"]), str(case["check"]), str(case["failure_case"])
    column, expected = str(case["check"]).split(": ", 1)
    return column, expected, str(frame.loc[case["index"], column])


def _distinct(path: Path, frame: pd.DataFrame, key: tuple[str, ...]) -> None:
    twice = frame[frame.duplicated(list(key))]
    if len(twice):
        index, row = next(iter(twice.iterrows()))
        found = ", ".join(row[column] for column in key)
        raise broken(path, _row(index), key[0], "every row to be there once", f"{found} a second time")
