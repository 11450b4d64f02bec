"""Words over which something is drawn later."""

from collections.abc import Iterator, Sequence

from pipeline.audit.reading.content import Letters, Point, Shape

MOST_CORNERS, THICK = 12, 4.0  # what can be laid over words: a box, a bar; a map's outline is no such thing
NARROW, MIDDLE = 0.4, 0.3  # of the size: how wide a letter is at least, how high its middle stands


def covered(things: Sequence[Letters | Shape]) -> Iterator[Letters]:
    """Text over which something is drawn later: an area with few corners, a picture, a thick line."""
    over = [(number, thing) for number, thing in enumerate(things) if isinstance(thing, Shape) and _hides(thing)]
    for number, letters in enumerate(things):
        if isinstance(letters, Letters) and letters.text.strip():
            later = (shape for after, shape in over if after > number)
            if any(shape.box.holds(point) for shape in later for point in _inside(letters)):
                yield letters


def _hides(shape: Shape) -> bool:
    simple = len(shape.corners) <= MOST_CORNERS and not shape.curved
    return shape.image or (shape.filled is not None and simple) or shape.thick >= THICK


def _inside(letters: Letters) -> list[Point]:
    """A few points in the middle of the letters."""
    (x, y), size = letters.at, letters.size
    wide = size * NARROW * max(len(letters.text), 1)
    return [(x + wide * share, y + size * MIDDLE) for share in (0.1, 0.35, 0.6, 0.85)]
