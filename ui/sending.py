"""Sends what a run draws in one go: Streamlit 1.67 lets the event loop go round once for each element.

A card has twenty. With several scripts at work, each round of the loop waits for its turn among their threads, and 200
people who answer every eight seconds need a thousand rounds a second: what was drawn in 30 ms came after a second.
No setting prevents it. Here a session's messages go to its visitor in one round, in their order, and the loop is told
once that there is something to send, not once for each message.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from streamlit.runtime.app_session import AppSession
from streamlit.runtime.runtime import Runtime

FLUSH, SEND, TELL = "flush_browser_queue", "_send_message", "_enqueued_some_message"  # what is replaced
_flush, _send, _tell = getattr(AppSession, FLUSH), getattr(Runtime, SEND), getattr(Runtime, TELL)


def send_together() -> None:
    """Let this process send what belongs together in one go."""
    setattr(AppSession, FLUSH, flush)
    setattr(Runtime, SEND, send)
    setattr(Runtime, TELL, tell)


def flush(session: AppSession) -> list[Any]:
    """Return all messages of a session as if they were one; none where there are none."""
    messages = _flush(session)
    return [messages] if messages else []


def send(runtime: Runtime, visitor: Any, messages: Sequence[Any]) -> None:
    """Send messages in their order.

    Raises:
        SessionClientDisconnectedError: The visitor is gone.
    """
    for each in messages:
        _send(runtime, visitor, each)


def tell(runtime: Runtime) -> None:
    """Tell the loop that there is something to send, unless it knows: it forgets that before it looks."""
    if not runtime._get_async_objs().need_send_data.is_set():  # noqa: SLF001 - the loop's own sign, replaced with it
        _tell(runtime)
