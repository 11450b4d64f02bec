"""data/own/ as a shelf: a source is put on it whole, listed with its counts, or taken off again."""

import json
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.errors import BrokenTable, RefusedFile
from pipeline.files import write_whole
from pipeline.ingest import agencies, counts, detention, interoperability, opening, written
from pipeline.ingest.brought import Brought, look
from pipeline.ingest.tidying import tidied
from pipeline.places import shown
from pipeline.sources import detention_workbooks, own, releases
from pipeline.sources.agreements import SHEETS, load_sheets
from pipeline.sources.jurisdictions import names
from pipeline.sources.tables import Tables, load_tables

TAKEN = "taken.json"
KINDS = (counts.KIND, agencies.KIND, interoperability.KIND, detention.KIND, *releases.KINDS)


@dataclass(frozen=True)
class Taken:
    """A source on the shelf: its id, the file it came from, that file's hash, and its rows as they were counted."""

    source: str
    file: str
    sha256: str
    read: int
    used: int
    kind: str = counts.KIND
    mended: tuple[str, ...] = ()


@dataclass(frozen=True)
class How:
    """How a file is to be taken: in whose place, as which kind ("": as what it is), only if it is real; whom to tell of rows."""

    replaces: str = ""
    kind: str = ""
    real: bool = False
    tell: Callable[[str], None] = lambda _: None


@dataclass(frozen=True)
class Ready:
    """What is about to be put on the shelf: the source, and its files by name."""

    taken: Taken
    files: dict[str, str | bytes]


def take(data: Path, name: str, published: str, how: How | None = None, today: date | None = None) -> Taken:
    """Put the file `name` on the shelf as published on a day. Raises RefusedFile, and then nothing is written."""
    how = how or How()
    day = _day(published, today or date.today())
    brought = look(name)
    same = next((one for one in listed(data) if one.sha256 == brought.sha256 and one.source != how.replaces), None)
    if same:
        raise RefusedFile(f"This very file was taken before, as {same.source}. Nothing was changed.")
    tables = load_tables(data)
    match how.kind or _kind(brought):
        case counts.KIND:
            ready = _counts(brought, day, tables)
        case interoperability.KIND:
            ready = _interoperability(brought, day, tables)
        case detention.KIND:
            ready = _detention(brought, day, tables)
        case agencies.KIND:
            ready = _sheet(brought, day, tables)
        case _:
            ready = _release(brought, day, tables, how)
    if how.real and ready.taken.source.startswith(own.OF_MADE_UP):
        raise RefusedFile("It bears the word SYNTHETIC: a round publishes, and no made-up row is published.")
    _is_new(data, ready.taken, how.replaces)
    _put(data, ready)
    if how.replaces and how.replaces != ready.taken.source:
        forget(data, how.replaces)
    return ready.taken


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


def _kind(brought: Brought) -> str:
    """What a file is by its header; a text of no kind that is known is taken for a table of counts, and told what it lacks."""
    if interoperability.is_one(brought):
        return interoperability.KIND
    if detention.is_one(brought):
        return detention.KIND
    return written.kind_of(brought) or (counts.KIND if brought.form == "csv" else "")


def _interoperability(brought: Brought, day: str, tables: Tables) -> Ready:
    if not interoperability.is_one(brought):
        raise RefusedFile(
            f"{brought.name} has no sheet of counties with State, County, AOR and Activation Date in its heading."
        )
    made = interoperability.read(brought, tables)
    source = written.id_of("ice interoperability", day, brought.made_up)
    rows = [(number, cells | {"title": brought.name}) for number, cells in made.rows]
    told = (source, brought.path.name, brought.sha256, made.read, made.used, interoperability.KIND, tuple(made.told))
    return Ready(Taken(*told), dict(written.of_counts(rows, source, day, _codes(tables), tables)))


def _detention(brought: Brought, day: str, tables: Tables) -> Ready:
    made = detention.read(brought, tables, date.fromisoformat(day))
    source = written.id_of("ice detention workbook", day, brought.made_up or made.made_up)
    taken = Taken(source, brought.path.name, brought.sha256, made.counts["read"], len(made.rows), detention.KIND)
    return Ready(taken, dict(written.of_workbook(made, source, day, brought, tables)))


def _sheet(brought: Brought, day: str, tables: Tables) -> Ready:
    sheet = agencies.agencies(brought, tables, day)
    source = written.id_of("ice 287g sheet", day, sheet.made_up)
    taken = Taken(source, brought.path.name, brought.sha256, sheet.read, len(sheet.rows), agencies.KIND, sheet.mended)
    return Ready(taken, dict(written.of_sheet(sheet, source, day, tables)))


def _counts(brought: Brought, day: str, tables: Tables) -> Ready:
    rows = opening.counts_of(brought)
    codes = _codes(tables)
    found = counts.breaches(rows, codes)
    if found:
        lines = [f"{brought.name}, {one}" for one in found]
        raise RefusedFile("Nothing was taken: the lines above tell what is wrong.", lines)
    made_up = brought.made_up or any("synthetic" in cell.lower() for _, cells in rows for cell in cells.values())
    source = written.id_of(rows[0][1]["publisher"], day, made_up)
    taken = Taken(source, brought.path.name, brought.sha256, len(rows), len(rows))
    return Ready(taken, dict(written.of_counts(rows, source, day, codes, tables)))


def _release(brought: Brought, day: str, tables: Tables, how: How) -> Ready:
    made = tidied(brought, tables, date.fromisoformat(day), how.kind, how.tell)
    source = written.id_of(f"ice {made.kind.name}", day, made.made_up)
    taken = Taken(source, brought.path.name, brought.sha256, made.counts["read"], made.counts["used"], made.kind.name)
    return Ready(taken, written.of_release(made, source, day, brought))


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


def _is_new(data: Path, taken: Taken, replaces: str) -> None:
    there = {one.source: one for one in listed(data)}
    if replaces and replaces not in there:
        raise RefusedFile(f'--replaces "{shown(replaces)}" is no source of data/own/: python -m pipeline sources')
    if taken.source in there and taken.source != replaces:
        raise RefusedFile(
            f"{taken.source} is there with other rows. To put this in its place: --replaces {taken.source}"
        )


def _put(data: Path, ready: Ready) -> None:
    """Write a source's folder beside its place, read it back by its contract, then rename it."""
    shelf, taken = data / own.FOLDER, ready.taken
    shelf.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=shelf, prefix=".new-"))
    try:
        for name, content in ready.files.items():
            write_whole(beside / name, content)
        write_whole(beside / TAKEN, json.dumps(taken.__dict__, indent=1) + "\n")
        if own.has_counts(beside):
            own.load_counts(beside)
        releases.check(beside)
        detention_workbooks.check(beside)
        if (beside / SHEETS.file).is_file():
            load_sheets(beside, own.load_source(beside))
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
        read = json.loads(path.read_text(encoding="utf-8"))
        return Taken(**{**read, "mended": tuple(read.get("mended", ()))})
    except (OSError, ValueError, TypeError):
        raise BrokenTable(
            f"data/own/{path.parent.name}/{path.name} cannot be read: remove that folder, and take the file again."
        ) from None
