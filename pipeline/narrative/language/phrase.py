"""Words in the forms that sentences need: with their article or preposition, which depend on the word in Spanish."""

from collections.abc import Mapping
from typing import Self

ARTICLES = ("el", "la", "los", "las")
CONTRACTED = {("de", "el"): "del", ("a", "el"): "al"}


class Phrase(str):
    """Words that a message may take in a form, as Python's format does: `{day:on}` is "on July 11, 2011" or "in 2011".

    `{county}` is "condado de Suffolk", `{county:de}` "del condado de Suffolk", `{county:El}` begins a sentence. The
    forms of Spanish are `el`, `de`, `a` and `en`; of English `on`, for dates. A form that is not there is an error.
    """

    forms: Mapping[str, str]

    def __new__(cls, text: str, forms: Mapping[str, str]) -> Self:
        """The words as they stand alone, and each form of them."""
        phrase = super().__new__(cls, text)
        phrase.forms = forms
        return phrase

    def __format__(self, form: str) -> str:
        """The form asked for; with a capital where its name has one."""
        if not form:
            return str(self)
        text = self.forms[form.lower()]
        return text[:1].upper() + text[1:] if form[:1].isupper() else text


def spanish(text: str, article: str = "", on: str = "") -> Phrase:
    """Spanish words with the forms of their article ("" for a name without one); `on` stands for "en" where it differs."""
    with_article = f"{article} {text}".strip()
    forms = {word: _joined(word, article, text) for word in ("de", "a", "en")}
    forms |= {"el": with_article, "en": on or forms["en"]}
    return Phrase(text, {**forms, "on": forms["en"]})  # English without a translation asks for its own form


def noun(text: str) -> Phrase:
    """Spanish words that are written with their article, such as "el condado de Suffolk"."""
    first, _blank, rest = text.partition(" ")
    return spanish(rest, first) if first in ARTICLES else spanish(text)


def _joined(preposition: str, article: str, text: str) -> str:
    head = CONTRACTED.get((preposition, article), f"{preposition} {article}".strip())
    return f"{head} {text}"
