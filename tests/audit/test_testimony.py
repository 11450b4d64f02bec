"""Whatever is said, by whomever, is held word by word against its row."""

from dataclasses import replace
from typing import Any

import pytest

from pipeline.audit.recomputing import testimony
from pipeline.audit.recomputing.evidence import Evidence
from pipeline.findings.model import CityFindings

from ..conftest import ROOT
from ..narrative.test_spanish import found_for

KINDS = ("positions", "federal_positions", "organizations", "on_agreements", "claims", "published", "events")


@pytest.fixture(scope="module")
def found() -> CityFindings:
    return found_for("Miami", "present")


def faults(found: CityFindings) -> list[str]:
    return [f"{fault}" for fault in testimony.faults(found, Evidence(ROOT / "data"), "")]


def changed(found: CityFindings, kind: str, **fields: Any) -> tuple[str, CityFindings]:
    first, *rest = getattr(found, kind)
    return first.id, replace(found, **{kind: (replace(first, **fields), *rest)})


def test_what_the_tables_say_is_without_fault(found: CityFindings) -> None:
    assert all(getattr(found, kind) for kind in KINDS)
    assert faults(found) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_word_is_seen(found: CityFindings, kind: str) -> None:
    id, wrong = changed(found, kind, statement="Said nothing of the kind.")
    assert [id in fault and "Said nothing of the kind." in fault for fault in faults(wrong)] == [True]


# What a row says beside its words, by kind: who, when, on which side, of what place. Each is held against the table.
BESIDE = {
    "positions": ("place", "level", "date", "actor", "office", "stance", "topic"),
    "federal_positions": ("date", "actor", "office", "stance", "topic"),
    "on_agreements": ("date", "actor", "stance"),
    "claims": ("topic", "side", "place_name", "figure", "period"),
    "published": ("topic", "place_name", "figure", "made_by"),
    "events": ("date", "label"),
    "present": ("agency", "signed", "models"),
}


@pytest.mark.parametrize(("kind", "field"), [(kind, field) for kind, fields in BESIDE.items() for field in fields])
def test_whatever_a_row_says_beside_its_words_is_held_against_it(found: CityFindings, kind: str, field: str) -> None:
    id, wrong = changed(found, kind, **{field: "something else"})
    assert any(id in fault and f"{field} 'something else'" in fault for fault in faults(wrong)), faults(wrong)


@pytest.mark.parametrize("kind", KINDS)
def test_a_statement_without_a_source_is_seen(found: CityFindings, kind: str) -> None:
    id, wrong = changed(found, kind, source="")
    assert any(id in fault and "has no source" in fault for fault in faults(wrong))


def test_an_answer_that_no_table_joins_is_seen(found: CityFindings) -> None:
    id, wrong = changed(found, "claims", answers=("C108", "F30"))
    assert all(id in fault and "is not one that data/ joins to it" in fault for fault in faults(wrong))
    assert faults(wrong)


def test_a_statement_published_after_the_editions_day_is_seen(found: CityFindings) -> None:
    told = [str(f) for f in testimony.faults(found, Evidence(ROOT / "data"), "2011-08-16")]
    assert {one.id for one in found.published} & {name for name in ("F30", "F02") for f in told if name in f}
