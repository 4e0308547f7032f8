"""What the server is not asked for: what Streamlit offers beside pages, by other sites' pages, and too many files."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.web.server.starlette.starlette_routes import BASE_ROUTE_UPLOAD_FILE, ROUTE_METRICS

from assessments.settings import DEFAULTS, Settings
from ui import guards
from ui.guards import LARGEST, MEGABYTE, OF_ADDRESS, OF_ALL, OF_SESSION, WINDOW, Guards
from ui.metrics import UPLOADS

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

    def __init__(self, behind: Behind | None = None, settings: Settings = DEFAULTS) -> None:
        """Take the app behind."""
        self.behind = behind or Behind()
        self.now = 0.0
        self.guards = Guards(self.behind, settings, lambda: self.now)

    def send(
        self,
        path: str,
        method: str = "GET",
        kind: str = "http",
        *,
        client: str = "",
        length: str | None = None,
        **said: str,
    ) -> list[Message]:
        """Make one request, in a thread of its own: the browser tests keep a loop running in the main one."""
        sent: list[Message] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        headers = [(name.encode(), value.encode()) for name, value in said.items()]
        if length is not None:
            headers.append((b"content-length", length.encode()))
        scope = {"type": kind, "path": path, "method": method, "headers": headers, "client": client and (client, 1)}
        with ThreadPoolExecutor(1) as pool:
            pool.submit(asyncio.run, self.guards(scope, receive, send)).result()
        return sent

    def upload(self, session: str = "s", length: str | None = "500", client: str = "") -> int:
        """Bring a file, and return the status."""
        status: int = self.send(UPLOAD.format(session), "PUT", client=client, length=length)[0]["status"]
        return status


@pytest.mark.parametrize("path", ["/_stcore/stream", "/_stcore/metrics", UPLOAD.format("s")])
def test_a_websocket_goes_on_untouched(path: str) -> None:
    gate = Gate()
    assert gate.send(path, kind="websocket") == [{"type": "websocket.accept"}]
    assert gate.behind.asked == [f"websocket {path}"]


@pytest.mark.parametrize(
    ("origin", "settings", "let_in"),
    [
        ("https://survey.example", DEFAULTS, True),
        ("http://survey.example", DEFAULTS, True),
        ("https://survey.example.evil", DEFAULTS, False),
        ("https://evil.example", DEFAULTS, False),
        ("http://localhost:8501", DEFAULTS, False),
        ("null", DEFAULTS, False),
        ("", DEFAULTS, False),
        ("https://public.example", Settings(address="https://public.example/tools"), True),
        ("https://evil.example", Settings(address="https://public.example"), False),
    ],
)
def test_only_a_page_of_this_site_opens_a_connection(origin: str, settings: Settings, *, let_in: bool) -> None:
    gate = Gate(settings=settings)
    sent = gate.send("/_stcore/stream", kind="websocket", host="survey.example", origin=origin)
    assert sent == [{"type": "websocket.accept"} if let_in else {"type": "websocket.close", "code": 1008}]
    assert bool(gate.behind.asked) is let_in


def test_a_page_without_a_known_place_opens_none_where_the_server_is_not_told_its_own() -> None:
    assert Gate().send("/_stcore/stream", kind="websocket", origin="")[0]["type"] == "websocket.close"


def test_who_allows_other_sites_in_streamlit_allows_them_here(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("server.corsAllowedOrigins", ["https://evil.example"]), ("server.enableCORS", False)):
        monkeypatch.setattr("ui.guards.st.get_option", {"server.enableCORS": True, name: value}.get)
        sent = Gate().send("/_stcore/stream", kind="websocket", host="h", origin="https://evil.example")
        assert sent == [{"type": "websocket.accept"}]


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/tools/survey/_stcore/metrics",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/interact",
        "/_stcore/script-health-check",
    ],
)
def test_what_streamlit_offers_beside_pages_is_nobodys_business(path: str) -> None:
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
    gate, counted = Gate(), UPLOADS.labels(status)
    before = counted._value.get()  # noqa: SLF001 - what a scraper would be told
    assert gate.upload(length=length) == status
    assert gate.behind.asked == []
    assert counted._value.get() == before + 1  # noqa: SLF001 - the same


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
    statuses = [gate.upload(f"session {each}", two, f"192.0.2.{each}") for each in range(others + 1)]
    assert statuses == [204] * others + [429]


def test_a_large_file_that_streamlit_refuses_uses_up_nothing() -> None:
    gate = Gate(Behind(status=400))
    assert [gate.upload("one", str(LARGEST)) for _ in range(OF_ALL)] == [400] * OF_ALL


def test_all_sessions_together_bring_only_so_many_files_in_ten_minutes() -> None:
    gate = Gate()
    statuses = [gate.upload(f"session {each}", client=f"192.0.2.{each}") for each in range(OF_ALL + 1)]
    assert statuses == [204] * OF_ALL + [429]
    gate.now += WINDOW - 1
    assert gate.upload("another") == 429
    gate.now += 1
    assert gate.upload("another") == 204


@pytest.mark.parametrize("own", ["192.0.2.1", "2001:db8:0:1::{:x}"])
def test_nobody_alone_keeps_out_the_files_of_everybody_else(own: str) -> None:
    gate = Gate()
    statuses = [gate.upload(f"session {each}", client=own.format(each)) for each in range(OF_ADDRESS + 1)]
    assert statuses == [204] * OF_ADDRESS + [429]
    for other in ("192.0.2.2", "2001:db8:0:2::1"):
        assert gate.upload("of somebody else", client=other) == 204


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

    gate.guards = Guards(Slow(), DEFAULTS, lambda: gate.now)
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
