"""What the benchmark hands to other engines is the briefing's own words, tables and figures, and its table is honest."""

import pytest

from benchmarks import engines, peers
from benchmarks.blocks import blocks

HTML = (
    '<html><head><title>No</title></head><body><h1>Boston</h1><p>Of <b>352</b>,\n 183.</p><img alt="x" src="figure:share">'
    "<table><tr><th>Place<td><p>Suffolk</p></tr><tr><th>US</th></tr></table><ul><li>One &amp; two</li></ul><p> </p></body></html>"
)


def test_blocks_are_the_words_tables_and_figures_in_their_order() -> None:
    found = blocks(HTML)
    assert [(block.kind, block.text) for block in found] == [
        ("h1", "Boston"), ("p", "Of 352, 183."), ("img", "share"), ("table", ""), ("li", "One & two"),
    ]  # fmt: skip
    assert found[3].rows[1] == ["US"]


def test_what_means_something_to_typst_is_said_as_words() -> None:
    (block,) = blocks('<p>#let x = "1" $y$</p>')
    assert engines._typst_block(block) == '#par[#"#let x = \\"1\\" $y$"]'


def test_the_table_has_medians_and_their_ratio_to_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "_version", lambda name: "1")
    lines = peers.table({"ours": [2.0, 1.0, 9.0], "theirs": [1.0]}).splitlines()
    assert lines[-2:] == ["| ours | 2.00 | 1.00 | 9.00 | 1.00 | 3 |", "| theirs | 1.00 | 1.00 | 1.00 | 0.50 | 1 |"]
