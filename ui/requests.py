"""Gives every request a name that its answer and all log entries about it bear, and keeps a line about it."""

from __future__ import annotations

import logging
import re
from time import perf_counter
from uuid import uuid4

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.logs import REQUEST, REQUEST_HEADER
from ui.metrics import SESSIONS

STREAM = "/_stcore/stream"
_SANE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.:-]{7,63}")
_QUIET = re.compile(r"/(?:static/.*|healthz|readyz|metrics|_stcore/health|_stcore/host-config|favicon\.png)")
# Anything else in an address may be something that somebody typed or pasted there, such as a code.
_KNOWN = frozenset(
    {
        "_stcore",
        "answers",
        "auth",
        "component",
        "doors",
        "forget",
        "invited",
        "lead",
        "login",
        "logout",
        "media",
        "opened",
        "organiser",
        "page.js",
        "remember",
        "stream",
        "upload_file",
    }
)
_log = logging.getLogger(__name__)


class Requests:
    """Middleware for requests and for the connections of pages."""

    def __init__(self, app: ASGIApp) -> None:
        """Take the app behind."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on a request; the answer has its name."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        scope = {**scope, "headers": [*scope["headers"]]}
        headers = MutableHeaders(scope=scope)
        given = headers.get(REQUEST_HEADER, "")
        name = given if _SANE.fullmatch(given) else uuid4().hex
        headers[REQUEST_HEADER] = name
        told = _Told(scope, send, name)
        before = REQUEST.set(name)
        try:
            await self._app(scope, receive, told)
        finally:
            told.end()
            REQUEST.reset(before)


class _Told:
    """Sends an answer, and keeps a line about it."""

    def __init__(self, scope: Scope, send: Send, name: str) -> None:
        self._scope = scope
        self._send = send
        self._name = name
        self._began = perf_counter()
        self._status = 0
        self._open = False

    async def __call__(self, message: Message) -> None:
        if message["type"] in {"http.response.start", "websocket.accept"}:
            message = {"headers": [], **message}
            MutableHeaders(scope=message)[REQUEST_HEADER] = self._name
        if message["type"] == "http.response.start":
            self._status = message["status"]
        if message["type"] == "websocket.accept" and self._scope["path"].endswith(STREAM):
            self._open = True
            SESSIONS.inc()
        await self._send(message)

    def end(self) -> None:
        """Keep the line."""
        if self._open:
            SESSIONS.dec()
        path = self._scope["path"]
        if _QUIET.fullmatch(path):
            return
        method = self._scope.get("method", "WEBSOCKET")
        milliseconds = round(1000 * (perf_counter() - self._began))
        status = self._status or (101 if self._open else 403 if method == "WEBSOCKET" else 500)
        details = {"method": method, "path": known(path), "status": status, "milliseconds": milliseconds}
        _log.info("%(method)s %(path)s %(status)s %(milliseconds)s ms", details, extra=details)


def known(path: str) -> str:
    """Return a path with a star for each part that is no fixed word of the app."""
    return "/".join(part if part in _KNOWN or not part else "*" for part in path.split("/"))
