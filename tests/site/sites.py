"""Sites for tests: real words and tables, with small files in the place of documents and figures."""

from dataclasses import replace
from pathlib import Path

from pipeline import editions
from pipeline.build import Workshop
from pipeline.documents import BRIEFING, ONEPAGER, Document, Job, Made
from pipeline.files import write_whole
from pipeline.folders import Folders
from pipeline.publish.changes import Past
from pipeline.site.model import Site

from ..conftest import ROOT

NAME = "2026-11-27"
PAGE = """<!doctype html><html lang="{language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>{slug}</title></head>
<body><header class="bar"><p>x</p></header><main id="briefing"><h1>{slug}</h1></main></body></html>"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)


def small_site(root: Path, *slugs: str, edition: str = "2011-08") -> Site:
    """The site of a few places of this checkout's tables; its documents are made up, and lie below `root`."""
    root.mkdir(exist_ok=True)
    for name in ("data", "editions", "templates", "pipeline", "requirements"):
        if not (root / name).exists():
            (root / name).symlink_to(ROOT / name)
    shops = [Workshop(edition, code, Folders(root)) for code in editions.load(edition, ROOT / "editions").languages]
    made = [
        _made(shop.folders, shop.job_of(slug), document)
        for shop in shops
        for slug in slugs
        for document in (BRIEFING, ONEPAGER)
    ]
    first = shops[0]
    return Site(first.edition, NAME, tuple(made), first.tables, first.folders, history=(Past(NAME, {}),))


def addressed(site: Site, address: str) -> Site:
    """The same of an edition whose coalition says where it will stand."""
    coalition = site.edition.coalition.model_copy(update={"site": address})
    return replace(site, edition=site.edition.model_copy(update={"coalition": coalition}))


def _made(folders: Folders, job: Job, document: Document) -> Made:
    path = folders.document(job.edition, job.place, job.language, document.suffix)
    write_whole(path, f"%PDF-1.7 {path.name}")
    if document.page:
        write_whole(path.with_suffix(".html"), PAGE.format(slug=job.place.slug, language=job.language))
        for figure in document.figures(job):
            drawn = folders.figure(job.edition, job.place, figure.name, job.language)
            for ending, data in ((".svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), (".txt", b"x")):
                write_whole(drawn.with_name(drawn.name + ending), data)
    return Made(path, job, document)
