"""Each forgery of a finished PDF is seen by the reading, in words that name it, and by the seal."""

import pytest

from pipeline.audit import seal
from pipeline.audit.verdict import audit
from pipeline.documents import BRIEFING, ONEPAGER, Document
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.documents.sheet import onepage

from ..conftest import ROOT
from ..document.conftest import Briefing
from . import forgeries
from .conftest import Press
from .forgeries import Forgery, forged

FORGERIES: dict[str, tuple[Forgery, str]] = {
    "two shares swapped in a chart": (forgeries.swapped("65%", "22%"), "“22%” is drawn where the findings say “65%”"),
    "two counties swapped in a chart": (
        forgeries.swapped("San Diego, Calif.", "Solano, Calif."),
        "“San Diego, Calif.” is drawn where the findings say “Solano, Calif.”",
    ),
    "about so many": (forgeries.label("about 145 of 223", "about 115 of 223"), "“about 115 of 223” is drawn where"),
    "active to inactive": (
        forgeries.label("Suffolk County: active", "Suffolk County: inactive"), "“Suffolk County: inactive” is drawn where"
    ),
    "a number on the page": (
        forgeries.page_text("One of 14 counties in", "One of 11 counties in"),
        "“11” is printed where the findings say “14”",
    ),
    "an attribution in a label": (
        forgeries.label("ICE’s director", "ICE’s statistics"), "“ICE’s statistics” is drawn where"
    ),
    "a dot moved": (forgeries.dot_moved, "points from where the findings put it"),
    "a county's color": (forgeries.county_recoloured, "has another color than the findings give it"),
    "a false ToUnicode map": (forgeries.false_map, "“92%” is printed where the findings say “52%”"),
    "a font that is not ours": (forgeries.strange_font, "is set in a font that is none of ours"),
    "a white box": (forgeries.white_box, "is covered by what is drawn over it"),
    "an invisible line": (forgeries.invisible, "“Boston, Massachusetts” cannot be seen"),
    "a note": (forgeries.note, "a note (FreeText) “ICE lied.” lies on the page"),
    "a sentence as an artifact": (forgeries.artifact, "margin: “Boston has set a state” belongs to nothing"),
    "a tagged paragraph": (forgeries.paragraph, "“Boston has set a state” is printed where the findings say nothing"),
    "ActualText in the tags": (forgeries.actual_text, "“Boston is safe” is read in the place of what is printed"),
    "ActualText in the content": (forgeries.actual_text_in_content, "is to be read as “Boston is safe”"),
    "an alternative text": (forgeries.alternative, "alternative text"),
    "where a link leads": (forgeries.link, "leads to https://elsewhere.example/"),
    "two links swapped": (forgeries.links_swapped, "which is not the address of the source that it names"),
    "a link laid over the page": (forgeries.link_laid_over, "belongs to no words of the page"),
    "the author": (forgeries.author, "author “Somebody Else” is not “Restoring Community”"),
    "the author in XMP alone": (forgeries.author_in_xmp, "dc:creator “Somebody Else” is not its entry Author"),
    "an action": (forgeries.action, "has an action when it is opened"),
}  # fmt: skip


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_is_seen_by_the_reading_and_by_the_seal(boston: Press, name: str) -> None:
    forgery, told = FORGERIES[name]
    spoiled = forged(boston.pdf, forgery)
    faults = [str(fault) for fault in boston.verdict(spoiled).faults]
    assert any(told in fault for fault in faults), faults
    assert list(seal.faults("boston-ma.pdf", spoiled, boston.pdf))


def test_a_file_that_was_only_saved_again_is_seen_by_the_seal_alone(boston: Press) -> None:
    again = forged(boston.pdf, lambda pdf: None)
    assert again != boston.pdf
    assert [str(fault) for fault in boston.verdict(again).faults] == []
    assert [str(f) for f in seal.faults("boston-ma.pdf", again, boston.pdf)] != []


ELSEWHERE: dict[str, tuple[Document, str, Forgery, str]] = {
    "a Spanish chart label": (
        BRIEFING, "es", forgeries.label("El director de ICE", "El director de ti"), "de ti” is drawn where"
    ),
    "a number of the sheet": (
        ONEPAGER, "en", forgeries.page_text("One of 14 counties in", "One of 11 counties in"),
        "“11” is printed where",
    ),
    "a number of the Spanish sheet": (
        ONEPAGER, "es", forgeries.page_text("Uno de los 14 condados de", "Uno de los 11 condados de"), "“11” is printed where"
    ),
    "a dot of the sheet": (ONEPAGER, "en", forgeries.dot_moved, "points from where the findings put it"),
    "the author of the sheet": (ONEPAGER, "es", forgeries.author, "author “Somebody Else” is not"),
}  # fmt: skip


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_forgery_of_another_document_is_seen_too(boston: Press, briefing: Briefing, name: str) -> None:
    document, language, forgery, told = ELSEWHERE[name]
    clean = briefing("Boston", language, document).read_bytes()
    write = onepage if document is ONEPAGER else page
    spoiled = forged(clean, forgery)
    verdict = audit(spoiled, boston.found, boston.job.edition, ROOT / "data", language, write)
    assert any(told in str(fault) for fault in verdict.faults), [*map(str, verdict.faults)]
    assert list(seal.faults("document.pdf", spoiled, clean))
    assert audit(clean, boston.found, boston.job.edition, ROOT / "data", language, write).faults == ()
