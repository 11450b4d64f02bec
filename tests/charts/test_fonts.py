"""The bundled fonts: found by every program under their new name, with all signs that English and Spanish need."""

import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from matplotlib.font_manager import FontProperties, fontManager

from pipeline.charts.style import FAMILY, FONTS, load_fonts

FILES = sorted(FONTS.glob("*.ttf"))
CUTS = {(400, "normal"), (400, "italic"), (600, "normal"), (700, "normal")}
LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "áéíóúüñÁÉÍÓÚÜÑçàèêôöäëïâû¿¡«»ªº"
SIGNS = "‘’“”–—…•§·°−×½\u00a0\u2009\u202f\u2010\u2011"


def test_there_are_four_cuts_of_the_sans_and_one_of_the_serif() -> None:
    assert [file.stem.split("-")[1] for file in FILES] == ["sans"] * 4 + ["serif"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
class TestFile:
    def test_holds_the_letters_and_signs_of_both_languages(self, file: Path) -> None:
        assert set(map(ord, LETTERS + SIGNS)) <= set(TTFont(file).getBestCmap())

    def test_spaces_have_no_ink_and_the_narrow_one_is_narrow(self, file: Path) -> None:
        font = TTFont(file)
        glyphs, widths = font.getBestCmap(), font["hmtx"]
        assert all(font["glyf"][glyphs[space]].numberOfContours == 0 for space in (0x20, 0xA0, 0x2009, 0x202F))
        assert 0 < widths[glyphs[0x202F]][0] < widths[glyphs[0xA0]][0]

    def test_bears_no_reserved_name_but_keeps_copyright_and_licence(self, file: Path) -> None:
        names = {record.nameID: str(record) for record in TTFont(file)["name"].names}
        assert not [words for number, words in names.items() if number != 0 and "source" in words.lower()]
        assert "Adobe" in names[0]
        assert "Open Font License" in names[13]

    def test_says_weight_and_slope_alike_everywhere(self, file: Path) -> None:
        font, (_, _, weight, style) = TTFont(file), file.stem.split("-")
        bold, italic = weight == "700", style == "italic"
        assert font["OS/2"].usWeightClass == int(weight)
        assert bool(font["OS/2"].fsSelection & 1) is bool(font["head"].macStyle & 2) is italic
        assert bool(font["OS/2"].fsSelection & 32) is bool(font["head"].macStyle & 1) is bold
        assert (font["post"].italicAngle != 0) is italic

    def test_is_small(self, file: Path) -> None:
        assert file.stat().st_size < 100_000


@pytest.mark.parametrize(("weight", "style"), sorted(CUTS))
def test_matplotlib_finds_each_cut(weight: int, style: str) -> None:
    load_fonts()
    wanted = FontProperties(family=FAMILY, weight=weight, style=style)  # type: ignore[arg-type]
    found = fontManager.findfont(wanted, fallback_to_default=False)
    assert Path(found) == FONTS / f"briefing-sans-{weight}-{style}.ttf"


def test_weasyprint_embeds_the_cuts_it_is_asked_for() -> None:
    # In a process of its own: the fonts must be found from the files alone.
    page = "".join(f'<p style="font-weight:{w};font-style:{s}">Año {w} {s}</p>' for w, s in sorted(CUTS))
    faces = "".join(
        f'@font-face {{ font-family: "Briefing Sans"; font-weight: {w}; font-style: {s};'
        f" src: url({(FONTS / f'briefing-sans-{w}-{s}.ttf').as_uri()}) }}"
        for w, s in sorted(CUTS)
    )
    code = (
        "import io, sys, pypdf, weasyprint\n"
        "pdf = weasyprint.HTML(string=sys.argv[1]).write_pdf()\n"
        "fonts = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]['/Resources']['/Font'].values()\n"
        "print(sorted(str(font.get_object()['/BaseFont']).split('+')[1] for font in fonts))"
    )
    html = f'<style>{faces} p {{ font-family: "Briefing Sans" }}</style>{page}'
    run = subprocess.run([sys.executable, "-c", code, html], capture_output=True, text=True, check=True)
    assert run.stdout.count("Briefing-Sans") == len(CUTS), run.stdout


def test_the_licence_lies_beside_the_fonts() -> None:
    text = (FONTS / "OFL.txt").read_text()
    assert text.count("Reserved Font Name 'Source'") == 2
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
