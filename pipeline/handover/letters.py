"""Letters and print packets: for each recipient on paper a letter, and with it the sheet and the briefing in one PDF."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path

from pipeline.build import Workshop
from pipeline.documents import BRIEFING, ONEPAGER, letter_pdf, packet_pdf
from pipeline.errors import BriefingError, SampleOnly, UserError
from pipeline.files import write_whole
from pipeline.handover.recipients import Recipient
from pipeline.narrative.documents.letter import Addressee

COLUMNS = ("place", "recipient", "line 1", "line 2", "line 3", "line 4", "line 5")
FORMULA = ("=", "+", "-", "@")  # what a spreadsheet would compute at the start of a cell


@dataclass(frozen=True)
class Written:
    """A recipient's letter and print packet."""

    recipient: Recipient
    letter: Path
    packet: Path


@dataclass(frozen=True)
class Failed:
    """A recipient whose letter could not be made, and why."""

    recipient: Recipient
    why: str


def letters(recipients: Iterable[Recipient], edition: str) -> Iterator[Written | Failed]:
    """Write the letter and the packet of each recipient who gets paper; sheet and briefing are made where stale.

    One that fails harms no other. The checksums of the edition's files are written anew at the end, as after every run that
    makes documents. Raises UserError where the edition's letters have nobody to sign them.
    """
    shops: dict[str, Workshop] = {}
    for one in recipients:
        if one.on_paper:
            if one.language not in shops:
                shops[one.language] = Workshop(edition, one.language)
            _none_of_a_sample(shops[one.language])
            try:
                yield _written(one, shops[one.language])
            except UserError:
                raise
            except BriefingError as error:
                yield Failed(one, str(error))
    for shop in islice(shops.values(), 1):
        shop.write_sums()


def _none_of_a_sample(shop: Workshop) -> None:
    if shop.edition.sample:
        raise SampleOnly("No letter is written: data/own/ holds made-up rows (SYNTHETIC): python -m pipeline sources")


def addressee(one: Recipient) -> Addressee:
    """A recipient as a letter or a message greets them."""
    return Addressee(one.salutation or one.name, one.address, "" if one.salutation else one.office)


def _written(one: Recipient, shop: Workshop) -> Written:
    job = shop.job_of(one.place.slug)
    data = letter_pdf(job, addressee(one), one.slug, shop.folders.templates)
    sheet, briefing = (shop.report(job, document).path.read_bytes() for document in (ONEPAGER, BRIEFING))
    letter = shop.folders.letter(job.edition, job.place, one.slug)
    printed = shop.folders.packet(job.edition, job.place, one.slug)
    write_whole(letter, data)
    write_whole(printed, packet_pdf(one.language, (data, sheet, briefing)))
    return Written(one, letter, printed)


def postal_list(written: Iterable[Written], path: Path) -> Path:
    """Write the postal addresses for labels, a row each, and return the path; no cell is taken for a formula."""
    text = StringIO()
    table = csv.writer(text)
    table.writerow(COLUMNS)
    for each in written:
        one = each.recipient
        lines = [*one.address, *([""] * (5 - len(one.address)))]
        table.writerow([_plain(cell) for cell in (one.place.slug, one.slug, *lines)])
    write_whole(path, text.getvalue())
    return path


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
