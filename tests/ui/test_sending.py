"""What a session has to send goes out in one go, complete and in order, and the loop hears of it once."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.runtime import Runtime

from ui import sending
from ui.sending import FLUSH, SEND, TELL, send_together

ORIGINAL = {FLUSH: getattr(AppSession, FLUSH), SEND: getattr(Runtime, SEND), TELL: getattr(Runtime, TELL)}


@pytest.fixture(autouse=True)
def _together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with Streamlit as it comes, and leave it so."""
    for name, original in ORIGINAL.items():
        monkeypatch.setattr(AppSession if name == FLUSH else Runtime, name, original)


class Queue(list[str]):
    """Messages that wait."""

    def flush(self) -> list[str]:
        """Return all of them, and wait for more."""
        found = [*self]
        self.clear()
        return found


class Session(AppSession):
    """A session as far as messages go."""

    def __init__(self, *waiting: str) -> None:
        """Take what waits."""
        self._browser_queue = cast("Any", Queue(waiting))

    def __del__(self) -> None:
        """Have nothing to end."""


class Loop(Runtime):
    """A runtime as far as sending goes."""

    def __init__(self) -> None:
        """Take no server."""
        self.told = 0
        self.known = False

    def _get_async_objs(self) -> Any:
        def tell(_: object) -> None:
            self.told += 1

        sign = SimpleNamespace(is_set=lambda: self.known, set=None)
        return SimpleNamespace(need_send_data=sign, eventloop=SimpleNamespace(call_soon_threadsafe=tell))


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


def test_the_loop_is_told_unless_it_knows() -> None:
    send_together()
    loop = Loop()
    getattr(loop, TELL)()
    assert loop.told == 1
    loop.known = True
    getattr(loop, TELL)()
    assert loop.told == 1


def test_streamlit_still_lets_the_loop_go_round_once_for_each_message() -> None:
    """When this fails, see how Streamlit sends what a run draws now, and whether ``ui/sending.py`` is still needed."""
    names = Runtime._loop_coroutine.__code__.co_names  # noqa: SLF001 - see above
    order = [names.index(name) for name in ("need_send_data", "clear", FLUSH, SEND, "sleep")]
    assert order == sorted(order)
    assert "need_send_data" in ORIGINAL[TELL].__code__.co_names
