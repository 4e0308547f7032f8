"""What the server is not asked for: metrics, and more files than a survey needs; and the headers of every answer."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from starlette.middleware import Middleware
from streamlit.web.server.starlette.starlette_routes import BASE_ROUTE_UPLOAD_FILE, ROUTE_METRICS

from ui import guards
from ui.assets import Assets
from ui.guards import HEADERS, LARGEST, MEGABYTE, MIDDLEWARE, OF_ALL, OF_SESSION, WINDOW, Guards

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import Message, Receive, Scope, Send

UPLOAD = "/_stcore/upload_file/{}/file"


@dataclass
class Behind:
    """The app behind the middleware; it keeps what it was asked for."""

    status: int = 204
    own: Mapping[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a status of its own."""
        del receive
        self.asked.append(f"{scope['type']} {scope['path']}")
        if scope["type"] == "http":
            headers = [(name.encode(), value.encode()) for name, value in self.own.items()]
            await send({"type": "http.response.start", "status": self.status, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
        else:
            await send({"type": "websocket.accept"})


class Gate:
    """The guards before an app, on a clock that is moved by hand."""

    def __init__(self, behind: Behind | None = None) -> None:
        """Take the app behind."""
        self.behind = behind or Behind()
        self.now = 0.0
        self.guards = Guards(self.behind, lambda: self.now)

    def send(self, path: str, method: str = "GET", kind: str = "http", *, length: str | None = None) -> list[Message]:
        """Make one request, in a thread of its own: the browser tests keep a loop running in the main one."""
        sent: list[Message] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        headers = [] if length is None else [(b"content-length", length.encode())]
        scope = {"type": kind, "path": path, "method": method, "headers": headers}
        with ThreadPoolExecutor(1) as pool:
            pool.submit(asyncio.run, self.guards(scope, receive, send)).result()
        return sent

    def upload(self, session: str = "s", length: str | None = "500") -> int:
        """Bring a file, and return the status."""
        status: int = self.send(UPLOAD.format(session), "PUT", length=length)[0]["status"]
        return status


def headers(message: Message) -> dict[str, str]:
    """Return the headers of an answer."""
    return {name.decode().lower(): value.decode() for name, value in message["headers"]}


@pytest.mark.parametrize("path", ["/", "/join", "/_stcore/health", "/_stcore/metrics", "/static/js/index.js"])
def test_every_answer_keeps_other_sites_out(path: str) -> None:
    found = headers(Gate().send(path)[0])
    assert found["x-frame-options"] == "SAMEORIGIN"
    assert found["content-security-policy"] == "frame-ancestors 'self'"
    assert found["x-content-type-options"] == "nosniff"
    assert found["referrer-policy"] == "same-origin"


def test_a_header_that_the_app_sets_itself_stays() -> None:
    found = headers(Gate(Behind(own={"referrer-policy": "no-referrer"})).send("/doors/lead")[0])
    assert found["referrer-policy"] == "no-referrer"
    assert len(found) == len(HEADERS)


@pytest.mark.parametrize("path", ["/_stcore/stream", "/_stcore/metrics", UPLOAD.format("s")])
def test_a_websocket_goes_on_untouched(path: str) -> None:
    gate = Gate()
    assert gate.send(path, kind="websocket") == [{"type": "websocket.accept"}]
    assert gate.behind.asked == [f"websocket {path}"]


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/", "/tools/survey/_stcore/metrics"])
def test_metrics_are_nobodys_business(path: str) -> None:
    gate = Gate()
    assert gate.send(path)[0]["status"] == 404
    assert gate.behind.asked == []


def test_a_table_can_be_brought_as_a_file() -> None:
    gate = Gate()
    assert gate.upload() == 204
    assert gate.upload(length=str(LARGEST)) == 204
    assert len(gate.behind.asked) == 2


@pytest.mark.parametrize(
    ("length", "status"), [(str(LARGEST + 1), 413), (None, 411), ("", 411), ("-1", 411), ("²", 411), ("9" * 300, 413)]
)
def test_a_file_that_is_too_large_or_does_not_say_how_large(length: str | None, status: int) -> None:
    gate = Gate()
    assert gate.upload(length=length) == status
    assert gate.behind.asked == []


def test_a_session_brings_only_so_many_files() -> None:
    gate = Gate()
    assert [gate.upload("one") for _ in range(OF_SESSION + 1)] == [204] * OF_SESSION + [429]
    gate.now += WINDOW
    assert gate.upload("one") == 429
    assert gate.upload("two") == 204
    for method in ("OPTIONS", "DELETE"):
        assert gate.send(UPLOAD.format("one"), method)[0]["status"] == 204


def test_a_large_file_counts_as_its_begun_megabytes() -> None:
    gate = Gate()
    two = str(MEGABYTE + 1)
    assert [gate.upload("one", two) for _ in range(OF_SESSION // 2 + 1)] == [204] * (OF_SESSION // 2) + [429]
    others = (OF_ALL - OF_SESSION) // 2
    assert [gate.upload(f"session {each}", two) for each in range(others + 1)] == [204] * others + [429]


def test_a_large_file_that_streamlit_refuses_uses_up_nothing() -> None:
    gate = Gate(Behind(status=400))
    assert [gate.upload("one", str(LARGEST)) for _ in range(OF_ALL)] == [400] * OF_ALL


def test_all_sessions_together_bring_only_so_many_files_in_ten_minutes() -> None:
    gate = Gate()
    assert [gate.upload(f"session {each}") for each in range(OF_ALL + 1)] == [204] * OF_ALL + [429]
    gate.now += WINDOW - 1
    assert gate.upload("another") == 429
    gate.now += 1
    assert gate.upload("another") == 204


def test_files_that_streamlit_refuses_use_up_nothing() -> None:
    gate = Gate(Behind(status=400))
    assert [gate.upload("one") for _ in range(OF_ALL + 1)] == [400] * (OF_ALL + 1)
    gate.behind.status = 204
    assert gate.upload("one") == 204


def test_a_file_that_is_refused_after_the_others_were_forgotten() -> None:
    gate = Gate(Behind(status=400))

    class Slow(Behind):
        """An app that takes longer than files are counted, while another file comes and goes."""

        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            gate.now += WINDOW
            if scope["path"] == UPLOAD.format("one"):
                await gate.guards({**scope, "path": UPLOAD.format("two")}, receive, _nowhere)
            await gate.behind(scope, receive, send)

    gate.guards = Guards(Slow(), lambda: gate.now)
    assert gate.upload("one") == 400


async def _nowhere(_: Message) -> None:
    """Send an answer nowhere."""


def test_sessions_that_brought_nothing_for_long_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "KNOWN", 2)
    monkeypatch.setattr(guards, "OF_SESSION", 1)
    gate = Gate()
    assert [gate.upload(each) for each in ("one", "two", "two", "three", "one")] == [204, 204, 429, 204, 204]


def test_streamlit_takes_files_where_they_are_looked_for() -> None:
    assert UPLOAD.format("{session_id}").startswith(f"/{BASE_ROUTE_UPLOAD_FILE}/")
    assert f"/{ROUTE_METRICS}" == "/_stcore/metrics"


def test_the_guards_stand_before_everything_else() -> None:
    assert [repr(each) for each in MIDDLEWARE] == [repr(Middleware(Guards)), repr(Middleware(Assets))]
