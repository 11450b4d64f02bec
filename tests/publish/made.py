"""Publications for tests: small files, findings by hand."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pipeline.publish.manifest import Manifest, Told
from pipeline.publish.publication import Shelf
from pipeline.sums import digest

DAY = date(2026, 11, 26)


def told(value: str = "52.0", numerator: int | None = 183, sources: tuple[str, ...] = ("s1",)) -> Told:
    return Told("share", "Suffolk County, MA", value, numerator, 352, "2011-07", sources, f"hash of {value} {sources}")


def a_manifest(
    files: Mapping[str, str] | None = None,
    findings: Mapping[str, Mapping[str, Told]] | None = None,
    inputs: Mapping[str, str] | None = None,
    name: str = "2026-11-26",
) -> Manifest:
    return Manifest("2011-08", name, files or {}, findings or {}, inputs or {}, {})


def publish(shelf: Shelf, files: Mapping[str, str], day: date = DAY) -> Path:
    def fill(folder: Path, name: str) -> Manifest:
        for file, text in files.items():
            (folder / file).write_text(text)
        return a_manifest({file: digest(folder / file) for file in files}, name=name)

    return shelf.publish(fill, day)
