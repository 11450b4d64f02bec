"""Any chart to a figure, and a figure to its files."""

import io
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from pipeline.charts import maps, nation, places, rollout, series, shares
from pipeline.charts.geography import read_shapes
from pipeline.charts.model import (
    Chart,
    NationMap,
    PlacesChart,
    RolloutChart,
    SeriesChart,
    ShareChart,
    StateMap,
    is_for_all,
)
from pipeline.charts.style import look
from pipeline.files import write_whole

DOTS_PER_INCH = 200


def draw(chart: Chart, shapes: Path) -> Figure:
    """The chart on a figure of its size in inches; `shapes` is the TopoJSON that maps are cut from.

    Raises UndrawableChart when the numbers cannot be drawn as given.
    """
    with look():
        match chart:
            case StateMap():
                return maps.draw(chart, read_shapes(shapes))
            case NationMap():
                return nation.draw(chart, read_shapes(shapes))
            case _:
                return _drawn(chart)


def _drawn(chart: ShareChart | PlacesChart | SeriesChart | RolloutChart) -> Figure:
    match chart:
        case ShareChart():
            return shares.draw(chart)
        case PlacesChart():
            return places.draw(chart)
        case SeriesChart():
            return series.draw(chart)
        case RolloutChart():
            return rollout.draw(chart)


@dataclass(frozen=True, eq=False)
class Drawing:
    """A drawn chart, and its files, each made when it is first asked for; the same chart gives the same bytes."""

    figure: Figure

    @cached_property
    def svg(self) -> bytes:
        """The drawing as SVG."""
        return self._saved(format="svg", metadata={"Date": None, "Creator": None})

    @cached_property
    def png(self) -> bytes:
        """The drawing as pixels, 200 to the inch, on white."""
        return self._saved(format="png", dpi=DOTS_PER_INCH, facecolor="white", metadata={"Software": None})

    def _saved(self, **how: Any) -> bytes:  # noqa: ANN401 (matplotlib's own)
        written = io.BytesIO()
        with look():
            self.figure.savefig(written, **how)
        return written.getvalue()


def drawing(chart: Chart, shapes: Path) -> Drawing:
    """The chart drawn, as `draw` does it; one that is the same for all places is drawn once a process."""
    return _for_all(chart, shapes) if is_for_all(chart) else Drawing(draw(chart, shapes))


@lru_cache(maxsize=8)
def _for_all(chart: Chart, shapes: Path) -> Drawing:
    return Drawing(draw(chart, shapes))


def write_figure(chart: Chart, alt: str, stem: Path, shapes: Path, *, pixels: bool = True) -> Drawing:
    """Write `<stem>.svg`, `<stem>.png` if `pixels`, and `<stem>.txt` (the alternative text), each whole; return the drawing.

    Without pixels those of another drawing go. Raises what `draw` raises, before anything is written.
    """
    made = drawing(chart, shapes)
    vector, picture = (stem.with_name(f"{stem.name}.{ending}") for ending in ("svg", "png"))
    drawn = made.svg
    if pixels:
        write_whole(picture, made.png)
    elif not (vector.is_file() and vector.read_bytes() == drawn):
        picture.unlink(missing_ok=True)
    write_whole(vector, drawn)
    write_whole(stem.with_name(stem.name + ".txt"), alt.rstrip("\n") + "\n")
    return made
