"""A file that somebody brings, looked at before it is read: what form it has, how large it is, and whether it is safe to open."""

import codecs
import hashlib
import os
import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import RefusedFile
from pipeline.places import shown
from pipeline.sources.own import MADE_UP

LARGEST = 4_000_000_000  # bytes of a file
UNPACKED = 8_000_000_000  # bytes of what a workbook holds
TIGHTEST = 300  # times smaller than what it holds: no table packs so well
BLOCK = 1 << 20
LONGEST = 1_000_000  # bytes of a line of text

_FORMS = (
    (b"PK\x03\x04", "xlsx"),
    (b"PAR1", "parquet"),
    (b"ARROW1", "feather"),
    (b"<stata_dta>", "dta"),
    (b"$FL2", "sav"),
    (b"$FL3", "sav"),
)
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "an old workbook (xls) or a locked one, and may hold macros. Save it as xlsx"),
    (b"FEA1", "a Feather file of the first version. Save it as Parquet"),
    (b"%PDF", "a PDF. Ask for the table itself"),
    (b"\x1f\x8b", "a packed file (gzip). Unpack it first"),
    (b"<", "a web page or XML. Download the table itself"),
    (b"version https://git-lfs", "a pointer to a file that was not downloaded. Download the file itself"),
)
_FORMULA = re.compile(rb"<f[ >/]")
_CELL = re.compile(rb'<c[^>]*? r="([A-Z]{1,3}[0-9]{1,7})"')


@dataclass(frozen=True)
class Brought:
    """A file: its path, its form (csv, xlsx, parquet, feather, dta, sav), its hash, and whether its bytes say SYNTHETIC."""

    path: Path
    form: str
    sha256: str
    made_up: bool

    @property
    def name(self) -> str:
        """Its name, fit to be shown."""
        return shown(self.path.name)


def look(name: str) -> Brought:
    """What the file `name` is. Raises RefusedFile for what is no plain file, is broken, or is not safe to open."""
    path = _plain_file(name)
    with path.open("rb") as file:
        head = file.read(64)
    form = next((form for start, form in _FORMS if head.startswith(start)), "csv")
    refused = next((words for start, words in _REFUSED if form == "csv" and head.lstrip().startswith(start)), "")
    if refused:
        raise RefusedFile(f"{shown(path.name)} is {refused}, then give that.")
    digest, made_up = _read_through(path, as_text=form == "csv")
    if form == "xlsx":
        made_up = _workbook(path) or made_up
    return Brought(path, form, digest, made_up)


def _plain_file(name: str) -> Path:
    if "://" in name:
        raise RefusedFile(f'FILE "{shown(name)}" is an address: download the file first, then give its path.')
    if not name.strip() or "\0" in name:
        raise RefusedFile("FILE names no file: give the path of the table, FILE=answer.csv.")
    try:
        found = os.stat(name)
    except OSError as error:
        raise RefusedFile(f'FILE "{shown(name)}" cannot be read: {error.strerror}.') from None
    if not stat.S_ISREG(found.st_mode):
        raise RefusedFile(f'FILE "{shown(name)}" is a folder or a device, not a file.')
    if found.st_size > LARGEST:
        raise RefusedFile(f'FILE "{shown(name)}" has {found.st_size:,} bytes; a table has at most {LARGEST:,}.')
    if not found.st_size:
        raise RefusedFile(f'FILE "{shown(name)}" is empty.')
    return Path(name)


def _read_through(path: Path, as_text: bool) -> tuple[str, bool]:
    """The file's hash, and whether it bears the word; of text also that it is text. Raises RefusedFile."""
    digest, made_up, tail, line, row, blank = hashlib.sha256(), False, b"", 0, 1, True
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    for block in _blocks(path):
        digest.update(block)
        made_up = made_up or MADE_UP in (tail + block).lower()
        tail = block[-len(MADE_UP) :]
        if as_text:
            if b"\0" in block:
                raise RefusedFile(
                    f"{shown(path.name)} holds NUL bytes: it is no text, or text in UTF-16. Save it as CSV (UTF-8)."
                )
            try:
                decoder.decode(block)
            except UnicodeDecodeError as error:
                row += block[: error.start].count(b"\n")
                raise RefusedFile(f"{shown(path.name)}, row {row}: not UTF-8. Save it as CSV (UTF-8).") from None
            lines = block.split(b"\n")
            longest = max(line + len(lines[0]), *(len(one) for one in lines[1:]), 0) if lines[1:] else line + len(block)
            if longest > LONGEST:
                raise RefusedFile(
                    f"{shown(path.name)} has a line of more than {LONGEST:,} bytes: is a quotation mark missing?"
                )
            line = len(lines[-1]) + (line if len(lines) == 1 else 0)
            row += len(lines) - 1
            blank = blank and not block.strip()
    if as_text and blank:
        raise RefusedFile(f'FILE "{shown(path.name)}" is empty.')
    return digest.hexdigest(), made_up


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def _workbook(path: Path) -> bool:
    """Whether a workbook's cells bear the word. Raises RefusedFile for macros, formulas, bombs, and what is no workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            items = archive.infolist()
            names = {item.filename for item in items}
            if "xl/workbook.xml" not in names:
                raise RefusedFile(
                    f"{shown(path.name)} is a packed file and no workbook (xlsx). Unpack it, then give the table."
                )
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise RefusedFile(f"{shown(path.name)} holds macros. Save it as xlsx without them, then give that.")
            size = sum(item.file_size for item in items)
            if size > UNPACKED or any(
                i.file_size > 10_000_000 and i.file_size > TIGHTEST * i.compress_size for i in items
            ):
                raise RefusedFile(f"{shown(path.name)} would unpack to {size:,} bytes: no table packs so tightly.")
            parts = [item for item in items if item.filename.startswith(("xl/worksheets/", "xl/sharedStrings"))]
            return sum(_part(path, archive, item) for item in parts) > 0  # each is looked through
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise RefusedFile(f"{shown(path.name)} is no whole workbook ({error}): download it anew.") from None
    except Exception as error:  # zlib's own error is no subclass of the above
        if isinstance(error, RefusedFile):
            raise
        raise RefusedFile(f"{shown(path.name)} is no whole workbook ({error}): download it anew.") from None


def _part(path: Path, archive: zipfile.ZipFile, item: zipfile.ZipInfo) -> bool:
    """Whether a part bears the word SYNTHETIC. Raises RefusedFile where a cell of it is a formula."""
    found, tail = False, b""
    with archive.open(item) as part:
        while block := part.read(BLOCK):
            text = tail + block
            found = found or MADE_UP in text.lower()
            formula = _FORMULA.search(text) if item.filename.startswith("xl/worksheets/") else None
            if formula:
                cells = _CELL.findall(text[: formula.start()])
                where = f", cell {cells[-1].decode()}" if cells else ""
                raise RefusedFile(
                    f"{shown(path.name)}, {Path(item.filename).stem}{where}: a formula stands there. Save the values alone."
                )
            tail = text[-2000:]
    return found
