"""What a page may load: the run's own assets from memory, and nothing else; what a page may link to."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]

from pipeline.errors import RefusedAsset
from pipeline.render.forms import Form

LINKED_SCHEMES = frozenset({"http", "https", "mailto"})
FONT = "font/ttf"
SVG = "image/svg+xml"
PNG = "image/png"
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"

Asset = tuple[str, bytes]


def linkable(address: str) -> bool:
    """Tell whether an address may become a link: http, https or mailto, complete and without blanks."""
    if not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets that are no address of the internet
        return False
    target = parts.path if parts.scheme == "mailto" else parts.netloc
    return parts.scheme in LINKED_SCHEMES and bool(target)


def own_assets(figures: dict[str, bytes], templates: Path) -> dict[str, Asset]:
    """Return all a run may load, by address: `figure:NAME` for each of `figures` (SVG or PNG), and `fonts/FILE`."""
    fonts = {f"fonts/{path.name}": (FONT, path.read_bytes()) for path in sorted((templates / "fonts").glob("*.ttf"))}
    pictures = {f"figure:{name}": (picture_type(data), data) for name, data in figures.items()}
    return fonts | pictures


def picture_type(data: bytes) -> str:
    """Return the media type of a picture: PNG, or else SVG."""
    return PNG if data.startswith(_PNG_SIGNATURE) else SVG


class AssetFetcher(URLFetcher):  # type: ignore[misc]
    """Serves `assets` from memory, beside `forms` that need no serving; remembers in `refused` what else was asked for.

    WeasyPrint goes on after a failed load, and says nothing at all when it happens inside an SVG. So the answer is
    asked for afterwards, with `check`, when everything has been drawn.
    """

    def __init__(self, assets: dict[str, Asset], forms: Mapping[str, Form] | None = None) -> None:
        super().__init__(allowed_protocols=[])
        self.assets, self.forms = assets, forms or {}
        self.refused: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the asset at `url`; raises PermissionError for any that is not the run's own."""
        if url not in self.assets:
            self.refused.append(url[:200])
            raise PermissionError(url[:200])
        kind, data = self.assets[url]
        return URLFetcherResponse(url, data, {"Content-Type": kind})

    def check(self) -> None:
        """Raise RefusedAsset, naming each address once, if anything was refused."""
        if self.refused:
            names = ", ".join(dict.fromkeys(self.refused))
            raise RefusedAsset(
                f"The page asked for what is not the run's own: {names}. "
                "Nothing was loaded and no PDF was written; take the address out of the text, template or figure."
            )
