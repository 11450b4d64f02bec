"""A withdrawn document says so on every page, keeps its words and its standards, and is the same each time."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from pipeline.render.withdrawn import marked
from pipeline.validate import by_page_validation

from ..conftest import ROOT
from .conftest import Briefing

WORDS = "Withdrawn, corrected on November 1, 2026."


@pytest.mark.slow
def test_each_page_of_a_withdrawn_briefing_says_so_and_stays_what_it_was(briefing: Briefing, tmp_path: Path) -> None:
    before = briefing("Boston")
    after = tmp_path / "withdrawn.pdf"
    after.write_bytes(marked(before.read_bytes(), WORDS, ROOT / "templates"))
    assert marked(before.read_bytes(), WORDS, ROOT / "templates") == after.read_bytes()
    pages, own = PdfReader(after).pages, PdfReader(before).pages
    assert len(pages) == len(own)
    for page, was in zip(pages, own, strict=True):
        text, words = page.extract_text(), was.extract_text()
        assert WORDS in text.replace("\xa0", " ")
        assert WORDS not in words
        assert set(words.split()) <= set(text.split())
    assert [verdict.problems for verdict in by_page_validation([after])] == [(), ()]
