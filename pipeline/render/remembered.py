"""What WeasyPrint works out again and again while it lays a document out is worked out once, with the same result.

Columns are evened out by laying their whole content out anew for each height that is tried, and a page that is made again
is laid out anew. Between one time and the next nothing changes but the place: a line of the same text in the same width
breaks where it broke before, an entry that cannot be broken has the height that it had, margins are as wide as they were.
Lines are remembered from one document to the next, for most places are told the same.

This leans on private parts of WeasyPrint (70.0, pinned), as notes.py does; a test lays documents out with and without.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any, TypeAlias

from weasyprint.formatting_structure import boxes  # type: ignore[import-untyped]
from weasyprint.layout import inline, percent  # type: ignore[import-untyped]
from weasyprint.text import line_break  # type: ignore[import-untyped]

Box: TypeAlias = Any  # WeasyPrint says nothing of its types
Style: TypeAlias = Any

LINES = 10_000  # lines that are kept; then all are forgotten
# What of a style decides how a line of text is broken and how large it is.
DECIDES = (
    "direction",
    "font_family",
    "font_feature_settings",
    "font_kerning",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_variation_settings",
    "font_weight",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphens",
    "lang",
    "letter_spacing",
    "overflow_wrap",
    "tab_size",
    "text_decoration_line",
    "white_space",
    "word_break",
    "word_spacing",
)
RESOLVED = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("top", "right", "bottom", "left")),
    *(f"border_{side}_width" for side in ("top", "right", "bottom", "left")),
    *(f"{least}{length}" for least in ("", "min_", "max_") for length in ("width", "height")),
)

_split_first_line, _inline_block, _percentages = (
    line_break.split_first_line,
    inline.inline_block_box_layout,
    percent.resolve_percentages,
)


def _line(text: str, style: Style, context: Any, width: Any, spacing: Any, *how: Any, **named: Any) -> Any:  # noqa: ANN401
    """The first line of a text, with a Pango layout of its own: of the same text, look and width it is the same."""
    known = style.font_config.__dict__.setdefault("remembered", {})
    key = (_decides(style), text, width, spacing, how, tuple(named.items()))
    if key not in known:
        if len(known) >= LINES:
            known.clear()
        known[key] = _split_first_line(text, style, context, width, spacing, *how, **named)
    layout, *rest = known[key]
    return copy(layout), *rest


def _decides(style: Style) -> str:
    of = style.__dict__
    if "decides" not in of:
        of["decides"] = repr([style[name] for name in DECIDES])
    return str(of["decides"])


def _entry(context: Any, box: Box, x: float, skip: Any, *around: Any) -> Box:  # noqa: ANN401
    """A block within a line: it never breaks, so in columns of the same width it is what it was, moved."""
    if skip is not None or not context.in_column:
        return _inline_block(context, box, x, skip, *around)
    block, *aside = around  # aside: what is set at a place of the page, which no entry has
    known, key = context.__dict__.setdefault("remembered", {}), (id(box), block.width)
    if key not in known:
        before = [len(boxes) for boxes in aside]
        made = _inline_block(context, box, x, skip, *around)
        if [len(boxes) for boxes in aside] == before:
            known[key] = box, made.deepcopy()  # with the box, whose number must not become another's
        return made
    made = known[key][1].deepcopy()
    made.translate(x - made.position_x, 0)
    return made


def _lengths(box: Box, containing_block: Any) -> None:  # noqa: ANN401
    """Give a box its margins, paddings and borders in pixels: those of the same style in the same width are the same."""
    if isinstance(box, boxes.PageBox) or box.style["border_collapse"] == "collapse":
        _percentages(box, containing_block)
        return
    key = (
        (containing_block.width, containing_block.height)
        if isinstance(containing_block, boxes.Box)
        else tuple(containing_block)
    )
    known = box.style.__dict__.setdefault("resolved", {})
    if key in known:
        box.__dict__.update(known[key])
    else:
        _percentages(box, containing_block)
        known[key] = {name: box.__dict__[name] for name in RESOLVED}


_INSTEAD = ((_split_first_line, _line), (_inline_block, _entry), (_percentages, _lengths))


@contextmanager
def remembering() -> Iterator[None]:
    """While documents are laid out inside the block, what was worked out before is not worked out again."""
    modules = [module for name, module in sys.modules.items() if name.partition(".")[0] == "weasyprint"]
    changed = [
        (module, name, theirs, ours)
        for module in modules
        for theirs, ours in _INSTEAD
        for name in [name for name, value in vars(module).items() if value is theirs]
    ]
    for module, name, _, ours in changed:
        setattr(module, name, ours)
    try:
        yield
    finally:
        for module, name, theirs, _ in changed:
            setattr(module, name, theirs)
