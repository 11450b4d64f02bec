"""The whole site: every file of it by its address, and the same written into a folder."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.documents import BRIEFING
from pipeline.files import write_whole
from pipeline.narrative.language.locale import speaking
from pipeline.render.html import environment
from pipeline.render.withdrawn import marked
from pipeline.site import feed, table
from pipeline.site.changes import told_on
from pipeline.site.files import data_files, picture_files
from pipeline.site.model import Site
from pipeline.site.pages import Pages
from pipeline.site.registry import index

FONT = "*.woff2"


def write(site: Site, folder: Path) -> None:
    """Write the site into a folder."""
    for name, data in files(site):
        write_whole(folder / name, data)


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every file of the site by its address within it; the same publication gives the same bytes."""
    env, names = environment(site.folders.templates), []
    for name, data in (*_looks(site), *_documents(site), *_pages(site), *table.files(site)):
        names.append(name)
        yield name, data
    for kept in site.withdrawn:
        yield (
            kept.href,
            kept.file.read_bytes()
            if kept.marked
            else marked(kept.file.read_bytes(), told_on(site, kept), site.folders.templates),
        )
    yield "search-index.js", index(site).encode()
    yield "feed.xml", feed.feed(site, env).encode()
    yield "sitemap.xml", feed.sitemap(site, names, env).encode()


def _looks(site: Site) -> Iterator[tuple[str, bytes]]:
    """Style, fonts, the small picture of the tab, and the script of the search."""
    templates = site.folders.templates
    yield "style.css", (templates / "screen.css").read_bytes() + (templates / "site/site.css").read_bytes()
    for font in sorted((templates / "fonts").glob(FONT)):
        yield f"fonts/{font.name}", font.read_bytes()
    yield "fonts/OFL.txt", (templates / "fonts/OFL.txt").read_bytes()
    for name in ("icon.svg", "search.js"):
        yield name, (templates / "site" / name).read_bytes()


def _documents(site: Site) -> Iterator[tuple[str, bytes]]:
    """The PDFs as they are, and what can be downloaded beside them."""
    for one in site.made:
        yield one.path.name, one.path.read_bytes()
        if one.document is BRIEFING:
            with speaking(one.job.language):
                yield from picture_files(site, one.job)
            if one.job.language == site.edition.languages[0]:
                yield from data_files(one.job)


def _pages(site: Site) -> Iterator[tuple[str, bytes]]:
    env = environment(site.folders.templates)
    for language in site.edition.languages:
        pages = Pages(site, language, env)
        yield from pages.files()
        for one in site.made:
            if one.job.language == language and one.document.page:
                yield one.page.name, pages.with_bar(one).encode()
