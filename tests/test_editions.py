"""An edition file says what it must, or the error says what is wrong with it."""

from datetime import date
from pathlib import Path

import pytest

from pipeline import editions
from pipeline.editions import Edition
from pipeline.errors import BrokenEdition, UnknownEdition
from pipeline.sources.tables import Tables

from .conftest import ROOT

WHOLE = (ROOT / "editions" / "2011-08.toml").read_text(encoding="utf-8")


def test_the_coalitions_edition(edition: Edition, tables: Tables) -> None:
    assert edition.as_of == date(2011, 8, 16)
    assert set(edition.cities) == set(tables.places.slug)
    assert edition.coalition.asks_source in set(tables.sources.source_id)


def test_what_is_asked_is_in_the_table_of_claims(edition: Edition, tables: Tables) -> None:
    claim = tables.claims.set_index("id").loc["C027"]
    assert claim.source_id == edition.coalition.asks_source
    for ask, recorded in zip(edition.coalition.asks, ("end", "Inspector General", "FBI", "states"), strict=True):
        assert recorded.lower() in ask.lower()
        assert recorded.lower() in claim.statement.lower()


@pytest.mark.parametrize("name", ["1999-01", "", "../editions/2011-08", "2011-08.toml", "a b", "*"])
def test_an_edition_that_is_not_there_is_refused_with_those_that_are(name: str) -> None:
    with pytest.raises(UnknownEdition, match="2011-08"):
        editions.load(name, ROOT / "editions")


@pytest.mark.parametrize(
    ("find", "put", "told"),
    [
        ('title = "Secure', 'titel = "Secure', "key title"),
        ("as_of = 2011-08-16", 'as_of = "soon"', "key as_of"),
        ('name = "Restoring Community"', 'name = ""', "key coalition.name"),
        ("[coalition]", "[coalition]\nmotto = 1", "key coalition.motto"),
        ("cities = [", "cities = [1, ", "key cities"),
        ("[coalition]", "[coalition", "cannot be read"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, find: str, put: str, told: str) -> None:
    assert find in WHOLE
    (tmp_path / "2011-08.toml").write_text(WHOLE.replace(find, put, 1), encoding="utf-8")
    with pytest.raises(BrokenEdition, match=r"2011-08\.toml") as caught:
        editions.load("2011-08", tmp_path)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)
