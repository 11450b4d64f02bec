"""The site is served to this machine alone."""

import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.errors import UserError
from pipeline.site.serve import HOST, server


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    (tmp_path / "site/data").mkdir(parents=True)
    (tmp_path / "site/index.html").write_text("front")
    (tmp_path / "secret.txt").write_text("secret")
    with server(tmp_path / "site", 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running.server_port
        running.shutdown()


def get(port: int, path: str) -> tuple[int, bytes]:
    connection = HTTPConnection(HOST, port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    found = answer.status, answer.read()
    connection.close()
    return found


def test_files_are_there_and_nothing_else_is(port: int) -> None:
    assert get(port, "/") == (200, b"front")
    for path in ("/gone.html", "/../secret.txt", "/%2e%2e/secret.txt", "/data/"):
        assert get(port, path)[0] == 404


def test_it_listens_to_this_machine_alone(tmp_path: Path) -> None:
    with server(tmp_path, 0) as running:
        assert running.server_address[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_told(port: int, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="taken"):
        server(tmp_path, port)


def test_without_a_publication_the_verb_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["serve", "--edition=2011-08"]) == 2
    assert "make regenerate" in capsys.readouterr().err
