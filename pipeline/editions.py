"""An edition: its day, its cities, its rules and the coalition's own block, from editions/<name>.toml."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from pipeline.errors import BrokenEdition, UnknownEdition
from pipeline.places import shown

LOGO_SIZE = 300_000  # bytes: it is printed 56 mm wide at most, and every briefing carries it
PICTURES = {".png": re.compile(rb"\A\x89PNG\r\n\x1a\n.*IEND.{4}\Z", re.S), ".svg": re.compile(rb"<svg[\s>]")}
EARLIEST = date(2010, 9, 21)  # the day on which a share of the nation was in print, to stand beside a place's
LANGUAGE = re.compile("[a-z]{2}")

Line = str
Lines = tuple[str, ...]


class Strict(BaseModel):
    """A block of the file: unknown keys and wrong types are errors, not surprises in print."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @field_validator("*")
    @classmethod
    def _printed_on_one_line(cls, value: object) -> object:
        """Refuse what would break a page: several lines, signs that do not print, blank items of a list."""
        if isinstance(value, str) and not value.isprintable():
            raise ValueError("expected words on one line")
        if isinstance(value, tuple) and not all(isinstance(item, str) and item.strip() for item in value):
            raise ValueError("expected a list of texts, none of them empty")
        if isinstance(value, tuple) and not all(item.isprintable() for item in value):
            raise ValueError("expected words on one line")
        return value


class Words(Strict):
    """What the coalition says, in one language; a key that is not given stands in English."""

    authors: Line = ""
    contact: Lines = Field(default=(), strict=False)
    asks_title: Line = ""
    asks_attribution: Line = ""
    asks: Lines = Field(default=(), strict=False)
    decides: Lines = Field(default=(), strict=False)
    decides_attribution: Line = ""
    talking_points: Lines = Field(default=(), strict=False)
    talking_points_attribution: Line = ""


class Coalition(Words):
    """Whose edition it is and what they ask. Their words, attributed, never mixed with findings.

    `asks_source` and `decides_source` are ids in data/sources.csv: where the words are recorded. `logo` is a file
    beside the edition's, and `picture` its bytes. `translations` holds their words in the edition's other languages.
    """

    name: Line = Field(min_length=1)
    logo: Line = ""
    picture: bytes = Field(default=b"", exclude=True, repr=False)
    asks_source: Line = ""
    decides_source: Line = ""
    translations: dict[str, Words] = Field(default={}, strict=False)

    @model_validator(mode="after")
    def _attributed(self) -> Self:
        """What is asked needs a title and must say whose words it is."""
        if self.asks and not (self.asks_title and self.asks_attribution):
            raise ValueError("asks need asks_title and asks_attribution beside them: whose words they are")
        for code, words in self.translations.items():
            for key in ("asks", "decides", "talking_points"):
                ours, theirs = getattr(self, key), getattr(words, key)
                if theirs and len(ours) != len(theirs):
                    raise ValueError(f"{code}.{key} has {len(theirs)} items where English has {len(ours)}")
        return self

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources in which their words are recorded."""
        return tuple(filter(None, (self.asks_source, self.decides_source)))

    def words(self, language: str) -> tuple[Words, frozenset[str]]:
        """Their words in a language, and the keys that are still in English because it lacks them."""
        own = self.translations.get(language, Words())
        said = {key: getattr(own, key) or getattr(self, key) for key in Words.model_fields}
        lacking = {key for key in said if said[key] and not getattr(own, key)}
        return Words(**said), frozenset(lacking if language != "en" else ())


NOBODY = Coalition.model_construct(name="")  # of an edition that no coalition has put its name to


class Disclosure(Strict):
    """Which small cells the edition hides: counts below `smallest_count`, and what gives them away. 0 hides none."""

    smallest_count: int = Field(default=0, ge=0, le=100)


class Edition(Strict):
    """What an edition file says; `as_of` is the last day whose evidence it may cite (absent: no limit).

    `leads_with` is what page 1 begins with: the record of Secure Communities, or the present. `titles` holds the
    title in the edition's other languages. An edition without a coalition (its name is empty) asks nothing.
    """

    name: str
    title: Line = Field(min_length=1)
    titles: dict[str, str] = Field(default={}, strict=False)
    as_of: date | None = None
    leads_with: Literal["the record", "the present"] = "the record"
    cities: Lines = Field(min_length=1, strict=False)
    languages: Lines = Field(default=("en",), min_length=1, strict=False)
    disclosure: Disclosure = Disclosure()
    coalition: Coalition = NOBODY

    @field_validator("cities", "languages")
    @classmethod
    def _each_once(cls, values: Lines) -> Lines:
        twice = sorted({value for value in values if values.count(value) > 1})
        if twice:
            raise ValueError(f"stands twice in the list: {', '.join(twice)}")
        return values

    @field_validator("as_of")
    @classmethod
    def _late_enough(cls, as_of: date | None) -> date | None:
        if as_of and as_of < EARLIEST:
            raise ValueError(
                f"no figure of the nation was in print before {EARLIEST}; expected that day or a later one"
            )
        return as_of

    def titled(self, language: str) -> tuple[str, bool]:
        """The title in a language, and whether it is English for want of another."""
        own = self.titles.get(language, "")
        return own or self.title, not own and language != "en"


def load(name: str, folder: Path) -> Edition:
    """The edition called `name`. Raises UnknownEdition with the ones there are, BrokenEdition with file and key."""
    known = sorted(path.stem for path in folder.glob("*.toml"))
    if name not in known or not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name):
        raise UnknownEdition(f'No edition called "{shown(name)}". There are: {", ".join(known) or "none"}.')
    path = folder / f"{name}.toml"
    where = f"{folder.name}/{path.name}"
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        return Edition(name=name, **_picture(_by_language(written, where), folder, where))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BrokenEdition(f"{where} cannot be read: {error}.") from error
    except ValidationError as error:
        raise BrokenEdition(f"{where}: {_first(error)}") from error


def _by_language(written: dict[str, Any], where: str) -> dict[str, Any]:
    """The file's content with the blocks [es] and [coalition.es] gathered as `titles` and `translations`."""
    for key in ("name", "titles", "coalition.translations", "coalition.picture"):
        above, _, last = key.rpartition(".")
        within = written.get(above) if above else written
        if isinstance(within, dict) and last in within:
            raise BrokenEdition(f"{where}: key {key}: extra inputs are not permitted.")
    languages = written.get("languages", ["en"])
    titles = _taken(written, languages, where, "")
    for code, block in titles.items():
        if set(block) != {"title"}:
            raise BrokenEdition(f"{where}: key {code}: expected title and nothing else.")
    result = {**written, "titles": {code: block["title"] for code, block in titles.items()}}
    coalition = result.get("coalition")
    if isinstance(coalition, dict):
        theirs = _taken(coalition, languages, where, "coalition.")
        result["coalition"] = {**coalition, "translations": theirs}
    return result


def _taken(block: dict[str, Any], languages: object, where: str, above: str) -> dict[str, dict[str, Any]]:
    """The tables of a block that a language's two letters name, taken out of it."""
    codes: list[str] = [key for key, value in block.items() if LANGUAGE.fullmatch(key) and isinstance(value, dict)]
    for code in codes:
        if code == "en" or not isinstance(languages, list) or code not in languages:
            raise BrokenEdition(
                f'{where}: key {above}{code}: the edition is not written in "{code}"; languages names those it is, '
                "and English stands outside such a block."
            )
    return {code: block.pop(code) for code in codes}


def _picture(written: dict[str, Any], folder: Path, where: str) -> dict[str, Any]:
    """The content with the logo's bytes, which must be a small PNG or SVG beside the file."""
    coalition = written.get("coalition")
    logo = coalition.get("logo") if isinstance(coalition, dict) else None
    if not isinstance(coalition, dict) or not isinstance(logo, str) or not logo:
        return written
    problem = f'{where}: key coalition.logo: "{shown(logo)}"'
    path = folder / logo
    if Path(logo).name != logo or path.suffix.lower() not in PICTURES:
        raise BrokenEdition(f"{problem} must be the name of a PNG or SVG file that lies beside this file.")
    if not path.is_file():
        raise BrokenEdition(f"{problem} is not there: put the picture into {folder.name}/.")
    if path.stat().st_size > LOGO_SIZE:
        raise BrokenEdition(f"{problem} is larger than {LOGO_SIZE // 1000} kB: save it smaller.")
    data = path.read_bytes()
    if not PICTURES[path.suffix.lower()].search(data):
        raise BrokenEdition(f"{problem} is not a whole {path.suffix[1:].upper()} picture: save it again.")
    return {**written, "coalition": {**coalition, "picture": data}}


def _first(error: ValidationError) -> str:
    """The first thing wrong, in one line: key, what is expected, what was found."""
    problem = error.errors()[0]
    key = ".".join(str(part) for part in problem["loc"] if part != "translations")
    said = problem["msg"].removeprefix("Value error, ")
    found = problem["type"] not in ("missing", "value_error") or isinstance(problem["input"], str)
    shown_input = f" (found {shown(repr(problem['input']))})" if found else ""
    return f"key {key}: {said[0].lower()}{said[1:]}{shown_input}."
