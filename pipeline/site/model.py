"""What a site is made of, and what its templates see: finished words and addresses, nothing to compute."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.documents import Made
from pipeline.editions import Edition
from pipeline.folders import Folders
from pipeline.publish.changes import Past, Withdrawn
from pipeline.sources.corrections import Entry
from pipeline.sources.tables import Tables

MARK = "WITHDRAWN-"  # begins the name of a document that a correction withdrew


@dataclass(frozen=True)
class Kept:
    """A withdrawn document, and where its file lies as it was published, or as an earlier site has it, marked."""

    what: Withdrawn
    file: Path
    marked: bool

    @property
    def href(self) -> str:
        """Its address within the site."""
        return f"withdrawn/{self.what.publication}/{MARK}{self.what.document}"

    @property
    def slug(self) -> str:
        """The place that it is of."""
        return place_of(self.what.document)

    @property
    def language(self) -> str:
        """The language of the document, as its name says."""
        return (Path(self.what.document).suffixes[-2:-1] or [".en"])[0].removeprefix(".")


@dataclass(frozen=True)
class Site:
    """A publication as its site shows it: its name (the day), its documents and the tables of all places.

    `history` tells of all publications, this one last; `withdrawn` are documents of earlier ones that corrections withdrew.
    """

    edition: Edition
    published: str
    made: tuple[Made, ...]
    tables: Tables
    folders: Folders
    history: tuple[Past, ...] = ()
    corrections: tuple[Entry, ...] = ()
    withdrawn: tuple[Kept, ...] = ()

    @property
    def address(self) -> str:
        """Where the site will stand, with a slash at its end; "" where the edition names no place."""
        site = self.edition.coalition.site
        return f"{site.rstrip('/')}/{self.edition.name}/" if site else ""


@dataclass(frozen=True)
class Link:
    """A file or page: its address within the site, its words, and the language of what it leads to."""

    href: str
    text: str
    language: str = ""
    note: str = ""


@dataclass(frozen=True)
class Frame:
    """What every page of the site shows around its own content."""

    language: str
    title: str
    coalition: str
    edition: str
    published: str
    name: str
    others: tuple[Link, ...]
    pages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Briefed:
    """A place with its documents in one language: `page`, `pdf` and `sheet` are addresses, `files` that of its files."""

    slug: str
    name: str
    state: str
    page: str
    pdf: str
    sheet: str
    files: str


@dataclass(frozen=True)
class State:
    """A state on the map and in the lists: its page, the places there that have a briefing, and its outline."""

    postal: str
    name: str
    href: str
    briefed: tuple[Briefed, ...]
    count: int
    outline: str = ""


@dataclass(frozen=True)
class Picture:
    """A figure to download: what it shows in words, and its files."""

    name: str
    alt: str
    png: str
    svg: str


def place_of(document: str) -> str:
    """The slug of the place that a document is of, as its name says."""
    return document.partition(".")[0].removesuffix("-onepager")


def named(stem: str, language: str, ending: str = ".html") -> str:
    """The name of a file in a language: nothing is said of English."""
    return f"{stem}{'' if language == 'en' else f'.{language}'}{ending}"
