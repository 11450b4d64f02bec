"""The whole round, as a schedule runs it: make what is stale, check it, publish it if anything changed, and tell."""

import json
import shlex
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Literal

from pipeline import lock
from pipeline.build import Workshop
from pipeline.documents import BRIEFING, ONEPAGER, Made
from pipeline.editions import Edition
from pipeline.errors import BriefingError, NotPublished, SampleOnly, unwritable
from pipeline.executors.task import Made as Ahead
from pipeline.files import write_whole
from pipeline.folders import Folders
from pipeline.ingest.inbox import take_all
from pipeline.publish import checks, manifest
from pipeline.publish.difference import difference
from pipeline.publish.issue import SITE, Issue
from pipeline.publish.manifest import Manifest
from pipeline.publish.publication import Shelf, faults
from pipeline.site import sound

State = Literal["published", "unchanged", "failed"]
Tell = Callable[[str], None]


@dataclass
class Status:
    """The last run, as output/status.json holds it: what came of it, which documents were made or failed, what changed.

    `notes` are what whoever looks at it should know though it is no fault: what became of the inbox, a check that was not
    whole.
    """

    edition: str
    started: str
    ended: str = ""
    state: State = "failed"
    publication: str = ""
    made: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Round:
    """One run for one edition: its folders, its log and its status."""

    def __init__(self, edition: str, folders: Folders, tell: Tell, today: date | None = None, jobs: str = "") -> None:
        self.folders, self.tell, self.name, self.jobs = folders, tell, edition, jobs
        self.today = today or date.today()
        self.status = Status(edition, _now())
        self.log = folders.outputs / "log" / f"{edition}-{self.status.started.replace(':', '')}.jsonl"
        self.shelf = Shelf(folders.published(edition))

    def run(self) -> Status:
        """Do the whole round under the lock. Raises Busy, NotPublished (and then nothing was published)."""
        with lock.held(self.folders.outputs, f"regenerate {self.name}"):
            edition: Edition | None = None
            try:
                for line in take_all(self.folders.data):
                    self._note("inbox", line)
                shop = Workshop(self.name, folders=self.folders)
                edition = shop.edition
                if edition.sample:
                    raise SampleOnly(
                        "Nothing is published: data/own/ holds made-up rows (SYNTHETIC): python -m pipeline sources"
                    )
                self._round(shop)
            except NotPublished:
                raise
            except (BriefingError, OSError) as error:
                self._fault(unwritable(error) if isinstance(error, OSError) else str(error))
                raise
            except BaseException as error:  # nothing ends without its reason in log and status
                self._fault(f"The run was stopped, or met an error of the program: {type(error).__name__}.")
                raise
            finally:
                self._end(edition)
        return self.status

    def _round(self, first: Workshop) -> None:
        made = tuple(self._made(first))
        if self.status.faults:
            raise NotPublished("Not every document could be made; nothing was published.")
        last = self.shelf.latest
        damage = faults(last) if last else []
        if damage:
            self._note(
                "damage", f"The last publication is not as it was published ({damage[0]}): there will be a new one."
            )
        issue = Issue(first, made, manifest.read(last) if last else None, damaged=bool(damage))
        self._check(checks.faults(issue.unseen, self.folders, partial(self._note, "check")))
        self._publish(issue)

    def _check(self, faults: Iterable[str]) -> None:
        """Tell every fault. Raises NotPublished where there is one."""
        for fault in faults:
            self._fault(fault)
        if self.status.faults:
            raise NotPublished("A check failed; nothing was published, and the last publication stays as it is.")

    def _made(self, first: Workshop) -> Iterator[Made]:
        """Every document of the edition, made where stale; one that fails is told and harms no other."""
        for language in first.edition.languages:
            shop = Workshop(self.name, language, self.folders) if language != first.language else first
            self._ahead(shop)
            for job in shop.jobs():
                for document in (BRIEFING, ONEPAGER):
                    try:
                        done = shop.report(job, document)
                    except BriefingError as error:
                        self._fault(f"{job.place.slug}{document.suffix} ({language}): {error}")
                        continue
                    if done.why:
                        self.status.made.append(done.path.name)
                        self._say("made", f"{done.path.as_posix()}: {done.why}")
                    yield Made(done.path, job, document)
        first.write_sums()

    def _ahead(self, shop: Workshop) -> None:
        """The briefings by several processes where that is asked for; what they cannot make is met again, and told."""
        from pipeline.executors.whole import everything, executor

        def tell(made: Ahead) -> None:
            if made.why and not made.fault:
                self.status.made.append(Path(made.path).name)
                self._say("made", f"{made.path}: {made.why}")

        if self.jobs:
            everything(shop, list(shop.places()), executor(shop, self.jobs, "", ""), tell)

    def _publish(self, issue: Issue) -> None:
        before = issue.before
        if before and not issue.is_new:
            self.status.state = "unchanged"
            self.status.publication = before.published
            self._say("unchanged", f"Nothing changed since {before.published}: nothing to publish.")
            return
        final = self.shelf.publish(partial(self._filled, issue), self.today)
        self.status.state, self.status.publication = "published", final.name
        self.status.changes = list(difference(before, manifest.read(final)).lines()) if before else []
        self._say("published", f"Published: {final.as_posix()}")
        for line in self.status.changes:
            self._say("changed", line)
        for gone in self.shelf.keep(issue.shop.edition.publishing.keep):
            self._say("removed", f"An old publication is gone: {gone.name}")

    def _filled(self, issue: Issue, folder: Path, name: str) -> Manifest:
        """The folder of a publication filled, and its site looked at before anybody sees it. Raises NotPublished."""
        written = issue.fill(folder, name)
        self._check(sound.faults(folder / SITE))
        return written

    def _say(self, event: str, text: str) -> None:
        """A line for the person at the terminal, and the same as a JSON object in the log."""
        self.tell(text)
        line = json.dumps({"at": _now(), "event": event, "text": text}, ensure_ascii=False)
        with suppress(OSError):  # a full disk must not keep the run from saying so
            self.log.parent.mkdir(parents=True, exist_ok=True)
            with self.log.open("a", encoding="utf-8") as file:
                file.write(line + "\n")

    def _note(self, event: str, text: str) -> None:
        self.status.notes.append(text)
        self._say(event, text)

    def _fault(self, text: str) -> None:
        self.status.faults.append(text)
        self._say("fault", text)

    def _end(self, edition: Edition | None) -> None:
        self.status.ended = _now()
        path = self.folders.outputs / "status.json"
        with suppress(OSError):
            write_whole(path, json.dumps(asdict(self.status), indent=1, ensure_ascii=False) + "\n")
        if edition and edition.publishing.hook:
            self._call(edition.publishing.hook, path)

    def _call(self, hook: str, status: Path) -> None:
        """Tell the edition's hook; that it fails is said, and changes nothing of what was done."""
        try:
            done = subprocess.run([*shlex.split(hook), status.as_posix()], check=False, timeout=600)
            if done.returncode:
                self._say("hook", f"The hook ended with {done.returncode}.")
        except (OSError, ValueError, subprocess.TimeoutExpired) as error:
            self._say("hook", f"The hook could not be run: {error}")


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
