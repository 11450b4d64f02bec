"""The feed (Atom, RFC 4287) and the map of the site (sitemaps.org)."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from jinja2 import Environment

from pipeline.site.changes import summary
from pipeline.site.model import Site

LOCAL = "http://127.0.0.1:8000/"  # as `make serve` gives it: for the site map of an edition that names no address


@dataclass(frozen=True)
class Entry:
    """One thing that happened: a publication or a correction, with its day (YYYY-MM-DD)."""

    id: str
    title: str
    updated: str
    page: str
    summary: str


@dataclass(frozen=True)
class Feed:
    """What the feed's template sees."""

    id: str
    title: str
    updated: str
    author: str
    address: str
    entries: tuple[Entry, ...]


def feed(site: Site, env: Environment) -> str:
    """The feed of an edition, the newest first, also of what happened on one day."""
    entries = tuple(sorted(_entries(site), key=lambda entry: entry.updated))[::-1]
    told = Feed(
        id=urn(site.edition.name),
        title=site.edition.title,
        updated=entries[0].updated,
        author=site.edition.coalition.name or site.edition.title,
        address=site.address,
        entries=entries,
    )
    return env.get_template("site/feed.xml.j2").render(feed=told)


def sitemap(site: Site, names: Iterable[str], env: Environment) -> str:
    """The map of the site: every page and PDF, under the edition's address."""
    pages = sorted(name for name in names if name.endswith((".html", ".pdf")))
    address = site.address or LOCAL
    return env.get_template("site/sitemap.xml.j2").render(
        pages=[f"{address}{name}" for name in pages], day=site.published[:10]
    )


def urn(*of: str) -> str:
    """A name that is the same wherever and whenever it is made."""
    return uuid5(NAMESPACE_URL, "/".join(("city-briefings", *of))).urn


def moment(name: str) -> str:
    """A publication's day as the feed writes it."""
    return f"{name[:10]}T00:00:00Z"


def _entries(site: Site) -> Iterable[Entry]:
    edition = site.edition.name
    for past in site.history:
        name = past.published
        text = summary(site, past)
        yield Entry(urn(edition, name), f"Publication of {name}", moment(name), f"changes.html#p-{name}", text)
    for one in site.corrections:
        text = f"What was said: {one.said} What is right: {one.right}"
        title = f"Correction: {', '.join(one.documents)}"
        yield Entry(
            urn(edition, "correction", one.id), title, moment(one.date.isoformat()), f"corrections.html#{one.id}", text
        )
