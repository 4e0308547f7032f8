"""What a session has to send goes out in one go, complete and in order."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any, cast

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.runtime import Runtime
from streamlit.web.server.starlette.starlette_server_config import WEBSOCKET_MAX_SEND_QUEUE_SIZE
from streamlit.web.server.starlette.starlette_websocket import StarletteSessionClient

from ui import sending
from ui.sending import FLUSH, SEND, send_together

ORIGINAL = {FLUSH: getattr(AppSession, FLUSH), SEND: getattr(Runtime, SEND)}


@pytest.fixture(autouse=True)
def _together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with Streamlit as it comes, and leave it so."""
    for name, original in ORIGINAL.items():
        monkeypatch.setattr(AppSession if name == FLUSH else Runtime, name, original)


class Queue(list[Any]):
    """Messages that wait."""

    def flush(self) -> list[Any]:
        """Return all of them, and wait for more."""
        found = [*self]
        self.clear()
        return found


class Session(AppSession):
    """A session as far as messages go."""

    def __init__(self, *waiting: Any) -> None:
        """Take what waits."""
        self._browser_queue = cast("Any", Queue(waiting))

    def __del__(self) -> None:
        """Have nothing to end."""


class Loop(Runtime):
    """A runtime as far as sending goes."""

    def __init__(self) -> None:
        """Take no server."""


def test_messages_of_a_session_go_out_together_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[object, str]] = []
    monkeypatch.setattr(sending, "_send", lambda _, visitor, message: sent.append((visitor, message)))
    send_together()
    session, visitor, rounds = Session("begin", "card", "end"), object(), 0
    for bundle in session.flush_browser_queue():
        getattr(Loop(), SEND)(visitor, bundle)
        rounds += 1
    assert sent == [(visitor, "begin"), (visitor, "card"), (visitor, "end")]
    assert rounds == 1
    assert session.flush_browser_queue() == [], "nothing is sent where there is nothing"


def test_a_run_that_draws_very_much_does_not_look_like_a_visitor_who_is_gone() -> None:
    send_together()
    drawn = [ForwardMsg(hash=str(number)) for number in range(3 * WEBSOCKET_MAX_SEND_QUEUE_SIZE)]
    arrived: list[str] = []
    complete = asyncio.Event()

    async def arrive(payload: bytes) -> None:
        arrived.append(ForwardMsg.FromString(payload).hash)
        if len(arrived) == len(drawn):
            complete.set()
        await asyncio.sleep(0)

    async def send_all() -> None:
        socket = SimpleNamespace(send_bytes=arrive, headers={}, cookies={}, client=None)
        client = StarletteSessionClient(cast("Any", socket))
        visitor = SimpleNamespace(client=client)
        for bundle in Session(*drawn).flush_browser_queue():
            getattr(Loop(), SEND)(visitor, bundle)
            await asyncio.sleep(0)
        await complete.wait()
        await client.aclose()

    with ThreadPoolExecutor(1) as pool:  # the browser tests keep a loop running in the main thread
        pool.submit(asyncio.run, send_all()).result()
    assert arrived == [each.hash for each in drawn]


def test_streamlit_still_lets_the_loop_go_round_once_for_each_message() -> None:
    """When this fails, see how Streamlit sends what a run draws now, and whether ``ui/sending.py`` is still needed."""
    names = Runtime._loop_coroutine.__code__.co_names  # noqa: SLF001 - see above
    order = [names.index(name) for name in ("need_send_data", "clear", FLUSH, SEND, "sleep")]
    assert order == sorted(order)
