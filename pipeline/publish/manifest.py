"""The manifest of a publication: every file's hash, each finding as it was, and what both were made of."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import distributions
from pathlib import Path

from pipeline.errors import BrokenPublication
from pipeline.findings.model import CityFindings, Finding

NAME = "manifest.json"
SCHEMA = 1


@dataclass(frozen=True)
class Told:
    """A finding as a publication told it: what it is, its number with its parts, its sources, and the hash of all of it."""

    measure: str
    place: str
    value: str
    numerator: int | None
    denominator: int | None
    until: str
    sources: tuple[str, ...]
    hash: str


@dataclass(frozen=True)
class Manifest:
    """What a publication holds: `files` (SHA-256 by name), `findings` by place and id, `inputs` (hash by name), `versions`."""

    edition: str
    published: str
    files: Mapping[str, str]
    findings: Mapping[str, Mapping[str, Told]]
    inputs: Mapping[str, str]
    versions: Mapping[str, str]
    schema: int = SCHEMA

    def text(self) -> str:
        """The manifest as its file holds it."""
        return json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def read(folder: Path) -> Manifest:
    """The manifest of the publication in `folder`. Raises BrokenPublication where there is none that can be read."""
    path = folder / NAME
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
        if written.pop("schema") != SCHEMA:
            raise BrokenPublication(f"{path.as_posix()} is of another version of this program.")
        findings = {
            place: {id: Told(**{**told, "sources": tuple(told["sources"])}) for id, told in each.items()}
            for place, each in written.pop("findings").items()
        }
        return Manifest(findings=findings, **written)
    except FileNotFoundError as error:
        raise BrokenPublication(f"{folder.as_posix()} is no publication: it has no {NAME}.") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenPublication(f"{path.as_posix()} cannot be read as a manifest.") from error


def told(found: CityFindings) -> dict[str, Told]:
    """Each finding of a place, by id."""
    return {finding.id: _told(finding) for finding in found.findings}


def _told(finding: Finding) -> Told:
    whole = json.dumps(asdict(finding), sort_keys=True, ensure_ascii=False)
    return Told(
        measure=finding.measure,
        place=finding.place_name,
        value=str(finding.value),
        numerator=finding.numerator,
        denominator=finding.denominator,
        until=finding.period.end,
        sources=finding.sources,
        hash=hashlib.sha256(whole.encode()).hexdigest(),
    )


def versions() -> dict[str, str]:
    """Each installed package's version by name: what the documents were made with."""
    return {each.metadata["Name"].lower(): each.version for each in distributions() if each.metadata["Name"]}
