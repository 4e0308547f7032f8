"""What no visitor may ask the server for, and the headers that keep other sites out of the pages."""

from __future__ import annotations

import re
from collections import OrderedDict, deque
from collections.abc import Callable
from time import monotonic

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.assets import Assets

HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'self'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE  # bytes of a request that brings a file: the answers of some thousand people, or a template
OF_SESSION = 40  # begun megabytes of one session, as long as it is known
OF_ALL, WINDOW = 200, 600  # begun megabytes of all sessions together in so many seconds
KNOWN = 10_000  # sessions
FIRST_ERROR = 400

_METRICS = re.compile(r"/_stcore/metrics/*$")
_UPLOAD = re.compile(r"/_stcore/upload_file/+([^/]+)/")


class Guards:
    """Middleware for requests; websockets go on untouched.

    Streamlit takes files from every session that is open, whether its page asks for one or not, and keeps them in
    memory as long as the session lives. Some pages read a file, so files are not refused but limited: in size, for each
    session, and for all together, where every file counts as its begun megabytes.
    """

    def __init__(self, app: ASGIApp, clock: Callable[[], float] = monotonic) -> None:
        """Take the app behind, and a clock that only goes forward, in seconds."""
        self._app = app
        self._clock = clock
        self._all: deque[float] = deque()
        self._sessions: OrderedDict[str, int] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on; either way with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        status, session, size = self._judged(scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                if session and message["status"] >= FIRST_ERROR:
                    self._give_back(session, size)
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        answering = PlainTextResponse("", status_code=status) if status else self._app
        await answering(scope, receive, guarded)

    def _judged(self, scope: Scope) -> tuple[int, str, int]:
        """Return the status that turns a request away; or 0, whose file was counted, and as how many megabytes."""
        if _METRICS.search(scope["path"]):
            return 404, "", 0
        upload = _UPLOAD.search(scope["path"]) if scope["method"] not in {"OPTIONS", "DELETE"} else None
        if upload is None:
            return 0, "", 0
        length = Headers(scope=scope).get("content-length", "")
        if not (length.isascii() and length.isdigit()):
            return 411, "", 0  # a browser says how long its file is, and the server cuts off what is longer than said
        if int(length) > LARGEST:
            return 413, "", 0
        session, size = upload.group(1), max(1, -(-int(length) // MEGABYTE))
        return (0, session, size) if self._counted(session, size) else (429, "", 0)

    def _counted(self, session: str, size: int) -> bool:
        """Count one more file, unless that would be too much."""
        now = self._clock()
        while self._all and now - self._all[0] >= WINDOW:
            self._all.popleft()
        before = self._sessions.get(session, 0)
        if len(self._all) + size > OF_ALL or before + size > OF_SESSION:
            return False
        self._all.extend([now] * size)
        self._sessions[session] = before + size
        self._sessions.move_to_end(session)
        while len(self._sessions) > KNOWN:
            self._sessions.popitem(last=False)
        return True

    def _give_back(self, session: str, size: int) -> None:
        """Count one file less: Streamlit did not take it."""
        for _ in range(min(size, len(self._all))):
            self._all.pop()
        self._sessions[session] = self._sessions.get(session, size) - size


MIDDLEWARE = (Middleware(Guards), Middleware(Assets))
