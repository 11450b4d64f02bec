"""What of a place can be downloaded beside its documents: its figures, and the files that its PDF carries."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pipeline.charts.model import Chart
from pipeline.documents import BRIEFING, Job
from pipeline.findings.city import from_json
from pipeline.narrative.document.attachments import FINDINGS, ROWS, SOURCES
from pipeline.narrative.language.locale import _, unmarked
from pipeline.site.model import Link, Picture, Site, named


def pictures_of(job: Job) -> Iterator[Picture]:
    """The figures of a briefing, in reading order."""
    for figure in BRIEFING.figures(job):
        png, svg = (_address(job, figure.name, ending) for ending in (".png", ".svg"))
        yield Picture(figure.name, unmarked(figure.alt), png, svg)


def picture_files(site: Site, job: Job) -> Iterator[tuple[str, bytes]]:
    """The same as files by their addresses, with the alternative text beside each; pixels are drawn anew."""
    for figure in BRIEFING.figures(job):
        drawn = site.folders.figure(job.edition, job.place, figure.name, job.language)
        yield _address(job, figure.name, ".png"), png_of(figure.chart, site.folders.shapes)
        for ending in (".svg", ".txt"):
            yield _address(job, figure.name, ending), drawn.with_name(f"{drawn.name}{ending}").read_bytes()


@lru_cache(maxsize=512)
def png_of(chart: Chart, shapes: Path) -> bytes:
    """A chart as pixels. Those that lie in figures/ may be of another day: no receipt tells of them."""
    from pipeline.charts.draw import drawing

    return drawing(chart, shapes).png


def data_of(job: Job) -> Iterator[Link]:
    """The files of data, with what each holds."""
    yield Link(_data(job, FINDINGS), _("the findings of this place, each with its numerator, denominator and sources"))
    yield Link(_data(job, ROWS), _("the rows of our tables behind them"))
    yield Link(_data(job, SOURCES), _("their sources"))


def data_files(job: Job) -> Iterator[tuple[str, bytes]]:
    """The same as files by their addresses: what the PDF carries inside."""
    from pipeline.render.attachments import attached_files

    for file in attached_files(from_json(job.findings), job.findings, job.rows):
        yield _data(job, file.name), file.text.encode()


def _address(job: Job, name: str, ending: str) -> str:
    return f"figures/{job.place.slug}/{named(name, job.language, ending)}"


def _data(job: Job, name: str) -> str:
    return f"data/{job.place.slug}/{name}"
