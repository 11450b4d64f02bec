"""data/translations.csv: what words of other tables are in another language.

A translation is found by the English it translates. If that English is changed in its table, its translation no longer
fits: it is not printed any more (the English is, marked as English), and `stale` names it.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from pipeline.rows import each
from pipeline.sources import contract as c

TRANSLATED = {
    "reported_counts": ("covers", "said_by", "note"),
    "positions": ("statement", "actor", "office"),
    "claims": ("statement", "figure"),
    "published_findings": ("statement", "figure"),
    "events": ("statement", "label"),
    "rules": ("statement", "note"),
    "detainers": ("note",),
}  # fmt: skip


def _a_column_of_its_table(frame: pd.DataFrame) -> pd.Series:
    pairs = zip(frame["table"], frame["column"], strict=True)
    return pd.Series([column in TRANSLATED.get(table, ()) for table, column in pairs], index=frame.index, dtype=bool)


def _another_text(frame: pd.DataFrame) -> pd.Series:
    return frame["text"] != frame["english"]


TRANSLATIONS = c.Contract(
    file="translations.csv",
    columns={
        "table": c.one_of(*TRANSLATED),
        "id": c.matching(r"[A-Z]\d{2,}", "the id of a row of the table"),
        "column": c.text(),
        "language": c.one_of("es"),
        "english": c.text(),
        "text": c.text(),
    },
    key=("english", "language"),
    rows=(
        c.rule(_a_column_of_its_table, "column: a column of its table that holds words a reader sees"),
        c.rule(_another_text, "text: a translation, not the English again"),
    ),
)


def load(data: Path) -> pd.DataFrame:
    """Translations, one row a text and language; a text that stands in several rows is there once. Raises BrokenTable."""
    return c.read(data, TRANSLATIONS)


def stale(translations: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """Name each translation whose English no longer stands in its row: "positions P001 statement". None should be."""
    cells = {table: frame.set_index("id") for table, frame in tables.items()}
    for row in each(translations):
        frame = cells[row.table]
        if row.id not in frame.index or frame.at[row.id, row.column] != row.english:
            yield f"{row.table} {row.id} {row.column}"
