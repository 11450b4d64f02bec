"""What a message with the briefing says: the letter's own words, as plain text."""

from dataclasses import dataclass

from pipeline.editions import Edition
from pipeline.errors import MailNotReady
from pipeline.findings.model import CityFindings
from pipeline.narrative.document.model import Letter, Listing, SourceLine
from pipeline.narrative.documents.letter import Addressee, letter
from pipeline.narrative.language.locale import _, language, unmarked


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a message, and under it a list of `items`."""

    text: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """What a message says, in the recipient's language."""

    language: str
    subject: str
    paragraphs: tuple[Paragraph, ...]


def words(found: CityFindings, edition: Edition, to: Addressee, linked: str = "") -> Words:
    """The words of a message; `linked` names a file that is linked instead of attached.

    Raises MailNotReady where a file is to be linked and the edition names no site.
    """
    told = letter(found, edition, to)
    return Words(language().code, unmarked(told.subject), _paragraphs(told, _where(edition, linked)))


def _where(edition: Edition, linked: str) -> str:
    site = edition.coalition.site
    if linked and not site:
        raise MailNotReady(
            f"{linked} is too large to attach (MAIL_LIMIT_MB), and the edition names no site to link: key coalition.site."
        )
    if linked:
        return _("The briefing: {address}").format(address=f"{site.rstrip('/')}/{edition.name}/{linked}")
    attached = _("The briefing is attached as a PDF.")
    online = _("It also stands at {address}").format(address=site)
    return f"{attached} {online}" if site else attached


def _paragraphs(told: Letter, where: str) -> tuple[Paragraph, ...]:
    return (
        Paragraph(unmarked(told.greeting)),
        *(Paragraph(unmarked(said.text)) for said in (*told.opening, *told.paragraphs)),
        *([_asked(told.ask)] if told.ask else []),
        Paragraph(where),
        Paragraph(unmarked("\n".join((told.signed.closing, *told.signed.lines)))),
        Paragraph(_("Sources:"), tuple(_source(source) for source in told.sources.lines)),
    )


def _asked(ask: Listing) -> Paragraph:
    by = ask.attribution.text if ask.attribution else ""
    return Paragraph(unmarked(f"{ask.title}\n{by}"), tuple(unmarked(item.text) for item in ask.items))


def _source(source: SourceLine) -> str:
    return unmarked(f"{source.number} {source.text.removesuffix('.')} {source.address}").rstrip()
