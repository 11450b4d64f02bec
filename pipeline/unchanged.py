"""The answer to `report` where nothing has changed since it was given: neither tables nor findings nor pages are needed.

What was told is kept, under the request as it was typed. It is told again where a briefing comes from all that it came
from then (pipeline/origin.py) and its files are whole, which the same functions say that decide what is stale. Whatever
else is asked, or where anything differs, is no matter of this module. It loads little: a test holds the list.
"""

import hashlib
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline import origin, receipts, sums
from pipeline.errors import Busy
from pipeline.files import write_whole
from pipeline.folders import Folders
from pipeline.lock import held

DEFAULTS = {"city": "", "edition": "2011-08", "language": "en"}
NOTHING = "Up to date: nothing to render."


@dataclass(frozen=True)
class Told:
    """What `report` told of a briefing, and by what it is seen that it is so still; paths are from the root.

    `logo` is the coalition's, among the editions ("" where it has none); `aside` went beside the output.
    """

    request: dict[str, str]
    origin: str
    receipt: str
    logo: str
    folder: str
    sums: str
    aside: str
    lines: list[str]


def answer(words: list[str], folders: Folders | None = None) -> int | None:
    """Answer a command where it is a `report` of which nothing has changed: its exit code; else None, nothing being done."""
    request, folders = asked(words), folders or Folders()
    told = _read(_path(folders, request)) if request else None
    if told is None or told.request != request or not _so_still(told, folders):
        return None
    try:
        with held(folders.outputs, "report"):
            sums.write_sums(folders.root / told.folder, folders.root / told.sums)
    except (Busy, OSError):
        return None  # told in words by who does the whole work
    if told.aside:
        print(told.aside, file=sys.stderr)
    print("\n".join(told.lines))
    return 0


def asked(words: list[str]) -> dict[str, str] | None:
    """What is asked of `report`, by the name of each option; None where it is another verb or is not understood here."""
    if words[:1] != ["report"]:
        return None
    said, left = dict(DEFAULTS), words[1:]
    while left:
        name, equals, value = left.pop(0).partition("=")
        if name.removeprefix("--") not in DEFAULTS or not name.startswith("--") or not (equals or left):
            return None
        said[name.removeprefix("--")] = value if equals else left.pop(0)
    return said if said["city"] else None


def remember(told: Told, folders: Folders) -> None:
    """Keep what was told, for the next who asks in the same words."""
    write_whole(_path(folders, told.request), json.dumps(asdict(told), ensure_ascii=False) + "\n")


def _so_still(told: Told, folders: Folders) -> bool:
    receipt = receipts.read(folders.root / told.receipt)
    if receipt is None or receipt.origin != told.origin or receipts.damage(receipt, folders.root):
        return False
    try:
        logo = (folders.editions / told.logo).read_bytes() if told.logo else b""
        return origin.digest(origin.parts(folders, told.request["edition"], logo)) == told.origin
    except OSError:
        return False


def _read(path: Path) -> Told | None:
    try:
        return Told(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _path(folders: Folders, request: dict[str, str]) -> Path:
    """Where the answer to a request lies; of the request only its hash makes the name, for it is typed by anyone."""
    name = hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()[:32]
    return folders.root / "build" / "told" / f"{name}.json"
