"""The pages say what somebody read: any other word shows here, as a difference to be read before it is taken.

`make golden` takes today's words and prints the difference.
"""

from difflib import unified_diff

import pytest

from .pages import ALL, FOLDER, kept, words


@pytest.mark.parametrize(("edition", "city", "language"), ALL)
def test_a_page_says_what_was_read(edition: str, city: str, language: str) -> None:
    read = kept(edition, city, language).read_text(encoding="utf-8")
    now = words(edition, city, language)
    other = unified_diff(read.splitlines(), now.splitlines(), "read", "now", lineterm="", n=1)
    assert now == read, "\n".join(["read it, then `make golden`:", *other])


def test_nothing_is_kept_that_no_page_says() -> None:
    assert {kept(*one) for one in ALL} == set(FOLDER.rglob("*.txt"))
