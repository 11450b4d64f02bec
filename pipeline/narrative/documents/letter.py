"""The cover letter: who writes to whom, two paragraphs of the place's own findings, what is asked, and their sources."""

from dataclasses import dataclass, replace

from pipeline.editions import Edition
from pipeline.errors import UserError
from pipeline.findings.model import CityFindings
from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import (
    AddressBlock,
    Ask,
    Front,
    Letter,
    Letterhead,
    Listing,
    Said,
    Signed,
    SourcesLine,
)
from pipeline.narrative.document.references import References
from pipeline.narrative.document.renumbering import with_short_sources
from pipeline.narrative.documents.briefing import labels
from pipeline.narrative.documents.page_one import front
from pipeline.narrative.language.locale import _, in_english, language
from pipeline.narrative.language.numbers import sentence
from pipeline.narrative.language.tables import translated
from pipeline.narrative.wording import edition_words

ENDS = (":", ",")  # a salutation that ends so is whole, and printed as it stands
# The offices that stand before a name in an English greeting; whoever holds another is greeted by name alone.
BEFORE_A_NAME = {
    "mayor", "deputy mayor", "vice mayor", "governor", "sheriff", "chief", "police chief", "commissioner", "supervisor",
    "president", "council president", "councilor", "council member", "councilmember", "councilman", "councilwoman",
    "alderman", "alderwoman", "district attorney", "attorney general", "senator", "representative", "judge",
}  # fmt: skip


@dataclass(frozen=True)
class Addressee:
    """To whom a letter goes: how they are greeted, the lines that the envelope's window shows, and the office they hold.

    The office is told in the greeting where `greeting` is a name, not a salutation of the sender's own; else it is blank.
    """

    greeting: str
    lines: tuple[str, ...] = ()
    office: str = ""


def letter(found: CityFindings, edition: Edition, to: Addressee) -> Letter:
    """The letter about a place to a recipient. Raises UserError where the edition is no coalition's: nobody would sign."""
    if not edition.coalition.name:
        raise UserError(
            f"A letter says whose it is, and edition {edition.name} is no coalition's: write a block [coalition] with its "
            "name (docs/making-an-edition.md)."
        )
    context = Context(translated(found), edition, References(found))
    first = front(context)
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
            head=Letterhead(first.ask.logo, first.ask.coalition, first.ask.contact),
            address=AddressBlock(to.lines),
            date=str(edition_words.letter_day(context)),
            greeting=_greeting(to),
            opening=edition_words.letter(context) or (_opening(context),),
            paragraphs=(_claim(first), *_further(first), _limits()),
            ask=_asked(first.ask),
            signed=Signed(_("Sincerely,"), edition_words.signature(context)),
            sources=SourcesLine((), _("Their addresses are in the briefing.")),
            labels=labels(),
        ),
        context.refs,
    )


def part_names() -> tuple[str, str, str]:
    """What the parts of a print packet are called: letter, sheet, briefing."""
    return _("Letter"), _("One page"), _("Briefing")


def _greeting(to: Addressee) -> str:
    """The greeting as the sender wrote it, or made of name and office."""
    if to.greeting.endswith(ENDS):
        return to.greeting
    office = to.office.partition(" of ")[0].partition(",")[0].strip()
    told = office and not to.greeting.casefold().startswith(office.casefold())
    if told and (language().code != "en" or office.casefold() in BEFORE_A_NAME):
        return _("Dear {office} {name}:").format(office=office, name=to.greeting)
    return _("Dear {salutation}:").format(salutation=to.greeting)


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


def _asked(ask: Ask) -> Listing | None:
    """What the coalition asks, in its own words and under its name; None where it asks nothing."""
    return Listing(ask.title, tuple(Said(item) for item in ask.items), ask.attribution) if ask.items else None


def _limits() -> Said:
    return Said(
        _("What these data cannot say stands in the briefing beside what they can, and so does the federal answer.")
    )


def _with_sources(told: Letter, refs: References) -> Letter:
    """The letter with the sources it cites."""
    numbered, lines = with_short_sources(told, refs)
    return replace(numbered, sources=replace(numbered.sources, lines=lines))
