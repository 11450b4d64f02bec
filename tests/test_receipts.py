"""What makes a briefing stale: each thing that it is made of, one at a time, and each of its files."""

import shutil
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from pipeline import documents, receipts
from pipeline.documents import Document, Job, Pictures
from pipeline.folders import Folders
from pipeline.receipts import Receipt

from .conftest import ROOT


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A small project: each thing that goes into a receipt, in a few letters."""
    for name in ("charts", "narrative", "render"):
        (tmp_path / "pipeline" / name / "deep").mkdir(parents=True)
        (tmp_path / "pipeline" / name / "deep" / "one.py").write_text(name)
    for name in ("data", "editions", "templates/fonts"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "data" / "county_shapes.json").write_text("{}")
    (tmp_path / "editions" / "ours.toml").write_text("title")
    (tmp_path / "templates" / "page.html.j2").write_text("page")
    (tmp_path / "templates" / "fonts" / "sans.ttf").write_bytes(b"font")
    return Folders(tmp_path)


def inputs(folders: Folders, logo: bytes = b"") -> dict[str, str]:
    return receipts.shared(folders.editions / "ours.toml", folders, logo)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("editions/ours.toml", "edition"), ("templates/page.html.j2", "templates"), ("templates/fonts/sans.ttf", "templates"),
        ("data/county_shapes.json", "shapes"), ("pipeline/charts/deep/one.py", "code"),
        ("pipeline/narrative/deep/one.py", "code"), ("pipeline/render/deep/one.py", "code"),
    ],
)  # fmt: skip
def test_whatever_a_briefing_is_made_of_makes_it_stale_and_is_named(folders: Folders, file: str, name: str) -> None:
    before = Receipt(inputs(folders), {})
    assert receipts.stale(before, lambda: inputs(folders), folders.root) == ""
    (folders.root / file).write_text("changed")
    assert receipts.stale(before, lambda: inputs(folders), folders.root) == f"changed: {name}"


def test_a_file_more_and_a_file_less_are_changes_too(folders: Folders) -> None:
    before = Receipt(inputs(folders), {})
    (folders.templates / "more.css").write_text("more")
    assert "templates" in receipts.stale(before, lambda: inputs(folders), folders.root)
    (folders.templates / "more.css").unlink()
    (folders.root / "pipeline/render/deep/one.py").unlink()
    assert "code" in receipts.stale(before, lambda: inputs(folders), folders.root)


def test_the_coalitions_picture_makes_it_stale(folders: Folders) -> None:
    before = Receipt(inputs(folders, b"a picture"), {})
    assert receipts.stale(before, lambda: inputs(folders, b"another"), folders.root) == "changed: edition"


@pytest.mark.parametrize("package", ["weasyprint", "matplotlib", "pikepdf", "jinja2", "babel"])
def test_each_package_that_draws_or_renders_makes_it_stale(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    before = Receipt(inputs(folders), {})
    monkeypatch.setattr(receipts, "version", lambda name: "0" if name == package else version(name))
    assert receipts.stale(before, lambda: inputs(folders), folders.root) == "changed: packages"


def test_the_findings_and_the_rows_behind_them_make_it_stale() -> None:
    before = Receipt(receipts.findings("findings rows"), {})
    assert receipts.stale(before, lambda: receipts.findings("findings rows, another"), Path()) == "changed: findings"


Spoil = Callable[[Path], object]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [(Path.unlink, "is gone"), (lambda path: path.write_text("torn"), "was changed"), (shutil.rmtree, "is gone")],
    ids=["gone", "changed", "its folder gone"],
)
def test_each_file_of_a_briefing_must_be_as_it_was_written(tmp_path: Path, spoil: Spoil, told: str) -> None:
    paths = [tmp_path / "output" / name for name in ("a.pdf", "a.html")]
    for one in paths:
        one.parent.mkdir(exist_ok=True)
        one.write_text(one.name)
    before = Receipt({}, receipts.outputs(paths, tmp_path), seen=receipts.seen(paths, tmp_path))
    assert receipts.stale(before, dict, tmp_path) == ""
    spoil(paths[1].parent if spoil is shutil.rmtree else paths[1])
    assert told in receipts.stale(before, dict, tmp_path)


def test_a_file_that_only_looks_otherwise_is_read_and_found_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("whole")
    before = Receipt({}, receipts.outputs([path], tmp_path), seen={"a.pdf": [0, 0, 0, 0]})
    assert receipts.stale(before, dict, tmp_path) == ""


def test_a_document_with_a_page_for_the_web_is_both_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def pdf(job: Job, pictures: Pictures, templates: Path) -> bytes:
        return b"pdf"

    def web(job: Job, pictures: Pictures, templates: Path) -> str:
        return "página"

    given: tuple[object, ...] = (None, None, ROOT)
    both = Document("", lambda job: (), pdf, web).files(*given)  # type: ignore[arg-type]
    alone = Document("", lambda job: (), pdf).files(*given)  # type: ignore[arg-type]
    assert both == {".pdf": b"pdf", ".html": "página".encode()}
    assert alone == {".pdf": b"pdf"}
    assert documents.BRIEFING.page is not None
