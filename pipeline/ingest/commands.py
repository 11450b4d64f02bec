"""The verbs for files of one's own: ingest, sources, forget."""

import sys

import click

from pipeline.errors import RefusedFile, UserError
from pipeline.folders import Folders
from pipeline.ingest import agencies, counts, detention, interoperability
from pipeline.lock import held
from pipeline.places import shown
from pipeline.sources import detention_workbooks
from pipeline.sources.own import FOLDER, OF_MADE_UP
from pipeline.sources.releases import KINDS as RECORDS
from pipeline.sources.releases import reconciled

KINDS = (counts.KIND, agencies.KIND, interoperability.KIND, detention.KIND, *RECORDS)


@click.command()
@click.option("--file", "name", required=True, help="The path of the file.")
@click.option("--published", required=True, help="The day on which its figures came out: YYYY-MM-DD.")
@click.option("--kind", default="", help=f"What the file is, where its columns do not tell: {', '.join(KINDS)}.")
@click.option("--replaces", default="", help="The source in whose place it comes.")
@click.option("--max-errors", default=20, show_default=True, help="How many faults are shown.")
def ingest(name: str, published: str, kind: str, replaces: str, max_errors: int) -> None:
    """Take a table of one's own into data/own/, where every edition uses it that its day allows."""
    from pipeline.ingest.shelf import How, take

    if kind not in ("", *KINDS):
        raise UserError(f'KIND "{shown(kind)}" is not known. It can be: {", ".join(KINDS)}.')
    data = Folders().data
    with held(Folders().outputs, "ingest"), held(data / FOLDER, "ingest"):  # no round may meet two states of the tables
        try:
            taken = take(data, name, published, How(replaces, kind, tell=_progress))
        except RefusedFile as error:
            for line in error.breaches[:max_errors]:
                click.echo(f"  {line}", err=True)
            if len(error.breaches) > max_errors:
                click.echo(f"  and {len(error.breaches) - max_errors} more", err=True)
            raise
    lines = (*reconciled(data, taken.source), *detention_workbooks.reconciled(data, taken.source))
    for line in (*lines, *taken.mended):
        click.echo(line)
    click.echo(f"Rows read {taken.read} = used {taken.used} + left out {taken.read - taken.used}.")
    if taken.source.startswith(OF_MADE_UP):
        click.echo(
            "It bears the word SYNTHETIC: what an edition that may cite it makes is called SAMPLE, and goes nowhere."
        )
    click.echo(taken.source)


def _progress(line: str) -> None:
    """Tell how far a long file is read, to a person who watches."""
    if sys.stderr.isatty():
        click.echo(f"\r  {line}", err=True, nl=False)


@click.command()
def sources() -> None:
    """List what was taken into data/own/, with its rows."""
    from pipeline.ingest.shelf import listed

    found = listed(Folders().data)
    for one in found:
        click.echo(f"{one.source}: {one.used} rows used of {one.read}, from {one.file}")
    if not found:
        click.echo("Nothing was taken yet: docs/own-data.md")


@click.command()
@click.argument("source")
def forget(source: str) -> None:
    """Take a source out of data/own/ again."""
    from pipeline.ingest.shelf import forget as remove

    data = Folders().data
    with held(Folders().outputs, "forget"), held(data / FOLDER, "forget"):
        remove(data, source)
    click.echo(f"Forgotten: {source}")
