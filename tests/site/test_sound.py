"""A site with a fault is seen before it goes out."""

from pathlib import Path

import pytest

from pipeline.site.sound import faults

HEAD = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'"><h1>x</h1>"""


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ('<a href="gone.pdf">x</a>', "leads to gone.pdf, which is not there"),
        ('<a href="other.html#gone">x</a>', "leads to other.html#gone, which is not there"),
        ('<a href="../outside.html">x</a>', "leads to ../outside.html, which is not there"),
        ('<img src="figures/gone.png" alt="">', "leads to figures/gone.png, which is not there"),
        ('<img src="https://example.org/x.png" alt="">', "asks for https://example.org/x.png"),
        ('<script src="//example.org/x.js"></script>', "asks for //example.org/x.js"),
        ("<h1>again</h1>", "has 2 headings of the first level"),
    ],
)
def test_a_fault_is_seen(tmp_path: Path, content: str, fault: str) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "outside.html").write_text("x")
    (tmp_path / "site/other.html").write_text(HEAD)
    (tmp_path / "site/index.html").write_text(HEAD + content)
    assert fault in "\n".join(faults(tmp_path / "site"))


def test_a_page_without_a_policy_and_a_site_without_its_first_page_are_seen(tmp_path: Path) -> None:
    (tmp_path / "other.html").write_text("<h1>x</h1>")
    found = "\n".join(faults(tmp_path))
    assert "index.html: is missing" in found
    assert "has no policy" in found


def test_links_to_other_sites_and_within_are_allowed(tmp_path: Path) -> None:
    (tmp_path / "other.html").write_text(HEAD + '<p id="there">x</p>')
    links = '<a href="https://example.org/">x</a><a href="other.html#there">x</a><a href="#x">x</a>'
    (tmp_path / "index.html").write_text(HEAD + links)
    assert faults(tmp_path) == []
