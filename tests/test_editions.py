"""An edition file says what it must, or the error says what is wrong with it; the three that are shipped are whole."""

import struct
import zlib
from datetime import date
from pathlib import Path

import pytest

from pipeline import edition_file, editions
from pipeline.editions import Edition
from pipeline.errors import BrokenEdition, UnknownEdition
from pipeline.sources.tables import Tables

from .conftest import ROOT

WHOLE = (ROOT / "editions" / "2011-08.toml").read_text(encoding="utf-8")
SHIPPED = ("2011-08", "present", "retrospective")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="M0 0h4v2H0z"/></svg>'


def png(width: int = 4, height: int = 2) -> bytes:
    """A whole PNG picture, white."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xff" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def broken(folder: Path, find: str, put: str) -> str:
    """What loading the edition of 2011 says after one change."""
    assert find in WHOLE
    (folder / "2011-08.toml").write_text(WHOLE.replace(find, put, 1), encoding="utf-8")
    with pytest.raises(BrokenEdition, match=r"2011-08\.toml") as caught:
        editions.load("2011-08", folder)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def written(folder: Path, text: str) -> Edition:
    (folder / "ours.toml").write_text(text, encoding="utf-8")
    return editions.load("ours", folder)


PLAIN = 'title = "T"\ncities = ["boston-ma"]\n'
OURS = (
    PLAIN + 'languages = ["en", "es"]\n[coalition]\nname = "Ours"\nasks_title = "We ask"\nasks_attribution = "Ours."\n'
)


def test_the_coalitions_edition(edition: Edition, tables: Tables) -> None:
    assert edition.as_of == date(2011, 8, 16)
    assert len(edition.cities) == 8
    assert set(edition.cities) <= set(tables.places.slug)
    assert set(edition.coalition.sources) <= set(tables.sources.source_id)


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_shipped_is_whole(name: str, tables: Tables) -> None:
    shipped = editions.load(name, ROOT / "editions")
    assert set(shipped.cities) <= set(tables.places.slug)
    assert set(shipped.coalition.sources) <= set(tables.sources.source_id)
    for code in shipped.languages:
        words, lacking = shipped.coalition.words(code)
        assert not lacking & {"asks", "asks_title", "asks_attribution"}
        assert not any("TODO" in text or "..." in text for text in (*words.asks, shipped.titled(code)[0]))
        assert shipped.titled(code)[1] is False


def test_there_are_no_editions_but_those() -> None:
    assert sorted(path.stem for path in (ROOT / "editions").glob("*.toml")) == sorted(SHIPPED)


def test_what_is_asked_is_in_the_table_of_claims(edition: Edition, tables: Tables) -> None:
    claim = tables.claims.set_index("id").loc["C027"]
    assert claim.source_id == edition.coalition.asks_source
    for ask, recorded in zip(edition.coalition.asks, ("end", "Inspector General", "FBI", "states"), strict=True):
        assert recorded.lower() in ask.lower()
        assert recorded.lower() in claim.statement.lower()


def test_the_cities_of_an_edition_are_places_of_the_registry(tmp_path: Path, tables: Tables) -> None:
    ours = written(tmp_path, PLAIN.replace("boston-ma", "springfeld-ma"))
    slugs = set(tables.places.slug)
    with pytest.raises(
        BrokenEdition, match=r'ours\.toml: key cities: "springfeld-ma" .* did you mean springfield-ma\?'
    ):
        editions.check_cities(ours, slugs, tmp_path)
    editions.check_cities(written(tmp_path, PLAIN), slugs, tmp_path)


def test_a_name_with_its_ending_is_told_to_leave_it_out() -> None:
    with pytest.raises(UnknownEdition, match=r"Leave out \.toml"):
        editions.load("2011-08.toml", ROOT / "editions")


@pytest.mark.parametrize("name", ["1999-01", "", "../editions/2011-08", "2011-08.toml", "a b", "*"])
def test_an_edition_that_is_not_there_is_refused_with_those_that_are(name: str) -> None:
    with pytest.raises(UnknownEdition, match="2011-08"):
        editions.load(name, ROOT / "editions")


@pytest.mark.parametrize(
    ("find", "put", "told"),
    [
        ('title = "Secure', 'titel = "Secure', "key titel: there is no such key (did you mean title?)"),
        (
            "contact = []",
            'contacts = ["a@b.example"]',
            "key coalition.contacts: there is no such key (did you mean contact?)",
        ),
        ("[coalition]", "[coalitions]", "key coalitions: there is no such key (did you mean coalition?)"),
        (
            "[coalition.es]",
            '[coalition.es]\nname = "La"',
            "key coalition.es.name: there is no such key; there are authors",
        ),
        ("contact = []", 'contact = "a@b.example"', "key coalition.contact: write a list in brackets"),
        ("as_of = 2011-08-16", 'as_of = "2011-08-16"', "key as_of: write a day without quotes, such as 2011-08-16"),
        ('languages = ["en", "es"]', 'languages = "en"', "key languages: write a list in brackets"),
        ('languages = ["en", "es"]', 'languages = ["en", "es", "spanish"]', 'key languages: "spanish" is no language'),
        ('title = "Secure Communities: the local record"', "title = 2011", "key title: write text in straight quotes"),
        (
            'title = "Secure Communities: the local record"',
            'title = "Secure',
            "line 3: a quote is missing in it (found title",
        ),
        (
            'title = "Secure Communities: the local record"',
            "title = “Secure”",
            "line 3: use straight quotes, not curly ones",
        ),
        ('title = "Secure Communities: the local record"', "title = Secure", "line 3: write text in straight quotes"),
        (
            'title = "Secure Communities: the local record"',
            'title = "The "Valley" one"',
            "line 3: put a backslash before",
        ),
        ("as_of = 2011-08-16", "as_of = 8/16/2011", "line 4: write a day as 2011-08-16"),
        ("as_of = 2011-08-16", "as_of = 2011-02-30", "line 4: there is no such day"),
        ("as_of = 2011-08-16", "as_of = 2011-08-16\nas_of = 2011-08-16", "is there twice"),
        (
            '"An Inspector General’s inquiry into all ICE ACCESS programs.",',
            '"An Inspector General’s inquiry into all ICE ACCESS programs."',
            "a comma or the",
        ),
        ('title = "Secure', '"""title = "Secure', "cannot be read"),
        ('title = "Secure', 'title = "Secure\\n', "key title: expected words on one line"),
        ("as_of = 2011-08-16", 'as_of = "soon"', "key as_of"),
        (
            "as_of = 2011-08-16",
            "as_of = 2010-09-20",
            "key as_of: a figure of the nation before 2010-09-21 is not in our sources",
        ),
        ("as_of = 2011-08-16", 'leads_with = "the future"', "key leads_with"),
        ("as_of = 2011-08-16", "disclosure = 10", "key disclosure"),
        ("as_of = 2011-08-16", "disclosure = {smallest_count = -1}", "key disclosure.smallest_count"),
        ('name = "Restoring Community"', 'name = ""', "key coalition.name"),
        ("[coalition]", "[coalition]\nmotto = 1", "key coalition.motto"),
        ("[coalition]", '[coalition]\npicture = "x"', "key coalition.picture"),
        ("cities = [", "cities = [1, ", "key cities"),
        ("cities = [", 'cities = ["boston-ma", ', "key cities: stands twice in the list: boston-ma"),
        ("[coalition]", "[coalition", "cannot be read"),
        ("[coalition]", '[fr]\ntitle = "T"\n[coalition]', 'key fr: the edition is not written in "fr"'),
        ("asks = [", 'asks = ["", ', "key coalition.asks: expected a list of texts, none of them empty"),
        ('asks_title = "What the coalition asks for"', "", "whose words they are"),
        ('logo = ""', 'logo = "gone.png"', '"gone.png" is not there'),
        ('logo = ""', 'logo = "../README.md"', "must be the name of a PNG or SVG file"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, find: str, put: str, told: str) -> None:
    assert told in broken(tmp_path, find, put)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("logo.png", b"GIF89a", "is not a whole PNG picture"),
        ("logo.png", png()[:40], "is not a whole PNG picture"),
        ("logo.svg", b"<html></html>", "is not a whole SVG picture"),
        ("logo.svg", SVG.replace(b"<path", b'<image href="x.png"/><path'), "asks for another file"),
        ("logo.svg", SVG.replace(b"<path", b"<script>1</script><path"), "asks for another file or runs a script"),
        (
            "logo.svg",
            SVG.replace(b"<path", b"<style>a{fill:url(http://a.example/x)}</style><path"),
            "asks for another file",
        ),
        ("logo.png", png() + b"\0" * edition_file.LOGO_SIZE, "save it smaller"),
    ],
)
def test_a_logo_that_is_no_small_picture_is_refused(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert told in broken(tmp_path, 'logo = ""', f'logo = "{name}"')


@pytest.mark.parametrize(("name", "data"), [("logo.png", png()), ("logo.svg", SVG)])
def test_a_logo_is_read_with_the_edition(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert written(tmp_path, OURS + f'logo = "{name}"').coalition.picture == data


def test_an_edition_without_a_coalition_asks_nothing(tmp_path: Path) -> None:
    plain = written(tmp_path, PLAIN)
    assert plain.coalition.name == ""
    assert plain.coalition.words("en")[0].asks == ()
    assert plain.as_of is None
    assert plain.disclosure.smallest_count == 0


def test_words_stand_in_english_where_a_language_lacks_them(tmp_path: Path) -> None:
    ours = written(tmp_path, OURS + 'asks = ["Stop."]\n[coalition.es]\nasks_title = "Pedimos"\n')
    words, lacking = ours.coalition.words("es")
    assert (words.asks_title, words.asks) == ("Pedimos", ("Stop.",))
    assert lacking == {"asks", "asks_attribution"}
    assert ours.coalition.words("en") == (ours.coalition.words("en")[0], frozenset())
    assert ours.titled("es") == ("T", True)


def test_a_translation_has_as_many_items_as_the_original(tmp_path: Path) -> None:
    with pytest.raises(BrokenEdition, match=r"es\.asks has 2 items where English has 1"):
        written(tmp_path, OURS + 'asks = ["Stop."]\n[coalition.es]\nasks = ["Alto.", "Ya."]\n')


def test_a_letter_bears_a_day_that_is_given_but_none_before_the_editions(tmp_path: Path) -> None:
    told = broken(tmp_path, 'logo = ""', "letter_date = 2011-08-15")
    assert "letter_date 2011-08-15 is before the edition's own day, 2011-08-16" in told
    (tmp_path / "2011-08.toml").write_text(WHOLE.replace('logo = ""', "letter_date = 2011-09-01", 1), encoding="utf-8")
    assert editions.load("2011-08", tmp_path).coalition.letter_date == date(2011, 9, 1)
