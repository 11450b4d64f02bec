"""Pages for the web made for tests, without their PDFs."""

from functools import lru_cache
from pathlib import Path

from pipeline.build import Workshop
from pipeline.charts.draw import write_figure
from pipeline.documents import page_of
from pipeline.files import write_whole
from pipeline.folders import Folders
from pipeline.narrative.document.model import Page
from pipeline.narrative.document.walk import all_figures
from pipeline.narrative.language.locale import speaking
from pipeline.render.web import render_web

from ..conftest import ROOT

TEMPLATES = ROOT / "templates"


class Maker:
    """Makes pages in a folder of its own, reading this checkout."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._made: dict[tuple[str, str, str], Path] = {}
        for name in ("data", "editions", "templates", "pipeline"):
            (root / name).symlink_to(ROOT / name)

    def page(self, city: str, language: str = "en", edition: str = "2011-08") -> Path:
        """The path of a city's page, made when it is first asked for."""
        key = city, language, edition
        self._made[key] = self._made.get(key) or self._page(*key)
        return self._made[key]

    def _page(self, city: str, language: str, edition: str) -> Path:
        workshop = _workshop(edition, language, self.root)
        job = workshop.job(city)
        words, folders = page_of(job), workshop.folders
        pictures = {}
        for figure in all_figures(words):
            stem = folders.figure(job.edition, job.place, figure.name, language)
            pictures[figure.name] = write_figure(figure.chart, figure.alt, stem, folders.shapes, pixels=False).svg
        path = folders.document(job.edition, job.place, language).with_suffix(".html")
        with speaking(language):
            write_whole(path, render_web(words, pictures, TEMPLATES))
        return path


@lru_cache
def _workshop(edition: str, language: str, root: Path) -> Workshop:
    return Workshop(edition, language, Folders(root))


def rendered(page: Page, pictures: dict[str, bytes] | None = None) -> str:
    """A page whose charts are all the same small drawing."""
    drawing = (
        b'<svg width="1pt" height="1pt" viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg"><path d="M 0 0"/></svg>'
    )
    return render_web(page, _Any(drawing) | (pictures or {}), TEMPLATES)


class _Any(dict[str, bytes]):
    """A drawing under any name."""

    def __init__(self, drawing: bytes) -> None:
        super().__init__()
        self._drawing = drawing

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> bytes:
        return self._drawing

    def __or__(self, other: dict[str, bytes]) -> "_Any":  # type: ignore[override]
        self.update(other)
        return self
