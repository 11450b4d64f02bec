"""A PDF's tags beside the HTML that it was made of: the same elements, as many of each, read in the same order."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from lxml import html as lxml_html
from pikepdf import Pdf

from pipeline.audit.reading.pdf import read

from .checks import elements

KINDS = {
    "table": "/Table", "thead": "/THead", "tr": "/TR", "th": "/TH", "td": "/TD", "ul": "/L", "ol": "/L", "li": "/LI",
    "img": "/Figure", "a": "/Link", "p": "/P", "section": "/Sect", "h1": "/H1", "h2": "/H2", "h3": "/H3", "h4": "/H4",
}  # fmt: skip
BLANK = re.compile(r"[\s\u00ad\u200b\u2060]+")


def counted(pdf: Pdf, html: str) -> list[str]:
    """Where the PDF has more or fewer of an element than its HTML."""
    wanted = Counter(kind for each in lxml_html.fromstring(html).iter() if (kind := KINDS.get(str(each.tag))))
    found = Counter(kind for element in elements(pdf) if (kind := str(element.S)) in wanted)
    return [
        f"{found[kind]} {kind[1:]}, {number} in the HTML" for kind, number in wanted.items() if found[kind] != number
    ]


def out_of_order(data: bytes, html: str) -> list[str]:
    """Where the text of the tags, alternative texts among it, is another than the HTML's; blanks do not count."""
    blocks, body = read(data).blocks, lxml_html.fromstring(html).find("body")
    said = "".join(_bare(block.text) for block in blocks if block.tag != "Lbl")
    pages = {_bare(block.text): str(block.page) for block in reversed(blocks) if block.tag == "H2"}
    begins = {
        f"#{section.get('id')}": pages.get(_bare(section.find("h2").text_content()), "")
        for section in body.iter("section")
    }
    wanted = "".join(_bare(text) for text in _texts(body, begins))
    if said == wanted:
        return []
    differences = SequenceMatcher(None, wanted, said, autojunk=False).get_opcodes() if len(said) < 5000 else []
    found = [f"{wanted[a:b]!r} is {said[c:d]!r}" for what, a, b, c, d in differences if what != "equal"]
    at = next((n for n, (one, other) in enumerate(zip(wanted, said, strict=False)) if one != other), -1)
    return found or [f"...{wanted[at - 20 : at + 40]!r} is {said[at - 20 : at + 40]!r}"]


def _texts(element: lxml_html.HtmlElement, begins: dict[str, str]) -> Iterator[str]:
    """Text and alternative texts in the document's order; the contents get the pages on which the parts begin."""
    yield begins.get(element.get("data-part", ""), "")
    yield element.get("alt", "") + (element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            yield from _texts(child, begins)
        yield child.tail or ""


def _bare(text: str) -> str:
    return BLANK.sub("", text)
