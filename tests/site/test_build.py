"""The files of a site: all there, all linked, the same each time; its data, feed and map are what they say."""

import csv
import io
import json
import re
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from lxml import etree

from pipeline.findings import every
from pipeline.site import build, feed
from pipeline.site.model import Site
from pipeline.site.pages import inserted
from pipeline.site.sound import faults
from pipeline.site.table import COLUMNS, _safe

from .sites import addressed, small_site

ATOM = {"a": "http://www.w3.org/2005/Atom"}
pytestmark = pytest.mark.slow  # the words and findings of all counties take seconds


def test_every_link_leads_somewhere_and_no_page_asks_for_anothers(folder: Path) -> None:
    assert faults(folder) == []


def test_the_same_publication_gives_the_same_bytes(site: Site, files: dict[str, bytes]) -> None:
    assert dict(build.files(site)) == files


def test_both_languages_have_the_same_pages(files: dict[str, bytes]) -> None:
    pages = {name for name in files if name.endswith(".html")}
    spanish = {name for name in pages if name.endswith(".es.html")}
    assert {name.replace(".es.html", ".html") for name in spanish} == pages - spanish
    assert len(pages) == 2 * (6 + 51 + 2 * 2)


def test_a_page_of_a_place_is_the_published_one_with_a_bar_of_links(site: Site, files: dict[str, bytes]) -> None:
    text = files["boston-ma.es.html"].decode()
    made = next(one for one in site.made if one.path.name == "boston-ma.es.pdf")
    bare = re.sub(r'<link rel="alternate".*>\n|<div class="bar"><nav.*</nav></div>\n?', "", text)
    assert bare == made.page.read_text()
    for href in ("boston-ma.es.pdf", "boston-ma.html", "boston-ma-onepager.es.pdf", "index.es.html"):
        assert f'href="{href}"' in text


def test_a_page_without_its_place_for_the_bar_is_refused() -> None:
    with pytest.raises(ValueError, match="once"):
        inserted("<main><main>", "<main", "x")


def test_the_table_holds_every_finding_of_every_county_each_once(site: Site, files: dict[str, bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(files["data/counties.csv"].decode())))
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids))
    found = every.findings(site.edition, site.tables)
    assert {row["place"] for row in rows if row["scope"] == "county"} == set(found.counties)
    boston = next(row for row in rows if row["id"] == "rollout.activated.25025")
    assert (boston["place_name"], boston["value"]) == ("Suffolk County", "2008-11-05")
    expected = next(one for one in found.counties["25025"] if one.id == boston["id"])
    assert (boston["value"], boston["sources"]) == (expected.value, ";".join(expected.sources))


def test_parquet_holds_what_csv_does_and_what_its_columns_mean(files: dict[str, bytes]) -> None:
    table = pq.read_table(io.BytesIO(files["data/counties.parquet"]))
    rows = list(csv.DictReader(io.StringIO(files["data/counties.csv"].decode())))
    assert table.num_rows == len(rows)
    for name in ("id", "value", "place_name"):
        assert table.column(name).to_pylist() == [row[name].removeprefix("'") for row in rows]
    counted = [int(row["numerator"]) if row["numerator"] else None for row in rows]
    assert table.column("numerator").to_pylist() == counted
    assert table.schema.field("value").metadata[b"meaning"].startswith(b"The finding: a count")


def test_each_source_of_the_table_is_in_its_list(files: dict[str, bytes]) -> None:
    rows = csv.DictReader(io.StringIO(files["data/counties.csv"].decode()))
    named = {id for row in rows for id in row["sources"].split(";") if id}
    listed = {row["source_id"] for row in csv.DictReader(io.StringIO(files["data/sources.csv"].decode()))}
    assert named == listed


def test_the_dictionary_explains_each_column(files: dict[str, bytes]) -> None:
    head = files["data/counties.csv"].decode().splitlines()[0].split(",")
    told = json.loads(files["data/dictionary.json"])["columns"]
    assert [column["name"] for column in told] == head == [column.name for column in COLUMNS]
    assert all(f"| {name} |" in files["data/dictionary.md"].decode() for name in head)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert _safe(cell) == f"'{cell}"


def test_the_feed_is_atom(site: Site, files: dict[str, bytes]) -> None:
    tree = etree.fromstring(files["feed.xml"])
    for path in ("a:id", "a:title", "a:updated", "a:author/a:name"):
        assert tree.findtext(path, namespaces=ATOM)
    entries = tree.findall("a:entry", ATOM)
    assert entries
    for entry in entries:
        assert all(entry.findtext(f"a:{name}", namespaces=ATOM) for name in ("id", "title", "updated", "summary"))
        assert entry.find("a:link", ATOM).get("href").partition("#")[0] in files
        datetime.fromisoformat(entry.findtext("a:updated", namespaces=ATOM))
    ids = [tree.findtext("a:id", namespaces=ATOM), *(entry.findtext("a:id", namespaces=ATOM) for entry in entries)]
    assert len(ids) == len(set(ids))


def test_the_map_of_the_site_names_every_page_under_the_editions_address(site: Site) -> None:
    named = dict(build.files(addressed(site, "https://example.org/briefings")))
    tree = etree.fromstring(named["sitemap.xml"])
    places = {node.text for node in tree.iter("{*}loc")}
    pages = {f"https://example.org/briefings/2011-08/{name}" for name in named if name.endswith((".html", ".pdf"))}
    assert places == pages
    assert (
        b'rel="self" type="application/atom+xml" href="https://example.org/briefings/2011-08/feed.xml"'
        in named["feed.xml"]
    )


def test_names_in_the_feed_are_the_same_wherever_they_are_made() -> None:
    assert feed.urn("2011-08", "2026-11-27") == feed.urn("2011-08", "2026-11-27")
    assert feed.urn("2011-08", "2026-11-27") != feed.urn("2011-08", "2026-11-28")


@pytest.mark.parametrize("edition", ["present", "retrospective"])
def test_the_other_editions_have_a_site_too(tmp_path: Path, edition: str) -> None:
    built = small_site(tmp_path / "root", "boston-ma", "phoenix-az", edition=edition)
    build.write(built, tmp_path / "site")
    assert faults(tmp_path / "site") == []
    assert (tmp_path / "site/methods.es.html").read_text().count("<h2>") >= 1
