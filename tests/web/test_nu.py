"""Valid HTML and CSS, as the Nu HTML checker (the checker of the W3C) sees it."""

import shutil
from pathlib import Path

import pytest

from .checks import NU, nu

WITH_NU = pytest.mark.skipif(
    shutil.which("java") is None or not NU.is_file(),
    reason="the Nu checker needs Java, and npm at set-up; on Debian: apt-get install -y default-jdk-headless npm",
)


@pytest.mark.slow
@WITH_NU
def test_bostons_page_is_valid(boston: Path) -> None:
    assert nu([boston]) == []
