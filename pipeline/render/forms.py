"""Figures in a PDF as they are: pages of another PDF become forms, which WeasyPrint sets without reading a line of them.

WeasyPrint takes its pictures from a cache before it asks anyone else; so a figure stands there as an empty form of the
right size, and once the PDF is written, its content is put in. What WeasyPrint asks of a picture is said here alone.
"""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
import pydyf  # type: ignore[import-untyped]
from pikepdf import Dictionary, Name, Pdf

from pipeline.charts.pages import Pages

PIXELS = 96  # to the inch, as CSS counts
MOST = 100  # lines in a block of a font's table of meanings
_RANGE = re.compile(rb"<(\w+)> <\w+> \[(.*?)\]")
_MEANING = re.compile(rb"<(\w+)>")
MARK = "/Figure"  # in an empty form: which figure belongs there


@dataclass(frozen=True)
class Form:
    """A figure of `width` by `height` inches: page `number` (from 0) of the PDF `over`, and below it that of `under`."""

    name: str
    width: float
    height: float
    over: bytes
    number: int
    under: bytes = b""

    @property
    def id(self) -> str:
        """What WeasyPrint calls the picture within a page."""
        return f"-figure-{self.name}-"

    def get_intrinsic_size(self, _resolution: float, _font_size: float) -> tuple[float, float, float]:
        """Width and height in pixels, and their ratio."""
        return self.width * PIXELS, self.height * PIXELS, self.width / self.height

    def draw(self, stream: Any, width: float, height: float, _style: object) -> None:  # noqa: ANN401 (untyped there)
        """Set the form into a box of the page, upright (WeasyPrint's pages run downward)."""
        name = stream.add_image(self, False, 1)
        stream.transform(width, 0, 0, -height, 0, height)
        stream.draw_x_object(name)

    def get_x_object(self, _interpolate: bool, _ratio: float) -> pydyf.Stream:
        """An empty form that says which figure belongs in it."""
        what = {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array([0, 0, 1, 1]),
            MARK[1:]: pydyf.String(self.name),
        }
        return pydyf.Stream([], what)


def forms(pages: Pages) -> dict[str, Form]:
    """The figures of a document as forms, by name."""
    return {
        name: Form(name, *pages.sizes[name], data, number, pages.under.get(name, b""))
        for name, (data, number) in pages.where().items()
    }


def fill(pdf: Pdf, figures: Mapping[str, Form]) -> None:
    """Put each figure into its empty form, on whatever page that is shown."""
    opened: dict[bytes, Pdf] = {}
    for page in pdf.pages:
        for picture in page.Resources.get("/XObject", Dictionary()).values():
            if MARK in picture:
                _fill_one(pdf, picture, figures[str(picture[MARK])], opened)


def _fill_one(pdf: Pdf, empty: pikepdf.Object, form: Form, opened: dict[bytes, Pdf]) -> None:
    """One layer over the other, each a form of its own, brought to the size of 1 that the empty form has."""
    layers = [_layer(pdf, form.under, 0, opened)] if form.under else []
    layers.append(_layer(pdf, form.over, form.number, opened))
    names = [f"/L{number}" for number in range(len(layers))]
    width, height = (float(side) for side in layers[-1].BBox[2:])
    to_size = f"{1 / width:.9f} 0 0 {1 / height:.9f} 0 0 cm"
    empty.write(f"q {to_size} {' '.join(f'{name} Do' for name in names)} Q".encode())
    empty[Name.Resources] = Dictionary(XObject=Dictionary(dict(zip(names, layers, strict=True))))
    del empty[MARK]


def plain_meanings(cmap: bytes) -> bytes:
    """What each code of a font means, one to a line: validators read this form, not all read matplotlib's ranges.

    A no-break blank means a blank, so that what is searched or copied has plain ones.
    """
    head, tail = cmap[: cmap.index(b"endcodespacerange")], cmap[cmap.index(b"endcmap") :]
    pairs = [
        b"<%04x> <%s>" % (int(first, 16) + step, b"0020" if meaning == b"00a0" else meaning)
        for first, meanings in _RANGE.findall(cmap)
        for step, meaning in enumerate(_MEANING.findall(meanings))
    ]
    blocks = [pairs[start : start + MOST] for start in range(0, len(pairs), MOST)]
    lines = b"".join(b"%d beginbfchar\n%s\nendbfchar\n" % (len(block), b"\n".join(block)) for block in blocks)
    return head + b"endcodespacerange\n" + lines + tail


def _layer(pdf: Pdf, data: bytes, number: int, opened: dict[bytes, Pdf]) -> pikepdf.Object:
    if data not in opened:
        opened[data] = _opened(data)
    return pdf.copy_foreign(opened[data].pages[number].as_form_xobject())


def _opened(data: bytes) -> Pdf:
    source = pikepdf.open(io.BytesIO(data))
    for font in source.objects:
        if isinstance(font, Dictionary) and "/ToUnicode" in font:
            font.ToUnicode.write(plain_meanings(font.ToUnicode.read_bytes()))
    return source
