"""What goes out together: the documents, the site made of them, and the manifest that tells of both."""

import hashlib
import shutil
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from pipeline import receipts
from pipeline.build import Workshop
from pipeline.documents import Made
from pipeline.findings.city import from_json
from pipeline.findings.model import CityFindings
from pipeline.publish import manifest
from pipeline.publish.changes import Past, Told, Withdrawn
from pipeline.publish.difference import causes, changed_inputs, changes
from pipeline.publish.manifest import Manifest
from pipeline.publish.publication import Shelf
from pipeline.site import build
from pipeline.site.model import Kept, Site
from pipeline.sums import digest

SITE = "site"  # the folder of a publication in which its site stands


@dataclass(frozen=True)
class Issue:
    """The documents of an edition, ready to be published; `before` is the publication that they follow.

    `damaged`: it is no longer as it was published, so that it must be followed.
    """

    shop: Workshop
    made: tuple[Made, ...]
    before: Manifest | None
    damaged: bool = False

    @property
    def unseen(self) -> tuple[Made, ...]:
        """The documents of which a file was not published before as it is now."""
        known = set(self.before.files.values()) if self.before else set()
        return tuple(one for one in self.made if not {digest(path) for path in one.files} <= known)

    @property
    def is_new(self) -> bool:
        """Whether anything would read otherwise than in the publication before: a document, a finding, or the site."""
        before = self.before
        if before is None or self.damaged or before.findings != self._findings:
            return True
        own = {name: hash for name, hash in before.files.items() if not name.startswith(f"{SITE}/")}
        if own != self._documents():
            return True
        again = build.files(self._site(before.published))
        site = {f"{SITE}/{name}": hashlib.sha256(data).hexdigest() for name, data in again}
        return {**own, **site} != before.files

    def fill(self, folder: Path, name: str) -> Manifest:
        """Write documents and site into the folder of the publication called `name`; its manifest comes back."""
        for path in self._paths():
            shutil.copyfile(path, folder / path.name)
        build.write(self._site(name), folder / SITE)
        files = {path.relative_to(folder).as_posix(): digest(path) for path in folder.rglob("*") if path.is_file()}
        return Manifest(
            self.shop.edition.name,
            name,
            files,
            self._findings,
            self._inputs,
            manifest.versions(),
            since={slug: one.since for slug, one in self._found.items() if one.since},
            moved={slug: one.moved for slug, one in self._found.items() if one.moved},
            corrections=tuple(entry.id for entry in self.shop.corrections),
            withdrawn=self._withdrawn,
            history=self._history(name),
        )

    @cached_property
    def _found(self) -> dict[str, CityFindings]:
        return {one.job.place.slug: from_json(one.job.findings) for one in self.made}

    @cached_property
    def _findings(self) -> dict[str, dict[str, Told]]:
        return {slug: manifest.told(found) for slug, found in self._found.items()}

    @cached_property
    def _inputs(self) -> dict[str, str]:
        return receipts.sources(self.shop.folders, self.shop.edition)

    def _paths(self) -> tuple[Path, ...]:
        return tuple(path for one in self.made for path in one.files)

    def _documents(self) -> dict[str, str]:
        return {path.name: digest(path) for path in self._paths()}

    def _site(self, name: str) -> Site:
        """The site of this publication; under the name of the one before, as that would be made again."""
        shop, again = self.shop, self.before if self.before and self.before.published == name else None
        return Site(
            shop.edition,
            name,
            self.made,
            shop.tables,
            shop.folders,
            history=again.history if again else self._history(name),
            corrections=shop.corrections,
            withdrawn=tuple(self._kept(one) for one in (again.withdrawn if again else self._withdrawn)),
        )

    def _history(self, name: str) -> tuple[Past, ...]:
        if self.before is None:
            return (Past(name, {}),)
        moved = {slug: len(changes(self.before.findings.get(slug, {}), told)) for slug, told in self._findings.items()}
        why = causes(changed_inputs(self.before.inputs, self._inputs))
        return (*self.before.history, Past(name, {slug: number for slug, number in moved.items() if number}, why))

    @cached_property
    def _withdrawn(self) -> tuple[Withdrawn, ...]:
        """The documents of earlier publications that a correction withdraws: of those kept, and those that once were."""
        found = (
            {(one.publication, one.document): set(one.corrections) for one in self.before.withdrawn}
            if self.before
            else {}
        )
        for folder in self._shelf.all:
            earlier = manifest.read(folder)
            for entry in self.shop.corrections:
                if earlier.published[:10] >= entry.since.isoformat() and entry.id not in earlier.corrections:
                    for name in set(entry.documents) & set(earlier.files):
                        found.setdefault((earlier.published, name), set()).add(entry.id)
        return tuple(Withdrawn(*key, tuple(sorted(ids))) for key, ids in sorted(found.items()))

    def _kept(self, one: Withdrawn) -> Kept:
        """Where a withdrawn document lies: in the last site, or in its own publication."""
        marked = Kept(one, Path(), True)
        latest = self._shelf.latest
        if latest and (latest / SITE / marked.href).is_file():
            return replace(marked, file=latest / SITE / marked.href)
        return Kept(one, self._shelf.folder / one.publication / one.document, False)

    @property
    def _shelf(self) -> Shelf:
        return Shelf(self.shop.folders.published(self.shop.edition.name))
