"""Streamlit's own scripts and styles from memory, compressed once, so that a room can open the app at once."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

TYPES = {".css": "text/css", ".html": "text/html", ".js": "text/javascript"}
HASHED = "/static/"  # every file in this folder carries a hash of its content in its name
IMMUTABLE = "public, immutable, max-age=31536000"
REVALIDATE = "no-cache"


class Assets:
    """Middleware that answers ``GET`` for Streamlit's files with gzip; everything else goes on untouched.

    Streamlit sends them from disk and uncompressed, 2 MiB a visitor: compressing anew for every visitor would cost more
    than it saves. A file is compressed when it is first asked for, in the event loop, because that is milliseconds once
    a process, and 200 visitors waiting for the same file must not compress it 200 times.
    """

    def __init__(self, app: ASGIApp, folder: Path | None = None) -> None:
        """Take the app behind, and the folder of the files, Streamlit's own where none is given."""
        self._app = app
        folder = folder or Path(file_util.get_static_dir())
        base = f"/{str(st.get_option('server.baseUrlPath') or '').strip('/')}".rstrip("/")
        self._files = {f"{base}/{name}": file for name, file in _compressible(folder)}
        self._files[f"{base}/"] = folder / "index.html"
        self._ready: dict[Path, Response] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        file = self._files.get(scope["path"]) if scope["type"] == "http" and scope["method"] == "GET" else None
        if file is None or not _wants_gzip(headers := Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        response = self._ready.get(file)
        if response is None:
            response = self._ready[file] = _packed(file)
        if _has(headers, response.headers["ETag"]):
            kept = {name: response.headers[name] for name in ("Cache-Control", "ETag", "Vary")}
            response = Response(status_code=304, headers=kept)
        await response(scope, receive, send)


def _compressible(folder: Path) -> Iterable[tuple[str, Path]]:
    files = (file for file in folder.glob("static/**/*") if file.suffix in TYPES)
    return ((file.relative_to(folder).as_posix(), file) for file in files)


def _packed(file: Path) -> Response:
    body = gzip.compress(file.read_bytes(), mtime=0)
    headers = {
        "Cache-Control": REVALIDATE if file.suffix == ".html" else IMMUTABLE,
        "Content-Encoding": "gzip",
        "ETag": f'"{hashlib.sha256(body).hexdigest()[:32]}"',
        "Vary": "Accept-Encoding",
    }
    return Response(body, headers=headers, media_type=TYPES[file.suffix])


def _wants_gzip(headers: Headers) -> bool:
    """Say whether the whole file may be sent compressed; a range counts in bytes of the uncompressed file."""
    offered = (part.replace(" ", "").lower() for part in headers.get("accept-encoding", "").split(","))
    accepted = any(part.partition(";")[0] == "gzip" and not part.endswith((";q=0", ";q=0.0")) for part in offered)
    return accepted and "range" not in headers


def _has(headers: Headers, tag: str) -> bool:
    """Say whether the visitor holds this very content; a proxy may have marked the tag as weak."""
    held = [each.strip().removeprefix("W/") for each in headers.get("if-none-match", "").split(",")]
    return tag in held or held == ["*"]
