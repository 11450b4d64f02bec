"""Which of several figures stands first: the surest, by one rule, whatever it says."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings import composition
from pipeline.findings.model import Finding, Period, Source
from pipeline.findings.preference import best_first, hands

from .test_counted import pair

SOURCES = {
    name: Source(name, publisher, "", day, "printed or inferred", "", "evidence")
    for name, publisher, day in (
        ("paper", "The Gazette", "2011-03-01"),
        ("quoting", "The Gazette, quoting ICE", "2011-03-01"),
        ("repost", "A blog, quoting The Gazette, reposted", "2011-03-01"),
        ("later", "The Gazette", "2011-06"),
    )
}


def figure(**other: object) -> Finding:
    """A share from counts, exact, of the source "paper"; `other` says what is different."""
    (share,) = [f for f in composition.findings(pair(50, 100), {"25025"}) if f.unit == "percent"]
    return replace(share, **other)  # type: ignore[arg-type]


BARE = {"numerator": None, "denominator": None, "interval": None, "qualifier": "as printed"}
# Each pair: what stands first, and what it stands before though it is the better one by every later question.
ORDER: list[tuple[str, dict[str, object], dict[str, object]]] = [
    ("a doubt", {**BARE, "qualifier": "at least", "sources": ("repost",)}, {"doubtful": True}),
    ("bare", {"qualifier": "at least", "sources": ("repost",)}, {**BARE, "period": Period("2008", "2014-12-31")}),
    ("at least", {"qualifier": "approximate"}, {"qualifier": "at least", "period": Period("2008", "2014-12-31")}),
    ("rounded", {"period": Period("2008", "2009-01-31")}, {"qualifier": "approximate"}),
    ("earlier", {"sources": ("repost",)}, {"period": Period("2008", "2011-02-27")}),
    ("a month is its last day", {"period": Period("2008", "2011-02")}, {"period": Period("2008", "2011-02-27")}),
    ("printed earlier", {"period": Period("", ""), "sources": ("later",)}, {"period": Period("", "")}),
    ("more hands", {"sources": ("quoting",)}, {"sources": ("repost",)}),
    ("its id", {"id": "a"}, {"id": "b"}),
]


@pytest.mark.parametrize(("question", "first", "second"), ORDER, ids=[question for question, _, _ in ORDER])
@given(values=st.tuples(st.integers(0, 100), st.integers(0, 100)), turned=st.booleans())
def test_the_surer_figure_stands_first_whatever_the_two_say(
    question: str, first: dict[str, object], second: dict[str, object], values: tuple[int, int], turned: bool
) -> None:
    surer = figure(**{"id": "z", "value": float(values[0]), **first})
    other = figure(**{"id": "a", "value": float(values[1]), **second})
    given_order = [other, surer] if turned else [surer, other]
    assert best_first(given_order, SOURCES) == [surer, other]


def test_hands_are_counted_after_who_printed_first() -> None:
    assert [hands(figure(sources=(name,)), SOURCES) for name in ("paper", "quoting", "repost")] == [0, 1, 2]
