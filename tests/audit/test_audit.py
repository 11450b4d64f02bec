"""The audit passes the briefings as they are and catches what was put into them, each fault at the stage of its hand."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pipeline import documents
from pipeline.audit.verdict import Verdict, audit
from pipeline.build import Workshop
from pipeline.charts.model import ShareChart
from pipeline.errors import UnreadablePdf
from pipeline.findings.city import from_json
from pipeline.folders import Folders
from pipeline.narrative.document.attachments import FINDINGS, ROWS, SOURCES
from pipeline.narrative.document.walk import figures

from ..conftest import CITIES, ROOT, found_in
from . import faults
from .conftest import Press
from .spoiled import everywhere

EVERY_CITY = [pytest.param(city, marks=() if city == "Boston" else pytest.mark.slow) for city in CITIES]
TYPED = ("blocks/columns.html.j2", "{{ passage.title }}", "{{ passage.title }} 9 of 10")
Pressed = Callable[[str], Press]


@pytest.fixture(params=EVERY_CITY)
def city(request: pytest.FixtureRequest, press: Pressed) -> Press:
    return press(request.param)


def told(verdict: Verdict) -> str:
    return "\n".join(map(str, verdict.faults))


def test_a_clean_briefing_passes_and_much_was_looked_at(city: Press) -> None:
    verdict = city.verdict(city.pdf)
    assert told(verdict) == ""
    assert verdict.numbers > 150
    assert verdict.findings == len(city.found.findings) > 80
    assert verdict.sources == len(city.page.sources) > 12


def test_a_number_typed_into_a_template(boston: Press, tmp_path: Path) -> None:
    templates = boston.changed_templates(tmp_path, *TYPED)
    assert "“9 of 10” is printed where the findings say nothing" in told(
        boston.verdict(boston.with_findings(boston.found, templates))
    )


def test_part_and_whole_swapped(boston: Press) -> None:
    verdict = told(boston.verdict(boston.with_findings(faults.swapped(boston.found))))
    assert "numerator 352 is not what data/ gives: 183" in verdict
    assert "“352” is printed where the findings say “183”" in verdict
    assert "“183” is printed where the findings say “352”" in verdict


@pytest.mark.slow
def test_a_figure_of_another_city(boston: Press) -> None:
    verdict = told(boston.verdict(boston.with_findings(faults.of_another_city(boston.found, found_in("Oakland")))))
    assert "is not what data/ gives: 183" in verdict
    assert "is printed where the findings say “52.0%" in verdict


@pytest.mark.slow
def test_a_wrong_period(boston: Press) -> None:
    verdict = told(boston.verdict(boston.with_findings(faults.of_another_period(boston.found))))
    assert "2011-02-15 is not what data/ gives" in verdict
    assert "“15,” is printed where the findings say “28,”" in verdict


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in CITIES if name != "Boston"])
def test_the_same_four_in_every_other_city(press: Pressed, name: str, tmp_path: Path) -> None:
    """A number typed into a template, a swap, a figure of another city, a wrong period, all in one briefing."""
    city, other = press(name), found_in("Oakland" if name != "Oakland" else "Charlotte")
    templates = city.changed_templates(tmp_path, *TYPED)
    spoiled = city.with_findings(faults.three_at_once(city.found, other), templates)
    verdict = told(city.verdict(spoiled))
    assert "“9 of 10” is printed where the findings say nothing" in verdict
    assert "rollout.active_counties.US: numerator 3143 is not what data/ gives: 1475" in verdict
    assert f"is not what data/ gives: {faults.first_share(city.found).numerator}" in verdict
    assert "rollout.active_jurisdictions.US: period ? to 2010-03-31 is not what data/ gives" in verdict
    if any(figure.name == "rollout" and figure.note for figure in figures(city.page)):  # the curve's note has that day
        assert "“March 31, 2010" in verdict


def test_a_changed_attachment(city: Press) -> None:
    one = faults.first_share(city.found)
    spoiled = city.with_attachment(FINDINGS, in_finding(one.id, numerator=int(one.numerator or 0) + 1))
    assert f"{one.id}: numerator {int(one.numerator or 0) + 1} is not what data/ gives: {one.numerator}" in told(
        city.verdict(spoiled)
    )


def test_a_finding_without_a_source(city: Press) -> None:
    one = faults.first_share(city.found)
    spoiled = city.with_attachment(FINDINGS, in_finding(one.id, sources=[]))
    assert f"{one.id}: has no source" in told(city.verdict(spoiled))


def in_finding(id: str, **fields: object) -> Callable[[bytes], bytes]:
    """Other fields for one finding of the attached JSON."""

    def change(data: bytes) -> bytes:
        found = json.loads(data)
        next(finding for finding in found["findings"] if finding["id"] == id).update(fields)
        return json.dumps(found).encode()

    return change


@pytest.mark.slow
def test_a_mistake_that_is_consistent_throughout(boston: Press) -> None:
    """184 of 352, with its percentage and its interval, everywhere: only the row in data/ says 183."""
    verdict = told(boston.verdict(boston.with_findings(faults.consistent(boston.found))))
    assert "numerator 184 is not what data/ gives: 183" in verdict
    assert "“184” is printed where the findings say “183”" in verdict


@pytest.mark.parametrize("name", [FINDINGS, ROWS, SOURCES])
def test_a_file_that_is_torn_or_gone(boston: Press, name: str) -> None:
    assert f"{name}: cannot be read" in told(boston.verdict(boston.with_attachment(name, lambda data: data[:-40])))


def test_a_row_or_source_changed_in_the_attachments(boston: Press) -> None:
    rows = boston.with_attachment(ROWS, lambda data: data.replace(b'"value": 183', b'"value": 182'))
    assert re.search(f"{ROWS}, reported_counts R[0-9]+: value 182 is not what data/ gives", told(boston.verdict(rows)))
    sources = boston.with_attachment(SOURCES, lambda data: data.replace(b"Boston Globe", b"Boston Globule", 1))
    assert "Globule" in told(boston.verdict(sources))


def test_a_file_that_no_briefing_carries(boston: Press) -> None:
    with pikepdf.open(BytesIO(boston.pdf)) as pdf:
        pdf.attachments["more.json"] = pikepdf.AttachedFileSpec(pdf, b"{}", filename="more.json")
        spoiled = BytesIO()
        pdf.save(spoiled)
    assert "more.json: is attached" in told(boston.verdict(spoiled.getvalue()))


def test_a_file_without_attachments_without_tags_and_no_pdf_at_all(boston: Press) -> None:
    with pikepdf.open(BytesIO(boston.pdf)) as pdf:
        for name in list(pdf.attachments):
            del pdf.attachments[name]
        bare = BytesIO()
        pdf.save(bare)
        del pdf.Root["/StructTreeRoot"]
        untagged = BytesIO()
        pdf.save(untagged)
    assert f"{FINDINGS}: is not attached" in told(boston.verdict(bare.getvalue()))
    with pikepdf.open(BytesIO(boston.pdf)) as pdf:
        pdf.pages[0].contents_add(b"BT /Nowhere 9 Tf (words) Tj ET")
        torn = BytesIO()
        pdf.save(torn)
    for data in (untagged.getvalue(), b"", b"%PDF-1.7 and no more", boston.pdf[:5000], torn.getvalue()):
        with pytest.raises(UnreadablePdf):
            boston.verdict(data)


def test_a_briefing_of_another_city(boston: Press) -> None:
    """Boston's file under another city's name: nothing of it stands."""
    other = audit(boston.pdf, found_in("Charlotte"), boston.job.edition, ROOT / "data")
    assert len(other.faults) > 100


@pytest.mark.slow
def test_a_number_drawn_in_a_chart_that_its_finding_has_not(
    boston: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words of the page stay right: only the picture tells something else."""
    for name in ("data", "editions", "templates", "pipeline"):
        (tmp_path / name).symlink_to(ROOT / name)
    figure = boston.page.front.lead.figure
    assert figure is not None
    assert isinstance(figure.chart, ShareChart)
    row, *rows = figure.chart.rows
    chart = replace(figure.chart, rows=(replace(row, value_text="25.7%"), *rows))
    lead = replace(boston.page.front.lead, figure=replace(figure, chart=chart))
    page = replace(boston.page, front=replace(boston.page.front, lead=lead))
    monkeypatch.setattr(documents, "page_of", lambda _: page)
    verdict = told(boston.verdict(Workshop("2011-08", folders=Folders(tmp_path)).report(boston.job).path.read_bytes()))
    assert "page 1, chart share: “25.7” is drawn, but was not given to the chart" in verdict
    assert "page 1, chart share: “52” was given to the chart, but is not drawn" in verdict


@pytest.fixture(scope="module")
def spoiled_everywhere(boston: Press) -> str:
    """What the audit says of a briefing with one wrong number in each kind of place, each a number of its own."""
    return told(boston.verdict(boston.with_page(everywhere(boston.page))))


@pytest.mark.parametrize(
    ("number", "where"),
    [
        ("901", "page 1, lead, claim"), ("902", "page 1, lead, sub"), ("903", "page 1, band 2, heading"),
        ("904", "page 1, ask, item 1"), ("905", "chart share, alternative text"), ("906", "part program, headline"),
        ("907", "table steps, row 2, cell 2"), ("908", "table figures, row 1, cell 2"), ("909", "table figures"),
        ("910", "chart nation-map, alternative text"), ("911", "chart places, note"), ("912", "passage"),
        ("913", "list “Not in our sources”"), ("914", "source 3"), ("915", "page 1, sources"),
        ("916", "chart rollout, headline"),
    ],
)  # fmt: skip
def test_a_wrong_number_in_each_kind_of_place(spoiled_everywhere: str, number: str, where: str) -> None:
    lines = [line for line in spoiled_everywhere.splitlines() if number in line]
    assert any(where in line for line in lines), lines or "not found at all"


@pytest.mark.slow
@pytest.mark.parametrize(("edition", "language"), [("2011-08", "es"), ("present", "en"), ("retrospective", "es")])
def test_other_editions_and_languages_pass_and_fail_alike(tmp_path: Path, edition: str, language: str) -> None:
    """The Spanish file passes as Spanish, and as English it does not; another city's findings do not fit it."""
    for name in ("data", "editions", "templates", "pipeline"):
        (tmp_path / name).symlink_to(ROOT / name)
    workshop = Workshop(edition, language, folders=Folders(tmp_path))
    job = workshop.job("Miami")
    pdf = workshop.report(job).path.read_bytes()
    assert told(audit(pdf, from_json(job.findings), job.edition, ROOT / "data", language)) == ""
    other = "es" if language == "en" else "en"
    assert "language" in told(audit(pdf, from_json(job.findings), job.edition, ROOT / "data", other))
    boston = from_json(workshop.job("Boston").findings)
    assert len(audit(pdf, boston, job.edition, ROOT / "data", language).faults) > 50
