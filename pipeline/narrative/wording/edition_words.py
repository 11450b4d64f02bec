"""What an edition says of itself: its day, how far its evidence reaches, and the words of the coalition whose it is.

The coalition's words stand in the language being written where they have them in it, else in English and marked so.
"""

from pipeline.narrative.document.context import Context
from pipeline.narrative.document.model import Ask, Listing, Logo, Said
from pipeline.narrative.language import numbers
from pipeline.narrative.language.locale import _, in_english, language
from pipeline.narrative.language.phrase import Phrase

LOGO = "logo"  # the name under which the page asks for the picture


def label(context: Context) -> str:
    """The edition in a few words, for the head of page 1."""
    return sample(context) + day(context)


def day(context: Context) -> str:
    """The same for the margins of the other pages."""
    text = _("Edition of {day}") if context.edition.as_of else _("Evidence to {day}")
    return text.format(day=context.day)


def sample(context: Context) -> str:
    """What stands before the names of a document that may show made-up rows; nothing before those of others."""
    return _("SAMPLE, made-up figures: ") if context.found.sample else ""


def limit(context: Context) -> str:
    """What the edition may cite, after its label has told the day."""
    return _("Only what was published by that day.") if context.edition.as_of else _("All evidence in our sources.")


def evidence(context: Context, vintages: str) -> str:
    """The same for the methods; `vintages` names the reference data."""
    text = (
        _(
            "Only what was published by {day} is cited as evidence; a document dated by month or year counts from its last "
            "day, an undated one not at all. Reference data ({vintages}) are later and describe earlier days."
        )
        if context.edition.as_of
        else _(
            "All evidence in our sources is cited, whatever its date; a document dated by month or year counts from its "
            "last day, and the last of them is {day}. Reference data are {vintages}."
        )
    )
    return text.format(day=context.day, vintages=vintages)


def title(context: Context) -> str:
    """The edition's title."""
    words, english = context.edition.titled(language().code)
    return in_english(words) if english else words


def ask(context: Context) -> Ask:
    """What the coalition asks; of an edition that is no coalition's, whose it is."""
    coalition = context.edition.coalition
    if not coalition.name:
        return Ask(_("Whose edition this is"), Said(_nobody()), (), "", ())
    words = _words(context)
    asks = tuple(words["asks"])
    heading = words["asks_title"][0] if asks else _("Whose edition this is")
    attribution = (
        words["asks_attribution"][0] if asks else _("{coalition} publishes this edition and asks nothing in it.")
    )
    refs = context.refs.numbers(coalition.asks_source) if asks and coalition.asks_source else ()
    return Ask(
        heading,
        Said(attribution.format(coalition=coalition.name) if not asks else attribution, (), refs),
        asks,
        in_english(coalition.name),
        (*filter(None, words["authors"]), *words["contact"]),
        Logo(LOGO, in_english(coalition.name)) if coalition.picture else None,
    )


def decides(context: Context) -> Listing | None:
    """What a locality can decide, as the coalition sees it; None where it does not say."""
    coalition, words = context.edition.coalition, _words(context)
    if not coalition.decides:
        return None
    theirs = words["decides_attribution"][0] or _("As {coalition} sees it.").format(
        coalition=in_english(coalition.name)
    )
    refs = context.refs.numbers(coalition.decides_source) if coalition.decides_source else ()
    return Listing(
        _("What a locality can decide"),
        tuple(Said(item) for item in words["decides"]),
        attribution=Said(theirs, (), refs),
    )


def letter(context: Context) -> tuple[Said, ...]:
    """The coalition's own opening of a letter, its fields filled in; nothing where it has none."""
    fields = {
        "place": context.full_name,
        "counties": str(context.counties),
        "state": str(context.state_name),
        "day": str(context.day),
        "coalition": context.edition.coalition.name,
    }
    return tuple(Said(text.format(**fields)) for text in _words(context)["letter"])


def letter_day(context: Context) -> Phrase:
    """The day that a letter bears: the coalition's, else the edition's."""
    given = context.edition.coalition.letter_date
    return numbers.day(given.isoformat()) if given else context.day


def signature(context: Context) -> tuple[str, ...]:
    """Who signs a letter: the coalition's lines, else its name and authors."""
    words = _words(context)
    return words["signature"] or (in_english(context.edition.coalition.name), *filter(None, words["authors"]))


def _nobody() -> str:
    return _(
        "No coalition has put its name to this edition and nothing is asked of you. It shows what public data say, and what "
        "they do not."
    )


def _words(context: Context) -> dict[str, tuple[str, ...]]:
    """The coalition's words by key, each a tuple, marked where they are English for want of others."""
    words, lacking = context.edition.coalition.words(language().code)
    said: dict[str, tuple[str, ...]] = {}
    for key in type(words).model_fields:
        value = getattr(words, key)
        items = value if isinstance(value, tuple) else (value,)
        said[key] = tuple(in_english(item) if key in lacking else item for item in items)
    return said
