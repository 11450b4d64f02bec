"""The manifest of a publication: every file's hash, each finding as it was, and what both were made of."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import distributions
from pathlib import Path, PurePosixPath

from pydantic import TypeAdapter

from pipeline.errors import BrokenPublication
from pipeline.findings.model import CityFindings, Finding, Moved, Since
from pipeline.publish.changes import Past, Told, Withdrawn

NAME = "manifest.json"
SCHEMA = 1


@dataclass(frozen=True)
class Manifest:
    """What a publication holds: `files` (SHA-256 by name), `findings` by place and id, `inputs` (hash by name), `versions`.

    `moved` and `since` are what its briefings tell of changes, by place; `corrections` the ids of those it tells;
    `withdrawn` the documents of earlier publications that its site keeps, marked; `history` all publications, the last
    of them this one.
    """

    edition: str
    published: str
    files: Mapping[str, str]
    findings: Mapping[str, Mapping[str, Told]]
    inputs: Mapping[str, str]
    versions: Mapping[str, str]
    schema: int = SCHEMA
    since: Mapping[str, Since] = field(default_factory=dict)
    moved: Mapping[str, tuple[Moved, ...]] = field(default_factory=dict)
    corrections: tuple[str, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    history: tuple[Past, ...] = ()

    def text(self) -> str:
        """The manifest as its file holds it."""
        return json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def read(folder: Path) -> Manifest:
    """The manifest of the publication in `folder`. Raises BrokenPublication where there is none that can be read."""
    path = folder / NAME
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
        if written.get("schema") != SCHEMA:
            raise BrokenPublication(f"{path.as_posix()} is of another version of this program.")
        found = _adapter().validate_python(written)
    except FileNotFoundError as error:
        raise BrokenPublication(f"{folder.as_posix()} is no publication: it has no {NAME}.") from error
    except (OSError, ValueError, AttributeError, RecursionError) as error:
        raise BrokenPublication(
            f"{path.as_posix()} cannot be read as a manifest: bring it back, or move the folder away."
        ) from error
    withdrawn = (part for one in found.withdrawn for part in (one.publication, one.document))
    if not all(_inside(name) for name in (found.published, *found.files, *withdrawn)):
        raise BrokenPublication(f"{path.as_posix()} names files outside of its folder: it is not one of ours.")
    return found


def _inside(name: str) -> bool:
    """Whether a name leads to nowhere but below the folder that it is seen from."""
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts


@cache
def _adapter() -> "TypeAdapter[Manifest]":
    return TypeAdapter(Manifest)


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
        unit=finding.unit,
        code=finding.place,
    )


def versions() -> dict[str, str]:
    """Each installed package's version by name: what the documents were made with."""
    return {each.metadata["Name"].lower(): each.version for each in distributions() if each.metadata["Name"]}
