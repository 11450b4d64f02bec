"""What goes out together: the documents, the site made of them, and the manifest that tells of both."""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from pipeline import receipts
from pipeline.build import Workshop
from pipeline.documents import Made
from pipeline.findings.city import from_json
from pipeline.publish import manifest
from pipeline.publish.manifest import Manifest, Told
from pipeline.site import build
from pipeline.site.model import Site
from pipeline.sums import digest

SITE = "site"  # the folder of a publication in which its site stands


@dataclass(frozen=True)
class Issue:
    """The documents of an edition, ready to be published; `before` is the publication that they follow."""

    shop: Workshop
    made: tuple[Made, ...]
    before: Manifest | None

    @property
    def unseen(self) -> tuple[Made, ...]:
        """The documents of which a file was not published before as it is now."""
        known = set(self.before.files.values()) if self.before else set()
        return tuple(one for one in self.made if not {digest(path) for path in one.files} <= known)

    @property
    def is_new(self) -> bool:
        """Whether anything would read otherwise than in the publication before: a document, a finding, or the site."""
        before = self.before
        if before is None or before.findings != self._findings:
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
        inputs = receipts.sources(self.shop.folders, self.shop.edition)
        return Manifest(self.shop.edition.name, name, files, self._findings, inputs, manifest.versions())

    @property
    def _findings(self) -> dict[str, dict[str, Told]]:
        return {one.job.place.slug: manifest.told(from_json(one.job.findings)) for one in self.made}

    def _paths(self) -> tuple[Path, ...]:
        return tuple(path for one in self.made for path in one.files)

    def _documents(self) -> dict[str, str]:
        return {path.name: digest(path) for path in self._paths()}

    def _site(self, name: str) -> Site:
        shop = self.shop
        return Site(shop.edition, name, self.made, shop.tables, shop.folders)
