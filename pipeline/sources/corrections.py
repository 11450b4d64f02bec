"""data/corrections.toml: errors found after publication, each with its day, what was said and what is right."""

import tomllib
from datetime import date as Day
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from pipeline.errors import BrokenTable

FILE = "corrections.toml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @field_validator("*")
    @classmethod
    def _on_one_line(cls, value: object) -> object:
        """Words are printed: they stand on one line and end as sentences do."""
        if isinstance(value, str) and not (value.strip() and value.isprintable()):
            raise ValueError("expected words on one line")
        return value


class Told(_Strict):
    """What was said, and what is right, in another language."""

    said: str
    right: str


class Entry(_Strict):
    """A correction: `date` is its day, `since` that of the first publication with the error.

    `documents` are names of files of a publication; `places` follow from them. `es` has the words in Spanish.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    edition: str
    date: Day
    since: Day
    documents: tuple[str, ...] = Field(min_length=1, strict=False)
    said: str
    right: str
    es: Told | None = None

    @field_validator("documents")
    @classmethod
    def _documents(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        odd = [name for name in names if not name.endswith(".pdf") or "/" in name or not name.isprintable()]
        if odd:
            raise ValueError(f'"{odd[0][:60]}" is no PDF of a publication, as boston-ma.pdf is')
        return names

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since > self.date:
            raise ValueError("since is after date: the error cannot be younger than its correction")
        return self

    @property
    def places(self) -> frozenset[str]:
        """The slugs of the places whose documents are corrected."""
        return frozenset(name.split(".")[0].removesuffix("-onepager") for name in self.documents)

    @property
    def words(self) -> dict[str, tuple[str, str]]:
        """What was said and what is right, by language."""
        spanish = {"es": (self.es.said, self.es.right)} if self.es else {}
        return {"en": (self.said, self.right), **spanish}


def load(data: Path, slugs: frozenset[str]) -> tuple[Entry, ...]:
    """Every correction, the newest first; `slugs` are the known places. Raises BrokenTable."""
    path = data / FILE
    if not path.is_file():
        return ()
    entries = tuple(_entry(number, written) for number, written in enumerate(_read(path), 1))
    for entry in entries:
        unknown = sorted(entry.places - slugs)
        if unknown:
            raise BrokenTable(f'{FILE}: "{entry.id}": documents: "{unknown[0][:60]}" is no place of places.csv.')
    ids = [entry.id for entry in entries]
    twice = next((id for id in ids if ids.count(id) > 1), "")
    if twice:
        raise BrokenTable(f'{FILE}: the id "{twice}" stands twice.')
    return tuple(sorted(entries, key=lambda entry: (entry.date, entry.id), reverse=True))


def _read(path: Path) -> list[Any]:
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BrokenTable(f"{FILE} cannot be read: {' '.join(str(error).split())}.") from error
    entries = written.pop("correction", [])
    if written or not isinstance(entries, list):
        raise BrokenTable(f"{FILE}: it may hold [[correction]] and nothing else.")
    return entries


def _entry(number: int, written: object) -> Entry:
    try:
        return Entry.model_validate(written)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "correction"
        raise BrokenTable(
            f"{FILE}: correction {number}, key {key}: {first['msg'].removeprefix('Value error, ')}."
        ) from error
