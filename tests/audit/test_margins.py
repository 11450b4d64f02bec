"""What a table repeats where it runs on to another page is known in the margin, also where a head takes two lines."""

from typing import cast

import pytest

from pipeline.audit.reading.pdf import Block
from pipeline.audit.verdict import _heads, _in_margin
from pipeline.audit.wording.sentences import bare
from pipeline.narrative.document.model import Column, Document, Said, Table
from pipeline.narrative.language.locale import ENGLISH, OWN

TABLE = Table("t", "h", "s", (Column("Where"), Column(f"{ENGLISH}Warrant Service Officer{OWN}", True)), (), Said("x"))


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Warrant Service Officer", True),
        ("Warrant Service", True),
        ("Officer", True),
        ("Where", True),
        ("Service", False),
        ("Warrant Officer", False),
        ("52 %", False),
    ],
)
def test_a_repeated_head_is_known_line_by_line(text: str, known: bool) -> None:
    running = {*map(bare, _heads(cast("Document", TABLE)))}
    block = cast("Block", type("Block", (), {"text": text, "page": 2}))
    assert _in_margin(block, running) is known
