"""The list of recipients: who they are, of which place, and how to reach them; each fault told with row and column."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
from email_validator import EmailNotValidError, validate_email

from pipeline import places
from pipeline.editions import Edition
from pipeline.errors import UserError
from pipeline.folders import PACKET
from pipeline.handover import window
from pipeline.handover.spreadsheet import Line, lines
from pipeline.places import Place

# The columns in order, each with what people call it too.
COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("full name", "nombre"),
    "salutation": ("dear", "greeting", "saludo"),
    "office": ("title", "position", "cargo"),
    "place": ("city", "county", "city or county", "ciudad", "condado"),
    "email": ("e-mail", "mail", "email address", "correo"),
    "postal_address": ("address", "mailing address", "dirección"),
    "language": ("idioma",),
    "channel": ("canal",),
    "note": ("notes", "nota"),
}
NEEDED = ("name", "place")
CHANNELS = ("email", "letter", "both")
LONGEST = {"name": 80, "salutation": 80, "office": 120, "place": 120, "email": 254, "postal_address": 300, "note": 1000}
ADDRESS_LINES = 5  # what the window of a No. 10 envelope shows
SLUG = 60  # signs of a file's name


TEMPLATE = (
    ",".join(COLUMNS) + "\n"
    'A. Example,Dear Mayor Example:,Mayor,"Boston, MA",mayor@example.org,"A. Example; Mayor of Boston; 1 City Hall Square; '
    'Boston, MA 02201",en,both,a line to fill in and take out\n'
)


@dataclass(frozen=True)
class Recipient:
    """Somebody who gets a place's briefing: by mail (`email`), on paper (`address`, its lines), or both.

    `slug` names their letter's file; `row` is theirs in the table. What is personal stays out of every representation
    that a log might print.
    """

    row: int
    slug: str
    name: str
    salutation: str
    office: str
    place: Place
    email: str
    address: tuple[str, ...]
    language: str
    channel: str
    note: str = ""

    def __repr__(self) -> str:
        return f"<recipient of row {self.row}>"

    @property
    def by_mail(self) -> bool:
        """Whether an e-mail goes to them."""
        return self.channel in ("email", "both")

    @property
    def on_paper(self) -> bool:
        """Whether a letter is printed for them."""
        return self.channel in ("letter", "both")


@dataclass(frozen=True)
class Fault:
    """What is wrong in a row; `column` as the table calls it."""

    row: int
    column: str
    what: str

    def __str__(self) -> str:
        return f"row {self.row}, {self.column}: {self.what}"


@dataclass(frozen=True)
class Recipients:
    """The good rows, and the faults of the others: one fault leaves one row out and harms no other."""

    good: tuple[Recipient, ...]
    faults: tuple[Fault, ...]


class _Wrong(Exception):
    def __init__(self, column: str, what: str) -> None:
        super().__init__(what)
        self.column, self.what = column, what


def read(path: Path, registry: pd.DataFrame, edition: Edition) -> Recipients:
    """The recipients of the table at `path`, whose places are in `registry`. Raises BrokenRecipients if it is no table."""
    good: dict[tuple[str, str, str], Recipient] = {}
    faults: list[Fault] = []
    for line in lines(path, COLUMNS, NEEDED):
        try:
            one = _recipient(line, registry, edition)
            earlier = good.get(_identity(one))
            if earlier:
                raise _Wrong("name", f"the same recipient stands in row {earlier.row} already")
            good[_identity(one)] = one
        except _Wrong as wrong:
            faults.append(Fault(line.row, wrong.column, wrong.what))
    return Recipients(tuple(_told_apart(list(good.values()))), tuple(faults))


def _identity(one: Recipient) -> tuple[str, str, str]:
    """Two rows with the same are one recipient: an office's mailbox may serve two cities, but not one city twice."""
    return one.place.slug, one.email.casefold(), "" if one.email else one.name.casefold()


def _recipient(line: Line, registry: pd.DataFrame, edition: Edition) -> Recipient:
    cells = line.cells
    for column, cell in cells.items():
        _harmless(column, cell)
    email, channel = _email(cells["email"]), _channel(cells)
    address = _address(cells["postal_address"])
    if channel in ("email", "both") and not email:
        raise _Wrong("email", f'is blank, and the channel is "{channel}"')
    if channel in ("letter", "both") and not address:
        raise _Wrong("postal_address", f'is blank, and the channel is "{channel}"')
    if not cells["name"]:
        raise _Wrong("name", "is blank")
    if channel in ("letter", "both"):
        _printable(cells, address)
    return Recipient(
        row=line.row,
        slug=slug(cells["name"]),
        name=cells["name"],
        salutation=cells["salutation"],
        office=cells["office"],
        place=_place(cells["place"], registry, edition),
        email=email,
        address=address,
        language=_language(cells["language"], edition),
        channel=channel,
        note=cells["note"],
    )


def _harmless(column: str, cell: str) -> None:
    """Refuse what could break a header or a page; an address and a note may have lines."""
    text = re.sub(r"\r?\n", "", cell) if column in ("postal_address", "note") else cell
    odd = next((sign for sign in text if not sign.isprintable() and sign != "\xa0"), "")
    if odd:
        raise _Wrong(column, f"holds a line break or a sign that does not print (U+{ord(odd):04X})")
    if len(cell) > LONGEST.get(column, 300):
        raise _Wrong(column, f"is {len(cell)} signs long; at most {LONGEST.get(column, 300)} can be printed")
    if cell[:1] in "=@" and cell:
        raise _Wrong(column, f'begins with "{cell[0]}", as a formula does')


def _email(cell: str) -> str:
    if not cell:
        return ""
    try:
        return validate_email(cell, check_deliverability=False, allow_smtputf8=False).normalized
    except EmailNotValidError as error:
        raise _Wrong("email", f"is no address: {str(error).rstrip('.')}") from error


def _channel(cells: Mapping[str, str]) -> str:
    written = cells["channel"].casefold()
    if written in CHANNELS:
        return written
    if written:
        raise _Wrong("channel", f'is "{places.shown(written)}"; it can be {", ".join(CHANNELS)}')
    both = cells["email"], cells["postal_address"]
    if not any(both):
        raise _Wrong("channel", "is blank, and there is neither an e-mail address nor a postal one")
    return "both" if all(both) else "email" if both[0] else "letter"


def _address(cell: str) -> tuple[str, ...]:
    """The lines of a postal address: a line each, or parted by semicolons or bars."""
    parts = tuple(part.strip() for part in re.split(r"\r?\n|;|\|", cell) if part.strip())
    if len(parts) > ADDRESS_LINES:
        raise _Wrong("postal_address", f"has {len(parts)} lines; the window of an envelope shows {ADDRESS_LINES}")
    return parts


def _printable(cells: Mapping[str, str], address: tuple[str, ...]) -> None:
    """Refuse what a letter could not show: a sign that its type lacks, a line wider than the envelope's window."""
    greeted = ("salutation",) if cells["salutation"] else ("name", "office")
    for column, text in (*((name, cells[name]) for name in greeted), ("postal_address", "".join(address))):
        if odd := window.strange(text):
            raise _Wrong(
                column, f'holds "{odd}" (U+{ord(odd):04X}), which a letter cannot print; write it in Latin letters'
            )
    for number, line in enumerate(address, 1):
        if window.width(line) > window.WIDEST:
            wide = f"is {window.width(line):.0f} mm wide; the window of an envelope shows {window.WIDEST:.0f}"
            raise _Wrong("postal_address", f"line {number} {wide}: part it with a semicolon")


def _place(cell: str, registry: pd.DataFrame, edition: Edition) -> Place:
    if not cell:
        raise _Wrong("place", "is blank")
    try:
        return places.find(cell, registry, edition.cities)
    except UserError as error:
        raise _Wrong("place", _without_commands(str(error))) from error


def _without_commands(message: str) -> str:
    """What is wrong with a place, without what to type at a terminal: here it is a cell that changes."""
    return re.sub(r'make report CITY=("[^"]*")', r"\1", message).rstrip(".")


def _language(cell: str, edition: Edition) -> str:
    code = {"english": "en", "spanish": "es", "español": "es", "inglés": "en"}.get(cell.casefold(), cell.casefold())
    if not code:
        return edition.languages[0]
    if code not in edition.languages:
        raise _Wrong("language", f'is "{places.shown(cell)}"; the edition is written in {", ".join(edition.languages)}')
    return code


def slug(name: str) -> str:
    """A name as part of a file's name: letters, digits and hyphens; of a name in another script its code points."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    short = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:SLUG].rstrip("-")
    return short or "-".join(f"{ord(sign):x}" for sign in name if sign.isalnum())[:SLUG].rstrip("-") or "recipient"


def _told_apart(found: list[Recipient]) -> Iterator[Recipient]:
    """The recipients; namesakes of one place get their row's number into the slug, and so does who is called as a packet."""
    taken: set[tuple[str, str]] = set()
    for one in found:
        name = one.slug
        while (one.place.slug, name) in taken or name.endswith(PACKET):
            name = f"{name}-{one.row}"
        yield replace(one, slug=name)
        taken.add((one.place.slug, name))
