"""The headers of every answer: what a browser may load and run, who may frame it, and cookies over TLS only."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from assessments.settings import Settings

YEAR = 365 * 24 * 3600
_INLINE = re.compile("<script>(.*?)</script>", re.DOTALL)
_CAMERA_AND_SUCH = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi",
    "payment", "usb",
)  # fmt: skip


def allowed(index: str) -> str:
    """Return the policy for pages.

    Scripts come from the app's own files; the one that stands in Streamlit's first page is known by its hash. Styles in
    the page are allowed, because Streamlit puts all of its own there.

    Args:
        index: Streamlit's first page, as HTML.
    """
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *(hashed(each) for each in _INLINE.findall(index))]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "media-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self' blob:",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def hashed(script: str) -> str:
    """Return a script in a page as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def headers(settings: Settings) -> Mapping[str, str]:
    """Return name to value."""
    index = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    found = {
        "Content-Security-Policy": allowed(index),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{each}=()" for each in _CAMERA_AND_SUCH),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
    }
    if settings.is_https:
        found["Strict-Transport-Security"] = f"max-age={YEAR}"
    return found


class Headers:
    """Middleware that gives every answer these headers, unless the app has set one itself."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Take the app behind."""
        self._app = app
        self._headers = headers(settings)
        self._is_https = settings.is_https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on a request; its answer gets the headers."""

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._head(MutableHeaders(scope=message), secure=self._is_https or scope["scheme"] == "https")
            await send(message)

        await self._app(scope, receive, headed if scope["type"] == "http" else send)

    def _head(self, answer: MutableHeaders, *, secure: bool) -> None:
        for name, value in self._headers.items():
            answer.setdefault(name, value)
        cookies = answer.getlist("set-cookie")
        if secure and cookies:
            del answer["set-cookie"]
            for each in cookies:
                answer.append("set-cookie", each if "; secure" in each.lower() else f"{each}; Secure")
