"""The verbs of `python -m pipeline`; thin: each one asks the workshop and prints what it did."""

import sys

import click

from pipeline import unchanged
from pipeline.build import Done, Workshop
from pipeline.documents import ONEPAGER, Job
from pipeline.errors import AuditFailed, BriefingError, NotAllMade, StandardNotMet, UserError, unwritable
from pipeline.folders import Folders
from pipeline.handover import commands as handover
from pipeline.ingest import commands as ingesting
from pipeline.lock import held
from pipeline.options import Command, edition_option
from pipeline.publish import commands as publishing
from pipeline.receipts import NEW


def city_option(command: Command) -> Command:
    """The city, as a person types it."""
    return click.option("--city", required=True, help='The city, for example "Boston" or "Boston, MA".')(command)


def edition_options(command: Command) -> Command:
    """The edition and its language."""
    command = click.option("--language", default="en", show_default=True, help="Language of the briefing.")(command)
    return edition_option(command)


def cities_option(command: Command) -> Command:
    """Which cities, where there are several."""
    text = "every: all places of the registry; counties: all counties; not the edition's cities alone."
    return click.option("--cities", default="", help=text)(command)


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
    job, said = workshop.named(city)
    if said:
        click.echo(said, err=True)
    told = _told(job)
    click.echo("\n".join(told))
    with held(workshop.folders.outputs, "report"):
        done = workshop.report(job)
        workshop.write_sums()
    click.echo(_said(done))
    click.echo(done.path.as_posix())
    workshop.remember(city, job.place, said, [*told, unchanged.NOTHING, done.path.as_posix()])


@cli.command()
@city_option
@edition_options
def onepager(city: str, edition: str, language: str) -> None:
    """Write a city's one-page sheet; its path stands alone on the last line."""
    workshop = Workshop(edition, language)
    with held(workshop.folders.outputs, "onepager"):
        done = workshop.report(_job(workshop, city), ONEPAGER)
        workshop.write_sums()
    click.echo(_said(done))
    click.echo(done.path.as_posix())


@cli.command()
@city_option
@edition_options
def findings(city: str, edition: str, language: str) -> None:
    """Write a city's findings as JSON under build/findings/."""
    workshop = Workshop(edition, language)
    job = _job(workshop, city)
    click.echo("\n".join(_told(job)))
    click.echo(workshop.write_findings(job).as_posix())


@cli.command()
@city_option
@edition_options
def figures(city: str, edition: str, language: str) -> None:
    """Draw a city's figures under figures/: SVG, PNG and alternative text."""
    workshop = Workshop(edition, language)
    for path in workshop.draw(_job(workshop, city)).paths.values():
        click.echo(path.as_posix())


@cli.command()
@city_option
@edition_options
@click.option("--recipients", default="", help="The list whose letters are among them: each must go to whom it says.")
def audit(city: str, edition: str, language: str, recipients: str) -> None:
    """Check a place's finished documents in all languages: what was printed is what the data say, by whomever."""
    from pipeline.audit import letters, whole

    workshop = Workshop(edition, language)
    job, wrong = _job(workshop, city), 0
    path = workshop.folders.document(job.edition, job.place, language)
    if not path.is_file():
        raise UserError(
            f"There is no briefing to check: {path.as_posix()}. First: make report "
            f'CITY="{job.place.city}, {job.place.state}"'
        )
    listed = handover.addressed(recipients, edition, job.place) if recipients else None
    folders, again = workshop.folders, whole.Again(job, workshop.folders)
    for checked in (*whole.check(job, folders, again), *letters.check(job, folders, again, listed)):
        for fault in checked.faults:
            click.echo(f"  {fault}")
        wrong += len(checked.faults)
        click.echo(checked)
    if wrong:
        raise AuditFailed(f"{wrong} things in these documents are not as the data say; they stand above.")


@cli.command(name="all")
@edition_options
@cities_option
@click.option("-j", "--jobs", default="", help="How many processes; else one, or for CITIES= one a core.")
@click.option("--scheduler", default="", help="A Dask scheduler whose machines do the work: tcp://host:8786.")
@click.option("--json", "machine", is_flag=True, help="Tell each document as a JSON object: path, SHA-256, pages.")
def every(edition: str, language: str, cities: str, jobs: str, scheduler: str, machine: bool) -> None:
    """Write the briefings of all cities of an edition, or of every place; one that fails is named and harms no other."""
    from pipeline.executors.progress import Progress
    from pipeline.executors.whole import everything, executor

    workshop = Workshop(edition, language)
    places = list(workshop.places(cities))
    execute, progress = executor(workshop, jobs, scheduler, cities), Progress(len(places), machine)
    with held(workshop.folders.outputs, "all"):
        everything(workshop, places, execute, progress.add)
        workshop.write_sums()
    progress.end(workshop.folders.output(workshop.edition))
    if progress.failed:
        raise NotAllMade(f"{len(progress.failed)} of the briefings could not be made: see above. All others are there.")


@cli.command()
@click.argument("kind", type=click.Choice(["recipients", "reported-counts"]))
def template(kind: str) -> None:
    """Print an empty table to fill in, with one line that shows how: recipients, reported-counts."""
    from pipeline.handover.recipients import TEMPLATE
    from pipeline.ingest.counts import TEMPLATE as COUNTS

    click.echo(TEMPLATE if kind == "recipients" else COUNTS, nl=False)


@cli.command()
def validate() -> None:
    """Ask veraPDF and page-validation whether every PDF in output/ meets PDF/UA-1 and PDF/A-3a."""
    from pipeline.validate import pdfs, validate

    report = validate(pdfs(Folders().outputs))
    for line in report.lines:
        click.echo(line)
    if report.not_asked:
        click.echo(report.not_asked)
    if not report.passed:
        raise StandardNotMet("Not every PDF meets both standards: see the lines that begin with FAILS.")


@cli.command()
@edition_options
@cities_option
def plan(edition: str, language: str, cities: str) -> None:
    """Say which briefings of an edition would be rendered, and why."""
    workshop = Workshop(edition, language)
    for place in workshop.places(cities):
        click.echo(f"{place.slug}: {workshop.why(place) or 'up to date'}")


cli.add_command(ingesting.ingest)
cli.add_command(ingesting.sources)
cli.add_command(ingesting.forget)
cli.add_command(publishing.regenerate)
cli.add_command(publishing.site)
cli.add_command(publishing.serve)
cli.add_command(publishing.verify)
cli.add_command(publishing.diff)
cli.add_command(publishing.schedule)
cli.add_command(publishing.unschedule)
cli.add_command(handover.check)
cli.add_command(handover.letters)
cli.add_command(handover.deliver)


def _job(workshop: Workshop, city: str) -> Job:
    """The job of a city; which place was taken for its name is told beside the output, where that is not plain."""
    job, said = workshop.named(city)
    if said:
        click.echo(said, err=True)
    return job


def _said(done: Done) -> str:
    """Whether a document was written, and why."""
    if not done.why:
        return unchanged.NOTHING
    return "Written." if done.why == NEW else f"Written anew ({done.why})."


def _told(job: Job) -> list[str]:
    """What was found, in a few lines."""
    from pipeline.findings.city import from_json
    from pipeline.narrative.documents.briefing import page

    front = page(from_json(job.findings), job.edition).front
    head = [f"{front.head.place}. {front.head.edition}.", f"  {front.lead.claim.text}.", f"  {front.lead.sub.text}"]
    return head + [f"  {finding.number}: {finding.say.text}" for finding in front.findings]


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
    except OSError as error:
        if "--debug" in words[:1]:
            raise
        click.echo(f"Error: {unwritable(error)}", err=True)
        return 1
    except (KeyboardInterrupt, click.Abort):
        click.echo("Stopped. What was finished stays; the next run goes on.", err=True)
        return 130
    return 0
