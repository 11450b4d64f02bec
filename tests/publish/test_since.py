"""What a briefing tells of the last publication: what moved, once, with its sources; the same inputs, the same words."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import editions
from pipeline.audit.wording.belonging import Belonging
from pipeline.audit.wording.fathers import Fathers
from pipeline.editions import Edition
from pipeline.errors import BrokenTable
from pipeline.findings.city import from_json, gather, to_json
from pipeline.findings.model import CityFindings, Since
from pipeline.narrative.document.model import Listing, Page, Section
from pipeline.narrative.document.walk import runs
from pipeline.narrative.documents.briefing import page
from pipeline.narrative.language.locale import speaking, unmarked
from pipeline.narrative.wording.moved import measure
from pipeline.places import by_slug
from pipeline.publish.changes import Told
from pipeline.publish.manifest import Manifest, told
from pipeline.publish.since import with_past
from pipeline.sources import corrections
from pipeline.sources.corrections import Entry
from pipeline.sources.tables import Tables

from ..conftest import edition_2011, found_in
from .made import a_manifest

TOLD = """[[correction]]
id = "c1"
edition = "2011-08"
date = 2026-11-01
since = 2026-10-01
documents = ["boston-ma.pdf"]
said = "Of 352 removals 99.9% had no conviction."
right = "It was 52.0%, 183 of 352."
es = { said = "De 352 expulsiones, el 99.9 % no tenía condena.", right = "Era el 52.0 %, 183 de 352." }
"""
SLUGS = frozenset({"boston-ma", "miami-fl"})


def now() -> Mapping[str, str]:
    return {"data/reported_counts.csv": "2", "pipeline/cli.py": "1"}


def before(found: CityFindings, **changed: Told | None) -> Manifest:
    """A publication that told the findings as they are, but for some."""
    findings = {id: changed.get(id.replace(".", "_"), one) for id, one in told(found).items()}
    kept = {id: one for id, one in findings.items() if one}
    return a_manifest(
        findings={found.place.slug: kept},
        inputs={"data/reported_counts.csv": "1", "pipeline/cli.py": "1"},
        name="2026-10-01",
    )


def moved(found: CityFindings) -> CityFindings:
    """Boston after a publication that told its first disputed share otherwise, and one finding less."""
    shares = [one for one in found.findings if one.measure == "removed_nonconvicted_share" and one.numerator == 183]
    other = replace(told(found)[shares[0].id], value="50.5", numerator=100, denominator=198, hash="before")
    gone = found.findings[-1].id
    changed: dict[str, Told | None] = {shares[0].id.replace(".", "_"): other, gone.replace(".", "_"): None}
    return with_past(found, before(found, **changed), now, ())


@pytest.fixture
def boston() -> CityFindings:
    return found_in("Boston")


def since(page: Page) -> Section | None:
    return next((section for section in page.sections if section.id == "since"), None)


def words(section: Section | None) -> str:
    assert section is not None
    return " ".join(run.text for run in runs(section))


def test_before_the_first_publication_nothing_is_told(boston: CityFindings, edition: Edition) -> None:
    assert with_past(boston, None, now, ()) == boston
    assert since(page(boston, edition)) is None


def test_a_place_that_was_not_published_tells_nothing(boston: CityFindings) -> None:
    assert with_past(boston, a_manifest(), now, ()) == boston


def test_findings_as_they_were_told_repeat_what_was_told_then(boston: CityFindings) -> None:
    once = moved(boston)
    assert once.since is not None
    published = replace(
        before(boston), since={"boston-ma": once.since}, moved={"boston-ma": once.moved}, published="2026-11-01"
    )
    again = with_past(boston, published, now, ())
    assert (again.since, again.moved) == (once.since, once.moved)


def test_what_moved_is_told_from_what_to_what_with_why(boston: CityFindings, edition: Edition) -> None:
    found = moved(boston)
    assert found.since == Since("since", "2026-10-01", ("data",), 1, 0)
    assert len(found.moved) == 2
    said = words(since(page(found, edition))).replace("\xa0", " ")
    assert "Since the publication of October 1, 2026, because of new data." in said
    assert "Sources cited since then: 1 more; 0 no longer." in said
    assert "Suffolk County: 50.5% (100 of 198); now 52.0% (183 of 352)." in said
    assert ": new, " in said


def test_the_same_manifest_gives_the_same_findings(boston: CityFindings) -> None:
    assert to_json(moved(boston)) == to_json(moved(boston))
    assert from_json(to_json(moved(boston))) == moved(boston)


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_number_of_the_part_has_its_father_and_a_changed_one_has_none(
    boston: CityFindings, edition: Edition, tmp_path: Path, language: str
) -> None:
    (tmp_path / corrections.FILE).write_text(TOLD)
    entries = corrections.load(tmp_path, SLUGS)
    found = replace(moved(boston), corrections=with_past(boston, None, now, entries).corrections)
    with speaking(language):
        written = page(found, edition)
        belonging = Belonging(Fathers(found, edition, written), language)
        part = since(written)
        assert part is not None
        assert [fault for run in runs(part) for fault in belonging.faults(run)] == []
        assert belonging.checked > 8
        forged = replace(written, sections=(_forged(part),))
        assert [str(fault) for run in runs(forged.sections[0]) for fault in belonging.faults(run)]


def _forged(part: Section) -> Section:
    """The part with one of its old numbers changed."""
    listing = part.blocks[-1]
    assert isinstance(listing, Listing)
    items = tuple(replace(item, text=item.text.replace("50.5", "60.5")) for item in listing.items)
    return replace(part, blocks=(replace(listing, items=items),))


def test_spanish_leaves_no_english(boston: CityFindings, edition: Edition) -> None:
    with speaking("es"):
        said = words(since(page(moved(boston), edition)))
    assert "ahora" in said
    assert not {"now", "since", "because", "new"} & set(said.lower().split())


@pytest.mark.parametrize("name", ["2011-08", "retrospective", pytest.param("present", marks=pytest.mark.slow)])
def test_every_measure_has_its_words(name: str, tables: Tables) -> None:
    edition = editions.load(name, Path("editions"))
    places = (by_slug(slug, tables.places) for slug in edition.cities)
    found = {one.measure for place in places for one in gather(place, edition, tables).findings}
    with speaking("es"):
        assert [code for code in sorted(found) if "\x0e" in measure(code) or "_" in measure(code)] == []


def test_a_measure_without_words_keeps_no_briefing_from_being_made() -> None:
    with speaking("es"):
        assert unmarked(measure("some_new_thing")) == "some new thing"


def test_of_many_numbers_the_nearest_are_told_and_the_rest_counted(boston: CityFindings, edition: Edition) -> None:
    nothing = a_manifest(findings={"boston-ma": {"x": replace(told(boston)[boston.findings[0].id], hash="x")}})
    found = with_past(boston, nothing, now, ())
    text = words(since(page(found, edition)))
    assert f"And {len(found.moved) - 6} other numbers." in text
    assert "Suffolk County" in text


# Corrections.


def test_a_correction_is_printed_in_its_places_alone(boston: CityFindings, tmp_path: Path) -> None:
    (tmp_path / corrections.FILE).write_text(TOLD)
    entries = corrections.load(tmp_path, SLUGS)
    found = with_past(boston, None, now, entries)
    said = words(since(page(found, edition_2011()))).replace("\xa0", " ")
    assert "Corrected on November 1, 2026: since October 1, 2026 these documents said: Of 352 removals" in said
    assert "Right is: It was 52.0%, 183 of 352." in said
    assert with_past(found_in("Miami"), None, now, entries).corrections == ()


def test_without_its_spanish_a_correction_stands_in_english_and_says_so(boston: CityFindings, tmp_path: Path) -> None:
    text = "\n".join(line for line in TOLD.splitlines() if not line.startswith("es"))
    (tmp_path / corrections.FILE).write_text(text)
    found = with_past(boston, None, now, corrections.load(tmp_path, SLUGS))
    with speaking("es"):
        part = since(page(found, edition_2011()))
        assert part is not None
        assert "\x0eOf 352 removals" in "".join(run.written for run in runs(part))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("boston-ma.pdf", "bostn-ma.pdf", '"bostn-ma" is no place'),
        ("boston-ma.pdf", "boston-ma.html", "no PDF of a publication"),
        ("since = 2026-10-01", "since = 2026-12-01", "younger than its correction"),
        ("date = 2026-11-01", 'date = "soon"', "key date"),
        ("right = ", "write = ", "key right"),
        ('"c1"', '"C 1"', "key id"),
        ("[[correction]]", "[correction]", "nothing else"),
        ("[[correction]]", "[[correction", "cannot be read"),
    ],
)
def test_a_broken_correction_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    (tmp_path / corrections.FILE).write_text(TOLD.replace(old, new, 1))
    with pytest.raises(BrokenTable, match=told):
        corrections.load(tmp_path, SLUGS)


def test_an_id_that_stands_twice_is_told(tmp_path: Path) -> None:
    (tmp_path / corrections.FILE).write_text(TOLD + TOLD)
    with pytest.raises(BrokenTable, match="twice"):
        corrections.load(tmp_path, SLUGS)


def test_the_newest_comes_first_and_the_sheet_counts_for_its_place(tmp_path: Path) -> None:
    later = TOLD.replace('"c1"', '"c2"').replace("date = 2026-11-01", "date = 2026-11-05")
    (tmp_path / corrections.FILE).write_text(TOLD + later.replace("boston-ma.pdf", "miami-fl-onepager.es.pdf"))
    entries: tuple[Entry, ...] = corrections.load(tmp_path, SLUGS)
    assert [entry.id for entry in entries] == ["c2", "c1"]
    assert entries[0].places == {"miami-fl"}


def test_the_projects_own_file_is_sound() -> None:
    assert corrections.load(Path("data"), SLUGS) == ()
