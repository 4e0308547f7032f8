"""Sends what a run draws in one go: Streamlit 1.67 lets the event loop go round once for each element.

A card has twenty. With several scripts at work, each round of the loop waits for its turn among their threads, and 200
people who answer every eight seconds need a thousand rounds a second: what was drawn in 30 ms came after a second.
No setting prevents it. Here a session's messages go to its visitor in one round, in their order.

Between server and visitor no more than 500 messages may wait, or Streamlit takes the visitor for gone. So what a run
draws beyond `TOGETHER` messages goes out as it did before, one in a round, while those before it leave.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from streamlit.runtime.app_session import AppSession
from streamlit.runtime.runtime import Runtime

FLUSH, SEND = "flush_browser_queue", "_send_message"  # what is replaced
TOGETHER = 200  # messages
_flush, _send = getattr(AppSession, FLUSH), getattr(Runtime, SEND)


def send_together() -> None:
    """Let this process send what belongs together in one go."""
    setattr(AppSession, FLUSH, flush)
    setattr(Runtime, SEND, send)


def flush(session: AppSession) -> list[Any]:
    """Return the messages of a session as if the first `TOGETHER` were one; none where there are none."""
    messages = _flush(session)
    return [part for part in (messages[:TOGETHER], *([each] for each in messages[TOGETHER:])) if part]


def send(runtime: Runtime, visitor: Any, messages: Sequence[Any]) -> None:
    """Send messages in their order.

    Raises:
        SessionClientDisconnectedError: The visitor is gone.
    """
    for each in messages:
        _send(runtime, visitor, each)
