"""Style sheets and the fonts they name, read once a process however many documents are laid out with them."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from weasyprint import CSS  # type: ignore[import-untyped]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

from pipeline.render.assets import FONT, Asset, AssetFetcher

# A base that joins nothing: a relative name reaches the fetcher as it stands.
BASE = "run:"


class Sheets:
    """The style sheets that go with one set of fonts."""

    def __init__(self, fonts: Mapping[str, Asset]) -> None:
        self.fonts = FontConfiguration()
        self._assets = dict(fonts)
        self._read: dict[str, tuple[CSS, list[str]]] = {}

    def read(self, texts: Iterable[str], fetcher: AssetFetcher) -> list[CSS]:
        """The sheets of these texts; what one asks for in vain is told to `fetcher` each time, as if it were read anew."""
        sheets = []
        for text in texts:
            if text not in self._read:
                self._read[text] = self._sheet(text)
            sheet, refused = self._read[text]
            fetcher.refused += refused
            sheets.append(sheet)
        return sheets

    def _sheet(self, text: str) -> tuple[CSS, list[str]]:
        own = AssetFetcher(self._assets)
        return CSS(string=text, base_url=BASE, url_fetcher=own, font_config=self.fonts), own.refused


def sheets_of(assets: Mapping[str, Asset]) -> Sheets:
    """The style sheets for the fonts among a run's assets."""
    return _sheets(tuple(sorted((name, asset) for name, asset in assets.items() if asset[0] == FONT)))


@lru_cache(maxsize=4)
def _sheets(fonts: tuple[tuple[str, Asset], ...]) -> Sheets:
    return Sheets(dict(fonts))
