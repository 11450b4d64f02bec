"""Words in, escaped HTML out; and templates that can neither compute nor carry a number of their own."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError, nodes

from pipeline.narrative.document.model import Block, Cell, ContentsLine, Deck, KeyFinding, Logo, Said
from pipeline.narrative.document.references import spans
from pipeline.narrative.document.walk import figures, things
from pipeline.render import web
from pipeline.render.html import (
    NO_BREAK,
    environment,
    extent,
    keep_dates_whole,
    keep_last_word_company,
    kind,
    opening,
    render_html,
    width,
)
from tests.render import sample_page as sample

TEMPLATES = Path(__file__).parents[2] / "templates"
ALL = sorted(TEMPLATES.rglob("*.j2"))
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


class _Words(HTMLParser):
    """Collects the text nodes of a page, entities as they stand, and its links and pictures."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_charref(self, name: str) -> None:
        self.words.append(f"&#{name};")


def parsed(html: str) -> _Words:
    reader = _Words()
    reader.feed(html)
    return reader


def digits_in(template: str) -> list[str]:
    """The digits a template prints itself, outside of tags and of Jinja."""
    return re.findall(r"\d+", "".join(parsed(JINJA.sub("", template)).words))


def computing(template: str) -> list[str]:
    """What a template does beyond laying out: arithmetic, filters, or calls of anything but its macros and helpers."""
    env = web.environment(TEMPLATES)  # knows what the page for the web needs beside what the PDF needs
    tree = env.parse(template)
    sums = nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Filter
    known = {"ids", "refs", "said", "words", "origin", *env.globals}
    found = [type(node).__name__ for node in tree.find_all(sums)]
    return found + [name for call in tree.find_all(nodes.Call) if (name := called(call)) not in known]


def called(call: nodes.Call) -> str:
    """The name of what is called; a message that is filled in, `_("...").format(...)`, is the message."""
    if isinstance(call.node, nodes.Getattr) and call.node.attr == "format" and isinstance(call.node.node, nodes.Call):
        return called(call.node.node)
    return getattr(call.node, "name", "a method")


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_no_template_prints_a_digit_or_computes(path: Path) -> None:
    assert digits_in(path.read_text()) == []
    assert computing(path.read_text()) == []


def test_the_template_checks_find_what_they_look_for() -> None:
    assert digits_in('<p class="a1">{{ n[0] }} of 14</p><b>&#50;</b>') == ["14", "50"]
    assert computing("{{ a * b }}") == ["Mul"]
    assert computing("{{ page.title.upper() }}") == ["a method"]
    assert computing('{{ _("{n} of them").format(n=page.n) }}') == []
    assert computing("{{ page.title().format(n=1) }}") == ["a method", "a method"]
    assert computing("{% for n in range(3) %}{% endfor %}") == ["range"]


def test_filters_do_not_exist() -> None:
    with pytest.raises(Exception, match="No filter named"):
        environment(TEMPLATES).from_string("{{ 3.14159 | round(1) }}")


def test_each_block_has_its_partial() -> None:
    for block in get_args(Block):
        assert (TEMPLATES / "blocks" / f"{block.__name__.lower()}.html.j2").is_file()
    assert kind(sample.COUNTS) == "table"


def test_every_sentence_carries_the_findings_that_own_its_numbers() -> None:
    tags = parsed(render_html(sample.PAGE, TEMPLATES)).tags
    carried = {id for _, attributes in tags for id in (attributes.get("data-findings") or "").split()}
    claimed = {id for said in things(sample.PAGE, Said) for id in said.findings}
    assert carried == claimed
    assert len(claimed) > 6


def test_every_reference_number_leads_to_its_source_and_names_it() -> None:
    html = render_html(sample.PAGE, TEMPLATES)
    tags = parsed(html).tags
    names = {source.number: source.text for source in sample.PAGE.sources}
    inside = [
        attributes for tag, attributes in tags if tag == "a" and (attributes["href"] or "").startswith("#source-")
    ]
    assert len(inside) > 30
    assert all(attributes["title"] == names[int((attributes["href"] or "")[8:])] for attributes in inside)


def test_a_reference_without_a_source_is_refused() -> None:
    section = replace(sample.PAGE.sections[0], headline=Said("A headline", (), (99,)))
    with pytest.raises(UndefinedError):
        render_html(replace(sample.PAGE, sections=(section,)), TEMPLATES)


HOSTILE = '<script>alert(1)</script>{{ 7*7 }}{% include "x" %}"><img src="file:///etc/passwd" onerror=x>'


def test_hostile_text_stays_text_wherever_it_stands() -> None:
    front = replace(
        sample.FRONT,
        head=replace(sample.FRONT.head, kicker=HOSTILE, place=HOSTILE, deck=Deck(HOSTILE, HOSTILE, HOSTILE)),
        findings=(KeyFinding(HOSTILE, Said(HOSTILE, (HOSTILE,))),),
        lead=replace(sample.DISPUTED, claim=Said(HOSTILE, (HOSTILE,)), sub=Said(HOSTILE), strong=(HOSTILE, "alert")),
        contents=(ContentsLine(HOSTILE, HOSTILE),),
        ask=replace(sample.ASK, items=(HOSTILE,), contact=(HOSTILE,), coalition=HOSTILE, logo=Logo(HOSTILE, HOSTILE)),
    )
    section = replace(
        sample.PAGE.sections[1],
        id=HOSTILE,
        blocks=(replace(sample.HOW, title=HOSTILE), replace(sample.figure("x", sample.STATE, HOSTILE), alt=HOSTILE)),
    )
    page = replace(
        sample.PAGE,
        title=HOSTILE,
        running=HOSTILE,
        language=HOSTILE,
        front=front,
        sections=(section,),
        coalition=HOSTILE,
    )
    html = render_html(page, TEMPLATES)
    tags = parsed(html).tags
    assert "<script" not in html
    assert not any("onerror" in attributes for _, attributes in tags)
    pictures = [attributes["src"] for tag, attributes in tags if tag == "img"]
    assert len(pictures) == 4
    assert all((source or "").startswith("figure:") for source in pictures)
    assert "{{ 7*7 }}" in html
    assert "49" not in html


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//example.org", "https://", "ftp://x.org/"],
)
def test_an_address_that_is_no_web_or_mail_address_is_printed_but_not_linked(address: str) -> None:
    line = replace(sample.PAGE.sources[0], address=address, address_text=address)
    html = render_html(replace(sample.PAGE, sources=(line, *sample.PAGE.sources[1:])), TEMPLATES)
    reader = parsed(html)
    assert address in "".join(reader.words)
    assert address not in [attributes.get("href") for _, attributes in reader.tags]


def test_figures_are_named_after_the_page_and_have_alternative_text() -> None:
    pictures = [attributes for tag, attributes in parsed(render_html(sample.PAGE, TEMPLATES)).tags if tag == "img"]
    expected = figures(sample.PAGE)
    assert [picture["src"] for picture in pictures] == [f"figure:{figure.name}" for figure in expected]
    assert [picture["alt"] for picture in pictures] == [figure.alt for figure in expected]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("on August 16, 2011 it", "on August_16,_2011 it"),
        ("On July 14 the", "On July_14 the"),
        ("to Sept. 20, 2010.", "to Sept._20,_2010."),
        ("to February 2011", "to February_2011"),
        ("May 1,475 counties", "May 1,475 counties"),
        ("the 352 in May of", "the 352 in May of"),
        ("In March 352 were", "In March 352 were"),
        ("hasta el 16 de agosto de 2011", "hasta el 16_de_agosto de_2011"),
        ("a 52 de 100", "a 52 de 100"),
    ],
)
def test_dates_hold_together(text: str, whole: str) -> None:
    assert keep_dates_whole(text) == whole.replace("_", NO_BREAK)


@given(st.text(alphabet="May Juneagosto0123456789,. " + NO_BREAK, max_size=60))
def test_typesetting_changes_nothing_but_blanks(text: str) -> None:
    for typeset in (keep_dates_whole, keep_last_word_company):
        assert typeset(text).replace(NO_BREAK, " ") == text.replace(NO_BREAK, " ")
        assert typeset(typeset(text)).replace(NO_BREAK, " ") == text.replace(NO_BREAK, " ")


def test_a_last_short_word_is_tied_only_in_a_longer_text() -> None:
    assert (
        keep_last_word_company("and nobody knows which one is right") == f"and nobody knows which one is{NO_BREAK}right"
    )
    assert keep_last_word_company("Not known") == "Not known"


@pytest.mark.parametrize(
    ("number", "class_"),
    [
        ("52%", "brief"),
        ("52\u2009%", "brief"),
        ("100%", "short"),
        ("15,606", "short"),
        ("Not known", "long"),
        ("November 5, 2008", "longer"),
        ("September 30, 2008", "longest"),
    ],
)
def test_the_extent_of_a_number_counts_its_signs(number: str, class_: str) -> None:
    assert extent(number) == class_


def test_the_width_of_a_figure_follows_its_chart() -> None:
    charts = (sample.PLACES, sample.ROLLOUT, sample.SHARE, sample.SERIES, sample.STATE, sample.NATION)
    assert [width(chart) for chart in charts] == ["full", "full", "full", "half", "half", "half"]


@given(st.lists(st.integers(1, 60), max_size=12).map(tuple))
def test_runs_of_reference_numbers_cover_them_all_in_order_and_no_other(numbers: tuple[int, ...]) -> None:
    covered = [number for run in spans(numbers) for number in range(run[0], run[-1] + 1)]
    assert covered == sorted(set(numbers))


def test_three_numbers_in_a_row_become_a_run_and_two_do_not() -> None:
    assert spans((7, 2, 1, 3)) == [(1, 3), (7,)]
    assert spans((2, 1)) == [(1,), (2,)]


def test_a_bold_opening_stands_off_from_words_but_not_from_a_comma() -> None:
    assert [opening(Cell(*cell)) for cell in ((", Mayor", "Ann"), ("to June", "12"), ("alone",), ("", "12"))] == [
        "", " ", "", "",
    ]  # fmt: skip
