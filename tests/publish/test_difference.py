"""What changed between two publications is told finding by finding, with why."""

from pathlib import Path

from pipeline.files import write_whole
from pipeline.publish import manifest
from pipeline.publish.difference import difference
from tests.publish.made import a_manifest, told

FILES = {
    "boston-ma.pdf": "1",
    "boston-ma-onepager.pdf": "2",
    "boston-ma.es.pdf": "3",
    "miami-fl.pdf": "4",
    "miami-fl.html": "5",
}


def test_nothing_changed() -> None:
    one = a_manifest(FILES, {"boston-ma": {"a": told()}})
    assert list(difference(one, one).lines()) == ["Nothing changed from 2026-11-26 to 2026-11-26."]


def test_where_the_site_alone_changed_it_is_said_to() -> None:
    one, other = ({**FILES, "site/feed.xml": version} for version in "12")
    (line,) = difference(a_manifest(one), a_manifest(other, name="2026-12-01")).lines()
    assert line.startswith("No finding and no document changed; pages or files of the site did, from 2026-11-26")


def test_a_finding_that_moved_is_told_from_what_to_what_with_its_sources_and_why() -> None:
    before = a_manifest(
        FILES, {"boston-ma": {"a": told()}, "miami-fl": {"b": told()}}, {"data/counts.csv": "1", "pipeline/cli.py": "1"}
    )
    after = a_manifest(
        {**FILES, "boston-ma.pdf": "new"},
        {"boston-ma": {"a": told("48.1", 190, ("s2",))}, "miami-fl": {"b": told()}},
        {"data/counts.csv": "2", "pipeline/cli.py": "1"},
        "2026-12-01",
    )
    assert list(difference(before, after).lines()) == [
        "From 2026-11-26 to 2026-12-01, because of: new data (counts.csv).",
        "boston-ma: boston-ma.pdf",
        "  share, Suffolk County, MA: 52.0 (183 of 352), to 2011-07 -> 48.1 (190 of 352), to 2011-07",
        "  source new: s2",
        "  source gone: s1",
    ]


def test_a_finding_that_no_document_shows_is_told_too() -> None:
    before = a_manifest(FILES, {"boston-ma": {"a": told()}})
    (place,) = difference(before, a_manifest(FILES, {"boston-ma": {"a": told("50.0")}})).places
    assert place.unseen
    assert "no document reads otherwise" in list(difference(before, a_manifest(FILES, {"boston-ma": {}})).lines())[1]


def test_findings_that_came_and_went() -> None:
    before, after = a_manifest(findings={"boston-ma": {"a": told()}}), a_manifest(findings={"boston-ma": {"b": told()}})
    lines = list(difference(before, after).lines())
    assert any(": gone, was 52.0" in line for line in lines)
    assert any(": new, 52.0" in line for line in lines)


def test_a_finding_told_otherwise_with_the_same_number() -> None:
    before = a_manifest(findings={"boston-ma": {"a": told(sources=("s1",))}})
    after = a_manifest(findings={"boston-ma": {"a": told(sources=("s1", "s2"))}})
    assert any(line.endswith("told otherwise") for line in difference(before, after).lines())


def test_a_document_that_changed_alone_is_told_and_its_page_for_the_web_is_not() -> None:
    changed = {**FILES, "boston-ma-onepager.pdf": "new", "miami-fl.html": "new"}
    (place,) = difference(
        a_manifest(FILES, {"boston-ma": {}, "miami-fl": {}}), a_manifest(changed, {"boston-ma": {}, "miami-fl": {}})
    ).places
    assert (place.place, place.documents) == ("boston-ma", ("boston-ma-onepager.pdf",))


def test_why_names_code_and_edition() -> None:
    before = a_manifest(inputs={"pipeline/a.py": "1", "editions/2011-08.toml": "1"})
    assert difference(before, a_manifest(inputs={"pipeline/a.py": "2", "editions/2011-08.toml": "2"})).why == (
        "edition",
        "code",
    )
    assert difference(before, a_manifest(inputs=before.inputs)).why == ()


def test_what_was_brought_is_told_by_its_source_once() -> None:
    names = ("data/own/own-answer/reported_counts.csv", "data/own/own-answer/source.csv", "data/events.csv")
    one = {"boston-ma": {"a": told()}}
    after = a_manifest(findings={"boston-ma": {}}, inputs=dict.fromkeys(names, "1"))
    found = difference(a_manifest(findings=one), after)
    assert found.tables == ("events.csv", "own/own-answer")
    assert "new data (events.csv, own/own-answer)" in next(found.lines())


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    written = a_manifest(FILES, {"boston-ma": {"a": told()}}, {"data/a.csv": "1"})
    write_whole(tmp_path / manifest.NAME, written.text())
    assert manifest.read(tmp_path) == written
