"""Figures as pages of one PDF, to be set into a document as they are: letters are letters, so they can be searched.

What is the same for all places (the nation's land, a chart without the place) is a file of its own, written once a process.
"""

import io
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from pipeline.charts import nation
from pipeline.charts.geography import Shapes, read_shapes
from pipeline.charts.model import Chart, NationMap, is_for_all
from pipeline.charts.style import look


@dataclass(frozen=True)
class Pages:
    """Figures by name, in order: `sizes` in inches, `over` a PDF with a page for each, `under` what lies below some.

    Those that are the same for all places have no page in `over`: each is a PDF of one page in `alone`.
    """

    sizes: dict[str, tuple[float, float]]
    over: bytes
    under: dict[str, bytes]
    alone: dict[str, bytes] = field(default_factory=dict)

    def where(self) -> dict[str, tuple[bytes, int]]:
        """By name the PDF that holds a figure, and which of its pages (from 0)."""
        own = [name for name in self.sizes if name not in self.alone]
        numbered = {name: (self.over, number) for number, name in enumerate(own)}
        return {name: (self.alone[name], 0) if name in self.alone else numbered[name] for name in self.sizes}


def pages(charts: dict[str, Chart], drawn: dict[str, Figure], shapes: Path) -> Pages:
    """The drawn charts as pages of their size, fonts embedded and shared; the same charts give the same bytes."""
    land = read_shapes(shapes)
    maps = {name: chart for name, chart in charts.items() if isinstance(chart, NationMap)}
    with look():
        above = drawn | {name: nation.draw_place_alone(chart, land) for name, chart in maps.items()}
        alone = {name: _alone(drawn[name]) for name, chart in charts.items() if is_for_all(chart)}
        over = _written([above[name] for name in charts if name not in alone])
        under = {name: _under(chart.active, land) for name, chart in maps.items()}
    return Pages({name: _size(drawn[name]) for name in charts}, over, under, alone)


@lru_cache(maxsize=2)
def _under(active: frozenset[str], shapes: Shapes) -> bytes:
    return _written([nation.draw_land_alone(active, shapes)])


@lru_cache(maxsize=8)
def _alone(figure: Figure) -> bytes:
    """The file of a figure that is for all: whoever draws it once hands over the same."""
    return _written([figure])


def _written(figures: list[Figure]) -> bytes:
    written = io.BytesIO()
    with PdfPages(written, metadata={"CreationDate": None, "Creator": None, "Producer": None}) as pdf:
        for figure in figures:
            pdf.savefig(figure)
    return written.getvalue()


def _size(figure: Figure) -> tuple[float, float]:
    wide, high = figure.get_size_inches()
    return float(wide), float(high)
