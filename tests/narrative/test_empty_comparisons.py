"""A comparison that says nothing is not printed: all, one and none are sentences of their own, a state of one county too."""

import re

import pytest

from pipeline.findings.city import gather
from pipeline.narrative.document.walk import told
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.language.locale import speaking
from pipeline.places import by_slug

from ..conftest import embedded
from .test_spanish import edition

EMPTY = re.compile(
    r"(?<![\d,.:/])0 (?:of|de|in|en) |\b([\d,]+) (?:of|de) (?:los )?\1(?![\d,%])|\bof 1 count|\bde 1 condado"
    r"|\b1 of [\d,]+ counties are\b|(Washington, DC|Distrito de Columbia)(?:,| and| y) (?:in |en |of |de |el |del )*\2"
)
# A state of one county; all, one, none and some of the counties with the program, or on ICE's list.
PLACES = (
    "washington-dc", "wilmington-de", "honolulu-hi", "alameda-county-ca", "autauga-county-al", "cook-county-il",
    "aleutians-east-borough-ak", "alachua-county-fl",
)  # fmt: skip


@pytest.mark.parametrize("text", ["0 of 1 counties", "0 in Washington, DC", "62 of 62 counties", "1 of 27 counties are",
                                  "De Washington, DC y de Washington, DC", "0 en el Distrito de Columbia"])  # fmt: skip
def test_an_empty_comparison_is_seen(text: str) -> None:
    assert EMPTY.search(text)


@pytest.mark.parametrize("text", ["10 of 62", "1,230 of 2,300", "none of the 62 counties", "2010 in Boston", "6 de 16"])
def test_a_comparison_that_says_something_passes(text: str) -> None:
    assert not EMPTY.search(text)


@pytest.mark.parametrize("name", ["2011-08", "retrospective", "present"])
@pytest.mark.parametrize("slug", PLACES)
def test_no_page_prints_an_empty_comparison(slug: str, name: str) -> None:
    found = gather(by_slug(slug, embedded().places), edition(name), embedded())
    for language in ("en", "es"):
        with speaking(language):
            said = [run.text for run in told(page(found, edition(name)))]
        assert [text for text in said if EMPTY.search(text)] == []
