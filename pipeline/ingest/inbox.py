"""data/inbox/: files that wait for the next round, each beside a small TOML of the same name that tells its day."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import RefusedFile
from pipeline.files import write_whole
from pipeline.ingest.brought import look
from pipeline.ingest.counts import KIND
from pipeline.ingest.shelf import KINDS, How, listed, take
from pipeline.lock import held
from pipeline.sources.own import FOLDER

INBOX = "inbox"
KEYS = ("published", "kind", "replaces")


def take_all(data: Path) -> Iterator[str]:
    """Take what waits, by name, and tell of each file what became of it. Raises Busy.

    What was taken is moved to inbox/taken/, what cannot be to inbox/refused/ with its reason in a text beside it. A
    file that was taken before, as by a round that was cut off, is not taken twice.
    """
    waiting = sorted((data / INBOX).glob("*.toml"))
    yield from _alone(data / INBOX, {told.stem for told in waiting})
    if waiting:
        with held(data / FOLDER, "inbox"):
            for told in waiting:
                yield _one(data, told)


def _alone(inbox: Path, told: set[str]) -> Iterator[str]:
    """Files that nothing is told of, which would else wait without a word."""
    files = sorted(path for path in inbox.glob("*") if path.is_file() and not path.name.startswith("."))
    for path in files:
        if path.stem not in told:
            yield f"{path.name} waits: beside it there must be {path.stem}.toml, with published = and its day."


def _one(data: Path, told: Path) -> str:
    beside = [path for path in told.parent.glob("*") if path.stem == told.stem and path != told and path.is_file()]
    if len(beside) != 1:
        return f"{told.name} waits: there must be one file of its name beside it, there are {len(beside)}."
    (file,) = beside
    try:
        source = _taken(data, file, told)
    except RefusedFile as error:
        reasons = [*error.breaches, str(error)]
        write_whole(told.parent / "refused" / f"{file.name}.txt", "\n".join(reasons) + "\n")
        _aside("refused", file, told)
        return f"{file.name} was refused: {reasons[0]} All of it: data/inbox/refused/{file.name}.txt."
    _aside("taken", file, told)
    return f"{file.name} was taken as {source}."


def _taken(data: Path, file: Path, told: Path) -> str:
    """The source that the file is on the shelf. Raises RefusedFile."""
    brought = look(str(file))
    before = next((one.source for one in listed(data) if one.sha256 == brought.sha256), "")
    if before:
        return before
    said = _said(told)
    if said.get("kind", KIND) not in KINDS:
        raise RefusedFile(f"{told.name}: kind can be {', '.join(KINDS)}.")
    how = How(said.get("replaces", ""), said.get("kind", ""), real=True)
    return take(data, str(file), said.get("published", ""), how).source


def _said(told: Path) -> dict[str, str]:
    """What the TOML says; a day may be written with or without quotes. Raises RefusedFile."""
    try:
        said = tomllib.loads(told.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise RefusedFile(f"{told.name} is no TOML: {' '.join(str(error).split())}.") from None
    odd = [key for key in said if key not in KEYS]
    if odd:
        raise RefusedFile(f"{told.name}: its keys can be {', '.join(KEYS)}; not all of them are.")
    return {key: str(value) for key, value in said.items()}


def _aside(folder: str, *paths: Path) -> None:
    for path in paths:
        there = path.parent / folder
        there.mkdir(exist_ok=True)
        path.replace(there / path.name)
