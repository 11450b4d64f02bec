"""The words that findings bring from tables (statements, notes, labels) in the language being written.

It is done once, before any sentence is made: what makes sentences meets no English where there is a translation, and
English marked as English where there is none. Names and offices stay as they are.
"""

from collections.abc import Callable
from dataclasses import replace

from pipeline.findings.model import Caveat, CityFindings, Finding, Position
from pipeline.narrative.language.locale import in_english, language

TABLES_OWN = ("given as of", "note")  # the kinds of caveat whose detail is a table's words
Words = Callable[[str], str]


def translated(found: CityFindings) -> CityFindings:
    """The same findings; in English nothing changes."""
    code = language().code
    if code == "en":
        return found
    known = found.translations.get(code, {})

    def words(english: str) -> str:
        said = any(letter.isalpha() for letter in english)  # a bare number is in no language
        return known.get(english) or (in_english(english) if said else english)

    return replace(
        found,
        findings=tuple(_finding(finding, words) for finding in found.findings),
        positions=tuple(_position(p, words) for p in found.positions),
        federal_positions=tuple(_position(p, words) for p in found.federal_positions),
        on_agreements=tuple(_position(p, words) for p in found.on_agreements),
        organizations=tuple(_position(p, words) for p in found.organizations),
        published=tuple(replace(p, statement=words(p.statement), figure=words(p.figure)) for p in found.published),
        claims=tuple(replace(c, statement=words(c.statement), figure=words(c.figure)) for c in found.claims),
        events=tuple(replace(e, statement=words(e.statement), label=words(e.label)) for e in found.events),
    )


def _position(position: Position, words: Words) -> Position:
    """Who speaks is translated where it is a description ("ICE officials"); a name and a title stay as they are."""
    said, who, office = words(position.statement), words(position.actor), words(position.office)
    return replace(position, statement=said, actor=who, office=office)


def _finding(finding: Finding, words: Words) -> Finding:
    caveats = tuple(_caveat(caveat, words) for caveat in finding.caveats)
    return replace(finding, caveats=caveats, note=words(finding.note), said_by=words(finding.said_by))


def _caveat(caveat: Caveat, words: Words) -> Caveat:
    return replace(caveat, detail=words(caveat.detail)) if caveat.kind in TABLES_OWN else caveat
