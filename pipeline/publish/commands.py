"""The verbs of publishing: the whole round, a check of what was published, and what changed from one to the next."""

import os
from pathlib import Path

import click

from pipeline.errors import BrokenPublication, NotWhole
from pipeline.folders import Folders
from pipeline.options import edition_option


@click.command()
@edition_option
@click.option("-j", "--jobs", default="", help="How many processes make briefings; one unless you say.")
def regenerate(edition: str, jobs: str) -> None:
    """Make what is stale, check it, publish it if anything changed, and tell; what a schedule runs."""
    from pipeline.publish.regenerate import Round

    status = Round(edition, Folders(), click.echo, jobs=jobs).run()
    click.echo(f"{status.state}: {status.publication}")


@click.command()
@edition_option
def site(edition: str) -> None:
    """The same, and where its site stands: the path of its first page is the last line."""
    from pipeline.publish.regenerate import Round

    status = Round(edition, Folders(), click.echo).run()
    click.echo((Folders().published(edition) / status.publication / "site" / "index.html").as_posix())


@click.command()
@edition_option
def serve(edition: str) -> None:
    """Show the site of the latest publication on this machine alone, until you stop it."""
    from pipeline.site.serve import serve as show

    folder = _publication(edition, "") / "site"
    if not (folder / "index.html").is_file():
        raise BrokenPublication(f"{folder.parent.as_posix()} has no site yet. First: make site EDITION={edition}")
    show(folder, click.echo)


@click.command()
@edition_option
@click.option("--folder", default="", help="A published folder, wherever it lies; else the edition's latest.")
def verify(edition: str, folder: str) -> None:
    """Check a published folder against its manifest and name what differs."""
    from pipeline.publish.publication import faults

    where = Path(folder) if folder else _publication(edition, "")
    found = faults(where)
    for fault in found:
        click.echo(f"  {_printable(fault)}")
    if found:
        raise NotWhole(f"{where.as_posix()} is not as it was published: see the lines above.")
    click.echo(f"{where.as_posix()} is as it was published.")


@click.command()
@edition_option
@click.option("--before", default="", help="A day of publication, or a folder; else the one before the latest.")
@click.option("--after", default="", help="A later day or folder; else the latest.")
def diff(edition: str, before: str, after: str) -> None:
    """Say what changed from one publication to a later one: which findings, from what to what, and why."""
    from pipeline.publish import manifest
    from pipeline.publish.difference import difference

    later = _publication(edition, after)
    earlier = _publication(edition, before) if before else _preceding(later)
    for line in difference(manifest.read(earlier), manifest.read(later)).lines():
        click.echo(_printable(line))


def _printable(text: str) -> str:
    """Text of a folder that may be anybody's, safe for a terminal."""
    return "".join(sign if sign.isprintable() else "�" for sign in text)


def _publication(edition: str, given: str) -> Path:
    """The publication of a day, a folder that is one, or (nothing given) the latest. Raises BrokenPublication."""
    from pipeline.publish.publication import Shelf

    shelf = Shelf(Folders().published(edition))
    if given:
        return Path(given) if Path(given).is_dir() else shelf.named(given)
    if shelf.latest is None:
        raise BrokenPublication(
            f"Nothing of edition {edition} is published yet. First: make regenerate EDITION={edition}"
        )
    return shelf.latest


def _preceding(later: Path) -> Path:
    from pipeline.publish.publication import Shelf

    known = Shelf(later.parent).all
    before = [path for path in known if path.name != later.name][: known.index(later)] if later in known else []
    if not before:
        raise BrokenPublication(f"There is no publication before {later.name}: give one with --before.")
    return before[-1]


@click.command()
@edition_option
@click.option(
    "--when", default="monthly", show_default=True, help="daily, weekly, monthly, or five fields as cron has."
)
def schedule(edition: str, when: str) -> None:
    """Have the round run by itself from now on; a second time changes when."""
    from pipeline import editions
    from pipeline.schedule import Task
    from pipeline.schedule import schedule as install

    editions.load(edition, Folders().editions)
    click.echo(f"Scheduled ({when}) as {install(Task(Path.cwd(), edition), when or 'monthly', _units())}.")


@click.command()
@edition_option
def unschedule(edition: str) -> None:
    """Have the round run by itself no more."""
    from pipeline.schedule import Task
    from pipeline.schedule import unschedule as take_out

    there = take_out(Task(Path.cwd(), edition), _units())
    click.echo("Taken out of the schedule." if there else "It was not on a schedule.")


def _units() -> Path:
    """Where systemd looks for a user's units."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"
