"""An edition's file: found by its name, read as TOML, its blocks by language gathered, its logo beside it."""

import re
import tomllib
from pathlib import Path
from typing import Any

from pipeline.edition_faults import unreadable
from pipeline.errors import BrokenEdition, UnknownEdition
from pipeline.places import shown

LOGO_SIZE = 300_000  # bytes: it is printed 56 mm wide at most, and every briefing carries it
PICTURES = {".png": re.compile(rb"\A\x89PNG\r\n\x1a\n.*IEND.{4}\Z", re.S), ".svg": re.compile(rb"<svg[\s>]")}
# What an SVG must not do: ask for another file (an address in its name space is none), or run something.
ASKS = re.compile(
    rb"""(?i)\b(?:href|src)\s*=\s*["'](?!\#|data:image/)|url\(\s*+["']?+(?!\#)|@import|<script|<foreignObject"""
)
LANGUAGE = re.compile("[a-z]{2}")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")  # of an edition: it names files and folders


def path(name: str, folder: Path) -> Path:
    """The file of an edition. Raises UnknownEdition with the ones there are."""
    known = sorted(path.stem for path in folder.glob("*.toml"))
    there = ", ".join(known) or "none"
    if not NAME.fullmatch(name.removesuffix(".toml")):
        raise UnknownEdition(
            f'No edition can be called "{shown(name)}": letters, digits, points and hyphens alone make the name of its '
            f"file. There are: {there}."
        )
    if name not in known:
        ending = " Leave out .toml." if name.removesuffix(".toml") in known else ""
        raise UnknownEdition(f'No edition called "{shown(name)}". There are: {there}.{ending}')
    return folder / f"{name}.toml"


def read(path: Path) -> dict[str, Any]:
    """What an edition's file says, as the fields of an Edition. Raises BrokenEdition with the line or key."""
    where, data = f"{path.parent.name}/{path.name}", path.read_bytes()
    try:
        written = tomllib.loads(data.decode("utf-8-sig"))  # Notepad writes a mark before the first letter
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        fault = unreadable(error, data.decode("utf-8-sig", errors="replace"))
        raise BrokenEdition(f"{where} cannot be read: {fault}.") from error
    return _picture(_by_language(written, where), path.parent, where)


def _by_language(written: dict[str, Any], where: str) -> dict[str, Any]:
    """The file's content with the blocks [es] and [coalition.es] gathered as `titles` and `translations`."""
    for key in ("name", "titles", "sample", "coalition.translations", "coalition.picture"):
        above, _, last = key.rpartition(".")
        within = written.get(above) if above else written
        if isinstance(within, dict) and last in within:
            raise BrokenEdition(f"{where}: key {key}: there is no such key.")
    languages = written.get("languages", ["en"])
    if not isinstance(languages, list):
        raise BrokenEdition(f'{where}: key languages: write a list in brackets, such as ["en", "es"].')
    titles = _taken(written, languages, where, "")
    for code, block in titles.items():
        if set(block) != {"title"}:
            raise BrokenEdition(f"{where}: key {code}: expected title and nothing else.")
    result = {**written, "titles": {code: block["title"] for code, block in titles.items()}}
    coalition = result.get("coalition")
    if isinstance(coalition, dict):
        theirs = _taken(coalition, languages, where, "coalition.")
        result["coalition"] = {**coalition, "translations": theirs}
    return result


def _taken(block: dict[str, Any], languages: list[Any], where: str, above: str) -> dict[str, dict[str, Any]]:
    """The tables of a block that a language's two letters name, taken out of it."""
    codes: list[str] = [key for key, value in block.items() if LANGUAGE.fullmatch(key) and isinstance(value, dict)]
    for code in codes:
        if code == "en" or code not in languages:
            raise BrokenEdition(
                f'{where}: key {above}{code}: the edition is not written in "{code}"; languages names those it is, '
                "and English stands outside such a block."
            )
    return {code: block.pop(code) for code in codes}


def _picture(written: dict[str, Any], folder: Path, where: str) -> dict[str, Any]:
    """The content with the logo's bytes, which must be a small PNG or SVG beside the file."""
    coalition = written.get("coalition")
    logo = coalition.get("logo") if isinstance(coalition, dict) else None
    if not isinstance(coalition, dict) or not isinstance(logo, str) or not logo:
        return written
    problem = f'{where}: key coalition.logo: "{shown(logo)}"'
    path = folder / logo
    if Path(logo).name != logo or path.suffix.lower() not in PICTURES:
        raise BrokenEdition(f"{problem} must be the name of a PNG or SVG file that lies beside this file.")
    if not path.is_file():
        raise BrokenEdition(f"{problem} is not there: put the picture into {folder.name}/.")
    if path.stat().st_size > LOGO_SIZE:
        raise BrokenEdition(f"{problem} is larger than {LOGO_SIZE // 1000} kB: save it smaller.")
    data = path.read_bytes()
    if not PICTURES[path.suffix.lower()].search(data):
        raise BrokenEdition(f"{problem} is not a whole {path.suffix[1:].upper()} picture: save it again.")
    if path.suffix.lower() == ".svg" and ASKS.search(data):
        raise BrokenEdition(f"{problem} asks for another file or runs a script: save it as a plain picture, or as PNG.")
    return {**written, "coalition": {**coalition, "picture": data}}
