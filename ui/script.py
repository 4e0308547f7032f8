"""What a page asks the browser to do, through one file of script: no script in a page itself is ever obeyed."""

from __future__ import annotations

import hashlib
from html import escape
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

ADDRESS = "doors/page.js"
_CONTENT = Path(__file__).with_name("page.js").read_bytes()
_SOURCE = f"{ADDRESS}?{hashlib.sha256(_CONTENT).hexdigest()[:16]}"


def ask_browser(task: str, *, wide: bool = True, **details: str) -> None:
    """Let the browser do one of the tasks in ``page.js``.

    Args:
        task: Its name there.
        wide: Whether the element that asks takes a line of the page.
        details: What the task needs to know. The browser does the same thing once in the same place of a page, so
            something has to differ where it shall be done again.
    """
    named = "".join(f' data-{name}="{escape(value)}"' for name, value in details.items())
    st.html(
        f'<script src="{_SOURCE}" data-task="{task}"{named}></script>',
        unsafe_allow_javascript=True,
        width="stretch" if wide else "content",
    )


async def send(_: Request) -> Response:
    """Send the file; its address changes with its content."""
    kept = {"Cache-Control": "public, immutable, max-age=31536000"}
    return Response(_CONTENT, media_type="text/javascript", headers=kept)


ROUTES = (Route(f"/{ADDRESS}", send, methods=["GET"]),)
