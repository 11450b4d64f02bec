"""Where everything lies, seen from the folder of the project: no absolute path is ever written anywhere."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.editions import Edition
from pipeline.places import Place


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

    def findings(self, edition: Edition, place: Place) -> Path:
        """The findings of a place, as JSON."""
        return self.root / "build" / "findings" / edition.name / f"{place.slug}.json"

    def receipt(self, edition: Edition, place: Place) -> Path:
        """What went into a briefing and what came out."""
        return self.root / "build" / "receipts" / edition.name / f"{place.slug}.json"

    def figure(self, edition: Edition, place: Place, name: str) -> Path:
        """A drawn figure, without its ending (.svg, .png, .txt)."""
        return self.root / "figures" / edition.name / place.slug / name

    def briefing(self, edition: Edition, place: Place) -> Path:
        """The PDF that is handed on."""
        return self.root / "output" / edition.name / f"{place.slug}.pdf"
