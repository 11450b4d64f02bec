"""Letters and packets are read as briefings are: what a hand changes in one is told in words, and by the seal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name, OutlineItem, Pdf

from pipeline.audit import letters, seal
from pipeline.audit.letters import Addressed
from pipeline.audit.reading.addressed import addressed
from pipeline.audit.reading.packet import apart
from pipeline.audit.verdict import Verdict
from pipeline.audit.whole import Again, Checked
from pipeline.build import Workshop
from pipeline.cli import main
from pipeline.documents import BRIEFING, ONEPAGER, Job, letter_pdf, packet_pdf
from pipeline.folders import Folders
from pipeline.narrative.documents.letter import Addressee

from ..conftest import ROOT
from ..document.conftest import Briefing
from ..handover.lists import row, table
from ..test_editions import png
from . import forgeries
from .forgeries import Forgery, forged

MAYOR = Addressee("Ana Paz", ("Ana Paz", "Mayor of Boston", "1 City Hall Square", "Boston, MA 02201"), "Mayor")
DATA = ROOT / "data"


@pytest.fixture(scope="module")
def job(workshop: Workshop) -> Job:
    return workshop.job("Boston")


@pytest.fixture(scope="module")
def letter(job: Job) -> bytes:
    return letter_pdf(job, MAYOR, "ana-paz", ROOT / "templates")


@pytest.fixture(scope="module")
def packet(letter: bytes, briefing: Briefing) -> bytes:
    sheet, whole = (briefing("Boston", "en", document).read_bytes() for document in (ONEPAGER, BRIEFING))
    return packet_pdf("en", (letter, sheet, whole))


def read(printed: bytes, job: Job, to: Addressee = MAYOR) -> Verdict:
    return letters._of_letter(printed, job, to, DATA)


def told(verdict: Verdict) -> list[str]:
    return [str(fault) for fault in verdict.faults]


def test_a_clean_letter_passes_in_each_language_and_its_numbers_were_looked_at(
    job: Job, letter: bytes, workshops: dict[str, Workshop]
) -> None:
    verdict = read(letter, job)
    assert told(verdict) == []
    assert verdict.numbers > 20
    spanish = workshops["es"].job("Boston")
    assert told(read(letter_pdf(spanish, MAYOR, "ana-paz", ROOT / "templates"), spanish)) == []
    assert "language" in "\n".join(told(read(letter, spanish)))


def test_a_letter_in_the_coalitions_own_words_with_its_picture_passes_and_its_numbers_are_its_own(
    workshops: dict[str, Workshop],
) -> None:
    """What the coalition writes, a number too, is vouched for by the edition; the same number elsewhere is not."""
    job = workshops["es"].job("Boston")
    theirs = {
        "picture": png(40, 20), "logo": "logo.png", "contact": ("12 Main Street, Room 4",), "signature": ("Ana Paz",),
        "letter": ("In 2009 we wrote to {place}; 40 groups of {counties} ask again.",), "letter_date": date(2011, 9, 1),
    }  # fmt: skip
    coalition = job.edition.coalition.model_copy(update=theirs)
    job = replace(job, edition=job.edition.model_copy(update={"coalition": coalition}))
    made = letter_pdf(job, MAYOR, "ana-paz", ROOT / "templates")
    assert told(read(made, job)) == []
    silent = coalition.model_copy(update={"letter": ()})
    other = replace(job, edition=job.edition.model_copy(update={"coalition": silent}))
    assert any("40" in fault for fault in told(read(made, other)))


def covered(pdf: Pdf) -> None:
    """A white box over the greeting, wherever the letter's look has it."""
    shown = forgeries.find(pdf, "Dear Mayor Ana Paz:", charts=False)
    instructions = list(pikepdf.parse_content_stream(shown.stream))
    operators = [str(one.operator) for one in instructions]
    placed = shown.at - operators[shown.at :: -1].index("Tm")
    *_, left, foot = (float(number) for number in instructions[placed].operands)
    ended = operators.index("ET", shown.at)
    box = pikepdf.parse_content_stream(pdf.make_stream(f"q 1 1 1 rg {left - 2} {foot - 13} 300 18 re f Q".encode()))
    forgeries.rewritten(shown.stream, [*instructions[: ended + 1], *box, *instructions[ended + 1 :]])


def hidden(pdf: Pdf) -> None:
    """The day in white."""
    shown = forgeries.find(pdf, "August 16, 2011", charts=False)
    instructions = list(pikepdf.parse_content_stream(shown.stream))
    white = pikepdf.ContentStreamInstruction([1, 1, 1], pikepdf.Operator("rg"))
    instructions.insert(shown.at, white)
    forgeries.rewritten(shown.stream, instructions)


FORGERIES: dict[str, tuple[Forgery, str]] = {
    "a number": (
        forgeries.page_text("Nationwide 1,475 of 3,143 counties are.", "Nationwide 1,745 of 3,143 counties are."),
        "“1,745” is printed where the findings say “1,475”",
    ),
    "a word": (forgeries.page_text("Sincerely,", "Sincere"), "“Sincere” is printed where the findings say “Sincerely,”"),
    "the address": (
        forgeries.page_text("1 City Hall Square", "2 City Hall Square"), "the letter, address, line 3: “2” is printed"
    ),
    "the greeting": (forgeries.page_text("Dear Mayor Ana Paz:", "Dear Ana Paz:"), "the letter, greeting"),
    "the day": (forgeries.page_text("August 16, 2011", "August 11, 2016"), "the letter, date"),
    "a white box": (covered, "“Dear Mayor Ana Paz:” is covered by what is drawn over it"),
    "white letters": (hidden, "“August 16, 2011” cannot be seen"),
    "a note": (forgeries.note, "a note (FreeText) “ICE lied.” lies on the page"),
    "a link": (forgeries.link, "leads to https://elsewhere.example/"),
    "two links swapped": (forgeries.links_swapped, "which is not the address of the source that it names"),
    "a link laid over the page": (forgeries.link_laid_over, "belongs to no words of the page"),
    "a heading read otherwise": (forgeries.actual_text, "“Boston is safe” is read in the place of what is printed"),
    "the author": (forgeries.author, "author “Somebody Else” is not “Restoring Community”"),
    "a font that is not ours": (forgeries.strange_font, "is set in a font that is none of ours"),
    "an action": (forgeries.action, "has an action when it is opened"),
}  # fmt: skip


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_letter_is_seen_by_the_reading_and_by_the_seal(job: Job, letter: bytes, name: str) -> None:
    forgery, words = FORGERIES[name]
    spoiled = forged(letter, forgery)
    faults = told(read(spoiled, job))
    assert any(words in fault for fault in faults), faults
    assert list(seal.faults("letter.pdf", spoiled, letter))


def test_a_letter_of_another_place_or_to_another_person_is_none_of_ours(job: Job, workshop: Workshop) -> None:
    elsewhere = letter_pdf(workshop.job("Miami"), MAYOR, "ana-paz", ROOT / "templates")
    assert any("Miami" in fault for fault in told(read(elsewhere, job)))
    other = letter_pdf(job, Addressee("Ben Roe", ("Ben Roe", "9 Main St")), "ana-paz", ROOT / "templates")
    assert any("“Ben Roe 9 Main St”" in fault for fault in told(read(other, job)))


@pytest.mark.parametrize(("language", "greeting"), [("en", "Dear Mayor Ana Paz:"), ("es", "A la atención de")])
def test_whom_a_letter_goes_to_can_be_read_from_it(
    workshops: dict[str, Workshop], language: str, greeting: str
) -> None:
    made = letter_pdf(workshops[language].job("Boston"), MAYOR, "ana-paz", ROOT / "templates")
    found, to = addressed(made)
    assert (found, to.lines) == (language, MAYOR.lines)
    assert to.greeting.startswith(greeting)
    assert letter_pdf(workshops[language].job("Boston"), to, "ana-paz", ROOT / "templates") == made


Lie = Callable[[bytes, str], Path]


@pytest.fixture
def lie(tmp_path: Path, job: Job) -> tuple[Folders, Lie]:
    """Folders of this checkout's data with an output of their own, and a way to lay a letter there."""
    for name in ("data", "editions", "templates", "pipeline"):
        (tmp_path / name).symlink_to(ROOT / name)
    folders = Folders(tmp_path)

    def laid(data: bytes, slug: str) -> Path:
        path = folders.letter(job.edition, job.place, slug)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    return folders, laid


def checked(job: Job, folders: Folders, *listed: Addressed) -> list[Checked]:
    return list(letters.check(job, folders, Again(job, folders), listed or None))


def test_the_list_says_to_whom_and_without_it_the_letter_does(
    job: Job, letter: bytes, lie: tuple[Folders, Lie]
) -> None:
    folders, laid = lie
    laid(letter, "ana-paz")
    (alone,) = checked(job, folders)
    assert alone.faults == ()
    assert "not held against a list" in str(alone)
    (listed,) = checked(job, folders, Addressed("ana-paz", "en", MAYOR))
    assert listed.faults == ()
    assert str(listed).endswith("each byte as made today")
    moved = Addressee(MAYOR.greeting, (*MAYOR.lines[:2], "9 Elsewhere Street", MAYOR.lines[3]), MAYOR.office)
    (wrong,) = checked(job, folders, Addressed("ana-paz", "en", moved))
    assert any("findings say “9 Elsewhere Street”" in str(fault) for fault in wrong.faults)
    assert wrong.unsealed
    (nobody,) = checked(job, folders, Addressed("ben-roe", "en", MAYOR))
    assert "to nobody in the list" in str(nobody.faults[0])


def test_a_letter_that_cannot_be_read_is_told_and_harms_no_other(
    job: Job, letter: bytes, lie: tuple[Folders, Lie]
) -> None:
    folders, laid = lie
    laid(b"%PDF-1.7 and no more", "ben-roe")
    laid(letter, "ana-paz")
    assert [bool(one.faults) for one in checked(job, folders)] == [False, True]


def of_packet(printed: bytes, job: Job) -> list[str]:
    return told(letters._of_packet(printed, job, MAYOR, DATA))


def pages_swapped(one: int, other: int) -> Forgery:
    """Two pages, each in the other's place."""

    def change(pdf: Pdf) -> None:
        kids = list(pdf.Root.Pages.Kids)
        assert len(kids) == len(pdf.pages)
        kids[one], kids[other] = kids[other], kids[one]
        pdf.Root.Pages.Kids = pikepdf.Array(kids)

    return change


def page_of_another(pdf: Pdf) -> None:
    """What is drawn on the sheet, from a page of the briefing."""
    sheet, other = pdf.pages[2], pdf.pages[5]
    sheet.obj.Contents, sheet.obj.Resources = other.obj.Contents, other.obj.Resources


def page_more(pdf: Pdf) -> None:
    """A page at the end, with no tag."""
    pdf.add_blank_page(page_size=(612, 792))
    pdf.pages[-1].contents_add(b"q 0 0 0 rg 40 40 500 500 re f Q")


def blank_written_on(pdf: Pdf) -> None:
    """A shape on the blank page behind the letter."""
    pdf.pages[1].contents_add(b"q 0 0 0 rg 40 40 500 500 re f Q")


def blank_gone(pdf: Pdf) -> None:
    """The sheet on the back of the letter."""
    del pdf.pages[1]


def part_gone(pdf: Pdf) -> None:
    """No tags for the sheet, as if it were not there."""
    (document,) = pdf.Root.StructTreeRoot.K
    del document.K[1]


def bookmark(pdf: Pdf) -> None:
    """A part under another name."""
    with pdf.open_outline() as outline:
        outline.root[0] = OutlineItem("Not a letter", 0)


def numbered_otherwise(pdf: Pdf) -> None:
    """Pages counted as if they were one document's."""
    del pdf.Root[Name.PageLabels]


PACKETS: dict[str, tuple[Forgery, str]] = {
    "the letter and the sheet": (pages_swapped(0, 2), "does not stand within it"),
    "a page of the sheet and one of the briefing": (pages_swapped(2, 7), "does not stand within it"),
    "a page more": (page_more, "belongs to nothing"),
    "a shape on the blank page": (blank_written_on, "belongs to nothing"),
    "no blank page": (blank_gone, "does not begin on a right-hand page"),
    "a part without tags": (part_gone, "2 parts are not the 3 of a packet"),
    "a bookmark": (bookmark, "“Not a letter, One page, Briefing” are not “Letter, One page, Briefing”"),
    "the numbers of pages": (numbered_otherwise, "is not “Letter 1”"),
}  # fmt: skip
WITHIN: dict[str, tuple[Forgery, str]] = {
    "two pages of the briefing": (pages_swapped(5, 6), "margin: “"),
    "what a page draws": (page_of_another, "is printed where the findings say"),
    "the address": (FORGERIES["the address"][0], "Letter, page 1, the letter, address, line 3: “2” is printed"),
}


@pytest.mark.slow
def test_a_clean_packet_passes_and_its_parts_were_looked_at(job: Job, packet: bytes) -> None:
    verdict = letters._of_packet(packet, job, MAYOR, DATA)
    assert told(verdict) == []
    assert verdict.numbers > 300


@pytest.mark.slow
@pytest.mark.parametrize("name", PACKETS)
def test_a_packet_put_together_otherwise_is_seen_before_it_is_read(packet: bytes, name: str) -> None:
    forgery, words = PACKETS[name]
    spoiled = forged(packet, forgery)
    faults = [str(fault) for fault in apart(spoiled, ("Letter", "One page", "Briefing")).faults]
    assert any(words in fault for fault in faults), faults
    assert list(seal.faults("packet.pdf", spoiled, packet))


@pytest.mark.slow
@pytest.mark.parametrize("name", WITHIN)
def test_a_forgery_within_a_part_is_seen_by_the_reading_and_by_the_seal(job: Job, packet: bytes, name: str) -> None:
    forgery, words = WITHIN[name]
    spoiled = forged(packet, forgery)
    faults = of_packet(spoiled, job)
    assert any(words in fault for fault in faults), faults
    assert list(seal.faults("packet.pdf", spoiled, packet))


@pytest.mark.slow
def test_the_command_checks_letters_and_packets_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("data", "editions", "templates", "pipeline", "requirements"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    person = row("Ana Paz", email="", office="Mayor", postal_address="; ".join(MAYOR.lines))
    Path("list.csv").write_text(table(person))
    assert main(["letters", "--recipients=list.csv"]) == 0
    capsys.readouterr()
    assert main(["audit", "--city=Boston", "--recipients=list.csv"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in said if "letters/" in line] == [
        "output/2011-08/letters/boston-ma-ana-paz-packet.pdf", "output/2011-08/letters/boston-ma-ana-paz.pdf",
    ]  # fmt: skip
    path = Path("output/2011-08/letters/boston-ma-ana-paz.pdf")
    path.write_bytes(forged(path.read_bytes(), FORGERIES["the address"][0]))
    assert main(["audit", "--city=Boston", "--recipients=list.csv"]) == 1
    assert "“2” is printed where the findings say “1”" in capsys.readouterr().out
