"""Two places' site, built once for all tests of a process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.site import build
from pipeline.site import files as site_files
from pipeline.site.model import Site

from ..web.conftest import Open, opened  # noqa: F401
from .sites import PNG, small_site


@pytest.fixture(scope="session", autouse=True)
def pixels() -> Iterator[None]:
    """Small pictures in the place of drawn ones, which take long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site_files, "png_of", lambda chart, shapes: PNG)
        yield


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
