"""A page in words becomes HTML. The templates lay it out; neither they nor this module compute a number."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from pipeline.charts.model import Chart, PlacesChart, RolloutChart, ShareChart
from pipeline.narrative.document.model import Block, Cell, Letter, Page, Sheet
from pipeline.narrative.document.references import spans
from pipeline.narrative.language.locale import ENGLISH, OWN, _, ngettext, unmarked
from pipeline.render.assets import linkable

NO_BREAK = "\u00a0"
_ENGLISH = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec"
)
_SPANISH = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre"
_BLANK = f"[ {NO_BREAK}]"
_DATES = re.compile(
    rf"\b(?:{_ENGLISH})\.?{_BLANK}\d{{1,2}}(?:,{_BLANK}\d{{4}})?(?!,?\d)"  # May 4, 2011
    rf"|\b(?:{_ENGLISH})\.?{_BLANK}\d{{4}}\b"  # May 2011
    rf"|\b\d{{1,2}}{_BLANK}(?:de{_BLANK})?(?:{_SPANISH})\b"  # 4 de mayo
    rf"|\bde{_BLANK}\d{{4}}\b"  # de 2011
)

# Characters other than blanks that fit the slots of a number at each size; measured with the widest dates.
_EXTENTS = ((3, "brief"), (6, "short"), (9, "long"), (14, "longer"))


def render_html(page: Page, templates: Path) -> str:
    """Return the whole briefing as one HTML document, every text escaped; its assets are named, not loaded.

    Figures are asked for as `figure:NAME`, the coalition's logo as `figure:LOGO`. Raises jinja2.UndefinedError when
    the page lacks what a template shows, such as the source of a reference number.
    """
    titles = {source.number: source.text for source in page.sources}
    return environment(templates).get_template("briefing.html.j2").render(page=page, titles=titles)


def render_sheet(sheet: Sheet, templates: Path) -> str:
    """Return the one-page sheet as HTML, as `render_html` does the briefing."""
    titles = {source.number: source.text for source in sheet.sources.lines}
    return environment(templates).get_template("onepager.html.j2").render(page=sheet, titles=titles)


def render_letter(letter: Letter, templates: Path) -> str:
    """Return a letter as HTML, as `render_html` does the briefing."""
    titles = {source.number: source.text for source in letter.sources.lines}
    return environment(templates).get_template("letter.html.j2").render(page=letter, titles=titles)


def environment(templates: Path) -> Environment:
    """Return the Jinja environment: everything escaped, nothing undefined, no filters (a template cannot compute)."""
    env = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]
    words = {name: env.globals[name] for name in ("_", "gettext", "ngettext")}
    env.filters = {}
    ours = {
        "kind": kind,
        "emphasized": emphasized,
        "width": width,
        "extent": extent,
        "opening": opening,
        "plain": plain,
        "runs": spans,
        "address": address,
        "cited": cited,
    }
    env.globals = ours | words
    env.tests["linkable"] = linkable
    return env


def keep_dates_whole(text: str) -> str:
    """Return `text` with no-break spaces inside its dates, so that no line ends between a day and its month.

    English dates hold together to the year; Spanish ones, longer, may still break before "de 2011".
    """
    return _DATES.sub(lambda found: found[0].replace(" ", NO_BREAK), text)


def keep_last_word_company(text: str) -> str:
    """Return `text` with its last short word tied to the one before, so that it never stands alone on a last line."""
    head, blank, last = text.rpartition(" ")
    tied = blank and 0 < len(last) <= 9 and head.count(" ") >= 4
    return f"{head}{NO_BREAK}{last}" if tied else text


def _finalize(value: object) -> object:
    """Jinja calls this for each value it prints. What is escaped already (by a macro, or `plain`) stays as it is."""
    if type(value) is not str:
        return value
    text = keep_last_word_company(keep_dates_whole(value))
    return in_language(text) if ENGLISH in text else text


def in_language(text: str) -> Markup:
    """Return `text` as HTML, its passages that are marked as English in a span that says so."""
    return Markup(str(escape(text)).replace(ENGLISH, '<span lang="en">').replace(OWN, "</span>"))


def emphasized(text: str, strong: tuple[str, ...]) -> Markup:
    """Return a claim as HTML, the first place of each of the `strong` words in the place's colour."""
    shown = str(_finalize(text) if ENGLISH in text else escape(str(_finalize(text))))
    for words in strong:
        piece = str(escape(keep_dates_whole(words)))
        shown = shown.replace(piece, f"<i>{piece}</i>", 1)
    return Markup(shown)


def plain(text: str) -> Markup:
    """Return `text` for an attribute: escaped, without marks of language, which an attribute cannot carry."""
    return escape(unmarked(text))


def kind(block: Block) -> str:
    """Return the name of the partial that lays a block out, such as "figure"."""
    return type(block).__name__.lower()


def width(chart: Chart) -> str:
    """Return how wide a chart is drawn: "full" (180 mm) or "half" (87 mm)."""
    return "full" if isinstance(chart, PlacesChart | RolloutChart | ShareChart) else "half"


def extent(number: str) -> str:
    """Return how long a number (or the words in its place) is, as the style sheet calls it: "brief" to "longest"."""
    length = len("".join(number.split()))
    return next((name for most, name in _EXTENTS if length <= most), "longest")


def address(name: str) -> str:
    """Return the address under which a picture is asked for."""
    return f"figure:{name}"


def cited(number: int) -> str:
    """Return what a reference number to a source says of itself beside its words: on paper, nothing."""
    return ""


def opening(cell: Cell) -> str:
    """Return the blank between a cell's strong opening and its text; none before a comma or a colon."""
    return " " if cell.strong and cell.text and cell.text[0] not in ",;:." else ""
