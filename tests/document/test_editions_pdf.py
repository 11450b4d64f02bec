"""The editions that look back and of the present as PDFs; and the coalition's logo, which must really be printed."""

from pathlib import Path

import pytest

from pipeline.audit.verdict import audit
from pipeline.build import Workshop
from pipeline.findings.city import from_json
from pipeline.folders import Folders

from ..conftest import CITIES, ROOT
from ..test_editions import SVG, png
from .reading import depth, read, tags

ODD = ["New York", "Anchorage, AK", "Washington, DC", "Cook County, IL", "Nashville, TN"]
FULL_ENOUGH = 0.2  # of the last page, which holds the last sources, by its last line of text
MAGENTA = SVG.replace(b"<path ", b'<path fill="#ff00ff" ')
OURS = """title = "Ours"
as_of = 2011-08-16
cities = ["boston-ma"]
[coalition]
name = "Local 1199 of Suffolk"
contact = ["hello@coalition.example", "617 555 0100"]
logo = "{logo}"
asks_title = "What we ask"
asks_attribution = "Our own words."
asks = ["Publish the counts."]
"""


def checkout(root: Path) -> Path:
    """A folder that reads this checkout's data and code, with editions of its own."""
    for name in ("data", "templates", "pipeline"):
        (root / name).symlink_to(ROOT / name)
    (root / "editions").mkdir()
    for path in (ROOT / "editions").glob("*.toml"):
        (root / "editions" / path.name).write_bytes(path.read_bytes())
    return root


def pages(path: Path) -> list[str]:
    return [" ".join(sheet.extract_text().replace("\u00a0", " ").split()) for sheet in read(path.read_bytes()).pages]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return checkout(tmp_path_factory.mktemp("editions"))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["2011-08", "retrospective", "present"])
@pytest.mark.parametrize("city", CITIES)
def test_no_spanish_briefing_ends_on_a_page_half_empty(root: Path, name: str, city: str) -> None:
    workshop = Workshop(name, "es", folders=Folders(root))
    assert depth(read(workshop.report(workshop.job(city)).path.read_bytes()).pages[-1]) > FULL_ENOUGH


@pytest.mark.slow
@pytest.mark.parametrize("name", ["retrospective", "present"])
@pytest.mark.parametrize("city", [*CITIES, *ODD])
def test_every_edition_renders(root: Path, name: str, city: str) -> None:
    workshop = Workshop(name, folders=Folders(root))
    path = workshop.report(workshop.job(city)).path
    front, *others = pages(path)
    assert city in ODD or depth(read(path.read_bytes()).pages[-1]) > FULL_ENOUGH
    assert "Whose edition this is" in front
    assert "November 20, 2014" in front
    assert "All sources, numbered and linked" in front  # page 1 holds its whole content
    assert "What these data cannot say" in " ".join(others)


# In English a few; in Spanish, which is longer, also those whose counties, agencies or rules are many, one or none.
FOUR = [("en", city) for city in ("Boston", "Miami", "Minneapolis")]
FOUR += [
    ("es", city) for city in (*CITIES, "Minneapolis", "Boise", "Cook County, IL", "Anchorage, AK", "Washington, DC")
]


@pytest.mark.slow
@pytest.mark.parametrize(("language", "city"), FOUR)
def test_the_present_takes_four_pages(root: Path, city: str, language: str) -> None:
    workshop = Workshop("present", language, folders=Folders(root))
    assert len(pages(workshop.report(workshop.job(city)).path)) == 4


@pytest.mark.slow
@pytest.mark.parametrize(("logo", "data"), [("logo.png", png(40, 20)), ("logo.svg", MAGENTA)])
def test_the_coalitions_logo_and_contact_are_printed_on_page_1(tmp_path: Path, logo: str, data: bytes) -> None:
    root = checkout(tmp_path)
    (root / "editions" / "ours.toml").write_text(OURS.format(logo=logo), encoding="utf-8")
    (root / "editions" / logo).write_bytes(data)
    workshop = Workshop("ours", folders=Folders(root))
    job = workshop.job("Boston")
    path = workshop.report(job).path
    assert audit(path.read_bytes(), from_json(job.findings), job.edition, ROOT / "data").faults == ()
    front = pages(path)[0]
    for words in ("Local 1199 of Suffolk", "hello@coalition.example", "617 555 0100", "Publish the counts."):
        assert words in front
    reader = read(path.read_bytes())
    assert "Local 1199 of Suffolk" in [tag.get("/Alt") for tag in tags(reader) if tag.get("/S") == "/Figure"]
    if logo.endswith("png"):
        assert (40, 20) in [image.image.size for image in reader.pages[0].images if image.image]
    else:
        contents = reader.pages[0].get_contents()
        assert contents is not None
        assert b"1 0 1 rg" in contents.get_data()
    # Another picture under the same name makes the briefing stale.
    (root / "editions" / logo).write_bytes(png(20, 20) if logo.endswith("png") else SVG)
    changed = Workshop("ours", folders=Folders(root))
    assert changed.stale(changed.job("Boston")) == "changed: edition"
