"""A publication: staged beside, checked, then switched to at once; earlier ones stay, those past their time go last."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline import sums
from pipeline.errors import BrokenPublication
from pipeline.files import write_whole
from pipeline.publish import manifest
from pipeline.publish.manifest import Manifest
from pipeline.sums import digest

LATEST = "latest"
STAGING = ".staging"  # a folder whose name begins so is no publication: what a cut-off run left of one
FEWEST = 2  # publications that always stay


@dataclass(frozen=True)
class Shelf:
    """Where an edition's publications stand: `output/published/<edition>/`."""

    folder: Path

    @property
    def all(self) -> tuple[Path, ...]:
        """The publications, the oldest first."""
        found = [path for path in self.folder.glob("*") if _day(path.name) and path.is_dir() and not path.is_symlink()]
        return tuple(sorted(found, key=lambda path: _order(path.name)))

    @property
    def latest(self) -> Path | None:
        """The publication that `latest` leads to; None if there is none yet."""
        link = self.folder / LATEST
        return self.folder / os.readlink(link) if link.is_symlink() and link.is_dir() else None

    def named(self, day: str) -> Path:
        """The publication of a day ("2026-11-26", or "2026-11-26.2"). Raises BrokenPublication with those there are."""
        path = self.folder / day
        if path not in self.all:
            there = ", ".join(each.name for each in self.all) or "none"
            raise BrokenPublication(f'There is no publication "{day[:40]}" of this edition. There are: {there}.')
        return path

    def publish(self, fill: Callable[[Path, str], Manifest], day: date) -> Path:
        """Publish what `fill` writes into the folder it is given, under the name it is given, with its manifest.

        Nothing is seen of it until it is whole: the folder gets its name, and then `latest` is switched, each in one
        step. What an earlier run left half done is cleared away.
        """
        self.clear()
        staged = self.folder / f"{STAGING}-{os.getpid()}"
        staged.mkdir(parents=True)
        final = self.folder / self._name(day)
        write_whole(staged / manifest.NAME, fill(staged, final.name).text())
        sums.write_sums(staged)
        _to_disk(staged)
        os.rename(staged, final)
        self._switch(final.name)
        return final

    def clear(self) -> None:
        """Take away what cut-off runs left, and see that `latest` leads to the newest publication that is whole."""
        for path in self.folder.glob(f"{STAGING}*"):
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() and not path.is_symlink() else path.unlink()
        if self.all and self.latest != self.all[-1]:
            self._switch(self.all[-1].name)

    def keep(self, number: int) -> Iterator[Path]:
        """Take away all publications but the last `number` (two at least) and tell which went."""
        gone = self.all[: -max(number, FEWEST)]
        for path in gone:
            trash = self.folder / f"{STAGING}-gone-{path.name}"
            os.rename(path, trash)  # first out of sight as a whole, then file by file
            shutil.rmtree(trash)
            yield path

    def _name(self, day: date) -> str:
        """The day, or where there is one of that day the day and a number."""
        same = [_order(path.name)[1] for path in self.all if path.name[:10] == day.isoformat()]
        return f"{day.isoformat()}.{max(same) + 1}" if same else day.isoformat()

    def _switch(self, name: str) -> None:
        beside = self.folder / f"{STAGING}-link"
        beside.unlink(missing_ok=True)
        beside.symlink_to(name)
        os.replace(beside, self.folder / LATEST)


def _day(name: str) -> bool:
    day, _point, number = name.partition(".")
    try:
        return date.fromisoformat(day).isoformat() == day and (not number or number.isdecimal())
    except ValueError:
        return False


def _order(name: str) -> tuple[str, int]:
    day, _point, number = name.partition(".")
    return day, int(number or 1)


def _to_disk(folder: Path) -> None:
    """See that every file is on the disk before it is switched to: a power cut must not leave names without content."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def faults(folder: Path) -> list[str]:
    """What in a published folder differs from its manifest: changed, missing and surplus files; empty if nothing does.

    Raises BrokenPublication where it has no manifest.
    """
    written = manifest.read(folder)
    extra = {manifest.NAME, sums.NAME}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    found = [f"{name}: is missing" for name in sorted(set(written.files) - there)]
    found += [f"{name}: is not in the manifest" for name in sorted(there - set(written.files) - extra)]
    same = sorted(set(written.files) & there)
    found += [f"{name}: was changed" for name in same if digest(folder / name) != written.files[name]]
    links = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink())
    found += [f"{name}: is a link, and no file of the publication" for name in sorted(links)]
    return [*found, *_sums_faults(folder, written)]


def _sums_faults(folder: Path, written: Manifest) -> Iterator[str]:
    """Whether the list for `sha256sum -c` says what the manifest says; of the manifest itself, what it is."""
    path = folder / sums.NAME
    if not path.is_file():
        yield f"{sums.NAME}: is missing"
        return
    all_of = {**written.files, manifest.NAME: digest(folder / manifest.NAME)}
    expected = sorted(f"{hash}  {name}" for name, hash in all_of.items())
    if sorted(path.read_text(encoding="utf-8", errors="replace").splitlines()) != expected:
        yield f"{sums.NAME}: does not say what the manifest says"
