"""The page for the web read as it is shown: each text of the document must stand in it, and no other words.

The page has a few words of its own (a heading for its contents, the links back from the sources), and may say a heading
twice; what it repeats must be the document's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple

from pipeline.audit.charts import given
from pipeline.audit.fault import Fault
from pipeline.audit.reading.content import BLACK, Letters
from pipeline.audit.reading.pdf import Picture
from pipeline.audit.reading.web_page import Shown, shown
from pipeline.audit.verdict import Verdict
from pipeline.audit.wording.belonging import Belonging
from pipeline.audit.wording.fathers import Fathers
from pipeline.audit.wording.sentences import bare
from pipeline.editions import Edition
from pipeline.findings.model import CityFindings
from pipeline.narrative.document.model import Document, Logo, SourceLine
from pipeline.narrative.document.walk import Run, figures, runs, things, told
from pipeline.narrative.language.locale import _, unmarked

UNSHOWN = ("the numbers behind a chart, headline",)  # where the chart itself is that table
GONE = "\ue000"  # stands where a text of the document was found


def audit_page(page: str, written: Document, found: CityFindings, edition: Edition) -> Verdict:
    """The verdict on a page for the web of `written`, in the language being spoken."""
    belonging = Belonging(Fathers(found, edition, written), written.language)
    expected = [run for run in runs(written, "screen") if run.printed]
    said, sources = shown(page), tuple(things(written, SourceLine, "screen"))
    wrong = [
        *_texts(said.lines, [run for run in expected if run.kind != "file"], written),
        *_heads(said, written),
        *_alternatives(said, written),
        *_labels(said, expected),
        *_pictures(said, written),
        *_links(said, sources),
        *(fault for run in told(written) if run.kind != "page" for fault in belonging.faults(run)),
    ]
    return Verdict(tuple(dict.fromkeys(wrong)), belonging.checked, len(found.findings), len(sources))


def _texts(lines: Sequence[str], expected: Sequence[Run], written: Document) -> Iterator[Fault]:
    """Texts of the document that the page does not show, and what it shows beside them."""
    kept = [line for line in lines if bare(line)]
    text = "\n".join(["", *map(bare, kept), ""])
    own = [bare(word) for word in (*astuple(written.labels), *_own())]
    before = f"(?<=\n|{GONE})(?:{'|'.join(map(re.escape, own))})*"
    for run in sorted(expected, key=lambda run: len(bare(run.printed)), reverse=True):
        wanted = re.escape(bare(run.printed))
        found = re.search(rf"{before}{wanted}(?=\n|{GONE})", text) or re.search(wanted, text)
        if found:
            text = f"{text[: found.start()]}{GONE}{text[found.end() :]}"
        elif run.where not in UNSHOWN:
            yield Fault(run.where, "nothing", f"is shown where the findings say “{_cut(run.printed)}”")
    again = sorted({bare(one) for run in expected for one in (run.printed, run.text)} | {*own, GONE, ":"}, key=len)
    known = re.compile("|".join(map(re.escape, reversed(again))))
    for line, left in zip(kept, text.split("\n")[1:-1], strict=True):
        if known.sub("", left) and known.sub("", bare(line)):
            yield Fault("the page", f"“{_cut(line)}”", "is shown where the findings say nothing")


def _own() -> tuple[str, ...]:
    """The words that the page has beside the document's."""
    return (_("Skip to the briefing"), _("Contents"), _("Chart"))


def _heads(said: Shown, written: Document) -> Iterator[Fault]:
    """What stands in the head of the file: its language, title, description and author."""
    coalition = getattr(written, "coalition", "")
    wanted = {"language": written.language, "title": written.title, "description": written.description}
    for name, words in {**wanted, "author": coalition}.items():
        if bare(said.head.get(name, "")) != bare(unmarked(words)):
            yield Fault("the page’s head", f"{name} “{said.head.get(name, '')}”", f"is not “{unmarked(words)}”")


def _alternatives(said: Shown, written: Document) -> Iterator[Fault]:
    """What is heard in the place of a picture."""
    heard = [
        *(figure.alt for figure in figures(written, "screen")),
        *(logo.alt for logo in things(written, Logo, "screen")),
    ]
    known = {bare(unmarked(words)) for words in heard}
    for words in said.alternatives:
        if bare(words) not in known:
            yield Fault("the page, alternative text", f"“{_cut(words)}”", "is that of no picture of the findings")


def _labels(said: Shown, expected: Sequence[Run]) -> Iterator[Fault]:
    """What the style sheet sets before a cell where a table is narrow."""
    known = [bare(run.text) for run in expected]
    for words in dict.fromkeys(said.labels):
        if not any(bare(words) in text for text in known):
            yield Fault("the page, label of a cell", f"“{_cut(words)}”", "is no word of the findings")


def _pictures(said: Shown, written: Document) -> Iterator[Fault]:
    """The words drawn in the charts that are drawn (the others are tables)."""
    by_alt = {bare(unmarked(figure.alt)): figure for figure in figures(written, "screen")}
    for alt, words in said.pictures:
        if bare(alt) in by_alt:
            yield from given.in_pictures([Picture(1, alt, tuple(map(_letters, words)))], [by_alt[bare(alt)]])


def _letters(words: str) -> Letters:
    return Letters(words, (0, 0), 0, BLACK, True, None, 0, "")


def _links(said: Shown, sources: Sequence[SourceLine]) -> Iterator[Fault]:
    """Links that lead to no source of the document and to no place in it; a link's words must be its source's."""
    known = {line.address for line in sources} | {"data:,"}
    for link in said.links:
        if link not in known and not (link.startswith("#") and link[1:] in said.ids):
            yield Fault("the page", f"a link to {link}", "leads to no source of this briefing")


def _cut(text: str) -> str:
    one_line = " ".join(unmarked(text).split())
    return one_line if len(one_line) <= 110 else f"{one_line[:109]}…"
