"""The fetcher's list, and the list of what may be linked to."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RefusedAsset
from pipeline.render.assets import LINKED_SCHEMES, AssetFetcher, linkable, own_assets

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c#d", "http://example.org", "mailto:name@example.org", "HTTPS://EXAMPLE.org/"]
)
def test_web_and_mail_addresses_are_linked(address: str) -> None:
    assert linkable(address)


@pytest.mark.parametrize(
    "address",
    [
        "", "example.org", "//example.org/x", "https://", "mailto:", "javascript:alert(1)", "java\nscript:alert(1)",
        "JAVASCRIPT:x", " https://example.org", "https://exa mple.org", "file:///etc/passwd", "data:text/html,x",
        "vbscript:x", "https://[half", "https://example.org/\u202efdp", "figure:share", "ftp://example.org/x",
    ],
)  # fmt: skip
def test_all_else_is_not(address: str) -> None:
    assert not linkable(address)


@given(st.text(max_size=40))
def test_whatever_is_linked_has_a_scheme_of_the_list(address: str) -> None:
    assert not linkable(address) or urlsplit(address).scheme in LINKED_SCHEMES


def test_own_assets_are_the_figures_the_logo_and_the_fonts() -> None:
    assets = own_assets({"share": b"<svg/>", "logo.png": b"\x89PNG\r\n\x1a\nrest"}, TEMPLATES)
    assert assets["figure:share"] == ("image/svg+xml", b"<svg/>")
    assert assets["figure:logo.png"][0] == "image/png"
    assert len([name for name in assets if name.startswith("fonts/")]) == 5
    assert len(assets) == 7


def test_the_fetcher_serves_from_memory_and_remembers_what_it_refused() -> None:
    fetcher = AssetFetcher({"figure:share": ("image/svg+xml", b"<svg/>")})
    assert fetcher.fetch("figure:share").read() == b"<svg/>"
    fetcher.check()
    for address in ("file:///etc/passwd", "file:///etc/passwd", "https://example.org/x.png"):
        with pytest.raises(PermissionError):
            fetcher.fetch(address)
    with pytest.raises(RefusedAsset, match=r"file:///etc/passwd, https://example\.org/x\.png"):
        fetcher.check()
