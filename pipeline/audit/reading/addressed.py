"""Whom a letter goes to, as it is printed: the lines in the envelope's window, and the greeting below the heading."""

from pipeline.audit.reading.content import Letters
from pipeline.audit.reading.pdf import Printed, read
from pipeline.narrative.documents.letter import Addressee

TOP, BOTTOM = 792 - 51.9 * 72 / 25.4, 792 - 80.4 * 72 / 25.4  # points: what the window shows of the sheet (letter.css)


def addressed(data: bytes) -> tuple[str, Addressee]:
    """The language of a letter, or of a packet that begins with one, and its addressee. Raises UnreadablePdf."""
    printed = read(data)
    return printed.language.split("-")[0], Addressee(_greeting(printed), _lines(printed))


def _lines(printed: Printed) -> tuple[str, ...]:
    """The lines in the window, from the top."""
    rows: dict[float, str] = {}
    for thing in printed.things[0] if printed.things else ():
        if isinstance(thing, Letters) and not thing.form and BOTTOM <= thing.at[1] <= TOP and thing.text.strip():
            height = round(thing.at[1], 1)
            rows[height] = rows.get(height, "") + thing.text
    return tuple(rows[height].strip() for height in sorted(rows, reverse=True))


def _greeting(printed: Printed) -> str:
    """The paragraph below the heading."""
    tags = [block.tag for block in printed.blocks]
    at = tags.index("H1") + 1 if "H1" in tags else len(tags)
    return printed.blocks[at].text if at < len(tags) else ""
