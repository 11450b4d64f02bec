"""What a field of the document is to its reader.

A field without a role is read where it stands: words, and whatever holds words. The roles below say what is not read
with the rest, or who answers for it.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

Kind = Literal["words", "alt", "page", "margin", "file", "unprinted"]


@dataclass(frozen=True)
class Role:
    """How a field is read: `kind`, on which medium (both where it says none), and who owns its words beside its holder.

    `alt` is heard in a picture's place; `page` is the id of a part, printed as the number of the page on which that begins;
    `margin` runs at the edges of a page; `file` stands in the file's own entries.
    """

    kind: Kind = "words"
    medium: Literal["", "paper", "screen"] = ""
    owners: tuple[str, ...] = ()


EDITION = "edition"  # owns the day of the edition and its coalition's words
PLACE = "place"  # owns the names of the place, its counties and the other places in them
SOURCES = "sources"  # owns the words of the list of sources
ADDRESSEE = (
    "addressee"  # owns what a letter says of whom it goes to: address and greeting, as the sender's list has them
)
ROWS = "rows "  # and a number: that of the rows of a table, where its headline tells how many there are
LABEL = "label "  # and a number: the ordinal of a step

Key = Annotated[str, Role("unprinted")]  # a name for templates and links
Number = Annotated[int, Role()]  # a number that is printed; others (widths, how many) are not
Ids = Annotated[tuple[str, ...], Role("unprinted")]  # of the findings that own the words
Numbers = Annotated[tuple[int, ...], Role("unprinted")]  # of sources, set behind the words
EditionWords = Annotated[str, Role(owners=(EDITION,))]
PlaceWords = Annotated[str, Role(owners=(PLACE,))]
PageOf = Annotated[str, Role("page", "paper")]  # the id of a part: the layout prints the page on which it begins
FileWords = Annotated[str, Role("file", owners=(EDITION, PLACE))]
MarginWords = Annotated[str, Role("margin", owners=(EDITION, PLACE))]
AddresseeWords = Annotated[str, Role(owners=(ADDRESSEE,))]
