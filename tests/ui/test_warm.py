"""Before the first visitor: the app is opened once, and a database that is away does not stop the server."""

from __future__ import annotations

import asyncio
import gc
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from streamlit import config
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.runtime import Runtime

import streamlit_app
from assessments.errors import StoreUnavailableError
from storage.engine import DatabaseAddressError
from storage.migrate import UnknownRevisionError
from tests.ui.build import House
from ui import last_words, leaving
from ui.context import Context, provide
from ui.last_words import HEAR, START
from ui.leaving import REQUEST
from ui.making import HANDLE, Making
from ui.sending import FLUSH, SEND, flush
from ui.settings import ONE, SECTION, option
from ui.warm import send_at_once, warm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(autouse=True)
def _thaw() -> Iterator[None]:
    """Let the collector look at everything again, and Streamlit do as it comes, as the other tests expect."""
    changed = (
        (config, ONE),
        (config, SECTION),
        *((AppSession, name) for name in (FLUSH, REQUEST, START, HEAR)),
        (Runtime, SEND),
        (DeferredFileHandler, HANDLE),
    )
    before = [getattr(owner, name) for owner, name in changed]
    yield
    gc.unfreeze()
    for (owner, name), function in zip(changed, before, strict=True):
        setattr(owner, name, function)


def start(then: Callable[[], None]) -> None:
    """Start and stop a server's app, in a thread of its own: the browser tests keep a loop running in the main one."""

    async def run() -> None:
        async with warm(streamlit_app.app):
            then()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, run()).result()


def test_the_app_is_open_before_the_first_visitor(settle: Callable[[House], House]) -> None:
    context = settle(House()).context
    opened: list[Context] = []

    def opening() -> Context:
        opened.append(context)
        return context

    provide(opening)
    start(lambda: opened.append(context))
    assert len(opened) == 2, "opened once before visitors are let in, and not again"


def test_nobody_waits_for_a_setting_or_a_round_of_the_loop_or_a_file(settle: Callable[[House], House]) -> None:
    settle(House())
    found: list[object] = []
    start(
        lambda: found.extend([getattr(config, ONE), getattr(AppSession, FLUSH), getattr(DeferredFileHandler, HANDLE)])
    )
    assert found[:2] == [option, flush]
    assert isinstance(found[2], Making)


def test_every_run_is_heard_to_its_end_and_no_page_that_was_left(settle: Callable[[House], House]) -> None:
    settle(House())
    found: list[object] = []
    start(lambda: found.extend(getattr(AppSession, name) for name in (START, HEAR, REQUEST)))
    assert found == [last_words.start, last_words.hear, leaving.request]


def test_what_was_loaded_is_not_collected_again(settle: Callable[[House], House]) -> None:
    settle(House())
    frozen: list[int] = []
    gc.unfreeze()
    start(lambda: frozen.append(gc.get_freeze_count()))
    assert frozen[0] > 10_000


def test_a_database_that_is_away_does_not_stop_the_server(
    settle: Callable[[House], House], caplog: pytest.LogCaptureFixture
) -> None:
    settle(House())

    def away() -> Context:
        raise StoreUnavailableError

    provide(away)
    started: list[bool] = []
    start(lambda: started.append(True))
    assert started
    assert "The answers cannot be saved at the moment" in caplog.text


@pytest.mark.parametrize("fault", [ZeroDivisionError(), DatabaseAddressError("It is none."), UnknownRevisionError("9")])
def test_any_other_fault_ends_the_server(settle: Callable[[House], House], fault: Exception) -> None:
    settle(House())

    def broken() -> Context:
        raise fault

    provide(broken)
    with pytest.raises(type(fault)):
        start(lambda: None)


def test_the_log_says_in_one_sentence_why_it_does_not_start(
    settle: Callable[[House], House], caplog: pytest.LogCaptureFixture
) -> None:
    settle(House())

    def broken() -> Context:
        raise UnknownRevisionError("9")

    provide(broken)
    with pytest.raises(UnknownRevisionError):
        start(lambda: None)
    assert [each.getMessage() for each in caplog.records if each.levelname == "CRITICAL"] == [
        f"The app does not start: {UnknownRevisionError('9')}"
    ]


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_connections_send_at_once(family: socket.AddressFamily) -> None:
    address = "127.0.0.1" if family == socket.AF_INET else "::1"
    with closing(socket.socket(family)) as listening:
        listening.bind((address, 0))
        listening.listen()
        send_at_once()
        with closing(socket.create_connection(listening.getsockname()[:2])):
            accepted, _ = listening.accept()
            with closing(accepted):
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_other_sockets_are_left_alone() -> None:
    left, right = socket.socketpair()
    closed = socket.socket()
    closed.close()
    with closing(left), closing(right), closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)):
        send_at_once()
        left.sendall(b"still open")
        assert right.recv(10) == b"still open"
    assert closed.fileno() == -1


def test_the_server_is_made_with_it() -> None:
    assert vars(streamlit_app.app)["_user_lifespan"] is warm


def test_it_leaves_out_the_watching_of_files(settle: Callable[[House], House], monkeypatch: pytest.MonkeyPatch) -> None:
    settle(House())
    left_out: list[bool] = []
    monkeypatch.setattr("ui.warm.watch_nothing", lambda: left_out.append(True))
    start(lambda: None)
    assert left_out == [True]
