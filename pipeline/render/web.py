"""The briefing as one page for the web: the same words and partials as the PDF, everything it needs inside it.

It asks for nothing: style, fonts and pictures are part of the file, there is no script, and its own policy forbids any
request. With each chart stand the numbers that it draws.
"""

import base64
import re
from collections import Counter
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from pipeline.charts.model import Chart, PlacesChart, Share, ShareChart
from pipeline.errors import RefusedAsset
from pipeline.narrative.document.model import Figure, Page, SourceLine, Table
from pipeline.narrative.language.locale import _, unmarked
from pipeline.render import html
from pipeline.render.assets import picture_type
from pipeline.render.vector import inline

TICKS = (0, 25, 50, 75, 100)
_FONT = re.compile(r"url\((fonts/[a-z0-9-]+\.woff2)\)")


def render_web(page: Page, pictures: dict[str, bytes], templates: Path) -> str:
    """Return the briefing as one HTML page that makes no request.

    `pictures` holds, by name, the SVG of each figure (and the logo, SVG or PNG). Raises RefusedAsset if the page shows
    one that is not there, jinja2.UndefinedError as `render_html` does.
    """
    env = environment(templates, _Made(pictures))
    titles = {source.number: source.text for source in sources_of(page)}
    return env.get_template("web.html.j2").render(page=page, titles=titles, style=Markup(style(templates)))


def environment(templates: Path, made: "_Made | None" = None) -> Environment:
    """Return the environment of the PDF's templates; those in `web/` come before their namesakes."""
    env, made = html.environment(templates), made or _Made({})
    env.loader = FileSystemLoader([templates / "web", templates])
    env.globals |= {
        "address": made.address,
        "cited": made.cited,
        "citations": made.citations,
        "drawing": made.drawing,
        "is_dotted": is_dotted,
        "dots": dots,
        "ticks": ticks,
        "breadth": breadth,
        "is_slim": is_slim,
        "sort": sort,
        "sources_of": sources_of,
    }
    return env


def sources_of(page: Page) -> tuple[SourceLine, ...]:
    """Return every source that the page for the web cites: those that paper has, then the others."""
    return (*page.sources, *page.further_sources)


def style(templates: Path) -> str:
    """Return the style sheet with its fonts inside it."""

    def font(found: re.Match[str]) -> str:
        return f"url({_data('font/woff2', (templates / found[1]).read_bytes())})"

    return _FONT.sub(font, (templates / "screen.css").read_text())


class _Made:
    """What one rendering hands to its templates: its pictures, and the numbering of its citations."""

    def __init__(self, pictures: dict[str, bytes]) -> None:
        self._pictures = pictures
        self._cited: Counter[int] = Counter()

    def _picture(self, name: str) -> bytes:
        if name not in self._pictures:
            raise RefusedAsset(
                f'The page shows the picture "{name}", which is not one of its own; no page was written.'
            )
        return self._pictures[name]

    def address(self, name: str) -> str:
        """Return a picture as an address that holds it."""
        data = self._picture(name)
        return _data(picture_type(data), data)

    def drawing(self, figure: Figure) -> Markup:
        """Return a chart as an element of the page, with its alternative text."""
        return inline(self._picture(figure.name), figure.name, unmarked(figure.alt))

    def cited(self, number: int) -> Markup:
        """Return the attributes of the next reference number to a source: where it stands and what it is called."""
        self._cited[number] += 1
        name = _("Source {number}").format(number=number)
        return Markup(' id="cited-{}-{}" aria-label="{}"').format(number, self._cited[number], name)

    def citations(self, number: int) -> list[tuple[int, str]]:
        """Return the numbers of a source's citations so far, each with the name of the link back to it."""
        words = _("Source {number}: back to where it is cited, {place} of {places}")
        places = self._cited[number]
        return [(n, words.format(number=number, place=n, places=places)) for n in range(1, places + 1)]


def is_dotted(figure: Figure) -> bool:
    """Tell whether a chart is shown as dots within the table of its numbers; the others are drawn."""
    return isinstance(figure.chart, ShareChart | PlacesChart)


def sort(chart: Chart) -> str:
    """Return what the style sheet calls a chart of this kind, such as "statemap"."""
    return type(chart).__name__.lower()


def dots(mark: Share, chart: ShareChart | PlacesChart) -> Markup:
    """Return one line of a chart of shares: its scale, the nation's share where the chart has it, interval and dot."""
    marks = _scale(chart)
    by = 100 / marks[-1]  # percents of the line's width for each step of the scale
    parts = [_upright(by * tick, "grid") for tick in marks]
    if isinstance(chart, PlacesChart):
        parts.append(_upright(chart.reference, "nation"))
    if mark.counted and mark.low is not None and mark.high is not None:
        ends = f'x1="{by * mark.low:.4g}%" x2="{by * mark.high:.4g}%"'
        parts.append(f'<line class="bar" {ends} y1="50%" y2="50%"/>')
    parts.append(f'<circle class="{"full" if mark.counted else "open"}" cx="{by * mark.percent:.4g}%" cy="50%" r="5"/>')
    return Markup(f'<svg class="dots {mark.role}" aria-hidden="true" focusable="false">{"".join(parts)}</svg>')


def ticks(chart: ShareChart | PlacesChart) -> list[str]:
    """Return the words of the scale that `dots` draws, from its left end to its right one."""
    return [chart.percent_text.format(tick) for tick in _scale(chart)[::2]]


def _scale(chart: ShareChart | PlacesChart) -> tuple[int, ...]:
    return chart.ticks if isinstance(chart, ShareChart) else TICKS


def breadth(table: Table) -> int:
    """Return how many columns the table of a dotted chart has, its dots among them."""
    return len(table.columns) + 1


def is_slim(table: Table) -> bool:
    """Tell whether a table fits a narrow column as it is: two columns, or up to four of which all but one are numbers."""
    return len(table.columns) < 3 or (len(table.columns) < 5 and all(column.numeric for column in table.columns[1:]))


def _upright(percent: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{percent:.4g}%" x2="{percent:.4g}%" y1="0" y2="100%"/>'


def _data(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
