"""The verbs of `python -m pipeline`; thin: each one asks the workshop and prints what it did."""

import sys
from collections.abc import Callable
from typing import Any

import click

from pipeline.build import Job, Workshop
from pipeline.errors import BriefingError

Command = Callable[..., Any]


def city_option(command: Command) -> Command:
    """The city, as a person types it."""
    return click.option("--city", required=True, help='The city, for example "Boston" or "Boston, MA".')(command)


def edition_options(command: Command) -> Command:
    """The edition and its language."""
    command = click.option("--language", default="en", show_default=True, help="Language of the briefing.")(command)
    return click.option("--edition", default="2011-08", show_default=True, help="An edition in editions/.")(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def cli(debug: bool) -> None:
    """Immigration-enforcement data into findings, figures and a briefing for each city."""


@cli.command()
@city_option
@edition_options
def report(city: str, edition: str, language: str) -> None:
    """Write a city's briefing; its path stands alone on the last line."""
    workshop = Workshop(edition, language)
    job = workshop.job(city)
    _tell(job)
    done = workshop.report(job)
    click.echo(f"Rendered ({done.why})." if done.why else "Up to date: nothing to render.")
    click.echo(done.path.as_posix())


@cli.command()
@city_option
@edition_options
def findings(city: str, edition: str, language: str) -> None:
    """Write a city's findings as JSON under build/findings/."""
    workshop = Workshop(edition, language)
    job = workshop.job(city)
    _tell(job)
    click.echo(workshop.write_findings(job).as_posix())


@cli.command()
@city_option
@edition_options
def figures(city: str, edition: str, language: str) -> None:
    """Draw a city's figures under figures/: SVG, PNG and alternative text."""
    workshop = Workshop(edition, language)
    for path in workshop.draw(workshop.job(city)):
        click.echo(path.as_posix())


@cli.command(name="all")
@edition_options
def every(edition: str, language: str) -> None:
    """Write the briefings of all cities of an edition."""
    workshop = Workshop(edition, language)
    for job in workshop.jobs():
        done = workshop.report(job)
        click.echo(f"{done.path.as_posix()}: {done.why or 'up to date'}")


@cli.command()
@edition_options
def plan(edition: str, language: str) -> None:
    """Say which briefings of an edition would be rendered, and why."""
    workshop = Workshop(edition, language)
    for job in workshop.jobs():
        click.echo(f"{job.place.slug}: {workshop.stale(job) or 'up to date'}")


def _tell(job: Job) -> None:
    """What was found, in a few lines."""
    from pipeline.findings.city import from_json
    from pipeline.narrative.briefing import page

    front = page(from_json(job.findings), job.edition).front
    click.echo(f"{front.place}. {front.edition}.")
    click.echo(f"  {front.lead.claim.text}.")
    for finding in front.findings:
        click.echo(f"  {finding.number}: {finding.say.text}")


def main(arguments: list[str] | None = None) -> int:
    """Run a verb; an error is one line on standard error and an exit code, with a traceback only under --debug."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        cli.main(args=words, prog_name="pipeline", standalone_mode=False)
    except (BriefingError, click.ClickException) as error:
        if "--debug" in words[:1]:
            raise
        text = error.format_message() if isinstance(error, click.ClickException) else str(error)
        click.echo(f"Error: {' '.join(text.split())}", err=True)
        return error.exit_code
    except click.Abort:
        return 1
    return 0
