"""From a place to its briefing: findings, then figures, then the PDF; and only what is stale."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import editions, places, receipts, sums
from pipeline.documents import BRIEFING, Document, Job, Pictures, logo
from pipeline.errors import UserError
from pipeline.files import write_whole
from pipeline.findings.behind import RowsBehind
from pipeline.findings.city import gather, to_json
from pipeline.folders import Folders
from pipeline.places import Place
from pipeline.sources.tables import Tables, load_tables

if TYPE_CHECKING:
    from pipeline.charts.pages import Pages

EVERY = "every"  # instead of the edition's cities: all places of the registry


@dataclass(frozen=True)
class Done:
    """A document that is up to date; `why` it had to be rendered, empty if it had not."""

    path: Path
    why: str


@dataclass(frozen=True)
class Drawn:
    """A document's figures: the path of each SVG by name, in reading order, and all of them as pages of a PDF."""

    paths: dict[str, Path]
    pages: "Pages"


class Workshop:
    """One edition's tables and folders, loaded once for as many places as a run needs."""

    def __init__(self, edition: str, language: str = "en", folders: Folders | None = None) -> None:
        self.folders = folders or Folders()
        self.edition = editions.load(edition, self.folders.editions)
        if language not in self.edition.languages:
            known = ", ".join(self.edition.languages)
            raise UserError(f'Edition {edition} is not written in "{places.shown(language)}". IN can be: {known}.')
        self.language = language
        self.tables: Tables = load_tables(self.folders.data)
        editions.check_cities(self.edition, set(self.tables.places.slug), self.folders.editions)
        self.rows = RowsBehind(self.tables)

    def job(self, city: str) -> Job:
        """The job of a city as a person types it. Raises UnknownPlace, AmbiguousPlace."""
        return self.named(city)[0]

    def named(self, city: str) -> tuple[Job, str]:
        """The same, and the line that says which place was taken for the name; "" where nothing need be said."""
        choice = places.choose(city, self.tables.places, self.edition.cities)
        return self.job_of(choice.slug), choice.said

    def job_of(self, slug: str) -> Job:
        """The job of a place by its slug. Raises UnknownPlace."""
        return self._job(places.by_slug(slug, self.tables.places))

    def jobs(self, cities: str = "") -> Iterator[Job]:
        """One job after the other: of the edition's cities, in its order, or of "every" place of the registry.

        Raises UserError for any other `cities`.
        """
        if cities not in ("", EVERY):
            raise UserError(
                f'CITIES can be "{EVERY}", or nothing for the edition\'s own; not "{places.shown(cities)}".'
            )
        slugs = self.tables.places.slug.unique() if cities else self.edition.cities
        return (self.job_of(slug) for slug in slugs)

    def _job(self, place: Place) -> Job:
        found = gather(place, self.edition, self.tables)
        return Job(place, self.edition, to_json(found), self.rows.json(found), self.language)

    def stale(self, job: Job, document: Document = BRIEFING) -> str:
        """Why a document must be rendered; empty if it need not be."""
        receipt = self.folders.receipt(job.edition, job.place, job.language, document.suffix)
        return receipts.stale(receipt, self._inputs(job), self.folders.root)

    def write_findings(self, job: Job) -> Path:
        """Write the findings of a job and return their path."""
        path = self.folders.findings(job.edition, job.place)
        write_whole(path, job.findings)
        return path

    def draw(self, job: Job, document: Document = BRIEFING) -> Drawn:
        """Draw a document's figures: SVG, PNG and alternative text, whose SVG paths come back in reading order."""
        from pipeline.charts.draw import write_figure
        from pipeline.charts.pages import pages
        from pipeline.narrative.language.locale import unmarked

        figures = document.figures(job)
        stems = {f.name: self.folders.figure(job.edition, job.place, f.name, job.language) for f in figures}
        drawn = {f.name: write_figure(f.chart, unmarked(f.alt), stems[f.name], self.folders.shapes) for f in figures}
        paths = {name: stem.with_name(f"{stem.name}.svg") for name, stem in stems.items()}
        return Drawn(paths, pages({f.name: f.chart for f in figures}, drawn, self.folders.shapes))

    def report(self, job: Job, document: Document = BRIEFING) -> Done:
        """A document of a job, rendered if it is stale. A run that fails leaves the earlier files as they were."""
        why = self.stale(job, document)
        path = self.folders.document(job.edition, job.place, job.language, document.suffix)
        if why:
            findings, drawn = self.write_findings(job), self.draw(job, document)
            shown = {name: svg.read_bytes() for name, svg in drawn.paths.items()} | logo(job.edition)
            files = document.files(job, Pictures(shown, drawn.pages), self.folders.templates)
            made = [findings, *_with_siblings(drawn.paths.values()), *(path.with_suffix(ending) for ending in files)]
            for ending, content in files.items():
                write_whole(path.with_suffix(ending), content)
            receipt = receipts.Receipt(self._inputs(job), receipts.outputs(made, self.folders.root))
            receipts.write(self.folders.receipt(job.edition, job.place, job.language, document.suffix), receipt)
        return Done(path, why)

    def write_sums(self) -> Path:
        """Write the checksums of all of the edition's finished files; a run does so once, at its end."""
        return sums.write_sums(self.folders.output(self.edition))

    def _inputs(self, job: Job) -> dict[str, str]:
        written = self.folders.editions / f"{job.edition.name}.toml"
        return receipts.inputs(job.findings + job.rows, written, self.folders, job.edition.coalition.picture)


def _with_siblings(drawn: Iterable[Path]) -> list[Path]:
    """The PNG and the alternative text beside each SVG."""
    return [svg.with_suffix(ending) for svg in drawn for ending in (".svg", ".png", ".txt")]
