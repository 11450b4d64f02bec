"""A page for the web taken apart: the paragraphs that it shows, its pictures with their words, its links, its head."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = ("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr")
INLINE = ("a", "b", "br", "i", "em", "span", "strong", "sup", "sub", "bdi")
NOT_SHOWN = ("style", "script", "title")
COUNTED = ("cited", "ticks")  # parts of the page's own: links back, the scale of dots

Attributes = dict[str, str]


@dataclass
class Shown:
    """What a page shows and says. `pictures` are the drawn ones: the alternative text, and the words drawn."""

    lines: list[str] = field(default_factory=lambda: [""])
    pictures: list[tuple[str, list[str]]] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    head: dict[str, str] = field(default_factory=dict)


def shown(page: str) -> Shown:
    """What a page shows."""
    reader = _Reader()
    reader.feed(page)
    return reader.shown


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.shown = Shown()
        self._open: list[tuple[str, Attributes]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append((tag, own))
        if tag not in INLINE:
            self.shown.lines.append("")
        self._note(tag, own)

    def handle_endtag(self, tag: str) -> None:
        while any(tag == one for one, _ in self._open) and self._open.pop()[0] != tag:
            pass
        if tag not in INLINE:
            self.shown.lines.append("")

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self._open]
        if "title" in tags and "svg" not in tags:
            self.shown.head["title"] = self.shown.head.get("title", "") + data
        elif "svg" in tags:
            if data.strip() and self.shown.pictures:
                self.shown.pictures[-1][1].append(data)
        elif not self._is_own(tags):
            self.shown.lines[-1] += data

    def _note(self, tag: str, own: Attributes) -> None:
        """What an element's attributes say."""
        if tag == "html":
            self.shown.head["language"] = own.get("lang", "")
        if tag == "meta" and own.get("name") in ("description", "author"):
            self.shown.head[own["name"]] = own.get("content", "")
        if tag == "svg":
            self.shown.pictures.append((own.get("aria-label", ""), []))
        if tag == "img" or (tag == "svg" and own.get("aria-hidden") != "true"):
            self.shown.alternatives.append(own.get("alt", own.get("aria-label", "")))
        self.shown.links += [own["href"]] if "href" in own and tag in ("a", "link", "area") else []
        self.shown.labels += [own["data-label"]] if "data-label" in own else []
        self.shown.ids |= {own["id"]} if "id" in own else set()

    def _is_own(self, tags: list[str]) -> bool:
        classes = {name for _, own in self._open for name in own.get("class", "").split()}
        return bool(set(tags) & set(NOT_SHOWN) or classes & set(COUNTED))
