"""What a PDF says of itself: the two standards that it meets, and what its colours are."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from io import BytesIO

from weasyprint import Document  # type: ignore[import-untyped]
from weasyprint.css import ColorProfile  # type: ignore[import-untyped]

VARIANT = "pdf/a-3a"
COLOURS = "srgb"
READY = "our own"  # for WeasyPrint's "srgb" opens a file that it never closes

_END = b"</rdf:RDF>"
_UA = "http://www.aiim.org/pdfua/ns/id/"
_RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
_EXTENSION = "http://www.aiim.org/pdfa/ns"

PDF_UA = f'<rdf:Description {_RDF} xmlns:pdfuaid="{_UA}" rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>'

# PDF/A knows no property of PDF/UA: a property that it does not know must be described (ISO 19005-3, 6.6.2.3.3).
DESCRIBED = f"""<rdf:Description {_RDF} xmlns:pdfaExtension="{_EXTENSION}/extension/" xmlns:pdfaSchema="{_EXTENSION}/schema#"
 xmlns:pdfaProperty="{_EXTENSION}/property#" rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema><pdfaSchema:namespaceURI>{_UA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file meets</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def identify(document: Document) -> None:
    """Have the document say PDF/UA-1 beside PDF/A-3a (WeasyPrint names one only), and sRGB as its colours."""
    document.output_intent = COLOURS
    document.color_profiles[COLOURS] = ColorProfile(
        BytesIO(_profile()), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"])
    )
    document.metadata.generate_rdf_metadata = _with_pdf_ua(document.metadata.generate_rdf_metadata)


def _with_pdf_ua(generate: Callable[..., bytes]) -> Callable[..., bytes]:
    def generated(*arguments: object) -> bytes:
        said = generate(*arguments)
        return said.replace(_END, f"{PDF_UA}{DESCRIBED}".encode() + _END)

    return generated


@cache
def _profile() -> bytes:
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
