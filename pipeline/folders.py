"""Where everything lies, seen from the folder of the project: no absolute path is ever written anywhere."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.editions import Edition
    from pipeline.places import Place

PACKET = "-packet"  # ends the name of a print packet's file
SAMPLE = "SAMPLE-"  # before the name of what is made while made-up rows lie in data/own/


@dataclass(frozen=True)
class Folders:
    """The folders of one checkout."""

    root: Path = Path()

    @property
    def data(self) -> Path:
        """The embedded tables."""
        return self.root / "data"

    @property
    def editions(self) -> Path:
        """One TOML an edition."""
        return self.root / "editions"

    @property
    def templates(self) -> Path:
        """Templates, style sheet and fonts."""
        return self.root / "templates"

    @property
    def shapes(self) -> Path:
        """County and state shapes."""
        return self.data / "county_shapes.json"

    def findings(self, edition: "Edition", place: "Place") -> Path:
        """The findings of a place, as JSON."""
        return self.root / "build" / "findings" / edition.name / f"{_named(edition, place)}.json"

    def receipt(self, edition: "Edition", place: "Place", language: str = "en", suffix: str = "") -> Path:
        """What went into a document and what came out."""
        return self.root / "build" / "receipts" / edition.name / f"{_named(edition, place)}{suffix}{_in(language)}.json"

    def sums(self, edition: "Edition") -> Path:
        """How the files that are handed on looked when their checksums were written."""
        return self.root / "build" / "sums" / f"{edition.name}.json"

    def figure(self, edition: "Edition", place: "Place", name: str, language: str = "en") -> Path:
        """A drawn figure, without its ending (.svg, .png, .txt)."""
        return self.root / "figures" / edition.name / _named(edition, place) / f"{name}{_in(language)}"

    @property
    def outputs(self) -> Path:
        """What is handed on, of all editions."""
        return self.root / "output"

    def output(self, edition: "Edition") -> Path:
        """All of an edition that is handed on."""
        return self.outputs / edition.name

    def published(self, edition: str) -> Path:
        """The publications of an edition, by its name."""
        return self.outputs / "published" / edition

    def document(self, edition: "Edition", place: "Place", language: str = "en", suffix: str = "") -> Path:
        """The PDF that is handed on: the briefing, or with its suffix another document."""
        return self.output(edition) / f"{_named(edition, place)}{suffix}{_in(language)}.pdf"

    def letter(self, edition: "Edition", place: "Place", recipient: str) -> Path:
        """A recipient's letter (`recipient`: the slug of their name)."""
        return self.output(edition) / "letters" / f"{place.slug}-{recipient}.pdf"

    def packet(self, edition: "Edition", place: "Place", recipient: str) -> Path:
        """The same with the sheet and the briefing, to print."""
        return self.output(edition) / "letters" / f"{place.slug}-{recipient}{PACKET}.pdf"


def _named(edition: "Edition", place: "Place") -> str:
    """What files of a place are called: its slug, after SAMPLE where made-up rows may stand in them."""
    return f"{SAMPLE if edition.sample else ''}{place.slug}"


def _in(language: str) -> str:
    """What a file's name says of its language: nothing for English."""
    return "" if language == "en" else f".{language}"
