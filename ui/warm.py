"""Makes the server ready before its first visitor: what the pages need is opened, and what it sends leaves at once."""

from __future__ import annotations

import asyncio
import gc
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st

from assessments.errors import AssessmentError, StoreUnavailableError
from ui.context import provided
from ui.last_words import hear_every_run_to_its_end
from ui.leaving import heed_only_the_page_that_is_shown
from ui.making import make_beside
from ui.proxies import believe_no_other
from ui.sending import send_together
from ui.settings import ask_without_waiting
from ui.watching import watch_nothing

_TCP = {(family, socket.SOCK_STREAM) for family in (socket.AF_INET, socket.AF_INET6)}
_log = logging.getLogger(__name__)


@asynccontextmanager
async def warm(_: st.App) -> AsyncIterator[None]:
    """Get ready; the server takes visitors after that.

    A database that is away is the pages' business. One that the settings name wrongly, or that this program is too old
    for, ends the server.
    """
    await asyncio.to_thread(_open)
    believe_no_other()
    send_at_once()
    watch_nothing()
    ask_without_waiting()
    send_together()
    make_beside()
    heed_only_the_page_that_is_shown()
    hear_every_run_to_its_end()
    gc.freeze()  # what was loaded so far stays for good, so that no collection has to look through it again
    yield


def _open() -> None:
    try:
        provided()
    except StoreUnavailableError as error:
        _log.warning("Not open yet: %s", error)
    except AssessmentError as error:
        _log.critical("The app does not start: %s", error)  # beside what the server writes: that is for programmers
        raise


def send_at_once() -> None:
    """Let this process's connections send small packets without waiting for the visitor to confirm the one before.

    Streamlit hands uvicorn a socket for which asyncio leaves TCP_NODELAY off: each file, and each click soon after
    another, then costs up to 40 ms more. Connections take the setting over from the socket that accepts them.
    """
    for each in gc.get_objects():
        if type(each) is socket.socket and each.fileno() >= 0 and (each.family, each.type) in _TCP:
            each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
