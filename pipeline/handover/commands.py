"""The verbs that hand over: a check of the list, letters, deliveries. What they need is loaded when they run."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.errors import BrokenRecipients, NotAllMade, RowsLeftOut, UserError
from pipeline.folders import Folders
from pipeline.options import Command, edition_option
from pipeline.places import Place, shown

if TYPE_CHECKING:
    from pipeline.audit.letters import Addressed
    from pipeline.handover.recipients import Recipients


def recipients_options(command: Command) -> Command:
    """The list, the edition, and one city alone."""
    command = click.option("--city", default="", help="Only the recipients of this city or county.")(command)
    command = edition_option(command)
    return click.option("--recipients", required=True, help="The table of recipients (CSV).")(command)


@click.command(name="recipients")
@recipients_options
def check(recipients: str, edition: str, city: str) -> None:
    """Check a list of recipients and show it; nothing is written or sent."""
    listed = _read(recipients, edition, city)
    for one in listed.good:
        ways = " and ".join(way for way, used in (("e-mail", one.by_mail), ("letter", one.on_paper)) if used)
        office = f", {one.office}" if one.office else ""
        click.echo(f"row {one.row}: {one.name}{office}, {one.place.full_name}: {ways}, {one.language}")
    _tell_faults(listed)


@click.command(name="letters")
@recipients_options
def letters(recipients: str, edition: str, city: str) -> None:
    """Write a letter and a print packet for each recipient on paper, and a list of their postal addresses."""
    from pipeline import editions
    from pipeline.handover.letters import Failed, Written, postal_list
    from pipeline.handover.letters import letters as write
    from pipeline.lock import held

    listed, folders = _read(recipients, edition, city), Folders()
    written: list[Written] = []
    failed: list[Failed] = []
    with held(folders.outputs, "letters"):
        for each in write(listed.good, edition):
            if isinstance(each, Failed):
                click.echo(f"  row {each.recipient.row}: {each.why}", err=True)
                failed.append(each)
            else:
                click.echo(each.letter.as_posix())
                click.echo(each.packet.as_posix())
                written.append(each)
    if written:
        folder = folders.output(editions.load(edition, folders.editions)) / "letters"
        click.echo(postal_list(written, folder / "postal.csv").as_posix())
    elif not failed:
        click.echo("Nobody in the list gets a letter: give them a postal_address.")
    if failed:
        raise NotAllMade(f"{len(failed)} letters could not be made; why, stands above. All others are there.")
    _tell_faults(listed)


@click.command()
@recipients_options
@click.option("--send", default="", help="yes: send; without it the messages are only shown.")
@click.option("--count", default="", help="How many messages are sent: asked for where there are many.")
@click.option("--resend", default="", help="A recipient's name: once more, though it went already.")
@click.option("--status", default="", help="yes: who got which edition when; nothing is sent.")
def deliver(recipients: str, edition: str, city: str, send: str, count: str, resend: str, status: str) -> None:  # noqa: PLR0913, PLR0917
    """Show what would go to whom by e-mail; with --send=yes, send it, each once."""
    from pipeline.handover import run
    from pipeline.handover.ledger import NAME, Ledger
    from pipeline.lock import held

    listed, path = _read(recipients, edition, city), Folders().outputs / NAME
    if _yes("STATUS", status):
        run.status(listed, Ledger(path))
    elif _yes("SEND", send):
        with held(Folders().outputs, "deliver"):
            run.send(run.Run(listed, edition, Ledger(path), resend), count)
    else:
        run.show(run.Run(listed, edition, Ledger(path), resend))
    _tell_faults(listed)


def addressed(path: str, edition: str, place: Place) -> "tuple[Addressed, ...]":
    """The letters that a list asks for at a place, for the audit; rows with faults are told, and get none."""
    from pipeline.audit.letters import Addressed
    from pipeline.handover.letters import addressee

    listed = _read(path, edition, "")
    for fault in listed.faults:
        click.echo(f"  {fault}", err=True)
    theirs = (one for one in listed.good if one.on_paper and one.place.slug == place.slug)
    return tuple(Addressed(one.slug, one.language, addressee(one)) for one in theirs)


def _read(path: str, edition: str, city: str) -> "Recipients":
    from pipeline import editions, places
    from pipeline.handover.recipients import Recipients, read
    from pipeline.sources.tables import load_tables

    folders = Folders()
    chosen = editions.load(edition, folders.editions)
    registry = load_tables(folders.data).places
    listed = read(Path(path), registry, chosen)
    if not listed.good and not listed.faults:
        raise BrokenRecipients(f"{Path(path).name}: no recipients below its header.")
    if not city:
        return listed
    slug = places.find(city, registry, chosen.cities).slug
    return Recipients(tuple(one for one in listed.good if one.place.slug == slug), listed.faults)


def _yes(key: str, value: str) -> bool:
    """Whether an option says yes; a word that is neither yes nor no is a mistake, and sends nothing."""
    if value.casefold() not in ("", "yes", "no"):
        raise UserError(f'{key} can be "yes" or nothing; not "{shown(value)}".')
    return value.casefold() == "yes"


def _tell_faults(listed: "Recipients") -> None:
    for fault in listed.faults:
        click.echo(f"  {fault}", err=True)
    if listed.faults:
        number = len({fault.row for fault in listed.faults})
        rows = "1 row is" if number == 1 else f"{number} rows are"
        raise RowsLeftOut(f"{rows} left out; what is wrong stands above. The other {len(listed.good)} are good.")
