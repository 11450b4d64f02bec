"""Every document of every city, in both languages, has all that is asked of a document."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name, Pdf

from pipeline.build import Workshop
from pipeline.documents import BRIEFING, ONEPAGER, Document, Job

from ..conftest import CITIES
from . import soundness
from .checks import of_kind
from .conftest import Briefing


def test_bostons_briefing_is_sound(workshop: Workshop, briefing: Briefing) -> None:
    assert soundness.complaints(briefing("Boston"), workshop.job("Boston"), BRIEFING) == []


@pytest.mark.slow
@pytest.mark.parametrize("document", [BRIEFING, ONEPAGER], ids=["briefing", "onepager"])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("city", CITIES)
def test_each_document_of_each_city_is_sound(
    workshops: dict[str, Workshop], briefing: Briefing, city: str, language: str, document: Document
) -> None:
    path = briefing(city, language, document)
    assert soundness.complaints(path, workshops[language].job(city), document) == []


# Each part of the list is heard in it.


def untitle(pdf: Pdf) -> None:
    del pdf.docinfo["/Title"]


def untag(pdf: Pdf) -> None:
    del pdf.Root.MarkInfo


def speak_spanish(pdf: Pdf) -> None:
    pdf.Root.Lang = "es"


def fade(pdf: Pdf) -> None:
    for page in pdf.pages:
        page.Contents.write(page.Contents.read_bytes().replace(b"0.105882 0.141176 0.188235 rg", b"0.6 0.6 0.6 rg"))


def take_out_a_font(pdf: Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    descriptor = font.DescendantFonts[0].FontDescriptor
    del descriptor[next(key for key in map(str, dict(descriptor)) if key.startswith("/FontFile"))]


def empty_an_attachment(pdf: Pdf) -> None:
    next(file for file in pdf.Root.AF if file.UF == "findings.json").EF.F.write(b"{}")


def tell_the_hour(pdf: Pdf) -> None:
    pdf.docinfo["/CreationDate"] = "D:20260101120000Z"


def forget_a_heading(pdf: Pdf) -> None:
    of_kind(pdf, "/H2")[0].S = Name.P


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (untitle, "title: ['no title']"), (untag, "PDFUA1-"), (speak_spanish, "its language is es"),
        (fade, "text in (0.6"), (take_out_a_font, "font Briefing-"), (empty_an_attachment, "attached are not those"),
        (tell_the_hour, "D:2026"), (forget_a_heading, " H2, "),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)  # fmt: skip
def test_a_fault_is_complained_of(
    sheet: tuple[Path, Job], tmp_path: Path, spoil: Callable[[Pdf], None], complaint: str
) -> None:
    path, job = sheet
    with pikepdf.open(BytesIO(path.read_bytes())) as opened:
        spoil(opened)
        opened.save(tmp_path / "spoilt.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    said = soundness.complaints(tmp_path / "spoilt.pdf", job, ONEPAGER)
    assert [each for each in said if complaint in each] != [], said


@pytest.fixture(scope="module")
def sheet(workshop: Workshop, briefing: Briefing) -> tuple[Path, Job]:
    """The shortest document there is, sound before it is spoilt."""
    path, job = briefing("Boston", document=ONEPAGER), workshop.job("Boston")
    assert soundness.complaints(path, job, ONEPAGER) == []
    return path, job
