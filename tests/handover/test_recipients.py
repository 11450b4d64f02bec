"""The list of recipients: read as people save it; every fault told with row and column, the good rows unharmed."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import BrokenRecipients
from pipeline.folders import PACKET
from pipeline.handover.recipients import COLUMNS, LONGEST, TEMPLATE, slug
from tests.handover.lists import HEADER, listed, row, table


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "recipients.csv"


def test_the_template_is_a_list_without_a_fault(path: Path) -> None:
    found = listed(path, TEMPLATE)
    assert found.faults == ()
    (one,) = found.good
    assert (one.name, one.place.slug, one.language, one.by_mail, one.on_paper) == (
        "A. Example",
        "boston-ma",
        "en",
        True,
        True,
    )
    assert one.address[-1] == "Boston, MA 02201"
    assert TEMPLATE.partition("\n")[0].split(",") == list(COLUMNS)


SPANISH = table(row("Íñigo Núñez", "Miami, FL", "i@example.org", language="es"))


@pytest.mark.parametrize(
    "saved",
    [
        SPANISH.encode(),
        b"\xef\xbb\xbf" + SPANISH.encode(),
        SPANISH.encode("cp1252"),
        SPANISH.encode("utf-16"),
        SPANISH.replace('","', '";"').replace(",", ";").replace("Miami; FL", "Miami, FL").encode(),
        SPANISH.replace(",", "\t").replace("Miami\t FL", "Miami, FL").encode(),
        SPANISH.replace("\n", "\r\n").encode(),
        b"\n\n" + SPANISH.encode() + b"\n,,,,,,,,\n",
        b"sep=,\r\n" + SPANISH.encode(),
    ],
    ids=[
        "utf-8",
        "with a mark",
        "Windows",
        "utf-16",
        "semicolons",
        "tabs",
        "lines of Windows",
        "blank lines",
        "told to Excel",
    ],
)
def test_it_is_read_as_spreadsheet_programs_save_it(path: Path, saved: bytes) -> None:
    found = listed(path, saved)
    assert found.faults == ()
    assert [(one.name, one.place.slug, one.language) for one in found.good] == [("Íñigo Núñez", "miami-fl", "es")]


def test_columns_are_known_by_what_people_call_them(path: Path) -> None:
    (one,) = listed(path, "E-mail,Full Name,City or County,Favorite color\na@example.org,Ana,Boston,red\n").good
    assert (one.email, one.name, one.place.slug) == ("a@example.org", "Ana", "boston-ma")


BAD = {
    "no address": (row(email="ana@"), "email"),
    "an address of words": (row(email="ana at example.org"), "email"),
    "a header injected by the name": (row(name="Ana\nBcc: all@example.org"), "name"),
    "a header injected by the office": (row(office="Mayor\r\nSubject: x"), "office"),
    "a sign that turns the direction": (row(name="Ana \u202etxet"), "name"),
    "a formula": (row(name="=HYPERLINK(1)"), "name"),
    "a name that is too long": (row(name="A" * (LONGEST["name"] + 1)), "name"),
    "no name": (row(name=""), "name"),
    "no place": (row(place=""), "place"),
    "an unknown place": (row(place="Xyzzyville"), "place"),
    "an ambiguous place": (row(place="Springfield"), "place"),
    "a language of no edition": (row(language="fr"), "language"),
    "a channel nobody knows": (row(channel="pigeon"), "channel"),
    "mail without an address": (row(email="", channel="email"), "email"),
    "a letter without an address": (row(channel="letter"), "postal_address"),
    "both with one": (row(channel="both"), "postal_address"),
    "no way to reach them": (row(email=""), "channel"),
    "a line that is wider than a window": (
        row(postal_address="Office of the Mayor of the City and County, Department of Something; 1 Main St"),
        "postal_address",
    ),
    "an address that a letter's type cannot print": (row(postal_address="דוד בן גוריון 1; Boston"), "postal_address"),
    "a name that its greeting cannot print": (row(name="עמר", postal_address="1 Main St"), "name"),
    "too many lines for a window": (row(postal_address="a;b;c;d;e;f"), "postal_address"),
}


@pytest.mark.parametrize(("bad", "column"), BAD.values(), ids=BAD)
def test_each_fault_is_told_with_its_row_and_column_and_harms_no_other(path: Path, bad: str, column: str) -> None:
    before, after = row("First", email="first@example.org"), row("Last", email="last@example.org")
    found = listed(path, table(before, bad, after))
    assert [one.name for one in found.good] == ["First", "Last"]
    assert [(fault.row, fault.column) for fault in found.faults] == [(3, column)]
    assert str(found.faults[0]).isprintable()
    assert "make report" not in found.faults[0].what


def test_a_row_that_stands_twice_is_told_and_taken_once(path: Path) -> None:
    found = listed(path, table(row(), row(name="A. Paz", email="ANA@example.org"), row(place="Miami")))
    assert [one.place.slug for one in found.good] == ["boston-ma", "miami-fl"]
    assert str(found.faults[0]) == "row 3, name: the same recipient stands in row 2 already"


def test_namesakes_of_a_place_have_files_of_their_own(path: Path) -> None:
    found = listed(path, table(row(), row(email="other@example.org"), row(place="Miami")))
    assert [one.slug for one in found.good] == ["ana-paz", "ana-paz-3", "ana-paz"]


def test_nobody_takes_the_file_of_another(path: Path) -> None:
    """A packet is called as its letter with a word more; a name may end with that word, or with a row's number."""
    names = ("Ana Paz", "Ana Paz Packet", "Ana Paz 5", "Ana Paz", "Ana Paz-packet")
    found = listed(path, table(*(row(name, email=f"p{at}@example.org") for at, name in enumerate(names))))
    files = {file for one in found.good for file in (one.slug, f"{one.slug}{PACKET}")}
    assert len(files) == 2 * len(names)


def test_names_from_right_to_left_and_in_other_scripts_are_taken(path: Path) -> None:
    (one,) = listed(path, table(row(name="عمر חיים"))).good
    assert one.name == "عمر חיים"
    assert slug(one.name).isascii()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"PK\x03\x04rest", "save it as CSV"),
        (b"name,place\n\x00", "no text"),
        (b"name,email\n", 'no column "place"'),
        (b"name,place,city\nA,B,C\n", 'two columns mean "place"'),
        (b'name,place\n"A,Boston\n', "cannot be read"),
        (HEADER.encode() + b"\nAna,,,Boston,,,,,,,surplus\n", "row 2 has 11 cells"),
        (b"\xff\xfe\x00\xd8", "save it as CSV"),
    ],
)
def test_what_is_no_list_is_refused_in_a_line(path: Path, data: bytes, told: str) -> None:
    with pytest.raises(BrokenRecipients, match=told):
        listed(path, data)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    from pipeline.handover.recipients import read
    from tests.handover.lists import edition, registry

    with pytest.raises(BrokenRecipients, match="no such file"):
        read(tmp_path / "none.csv", registry(), edition())


@given(text=st.text(max_size=200) | st.binary(max_size=200))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_read_ends_in_a_traceback(path: Path, text: str | bytes) -> None:
    start = table(row()).encode()
    for data in (text, start + (text if isinstance(text, bytes) else text.encode("utf-8", "replace"))):
        try:
            found = listed(path, data if isinstance(data, bytes) else data.encode("utf-8", "replace"))
        except BrokenRecipients:
            continue
        assert all(one.name.isprintable() and "\n" not in one.email for one in found.good)


def test_a_recipient_prints_as_a_row_and_nothing_more(path: Path) -> None:
    (one,) = listed(path, table(row(postal_address="1 Main St; Boston"))).good
    assert repr(one) == "<recipient of row 2>"
