"""What is wrong in an edition's file, said to an organizer: which key or line, what it should be, what it may be a slip for."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from pipeline.places import shown

# What a value of the wrong sort should be, by the beginning of pydantic's name for the fault.
EXPECTED = {
    "tuple_type": 'write a list in brackets, such as ["one", "two"]',
    "string_type": 'write text in straight quotes, such as "Ours"',
    "date": "write a day without quotes, such as 2011-08-16",
    "model_type": "write a block of its own, under a line such as [coalition]",
    "int": "write a whole number without quotes",
    "greater_than_equal": "write a whole number, 0 or more",
    "less_than_equal": "write a smaller number",
}
# What a line that is no TOML most likely needs: by a mark in tomllib's words or in the line itself, the surest first.
_HINTS: tuple[tuple[str, str, str], ...] = (
    ("", "[“”„]", "use straight quotes, not curly ones"),
    ("Cannot", "", "the key or block of this line is there twice"),
    ("Unclosed array", "", "a comma or the closing bracket is missing before it"),
    ("", r"=\s*\d{1,2}/\d{1,2}/\d{2,4}", "write a day as 2011-08-16"),
    ("Invalid date", "", "there is no such day"),
    ("", r'^[^"]*("[^"]*"[^"]*)*"[^"]*$', "a quote is missing in it"),
    ("Expected newline", '"', "put a backslash before a quote inside a text, or use single quotes"),
    ("", r"^\s*\w+\s*=\s*[A-Za-z]", "write text in straight quotes"),
)


def unreadable(error: tomllib.TOMLDecodeError | UnicodeDecodeError, text: str) -> str:
    """What is wrong with a file that is no TOML: the line, and what it most likely needs."""
    found = re.search(r"line (\d+)", str(error))
    if isinstance(error, UnicodeDecodeError):
        return "save it as UTF-8 text"
    if not found:
        return f"{error}; most likely a quote or a bracket is missing at the end"
    number = int(found[1])
    line = ([*text.splitlines(), ""] + [""] * number)[number - 1]
    hints = (hint for words, mark, hint in _HINTS if words in str(error) and re.search(mark, line))
    return f"line {number}: {next(hints, str(error))} (found {shown(line.strip()) or 'an empty line'})"


def first(problems: Iterable[Mapping[str, Any]], keys: Mapping[str, Iterable[str]]) -> str:
    """The first of pydantic's findings as a line; `keys` are those that each block may have, by its name ("" on top).

    Unknown keys come first: what is missing is often there under another name.
    """
    ordered = sorted(problems, key=lambda problem: problem["type"] != "extra_forbidden")
    return _told(ordered[0], keys)


def _told(problem: Mapping[str, Any], keys: Mapping[str, Iterable[str]]) -> str:
    path = [str(part) for part in problem["loc"] if part != "translations"]
    key, kind = ".".join(path), str(problem["type"])
    if kind == "extra_forbidden":
        return f"key {key}: there is no such key{slip(path[-1], keys.get('.'.join(path[:-1]), ()))}."
    if kind == "missing":
        return f"key {key}: it is missing, and an edition must have it."
    said = str(problem["msg"]).removeprefix("Value error, ")
    expected = next((words for start, words in EXPECTED.items() if kind.startswith(start)), said)
    found = "" if kind == "value_error" and not isinstance(problem["input"], str) else problem["input"]
    return f"key {key}: {expected[:1].lower()}{expected[1:]}" + (
        f" (found {shown(repr(found))})." if found != "" else "."
    )


def slip(word: str, known: Iterable[str]) -> str:
    """What a word may be a slip for, as the end of a sentence; else what is known."""
    known = tuple(known)
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f" (did you mean {near[0]}?)"
    return f"; there are {', '.join(known)}" if known else ""
