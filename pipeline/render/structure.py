"""The last pass over a PDF: its tags mended, what is no content marked as such, and saved the same way each time."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from io import BytesIO

import pikepdf
from pikepdf import Array, Name, ObjectStreamMode, Pdf, Stream

from pipeline.errors import UnknownTag
from pipeline.render import tags
from pipeline.render.forms import Form, fill
from pipeline.render.mending import MENDINGS, Tree
from pipeline.render.tags import Note

_CONTENT = re.compile(rb"/[A-Za-z]+\s<</MCID (\d+)>>\sBDC")
_ARTIFACT = b"/Artifact <</Type /Pagination>> BDC"
_UNCLEAR = b"\r\nendstream"


def finish(data: bytes, notes: Sequence[Note], figures: Mapping[str, Form]) -> bytes:
    """The PDF that WeasyPrint wrote (uncompressed, with `notes` by their numbers), mended, filled and compressed.

    The same bytes come from the same input. Raises UnknownTag where WeasyPrint wrote what is not known here.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        tree = Tree(tags.read(pdf, notes), [float(page.mediabox[3]) for page in pdf.pages])
        for mend in MENDINGS:
            mend(tree)
        tags.Writer(pdf).write(tree.root)
        mark_artifacts(pdf, tree)
        name_attachments_once(pdf)
        fill(pdf, figures)
        return saved(pdf)


def mark_artifacts(pdf: Pdf, tree: Tree) -> None:
    """Mark what no tag owns, the text of the margins and a table's head printed again, as no content of the document."""
    owned: list[set[int]] = [set() for _ in pdf.pages]
    for piece in tree.root.pieces():
        owned[piece.page].add(piece.number)
    for number, page in enumerate(pdf.pages):
        before = page.Contents.read_bytes()
        here = owned[number]
        after = _CONTENT.sub(partial(_as_owned, here), before)
        if len(here) != len(_CONTENT.findall(after)):
            raise UnknownTag(f"Page {number + 1} of the PDF has content that its tags do not find.")
        page.Contents.write(after)


def _as_owned(owned: set[int], found: re.Match[bytes]) -> bytes:
    return found[0] if int(found[1]) in owned else _ARTIFACT


def name_attachments_once(pdf: Pdf) -> None:
    """WeasyPrint names each attached file twice among those associated with the document."""
    if "/AF" in pdf.Root:
        files = {file.objgen: file for file in pdf.Root.AF}
        pdf.Root.AF = Array(list(files.values()))


def saved(pdf: Pdf) -> bytes:
    """The file, in no place of which a stream ends in a carriage return.

    A line feed follows each stream; after such an end, one cannot tell whether both or only it ends the line, and
    page-validation takes the stream for one byte shorter than it says. What follows compressed data is not read.
    """
    data = _written(pdf)
    if _UNCLEAR not in data:
        return data
    with pikepdf.open(BytesIO(data)) as again:
        for stream in (each for each in again.objects if isinstance(each, Stream)):
            raw = stream.read_raw_bytes()
            if raw.endswith(b"\r") and stream.get("/Filter") == Name.FlateDecode and "/DecodeParms" not in stream:
                stream.write(raw + b" ", filter=Name.FlateDecode)
        data = _written(again)
        # Still so in a stream of objects, which only exists once the file is written: then without any.
        return _written(again, ObjectStreamMode.disable) if _UNCLEAR in data else data


def _written(pdf: Pdf, objects: ObjectStreamMode = ObjectStreamMode.generate) -> bytes:
    saved = BytesIO()
    pdf.save(saved, deterministic_id=True, compress_streams=True, object_stream_mode=objects)
    return saved.getvalue()
