"""Brings the catalogs of translations up to date with code and templates: `python -m pipeline.translations`.

Every sentence that the code asks a language for goes into templates/locale/<language>/briefing.po, without a line number,
so that only words change the file; a sentence that nobody asks for any more goes out. What is left to do is printed.
"""

import re
import string
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from pipeline.files import write_whole
from pipeline.narrative.language.locale import LOCALE

ROOT = Path(__file__).parents[1]
METHODS = {
    "pipeline": [("narrative/**.py", "python"), ("site/**.py", "python")],
    "templates": [("**.j2", "jinja2.ext:babel_extract")],
}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "plural": (2, 3),
}  # narrative/language/numbers.py: the number, then the noun's two forms
HEADER = """\
# {name}. Translations are ours; the terms are those of the glossary beside this file. Written by `make translations`,
# which keeps what is translated: change only what stands after msgstr.
msgid ""
msgstr ""
"Language: {code}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
NAMES = {"es": "Spanish"}


def extracted(root: Path = ROOT) -> Catalog:
    """Every message that code and templates hold."""
    catalog = Catalog()
    for folder, methods in METHODS.items():
        found = extract_from_dir(root / folder, method_map=methods, keywords=KEYWORDS)
        for path, _line, message, _comments, context in found:
            catalog.add(message, locations=[(f"{folder}/{Path(path).as_posix()}", 1)], context=context)
    return catalog


def catalog(code: str) -> Catalog:
    """The catalog of a language as it stands on disk."""
    return read_po(BytesIO((LOCALE / code / "briefing.po").read_bytes()), locale=code)


def brought_up_to_date(code: str, messages: Catalog) -> Catalog:
    """The catalog with exactly these messages; none is guessed from one like it."""
    kept = catalog(code)
    kept.update(messages, no_fuzzy_matching=True)
    kept.obsolete.clear()
    return kept


def written(code: str, messages: Catalog) -> bytes:
    """The catalog as its file holds it, by the file each message comes from."""
    body = BytesIO()
    write_po(body, messages, omit_header=True, include_lineno=False, sort_by_file=True, width=120)
    return HEADER.format(name=NAMES[code], code=code).encode() + body.getvalue().lstrip(b"\n")


def untranslated(messages: Catalog) -> list[str]:
    """The messages without a translation, or with one that is a guess."""
    return [_text(m) for m in _all(messages) if m.fuzzy or not all(_strings(m.string))]


def unlike(messages: Catalog) -> list[str]:
    """The messages whose translation names other fields: a number would be lost, or none found to fill in."""
    return [_text(m) for m in _all(messages) if any(fields(s) != fields(_text(m)) for s in _strings(m.string) if s)]


def same(messages: Catalog, allowed: frozenset[str] = frozenset()) -> list[str]:
    """The messages with letters of their own whose translation is the English."""
    found = (m for m in _all(messages) if set(_strings(m.string)) & set(_strings(m.id)))
    return [_text(m) for m in found if re.search("[A-Za-z]", _bare(_text(m))) and _text(m) not in allowed]


def fields(message: str) -> set[str]:
    """The names of the fields in a message: {"county", "day"}."""
    return {name for _before, name, _form, _conversion in string.Formatter().parse(message) if name is not None}


def _bare(message: str) -> str:
    return "".join(before for before, *_field in string.Formatter().parse(message))


def _all(messages: Catalog) -> Iterator[Message]:
    return (message for message in messages if message.id)


def _strings(words: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (words or "",) if isinstance(words, str | None) else tuple(words)


def _text(message: Message) -> str:
    """A message as it is told: of one with a plural that form, which has every field."""
    return str(_strings(message.id)[-1])


def main() -> int:
    """Write each catalog anew; 1 if a message waits for its translation."""
    messages, waiting = extracted(), 0
    for code, name in NAMES.items():
        fresh = brought_up_to_date(code, messages)
        write_whole(LOCALE / code / "briefing.po", written(code, fresh))
        left = untranslated(fresh)
        waiting += len(left)
        sys.stdout.write(f"{name}: {len(fresh)} messages, {len(left)} to translate.\n")
        sys.stdout.writelines(f"  {message}\n" for message in left)
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())
