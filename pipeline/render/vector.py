"""A drawn chart (SVG, as matplotlib writes it) becomes a small picture inside a page, in the colours of that page.

Its colours become CSS variables, so that a page shown light or dark recolours its charts with its text; its shapes are
written with as many decimals as a screen can show, which makes a map a quarter of its size.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup, escape

from pipeline.charts import style

# Every colour a chart may have, and what the style sheet calls it. White is paper: the halo of a label, a border.
COLOURS = {
    style.INK: "ink",
    style.TEXT: "text",
    style.SOFT: "soft",
    style.MUTED: "muted",
    style.DOT: "dot",
    style.ACTIVE: "active",
    style.RULE: "rule",
    style.GRID: "grid",
    style.PLACE: "place",
    style.LAND: "land",
    "#FFFFFF": "paper",
}
_COLOUR = re.compile(r"(fill|stroke): (#[0-9a-f]{6})\b")
_NOT_DRAWN = re.compile(r"<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->", re.DOTALL)
_ID, _USED = re.compile(r' id="([^"]*)"'), re.compile(r'xlink:href="#([^"]*)"|url\(#([^)]*)\)')
_PATH, _NUMBER = re.compile(r' d="([^"]*)"'), re.compile(r"-?\d+\.\d+")
_ROOT = re.compile(r'<svg[^>]*? viewBox="([^"]*)"[^>]*>')
_CORNERS = re.compile(r"([ML]) (-?[\d.]+) (-?[\d.]+)|(z)")
_OUTLINE = re.compile(r"[MLz\d\s.-]+")


def inline(svg: bytes, name: str, alt: str) -> Markup:
    """Return the drawing as an `svg` element, a picture with `alt` for its text; `name` keeps its ids its own."""
    root = f'<svg class="chart" role="img" aria-label="{escape(alt)}" focusable="false" viewBox="\\1">'
    return Markup(_ROOT.sub(lambda found: root.replace("\\1", found[1]), _small(svg, name), count=1))


@lru_cache(maxsize=16)  # a chart that is the same for all places comes again with the next
def _small(svg: bytes, name: str) -> str:
    text = _NOT_DRAWN.sub("", svg.decode())
    text = text[text.index("<svg") :]
    used = {first or second for first, second in _USED.findall(text)}
    text = _ID.sub(lambda found: f' id="{name}-{found[1]}"' if found[1] in used else "", text)
    text = _USED.sub(lambda found: f'href="#{name}-{found[1]}"' if found[1] else f"url(#{name}-{found[2]})", text)
    text = _PATH.sub(lambda found: f' d="{_path(found[1])}"', text)
    text = _COLOUR.sub(_of_the_page, text)
    return re.sub(r"\s*\n\s*", "", re.sub(r">\s+<", "><", text))


def _of_the_page(found: re.Match[str]) -> str:
    """The same property with the page's name of its colour; a colour that no chart has is left as it is."""
    name = COLOURS.get(found[2].upper())
    return f"{found[1]}: var(--{name})" if name else found[0]


def _path(data: str) -> str:
    """The same path in fewer signs: outlines of straight lines step by step, all others rounded."""
    if data.count("\n") > 40 and _OUTLINE.fullmatch(data):
        return _steps(data)
    return _NUMBER.sub(_short(2), " ".join(data.split()))


def _steps(data: str) -> str:
    """An outline written from corner to corner, to a tenth of a point; corners that fall together are one."""
    written, at, start = [], (0, 0), (0, 0)
    for command, x, y, _closed in _CORNERS.findall(data):
        if not command:
            written.append("z")
            at = start
            continue
        to = round(float(x) * 10), round(float(y) * 10)
        if command == "M":
            start = to
        elif to == at:
            continue
        written.append(f"{command.lower()}{_tenths(to[0] - at[0])} {_tenths(to[1] - at[1])}")
        at = to
    return "".join(written).replace(" -", "-")


def _tenths(number: int) -> str:
    return f"{number / 10:g}".replace("0.", ".") if abs(number) < 10 else f"{number / 10:g}"


def _short(decimals: int) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{float(found[0]):.{decimals}f}".rstrip("0").rstrip(".")
