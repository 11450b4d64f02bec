"""SHA256SUMS is what `sha256sum -c` takes, whole, in order, and true."""

import subprocess
from pathlib import Path

from pipeline.sums import NAME, write_sums


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sha256sum", "--strict", "-c", NAME], cwd=folder, capture_output=True, text=True, check=False
    )


def fill(folder: Path) -> None:
    (folder / "letters").mkdir(parents=True)
    for name in ("b.pdf", "a.es.pdf", "letters/c d.pdf", ".b.pdf.half"):
        (folder / name).write_text(name)


def test_the_sums_name_every_finished_file_in_order_and_hold(tmp_path: Path) -> None:
    fill(tmp_path)
    text = write_sums(tmp_path).read_text()
    assert [line.split("  ")[1] for line in text.splitlines()] == ["a.es.pdf", "b.pdf", "letters/c d.pdf"]
    assert check(tmp_path).returncode == 0
    assert write_sums(tmp_path).read_text() == text, "the list does not list itself"


def test_a_changed_or_missing_file_is_caught(tmp_path: Path) -> None:
    fill(tmp_path)
    write_sums(tmp_path)
    (tmp_path / "b.pdf").write_text("another")
    assert "b.pdf: FAILED" in check(tmp_path).stdout
    (tmp_path / "b.pdf").unlink()
    assert check(tmp_path).returncode != 0
    write_sums(tmp_path)
    assert check(tmp_path).returncode == 0
