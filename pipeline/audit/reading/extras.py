"""What a PDF has beside its pages' text: notes, actions, layers, words put in the place of words, its entries."""

from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Pdf

from pipeline.audit.fault import Fault

FOREIGN = {
    "/OCProperties": "layers that can be hidden",
    "/OpenAction": "an action when it is opened",
    "/AA": "actions",
    "/AcroForm": "a form",
    "/Collection": "a portfolio",
}
ENTRIES = {"/Title": "dc:title", "/Author": "dc:creator", "/Subject": "dc:description"}
REPLACED = ("/ActualText", "/E")  # what is to be read in the place of what is drawn


def faults(pdf: Pdf) -> Iterator[Fault]:
    """What no briefing has."""
    for key, words in FOREIGN.items():
        if key in pdf.Root:
            yield Fault("the file", f"has {words}", "as no briefing does")
    if "/JavaScript" in pdf.Root.get("/Names", Dictionary()):
        yield Fault("the file", "has a script", "as no briefing does")
    for number, page in enumerate(pdf.pages, 1):
        if "/AA" in page.obj:
            yield Fault(f"page {number}", "has actions", "as no briefing does")
        for note in page.obj.get("/Annots", []):
            yield from _note(note, f"page {number}")
    yield from _replaced(pdf)
    yield from _entries_disagree(pdf)


def entries(pdf: Pdf) -> dict[str, str]:
    """Title, author and subject of the file, and whatever else stands among them but who produced it."""
    return {key[1:]: str(value) for key, value in pdf.docinfo.items() if key != "/Producer"}


def _note(note: pikepdf.Object, where: str) -> Iterator[Fault]:
    kind = str(note.get("/Subtype", ""))[1:]
    if kind != "Link":
        yield Fault(where, f"a note ({kind}) “{note.get('/Contents', '')}”", "lies on the page, as in no briefing")
    elif "/AP" in note:
        yield Fault(where, "a link with a picture of its own", "lies on the page, as in no briefing")
    elif "/A" in note and str(note.A.get("/S", "")) not in {"/URI", "/GoTo"}:
        yield Fault(where, f"a link that does {note.A.get('/S', '')}", "lies on the page, as in no briefing")


def _replaced(pdf: Pdf) -> Iterator[Fault]:
    """Words that a reader is given in the place of those drawn; an alternative text of what is no picture."""
    for thing in pdf.objects:
        if not isinstance(thing, Dictionary) or "/S" not in thing:
            continue
        for key in (*REPLACED, *(["/Alt"] if thing.S not in {pikepdf.Name.Figure, pikepdf.Name.Formula} else [])):
            if key in thing and isinstance(thing[key], pikepdf.String):
                yield Fault("the tags", f"“{thing[key]}”", f"is read in the place of what is printed ({key[1:]})")


def _entries_disagree(pdf: Pdf) -> Iterator[Fault]:
    """The file's entries are kept twice: as a list, and as XMP."""
    with pdf.open_metadata() as xmp:
        for key, name in ENTRIES.items():
            kept = xmp.get(name, "")
            again = kept if isinstance(kept, str) else ", ".join(sorted(filter(None, kept)))
            if again != str(pdf.docinfo.get(key, "")):
                yield Fault(
                    "the file", f"{name} “{again}”", f"is not its entry {key[1:]}: “{pdf.docinfo.get(key, '')}”"
                )
