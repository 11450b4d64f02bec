"""The files of a source's folder in data/own/: what it is, and its rows in the layout of data/."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from io import StringIO

from pipeline.errors import RefusedFile
from pipeline.ingest import agencies, counts, detention
from pipeline.ingest.brought import Brought
from pipeline.ingest.cells import tables as tables_of
from pipeline.ingest.opening import is_counts
from pipeline.ingest.records import recognized
from pipeline.ingest.tidying import Tidied
from pipeline.sources import detention_workbooks, own, releases
from pipeline.sources.agreements import SHEETS
from pipeline.sources.jurisdictions import names
from pipeline.sources.registry import SOURCES
from pipeline.sources.reported_counts import REPORTED
from pipeline.sources.tables import Tables
from pipeline.sources.vocabulary import SHARES

# Who says so, of a release: ICE's own tables, or those in which the Project has added columns and given ours their names.
RAW = "U.S. Immigration and Customs Enforcement (ICE), records released under the Freedom of Information Act"
PROCESSED = "Deportation Data Project, from records of U.S. Immigration and Customs Enforcement (ICE)"

ICE_WORKBOOK = "U.S. Immigration and Customs Enforcement (ICE)"
ICE_SHEET = "ICE, Participating Agencies, 287(g)"


def kind_of(brought: Brought) -> str:
    """The kind that the header of a file's first table tells; "" where none does."""
    try:
        for table in tables_of(brought, lambda header: bool(_kind(header))):
            return _kind(table.columns)
    except (RefusedFile, csv.Error):
        if brought.form != "csv":
            raise
    return ""


def _kind(header: Sequence[str]) -> str:
    if is_counts(header):
        return counts.KIND
    return agencies.KIND if agencies.is_sheet(header) else recognized(header)


def of_sheet(sheet: agencies.Agencies, source: str, day: str, tables: Tables) -> dict[str, str]:
    """The files of ICE's sheet of agreements."""
    used = [int(id[1:]) for id in tables.agreements_287g_sheets.id if int(id[1:]) >= own.FIRST_ROW]
    start = max(used, default=own.FIRST_ROW - 1) + 1
    rows = ({**row, "id": f"G{start + n}", "source_id": source} for n, row in enumerate(sheet.rows))
    title = "SYNTHETIC sheet" if sheet.made_up else ""
    return {
        own.SOURCE: _csv(SOURCES.columns, [_described(source, ICE_SHEET, title, day)]),
        SHEETS.file: _csv(SHEETS.columns, (tuple(row[column] for column in SHEETS.columns) for row in rows)),
    }


def id_of(publisher: str, day: str, made_up: bool) -> str:
    """The id of a source; that of made-up rows says so, and with it each document that cites it."""
    letters = unicodedata.normalize("NFKD", publisher).encode("ascii", "ignore").decode().lower()
    start = own.OF_MADE_UP if made_up else "own-"
    return f"{start}{re.sub('[^a-z0-9]+', '-', letters)[:60].strip('-') or 'source'}-{day}"


def of_counts(
    rows: list[tuple[int, counts.Cells]], source: str, day: str, codes: dict[str, str], tables: Tables
) -> dict[str, str]:
    """The files of a table of counts."""
    first = rows[0][1]
    known = names(tables.states, tables.activations)
    used = [int(id[1:]) for id in tables.reported_counts.id if int(id[1:]) >= own.FIRST_ROW]
    start = max(used, default=own.FIRST_ROW - 1) + 1
    lines = (_line(f"R{start + n}", cells, source, codes, known) for n, (_, cells) in enumerate(rows))
    return {
        own.SOURCE: _csv(SOURCES.columns, [_described(source, first["publisher"], first["title"], day)]),
        REPORTED.file: _csv(REPORTED.columns, lines),
    }


def of_workbook(made: detention.Read, source: str, day: str, brought: Brought, tables: Tables) -> dict[str, str]:
    """The files of ICE's detention workbook: its source, its reconciliation, and its facilities."""
    placed = [row["placed"] for row in made.rows]
    cells = {
        "id": source,
        "file": brought.name,
        "sha256": brought.sha256,
        "sheet": made.sheet.strip(),
        "fiscal_year": f"FY{made.fiscal_year}",
        "period_start": made.first.isoformat(),
        "period_end": made.until.isoformat(),
        "day_told_by": made.told_by,
        **{name: str(number) for name, number in made.counts.items()},
        "used": str(len(made.rows)),
        "placed_by_name": str(placed.count("name")),
        "placed_by_city": str(placed.count("city")),
        "unplaced": str(placed.count("")),
        "source_id": source,
    }
    used = [int(id[1:]) for id in tables.detention_workbook_facilities.id]
    start = max(used, default=own.FIRST_ROW - 1) + 1
    rows = ({**row, "id": f"M{start + n}", "source_id": source} for n, row in enumerate(made.rows))
    marked = "SYNTHETIC " if source.startswith(own.OF_MADE_UP) else ""
    title = f"{marked}Detention statistics, fiscal year {made.fiscal_year} ({brought.name})"
    book, facilities = detention_workbooks.WORKBOOK, detention_workbooks.FACILITIES
    return {
        own.SOURCE: _csv(SOURCES.columns, [_described(source, ICE_WORKBOOK, title, day)]),
        book.file: _csv(book.columns, [tuple(cells[column] for column in book.columns)]),
        facilities.file: _csv(
            facilities.columns, (tuple(row[column] for column in facilities.columns) for row in rows)
        ),
    }


def of_release(made: Tidied, source: str, day: str, brought: Brought) -> dict[str, str | bytes]:
    """The files of a release: its source, its reconciliation, and its records as Parquet."""
    days = made.records["day"]
    cells = {
        "id": source,
        "kind": made.kind.name,
        "file": brought.name,
        "sha256": brought.sha256,
        "first_day": f"{days.min():%Y-%m-%d}",
        "last_day": f"{days.max():%Y-%m-%d}",
        **{name: str(number) for name, number in made.counts.items()},
        "county_filled": made.county_filled,
        "source_id": source,
    }
    title = f"{'SYNTHETIC ' if made.made_up else ''}{made.kind.name} ({brought.name})"
    line = tuple(cells[column] for column in releases.RELEASE.columns)
    return {
        own.SOURCE: _csv(SOURCES.columns, [_described(source, PROCESSED if made.processed else RAW, title, day)]),
        releases.RELEASE.file: _csv(releases.RELEASE.columns, [line]),
        releases.RECORDS: _parquet(made),
    }


def _parquet(made: Tidied) -> bytes:
    file = io.BytesIO()
    frame = made.records.assign(day=made.records["day"].dt.date)
    frame.to_parquet(file, engine="pyarrow", index=False, compression="zstd")
    return file.getvalue()


def _described(source: str, publisher: str, title: str, day: str) -> tuple[str, ...]:
    return (source, publisher, title, day, "day", "printed or inferred", "", "evidence", "data set")


def _line(id: str, cells: counts.Cells, source: str, codes: dict[str, str], known: dict[str, str]) -> tuple[str, ...]:
    code = codes[counts.plain(cells["place"])]
    filled = cells | {
        "id": id,
        "jurisdiction": code,
        "jurisdiction_name": known[code],
        "scope": "nation" if code == "US" else "state" if len(code) == 2 else "county",
        "unit": "percent" if cells["measure"] in SHARES else "count",
        "use": "yes",
        "source_id": source,
        "second_look": "not looked at again",
    }
    return tuple(filled.get(column, "") for column in REPORTED.columns)


def _csv(header: Iterable[str], lines: Iterable[tuple[str, ...]]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows([tuple(header), *lines])
    return text.getvalue()
