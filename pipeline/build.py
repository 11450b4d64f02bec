"""From a place to its briefing: findings, then figures, then the PDF; and only what is stale."""

from dataclasses import dataclass
from pathlib import Path

from pipeline import editions, places, receipts
from pipeline.editions import Edition
from pipeline.errors import UserError
from pipeline.files import write_whole
from pipeline.findings.city import from_json, gather, to_json
from pipeline.folders import Folders
from pipeline.places import Place
from pipeline.sources.tables import Tables, load_tables


@dataclass(frozen=True)
class Job:
    """One briefing to make: its place, its edition and the findings as JSON."""

    place: Place
    edition: Edition
    findings: str


@dataclass(frozen=True)
class Done:
    """A briefing that is up to date; `why` it had to be rendered, empty if it had not."""

    path: Path
    why: str


class Workshop:
    """One edition's tables and folders, loaded once for as many places as a run needs."""

    def __init__(self, edition: str, language: str = "en", folders: Folders | None = None) -> None:
        self.folders = folders or Folders()
        self.edition = editions.load(edition, self.folders.editions)
        if language not in self.edition.languages:
            known = ", ".join(self.edition.languages)
            raise UserError(f'Edition {edition} is not written in "{places.shown(language)}". IN can be: {known}.')
        self.tables: Tables = load_tables(self.folders.data)

    def job(self, city: str) -> Job:
        """The job of a city as a person types it. Raises UnknownPlace, AmbiguousPlace."""
        return self._job(places.find(city, self.tables.places, self.edition.cities))

    def jobs(self) -> list[Job]:
        """The jobs of all cities of the edition, in its order."""
        return [self._job(places.by_slug(slug, self.tables.places)) for slug in self.edition.cities]

    def _job(self, place: Place) -> Job:
        return Job(place, self.edition, to_json(gather(place, self.edition, self.tables)))

    def stale(self, job: Job) -> str:
        """Why the briefing must be rendered; empty if it need not be."""
        receipt = self.folders.receipt(job.edition, job.place)
        return receipts.stale(receipt, self._inputs(job), self.folders.root)

    def write_findings(self, job: Job) -> Path:
        """Write the findings of a job and return their path."""
        path = self.folders.findings(job.edition, job.place)
        write_whole(path, job.findings)
        return path

    def draw(self, job: Job) -> list[Path]:
        """Draw every figure of a job (SVG, PNG and alternative text) and return the SVG paths, in reading order."""
        from pipeline.charts.draw import write_figure
        from pipeline.narrative.briefing import page
        from pipeline.narrative.page import figures

        stems = []
        for figure in figures(page(from_json(job.findings), job.edition)):
            stem = self.folders.figure(job.edition, job.place, figure.name)
            write_figure(figure.chart, figure.alt, stem, self.folders.shapes)
            stems.append(stem.with_suffix(".svg"))
        return stems

    def report(self, job: Job) -> Done:
        """The briefing of a job, rendered if it is stale. A run that fails leaves the earlier PDF as it was."""
        why, path = self.stale(job), self.folders.briefing(job.edition, job.place)
        if why:
            findings, drawn = self.write_findings(job), self.draw(job)
            write_whole(path, self._pdf(job, drawn))
            made = [findings, *_with_siblings(drawn), path]
            receipt = receipts.Receipt(self._inputs(job), receipts.outputs(made, self.folders.root))
            receipts.write(self.folders.receipt(job.edition, job.place), receipt)
        return Done(path, why)

    def _inputs(self, job: Job) -> dict[str, str]:
        return receipts.inputs(job.findings, self.folders.editions / f"{job.edition.name}.toml", self.folders)

    def _pdf(self, job: Job, drawn: list[Path]) -> bytes:
        from pipeline.narrative.briefing import page
        from pipeline.render.html import render_html
        from pipeline.render.pdf import render_pdf

        html = render_html(page(from_json(job.findings), job.edition), self.folders.templates)
        pictures = {path.stem: path.read_bytes() for path in drawn}
        return render_pdf(html, pictures, self.folders.templates, f"{job.edition.name}/{job.place.slug}".encode())


def _with_siblings(drawn: list[Path]) -> list[Path]:
    """The PNG and the alternative text beside each SVG."""
    return [svg.with_suffix(ending) for svg in drawn for ending in (".svg", ".png", ".txt")]
