"""Whether a written site is whole before it goes out: every link leads to a file, and no page asks for what is not its own."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

OUTSIDE = ("http://", "https://", "mailto:")
INSIDE = ("data:", "#")
ASKED = ("src", "href", "data", "srcset", "poster", "action", "formaction")  # attributes that can make a page ask


def faults(folder: Path) -> list[str]:
    """What is wrong with the site in a folder, a line each."""
    pages = {path: _read(path) for path in sorted(folder.glob("*.html"))}
    ids = {path.name: page.ids for path, page in pages.items()}
    found = [f"{folder.name}/index.html: is missing"] if "index.html" not in ids else []
    for path, page in pages.items():
        found += [f"{folder.name}/{path.name}: {fault}" for fault in page.faults(folder, ids)]
    return found


class _Page(HTMLParser):
    """The addresses of a page: what it asks for by itself, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.asks: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.policies: list[str] = []
        self.heads = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        self.ids |= {own["id"]} if "id" in own else set()
        self.heads += tag == "h1"
        if own.get("http-equiv", "").lower() == "content-security-policy":
            self.policies.append(own.get("content", ""))
        leads = tag in ("a", "area") or (tag == "link" and own.get("rel") == "alternate")
        for name in ASKED:
            if own.get(name):
                (self.links if leads else self.asks).append(own[name])

    def faults(self, folder: Path, ids: dict[str, set[str]]) -> Iterator[str]:
        """What is wrong with the page, as one of a folder's whose pages have these ids."""
        yield from (f"asks for {ask}" for ask in self.asks if ask.startswith((*OUTSIDE, "//")))
        own = [one for one in (*self.asks, *self.links) if not one.startswith((*OUTSIDE, *INSIDE))]
        yield from (f"leads to {one}, which is not there" for one in own if not _is_there(folder, one, ids))
        if not self.policies or not all(policy.startswith("default-src 'none'") for policy in self.policies):
            yield "has no policy that forbids what is not its own"
        if self.heads != 1:
            yield f"has {self.heads} headings of the first level"


def _read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def _is_there(folder: Path, address: str, ids: dict[str, set[str]]) -> bool:
    name, _hash, id = unquote(address).partition("#")
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        return False
    return not id or id in ids.get(name, set())
