"""An edition: its day, its cities, its rules and the coalition's own block, from editions/<name>.toml."""

from collections.abc import Collection, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator, model_validator

from pipeline import edition_file
from pipeline.edition_faults import first
from pipeline.errors import BrokenEdition
from pipeline.places import shown

EARLIEST = date(2010, 9, 21)  # the day on which a share of the nation was in print, to stand beside a place's

LETTER_FIELDS = ("place", "counties", "state", "day", "coalition")  # what a letter's paragraph may have in braces

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
        texts = [item for item in value if not isinstance(item, date)] if isinstance(value, tuple) else []
        if not all(isinstance(item, str) and item.strip() for item in texts):
            raise ValueError("expected a list of texts, none of them empty")
        if not all(item.isprintable() for item in texts):
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
    letter: Lines = Field(default=(), strict=False)
    signature: Lines = Field(default=(), strict=False)

    @field_validator("letter")
    @classmethod
    def _known_fields(cls, paragraphs: Lines) -> Lines:
        """Refuse a field that no letter can fill in."""
        for paragraph in paragraphs:
            _fillable(paragraph)
        return paragraphs


class Coalition(Words):
    """Whose edition it is and what they ask. Their words, attributed, never mixed with findings.

    `asks_source` and `decides_source` are ids in data/sources.csv: where the words are recorded. `logo` is a file
    beside the edition's, and `picture` its bytes; `site` is the address where the editions stand; `letter_date` the day
    that letters bear, where that is not the edition's. `translations` holds their words in the edition's other languages.
    """

    name: Line = Field(min_length=1)
    logo: Line = ""
    site: Line = Field(default="", pattern=r"^(https://[^\s<>\"]+)?$")
    letter_date: date | None = None
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


class Publishing(Strict):
    """How the edition is published: how many publications stay (two at least), and the command told of each run.

    `hook` is run without a shell, with the path of output/status.json as its last word.
    """

    keep: int = Field(default=12, ge=2)
    hook: Line = ""


class Edition(Strict):
    """What an edition file says; `as_of` is the last day whose evidence it may cite (absent: no limit).

    `today` is the day by which an edition without `as_of` tells what is old: no clock is asked. `leads_with` is what
    page 1 begins with: the record of Secure Communities, or the present. `titles` holds the title in the edition's other
    languages. An edition without a coalition (its name is empty) asks nothing.
    `around` are days before and after which records that a user brought are counted.
    `sample` says that it may cite made-up rows of data/own/; it follows from the tables, and no file can say it.
    """

    name: str
    title: Line = Field(min_length=1)
    titles: dict[str, str] = Field(default={}, strict=False)
    as_of: date | None = None
    today: date | None = None
    leads_with: Literal["the record", "the present"] = "the record"
    cities: Lines = Field(min_length=1, strict=False)
    languages: Lines = Field(default=("en",), min_length=1, strict=False)
    around: tuple[date, ...] = Field(default=(), strict=False)
    disclosure: Disclosure = Disclosure()
    publishing: Publishing = Publishing()
    coalition: Coalition = NOBODY
    sample: bool = Field(default=False, exclude=True)

    @field_validator("cities", "languages")
    @classmethod
    def _each_once(cls, values: Lines) -> Lines:
        twice = sorted({value for value in values if values.count(value) > 1})
        if twice:
            raise ValueError(f"stands twice in the list: {', '.join(twice)}")
        return values

    @field_validator("languages")
    @classmethod
    def _codes(cls, values: Lines) -> Lines:
        odd = [value for value in values if not edition_file.LANGUAGE.fullmatch(value)]
        if odd:
            raise ValueError(f'"{shown(odd[0])}" is no language: write its two letters, such as "es"')
        return values

    @field_validator("around", mode="before")
    @classmethod
    def _days(cls, values: object) -> object:
        if not isinstance(values, list | tuple) or not all(type(value) is date for value in values):
            raise ValueError("write days without quotes in brackets, such as [2025-01-20]")
        return tuple(values)

    @field_validator("as_of")
    @classmethod
    def _late_enough(cls, as_of: date | None) -> date | None:
        if as_of and as_of < EARLIEST:
            raise ValueError(
                f"a figure of the nation before {EARLIEST} is not in our sources; expected that day or a later one"
            )
        return as_of

    @model_validator(mode="after")
    def _one_day(self) -> Self:
        """An edition of a day needs no second one."""
        if self.as_of and self.today:
            raise ValueError("today is for editions without as_of; leave one of the two out")
        return self

    @field_validator("coalition")
    @classmethod
    def _written_after(cls, coalition: Coalition, info: ValidationInfo) -> Coalition:
        as_of = info.data.get("as_of")
        if as_of and coalition.letter_date and coalition.letter_date < as_of:
            raise ValueError(f"letter_date {coalition.letter_date} is before the edition's own day, {as_of}")
        return coalition

    def titled(self, language: str) -> tuple[str, bool]:
        """The title in a language, and whether it is English for want of another."""
        own = self.titles.get(language, "")
        return own or self.title, not own and language != "en"


def _fillable(paragraph: str) -> None:
    try:
        paragraph.format(**dict.fromkeys(LETTER_FIELDS, ""))
    except (KeyError, IndexError, ValueError, AttributeError) as error:
        known = ", ".join(f"{{{field}}}" for field in LETTER_FIELDS)
        raise ValueError(f"a letter can fill in {known} and nothing else in braces") from error


def load(name: str, folder: Path) -> Edition:
    """The edition called `name`. Raises UnknownEdition with the ones there are, BrokenEdition with file and key."""
    path = edition_file.path(name, folder)
    written = edition_file.read(path)
    try:
        return Edition(name=name, **written)
    except ValidationError as error:
        raise BrokenEdition(f"{folder.name}/{path.name}: {first(error.errors(), _keys(written))}") from error


def check_cities(edition: Edition, slugs: Collection[str], folder: Path) -> None:
    """Check that the edition's cities are places of the registry, whose `slugs` these are. Raises BrokenEdition."""
    for city in edition.cities:
        if city not in slugs:
            near = get_close_matches(city, [slug for slug in slugs if slug[:1] == city[:1].lower()], n=1)
            hint = f"did you mean {near[0]}?" if near else "data/places.csv has them in its column slug."
            raise BrokenEdition(
                f'{folder.name}/{edition.name}.toml: key cities: "{shown(city)}" is no place that is known, written as '
                f"boston-ma is; {hint}"
            )


def _keys(written: Mapping[str, Any]) -> dict[str, list[str]]:
    """The keys that each block of a file may have, by the block's name."""
    top = [key for key in Edition.model_fields if key not in ("name", "titles", "sample")]
    coalition = [key for key in Coalition.model_fields if key not in ("picture", "translations")]
    codes = written.get("coalition", {}).get("translations", ()) if isinstance(written.get("coalition"), dict) else ()
    words = {f"coalition.{code}": list(Words.model_fields) for code in codes}
    return {
        "": top,
        "coalition": coalition,
        "disclosure": list(Disclosure.model_fields),
        "publishing": list(Publishing.model_fields),
        **words,
    }
