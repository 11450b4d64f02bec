"""Two places' site, built once for all tests of a process."""

from pathlib import Path

import pytest

from pipeline.site import build
from pipeline.site.model import Site

from ..web.conftest import Open, browser, opened  # noqa: F401
from .sites import small_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return small_site(tmp_path_factory.mktemp("site"), "boston-ma", "phoenix-az")


@pytest.fixture(scope="session")
def files(site: Site) -> dict[str, bytes]:
    return dict(build.files(site))


@pytest.fixture(scope="session")
def folder(site: Site, files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder
