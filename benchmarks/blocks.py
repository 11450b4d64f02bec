"""A briefing's own HTML as a list of blocks, for engines that have no HTML: the same words, tables and figures, in order."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = {"h1", "h2", "h3", "p", "li", "th", "td"}


@dataclass
class Block:
    """A piece of the briefing: `kind` is its HTML name, "img" or "table"; a table has `rows`."""

    kind: str
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)


def blocks(html: str) -> list[Block]:
    """The blocks of a page, in the order in which they stand."""
    reader = _Reader()
    reader.feed(html)
    return [block for block in reader.found if block.text.strip() or block.rows]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Block] = []
        self._open: list[Block] = []
        self._table: Block | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.found.append(Block("img", (dict(attrs).get("src") or "").removeprefix("figure:")))
        elif tag == "table":
            self._table = Block("table")
            self.found.append(self._table)
        elif tag == "tr" and self._table:
            self._table.rows.append([])
        elif tag in BLOCKS:
            self._open.append(Block(tag))

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._table = None
        elif tag in BLOCKS and self._open and self._open[-1].kind == tag:
            self._close(self._open.pop())

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1].text += data

    def _close(self, block: Block) -> None:
        block.text = " ".join(block.text.split())
        if not self._table:
            self.found.append(block)
        elif block.kind in ("th", "td") and self._table.rows:
            self._table.rows[-1].append(block.text)
        elif self._open:  # a paragraph within a cell
            self._open[-1].text += f" {block.text}"
