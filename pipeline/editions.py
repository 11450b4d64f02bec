"""An edition: its day, its cities, and the coalition's own block, from editions/<name>.toml."""

import re
import tomllib
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import BrokenEdition, UnknownEdition
from pipeline.places import shown


class Strict(BaseModel):
    """A block of the file: unknown keys and wrong types are errors, not surprises in print."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Coalition(Strict):
    """Whose edition it is and what they ask. Their words, attributed, never mixed with findings.

    `asks_source` and `decides_source` are ids in data/sources.csv: where the words are recorded.
    """

    name: str = Field(min_length=1)
    authors: str = ""
    contact: tuple[str, ...] = Field(default=(), strict=False)
    logo: str = ""
    asks_title: str = Field(min_length=1)
    asks_attribution: str = Field(min_length=1)
    asks_source: str = ""
    asks: tuple[str, ...] = Field(min_length=1, strict=False)
    decides: tuple[str, ...] = Field(default=(), strict=False)
    decides_attribution: str = ""


class Edition(Strict):
    """What an edition file says; `as_of` is the last day whose evidence it may cite (absent: no limit)."""

    name: str
    title: str = Field(min_length=1)
    as_of: date | None = None
    cities: tuple[str, ...] = Field(min_length=1, strict=False)
    languages: tuple[str, ...] = Field(default=("en",), strict=False)
    coalition: Coalition


def load(name: str, folder: Path) -> Edition:
    """The edition called `name`. Raises UnknownEdition with the ones there are, BrokenEdition with line and key."""
    known = sorted(path.stem for path in folder.glob("*.toml"))
    if name not in known or not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name):
        raise UnknownEdition(f'No edition called "{shown(name)}". There are: {", ".join(known) or "none"}.')
    path = folder / f"{name}.toml"
    try:
        return Edition(name=name, **tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BrokenEdition(f"{folder.name}/{path.name} cannot be read: {error}.") from error
    except ValidationError as error:
        raise BrokenEdition(f"{folder.name}/{path.name}: {_first(error)}") from error


def _first(error: ValidationError) -> str:
    """The first thing wrong, in one line: key, what is expected, what was found."""
    problem = error.errors()[0]
    key = ".".join(str(part) for part in problem["loc"])
    found = "" if problem["type"] == "missing" else f" (found {shown(repr(problem['input']))})"
    return f"key {key}: {problem['msg'][0].lower()}{problem['msg'][1:]}{found}."
