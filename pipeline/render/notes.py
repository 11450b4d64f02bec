"""Notes on what each tag was made from; this and remembered.py alone lean on WeasyPrint's private parts (70.0, pinned).

WeasyPrint tags the parts that its layout made: a table over two pages becomes two tables, and scope, language and link
titles of the HTML are dropped. So each tag is given the number of a note on its HTML element, for the mending.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from weasyprint.layout.absolute import AbsolutePlaceholder  # type: ignore[import-untyped]
from weasyprint.pdf import tags  # type: ignore[import-untyped]

from pipeline.render.tags import Note

Box: TypeAlias = Any  # WeasyPrint says nothing of its types


@contextmanager
def noted() -> Iterator[list[Note]]:
    """While a PDF is written inside the block, its tags get the number of their note as /Note; yields the notes."""
    notes: list[Note] = []
    known: dict[tuple[Any, str], int] = {}
    elements: dict[Any, int] = {}
    build = tags._build_box_tree

    def number(box: Box) -> int:
        key = (box.element, box.element_tag)
        if key not in known:
            known[key] = len(notes)
            notes.append(_note(elements.setdefault(box.element, len(elements)), box))
        return known[key]

    def noting(box: Box, *rest: object) -> Iterator[Box]:
        source = box._box if isinstance(box, AbsolutePlaceholder) else box
        for element in build(box, *rest):
            if source.element is not None and "Note" not in element:
                element["Note"] = number(source)
            yield element

    tags._build_box_tree = noting
    try:
        yield notes
    finally:
        tags._build_box_tree = build


def _note(element: int, box: Box) -> Note:
    tag = str(box.element_tag)
    text = " ".join("".join(box.element.itertext()).split()) if tag.partition("::")[0] == "a" else ""
    return Note(element, tag, {str(name): str(value) for name, value in box.element.attrib.items()}, text)
