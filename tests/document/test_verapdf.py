"""veraPDF, the validator that public bodies use, finds nothing in what is made here."""

import shutil
from pathlib import Path

import pytest

from pipeline.documents import BRIEFING, ONEPAGER
from pipeline.validate import STANDARDS, by_verapdf

from ..conftest import CITIES
from . import hard
from .conftest import Briefing

pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="veraPDF needs Java, and this machine has none")


def pass_both_standards(paths: list[Path]) -> None:
    verdicts = by_verapdf(paths)
    assert [verdict for verdict in verdicts if verdict.problems] == []
    assert len(verdicts) == len(paths) * len(STANDARDS)


@pytest.mark.slow  # a briefing of the fast tier is shown to veraPDF by `make validate`, in test_validate
def test_a_hard_document_and_a_briefing_meet_both_standards(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "hard.pdf").write_bytes(hard.rendered())
    pass_both_standards([tmp_path / "hard.pdf", briefing("Boston")])


@pytest.mark.slow
def test_every_document_of_every_city_meets_both_standards(briefing: Briefing) -> None:
    pass_both_standards(
        [
            briefing(city, language, document)
            for city in CITIES
            for language in ("en", "es")
            for document in (BRIEFING, ONEPAGER)
        ]
    )
