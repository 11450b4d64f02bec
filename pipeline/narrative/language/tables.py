"""The words that findings bring from tables (statements, notes, labels) in the language being written.

It is done once, before any sentence is made: what makes sentences meets no English where there is a translation, and
English marked as English where there is none (rows that a coalition brought itself). Names stay as they are.
"""

from collections.abc import Callable
from dataclasses import replace

from pipeline.findings.model import Caveat, CityFindings, Finding, Position, Unsaid
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
        unsaid=tuple(_unsaid(one, words) for one in found.unsaid),
        published=tuple(replace(p, statement=words(p.statement), figure=words(p.figure)) for p in found.published),
        claims=tuple(replace(c, statement=words(c.statement), figure=words(c.figure)) for c in found.claims),
        rules=tuple(
            replace(r, statement=words(r.statement), note=words(r.note) if r.note else "") for r in found.rules
        ),
        events=tuple(replace(e, statement=words(e.statement), label=words(e.label)) for e in found.events),
    )


def _position(position: Position, words: Words) -> Position:
    """Who speaks is translated where it is a description or a body ("ICE officials"); a name stays as it is.

    Where the name says the office ("Cook County Board of Commissioners, county board") it does so in any language.
    """
    told = position.office.lower() in position.actor.lower()
    said, who, office = words(position.statement), words(position.actor), "" if told else words(position.office)
    return replace(position, statement=said, actor=who, office=office)


def _unsaid(unsaid: Unsaid, words: Words) -> Unsaid:
    """Of whom no statement on this program is at hand, those who spoke on the other are named as where they speak."""
    spoken = unsaid.topic == "positions"
    return replace(unsaid, details=tuple(words(one) for one in unsaid.details)) if spoken else unsaid


def _finding(finding: Finding, words: Words) -> Finding:
    caveats = tuple(_caveat(caveat, words) for caveat in finding.caveats)
    return replace(finding, caveats=caveats, note=words(finding.note), said_by=words(finding.said_by))


def _caveat(caveat: Caveat, words: Words) -> Caveat:
    return replace(caveat, detail=words(caveat.detail)) if caveat.kind in TABLES_OWN else caveat
