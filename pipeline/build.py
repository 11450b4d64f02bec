"""From a place to its briefing: findings, then figures, then the PDF; and only what is stale."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from pipeline import editions, origin, places, receipts, sums, unchanged
from pipeline.documents import BRIEFING, Document, Job, Pictures, shown
from pipeline.errors import UserError
from pipeline.files import write_whole
from pipeline.findings.behind import RowsBehind
from pipeline.findings.city import gather, to_json
from pipeline.findings.model import CityFindings
from pipeline.folders import Folders
from pipeline.places import Place
from pipeline.publish import manifest
from pipeline.publish.manifest import Manifest
from pipeline.publish.publication import Shelf
from pipeline.publish.since import with_past
from pipeline.sources import corrections, own
from pipeline.sources.corrections import Entry
from pipeline.sources.tables import Tables, load_tables

EVERY = "every"  # instead of the edition's cities: all places of the registry
COUNTIES = "counties"  # or its counties alone


@dataclass(frozen=True)
class Done:
    """A document that is up to date; `why` it had to be rendered, empty if it had not."""

    path: Path
    why: str


@dataclass(frozen=True)
class Drawn:
    """A document's figures: the path of each SVG by name, in reading order, and what the document shows."""

    paths: dict[str, Path]
    pictures: Pictures


class Workshop:
    """One edition's tables and folders, loaded once for as many places as a run needs."""

    def __init__(self, edition: str, language: str = "en", folders: Folders | None = None) -> None:
        self.folders = folders or Folders()
        chosen = editions.load(edition, self.folders.editions)
        if language not in chosen.languages:
            known = ", ".join(chosen.languages)
            raise UserError(f'Edition {edition} is not written in "{places.shown(language)}". IN can be: {known}.')
        self.language = language
        self.tables: Tables = load_tables(self.folders.data)
        sample = own.made_up(self.tables.sources, chosen.as_of)
        self.edition = chosen.model_copy(update={"sample": sample})
        editions.check_cities(self.edition, set(self.tables.places.slug), self.folders.editions)
        self.rows = RowsBehind(self.tables)
        self._last: Job | None = None

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
        """One job after the other, of the places that `places` gives."""
        return (self._job(place) for place in self.places(cities))

    def places(self, cities: str = "") -> Iterator[Place]:
        """The edition's cities, in its order, or "every" place of the registry, or all its "counties".

        Raises UserError for any other `cities`.
        """
        if cities not in ("", EVERY, COUNTIES):
            raise UserError(
                f'CITIES can be "{EVERY}", "{COUNTIES}", or nothing for the edition\'s own; not "{places.shown(cities)}".'
            )
        if cities:
            return places.every(self.tables.places, "county" if cities == COUNTIES else "")
        return (places.by_slug(slug, self.tables.places) for slug in self.edition.cities)

    def _job(self, place: Place) -> Job:
        """The job of a place; that of the last one is kept, for whoever decides and then makes."""
        if self._last is None or self._last.place != place:
            found = self._with_past(gather(place, self.edition, self.tables))
            self._last = Job(place, self.edition, to_json(found), self.rows.json(found), self.language)
        return self._last

    def _with_past(self, found: CityFindings) -> CityFindings:
        """The findings with what moved since the last publication, and what that told wrongly."""
        return with_past(found, self.last, partial(receipts.sources, self.folders, self.edition), self.corrections)

    @cached_property
    def last(self) -> Manifest | None:
        """The manifest of the last publication, an input of what tells of changes; None before the first."""
        folder = Shelf(self.folders.published(self.edition.name)).latest
        return manifest.read(folder) if folder else None

    @cached_property
    def corrections(self) -> tuple[Entry, ...]:
        """The corrections of this edition's documents. Raises BrokenTable."""
        entries = corrections.load(self.folders.data, frozenset(self.tables.places.slug))
        return tuple(entry for entry in entries if entry.edition == self.edition.name)

    @cached_property
    def origin(self) -> str:
        """One hash of all that this edition's documents come from here and now."""
        return origin.digest(origin.parts(self.folders, self.edition.name, self.edition.coalition.picture))

    def why(self, place: Place, document: Document = BRIEFING) -> str:
        """Why a place's document must be rendered, as `stale` says; findings are gathered only where that is needed."""
        now = partial(self.inputs_of, place)
        return receipts.stale(self.receipt(place, document), now, self.folders.root, self.origin)

    def current(self, place: Place, document: Document = BRIEFING) -> receipts.Receipt | None:
        """The receipt of a document that is up to date for certain, nothing having been computed to know it; else None."""
        receipt = self.receipt(place, document)
        if receipt is None or receipt.origin != self.origin or receipts.damage(receipt, self.folders.root):
            return None
        return receipt

    def stale(self, job: Job, document: Document = BRIEFING) -> str:
        """Why a document must be rendered; empty if it need not be."""
        return receipts.stale(self.receipt(job.place, document), partial(self.inputs, job), self.folders.root)

    def receipt(self, place: Place, document: Document = BRIEFING) -> receipts.Receipt | None:
        """What is on record of a place's document, None where nothing is."""
        return receipts.read(self._receipt_path(place, document))

    def make(self, place: Place, document: Document = BRIEFING) -> Done:
        """A place's document, rendered if it is stale; as `report`, with nothing computed where nothing has changed."""
        if self.why(place, document):
            return self.report(self._job(place), document)
        self._renew(place, document)
        return Done(self.folders.document(self.edition, place, self.language, document.suffix), "")

    def write_findings(self, job: Job) -> Path:
        """Write the findings of a job and return their path."""
        path = self.folders.findings(job.edition, job.place)
        write_whole(path, job.findings)
        return path

    def draw(self, job: Job, document: Document = BRIEFING, *, pixels: bool = True) -> Drawn:
        """Draw a document's figures: SVG, PNG if `pixels`, and alternative text, whose SVG paths come back in reading order."""
        from pipeline.charts.draw import write_figure
        from pipeline.narrative.language.locale import unmarked

        figures = document.figures(job)
        stems = {f.name: self.folders.figure(job.edition, job.place, f.name, job.language) for f in figures}
        drawn = {
            f.name: write_figure(f.chart, unmarked(f.alt), stems[f.name], self.folders.shapes, pixels=pixels)
            for f in figures
        }
        paths = {name: stem.with_name(f"{stem.name}.svg") for name, stem in stems.items()}
        return Drawn(paths, shown(job, figures, drawn, self.folders.shapes))

    def report(self, job: Job, document: Document = BRIEFING) -> Done:
        """A document of a job, rendered if it is stale. A run that fails leaves the earlier files as they were."""
        why = self.stale(job, document)
        path = self.folders.document(job.edition, job.place, job.language, document.suffix)
        if why:
            findings, drawn = self.write_findings(job), self.draw(job, document, pixels=False)
            files = document.files(job, drawn.pictures, self.folders.templates)
            made = [findings, *_with_siblings(drawn.paths.values()), *(path.with_suffix(ending) for ending in files)]
            for ending, content in files.items():
                write_whole(path.with_suffix(ending), content)
            outputs = receipts.outputs(made, self.folders.root)
            self.sign(job.place, receipts.Receipt(self.inputs(job), outputs, pages=pages(files[".pdf"])), document)
        else:
            self._renew(job.place, document)
        return Done(path, why)

    def remember(self, city: str, place: Place, aside: str, lines: list[str]) -> None:
        """Keep what `report` tells of a city, as it was typed, until something changes; `aside` goes beside the output."""
        folders, receipt = self.folders, self.current(place)
        if receipt is None:
            return
        inside = [self._receipt_path(place, BRIEFING), folders.output(self.edition), folders.sums(self.edition)]
        at, folder, noted = (path.relative_to(folders.root).as_posix() for path in inside)
        request = {"city": city, "edition": self.edition.name, "language": self.language}
        told = unchanged.Told(request, receipt.origin, at, self.edition.coalition.logo, folder, noted, aside, lines)
        unchanged.remember(told, folders)

    def write_sums(self) -> Path:
        """Write the checksums of all of the edition's finished files; a run does so once, at its end."""
        return sums.write_sums(self.folders.output(self.edition), self.folders.sums(self.edition))

    def sign(self, place: Place, receipt: receipts.Receipt, document: Document = BRIEFING) -> None:
        """Write the receipt of a document whose files are all there: that it comes from what is here now."""
        looks = receipts.seen([self.folders.root / path for path in receipt.outputs], self.folders.root)
        receipts.write(self._receipt_path(place, document), replace(receipt, origin=self.origin, seen=looks))

    def _renew(self, place: Place, document: Document) -> None:
        receipt = self.receipt(place, document)
        if receipt is not None and not receipts.known(receipt, self.folders.root, self.origin):
            self.sign(place, receipt, document)

    def _receipt_path(self, place: Place, document: Document) -> Path:
        return self.folders.receipt(self.edition, place, self.language, document.suffix)

    def inputs_of(self, place: Place) -> dict[str, str]:
        """The same of a place."""
        return self.inputs(self._job(place))

    def inputs(self, job: Job) -> dict[str, str]:
        """The hash of each thing that a job's documents are made of."""
        return self._shared | receipts.findings(job.findings + job.rows)

    @cached_property
    def _shared(self) -> dict[str, str]:
        written = self.folders.editions / f"{self.edition.name}.toml"
        return receipts.shared(written, self.folders, self.edition.coalition.picture)


def pages(pdf: bytes) -> int:
    """The number of a PDF's pages; 0 where it is no PDF."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            return len(opened.pages)
    except pikepdf.PdfError:
        return 0


def _with_siblings(drawn: Iterable[Path]) -> list[Path]:
    """The alternative text beside each SVG."""
    return [svg.with_suffix(ending) for svg in drawn for ending in (".svg", ".txt")]
