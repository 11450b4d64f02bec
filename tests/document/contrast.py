"""How well text and marks stand out, as WCAG 2 measures it; what colours a style sheet and a finished page use."""

from collections.abc import Iterator

import pikepdf
import tinycss2
from matplotlib.colors import to_rgb
from pikepdf import Dictionary, Name, Object, Pdf

TEXT, MARKS = 4.5, 3.0
Colour = tuple[float, float, float]
WHITE: Colour = (1.0, 1.0, 1.0)


def contrast(one: Colour | str, other: Colour | str = WHITE) -> float:
    """The ratio of two colours: 1 (the same) to 21 (black on white)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour | str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def declarations(css: str) -> Iterator[tuple[str, str, str]]:
    """Selector, property and value of every declaration, those within `@page` and `@media` too."""

    def walk(rules: list[object], around: str = "") -> Iterator[tuple[str, str, str]]:
        for rule in rules:
            if rule.type == "declaration":
                yield around, rule.lower_name, tinycss2.serialize(rule.value).strip()
            elif rule.type in ("qualified-rule", "at-rule") and rule.content is not None:
                own = rule.at_keyword if rule.type == "at-rule" else ""
                name = f"{own} {tinycss2.serialize(rule.prelude).strip()}".strip()
                yield from walk(tinycss2.parse_blocks_contents(rule.content), name)

    yield from walk(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def faint_text(css: str) -> list[str]:
    """Colours of text that are too faint on the white of the page, or given in a way that cannot be judged."""
    return [
        f"{selector} {{ {name}: {value} }}"
        for selector, name, value in declarations(css)
        if (name == "color" and value != "inherit" and not (value.startswith("#") and contrast(value) >= TEXT))
        or name in ("opacity", "filter", "mix-blend-mode")
        or "rgba(" in value
    ]


def text_on_colour(css: str) -> list[str]:
    """Backgrounds other than white, but for those of shapes without words (pseudo-elements)."""
    return [
        f"{selector} {{ {name}: {value} }}"
        for selector, name, value in declarations(css)
        if name.startswith("background") and value.upper() != "#FFFFFF" and "::" not in selector
    ]


def colours_of_text(pdf: Pdf) -> set[Colour]:
    """The colours in which a document's text is set, that of its pictures too where it is text."""
    return {colour for page in pdf.pages for colour in _shown(page.obj, page.obj.Resources, (0.0, 0.0, 0.0))}


def _shown(stream: Object, resources: Object, colour: Colour) -> Iterator[Colour]:
    stack = [colour]
    for operands, operator in pikepdf.parse_content_stream(stream):
        match str(operator):
            case "q":
                stack.append(stack[-1])
            case "Q":
                stack.pop()
            case "rg" | "sc" | "scn" if len(operands) == 3:
                stack[-1] = (float(operands[0]), float(operands[1]), float(operands[2]))
            case "g":
                stack[-1] = (float(operands[0]),) * 3
            case "Tj" | "TJ" | "'" | '"':
                yield stack[-1]
            case "Do":
                form = resources.get("/XObject", Dictionary()).get(str(operands[0]))
                if form is not None and form.get("/Subtype") == Name.Form:
                    yield from _shown(form, form.get("/Resources", resources), stack[-1])
