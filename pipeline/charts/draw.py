"""Any chart to a figure, and a figure to its three files."""

import io
from pathlib import Path

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


def write_figure(chart: Chart, alt: str, stem: Path, shapes: Path) -> Figure:
    """Write `<stem>.svg`, `<stem>.png` (200 dots an inch, white) and `<stem>.txt` (the alternative text), each whole;
    return the figure.

    The same chart gives the same bytes. Raises what `draw` raises, before anything is written.
    """
    figure = draw(chart, shapes)
    vector = as_svg(figure)
    with look():
        pixels = io.BytesIO()
        figure.savefig(pixels, format="png", dpi=DOTS_PER_INCH, facecolor="white", metadata={"Software": None})
    write_whole(stem.with_name(stem.name + ".svg"), vector)
    write_whole(stem.with_name(stem.name + ".png"), pixels.getvalue())
    write_whole(stem.with_name(stem.name + ".txt"), alt.rstrip("\n") + "\n")
    return figure


def as_svg(figure: Figure) -> bytes:
    """A drawn figure as SVG; the same figure gives the same bytes."""
    vector = io.BytesIO()
    with look():
        figure.savefig(vector, format="svg", metadata={"Date": None, "Creator": None})
    return vector.getvalue()
