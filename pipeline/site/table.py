"""All findings of all counties, their states and the nation as one table, CSV and Parquet, with its dictionary."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from pipeline.editions import Edition
from pipeline.findings import every
from pipeline.findings.model import Finding
from pipeline.narrative.language.locale import _
from pipeline.rows import each
from pipeline.site.model import Link, Site
from pipeline.sources.tables import Tables

NAME = "data/counties"
LICENCE = "CC-BY-4.0"
RISKY = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would compute a cell that begins so


@dataclass(frozen=True)
class Column:
    """A column: its name, what kind of thing it holds (text, number, whole number), and what that is."""

    name: str
    kind: str
    meaning: str


COLUMNS = (
    Column("id", "text", "The finding's name, the same in every publication as long as it is the same finding."),
    Column("question", "text", "The question it answers, such as rollout or composition."),
    Column("place", "text", "FIPS code: five digits for a county, two for a state; US. Of a county's own agency: its name here."),
    Column("place_name", "text", "The name of the place."),
    Column("scope", "text", "county, state or nation; city where a city is a county of its own."),
    Column("measure", "text", "What is counted, in the words of data/README.md; _share is a percentage."),
    Column("unit", "text", "count, percent, date, days, or rate (per 1,000 residents)."),
    Column("population", "text", "Of what it is a count or a share."),
    Column("value", "text", "The finding: a count, a percentage from 0 to 100, or a date (YYYY-MM-DD)."),
    Column("numerator", "whole number", "Of a share or count, where both counts are in the source."),
    Column("denominator", "whole number", "The whole that the numerator is of."),
    Column("qualifier", "text", "exact, approximate, at least, as printed, or derived from two counts of one source."),
    Column("interval_low", "number", "Lower end of the interval; in percent of a share. Not a sampling error of full counts."),
    Column("interval_high", "number", "Upper end of the interval."),
    Column("interval_method", "text", "How the interval was computed, such as Wilson."),
    Column("interval_level", "whole number", "95, or 90 for margins of the Census Bureau's surveys."),
    Column("method", "text", "How the value was come by."),
    Column("period_start", "text", "First day, month or year that the value is of, as precise as the source."),
    Column("period_end", "text", "Last day, month or year."),
    Column("sources", "text", "Ids of its sources in sources.csv, joined by ;"),
    Column("comparators", "text", "Ids of findings beside which it may be read, joined by ;"),
    Column("disputed_by", "text", "Ids of findings of the same thing from sources that disagree, joined by ;"),
    Column("caveats", "text", "What must be said beside the value, joined by ;"),
    Column("doubtful", "text", "yes where the value must not be shown without its caveats."),
    Column("said_by", "text", "Whose figure it is, where not the publisher's."),
    Column("city", "text", "The city that the source names, where it does not name its county."),
    Column("note", "text", "How the source prints it."),
    Column("agency", "text", "Whose figure it is, where not the place's."),
    Column("rows", "text", "The rows of the tables from which it was computed, joined by ;"),
)  # fmt: skip
Cell = str | int | float | None


def table_links() -> tuple[Link, ...]:
    """The files of the table, with what each is."""
    return (
        Link(f"{NAME}.csv", _("the table, for spreadsheets")),
        Link(f"{NAME}.parquet", _("the same for statistical programs")),
        Link("data/dictionary.json", _("what each column holds, for programs")),
        Link("data/dictionary.md", _("the same, to read")),
        Link("data/sources.csv", _("the sources that the table names")),
        Link("data/LICENSE.txt", _("the licence")),
    )


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The table's files by their addresses; the same tables give the same bytes."""
    found = findings(site.edition, site.tables)
    rows = [_row(one) for one in found]
    yield f"{NAME}.csv", _csv([column.name for column in COLUMNS], rows)
    yield f"{NAME}.parquet", _parquet(rows)
    yield "data/dictionary.json", json.dumps(_dictionary(), indent=1, ensure_ascii=False).encode() + b"\n"
    yield "data/dictionary.md", _markdown().encode()
    yield "data/sources.csv", _sources(site.tables, {id for one in found for id in one.sources})
    yield "data/LICENSE.txt", (site.folders.templates / "site" / "LICENSE-data.txt").read_bytes()


def findings(edition: Edition, tables: Tables) -> list[Finding]:
    """The findings of all counties by FIPS code, then of the states, then of the nation."""
    all_of = every.findings(edition, tables)
    return list(chain(*all_of.counties.values(), *all_of.states.values(), all_of.nation))


def _row(one: Finding) -> list[Cell]:
    interval = one.interval
    caveats = ";".join(f"{caveat.kind}: {caveat.detail}" if caveat.detail else caveat.kind for caveat in one.caveats)
    return [
        one.id, one.question, one.place, one.place_name, one.scope, one.measure, one.unit, one.population, str(one.value),
        one.numerator, one.denominator, one.qualifier,
        interval.low if interval else None, interval.high if interval else None,
        interval.method if interval else "", interval.level if interval else None,
        one.method, one.period.start, one.period.end, ";".join(one.sources), ";".join(one.comparators),
        ";".join(one.disputed_by), caveats, "yes" if one.doubtful else "", one.said_by, one.city, one.note, one.agency,
        ";".join(one.rows),
    ]  # fmt: skip


def _csv(head: list[str], rows: list[list[Cell]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def _safe(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RISKY) else cell


def _parquet(rows: list[list[Cell]]) -> bytes:
    """The rows as Parquet, the meaning of each column in its field."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {"text": pa.string(), "number": pa.float64(), "whole number": pa.int64()}
    columns = list(zip(*rows, strict=True))
    fields = [pa.field(column.name, types[column.kind], metadata={"meaning": column.meaning}) for column in COLUMNS]
    arrays = [pa.array(cells, field.type) for cells, field in zip(columns, fields, strict=True)]
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields)), sink, compression="zstd")
    return sink.getvalue()


def _dictionary() -> dict[str, object]:
    columns = [{"name": column.name, "kind": column.kind, "meaning": column.meaning} for column in COLUMNS]
    return {"table": f"{NAME}.csv", "licence": LICENCE, "blank": "The source does not say.", "columns": columns}


def _markdown() -> str:
    head = f"# {NAME}.csv\n\nLicence: {LICENCE}. A blank cell means that the source does not say.\n\n"
    lines = (f"| {column.name} | {column.kind} | {column.meaning} |\n" for column in COLUMNS)
    return head + "| column | kind | what it holds |\n|---|---|---|\n" + "".join(lines)


def _sources(tables: Tables, cited: set[str]) -> bytes:
    rows = tables.sources[tables.sources.source_id.isin(cited)].sort_values("source_id")
    return _csv(list(rows.columns), [list(row) for row in each(rows)])
