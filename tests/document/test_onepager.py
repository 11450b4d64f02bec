"""The sheet handed out: one page for every city, its numbers the briefing's, its sources those it shows."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from pipeline.build import Workshop
from pipeline.documents import ONEPAGER, Job, page_of, sheet_of
from pipeline.errors import OverfullPage
from pipeline.findings.city import from_json, to_json
from pipeline.narrative.document.model import Said, Sheet
from pipeline.narrative.document.walk import runs, things

from ..conftest import CITIES, edition_2011, found_in

NUMBER = re.compile(r"\d[\d,.]*\d|\d")


def job(city: str, **coalition: object) -> Job:
    edition = edition_2011()
    assert edition.coalition
    changed = edition.model_copy(update={"coalition": edition.coalition.model_copy(update=coalition)})
    found = found_in(city)
    return Job(found.place, changed, to_json(found), "{}")


def words(sheet: Sheet) -> list[str]:
    return [one.text for part in (sheet.lead, *sheet.band) for one in things(part, Said) if one.text]


def text_of(path: Path) -> str:
    return " ".join(PdfReader(path).pages[0].extract_text().replace("\u00a0", " ").split()).replace("- ", "-")


@pytest.mark.parametrize("city", CITIES)
def test_every_reference_has_its_source_and_every_source_a_reference(city: str) -> None:
    sheet = sheet_of(job(city))
    cited = {number for run in runs(sheet) for number in run.refs}
    assert sorted(cited) == [source.number for source in sheet.sources.lines] == list(range(1, len(cited) + 1))


@pytest.mark.parametrize("city", CITIES)
def test_the_sheet_tells_what_page_1_tells(city: str) -> None:
    made = job(city)
    sheet, front = sheet_of(made), page_of(made).front
    assert [run.text for run in runs(sheet.lead)] == [run.text for run in runs(front.lead)]
    for ours, theirs in zip(sheet.band, front.band, strict=True):
        assert [run.text for run in runs(ours)] == [run.text for run in runs(theirs)]
    assert sheet.band[-1].heading == "Not in our sources"


@pytest.mark.parametrize("city", ["Boston", *(pytest.param(city, marks=pytest.mark.slow) for city in CITIES[1:])])
def test_it_is_one_page_and_holds_all_its_words(workshop: Workshop, city: str) -> None:
    made = workshop.job(city)
    path = workshop.report(made, ONEPAGER).path
    assert path.name == f"{made.place.slug}-onepager.pdf"
    assert len(PdfReader(path).pages) == 1
    printed = re.sub(r"\s+", "", text_of(path))
    for sentence in words(sheet_of(made)):
        assert re.sub(r"\s+", "", sentence) in printed, sentence


def test_it_is_not_made_again_for_nothing_and_does_not_disturb_the_briefing(workshop: Workshop) -> None:
    made = workshop.job("Boston")
    workshop.report(made)
    workshop.report(made, ONEPAGER)
    assert workshop.report(made, ONEPAGER).why == ""
    assert workshop.stale(made) == ""


def test_talking_points_are_the_editions_and_attributed() -> None:
    points = ("Ask ICE for the table.", "Publish the answer.")
    sheet = sheet_of(job("Boston", talking_points=points, talking_points_attribution="The coalition’s words."))
    assert sheet.talking_points
    assert tuple(item.text for item in sheet.talking_points.items) == points
    assert sheet.talking_points.attribution
    assert sheet.talking_points.attribution.text == "The coalition’s words."
    assert sheet_of(job("Boston")).talking_points is None


def test_a_sheet_that_cannot_hold_what_is_asked_is_refused(workshop: Workshop, tmp_path: Path) -> None:
    asks = tuple(f"{number}. What the coalition asks for, at some length. " * 6 for number in range(20))
    too_much = job("Boston", asks=asks)
    pictures = workshop.draw(too_much, ONEPAGER).pictures
    with pytest.raises(OverfullPage):
        ONEPAGER.render(too_much, pictures, workshop.folders.templates)


def test_numbers_are_those_of_the_findings(workshop: Workshop) -> None:
    made = workshop.job("Boston")
    other = replace(made, findings=made.findings.replace('"numerator": 183', '"numerator": 184'))
    for one, count in ((made, "183 of 352"), (other, "184 of 352")):
        figure = sheet_of(one).lead.figure
        assert figure
        assert count in figure.alt
        assert next(row.note_text for row in figure.chart.rows) == count  # type: ignore[union-attr]
    assert from_json(other.findings) != from_json(made.findings)
