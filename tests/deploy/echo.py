"""Replicas that only say what they were asked: so that the proxy can be looked at by itself."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HOLD = "/_stcore/stream?hold"  # is answered when everything is over


class Echo(ThreadingHTTPServer):
    """A replica.

    Attributes:
        heard: Method and path of each thing it was asked.
        mute: Whether it hangs up without an answer.
        hung: Whether it takes requests and does nothing.
        cookies: Names of cookies of 4 KB that it sets.
    """

    daemon_threads = True

    def __init__(self) -> None:
        """Listen on a free port."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.heard: list[str] = []
        self.mute = False
        self.hung = False
        self.cookies: tuple[str, ...] = ()
        self.over = threading.Event()
        self._open: list[socket.socket] = []

    def kill(self) -> None:
        """Take no connection any more, and cut off those that are open."""
        self.shutdown()
        self.server_close()
        for each in self._open:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def get_request(self) -> tuple[socket.socket, Any]:
        """Take a connection, and remember it."""
        connection, address = super().get_request()
        self._open.append(connection)
        return connection, address


class _Handler(BaseHTTPRequestHandler):
    server: Echo
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet

    def _answer(self) -> None:
        self.server.heard.append(f"{self.command} {self.path}")
        self.rfile.read(int(self.headers.get("content-length", "0")))
        if self.path == HOLD or self.server.hung:
            self.server.over.wait()
        if self.server.mute:
            self.close_connection = True
            return
        told: dict[str, Any] = {"port": self.server.server_port, "headers": list(self.headers.items())}
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        for name in self.server.cookies:
            self.send_header("Set-Cookie", f"{name}={'x' * 4_000}")
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_PUT(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of the method that it replaces
        """Say nothing."""


@contextmanager
def echoing() -> Iterator[Echo]:
    """Run a replica."""
    with Echo() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.over.set()
        server.shutdown()
