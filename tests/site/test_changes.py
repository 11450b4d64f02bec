"""What the site tells of time: publications, numbers that moved, corrections and the documents they withdrew."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from pipeline.publish.changes import Past, Withdrawn
from pipeline.render.html import environment
from pipeline.site import build
from pipeline.site.changes import summary
from pipeline.site.feed import feed
from pipeline.site.model import Kept, Site
from pipeline.site.sound import faults
from pipeline.sources.corrections import Entry

ATOM = {"a": "http://www.w3.org/2005/Atom"}
ENTRY = Entry(
    id="c1", edition="2011-08", date=date(2026, 11, 20), since=date(2026, 10, 1), documents=("boston-ma.pdf",),
    said="Of 352 removals 99.9% had no conviction.", right="It was 52.0%, 183 of 352.",
)  # fmt: skip


@pytest.fixture
def later(site: Site, tmp_path: Path) -> Site:
    (tmp_path / "boston-ma.pdf").write_bytes(b"%PDF-1.7 withdrawn")
    kept = Kept(Withdrawn("2026-10-01", "boston-ma.pdf", ("c1",)), tmp_path / "boston-ma.pdf", True)
    history = (Past("2026-10-01", {}), Past("2026-11-27", {"boston-ma": 3}, ("data", "correction")))
    return replace(site, history=history, corrections=(ENTRY,), withdrawn=(kept,))


def test_a_publication_is_told_in_a_sentence(later: Site) -> None:
    first, last = later.history
    assert summary(later, first) == "The first publication."
    assert summary(later, last) == "3 findings changed: Boston, MA (3). Because of new data and a correction."
    assert summary(later, Past("2026-11-28", {})) == "No finding changed; documents or pages did."


def test_of_one_day_the_feed_has_the_later_first(later: Site) -> None:
    several = (Past("2026-11-27", {}), Past("2026-11-27.2", {}))
    site = replace(later, history=several, corrections=())
    entries = etree.fromstring(feed(site, environment(site.folders.templates)).encode()).findall("a:entry", ATOM)
    assert [one.findtext("a:title", namespaces=ATOM)[-3:] for one in entries] == ["7.2", "-27"]


@pytest.mark.slow
def test_pages_feed_and_withdrawn_documents_tell_of_them(later: Site, tmp_path: Path) -> None:
    files = dict(build.files(later))
    assert files["withdrawn/2026-10-01/WITHDRAWN-boston-ma.pdf"].startswith(b"%PDF")
    for language in ("", ".es"):
        page = files[f"corrections{language}.html"].decode().replace("\xa0", " ")
        assert "Of 352 removals 99.9% had no conviction" in page
        assert 'href="withdrawn/2026-10-01/WITHDRAWN-boston-ma.pdf"' in page
        assert (
            'href="withdrawn/2026-10-01/WITHDRAWN-boston-ma.pdf"' in files[f"boston-ma-files{language}.html"].decode()
        )
        assert "WITHDRAWN" not in files[f"phoenix-az-files{language}.html"].decode()
        assert 'id="p-2026-10-01"' in files[f"changes{language}.html"].decode()
    entries = etree.fromstring(files["feed.xml"]).findall("a:entry", ATOM)
    told = [(one.findtext("a:updated", namespaces=ATOM)[:10], one.find("a:link", ATOM).get("href")) for one in entries]
    assert told == [
        ("2026-11-27", "changes.html#p-2026-11-27"),
        ("2026-11-20", "corrections.html#c1"),
        ("2026-10-01", "changes.html#p-2026-10-01"),
    ]
    for name, data in files.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_bytes(data)
    assert faults(tmp_path / "site") == []
