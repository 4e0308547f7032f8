"""What no visitor may ask the server for, and whose pages may not open a connection to it."""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict, deque
from collections.abc import Callable
from time import monotonic
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from assessments.settings import Settings
from ui.metrics import UPLOADS
from ui.proxies import counted_as

MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE  # bytes of a request that brings a file: the answers of some thousand people, or a template
OF_SESSION = 40  # begun megabytes of one session, as long as it is known
OF_ALL, WINDOW = 200, 600  # begun megabytes of all sessions together in so many seconds
OF_ADDRESS = 100  # of those the ones of one address, so that nobody keeps everybody else's files out
KNOWN = 10_000  # sessions
FIRST_ERROR, NOT_FOUND = 400, 404
LONGEST = 2 * MEGABYTE  # of what a page says at once: more than the longest page with every field filled
AT_ONCE, A_SECOND = 100, 20  # things that a page says: more than anybody clicks and its timers ask

_CLOSED = re.compile(r"/_stcore/(?:metrics/*$|agent/|script-health-check/*$)")
_UPLOAD = re.compile(r"/_stcore/upload_file/+([^/]+)/")
# What the app's own pages say. Streamlit does more for whoever asks: run git while everybody waits and tell the names
# of changed files, empty the caches of all, write files beside the program.
_SAID = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request"})
_OPERATIONS = frozenset({"deferred_file", "dataframe_chunk"})
_FILES = 10  # names of files to bring that a page sends at once; each costs the server an address


class Guards:
    """Middleware for requests, and for connections of pages, which only a page of this site may open.

    Of what is said over such a connection, only what the app's own pages say goes on; and no more a second than a page
    says. Each asks for a run, so that 100 bytes cost milliseconds, and one phone alone would keep a whole room waiting.

    Streamlit refuses other sites' pages too, but takes any page for its own that comes from this machine or from the
    address that this machine has in the internet; and to find out the latter, it asks another site while everybody
    waits.

    Streamlit takes files from every session that is open, whether its page asks for one or not, and keeps them in
    memory as long as the session lives. Some pages read a file, so files are not refused but limited: in size, for each
    session, for each address and for all together, where every file counts as its begun megabytes.
    """

    def __init__(self, app: ASGIApp, settings: Settings, clock: Callable[[], float] = monotonic) -> None:
        """Take the app behind, and a clock that only goes forward, in seconds."""
        self._app = app
        self._own = urlsplit(settings.address).netloc
        self._clock = clock
        self._all: deque[tuple[float, str]] = deque()  # when, and from which address
        self._sessions: OrderedDict[str, int] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] == "websocket":
            if self._is_from_here(Headers(scope=scope)):
                await self._app(scope, _listening(receive, self._clock), send)
            else:
                await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        address = counted_as((scope.get("client") or ("",))[0])
        status, session, size = self._judged(scope, address)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start" and session and message["status"] >= FIRST_ERROR:
                self._give_back(session, address, size)
            await send(message)

        if status and status != NOT_FOUND:
            UPLOADS.labels(status).inc()
        answering = PlainTextResponse("", status_code=status) if status else self._app
        await answering(scope, receive, guarded)

    def _judged(self, scope: Scope, address: str) -> tuple[int, str, int]:
        """Return the status that turns a request away; or 0, whose file was counted, and as how many megabytes."""
        if _CLOSED.search(scope["path"]):
            return NOT_FOUND, "", 0
        upload = _UPLOAD.search(scope["path"]) if scope["method"] not in {"OPTIONS", "DELETE"} else None
        if upload is None:
            return 0, "", 0
        length = Headers(scope=scope).get("content-length", "")
        if not (length.isascii() and length.isdigit()):
            return 411, "", 0  # a browser says how long its file is, and the server cuts off what is longer than said
        if int(length) > LARGEST:
            return 413, "", 0
        session, size = upload.group(1), max(1, -(-int(length) // MEGABYTE))
        return (0, session, size) if self._counted(session, address, size) else (429, "", 0)

    def _counted(self, session: str, address: str, size: int) -> bool:
        """Count one more file, unless that would be too much."""
        now = self._clock()
        while self._all and now - self._all[0][0] >= WINDOW:
            self._all.popleft()
        before = self._sessions.get(session, 0)
        nearby = sum(each == address for _, each in self._all)
        if len(self._all) + size > OF_ALL or nearby + size > OF_ADDRESS or before + size > OF_SESSION:
            return False
        self._all.extend([(now, address)] * size)
        self._sessions[session] = before + size
        self._sessions.move_to_end(session)
        while len(self._sessions) > KNOWN:
            self._sessions.popitem(last=False)
        return True

    def _give_back(self, session: str, address: str, size: int) -> None:
        """Count one file less: Streamlit did not take it."""
        for each in [each for each in self._all if each[1] == address][-size:]:
            self._all.remove(each)
        self._sessions[session] = self._sessions.get(session, size) - size

    def _is_from_here(self, headers: Headers) -> bool:
        """Say whether a connection comes from a page of this site, or from no page at all."""
        origin = headers.get("origin")
        if origin is None or not st.get_option("server.enableCORS"):
            return True
        return urlsplit(origin).netloc in {headers.get("host"), self._own} - {"", None} or origin in st.get_option(
            "server.corsAllowedOrigins"
        )


def _listening(receive: Receive, clock: Callable[[], float]) -> Receive:
    """Return what a page says, without what no page of the app does; who says too much at once is hung up on.

    Who says too many things waits, and what is still to be said waits on the other side: nothing more is read then.
    """
    left, last = float(AT_ONCE), clock()

    async def heard() -> Message:
        nonlocal left, last
        while True:
            message = await receive()
            said = message.get("bytes") or b""
            if len(said) > LONGEST:
                return {"type": "websocket.disconnect", "code": 1009}
            now = clock()
            left, last = min(AT_ONCE, left + (now - last) * A_SECOND) - bool(said), now
            if left < 0:
                await asyncio.sleep(-left / A_SECOND)
            if _is_known(said):
                return message

    return heard


def _is_known(said: bytes) -> bool:
    """Say whether a page of the app says this; what cannot be read is Streamlit's to refuse."""
    message = BackMsg()
    try:
        message.ParseFromString(said)
    except Exception:  # noqa: BLE001 - the package of the error it raises has no types
        return True
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") in _OPERATIONS
    if kind == "file_urls_request":
        return len(message.file_urls_request.file_names) <= _FILES
    return kind is None or kind in _SAID
