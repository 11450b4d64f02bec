"""The tags of a PDF beyond what validators see; each check is shown a fault, and each workaround is shown to be needed."""

import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from pipeline.errors import UnknownTag
from pipeline.render import identification, mending, pdf, structure
from pipeline.render.notes import noted
from pipeline.render.tags import Note, Tag

from . import hard, order
from .checks import CHECKS, annotations, children, elements, faults, kids, of_kind
from .soundness import broken_rules

# What is sound.


def test_the_hard_document_is_sound() -> None:
    assert faults(hard.opened(hard.rendered())) == {}
    assert broken_rules(hard.rendered()) == []


def test_the_hard_document_is_read_as_its_html() -> None:
    assert order.counted(hard.opened(hard.rendered()), hard.HTML) == []
    assert order.out_of_order(hard.rendered(), hard.HTML) == []


def test_the_hard_document_is_hard() -> None:
    """Table, list and link go over pages or lines, else nothing below would show anything."""
    opened = hard.opened(hard.rendered())
    assert len(opened.pages) >= 6
    table, *others = of_kind(opened, "/Table")
    assert others == []
    assert len({kid.Pg.objgen for part in children(table) for kid in children(part)}) >= 3
    assert [len(children(found)) for found in of_kind(opened, "/L")] == [30, 30, 40]
    assert max(len(annotations(link)) for link in of_kind(opened, "/Link")) >= 2


def test_a_passage_in_another_language_says_so() -> None:
    opened = hard.opened(hard.rendered())
    assert str(opened.Root.Lang) == "en"
    assert [(str(tag.S), str(tag.Lang)) for tag in elements(opened) if "/Lang" in tag] == [
        ("/Span", "es"),
        ("/Span", "fr"),
        ("/P", "es"),
    ]


def test_an_ordered_list_has_numbers_and_the_other_dots() -> None:
    opened = hard.opened(hard.rendered())
    said = [found.get("/A", Dictionary()).get("/ListNumbering") for found in of_kind(opened, "/L")]
    assert said == [Name.Decimal, Name.Disc, None]


def test_each_link_has_its_title_as_its_description() -> None:
    opened = hard.opened(hard.rendered())
    said = {str(link.Contents) for page in opened.pages for link in page.obj.get("/Annots", Array())}
    assert said == {"The first source", "A long way to go", "Une page", "Its page"}


def test_headers_of_a_cell_are_its_row_and_its_column() -> None:
    opened = hard.opened(hard.rendered())
    cells = [cell for cell in of_kind(opened, "/TD") if len(kids(cell)) == 1]
    assert [str(id) for id in cells[-2].A.Headers] == ["table1-71-1", "table1-1-2"]


# What is not.


def change(kind: str, key: str, value: object = None, at: int = 0) -> Callable[[Pdf], None]:
    """A fault: an entry of an element of a kind changed, or taken out."""

    def spoil(opened: Pdf) -> None:
        element = of_kind(opened, kind)[at]
        if value is None:
            del element[key]
        else:
            element[key] = value

    return spoil


def change_root(key: str) -> Callable[[Pdf], None]:
    def spoil(opened: Pdf) -> None:
        del opened.Root[key]

    return spoil


def split_table(opened: Pdf) -> None:
    table = of_kind(opened, "/Table")[0]
    table.K = Array([*table.K, of_kind(opened, "/TBody")[0]])


def drop_cell(opened: Pdf) -> None:
    row = of_kind(opened, "/TR")[5]
    row.K = Array(list(row.K)[:-1])


def forget_paragraph(opened: Pdf) -> None:
    section = of_kind(opened, "/Sect")[1]
    section.K = Array(list(section.K)[:-1])


def read_margins(opened: Pdf) -> None:
    content = opened.pages[2].Contents
    content.write(content.read_bytes().replace(b"/Artifact", b"/Span"))


def move_figure(opened: Pdf) -> None:
    of_kind(opened, "/Figure")[0].A.BBox = Array([300, 20, 560, 60])


def shrink_link(opened: Pdf) -> None:
    link = annotations(of_kind(opened, "/Link")[0])[0]
    link.Rect = Array([10, 20, 30, 20])


def name_link_by_its_target(opened: Pdf) -> None:
    link = annotations(of_kind(opened, "/Link")[0])[0]
    link.Contents = String(str(link.Dest))


def swap_owners(opened: Pdf) -> None:
    nums = opened.Root.StructTreeRoot.ParentTree.Nums
    nums[len(nums) - 1] = of_kind(opened, "/P")[0]


def bear_an_id_twice(opened: Pdf) -> None:
    first, second = of_kind(opened, "/TH")[:2]
    second.ID = first.ID


def drop_bookmarks(opened: Pdf) -> None:
    with opened.open_outline() as outline:
        outline.root.clear()


def name_file_twice(opened: Pdf) -> None:
    opened.Root.AF = Array([*opened.Root.AF, opened.Root.AF[0]])


SPOILT: list[tuple[str, Callable[[Pdf], None]]] = [
    ("headings", change("/H1", "/S", Name.H2)),
    ("headings", change("/H2", "/S", Name.H1)),
    ("headings", change("/H2", "/S", Name.P)),
    ("tables", split_table),
    ("tables", drop_cell),
    ("tables", change("/TH", "/A")),
    ("tables", change("/TD", "/A")),
    ("tables", change("/TD", "/A", Dictionary(O=Name.Table, Headers=Array([String("none"), String("none")])))),
    ("listed_ids", bear_an_id_twice),
    ("listed_ids", change("/TH", "/ID")),
    ("lists", change("/LI", "/S", Name.P)),
    ("lists", change("/LBody", "/S", Name.P)),
    ("lists", change("/L", "/A")),
    ("figures", change("/Figure", "/Alt")),
    ("figures", change("/Figure", "/Alt", String("Chart of removals by level"))),
    ("figures_where_they_are", move_figure),
    ("links", change("/Link", "/K")),
    ("links", name_link_by_its_target),
    ("links", shrink_link),
    ("links", swap_owners),
    ("margins", forget_paragraph),
    ("margins", read_margins),
    ("languages", change_root("/Lang")),
    ("languages", change("/P", "/Lang", String("Spanish"))),
    ("title", change_root("/ViewerPreferences")),
    ("bookmarks", drop_bookmarks),
    ("hollow", change("/P", "/S", Name.Span)),
    ("attachments", name_file_twice),
]


@pytest.mark.parametrize(("check", "spoil"), SPOILT)
def test_a_fault_is_caught(check: str, spoil: Callable[[Pdf], None]) -> None:
    assert CHECKS[check](hard.spoilt(spoil)) != []


def swap_paragraphs(opened: Pdf) -> None:
    section = of_kind(opened, "/Div")[0] if of_kind(opened, "/Div") else of_kind(opened, "/Sect")[0]
    section.K = Array(list(section.K)[::-1])


def drop_alternative(opened: Pdf) -> None:
    del of_kind(opened, "/Figure")[0].Alt


@pytest.mark.parametrize("spoil", [swap_paragraphs, drop_alternative, forget_paragraph])
def test_another_order_than_the_htmls_is_caught(spoil: Callable[[Pdf], None]) -> None:
    saved = BytesIO()
    hard.spoilt(spoil).save(saved)
    assert order.out_of_order(saved.getvalue(), hard.HTML) != []


@pytest.mark.parametrize("spoil", [split_table, drop_cell, forget_paragraph, change("/P", "/S", Name.H4)])
def test_another_number_of_elements_than_the_htmls_is_caught(spoil: Callable[[Pdf], None]) -> None:
    assert order.counted(hard.spoilt(spoil), hard.HTML) != []


def test_every_check_is_shown_a_fault() -> None:
    assert {check for check, _ in SPOILT} == set(CHECKS)


# Each workaround, taken away.


def rendered_without(monkeypatch: pytest.MonkeyPatch, name: str) -> bytes:
    monkeypatch.setattr(structure, "MENDINGS", [mend for mend in mending.MENDINGS if mend.__name__ != name])
    return hard.render()


NEEDED = {
    "join_columns": "lists", "place_figures": "figures_where_they_are", "number_lists": "lists",
    "gather_links": "links", "describe_links": "links", "raise_links": "links", "head_tables": "tables", "drop_hollow": "hollow",
}  # fmt: skip


@pytest.mark.parametrize("name", NEEDED)
def test_without_a_mending_its_check_fails(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert NEEDED[name] in faults(hard.opened(rendered_without(monkeypatch, name)))


def test_without_the_joining_a_table_is_several(monkeypatch: pytest.MonkeyPatch) -> None:
    found = order.counted(hard.opened(rendered_without(monkeypatch, "join_parts")), hard.HTML)
    assert any("Table, 1 in the HTML" in fault for fault in found)
    assert any("THead, 1 in the HTML" in fault for fault in found)
    assert any("Link, 43 in the HTML" in fault for fault in found)


def test_without_the_mending_of_languages_a_passage_is_read_as_english(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = hard.opened(rendered_without(monkeypatch, "name_languages"))
    assert not any("/Lang" in tag for tag in elements(opened))


def test_every_mending_is_shown_to_be_needed() -> None:
    assert {mend.__name__ for mend in mending.MENDINGS} == {*NEEDED, "join_parts", "name_languages"}


def test_margins_must_be_marked_as_no_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structure, "mark_artifacts", lambda opened, tree: None)
    assert "margins" in faults(hard.opened(hard.render()))


def test_attached_files_must_be_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structure, "name_attachments_once", lambda opened: None)
    assert "attachments" in faults(hard.opened(hard.render()))


def test_the_file_must_say_that_it_meets_pdf_ua(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identification, "PDF_UA", "")
    assert [rule for rule in broken_rules(hard.render()) if rule.startswith("PDFUA1-ID-")] != []


def test_what_pdf_a_does_not_know_must_be_described(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identification, "DESCRIBED", "")
    assert broken_rules(hard.render()) != []


def test_the_last_pass_must_write_the_metadata_uncompressed() -> None:
    """What WeasyPrint writes by itself has them compressed, which page-validation does not take."""
    with pikepdf.open(BytesIO(hard.rendered())) as opened:
        assert "/Filter" not in opened.Root.Metadata


def test_the_colour_profile_is_srgb_and_its_file_is_closed(recwarn: pytest.WarningsRecorder) -> None:
    opened = hard.opened(hard.render())
    assert str(opened.Root.OutputIntents[0].OutputConditionIdentifier).endswith("sRGB")
    assert [each for each in recwarn if each.category is ResourceWarning] == []


def test_links_without_a_title_say_their_text(monkeypatch: pytest.MonkeyPatch) -> None:
    tag = Tag("Link", Note(1, "a", {"href": "https://example.org"}, "Its words"))
    with pikepdf.new() as opened:
        link = opened.make_indirect(Dictionary(Contents=String("https://example.org")))
        tag.kids = [mending.Annotation(0, link)]
        mending.describe_links(mending.Tree(tag, []))
        assert str(link.Contents) == "Its words"


def test_what_weasyprint_did_not_say_before_stops_the_last_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.render.tags.KNOWN", {"/Type", "/S", "/K", "/Pg", "/P", "/Note", "/A", "/ID"})
    with pytest.raises(UnknownTag, match="/Alt"):
        hard.render()


def test_notes_are_taken_only_while_a_pdf_is_written() -> None:
    from weasyprint.pdf import tags

    before = tags._build_box_tree
    with noted():
        assert tags._build_box_tree is not before
    assert tags._build_box_tree is before
    assert pdf.VARIANT == "pdf/a-3a"


def unclear_ends(data: bytes) -> int:
    return data.count(b"\r\nendstream")


def ending_in_a_carriage_return(checksum_byte: int = 0x0D) -> bytes:
    """Content whose compressed form ends in a carriage return: the last byte is of zlib's checksum of it."""
    return next(text for n in range(5000) if (text := b"q Q %%%d\n" % n) and zlib.adler32(text) & 0xFF == checksum_byte)


def test_no_stream_ends_where_it_cannot_be_told() -> None:
    with pikepdf.open(BytesIO(hard.rendered())) as opened:
        content = ending_in_a_carriage_return()
        opened.pages[0].Contents.write(content)
        assert unclear_ends(structure._written(opened)) >= 1
        saved = structure.saved(opened)
    assert unclear_ends(saved) == 0
    with hard.opened(saved) as again:
        assert again.pages[0].Contents.read_bytes() == content
    assert [rule for rule in broken_rules(saved) if "LENGTH" in rule] == []


def test_page_validation_takes_such_an_end_for_a_fault() -> None:
    """Should this fail, page-validation has learned better, and the saving can be made simpler."""
    with pikepdf.open(BytesIO(hard.rendered())) as opened:
        opened.pages[0].Contents.write(ending_in_a_carriage_return())
        assert "PDFA3A-STREAM-LENGTH-001" in broken_rules(structure._written(opened))


def test_objects_are_written_one_by_one_where_a_stream_of_them_ends_so(monkeypatch: pytest.MonkeyPatch) -> None:
    written, modes = structure._written, []

    def unclear(opened: Pdf, objects: pikepdf.ObjectStreamMode = pikepdf.ObjectStreamMode.generate) -> bytes:
        modes.append(objects)
        data = written(opened, objects)
        return data + b"\r\nendstream" if objects == pikepdf.ObjectStreamMode.generate else data

    monkeypatch.setattr(structure, "_written", unclear)
    saved = structure.saved(hard.opened(hard.rendered()))
    assert modes[-1] == pikepdf.ObjectStreamMode.disable
    assert broken_rules(saved) == []
