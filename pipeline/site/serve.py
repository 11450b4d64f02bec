"""The site on this machine alone: `make serve`."""

from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pipeline.errors import UserError

HOST = "127.0.0.1"  # the loopback address: nobody else's machine reaches it
PORT = 8000


class _Handler(SimpleHTTPRequestHandler):
    """Files of one folder, each asked for anew, and no list of what lies in a folder."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript", ".xml": "application/xml", ".md": "text/markdown; charset=utf-8",
        ".csv": "text/csv; charset=utf-8", ".parquet": "application/vnd.apache.parquet",
    }  # fmt: skip

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def list_directory(self, path: object) -> None:
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        pass


def server(folder: Path, port: int = PORT) -> ThreadingHTTPServer:
    """A server of a folder, on the loopback address alone; port 0 takes any that is free. Raises UserError."""
    try:
        return ThreadingHTTPServer((HOST, port), partial(_Handler, directory=str(folder)))
    except OSError as error:
        raise UserError(f"Port {port} of this machine is taken: is the site served already? {HOST}:{port}") from error


def serve(folder: Path, tell: Callable[[str], None]) -> None:
    """Serve a folder until the person at the terminal stops it."""
    with server(folder) as running:
        tell(f"The site stands at http://{HOST}:{running.server_port}/ for this machine alone; Ctrl-C stops it.")
        running.serve_forever()
