"""What a briefing carries inside: its findings, the rows behind them and its sources, and no trace of the machine."""

import csv
import json
from dataclasses import fields, replace

import pytest
from pypdf import PdfReader

from pipeline.build import Workshop
from pipeline.errors import UnknownRow
from pipeline.findings.behind import RowsBehind
from pipeline.findings.city import from_json
from pipeline.findings.model import CityFindings
from pipeline.narrative.document.attachments import FINDINGS, ROWS, SOURCES, attached

from ..conftest import ROOT, embedded, found_in
from . import reading
from .conftest import Briefing


@pytest.fixture(scope="module")
def reader(briefing: Briefing) -> PdfReader:
    return reading.read(briefing("Boston").read_bytes())


def inside(reader: PdfReader) -> dict[str, bytes]:
    return {file.name: file.content for file in reader.attachment_list}


def test_the_findings_are_attached_as_they_are_written(reader: PdfReader, workshop: Workshop) -> None:
    job = workshop.job("Boston")
    attachments = inside(reader)
    assert list(attachments) == [FINDINGS, ROWS, SOURCES]
    assert attachments[FINDINGS].decode() == job.findings
    assert attachments[FINDINGS] == workshop.folders.findings(job.edition, job.place).read_bytes()
    assert from_json(attachments[FINDINGS].decode()) == from_json(job.findings)


def test_each_attachment_is_data_of_a_known_type_of_the_editions_day(reader: PdfReader) -> None:
    files = [file.get_object() for file in reader.root_object["/AF"]]
    for file in files:
        embedded = file["/EF"]["/F"].get_object()
        assert file["/AFRelationship"] == "/Data"
        assert file["/F"] == file["/UF"]
        assert "/" not in file["/UF"]
        assert embedded["/Subtype"] == "/application/json"
        assert embedded["/Params"]["/ModDate"] == embedded["/Params"]["/CreationDate"] == "D:20110816000000Z"
    assert {file["/UF"] for file in files} == {FINDINGS, ROWS, SOURCES}


def test_every_row_that_something_names_is_attached_as_it_stands_in_data(reader: PdfReader) -> None:
    rows = json.loads(inside(reader)[ROWS])
    found = found_in("Boston")
    names = [row for finding in found.findings for row in finding.rows if ":" not in row]
    assert set(names) <= set(rows["reported_counts"])
    assert set(rows["activations"]) >= set(found.active.active)
    assert {event.id for event in found.events} == set(rows["events"])
    said = found.spoken
    assert {position.id for position in said} == set(rows["positions"])
    assert {id for published in found.published for id in published.rows} == set(rows["published_findings"])
    for table, attached_rows in rows.items():
        with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            by_id = {_id(line): line for line in csv.DictReader(file)}
        for id, cells in attached_rows.items():
            assert {column: _cell(value) for column, value in cells.items()} == {
                column: _cell(value) for column, value in by_id[id].items()
            }


def _id(line: dict[str, str]) -> str:
    return line["id"] if "id" in line else ":".join(line[name] for name in ("fips", "year") if name in line)


def _cell(value: object) -> object:
    """A cell as a number where it is one, so that 52.0 and 52 are the same."""
    try:
        return float(str(value))
    except ValueError:
        return "" if value is None else value


def test_every_source_of_a_finding_is_attached(reader: PdfReader) -> None:
    sources = json.loads(inside(reader)[SOURCES])
    found = found_in("Boston")
    assert set(sources) == set(found.sources)
    assert {id for finding in found.findings for id in finding.sources} <= set(sources)
    assert all(source["publisher"] for source in sources.values())


def test_the_last_page_lists_what_is_attached(reader: PdfReader) -> None:
    last = " ".join(reader.pages[-1].extract_text().split())
    assert attached().text in last
    assert all(name in last for name in inside(reader))


def test_a_finding_that_names_no_row_of_the_tables_is_caught() -> None:
    found = found_in("Boston")
    behind = RowsBehind(embedded())
    for name in ("R999999", "Z1", "activations:99999", "nowhere:R189", "data:R189", ""):
        with pytest.raises(UnknownRow, match="in no table"):
            behind.of(_naming(found, name))


def test_a_place_takes_in_its_counties_and_years() -> None:
    behind = RowsBehind(embedded())

    def rows(name: str) -> dict[str, list[str]]:
        return {table: list(ids) for table, ids in behind.of(_naming(found_in("Boston"), name)).items()}

    assert rows("activations:25025") == {"activations": ["25025"]}
    assert len(rows("activations:25")["activations"]) == 14
    assert len(rows("activations:US")["activations"]) == 3143
    assert rows("population:25025:2010") == {"population": ["25025:2010"]}
    assert len(rows("population:25025")["population"]) == 10
    assert len(rows("population:25:2010")["population"]) == 14


def test_the_same_rows_as_json() -> None:
    behind, found = RowsBehind(embedded()), found_in("Boston")
    assert json.loads(behind.json(found)) == behind.of(found)


def _naming(found: CityFindings, row: str) -> CityFindings:
    """The findings with one finding alone, which names this row."""
    nothing = {one.name: () for one in fields(found) if isinstance(getattr(found, one.name), tuple)}
    return replace(found, **nothing | {"findings": (replace(found.findings[0], rows=(row,)),)})
