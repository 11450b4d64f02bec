"""Tells which words of a page came through the catalog: a language in which every message is written in strange letters."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from gettext import NullTranslations

from pipeline.findings.listed import MODELS
from pipeline.findings.model import CityFindings
from pipeline.narrative.document.attachments import FINDINGS, ROWS, SOURCES
from pipeline.narrative.language.locale import LANGUAGES, unmarked
from pipeline.narrative.language.place_names import CITIES, STATES, TOLD_APART

STRANGE = {ord(letter): ord("Ａ") + index for index, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {
    ord(letter): ord("ａ") + index for index, letter in enumerate("abcdefghijklmnopqrstuvwxyz")
}
FIELD = re.compile(r"(\{[^}]*\})")
WORD = re.compile(r"[^\W\d_ａ-ｚＡ-Ｚ]{2,}")
# What joins the names of a chain of sources; narrative/language/chains.py says it in the language being written.
JOINTS = "|".join(
    rf"(?:^| ){words}(?: |$)"
    for words in ("as quoted by", "quoted by", "quoting", "citing", "as carried by", "as reposted by", "reposted by",
                  "as posted by", "via", "giving", "on an analysis by", "analysis of", "release of", "letter to", "column by")
)  # fmt: skip
KIND = re.compile(" (County|Parish|Borough|Census Area|Municipality|city)$")
# What says nothing to a reader: ids, names by which parts of the program know each other, addresses.
SILENT = frozenset({
    "findings", "shown", "refs", "name", "language", "stance", "role", "address", "address_text", "percent_text",
    "months", "fips", "state", "own", "active", "id", "logo", "words", "part",
})  # fmt: skip
# The fields of findings whose words are names or a table's own, which narrative/language/tables.py sees to.
TABLES_OWN = frozenset({
    "place_name", "names", "city", "state_name", "full_name", "others", "statement", "figure", "actor", "office", "label",
    "publisher", "title", "agency", "instrument", "said_by", "note", "detail", "county", "state_abbreviations", "name", "model",
    "all_places_in_doubt", "all_places_in_part", "details",
})  # fmt: skip


class Strange(NullTranslations):
    """Every message in strange letters, its fields as they are; `asked` collects what was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str | tuple[str, str]] = set()

    def gettext(self, message: str) -> str:
        self.asked.add(message)
        return strange(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.asked.add((msgid1, msgid2))
        return strange(msgid1 if n == 1 else msgid2)


def strange(message: str) -> str:
    """A message in letters that no other text has."""
    return "".join(part if FIELD.fullmatch(part) else part.translate(STRANGE) for part in FIELD.split(message))


def texts(thing: object) -> Iterator[str]:
    """Every text of a page that a reader meets."""
    if isinstance(thing, str):
        yield thing
    elif is_dataclass(thing):
        for field in fields(thing):
            if field.name not in SILENT:
                yield from texts(getattr(thing, field.name))
    elif isinstance(thing, (tuple, list)):
        for item in thing:
            yield from texts(item)


def given(found: CityFindings) -> list[str]:
    """The words that findings bring: names, and what tables say; the longest first."""
    words = {unmarked(text) for text in _given(found)}
    places = {*STATES["es"].values(), *TOLD_APART["es"].values(), *CITIES["es"].values()}
    words |= {name.removeprefix("el ") for name in places} | {FINDINGS, ROWS, SOURCES, *MODELS}
    parts = {part for text in words for part in re.split(r", |; | \(", text)}
    parts |= {name for part in parts for name in re.split(JOINTS, part)}
    bare = {KIND.sub("", text) for text in words | parts}
    return sorted({text.rstrip(".") for text in words | parts | bare if len(text) > 1}, key=len, reverse=True)


def unspoken(page: object, known: list[str]) -> list[str]:
    """The texts of a page with words that neither the catalog nor the findings gave, cut to those words."""
    style = LANGUAGES["es"]
    allowed = {"el", "de", "e", "en", *style.months, *(month.strip(".") for month in style.short_months)}
    left = []
    for text in texts(page):
        rest = " ".join(unmarked(text).split())
        if WORD.search(rest):
            folded = rest.casefold()
            for words in known:
                if words.casefold() in folded:
                    folded = re.sub(rf"(?<!\w){re.escape(words.casefold())}(?!\w)", "·", folded)
            words_left = [word for word in WORD.findall(folded) if word not in allowed]
            left += [f"{' '.join(words_left)} in: {rest}"] if words_left else []
    return left


def _given(thing: object, taken: bool = False) -> Iterator[str]:
    if isinstance(thing, str):
        if taken:
            yield " ".join(thing.split())
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from _given(key, taken)
            yield from _given(value, taken)
    elif isinstance(thing, (tuple, list)):
        for item in thing:
            yield from _given(item, taken)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from _given(getattr(thing, field.name), field.name in TABLES_OWN)
