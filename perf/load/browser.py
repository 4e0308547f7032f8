"""One browser profile without a browser: its cookies, the files of the app, and the requests of the page's scripts."""

from __future__ import annotations

import asyncio
import gzip
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from perf.load.tally import LostError, Tally

CONNECTIONS = 6  # as many as a browser opens to one server
XSRF_COOKIE = "_streamlit_xsrf"
OK = range(200, 300)
_NAMED = re.compile(r'(?:src|href)="\./(static/[^"]+)"')


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of the server: its status, the headers with their names in small letters, the body as it was sent."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """Return the first header of that name, empty where there is none."""
        return next((value for key, value in self.headers if key == name), "")

    @property
    def text(self) -> str:
        """The body as text."""
        packed = self.header("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


class Browser:
    """One visitor's profile on one server."""

    def __init__(self, url: str, tally: Tally) -> None:
        """Take the address of the first page, for example ``http://localhost:8501``."""
        parts = urlsplit(url)
        self.host, self.port = parts.hostname or "localhost", parts.port or 80
        self.tally = tally
        self.cookies: dict[str, str] = {}

    @property
    def origin(self) -> str:
        """Where the app is, without a path."""
        return f"http://{self.host}:{self.port}"

    async def open(self, *, files: bool) -> None:
        """Fetch what a browser fetches before it opens the stream; the scripts, styles and fonts only if asked for."""
        sent = time.perf_counter()
        index = await self.ask("GET", "/")
        first = time.perf_counter()
        if files:
            waiting = list(dict.fromkeys(_NAMED.findall(index.text)))
            await asyncio.gather(*(self._fetch(waiting) for _ in range(CONNECTIONS)))
            self.tally.add("files", sent, first, time.perf_counter())
        for path in ("/_stcore/health", "/_stcore/host-config"):
            await self.ask("GET", path)

    async def ask(self, method: str, path: str, headers: Mapping[str, str] | None = None, body: str = "") -> Reply:
        """Make one request on a connection of its own.

        Raises:
            LostError: The server refuses, or does not answer.
        """
        connection = await _Connection.open(self)
        try:
            return await connection.ask(method, path, headers or {}, body)
        finally:
            connection.close()

    async def _fetch(self, waiting: list[str]) -> None:
        connection = await _Connection.open(self)
        try:
            while waiting:
                await connection.ask("GET", f"/{waiting.pop(0)}", {}, "")
        finally:
            connection.close()

    def keep(self, set_cookie: str) -> None:
        """Keep a cookie, or drop it where the server says so."""
        pair, _, attributes = set_cookie.partition(";")
        name, _, value = pair.strip().partition("=")
        if "max-age=0" in attributes.lower().replace(" ", ""):
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value

    @property
    def cookie_header(self) -> dict[str, str]:
        """The header with all cookies, or nothing."""
        pairs = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Cookie": pairs} if pairs else {}


class _Connection:
    """One connection that stays open between requests."""

    def __init__(self, browser: Browser, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._browser = browser
        self._reader = reader
        self._writer = writer

    @classmethod
    async def open(cls, browser: Browser) -> _Connection:
        try:
            return cls(browser, *await asyncio.open_connection(browser.host, browser.port))
        except OSError as error:
            raise LostError("no connection") from error

    def close(self) -> None:
        self._writer.close()

    async def ask(self, method: str, path: str, headers: Mapping[str, str], body: str) -> Reply:
        browser = self._browser
        content = body.encode()
        sent = {
            "Host": f"{browser.host}:{browser.port}",
            "Accept-Encoding": "gzip, deflate, br",
            "Content-Length": str(len(content)),
            **browser.cookie_header,
            **headers,
        }
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items()), "", ""]
        try:
            self._writer.write("\r\n".join(lines).encode() + content)
            await self._writer.drain()
            reply = await self._read()
        except (OSError, asyncio.IncompleteReadError) as error:
            raise LostError("connection closed") from error
        for name, value in reply.headers:
            if name == "set-cookie":
                browser.keep(value)
        if reply.status not in OK:
            raise LostError(f"{method} {path.partition('?')[0]} answered {reply.status}")
        return reply

    async def _read(self) -> Reply:
        head = await self._reader.readuntil(b"\r\n\r\n")
        status, headers = parse_head(head.decode("latin-1"))
        found = dict(headers)
        if "chunked" in found.get("transfer-encoding", ""):
            body = await self._read_chunks()
        else:
            body = await self._reader.readexactly(int(found.get("content-length", "0")))
        self._browser.tally.http_bytes += len(head) + len(body)
        return Reply(status, headers, body)

    async def _read_chunks(self) -> bytes:
        parts: list[bytes] = []
        while True:
            size = int(await self._reader.readuntil(b"\r\n"), 16)
            part = await self._reader.readexactly(size + 2)
            if not size:
                return b"".join(parts)
            parts.append(part[:-2])


def parse_head(head: str) -> tuple[int, tuple[tuple[str, str], ...]]:
    """Return the status and the headers, their names in small letters.

    Raises:
        LostError: This is no head of an HTTP answer.
    """
    first, *lines = head.rstrip().split("\r\n")
    words = first.split(" ")
    if not first.startswith("HTTP/1.") or len(words) < 2 or not words[1].isdigit():  # noqa: PLR2004 - version and status
        raise LostError(f"no HTTP answer: {first[:40]}")
    pairs = (line.partition(":") for line in lines)
    return int(words[1]), tuple((name.strip().lower(), value.strip()) for name, _, value in pairs)
