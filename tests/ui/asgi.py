"""One request or connection through a piece of middleware, without a server."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Behind:
    """An app that answers everything alike; it keeps what it was asked for."""

    def __init__(self, *answer: Message, status: int = 200, **headers: str) -> None:
        """Take what it sends to a request, or the status and the headers of a plain answer."""
        named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        start = {"type": "http.response.start", "status": status, "headers": named}
        self._answer = answer or (start, {"type": "http.response.body", "body": b""})
        self.asked: list[Scope] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        self.asked.append(scope)
        await receive()
        for each in self._answer:
            await send({**each})


def done(coming: Awaitable[Any]) -> Any:
    """Wait for something in a thread of its own: the browser tests keep a loop running in the main one."""

    async def wait() -> Any:
        return await coming

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, wait()).result()


def ask(
    app: ASGIApp, path: str = "/", kind: str = "http", *, client: str | None = "192.0.2.1", **headers: str
) -> list[Message]:
    """Make one request of an app; return what it sends."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": kind,
        "path": path,
        "scheme": "ws" if kind == "websocket" else "http",
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        "client": client and (client, 5000),
        **({"method": "GET"} if kind == "http" else {}),
    }
    done(app(scope, receive, send))
    return sent


def headers(message: Message) -> dict[str, str]:
    """Return the headers of an answer."""
    return {name.decode().lower(): value.decode() for name, value in message["headers"]}
