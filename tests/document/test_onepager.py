"""The sheet handed out: one page for every city, its numbers the briefing's, its sources those it shows."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from pipeline.build import Workshop
from pipeline.documents import ONEPAGER, Job, Pictures, sheet_of
from pipeline.errors import OverfullPage
from pipeline.findings.city import from_json, to_json
from pipeline.narrative.document.model import Sheet
from pipeline.narrative.document.walk import runs
from pipeline.narrative.documents.sheet import onepage

from ..conftest import CITIES, edition_2011, found_in
from ..narrative.test_spanish import edition, found_for

NUMBER = re.compile(r"\d[\d,.]*\d|\d")


def job(city: str, **coalition: object) -> Job:
    edition = edition_2011()
    assert edition.coalition
    changed = edition.model_copy(update={"coalition": edition.coalition.model_copy(update=coalition)})
    found = found_in(city)
    return Job(found.place, changed, to_json(found), "{}")


def words(sheet: Sheet) -> list[str]:
    said = [sheet.claim, *(number.say for number in sheet.numbers)]
    said += [paragraph for passage in sheet.passages for paragraph in passage.paragraphs]
    return [one.text for one in said if one.text]


def text_of(path: Path) -> str:
    return " ".join(PdfReader(path).pages[0].extract_text().replace("\u00a0", " ").split()).replace("- ", "-")


@pytest.mark.parametrize("city", CITIES)
def test_every_reference_has_its_source_and_every_source_a_reference(city: str) -> None:
    sheet = sheet_of(job(city))
    cited = {number for run in runs(sheet) for number in run.refs}
    assert sorted(cited) == [source.number for source in sheet.sources.lines] == list(range(1, len(cited) + 1))


@pytest.mark.parametrize("city", CITIES)
def test_three_numbers_and_what_is_not_known_stand_on_the_sheet(city: str) -> None:
    sheet = sheet_of(job(city))
    assert len(sheet.numbers) == 3
    assert sheet.passages[-1].title == "What these data cannot say"
    assert sheet.passages[-1].paragraphs


def test_the_two_figures_that_disagree_stand_first_and_both_are_drawn() -> None:
    sheet = sheet_of(job("Boston"))
    assert [number.number for number in sheet.numbers] == ["52%", "55%", "1 of 14"]
    assert sheet.leads == 2
    assert sheet.strip
    assert sheet.strip.headline == "No conviction: 52.0%, in dispute, in Boston, 28.7% in the nation"


def test_a_place_without_a_share_of_its_own_says_so_over_the_strip() -> None:
    strip = sheet_of(job("Chicago")).strip
    assert strip
    assert "a share for Cook County is not in our sources" in strip.headline


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
    workshop.report(made, ONEPAGER)
    assert workshop.report(made, ONEPAGER).why == ""
    assert workshop.stale(made) != f"{workshop.folders.document(made.edition, made.place).as_posix()} was changed"


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
    pictures = Pictures({}, workshop.draw(too_much, ONEPAGER).pages)
    with pytest.raises(OverfullPage):
        ONEPAGER.render(too_much, pictures, workshop.folders.templates)


def test_numbers_are_those_of_the_findings(workshop: Workshop) -> None:
    made = workshop.job("Boston")
    other = replace(made, findings=made.findings.replace('"numerator": 183', '"numerator": 184'))
    assert "183 of 352" in " ".join(words(sheet_of(made)))
    assert "184 of 352" in " ".join(words(sheet_of(other)))
    assert from_json(other.findings) != from_json(made.findings)


@pytest.mark.parametrize(
    ("city", "bar", "circle"), [("Boston", True, True), ("Charlotte", True, False), ("Phoenix", False, True)]
)
def test_the_strip_explains_the_marks_it_has_and_no_others(city: str, bar: bool, circle: bool) -> None:
    strip = sheet_of(job(city)).strip
    assert strip is not None
    assert ("bar: 95%" in strip.subtitle, "open circle" in strip.subtitle) == (bar, circle)


def test_the_sheet_of_the_present_tells_the_latest_decision_here() -> None:
    found = found_for("Miami", "present")
    sheet = onepage(found, edition("present"))
    told = next(p for passage in sheet.passages for p in passage.paragraphs if "P216" in p.findings)
    assert "voted 3-2 to let city police work with ICE under 287(g)" in told.text
    assert not any("P090" in p.findings for passage in sheet.passages for p in passage.paragraphs)  # of the state
