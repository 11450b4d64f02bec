"""What a drawn figure holds, measured apart from the code that drew it."""

from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from pipeline.charts.sheet import HALO
from pipeline.charts.style import look

DOTS = ("share", "place", "event", "end", "own dot")
HAIR = 0.005  # inches: what measuring leaves uncertain


def texts(figure: Figure) -> list[Text]:
    return [text for text in figure.findobj(Text) if text.get_gid() != HALO and text.get_text().strip()]


def boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    """Every text with the box of its ink in inches, as Agg would draw it."""
    with look():
        renderer = FigureCanvasAgg(figure).get_renderer()
        return [(text.get_text(), _ink(text, renderer)) for text in texts(figure)]


def _ink(text: Text, renderer: RendererAgg) -> Bbox:
    """Sides as matplotlib places the text; top and foot from its letters, for its line box has air above them."""
    assert text.get_verticalalignment() == "baseline"
    sides = text.get_window_extent(renderer)
    _, high, descent = renderer.get_text_width_height_descent(text.get_text(), text.get_fontproperties(), False)
    base = text.get_transform().transform(text.get_position())[1]
    foot = base - descent
    pixels = Bbox([[sides.x0, foot], [sides.x1, foot + high]])
    return pixels.transformed(text.figure.dpi_scale_trans.inverted())


def overlapping(figure: Figure) -> list[tuple[str, str]]:
    return [
        (one, other)
        for (one, a), (other, b) in combinations(boxes(figure), 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > HAIR and min(a.y1, b.y1) - max(a.y0, b.y0) > HAIR
    ]


def cut_off(figure: Figure) -> list[str]:
    wide, high = figure.get_size_inches()
    return [
        words
        for words, box in boxes(figure)
        if box.x0 < -HAIR or box.y0 < -HAIR or box.x1 > wide + HAIR or box.y1 > high + HAIR
    ]


def covered(figure: Figure) -> list[str]:
    """Words whose ink lies over the middle of a dot."""
    dots = [dot for name in DOTS for dot in lines(figure, name)]
    pixels = [dot.axes.transData.transform((dot.get_xdata()[0], dot.get_ydata()[0])) for dot in dots]
    middles = [figure.dpi_scale_trans.inverted().transform(pixel) for pixel in pixels]
    return [words for words, box in boxes(figure) if any(box.contains(*middle) for middle in middles)]


def lines(figure: Figure, name: str) -> list[Line2D]:
    return [line for axes in figure.axes for line in axes.get_lines() if line.get_label() == name]


def points(figure: Figure, name: str) -> list[tuple[float, float]]:
    """Data coordinates of the marks of a name, in the order they were drawn."""
    return [(float(line.get_xdata()[0]), float(line.get_ydata()[0])) for line in lines(figure, name)]


def lands(figure: Figure, name: str) -> list[PathPatch]:
    return [patch for axes in figure.axes for patch in axes.patches if patch.get_label() == name]
