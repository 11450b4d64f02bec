"""SHA256SUMS is what `sha256sum -c` takes, whole, in order, and true."""

import subprocess
from pathlib import Path

import pytest

from pipeline import sums
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


def test_a_file_that_looks_as_it_did_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, memory = tmp_path / "output", tmp_path / "build" / "sums.json"
    out.mkdir()
    for name in ("a.pdf", "b.pdf"):
        (out / name).write_bytes(name.encode())
    first = write_sums(out, memory).read_text()
    (out / "b.pdf").write_bytes(b"other")
    read: list[str] = []
    digest = sums.digest

    def counting(path: Path) -> str:
        read.append(path.name)
        return digest(path)

    monkeypatch.setattr(sums, "digest", counting)
    second = write_sums(out, memory).read_text()
    assert read == ["b.pdf"]
    assert second != first
    assert second == write_sums(out).read_text(), "as without a memory"


@pytest.mark.parametrize("left", ["", "[]", '{"a.pdf": 1}', '{"a.pdf": []}', '{"a.pdf": ["x"]}'])
def test_a_memory_that_cannot_be_read_is_none(tmp_path: Path, left: str) -> None:
    out, memory = tmp_path / "output", tmp_path / "sums.json"
    out.mkdir()
    (out / "a.pdf").write_bytes(b"a")
    memory.write_text(left)
    assert write_sums(out, memory).read_text() == write_sums(out).read_text()
