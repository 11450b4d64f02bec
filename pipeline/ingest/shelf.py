"""data/own/ as a shelf: a source is put on it whole, listed with its counts, or taken off again."""

import csv
import hashlib
import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

from pipeline.errors import BrokenTable, RefusedFile
from pipeline.files import write_whole
from pipeline.ingest import counts, opening
from pipeline.places import shown
from pipeline.sources import own
from pipeline.sources.jurisdictions import names
from pipeline.sources.registry import SOURCES
from pipeline.sources.reported_counts import REPORTED
from pipeline.sources.tables import Tables, load_tables
from pipeline.sources.vocabulary import SHARES

TAKEN = "taken.json"


@dataclass(frozen=True)
class Taken:
    """A source on the shelf: its id, the file it came from, that file's hash, and its rows as they were counted."""

    source: str
    file: str
    sha256: str
    read: int
    used: int


def take(data: Path, name: str, published: str, replaces: str = "", today: date | None = None) -> Taken:
    """Put the file `name` on the shelf as published on a day. Raises RefusedFile, and then nothing is written."""
    day = _day(published, today or date.today())
    raw = opening.opened(name)
    rows = counts.rows(opening.lines(name, raw))
    tables = load_tables(data)
    codes = _codes(tables)
    found = counts.breaches(rows, codes)
    if found:
        raise RefusedFile("Nothing was taken: the lines above tell what is wrong.", [str(one) for one in found])
    source = _id(rows[0][1]["publisher"], day, own.MADE_UP in raw.lower())
    taken = Taken(source, Path(name).name, hashlib.sha256(raw).hexdigest(), len(rows), len(rows))
    _is_new(data, taken, replaces)
    _put(data, taken, _tables(rows, source, day, codes, tables))
    if replaces and replaces != source:
        forget(data, replaces)
    return taken


def listed(data: Path) -> list[Taken]:
    """What is on the shelf, by id. Raises BrokenTable where a hand has torn it."""
    return [_read(folder / TAKEN) for folder in own.folders(data)]


def forget(data: Path, source: str) -> None:
    """Take a source off the shelf. Raises RefusedFile where it is not there."""
    folder = next((one for one in own.folders(data) if one.name == source), None)
    if folder is None:
        known = ", ".join(one.name for one in own.folders(data)) or "none"
        raise RefusedFile(f'"{shown(source)}" is no source of data/own/. There are: {known}.')
    gone = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".gone-"))
    folder.rename(gone / "it")  # at once out of every edition, then removed at leisure
    shutil.rmtree(gone)


def _day(published: str, today: date) -> str:
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", published) or date.fromisoformat(published) > today:
            raise ValueError
    except ValueError:
        raise RefusedFile(
            f'PUBLISHED "{shown(published)}" must be the day on which the figures came out, YYYY-MM-DD, not after today.'
        ) from None
    return published


def _codes(tables: Tables) -> dict[str, str]:
    """The code of each place by its plain name, and by the code itself."""
    known = names(tables.states, tables.activations)
    return {counts.plain(name): code for code, name in known.items()} | {code.lower(): code for code in known}


def _id(publisher: str, day: str, made_up: bool) -> str:
    """The id of a source; that of made-up rows says so, and with it each document that cites it."""
    letters = unicodedata.normalize("NFKD", publisher).encode("ascii", "ignore").decode().lower()
    start = own.OF_MADE_UP if made_up else "own-"
    return f"{start}{re.sub('[^a-z0-9]+', '-', letters)[:60].strip('-') or 'source'}-{day}"


def _is_new(data: Path, taken: Taken, replaces: str) -> None:
    there = {one.source: one for one in listed(data)}
    if replaces and replaces not in there:
        raise RefusedFile(f'--replaces "{shown(replaces)}" is no source of data/own/: python -m pipeline sources')
    same = next((one for one in there.values() if one.sha256 == taken.sha256 and one.source != replaces), None)
    if same:
        raise RefusedFile(f"This very file was taken before, as {same.source}. Nothing was changed.")
    if taken.source in there and taken.source != replaces:
        raise RefusedFile(
            f"{taken.source} is there with other rows. To put this in its place: --replaces {taken.source}"
        )


def _tables(
    rows: list[tuple[int, counts.Cells]], source: str, day: str, codes: dict[str, str], tables: Tables
) -> dict[str, str]:
    """The files of a source's folder by name."""
    first = rows[0][1]
    described = (
        source,
        first["publisher"],
        first["title"],
        day,
        "day",
        "printed or inferred",
        "",
        "evidence",
        "data set",
    )
    known = names(tables.states, tables.activations)
    used = [int(id[1:]) for id in tables.reported_counts.id if int(id[1:]) >= own.FIRST_ROW]
    start = max(used, default=own.FIRST_ROW - 1) + 1
    lines = (_line(f"R{start + n}", cells, source, codes, known) for n, (_, cells) in enumerate(rows))
    return {own.SOURCE: _csv(SOURCES.columns, [described]), REPORTED.file: _csv(REPORTED.columns, lines)}


def _line(id: str, cells: counts.Cells, source: str, codes: dict[str, str], known: dict[str, str]) -> tuple[str, ...]:
    code = codes[counts.plain(cells["place"])]
    filled = cells | {
        "id": id,
        "jurisdiction": code,
        "jurisdiction_name": known[code],
        "scope": "nation" if code == "US" else "state" if len(code) == 2 else "county",
        "unit": "percent" if cells["measure"] in SHARES else "count",
        "use": "yes",
        "source_id": source,
        "second_look": "not looked at again",
    }
    return tuple(filled.get(column, "") for column in REPORTED.columns)


def _csv(header: Iterable[str], lines: Iterable[tuple[str, ...]]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows([tuple(header), *lines])
    return text.getvalue()


def _put(data: Path, taken: Taken, files: dict[str, str]) -> None:
    """Write a source's folder beside its place, read it back by its contract, then rename it."""
    shelf = data / own.FOLDER
    shelf.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=shelf, prefix=".new-"))
    try:
        for name, text in files.items():
            write_whole(beside / name, text)
        write_whole(beside / TAKEN, json.dumps(taken.__dict__, indent=1) + "\n")
        own.load_counts(beside)
        if (shelf / taken.source).exists():
            forget(data, taken.source)
        beside.chmod(0o755)
        beside.rename(shelf / taken.source)
    except BrokenTable as error:
        raise RefusedFile(f"Nothing was taken: {error}") from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _read(path: Path) -> Taken:
    try:
        return Taken(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise BrokenTable(
            f"data/own/{path.parent.name}/{path.name} cannot be read: remove that folder, and take the file again."
        ) from None
