"""Writes are whole: the old file or the new one, never half, and nothing left beside it."""

import os
from pathlib import Path

import pytest

from pipeline.files import write_whole


def test_a_file_and_its_folder_are_written(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "a.txt"
    write_whole(path, "é")
    assert path.read_bytes() == "é".encode()


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    write_whole(path, b"old")

    def refuse(*_: object) -> None:
        raise OSError(28, "disk full", "beside")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="disk full") as told:
        write_whole(path, b"new")
    assert told.value.filename == str(path), "not the one beside it, which nobody knows"
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]
