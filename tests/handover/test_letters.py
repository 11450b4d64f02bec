"""Letters and packets: where an envelope's window shows the address, the same bytes each time, both standards, one tag tree."""

import csv
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit import letters as audit_letters
from pipeline.audit.letters import Addressed
from pipeline.audit.whole import Again
from pipeline.build import Workshop
from pipeline.cli import main
from pipeline.documents import letter_pdf, packet_pdf
from pipeline.editions import Edition
from pipeline.errors import OverfullPage, UserError
from pipeline.findings.city import from_json
from pipeline.handover import letters
from pipeline.handover.letters import FORMULA, Written, postal_list
from pipeline.handover.recipients import ADDRESS_LINES, Recipient
from pipeline.handover.window import WIDEST, width
from pipeline.narrative.document.model import Letter
from pipeline.narrative.documents.letter import Addressee
from pipeline.narrative.documents.letter import letter as written
from pipeline.narrative.language.locale import speaking
from pipeline.render.packet import Part, packet
from pipeline.validate import validate
from tests.document import checks, reading, soundness
from tests.handover.lists import listed, row, table

CITIES = (
    "boston-ma",
    "oakland-ca",
    "chicago-il",
    "los-angeles-ca",
    "atlanta-ga",
    "miami-fl",
    "charlotte-nc",
    "phoenix-az",
)
FULL = Addressee(
    "Dear Mayor Example:", tuple(f"Line {number} of the address" for number in range(1, ADDRESS_LINES + 1))
)
INCH = 72.0
# A No. 10 envelope (USPS, Quick Service Guide 201; the usual window): inches of the sheet that its window shows, folded in
# three and lying on the envelope's foot, pushed to its left or to its right end.
HEIGHT, WINDOW_BOTTOM, WINDOW_HEIGHT, WINDOW_LEFT, WINDOW_WIDTH, WIDTH, CLEAR = (
    4.125,
    0.5,
    1.125,
    0.875,
    4.5,
    9.5,
    0.125,
)
TOP = 11 / 3 - WINDOW_BOTTOM - WINDOW_HEIGHT
SHOWN = (WINDOW_LEFT, TOP + CLEAR, WINDOW_LEFT + WINDOW_WIDTH - (WIDTH - 8.5), TOP + WINDOW_HEIGHT - CLEAR)

Shop = Callable[[str], Workshop]


@pytest.fixture(scope="module")
def shop() -> Shop:
    made: dict[str, Workshop] = {}
    return lambda language: made.setdefault(language, Workshop("2011-08", language))


def letter(shop: Workshop, slug: str, to: Addressee = FULL) -> bytes:
    return letter_pdf(shop.job_of(slug), to, "key", Path("templates"))


def words(data: bytes) -> list[tuple[str, float, float]]:
    """The text of page 1 in pieces, each with the inches from the left and from the top at which it begins."""
    found: list[tuple[str, float, float]] = []

    def visit(text: str, matrix: list[float], at: list[float], *_: object) -> None:
        if text.strip():
            x = at[4] * matrix[0] + at[5] * matrix[2] + matrix[4]
            y = at[4] * matrix[1] + at[5] * matrix[3] + matrix[5]
            found.append((text.strip(), x / INCH, 11 - y / INCH))

    pypdf.PdfReader(BytesIO(data)).pages[0].extract_text(visitor_text=visit)
    return found


def test_the_widest_line_that_a_list_may_have_ends_within_the_window(shop: Shop) -> None:
    """Five of them, as wide as they are taken: each stays on its line, and in the window."""
    line = "W" * 100
    while width(line) > WIDEST:
        line = line[:-1]
    pieces = words(letter(shop("en"), "boston-ma", Addressee("Ana Paz", (line,) * ADDRESS_LINES)))
    address = [(x, y) for text, x, y in pieces if text.startswith("WWW")]
    assert len({y for _, y in address}) == ADDRESS_LINES
    assert all(x + width(line) / 25.4 < SHOWN[2] for x, _ in address)
    assert max(y for _, y in address) + 3.0 / INCH <= SHOWN[3]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_address_and_nothing_else_is_in_the_envelopes_window(shop: Shop, language: str) -> None:
    left, top, right, bottom = SHOWN
    pieces = words(letter(shop(language), "boston-ma"))
    address = [(x, y) for text, x, y in pieces if text.startswith("Line")]
    assert len(address) == ADDRESS_LINES
    ascent, descent = 0.8 * 10.5 / INCH, 3.0 / INCH
    assert all(left <= x and top <= y - ascent and y + descent <= bottom for x, y in address)
    shown = [text for text, x, y in pieces if TOP < y < TOP + WINDOW_HEIGHT]
    assert all(text.startswith("Line") for text in shown)
    widest = max(len(line) for line in FULL.lines) * 10.5 * 0.6 / INCH
    assert left + widest < right


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_first_fold_goes_through_no_line(shop: Shop, language: str) -> None:
    """Nothing is printed 2 mm above it; the line below it begins as far under it."""
    ascent, fold, free = 9.0 / INCH, 11 / 3, 2 / 25.4
    for slug in CITIES:
        pieces = words(letter(shop(language), slug))
        assert [text for text, _, y in pieces if fold - free < y < fold + free + ascent] == [], slug


def test_the_measure_can_fail(shop: Shop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A block that lies 6 mm lower is seen to be out of the window."""
    css = Path("templates/letter.css").read_text().replace("top: 41.2mm", "top: 47.2mm")
    for path in Path("templates").iterdir():
        (tmp_path / path.name).symlink_to(path.resolve())
    (tmp_path / "letter.css").unlink()
    (tmp_path / "letter.css").write_text(css)
    data = letter_pdf(shop("en").job_of("boston-ma"), FULL, "key", tmp_path)
    assert max(y for text, _, y in words(data) if text.startswith("Line")) + 3.0 / INCH > SHOWN[3]


def test_a_letter_is_the_same_bytes_each_time_and_says_what_it_is(shop: Shop) -> None:
    data = letter(shop("es"), "boston-ma")
    assert data == letter(shop("es"), "boston-ma")
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == "es"
        assert "Line 1" not in str(dict(pdf.docinfo)) + pdf.Root.Metadata.read_bytes().decode()
    assert data != letter_pdf(shop("es").job_of("boston-ma"), FULL, "another", Path("templates"))


def test_a_letter_of_an_edition_that_is_nobodys_is_refused() -> None:
    shop = Workshop("retrospective")
    with pytest.raises(UserError, match="coalition"):
        letter(shop, "boston-ma")


def of(edition: Edition, **words: object) -> Edition:
    coalition = edition.coalition.model_copy(update=words)
    return edition.model_copy(update={"coalition": coalition})


def test_the_coalitions_own_words_stand_in_it(shop: Shop) -> None:
    from dataclasses import replace

    job = shop("en").job_of("boston-ma")
    ours = of(job.edition, letter=("We write about {counties}, {state}.",), signature=("Ana Paz",))
    text = " ".join(text for text, *_ in words(letter_pdf(replace(job, edition=ours), FULL, "key", Path("templates"))))
    assert "We write about Suffolk County, Massachusetts." in text
    assert "Ana Paz" in text
    assert "sends you its briefing" not in text


def say(shop: Workshop, to: Addressee, **words: object) -> Letter:
    job = shop.job_of("boston-ma")
    with speaking(shop.language):
        return written(from_json(job.findings), of(job.edition, **words), to)


@pytest.mark.parametrize(
    ("to", "english", "spanish"),
    [
        (Addressee("Ana Paz", office="Mayor"), "Dear Mayor Ana Paz:", "A la atención de Ana Paz, Mayor:"),
        (Addressee("Ana Paz", office="Mayor of Boston"), "Dear Mayor Ana Paz:", "A la atención de Ana Paz, Mayor:"),
        (Addressee("Mayor Paz", office="Mayor"), "Dear Mayor Paz:", "A la atención de Mayor Paz:"),
        (Addressee("Ana Paz", office="City Clerk"), "Dear Ana Paz:", "A la atención de Ana Paz, City Clerk:"),
        (Addressee("Ana Paz"), "Dear Ana Paz:", "A la atención de Ana Paz:"),
        (Addressee("Estimada alcaldesa:", office="Mayor"), "Estimada alcaldesa:", "Estimada alcaldesa:"),
    ],
)
def test_a_letter_greets_by_office_where_the_list_has_no_salutation(
    shop: Shop, to: Addressee, english: str, spanish: str
) -> None:
    assert [say(shop(language), to).greeting for language in ("en", "es")] == [english, spanish]


def test_a_letter_bears_the_editions_day_or_the_one_given(shop: Shop) -> None:
    later = date(2011, 9, 1)
    dates = [say(shop("en"), FULL).date, *(say(shop(code), FULL, letter_date=later).date for code in ("en", "es"))]
    assert [" ".join(each.split()) for each in dates] == [
        "August 16, 2011",
        "September 1, 2011",
        "1 de septiembre de 2011",
    ]


@pytest.mark.parametrize("slug", CITIES)
def test_two_paragraphs_tell_of_the_place_each_with_its_sources(shop: Shop, slug: str) -> None:
    """Each sentence is of the place's own findings, and what it cites is listed, numbered as it is met."""
    job = shop("en").job_of(slug)
    told = written(from_json(job.findings), job.edition, FULL)
    first, second, limits = told.paragraphs
    assert all(said.findings and said.refs for said in (first, second))
    assert not limits.findings
    assert told.ask is not None
    assert told.ask.attribution is not None
    cited = dict.fromkeys(number for said in (first, second, told.ask.attribution) for number in said.refs)
    assert [*cited] == [line.number for line in told.sources.lines] == [*range(1, len(cited) + 1)]


def test_a_letter_that_cannot_be_made_harms_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def made(one: Recipient, shop: Workshop) -> Written:
        if one.name == "Ben":
            raise OverfullPage("The letter does not fit on one page.")
        return Written(one, Path("letter.pdf"), Path("packet.pdf"))

    for name in ("data", "editions", "templates", "requirements", "pipeline"):
        (tmp_path / name).symlink_to(Path(name).resolve())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(letters, "_written", made)
    people = [row(name, email="", postal_address=f"{name}; 1 Main St") for name in ("Ana", "Ben", "Cal")]
    Path("list.csv").write_text(table(*people))
    assert main(["letters", "--recipients=list.csv"]) == 1
    told = capsys.readouterr()
    assert "row 3: The letter does not fit on one page." in told.err
    rows = list(csv.reader(Path("output/2011-08/letters/postal.csv").read_text().splitlines()))
    assert [cells[1] for cells in rows[1:]] == ["ana", "cal"]


def test_a_letter_that_does_not_fit_says_what_to_shorten(shop: Shop) -> None:
    from dataclasses import replace

    job = shop("en").job_of("boston-ma")
    long = of(job.edition, letter=("Words that go on and on and on. " * 40,) * 6)
    with pytest.raises(OverfullPage, match="letter"):
        letter_pdf(replace(job, edition=long), FULL, "key", Path("templates"))


def test_parts_of_a_packet_begin_on_right_hand_pages_and_are_found(shop: Shop) -> None:
    one, other = letter(shop("en"), "boston-ma"), letter(shop("es"), "boston-ma")
    made = packet([Part("Letter", one), Part("Carta", other), Part("Third", one)])
    assert made == packet([Part("Letter", one), Part("Carta", other), Part("Third", one)])
    with pikepdf.open(BytesIO(made)) as pdf:
        assert [page.label for page in pdf.pages] == ["Letter 1", "Letter 2", "Carta 1", "Carta 2", "Third 1"]
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Letter", "Carta", "Third"]
            assert all(len(item.children) == 1 for item in outline.root)
        (document,) = pdf.Root.StructTreeRoot.K
        assert [str(part.S) for part in document.K] == ["/Part"] * 3
        names = [str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]]
        assert len(names) == len(set(names))
        links = [str(link.Dest) for page in pdf.pages for link in page.get("/Annots", ()) if "/Dest" in link]
        assert set(links) <= set(names)
        leads_to = dict(zip(names, list(pdf.Root.Names.Dests.Names)[1::2], strict=True))
        for page in pdf.pages:
            for link in (each for each in page.get("/Annots", ()) if "/Dest" in each):
                to = leads_to[str(link.Dest)]
                assert (to.D if isinstance(to, pikepdf.Dictionary) else to)[0].objgen == page.objgen


def test_every_piece_of_a_packet_finds_its_tag(shop: Shop) -> None:
    """Each page's key and each link's leads, in the one tree, to elements of that page."""
    made = packet([Part(str(number), letter(shop("en"), "boston-ma")) for number in range(3)])
    with pikepdf.open(BytesIO(made)) as pdf:
        nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        keys = [int(key) for key in nums[::2]]
        assert keys == sorted(set(keys))
        found = dict(zip(keys, nums[1::2], strict=True))
        for page in (each for each in pdf.pages if "/StructParents" in each):
            elements = [element for element in found[int(page.StructParents)] if element is not None]
            assert {element.Pg.objgen for element in elements if "/Pg" in element} == {page.objgen}
            for link in page.get("/Annots", ()):
                assert str(found[int(link.StructParent)].S) == "/Link"


@given(cell=st.text(min_size=1, max_size=20))
def test_no_cell_of_the_postal_list_is_a_formula(cell: str) -> None:
    from pipeline.handover.letters import _plain

    assert not _plain(cell).startswith(FORMULA)


def test_the_postal_list_has_a_row_each(tmp_path: Path) -> None:
    people = listed(tmp_path / "a.csv", table(row(postal_address="-A; 1 Main St", email=""))).good
    path = postal_list([Written(one, Path("a"), Path("b")) for one in people], tmp_path / "postal.csv")
    rows = list(csv.reader(path.read_text().splitlines()))
    assert rows[1] == ["boston-ma", "ana-paz", "'-A", "1 Main St", "", "", ""]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
def test_letters_and_packets_of_the_eight_cities_pass_what_briefings_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("data", "editions", "templates", "requirements", "pipeline"):
        (tmp_path / name).symlink_to(Path(name).resolve())
    rows = [
        row("Ana Paz", place=slug, email="", postal_address="Ana Paz; 1 Main St; Town", language=language)
        for slug in CITIES
    ]
    (tmp_path / "list.csv").write_text(table(*rows))
    monkeypatch.chdir(tmp_path)
    assert main(["letters", "--recipients=list.csv"]) == 0
    files = sorted((tmp_path / "output/2011-08/letters").glob("*.pdf"))
    assert len(files) == 2 * len(CITIES)
    report = validate(files)
    assert report.passed, report.lines
    shop = Workshop("2011-08", language)
    for path in files:
        with pikepdf.open(path) as pdf:
            assert (len(pdf.pages) == 1) != path.stem.endswith("-packet")
            # three documents in one: three titles, their bookmarks under the parts' names, blank pages without margins
            allowed = {"headings", "bookmarks", "margins"} if path.stem.endswith("-packet") else set[str]()
            assert checks.faults(pdf).keys() <= allowed, path.name
        assert soundness.traces(path) == []
        assert soundness.strange_fonts(reading.read(path.read_bytes())) == []
    for slug in CITIES:
        job = shop.job_of(slug)
        again = Again(job, shop.folders)
        whose = Addressed("ana-paz", language, Addressee("Ana Paz", ("Ana Paz", "1 Main St", "Town")))
        (path,) = (each for each in files if each.stem == f"{slug}-ana-paz")
        # read, and made again: the same bytes
        assert audit_letters.checked(path, path.read_bytes(), whose, again, shop.folders).faults == ()
        parts = (path, *(shop.folders.document(job.edition, job.place, language, s) for s in ("-onepager", "")))
        made = packet_pdf(language, tuple(each.read_bytes() for each in parts))  # type: ignore[arg-type]
        assert made == path.with_name(f"{path.stem}-packet.pdf").read_bytes()
