"""The cover letter: who writes to whom, two paragraphs of the place's own findings, what is asked, and their sources."""

from dataclasses import dataclass, replace
from typing import Annotated

from pipeline.editions import Edition
from pipeline.errors import UserError
from pipeline.findings.model import CityFindings
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Ask, Front, Labels, Said, SourcesLine
from pipeline.narrative.document.references import References
from pipeline.narrative.document.renumbering import with_short_sources
from pipeline.narrative.document.roles import FileWords, Key, MarginWords, Role
from pipeline.narrative.documents.briefing import labels
from pipeline.narrative.documents.page_one import front
from pipeline.narrative.language.locale import _, in_english, language
from pipeline.narrative.language.numbers import sentence
from pipeline.narrative.language.tables import translated
from pipeline.narrative.wording import edition_words

ENDS = (":", ",")  # a salutation that ends so is whole, and printed as it stands


@dataclass(frozen=True)
class Addressee:
    """To whom a letter goes: how they are greeted, and the lines that the envelope's window shows."""

    greeting: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Letter:
    """A letter in words, in reading order; `ask` is the coalition's block, whose contact heads the page."""

    language: Key
    title: FileWords
    description: FileWords
    subject: str
    coalition: MarginWords
    ask: Ask
    date: str
    lines: tuple[str, ...]
    greeting: str
    paragraphs: tuple[Said, ...]
    closing: str
    signature: tuple[str, ...]
    sources: SourcesLine
    labels: Annotated[Labels, Role("unprinted")]


def letter(found: CityFindings, edition: Edition, to: Addressee) -> Letter:
    """The letter about a place to a recipient. Raises UserError where the edition is no coalition's: nobody would sign."""
    if not edition.coalition.name:
        raise UserError(
            f"A letter says whose it is, and edition {edition.name} is no coalition's: write a block [coalition] with its "
            "name (docs/making-an-edition.md)."
        )
    context = Context(translated(found), edition, References(found))
    first = front(context)
    words = edition_words.letter(context)
    return _with_sources(
        Letter(
            language=language().code,
            title=_("Letter on {place}: {title}").format(place=context.full_name, title=edition_words.title(context)),
            description=_("Cover letter of the briefing for {place}, edition of {day}").format(
                place=context.full_name, day=context.day
            ),
            subject=_("Briefing for {place}: {title}").format(
                place=context.full_name, title=edition_words.title(context)
            ),
            coalition=edition.coalition.name,
            ask=first.ask,
            date=str(context.day),
            lines=to.lines,
            greeting=_greeting(to.greeting),
            paragraphs=(*(words or (_opening(context),)), _claim(first), *_further(first), _limits()),
            closing=_("Sincerely,"),
            signature=edition_words.signature(context),
            sources=SourcesLine((), _("Their addresses are in the briefing.")),
            labels=labels(),
        ),
        context.refs,
    )


def part_names() -> tuple[str, str, str]:
    """What the parts of a print packet are called: letter, sheet, briefing."""
    return _("Letter"), _("One page"), _("Briefing")


def _greeting(salutation: str) -> str:
    return salutation if salutation.endswith(ENDS) else _("Dear {salutation}:").format(salutation=salutation)


def _opening(context: Context) -> Said:
    text = _(
        "{coalition} sends you its briefing on {place}: what public data say, each number with its source, what they do not "
        "say, and what both sides have said."
    )
    return Said(text.format(coalition=in_english(context.edition.coalition.name), place=context.full_name))


def _claim(first: Front) -> Said:
    """The claim of page 1 with the sentence below it."""
    return _joined([first.lead.claim, first.lead.sub])


def _further(first: Front) -> tuple[Said, ...]:
    """The next finding of page 1, or the first column of its band that says something, with what qualifies it."""
    figures = [[finding.say, *([finding.more] if finding.more else [])] for finding in first.findings]
    told = figures or [list(third.said) for third in first.band if third.said]
    return (_joined(told[0]),) if told else ()


def _joined(parts: list[Said]) -> Said:
    return Said(" ".join(sentence(part.text) for part in parts if part.text), *_owned(parts))


def _owned(parts: list[Said]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The findings and the references of several sentences, each once."""
    ids = dict.fromkeys(id for part in parts for id in part.findings)
    refs = dict.fromkeys(number for part in parts for number in part.refs)
    return tuple(ids), tuple(refs)


def _limits() -> Said:
    return Said(
        _("What these data cannot say stands in the briefing beside what they can, and so does the federal answer.")
    )


def _with_sources(told: Letter, refs: References) -> Letter:
    """The letter with the sources it cites."""
    numbered, lines = with_short_sources(told, refs)
    return replace(numbered, sources=replace(numbered.sources, lines=lines))
